"""A cover for a book that has none: title and author set in type on a colour of its own."""

import colorsys
import hashlib
import textwrap
from pathlib import Path

SIDE = 1600
"""Pixels; shops ask for 1400 to 3000, square."""
MARGIN = 160


def draw_cover(path: Path, *, title: str, author: str) -> None:
    """Write a square JPEG; the same title and author give the same picture."""
    from PIL import Image, ImageDraw

    hue = hashlib.sha256(f"{title}|{author}".encode()).digest()[0] / 255
    dark, light = _colour(hue, 0.16, 0.55), _colour(hue, 0.90, 0.35)
    picture = Image.new("RGB", (SIDE, SIDE), dark)
    draw = ImageDraw.Draw(picture)
    _waves(draw, hue)
    lines, font = _fitted(draw, title)
    top = MARGIN
    for line in lines:
        draw.text((MARGIN, top), line, font=font, fill=light)
        top += round(font.size * 1.15)
    draw.rectangle((MARGIN, top + 40, MARGIN + 180, top + 48), fill=light)
    draw.text((MARGIN, SIDE - MARGIN - 64), author[:48], font=_font(60), fill=light)
    picture.save(path, quality=90)


def _waves(draw, hue: float) -> None:
    """Draw a band of bars like a sound, low on the page; their heights come from the hue, so they differ by book."""
    count, middle = 64, round(SIDE * 0.72)
    step = (SIDE - 2 * MARGIN) / count
    for bar in range(count):
        noise = hashlib.sha256(f"{hue}{bar}".encode()).digest()[1] / 255
        swell = 1 - abs(2 * bar / (count - 1) - 1)
        height = 8 + 170 * noise * (0.25 + 0.75 * swell)
        left = MARGIN + bar * step
        draw.rounded_rectangle(
            (left, middle - height, left + step * 0.5, middle + height), 6, fill=_colour(hue, 0.42, 0.45)
        )


def _fitted(draw, title: str):
    """Return the title's lines and the largest font in which they fit the page."""
    for size in range(190, 60, -10):
        font = _font(size)
        lines = textwrap.wrap(
            title, max(6, round((SIDE - 2 * MARGIN) / (size * 0.52))), break_long_words=False
        )
        fits = all(draw.textlength(line, font=font) <= SIDE - 2 * MARGIN for line in lines)
        if fits and len(lines) * size * 1.15 < SIDE * 0.45:
            return lines, font
    return textwrap.wrap(title, 40)[:6], _font(60)


def _font(size: int):
    from PIL import ImageFont

    # Pillow ships one scalable font, so the cover is the same on every machine
    return ImageFont.load_default(size)


def _colour(hue: float, lightness: float, saturation: float) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in colorsys.hls_to_rgb(hue, lightness, saturation))
