"""One printed page as lines in reading order: fragments joined, note marks dropped, columns one after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from engines.documents.clean import tidy

if TYPE_CHECKING:
    import pymupdf

MIN_COLUMN_LINES = 5
"""Fewer lines beside each other are a table or a signature, not columns."""

_SUPERSCRIPT, _BOLD = 1, 16
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}(?:\s*,\s*\d{1,3})*|[*†‡§¶]{1,3}|[a-z])[\])]?\s*")
_BEFORE_MARK = re.compile(r"(?:[.,;:!?\"'”’)»…]|[^\W\d_]{3})\s?$")


@dataclass(frozen=True)
class PrintedLine:
    """A line of type. Lengths in points (1/72 inch) from the page's top left corner."""

    text: str
    page: int
    """Counted from 0."""
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    """Of most of its letters, in points."""
    is_bold: bool
    page_height: float
    column: int = 0
    """Counted through the page in reading order; a new one wherever the eye jumps."""

    @property
    def letter_width(self) -> float:
        """Mean width of a character in points."""
        return (self.x1 - self.x0) / max(1, len(self.text))


def printed_lines(page: "pymupdf.Page", number: int) -> list[PrintedLine]:
    """Return the upright lines of a page, in the order in which the file holds them."""
    content = page.get_text("dict", flags=0)
    height = float(content["height"])
    lines: list[PrintedLine] = []
    for block in content["blocks"]:
        for line in block.get("lines", ()):
            printed = _line(line, number, height)
            if printed is None:
                continue
            if lines and _goes_on(lines[-1], printed):
                lines[-1] = _joined(lines[-1], printed)
            else:
                lines.append(printed)
    return _with_initials(lines)


