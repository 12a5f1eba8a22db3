"""The text of an (X)HTML page as pieces in reading order. Shared by EPUB, HTML and Markdown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from engines.documents.clean import (
    SCENE_BREAK,
    ends_sentence,
    is_ornament,
    tidy,
    tidy_lines,
    without_editors_notes,
)
from engines.documents.draft import Mark, Matter, Piece
from engines.documents.markup import children_named, descendants_named, tag_of, types_of
from engines.documents.skipping import is_note, is_skipped, matter_by_type
from engines.types import BlockKind

MAX_DEPTH = 200
"""Elements nested deeper are read as plain text."""
VERSE_LINE = 80
"""Characters; lines between <br> that are all shorter, and no sentences, are verse."""

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer header "
    "hgroup html li main ol p pre section summary table tbody tfoot thead tr td th caption ul default switch".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_VERSE_CLASS = re.compile(r"^(?:poem|poetry|verse|stanza|linegroup|lyrics?|song|lg)", re.I)
_VERSE_TYPES = frozenset(("z3998:poem", "z3998:verse", "z3998:song", "z3998:hymn", "z3998:lyrics"))
_CODE_CLASS = re.compile(r"code|listing|highlight|screen|terminal|synopsis", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True)
class _Context:
    """What the elements around a piece of text make of it."""

    kind: BlockKind = "paragraph"
    level: int = 0
    matter: Matter | None = None
    is_verse: bool = False
    is_preformatted: bool = False


class Flow:
    """Walks a page and gathers its pieces; `levels[i]` is the heading level of `pieces[i]`, 0 for text."""

    def __init__(self, anchors: Mapping[str, Sequence[Mark]] | None = None) -> None:
        """anchors: the marks to set at elements of these ids."""
        self.pieces: list[Piece] = []
        self.levels: list[int] = []
        self.notes = 0
        """Footnotes that were left out."""
        self.listings = 0
        """Program listings that were left out."""
        self._anchors = dict(anchors or {})
        self._text: list[str] = []
        self._verse: list[str] = []
        self._marks: list[Mark] = []
        self._later_marks: list[Mark] = []

    def read(self, root: etree._Element, *, marks: Sequence[Mark] = (), matter: Matter | None = None) -> None:
        """Add a page's pieces. marks begin with its first piece; matter holds where its markup says nothing."""
        self._marks.extend(marks)
        self._visit(root, _Context(matter=matter), 0)
        self._flush(_Context(matter=matter))
        self._flush_verse(_Context(matter=matter))

    def _visit(self, element: etree._Element, context: _Context, depth: int) -> None:
        self._mark(element)
        tag = tag_of(element)
        if is_skipped(element, self._text[-1] if self._text else ""):
            self.notes += is_note(element)
            self._mark_inside(element)
        elif tag == "br":
            self._text.append("\n")
        elif tag == "hr":
            self._flush(context)
            self._flush_verse(context)
            self._add("break", SCENE_BREAK, context)
        elif tag == "img":
            # A single letter is a painted initial; longer descriptions are for the eye's stead, not part of the text.
            alternative = element.get("alt", "").strip()
            self._text.append(alternative if len(alternative) == 1 and alternative.isalpha() else "")
        elif tag == "pre" and self._is_listing(element):
            self._flush(context)
            self.listings += 1
        elif tag == "table" and self._is_grid(element):
            self._table(element, context, depth)
        elif depth > MAX_DEPTH:
            self._text.append(" ".join(element.itertext()))
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._block(element, tag, context, depth)
        else:
            self._inside(element, context, depth)

    def _inside(self, element: etree._Element, context: _Context, depth: int) -> None:
        self._say(element.text, context)
        for child in element:
            self._visit(child, context, depth + 1)
            self._say(child.tail, context)

    def _say(self, text: str | None, context: _Context) -> None:
        if text:
            self._text.append(text if context.is_preformatted else _SPACE.sub(" ", text))

    def _block(self, element: etree._Element, tag: str, context: _Context, depth: int) -> None:
        self._flush(context)
        inner = self._context_in(element, tag, context)
        starts_verse = inner.is_verse and (not context.is_verse or _is_verse(element))
        if starts_verse or not inner.is_verse:
            self._flush_verse(context)
        self._inside(element, inner, depth)
        self._flush(inner)
        if starts_verse:
            self._flush_verse(inner)

    def _context_in(self, element: etree._Element, tag: str, context: _Context) -> _Context:
        inner = replace(context, matter=matter_by_type(element) or context.matter)
        if tag in _HEADINGS:
            return replace(inner, kind="heading", level=_HEADINGS[tag], is_verse=False)
        if tag == "blockquote":
            inner = replace(inner, kind="quote")
        if tag == "pre":
            return replace(inner, is_verse=True, is_preformatted=True)
        return replace(inner, is_verse=True) if _is_verse(element) else inner

    def _mark(self, element: etree._Element) -> None:
        for key in (element.get("id"), element.get("name")):
            if key and key in self._anchors:
                # An anchor amid a paragraph speaks of what follows it.
                target = self._later_marks if "".join(self._text).strip() else self._marks
                target.extend(self._anchors.pop(key))

    def _mark_inside(self, element: etree._Element) -> None:
        if self._anchors:
            for child in element.iterdescendants():
                self._mark(child)

    def _flush(self, context: _Context) -> None:
        """Turn the gathered inline text into pieces."""
        text, self._text = "".join(self._text), []
        text = without_editors_notes(text)
        if not text.strip():
            return
        runs = [tidy_lines(run) for run in re.split(r"\n[ \u00a0]*\n", text)]
        for run in filter(None, runs):
            lines = run.split("\n")
            if is_ornament(run):
                self._flush_verse(context)
                self._add("break", tidy(run), context)
            elif context.is_verse:
                self._verse.extend(lines)
            elif context.kind == "heading":
                for line in lines:
                    self._add("heading", line, context)
            else:
                self._lines(lines, context)
        self._marks.extend(self._later_marks)
        self._later_marks = []

    def _lines(self, lines: Sequence[str], context: _Context) -> None:
        """Add what stood between two <br>: sentences are paragraphs, short lines verse, the rest one paragraph."""
        finished = sum(ends_sentence(line) for line in lines[:-1])
        if len(lines) > 1 and finished * 3 >= (len(lines) - 1) * 2:
            for line in lines:
                self._add(context.kind, line, context)
        elif len(lines) > 1 and max(len(line) for line in lines) <= VERSE_LINE:
            self._add("verse", "\n".join(lines), context)
        else:
            self._add(context.kind, " ".join(lines), context)

    def _flush_verse(self, context: _Context) -> None:
        lines, self._verse = self._verse, []
        if lines:
            self._add("verse", "\n".join(lines), context)

    def _add(self, kind: BlockKind, text: str, context: _Context) -> None:
        text = tidy_lines(text) if kind == "verse" else tidy(text)
        if not text or (kind == "break" and self.pieces and self.pieces[-1].kind == "break"):
            return
        self.pieces.append(Piece(kind, text, tuple(self._marks), context.matter))
        self.levels.append(context.level if kind == "heading" else 0)
        self._marks = []

    def _is_listing(self, element: etree._Element) -> bool:
        return (
            bool(descendants_named(element, "code", "samp", "kbd"))
            or _CODE_CLASS.search(element.get("class", "")) is not None
        )

    def _is_grid(self, table: etree._Element) -> bool:
        """A table of data, not one that lays out a page."""
        return (
            table.get("role") != "presentation"
            and not descendants_named(table, "h1", "h2", "h3", "blockquote")
            and len(descendants_named(table, "table")) == 1
        )

    def _table(self, table: etree._Element, context: _Context, depth: int) -> None:
        """Add each row as one paragraph, its cells parted by commas."""
        self._flush(context)
        self._flush_verse(context)
        for caption in children_named(table, "caption"):
            self._visit(caption, context, depth + 1)
        for row in descendants_named(table, "tr"):
            self._mark(row)
            cells = [self._cell(cell, depth) for cell in children_named(row, "td", "th")]
            self._add(context.kind, row_text(cells), context)

    def _cell(self, cell: etree._Element, depth: int) -> str:
        inner = Flow(self._anchors)
        inner._inside(cell, _Context(), depth + 1)
        inner._flush(_Context())
        inner._flush_verse(_Context())
        self.notes += inner.notes
        return " ".join(piece.text for piece in inner.pieces).replace("\n", " ")


def row_text(cells: Sequence[str]) -> str:
    """Return a table row as one line: cells parted by commas, or by their own punctuation."""
    text = ""
    for cell in filter(None, (tidy(cell) for cell in cells)):
        if text:
            text += " " if text.endswith((".", ",", ";", ":", "!", "?")) else ", "
        text += cell
    return text


def _is_verse(element: etree._Element) -> bool:
    classes = element.get("class", "").split()
    return any(_VERSE_CLASS.match(name) for name in classes) or bool(types_of(element) & _VERSE_TYPES)
