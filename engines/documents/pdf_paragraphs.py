"""Printed lines to pieces: paragraphs over lines, columns and pages, headings, verse and scene breaks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engines.documents.clean import SCENE_BREAK, ends_sentence, is_ornament, tidy, tidy_lines
from engines.documents.draft import Mark, Piece
from engines.documents.headings import heading_of
from engines.documents.lines import is_speech_line, join
from engines.documents.pdf_page import PrintedLine

HEADING_SIZE = 1.12
"""Type larger than this, relative to the body, is a heading."""
MAX_HEADING_CHARACTERS = 140
_QUOTES = ('"', "“", "”", "«", "»", "‘", "’", "'")


@dataclass(frozen=True)
class Typography:
    """Measures of one document, in points."""

    size: float
    """Of the body's type."""
    leading: float
    """From one line of a paragraph to the next."""
    has_indents: bool
    """Whether paragraphs begin with an indent, rather than after white space."""


@dataclass(frozen=True)
class _Margins:
    left: float
    right: float


@dataclass
class _Run:
    """Lines that make one piece."""

    lines: list[PrintedLine]
    is_heading: bool = False
    level: int = 0
    marks: tuple[Mark, ...] = ()
    soft: int = 0
    """Line breaks inside it that the width did not force."""


class Setter:
    """Undoes the typesetting of one document."""

    def __init__(
        self, pages: Sequence[Sequence[PrintedLine]], size: float, leading: float, words: Counter[str]
    ) -> None:
        """pages: without furniture, footnotes and contents. words: how often each word occurs in them."""
        self._lines = [line for lines in pages for line in lines]
        self._words = words
        self._margins = _margins(self._lines, size)
        self._type = Typography(size, leading, self._uses_indents(size))
        self._levels = self._size_levels()

    def pieces(self, marks: Mapping[int, Sequence[Mark]]) -> tuple[list[Piece], list[int]]:
        """Return the pieces and the level of each heading among them (0 for text).

        marks: by the id() of the line before which they stand (from the document's outline).
        """
        pieces: list[Piece] = []
        levels: list[int] = []
        previous: _Run | None = None
        for run in self._runs(marks):
            if previous is not None and self._is_scene_break(previous, run):
                pieces.append(Piece("break", SCENE_BREAK))
                levels.append(0)
            for piece in self._made(run):
                pieces.append(piece)
                levels.append(run.level if piece.kind == "heading" else 0)
            previous = run
        return pieces, levels

    def _runs(self, marks: Mapping[int, Sequence[Mark]]) -> Iterator[_Run]:
        run: _Run | None = None
        for index, line in enumerate(self._lines):
            level = self._heading_level(index)
            found = tuple(marks.get(id(line), ()))
            if found and not level and _names(found, line):
                level = len(self._levels) + 1
            if run is None or found or self._starts_anew(run, line, level):
                if run is not None:
                    yield run
                run = _Run([line], bool(level), level, found)
            else:
                run.soft += not run.is_heading and self._has_room(run.lines[-1], line)
                run.lines.append(line)
        if run is not None:
            yield run

    def _margin(self, line: PrintedLine) -> _Margins:
        return self._margins[line.page, line.column]

    def _width(self, line: PrintedLine) -> float:
        return self._margin(line).right - self._margin(line).left

    def _uses_indents(self, size: float) -> bool:
        """Whether a line after a finished paragraph mostly begins further right than the margin."""
        indented = flush = 0
        for previous, line in zip(self._lines, self._lines[1:], strict=False):
            if (previous.page, previous.column) == (line.page, line.column) and ends_sentence(previous.text):
                shift = line.x0 - self._margin(line).left
                if previous.x1 < self._margin(line).right - 3 * size:
                    indented += 0.6 * size < shift < 5 * size
                    flush += shift <= 0.6 * size
        return indented > flush

    def _size_levels(self) -> dict[float, int]:
        """Return rounded type size -> heading level, the largest being 1."""
        sizes = {
            _rounded(line.size)
            for line in self._lines
            if line.size > HEADING_SIZE * self._type.size and len(line.text) <= MAX_HEADING_CHARACTERS
        }
        return {size: level for level, size in enumerate(sorted(sizes, reverse=True), start=1)}

    def _heading_level(self, index: int) -> int:
        """Return the level of the heading a line belongs to; 0 for text."""
        line = self._lines[index]
        if (
            len(line.text) > MAX_HEADING_CHARACTERS
            or is_ornament(line.text)
            or not any(letter.isalnum() for letter in line.text)
        ):
            return 0
        if level := self._levels.get(_rounded(line.size)):
            return level
        if not self._stands_apart(index):
            return 0
        heading = heading_of(line.text)
        if heading and (
            heading.rank in ("part", "chapter", "named") or (heading.rank == "numeral" and line.is_bold)
        ):
            return len(self._levels) + 1
        is_short = len(line.text) <= 70 and not ends_sentence(line.text) and not is_speech_line(line.text)
        return len(self._levels) + 2 if line.is_bold and is_short and not self._all_bold() else 0

    def _all_bold(self) -> bool:
        return sum(line.is_bold for line in self._lines) > 0.5 * len(self._lines)

    def _stands_apart(self, index: int) -> bool:
        """Whether a line has white space (or the page's edge) above it, or another heading."""
        line = self._lines[index]
        if index == 0:
            return True
        previous = self._lines[index - 1]
        if (previous.page, previous.column) != (line.page, line.column):
            return True
        return (
            line.y0 - previous.y0 > 1.35 * self._type.leading
            or previous.size > HEADING_SIZE * self._type.size
        )

    def _starts_anew(self, run: _Run, line: PrintedLine, level: int) -> bool:
        previous = run.lines[-1]
        if run.is_heading or level:
            return not (run.is_heading and level == run.level and self._is_next_heading_line(previous, line))
        if is_ornament(line.text) or is_ornament(previous.text):
            return True
        is_finished = ends_sentence(previous.text)
        if is_speech_line(line.text) and (is_finished or self._has_room(previous, line)):
            return True
        if (previous.page, previous.column) != (line.page, line.column):
            return is_finished and (
                self._is_indented(line) or self._has_room(previous, line) or not self._type.has_indents
            )
        return self._begins_paragraph(previous, line, is_second=len(run.lines) == 1)

    def _begins_paragraph(self, previous: PrintedLine, line: PrintedLine, *, is_second: bool) -> bool:
        """Whether a line begins a paragraph, by the white space between it and the one above in its column."""
        is_finished = ends_sentence(previous.text)
        is_apart = line.y0 - previous.y0 > 1.4 * self._type.leading
        if is_apart or abs(line.size - previous.size) > 0.12 * self._type.size:
            return True
        shift = line.x0 - previous.x0
        if self._is_indented(line) and shift > 0.5 * line.size:
            return True
        if not self._type.has_indents:
            return is_finished and self._has_room(previous, line)
        is_short = previous.x1 < self._margin(previous).right - 0.3 * self._width(previous)
        if self._is_indented(line) and abs(shift) <= 0.5 * line.size and is_second:
            # Two indented lines: two paragraphs of one line, or an indented quotation.
            changes_speaker = previous.text.endswith(_QUOTES) and line.text.startswith(_QUOTES)
            return is_finished or is_short or changes_speaker
        # Ragged lines leave room by chance; a paragraph would have shown itself by its indent.
        return is_finished and is_short

    def _is_next_heading_line(self, previous: PrintedLine, line: PrintedLine) -> bool:
        """Whether a heading goes on: a wrapped title, not "CHAPTER I" with its title below."""
        is_near = previous.page == line.page and line.y0 - previous.y0 < 1.7 * max(previous.size, line.size)
        return is_near and not heading_of(previous.text) and not heading_of(line.text)

    def _is_indented(self, line: PrintedLine) -> bool:
        return line.x0 > self._margin(line).left + 0.6 * line.size

    def _has_room(self, previous: PrintedLine, line: PrintedLine) -> bool:
        """Whether the next line's first word would have fitted on the line before: the break was meant."""
        first_word = line.text.split(maxsplit=1)[0]
        needed = 1.15 * (len(first_word) + 1) * max(previous.letter_width, 0.4 * previous.size)
        return previous.x1 + needed < self._margin(previous).right

    def _is_scene_break(self, previous: _Run, run: _Run) -> bool:
        """White space of more than a line in a text whose paragraphs have none."""
        last, first = previous.lines[-1], run.lines[0]
        if not self._type.has_indents or previous.is_heading or run.is_heading or run.marks:
            return False
        if (
            (last.page, last.column) != (first.page, first.column)
            or is_ornament(last.text)
            or is_ornament(first.text)
        ):
            return False
        return (
            1.8 * self._type.leading < first.y0 - last.y0 < 6 * self._type.leading
            and ends_sentence(last.text)
            and self._is_plain(last)
            and self._is_plain(first)
        )

    def _is_plain(self, line: PrintedLine) -> bool:
        return (
            abs(line.size - self._type.size) < 0.1 * self._type.size
            and line.x0 < self._margin(line).left + 4 * line.size
        )

    def _made(self, run: _Run) -> Iterator[Piece]:
        texts = [line.text for line in run.lines]
        joined = tidy(join(texts, self._words, is_hyphenated=True))
        if not joined:
            return
        if run.is_heading:
            yield Piece("heading", joined, run.marks)
        elif is_ornament(joined) and not joined.isalnum():
            yield Piece("break", joined, run.marks)
        elif len(texts) > 1 and run.soft * 3 >= (len(texts) - 1) * 2:
            yield Piece("verse", tidy_lines("\n".join(texts)), run.marks)
        else:
            is_quote = len(texts) > 2 and all(
                line.x0 > self._margin(line).left + 1.2 * line.size for line in run.lines
            )
            yield Piece("quote" if is_quote else "paragraph", joined, run.marks)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _names(marks: Sequence[Mark], line: PrintedLine) -> bool:
    """Whether a line is the heading that a mark of the outline names."""
    return any(plain(line.text) and plain(line.text) in plain(mark.title) for mark in marks)


def plain(text: str) -> str:
    """Return only the letters and digits of a text, in one case, for comparing titles."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _margins(lines: Iterable[PrintedLine], size: float) -> dict[tuple[int, int], _Margins]:
    """Return the left and right edge of the type in each column of each page.

    The left edge is the commonest one; a column of a few lines takes the document's.
    """
    columns: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.column].append(line)
    margins = {}
    for key, found in columns.items():
        body = [line for line in found if line.size <= HEADING_SIZE * size] or found
        starts = Counter(round(line.x0 / 2) * 2 for line in body)
        often = max(starts.values())
        left = min(start for start, times in starts.items() if times >= max(2, often / 3) or often == 1)
        margins[key] = _Margins(float(left), max(line.x1 for line in body))
    widest = [margin for key, margin in margins.items() if len(columns[key]) >= 8]
    if widest:
        usual = _Margins(
            sorted(margin.left for margin in widest)[len(widest) // 2],
            sorted(margin.right for margin in widest)[len(widest) // 2],
        )
        for key, margin in margins.items():
            if (
                len(columns[key]) < 4
                and usual.left - size <= margin.left
                and margin.right <= usual.right + size
            ):
                margins[key] = replace(usual, left=min(margin.left, usual.left))
    return margins