def in_reading_order(pages: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Return the pages with the lines of each sorted as they are read, column by column."""
    gutters = [_gutter(_sorted(lines)) for lines in pages]
    found = sorted(gutter for gutter in gutters if gutter is not None)
    # A chapter's last page may have too few lines to show its columns.
    usual = found[len(found) // 2] if 2 * len(found) > sum(map(bool, pages)) else None
    ordered = []
    for lines in pages:
        columns = enumerate(_columns(lines, usual))
        ordered.append([replace(line, column=number) for number, run in columns for line in run])
    return ordered


def _line(line: dict[str, Any], number: int, height: float) -> PrintedLine | None:
    """Return a line of text; None for slanted watermarks and empty ones."""
    if abs(line["dir"][1]) > 0.1 or line["dir"][0] < 0:
        return None
    spans = [span for span in line["spans"] if span["text"].strip()]
    if not spans:
        return None
    main = max(spans, key=lambda span: len(span["text"].strip()))
    text = ""
    for span in line["spans"]:
        if not (_is_raised(span, main) and _NOTE_MARK.fullmatch(span["text"]) and _BEFORE_MARK.search(text)):
            text += span["text"]
    bold = sum(len(span["text"]) for span in spans if span["flags"] & _BOLD) * 2 > sum(
        len(span["text"]) for span in spans
    )
    # A soft hyphen at the end tells a divided word; elsewhere tidy() drops it.
    text = tidy(text) + ("\u00ad" if text.rstrip().endswith("\u00ad") else "")
    x0, y0, x1, y1 = line["bbox"]
    return PrintedLine(text, number, x0, y0, x1, y1, float(main["size"]), bold, height) if text else None


def _is_raised(span: dict[str, Any], main: dict[str, Any]) -> bool:
    if span is main:
        return False
    is_small = span["size"] <= 0.8 * main["size"]
    return bool(span["flags"] & _SUPERSCRIPT) or (
        is_small and span["origin"][1] < main["origin"][1] - 0.15 * main["size"]
    )


def _same_row(first: PrintedLine, second: PrintedLine) -> bool:
    overlap = min(first.y1, second.y1) - max(first.y0, second.y0)
    return overlap > 0.6 * min(first.y1 - first.y0, second.y1 - second.y0)


def _goes_on(line: PrintedLine, fragment: PrintedLine) -> bool:
    """Whether a fragment stands right after a line on the same base line."""
    gap = fragment.x0 - line.x1
    return _same_row(line, fragment) and -line.size < gap < line.size


def _joined(line: PrintedLine, fragment: PrintedLine) -> PrintedLine:
    glue = "" if fragment.x0 - line.x1 < 0.15 * line.size else " "
    larger = line if len(line.text) >= len(fragment.text) else fragment
    return replace(
        line,
        text=f"{line.text}{glue}{fragment.text}",
        x1=max(line.x1, fragment.x1),
        y0=min(line.y0, fragment.y0),
        y1=max(line.y1, fragment.y1),
        size=larger.size,
        is_bold=line.is_bold and fragment.is_bold,
    )


def _with_initials(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Put a chapter's large first letter before the rest of its word."""
    result: list[PrintedLine] = []
    initial: PrintedLine | None = None
    for line in lines:
        if (
            initial is not None
            and initial.size > 1.6 * line.size
            and line.x0 >= initial.x0
            and line.y0 < initial.y1
            and line.y1 > initial.y0
        ):
            result.append(replace(line, text=initial.text + line.text))
            initial = None
            continue
        if initial is not None:
            result.append(initial)
        initial = line if len(line.text) == 1 and line.text.isalpha() else None
        if initial is None:
            result.append(line)
    return [*result, initial] if initial is not None else result


def _sorted(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    return sorted(lines, key=lambda line: (round(line.y0 / 2), line.x0))


def _columns(lines: Sequence[PrintedLine], usual: float | None = None) -> Iterator[list[PrintedLine]]:
    """Yield runs of lines to be read one after the other: between lines that span the page, left column then right.

    usual: the gutter of the document's other pages, for one that shows none.
    """
    lines = _sorted(lines)
    gutter = _gutter(lines)
    if (
        gutter is None
        and usual is not None
        and sum(line.x0 < usual - 1 and line.x1 > usual + 1 for line in lines) * 2 < len(lines)
    ):
        gutter = usual
    if gutter is None:
        yield list(lines)
        return
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    spanning: list[PrintedLine] = []
    for line in [*lines, None]:
        if line is not None and line.x1 <= gutter + 1:
            side = left
        elif line is not None and line.x0 >= gutter - 1:
            side = right
        else:
            side = None
        if spanning and side is not None:
            yield spanning
            spanning = []
        if side is not None and line is not None:
            side.append(line)
            continue
        for column in (left, right):
            if column:
                yield from _columns(column)
        left, right = [], []
        if line is not None:
            spanning.append(line)
    if spanning:
        yield spanning


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Return where a vertical white stripe parts the lines into columns; None for a page of one column."""
    if len(lines) < 2 * MIN_COLUMN_LINES:
        return None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    best: tuple[int, float] | None = None
    for step in range(25, 76):
        x = x0 + (x1 - x0) * step / 100
        crossing = sum(line.x0 < x - 1 and line.x1 > x + 1 for line in lines)
        if best is None or crossing < best[0]:
            best = (crossing, x)
    if best is None or best[0] > 0.25 * len(lines):
        return None
    left = [line for line in lines if line.x1 <= best[1] + 1]
    right = [line for line in lines if line.x0 >= best[1] - 1]
    return best[1] if _are_columns(left, right, x1 - x0) else None


def _are_columns(left: Sequence[PrintedLine], right: Sequence[PrintedLine], width: float) -> bool:
    """Columns are both long, of lines that fill them, and stand beside each other."""
    if min(len(left), len(right)) < MIN_COLUMN_LINES:
        return False
    if min(median(line.x1 - line.x0 for line in side) for side in (left, right)) < 0.2 * width:
        return False
    overlap = min(left[-1].y1, right[-1].y1) - max(left[0].y0, right[0].y0)
    return overlap > 0.3 * min(left[-1].y1 - left[0].y0, right[-1].y1 - right[0].y0)
