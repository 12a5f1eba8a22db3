"""EPUB 2 and 3: the pages of the spine in order, divided by the book's own contents list."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from lxml import etree

from engines.documents.archive import Archive
from engines.documents.chapters import mark_headings
from engines.documents.draft import Draft, Mark, Matter, Piece
from engines.documents.epub_package import ContentsEntry, Item, Package
from engines.documents.flow import Flow
from engines.documents.markup import descendants_named, parse_markup
from engines.errors import DocumentError

MAX_COVER_BYTES = 8 * 1024**2

_GUIDE_FRONT = frozenset(
    "cover title-page titlepage toc copyright-page dedication loi lot other.copyright".split()
)
_GUIDE_BACK = frozenset("index glossary bibliography colophon notes".split())
# "index" is not among them: converters call the first page of the book so.
_FRONT_FILE = re.compile(
    r"(?:copyright|title-?_?page|half-?_?title|cover|dedication|imprint|toc|contents)(?![a-z])", re.I
)


def read_epub(path: Path, name: str) -> Draft:
    """Return the draft of an EPUB. Raises DocumentError where it is no EPUB, encrypted, or holds no text."""
    with Archive(path, name) as archive:
        package = Package(archive)
        package.check_protection()
        reader = _Reader(archive, package)
        pieces = reader.read()
        cover = _cover(archive, package)
    return Draft("epub", pieces, package.title, package.author, package.language, cover, reader.warnings)


class _Reader:
    """Reads the pages of one book."""

    def __init__(self, archive: Archive, package: Package) -> None:
        self._archive = archive
        self._package = package
        self._landmarks = package.landmarks()
        self.warnings: list[str] = []
        self._missing: list[str] = []
        self._damaged: list[str] = []

    def read(self) -> list[Piece]:
        """Return the pieces of all pages."""
        pages = [page for item in self._package.spine if (page := self._page(item)) is not None]
        contents = self._package.contents()
        marked = _marks_by_page(contents)
        flow = Flow()
        by_contents = sum(entry in marked for entry, _ in pages) > 1 or len(contents) > 1 or len(pages) < 3
        for entry, root in pages:
            self._read_page(flow, entry, root, marked.get(entry, {}) if by_contents else {})
        has_marks = any(piece.marks for piece in flow.pieces)
        self._warn(flow)
        return flow.pieces if has_marks else self._by_headings(flow, pages)

    def _read_page(self, flow: Flow, entry: str, root: etree._Element, marks: dict[str, list[Mark]]) -> None:
        known = {
            value for element in root.iter() for value in (element.get("id"), element.get("name")) if value
        }
        at_start = [mark for fragment, found in marks.items() if fragment not in known for mark in found]
        page = Flow({fragment: found for fragment, found in marks.items() if fragment in known})
        page.read(root, marks=at_start, matter=self._matter(entry))
        flow.pieces.extend(page.pieces)
        flow.levels.extend(page.levels)
        flow.notes += page.notes
        flow.listings += page.listings

    def _page(self, item: Item) -> tuple[str, etree._Element] | None:
        """Return the entry and tree of a page; a page that is missing or beyond reading becomes a warning."""
        if not item.is_page:
            return None
        if item.entry is None:
            self._missing.append(item.href)
            return None
        try:
            root = parse_markup(self._archive.read(item.entry))
        except DocumentError:
            root = None
        if root is None:
            self._damaged.append(item.href)
            return None
        bodies = descendants_named(root, "body")
        return item.entry, bodies[0] if bodies else root

    def _matter(self, entry: str) -> Matter | None:
        """What the EPUB 2 guide, or the name of a file, says of a page."""
        kind = self._landmarks.get(entry, "")
        if kind in _GUIDE_FRONT:
            return "front"
        if kind in _GUIDE_BACK:
            return "back"
        return "front" if _FRONT_FILE.match(PurePosixPath(entry).stem) else None

    def _by_headings(self, flow: Flow, pages: Sequence[tuple[str, etree._Element]]) -> list[Piece]:
        """A book without a usable contents list is divided at its headings."""
        if pages:
            self.warnings.append("The book has no contents list; its chapters were told by its headings.")
        return mark_headings(flow.pieces, flow.levels)

    def _warn(self, flow: Flow) -> None:
        if self._missing:
            self.warnings.append(
                f"Pages named in the book are missing from the file: {_some(self._missing)}."
            )
        if self._damaged:
            self.warnings.append(f"Pages were too damaged to read: {_some(self._damaged)}.")
        if flow.notes:
            self.warnings.append(f"{flow.notes} footnotes or note sections were left out.")
        if flow.listings:
            self.warnings.append(f"{flow.listings} program listings were left out.")


def _marks_by_page(contents: Sequence[ContentsEntry]) -> dict[str, dict[str, list[Mark]]]:
    """Return entry -> fragment -> the marks that begin there."""
    marks: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for line in contents:
        marks[line.entry][line.fragment].append(Mark(line.title, line.level))
    return marks


def _cover(archive: Archive, package: Package) -> bytes | None:
    """Return the cover picture when it is a JPEG or PNG of sensible size."""
    for entry in _cover_entries(archive, package):
        try:
            content = archive.read(entry)
        except DocumentError:
            continue
        if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) and len(content) <= MAX_COVER_BYTES:
            return content
    return None


def _cover_entries(archive: Archive, package: Package) -> Iterator[str]:
    item = package.cover()
    if item is not None and item.entry:
        yield item.entry
    pages = [entry for entry, kind in package.landmarks().items() if kind == "cover"]
    for entry in [
        *pages,
        *(item.entry for item in package.items.values() if item.entry and "cover" in item.entry.lower()),
    ]:
        if entry.lower().endswith((".jpg", ".jpeg", ".png")):
            yield entry


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
