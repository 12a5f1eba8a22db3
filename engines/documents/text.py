"""Plain text: hard-wrapped or one paragraph a line, books and scripts alike."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engines.documents import gutenberg
from engines.documents.clean import (
    is_ornament,
    normal_breaks,
    plain_emphasis,
    tidy,
    tidy_lines,
    without_editors_notes,
)
from engines.documents.draft import APART, Draft, Mark, Matter, Piece
from engines.documents.headings import is_upper, title_case
from engines.documents.lines import is_speech_line, join, shape, split_script_lines, vocabulary, wrap_width
from engines.documents.text_headings import Found, Group, find_headings
from engines.types import BlockKind

_AUTHOR = re.compile(r"_?(?:written )?by[:\s]+(?P<name>[^\W\d_][^\n]{2,60}?)_?", re.I)
_NOTE_PARAGRAPH = re.compile(r"\s*\[(?P<mark>\d{1,3}|[A-Z]|\*)\]\s+\S")


def read_text(text: str) -> Draft:
    """Return the draft of a plain text. Its title stays empty when the text does not begin with one."""
    book = gutenberg.unframe(normal_breaks(text))
    body = without_editors_notes(book.body)
    body, notes = _without_footnotes(body)
    groups = list(_groups(body))
    pieces = _pieces(groups, vocabulary(body))
    title, author = _title_page(groups)
    pieces = [*_boilerplate(book.header, "front"), *pieces, *_boilerplate(book.licence, "back")]
    warnings = [f"{notes} footnotes were left out."] if notes else []
    return Draft("text", pieces, book.title or title, book.author or author, book.language, warnings=warnings)


def _groups(text: str) -> Iterator[Group]:
    lines: list[str] = []
    gap = 0
    for line in text.expandtabs(8).split("\n"):
        if line.strip():
            lines.append(line.rstrip())
            continue
        if lines:
            yield Group(tuple(lines), gap)
            lines, gap = [], 0
        gap += 1
    if lines:
        yield Group(tuple(lines), gap)


def _without_footnotes(text: str) -> tuple[str, int]:
    """Return text without note paragraphs ("[1] See …") and the marks in the text that point to them, and their number."""
    paragraphs = re.split(r"(\n\s*\n)", text)
    marks = {match["mark"] for paragraph in paragraphs if (match := _NOTE_PARAGRAPH.match(paragraph))}
    if not marks:
        return text, 0
    kept = [paragraph for paragraph in paragraphs if not _NOTE_PARAGRAPH.match(paragraph)]
    pattern = "|".join(re.escape(mark) for mark in sorted(marks))
    return re.sub(rf"\s?\[(?:{pattern})\]", "", "".join(kept)), len(paragraphs) - len(kept)


def _pieces(groups: Sequence[Group], words: Counter[str]) -> list[Piece]:
    headings = find_headings(groups)
    width = wrap_width([group.lines for group in groups])
    pieces: list[Piece] = []
    skip_next = False
    for index, group in enumerate(groups):
        if skip_next or index in headings.page_numbers:
            skip_next = False
            continue
        lines: Sequence[str] = group.lines
        if found := headings.found.get(index):
            pieces.extend(_heading_pieces(found))
            lines, skip_next = lines[found.lines_used :], found.takes_next
        matter: Matter | None = "front" if index in headings.contents else None
        if index == 0 and not found and _is_title_line(lines):
            pieces.append(Piece("heading", tidy(plain_emphasis(lines[0]))))
        elif lines:
            _extend(pieces, _group_pieces(lines, width, words, matter))
    return [piece for piece in pieces if piece.text]


def _extend(pieces: list[Piece], group: Iterator[Piece]) -> None:
    """Append a group's pieces; one that goes on in mid-sentence after an empty line (a page border) is joined."""
    for piece in group:
        previous = pieces[-1] if pieces else None
        if (
            previous is not None
            and previous.kind == piece.kind == "paragraph"
            and len(previous.text) > 40
            and piece.text[:1].islower()
            and previous.text[-1].isalnum()
        ):
            pieces[-1] = replace(previous, text=f"{previous.text} {piece.text}")
        else:
            pieces.append(piece)


def _heading_pieces(found: Found) -> Iterator[Piece]:
    texts = [tidy(plain_emphasis(line)) for line in found.title_lines]
    title = f"{texts[0].rstrip(' .:')}: {texts[1]}" if len(texts) > 1 else texts[0]
    yield Piece("heading", texts[0], (Mark(title, found.level),))
    for text in texts[1:]:
        yield Piece("heading", text)


def _group_pieces(
    lines: Sequence[str], width: int, words: Counter[str], matter: Matter | None
) -> Iterator[Piece]:
    """Yield the blocks of the lines between two empty lines."""
    if all(is_ornament(line) for line in lines):
        yield Piece("break", tidy(" ".join(lines)), matter=matter)
        return
    if matter == "front" and len(lines) > 1:
        yield from (Piece("paragraph", tidy(plain_emphasis(line)), matter=matter) for line in lines)
        return
    for run in split_script_lines(lines, width):
        form = shape(run, width) if len(run) > 1 else "wrapped"
        if form == "verse":
            yield Piece("verse", tidy_lines(plain_emphasis("\n".join(run))), matter=matter)
        elif form == "separate":
            yield from (Piece("paragraph", tidy(plain_emphasis(line)), matter=matter) for line in run)
        else:
            text = tidy(plain_emphasis(join(run, words, is_hyphenated=False)))
            yield Piece(_wrapped_kind(run, width), text, matter=matter)


def _wrapped_kind(run: Sequence[str], width: int) -> BlockKind:
    """Several lines that are all indented are an indented quotation or letter."""
    is_indented = len(run) > 1 and all(line.startswith("  ") for line in run)
    return "quote" if is_indented and width else "paragraph"


def _is_title_line(lines: Sequence[str]) -> bool:
    text = lines[0].strip().rstrip("*†") if lines else ""
    if len(lines) != 1 or len(text) > 80 or text.endswith((".", ",", ":", ";", '"', "”")):
        return False
    return is_upper(text) or not is_speech_line(text)


def _title_page(groups: Sequence[Group]) -> tuple[str, str]:
    """Return title and author as the first lines print them; empty where they do not."""
    if not groups:
        return "", ""
    found = find_headings(groups[:12]).found
    opening = groups[: min(found, default=8)]
    lines = [tidy(plain_emphasis(line)) for group in opening[:8] for line in group.lines[:6]]
    authors = [match["name"].strip(" .") for line in lines[:12] if (match := _AUTHOR.fullmatch(line))]
    has_title = bool(opening) and (_is_title_line(opening[0].lines) or bool(authors))
    title = tidy(plain_emphasis(opening[0].first)) if has_title else ""
    return title_case(title), title_case(authors[0]) if authors else ""


def _boilerplate(text: str, matter: Matter) -> Iterator[Piece]:
    """Yield the publisher's frame as a chapter of its own."""
    paragraphs = [tidy(paragraph) for paragraph in re.split(r"\n\s*\n", text)]
    title = "Project Gutenberg header" if matter == "front" else "Project Gutenberg licence"
    for number, paragraph in enumerate(paragraph for paragraph in paragraphs if paragraph):
        yield Piece(
            "paragraph",
            paragraph,
            (Mark(title, APART if matter == "front" else 1),) if number == 0 else (),
            matter,
        )
