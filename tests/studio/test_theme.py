import re
from itertools import product

import pytest

from studio import theme


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT = list(product(("ink", "muted", "accent", "good", "warn", "bad"), ("paper", "surface", "sunken")))
PAIRS = [*TEXT, ("on_accent", "accent"), ("on_accent", "accent_strong"), ("ink", "tint"), ("good", "tint")]


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_readable(palette: theme.Palette, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_borders_of_controls_can_be_seen(palette: theme.Palette) -> None:
    assert contrast(palette.edge, palette.surface) >= 3


def test_every_colour_of_the_rules_is_in_the_palette() -> None:
    known = {f"--vs-{name.replace('_', '-')}" for name in vars(theme.LIGHT)}
    used = set(re.findall(r"var\((--vs-[\w-]+)", theme.css()))
    assert used <= known


def test_the_theme_fills_both_modes() -> None:
    built = theme.StudioTheme()
    for name, field in theme.FIELDS.items():
        assert getattr(built, name) == getattr(theme.LIGHT, field)
        assert getattr(built, f"{name}_dark") == getattr(theme.DARK, field)


def test_nothing_is_fetched() -> None:
    """No web font, no foreign script: the page looks the same without a network."""
    assert "http" not in theme.css() + theme.head()
    assert theme.StudioTheme()._stylesheets == []


def test_nothing_moves_by_itself() -> None:
    assert not re.search(r"@keyframes|animation:|blink", theme.css())
