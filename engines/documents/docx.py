"""Word files (DOCX): the body's paragraphs in order; headers, footers, notes, comments and deleted text are not read."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from engines.documents.archive import Archive
from engines.documents.chapters import mark_headings
from engines.documents.clean import is_ornament, tidy, tidy_lines
from engines.documents.draft import Draft, Piece
from engines.documents.flow import row_text
from engines.documents.headings import LEVELS, heading_of
from engines.errors import DocumentError
from engines.types import BlockKind

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SKIPPED = frozenset(
    _W + name
    for name in "del moveFrom footnoteReference endnoteReference commentReference footnoteRef endnoteRef "
    "instrText delText pPr rPr drawing pict object sdtPr".split()
)
_TEXT = {_W + "tab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "\u2011", _W + "ptab": " "}
# What python-docx and lxml raise on damaged files; anything else is a bug.
_DAMAGE = (
    *(
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        OSError,
        AssertionError,
        EOFError,
        RuntimeError,
    ),
    *(etree.LxmlError, zipfile.BadZipFile, zlib.error),
)


def read_docx(path: Path, name: str) -> Draft:
    """Return the draft of a Word file. Raises DocumentError where it is damaged or would unpack to too much."""
    with Archive(path, name):
        pass
    return _read(path.read_bytes(), name)


def _read(content: bytes, name: str) -> Draft:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(BytesIO(content))
        styles = _style_names(document)
        reader = _Reader(styles)
        reader.read(document.element.body)
        title, author, language = _properties(document)
    except (*_DAMAGE, OpcError, docx.exceptions.PythonDocxError) as exc:
        raise DocumentError(
            f"“{name}” is not a whole Word file and cannot be read. Open it in Word or LibreOffice and save it again."
        ) from exc
    reader.mark_plain_headings()
    return Draft(
        "docx",
        mark_headings(reader.pieces, reader.levels),
        title or reader.title,
        author,
        language,
        warnings=reader.warnings(),
    )


def _style_names(document: "WordDocument") -> dict[str, str]:
    """Return style id -> lower-case names of the style and of those it is based on, parted by "/"."""
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in document.part._styles_part.element.iter(_W + "style"):
        key = style.get(_W + "styleId", "")
        name, based = style.find(_W + "name"), style.find(_W + "basedOn")
        names[key] = (name.get(_W + "val", "") if name is not None else key).lower()
        parents[key] = based.get(_W + "val", "") if based is not None else ""
    return {key: "/".join(_ancestry(key, names, parents)) for key in names}


def _ancestry(key: str, names: dict[str, str], parents: dict[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    while key in names and key not in seen:
        seen.add(key)
        yield names[key]
        key = parents.get(key, "")


def _properties(document: "WordDocument") -> tuple[str, str, str]:
    try:
        core = document.core_properties
        title, author, language = tidy(core.title or ""), tidy(core.author or ""), tidy(core.language or "")
    except _DAMAGE:
        return "", "", ""
    # What Word and python-docx fill in by themselves says nothing of the book.
    return (
        ("" if title.lower() in ("word document", "document1") else title),
        ("" if author == "python-docx" else author),
        language,
    )


class _Reader:
    """Walks the body of a document."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.pieces: list[Piece] = []
        self.levels: list[int] = []
        self.title = ""
        self._styles = styles
        self._tables = 0
        self._notes = 0

    def read(self, body: etree._Element) -> None:
        """Add the pieces of all paragraphs and tables below an element."""
        for child in body:
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif child.tag in (
                _W + "sdt",
                _W + "sdtContent",
                _W + "ins",
                _W + "moveTo",
                _W + "customXml",
                _W + "smartTag",
            ):
                if not _is_contents_field(child):
                    self.read(child)

    def warnings(self) -> list[str]:
        tables = [f"{self._tables} tables are read row by row."] if self._tables else []
        return tables + ([f"{self._notes} footnotes or endnotes were left out."] if self._notes else [])

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(_W + "pPr")
        style = self._style(properties)
        self._notes += sum(1 for _ in paragraph.iter(_W + "footnoteReference", _W + "endnoteReference"))
        text = tidy_lines(_text(paragraph))
        if not text or style.startswith(
            ("toc", "header", "footer", "footnote", "endnote", "table of figures", "annotation")
        ):
            return
        level = _level(style, properties)
        if style == "title" and not self.title:
            self.title = tidy(text)
        self._add(text, style, level)

    def _add(self, text: str, style: str, level: int) -> None:
        if level:
            for line in text.split("\n"):
                self._append("heading", line, level)
        elif is_ornament(text):
            self._append("break", tidy(text))
        elif "\n" in text:
            self._append("verse", text)
        else:
            self._append(_kind(style), text)

    def _append(self, kind: BlockKind, text: str, level: int = 0) -> None:
        self.pieces.append(Piece(kind, text))
        self.levels.append(level)

    def _style(self, properties: etree._Element | None) -> str:
        """Return the paragraph's style name; of a style of the author's own, the built-in one it is based on."""
        found = properties.find(_W + "pStyle") if properties is not None else None
        key = found.get(_W + "val", "") if found is not None else ""
        names = self._styles.get(key, key.lower()).split("/")
        return next(
            (name for name in names if name.startswith(("heading", "title", "subtitle", "toc"))), names[0]
        )

    def _table(self, table: etree._Element) -> None:
        """Add each row as one paragraph; a cell merged over several rows or columns is said once."""
        self._tables += 1
        for row in table.iter(_W + "tr"):
            if next(row.iterancestors(_W + "tbl")) is not table:
                continue
            cells = [
                _cell_text(cell)
                for cell in row.iter(_W + "tc")
                if next(cell.iterancestors(_W + "tr")) is row and not _is_continued(cell)
            ]
            if text := row_text(cells):
                self._append("paragraph", text)

    def mark_plain_headings(self) -> None:
        """Where no heading style is used, paragraphs that say "Chapter 3" are the headings."""
        if any(
            level and piece.text != self.title for piece, level in zip(self.pieces, self.levels, strict=True)
        ):
            return
        for index, piece in enumerate(self.pieces):
            heading = heading_of(piece.text) if piece.kind == "paragraph" else None
            if heading and heading.rank in ("part", "chapter", "named"):
                self.pieces[index] = Piece("heading", piece.text)
                self.levels[index] = LEVELS[heading.rank] + 1


