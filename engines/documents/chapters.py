"""Dividing a stream of pieces into chapters by the marks the book itself carries. Pure; the same for every file type."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from engines.documents.clean import ends_sentence
from engines.documents.draft import Mark, Matter, Piece
from engines.documents.headings import heading_of, matter_of
from engines.types import Block, Chapter

LONG_CHAPTER = 60_000
"""Characters; about an hour of speech. A longer chapter is divided at its own sub-headings."""
SHORT_OPENING = 400
"""Characters in whole sentences before the first chapter, up to which it is a title page and no chapter of its own."""
IMPRINT_PIECES = 60
"""An opening of fewer pieces that states a copyright is the imprint, however long its sentences."""
_IMPRINT = re.compile(r"©|\(c\) ?\d{4}|\bcopyright\b|all rights reserved|\bISBN\b", re.I)
_TOLD = frozenset(("scene_heading", "action", "dialogue"))


@dataclass
class _Section:
    """A mark with the stretch of pieces it governs; sub-sections lie inside."""

    title: str
    level: int
    start: int
    end: int
    children: list["_Section"] = field(default_factory=list)


@dataclass(frozen=True)
class _Stretch:
    """A chapter to be: pieces[start:end]."""

    title: str
    start: int
    end: int
    part: str = ""
    """Title of the part it lies in; empty at the top."""
    matter: Matter | None = None


def divide(pieces: Sequence[Piece], *, title: str) -> tuple[Chapter, ...]:
    """Return the pieces as chapters c1, c2, …; title names what stands before the first mark.

    Only chapters of headings alone among the back matter are lost.
    """
    top = _tree(pieces)
    stretches = list(_stretches(top, pieces, title))
    stretches = [part for stretch in stretches for part in _cut_by_matter(stretch, pieces)]
    stretches = _judged(stretches, pieces)
    stretches = _merge_bare_headings(stretches, pieces)
    stretches = _distinct(_with_body([stretch for stretch in stretches if stretch.end > stretch.start]))
    return tuple(_chapter(number, stretch, pieces) for number, stretch in enumerate(stretches, start=1))


def _tree(pieces: Sequence[Piece]) -> list[_Section]:
    """Nest the marks by level and return the outermost sections."""
    root = _Section("", 0, 0, len(pieces))
    stack = [root]
    for index, piece in enumerate(pieces):
        for mark in piece.marks:
            while stack[-1].level >= mark.level:
                stack.pop().end = index
            section = _Section(mark.title, mark.level, index, len(pieces))
            stack[-1].children.append(section)
            stack.append(section)
    return root.children


def _stretches(top: list[_Section], pieces: Sequence[Piece], title: str) -> Iterator[_Stretch]:
    opening = top[0].start if top else len(pieces)
    body = [section for section in top if not matter_of(section.title)]
    if len(body) == 1 and body[0].children and _rank(body[0].title) != "chapter":
        # The one outermost heading is the book's own title: its sub-headings are the chapters.
        yield _Stretch(title, 0, opening)
        for section in top:
            yield from _divided(section, pieces, force=section is body[0])
        return
    yield _Stretch(title, 0, opening)
    for section in top:
        yield from _divided(section, pieces)


def _divided(
    section: _Section, pieces: Sequence[Piece], part: str = "", *, force: bool = False
) -> Iterator[_Stretch]:
    if not section.children or not (force or _divides(section, pieces)):
        yield _Stretch(section.title, section.start, section.end, part)
        return
    yield _Stretch(section.title, section.start, section.children[0].start, part)
    for child in section.children:
        yield from _divided(child, pieces, section.title)


def _divides(section: _Section, pieces: Sequence[Piece]) -> bool:
    """A part holds chapters; "Chapter 3" below anything is a chapter; an hour of speech without a border is too long."""
    if matter_of(section.title):
        return False
    ranks = {_rank(child.title) for child in section.children}
    if _rank(section.title) == "part" or ("chapter" in ranks and _rank(section.title) != "chapter"):
        return True
    return sum(len(piece.text) for piece in pieces[section.start : section.end]) > LONG_CHAPTER


def _rank(title: str) -> str:
    heading = heading_of(title)
    return heading.rank if heading else ""


def _cut_by_matter(stretch: _Stretch, pieces: Sequence[Piece]) -> Iterator[_Stretch]:
    """Cut where the file's markup passes from front matter to body or from body to back matter."""
    start = stretch.start
    current: Matter | None = None
    for index in range(stretch.start, stretch.end):
        matter: Matter = pieces[index].matter or "body"
        if current is not None and matter != current:
            yield _named_cut(replace(stretch, start=start, end=index), current, pieces)
            start = index
        current = matter
    if start < stretch.end:
        yield _named_cut(replace(stretch, start=start), current, pieces)


def _named_cut(stretch: _Stretch, matter: Matter | None, pieces: Sequence[Piece]) -> _Stretch:
    """Give a cut-off stretch of front or back matter the name it prints itself, not the chapter's it was cut from."""
    if matter is None or matter == "body":
        return stretch
    if marks := pieces[stretch.start].marks:
        return replace(stretch, title=marks[-1].title, matter=matter)
    if stretch.start == 0:
        return replace(stretch, matter=matter)
    heading = next(
        (piece.text for piece in pieces[stretch.start : stretch.end] if piece.kind == "heading"), ""
    )
    return replace(stretch, title=heading or f"{matter.capitalize()} matter", matter=matter)


