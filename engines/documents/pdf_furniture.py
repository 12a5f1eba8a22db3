"""What a page prints around the text, told by repetition and place: running heads, page numbers, footnotes, contents."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from engines.documents.headings import heading_of, is_contents
from engines.documents.numbering import number_of
from engines.documents.pdf_page import PrintedLine

EDGE_ROWS = 2
"""So many rows at the top and at the bottom of a page may be running heads and page numbers."""
EDGE_FRACTION = 0.16
"""Part of the page's height, at top and bottom, in which they stand."""
MIN_GAP = 0.3
"""White space between furniture and text is more than this, relative to its type; between lines of text it is less."""
FOOTNOTE_SIZE = 0.92
"""Footnotes are set smaller than this, relative to the body."""

Zone = Literal["top", "bottom"]

_NUMBER_AT_EDGE = re.compile(
    r"^\W*(\d{1,4}|[ivxlcdm]{1,7})\b[\s|•·.–—-]*|[\s|•·–—-]*\b(\d{1,4}|[ivxlcdm]{1,7})\W*$", re.I
)
_PAGE_WORD = re.compile(
    r"^(?:page|p\.|seite|pagina|página)\s*\d+(?:\s*(?:of|/|von|de)\s*\d+)?$|^\d+\s*/\s*\d+$", re.I
)
_NOTE_START = re.compile(r"^[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[\]).]?\s*[\"“‘'(]?[^\W\d_]")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|(?:·\s?){4,}|_{4,}")
_ENDS_IN_NUMBER = re.compile(r"^(?P<title>.*?[^\W\d].*?)[\s.…·_]*\b(?:\d{1,4}|[ivxlc]{1,7})$", re.I)


@dataclass(frozen=True)
class _Row:
    """Everything on one base line at the edge of a page."""

    page: int
    zone: Zone
    lines: tuple[PrintedLine, ...]
    gap: float
    """White space to the next row inwards, in points."""

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def key(self) -> tuple[str, str, int]:
        return self.zone, " ".join(self.text.casefold().split()), round(self.lines[0].size)

    @property
    def place(self) -> tuple[str, int, int]:
        return self.zone, round(self.lines[0].y0 / 3), round(self.lines[0].size)