def _is_contents_field(element: etree._Element) -> bool:
    gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and "table of contents" in gallery.get(_W + "val", "").lower()


def _level(style: str, properties: etree._Element | None) -> int:
    """Return the heading level by style or outline level: 1 for the title, then deeper; 0 for text."""
    if style.startswith("heading "):
        digits = style.removeprefix("heading ").split()[0]
        return int(digits) + 1 if digits.isdecimal() and int(digits) < 10 else 2
    if style in ("title", "book title"):
        return 1
    if style == "subtitle":
        return 9
    outline = properties.find(_W + "outlineLvl") if properties is not None else None
    value = outline.get(_W + "val", "9") if outline is not None else "9"
    return int(value) + 2 if value.isdecimal() and int(value) < 9 else 0


def _kind(style: str) -> BlockKind:
    if "quote" in style or style.startswith("block text"):
        return "quote"
    return "verse" if style.startswith(("verse", "poem", "poetry")) else "paragraph"


def _text(element: etree._Element) -> str:
    """Return what is printed of a paragraph: insertions in, deletions, notes, comments and pictures out."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag in (_W + "t", _MATH_TEXT):
            parts.append(child.text or "")
        elif tag in _TEXT:
            parts.append(" " if child.get(_W + "type") in ("page", "column") else _TEXT[tag])
        elif tag == _W + "r" and _is_hidden(child):
            continue
        elif not tag.endswith("}AlternateContent"):
            parts.append(_text(child))
    return "".join(parts)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val", "1") not in ("0", "false", "off")


def _cell_text(cell: etree._Element) -> str:
    return " ".join(filter(None, (tidy(_text(paragraph)) for paragraph in cell.iter(_W + "p"))))


def _is_continued(cell: etree._Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(_W + "val", "continue") == "continue"