def _judged(stretches: list[_Stretch], pieces: Sequence[Piece]) -> list[_Stretch]:
    """Give every stretch its matter: by the markup, else by its title, else body; the opening by its length."""
    judged = []
    for index, stretch in enumerate(stretches):
        matter = stretch.matter or matter_of(stretch.title)
        is_opening = stretch.start == 0 and not pieces[0].marks and len(stretches) > 1
        if matter is None and index == 0 and is_opening and _is_title_page(stretch, pieces):
            matter = "front"
        judged.append(replace(stretch, matter=matter or "body"))
    bodies = [
        index
        for index, stretch in enumerate(judged)
        if stretch.matter == "body" and _prose_length(stretch, pieces)
    ]
    if not bodies:
        return judged
    # What comes before the first chapter is front and what comes after the last is back, whatever it is called.
    first, last = bodies[0], bodies[-1]
    while first and judged[first - 1].matter == "body":
        first -= 1
    for index, stretch in enumerate(judged):
        if index < first:
            judged[index] = replace(stretch, matter="front")
        elif index > last:
            judged[index] = replace(stretch, matter="back")
    return judged


def _is_title_page(stretch: _Stretch, pieces: Sequence[Piece]) -> bool:
    """Names, dates and publishers are no sentences; a screenplay's first scene is no title page."""
    own = pieces[stretch.start : stretch.end]
    if len(own) < IMPRINT_PIECES and any(_IMPRINT.search(piece.text) for piece in own):
        return True
    sentences = sum(len(piece.text) for piece in own if len(piece.text) > 40 and ends_sentence(piece.text))
    return sentences < SHORT_OPENING and not any(piece.kind in _TOLD for piece in own)


def _prose_length(stretch: _Stretch, pieces: Sequence[Piece]) -> int:
    return sum(
        len(piece.text)
        for piece in pieces[stretch.start : stretch.end]
        if piece.kind not in ("heading", "break")
    )


def _merge_bare_headings(stretches: list[_Stretch], pieces: Sequence[Piece]) -> list[_Stretch]:
    """A part title without prose of its own opens the chapter after it; a bare heading in the back matter goes."""
    merged: list[_Stretch] = []
    carried: int | None = None
    for index, stretch in enumerate(stretches):
        is_bare = _prose_length(stretch, pieces) == 0
        following = stretches[index + 1] if index + 1 < len(stretches) else None
        if is_bare and following is not None and stretch.matter == following.matter == "body":
            carried = stretch.start if carried is None else carried
            continue
        if is_bare and stretch.matter == "back":
            continue
        stretch = stretch if carried is None else replace(stretch, start=carried)
        carried = None
        if merged and (merged[-1].title, merged[-1].matter) == (stretch.title, stretch.matter):
            merged[-1] = replace(merged[-1], end=stretch.end)
        else:
            merged.append(stretch)
    return merged


def _with_body(stretches: list[_Stretch]) -> list[_Stretch]:
    """A file of nothing but notes or a contents list is read as what it is: its body."""
    if any(stretch.matter == "body" for stretch in stretches):
        return stretches
    return [replace(stretch, matter="body") for stretch in stretches]


def _distinct(stretches: list[_Stretch]) -> list[_Stretch]:
    """Put the part before the chapter where titles would repeat: "VOLUME II, CHAPTER I"."""
    count = Counter(stretch.title for stretch in stretches if stretch.part)
    if not any(times > 1 for times in count.values()):
        return stretches
    return [
        replace(stretch, title=f"{stretch.part}, {stretch.title}") if stretch.part else stretch
        for stretch in stretches
    ]


def _chapter(number: int, stretch: _Stretch, pieces: Sequence[Piece]) -> Chapter:
    blocks = tuple(Block(kind=piece.kind, text=piece.text) for piece in pieces[stretch.start : stretch.end])
    title = stretch.title or next(
        (block.text for block in blocks if block.kind == "heading"), f"Chapter {number}"
    )
    return Chapter(id=f"c{number}", title=title[:200], matter=stretch.matter or "body", blocks=blocks)


def mark_headings(pieces: Sequence[Piece], levels: Sequence[int]) -> list[Piece]:
    """Return the pieces with a mark at every heading; levels[i] is the depth of piece i, 0 where it is none.

    Headings that follow one another at different depths keep their own marks; a heading directly after one of the same
    depth is its subtitle and joins its title.
    """
    marked: list[Piece] = []
    for index, (piece, level) in enumerate(zip(pieces, levels, strict=True)):
        if not level:
            marked.append(piece)
        elif (
            index
            and levels[index - 1] == level
            and marked[-1].kind == "heading"
            and _is_subtitle(marked[-1], piece)
        ):
            owner = next(back for back in range(len(marked) - 1, -1, -1) if marked[back].marks)
            mark = marked[owner].marks[-1]
            marked[owner] = replace(
                marked[owner],
                marks=(*marked[owner].marks[:-1], Mark(joined_title(mark.title, piece.text), level)),
            )
            marked.append(piece)
        else:
            marked.append(replace(piece, marks=(*piece.marks, Mark(piece.text, level))))
    return marked


def _is_subtitle(previous: Piece, piece: Piece) -> bool:
    heading, own = heading_of(previous.text), heading_of(piece.text)
    return own is None and heading is not None and not heading.rest and heading.rank != "named"


def joined_title(title: str, subtitle: str) -> str:
    """Return "Chapter I: The Science of Deduction" from a heading and the line below it."""
    return f"{title.rstrip(' .:')}: {subtitle}" if subtitle else title