def without_furniture(pages: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Return the pages without running heads, feet and page numbers."""
    rows = [row for lines in pages for row in _edge_rows(lines)]
    furniture = _Furniture(rows, len(pages))
    by_page: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        by_page[row.page].append(row)
    kept = []
    for lines in pages:
        dropped: set[int] = set()
        for zone in ("top", "bottom"):
            for row in (row for row in by_page[lines[0].page] if row.zone == zone) if lines else ():
                if not furniture.has(row):
                    break
                dropped.update(id(line) for line in row.lines)
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _edge_rows(lines: Sequence[PrintedLine]) -> Iterator[_Row]:
    """Yield the outermost rows of a page, from the edge inwards."""
    rows = rows_of(lines)
    if not rows:
        return
    for zone in ("top", "bottom"):
        inwards = rows if zone == "top" else rows[::-1]
        for row, following in zip(inwards[:EDGE_ROWS], [*inwards[1 : EDGE_ROWS + 1], None], strict=False):
            first = row[0]
            is_at_edge = (
                first.y0 < EDGE_FRACTION * first.page_height
                if zone == "top"
                else first.y1 > (1 - EDGE_FRACTION) * first.page_height
            )
            if not is_at_edge:
                break
            gap = (
                1e6
                if following is None
                else (following[0].y0 - first.y1 if zone == "top" else first.y0 - following[0].y1)
            )
            yield _Row(first.page, zone, tuple(row), gap)


def rows_of(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Return the lines grouped by base line, from top to bottom, each row from left to right."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.y0):
        if rows and line.y0 < rows[-1][0].y0 + 0.5 * (rows[-1][0].y1 - rows[-1][0].y0):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


class _Furniture:
    """What repeats over the pages of one document."""

    def __init__(self, rows: Sequence[_Row], page_count: int) -> None:
        self._times_needed = 3 if page_count >= 6 else 2
        self._page_count = page_count
        self._texts = Counter(row.key for row in rows)
        self._offsets = Counter(
            offset for row in rows for offset in {number - row.page for number in _numbers(row.text)}
        )
        self._rests = Counter((row.zone, rest) for row in rows for rest in {_rest(row.text)} if rest)
        self._places = Counter(row.place for row in rows if self._repeats(row))

    def has(self, row: _Row) -> bool:
        """Return whether a row is furniture: it repeats, counts the pages, or stands where such rows stand."""
        if self._repeats(row):
            return True
        zone, y, size = row.place
        times_here = sum(self._places[zone, y + step, size] for step in (-1, 0, 1))
        return (
            times_here >= max(3, 0.3 * self._page_count)
            and row.gap > 0.6 * row.lines[0].size
            and len(row.text) < 90
        )

    def _repeats(self, row: _Row) -> bool:
        if _PAGE_WORD.match(row.text):
            return True
        if row.gap < MIN_GAP * row.lines[0].size:
            return False
        if self._texts[row.key] >= self._times_needed:
            return True
        counts_pages = any(self._offsets[number - row.page] >= 2 for number in _numbers(row.text))
        heading = heading_of(row.text)
        if heading and heading.rank != "numeral":
            # "Chapter 2" on the second page counts chapters, whatever it looks like.
            return False
        if rest := _rest(row.text):
            return counts_pages and self._rests[row.zone, rest] >= 2
        return counts_pages or (
            row.zone == "bottom" and bool(_numbers(row.text)) and row.gap > row.lines[0].size
        )


def _numbers(text: str) -> list[int]:
    """Return the page numbers that may stand at either end of a row."""
    found = [match[1] or match[2] for match in _NUMBER_AT_EDGE.finditer(text)]
    return [number for part in found if (number := number_of(part)) is not None]


def _rest(text: str) -> str:
    """Return a row without the numbers at its ends."""
    return " ".join(_NUMBER_AT_EDGE.sub("", text).casefold().split())


def body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """Return the size of most letters, in points."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def without_footnotes(pages: Sequence[list[PrintedLine]], size: float) -> tuple[list[list[PrintedLine]], int]:
    """Return the pages without the notes at the foot of their columns, and the number of pages that had some.

    size: of the body, in points. Notes are small type at the foot that begins with a mark, or goes on from the page before.
    """
    kept, had_notes, count = [], False, 0
    for lines in pages:
        notes: set[int] = set()
        for column in {line.column for line in lines}:
            run = _small_foot([line for line in lines if line.column == column], size)
            first = next((index for index, line in enumerate(run) if _NOTE_START.match(line.text)), None)
            if run and (first is not None or had_notes):
                notes.update(id(line) for line in run[0 if had_notes else first :])
        had_notes = bool(notes)
        count += had_notes
        kept.append([line for line in lines if id(line) not in notes])
    return kept, count


def _small_foot(lines: Sequence[PrintedLine], size: float) -> list[PrintedLine]:
    """Return the small lines that end a column; none when the whole column is small."""
    run: list[PrintedLine] = []
    for line in reversed(lines):
        if line.size > FOOTNOTE_SIZE * size:
            break
        run.insert(0, line)
    return run if len(run) < len(lines) and run and run[-1].y1 > 0.6 * run[-1].page_height else []


def contents_pages(pages: Sequence[list[PrintedLine]]) -> set[int]:
    """Return the indices of pages that are a table of contents: rows that end in page numbers, near the front."""
    found: set[int] = set()
    for index, lines in enumerate(pages[: max(12, len(pages) // 8)]):
        rows = [" ".join(line.text for line in row) for row in rows_of(lines)]
        entries = [row for row in rows if _LEADERS.search(row) or _ENDS_IN_NUMBER.match(row)]
        is_led = sum(_LEADERS.search(row) is not None for row in rows) >= 3
        is_announced = any(is_contents(row) for row in rows[:3]) or index - 1 in found
        if len(entries) >= 3 and len(entries) >= 0.5 * len(rows) and (is_led or is_announced):
            found.add(index)
    return found


def contents_title(row: str) -> str:
    """Return a row of a contents page without its dots and page number."""
    match = _ENDS_IN_NUMBER.match(_LEADERS.sub(" ", row))
    return match["title"].strip(" .…·") if match else row


def leading(pages: Sequence[Sequence[PrintedLine]], size: float) -> float:
    """Return the usual distance from one line of the body to the next, in points."""
    steps = [
        second.y0 - first.y0
        for lines in pages
        for first, second in zip(lines, lines[1:], strict=False)
        if first.column == second.column and 0.8 * size < second.y0 - first.y0 < 2.2 * size
    ]
    return median(steps) if steps else 1.2 * size
