"""The bookkeeping of an EPUB: where its package is, what it says of the book, the order of its pages, its contents list."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from engines.documents.archive import Archive
from engines.documents.clean import tidy
from engines.documents.markup import children_named, descendants_named, parse_xml, tag_of, text_of, types_of
from engines.errors import DocumentError

_FONT_OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#rc")
_PAGE_TYPES = (
    "application/xhtml+xml",
    "text/html",
    "application/xml",
    "text/x-oeb1-document",
    "application/x-dtbook+xml",
)
_PAGE_SUFFIXES = (".xhtml", ".html", ".htm", ".xml")


@dataclass(frozen=True)
class Item:
    """A manifest entry."""

    href: str
    """As written, resolved against the package's folder."""
    entry: str | None
    """Its entry in the archive; None when the file is missing."""
    media_type: str
    properties: frozenset[str]

    @property
    def is_page(self) -> bool:
        return self.media_type in _PAGE_TYPES or (
            not self.media_type and self.href.lower().endswith(_PAGE_SUFFIXES)
        )


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the book's own contents list."""

    title: str
    level: int
    entry: str
    """Entry of the page in the archive."""
    fragment: str
    """Id of an element in the page; empty: its beginning."""


class Package:
    """The package document (OPF) of an EPUB."""

    def __init__(self, archive: Archive) -> None:
        """Raises DocumentError when there is none or it is no XML."""
        self._archive = archive
        self.path = self._find()
        root = parse_xml(archive.read(self.path))
        if root is None:
            raise DocumentError(
                f"The package file “{self.path}” of “{archive.name}” is damaged. Get another copy of the book."
            )
        self._root: etree._Element = root
        self.items = {
            item.get("id", ""): self._item(item)
            for item in descendants_named(root, "item")
            if item.get("href")
        }
        self.spine = list(self._spine())

    def _find(self) -> str:
        container = self._archive.find("META-INF/container.xml")
        root = parse_xml(self._archive.read(container)) if container else None
        for rootfile in descendants_named(root, "rootfile"):
            entry = self._archive.find(rootfile.get("full-path", "") or "?")
            if entry and not entry.endswith("/"):
                return entry
        packages = [entry for entry in self._archive.names if entry.lower().endswith(".opf")]
        if not packages:
            raise DocumentError(
                f"“{self._archive.name}” looks like an EPUB but has no package file. Get another copy of the book."
            )
        return packages[0]

    def _item(self, element: etree._Element) -> Item:
        href = self._resolve(self.path, element.get("href", ""))[0]
        return Item(
            href,
            self._archive.find(href),
            element.get("media-type", "").strip().lower(),
            frozenset(element.get("properties", "").split()),
        )

    def _resolve(self, base: str, href: str) -> tuple[str, str]:
        """Return the path in the archive and the fragment of an href written in the file base."""
        path, _, fragment = href.strip().partition("#")
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base, unquote(
            fragment
        )

    def _spine(self) -> Iterator[Item]:
        for reference in descendants_named(self._root, "itemref"):
            item = self.items.get(reference.get("idref", ""))
            if item is not None and reference.get("linear", "yes").strip().lower() != "no":
                yield item

    def _metadata(self, name: str) -> list[etree._Element]:
        return [element for element in descendants_named(self._root, name) if text_of(element)]

    def _refinement(self, element: etree._Element, name: str) -> str:
        for meta in descendants_named(self._root, "meta"):
            if (
                meta.get("property") == name
                and element.get("id")
                and meta.get("refines", "").strip() == f"#{element.get('id')}"
            ):
                return text_of(meta)
        return ""

    @property
    def title(self) -> str:
        titles = self._metadata("title")
        main = [title for title in titles if self._refinement(title, "title-type") == "main"]
        return tidy(text_of((main or titles)[0])) if titles else ""

    @property
    def author(self) -> str:
        creators = self._metadata("creator")
        roles = [
            self._refinement(creator, "role")
            or next((v for k, v in creator.attrib.items() if k.endswith("role")), "")
            for creator in creators
        ]
        authors = [
            text_of(creator) for creator, role in zip(creators, roles, strict=True) if role in ("", "aut")
        ]
        return tidy(", ".join(dict.fromkeys(authors or [text_of(creator) for creator in creators[:1]])))

    @property
    def language(self) -> str:
        languages = self._metadata("language")
        return tidy(text_of(languages[0])) if languages else ""

    def cover(self) -> Item | None:
        """Return the manifest entry of the cover picture."""
        for item in self.items.values():
            if "cover-image" in item.properties:
                return item
        named = [
            meta.get("content", "")
            for meta in descendants_named(self._root, "meta")
            if meta.get("name") == "cover"
        ]
        for key in (*named, "cover-image", "cover"):
            picture = self.items.get(key)
            if picture is not None and picture.media_type.startswith("image/"):
                return picture
        return None

    def landmarks(self) -> dict[str, str]:
        """Return entry -> type for the pages that the EPUB 2 guide names (cover, title-page, copyright-page, …)."""
        places = {}
        for reference in descendants_named(self._root, "reference"):
            entry = self._archive.find(self._resolve(self.path, reference.get("href", ""))[0])
            if entry:
                places[entry] = reference.get("type", "").strip().lower()
        return places

    def contents(self) -> list[ContentsEntry]:
        """Return the contents list: the EPUB 3 navigation document, else the EPUB 2 NCX; empty when neither can be read."""
        for item in self.items.values():
            if "nav" in item.properties and item.entry and (entries := self._navigation(item.entry)):
                return entries
        for item in self.items.values():
            if (
                (item.media_type == "application/x-dtbncx+xml" or item.href.endswith(".ncx"))
                and item.entry
                and (entries := self._ncx(item.entry))
            ):
                return entries
        return []

    def _read(self, entry: str) -> etree._Element | None:
        try:
            return parse_xml(self._archive.read(entry))
        except DocumentError:
            return None

    def _navigation(self, path: str) -> list[ContentsEntry]:
        lists = descendants_named(self._read(path), "nav")
        chosen = [nav for nav in lists if "toc" in types_of(nav) or nav.get("id") == "toc"] or lists[:1]
        return list(self._list_items(chosen[0], path, 1)) if chosen else []

    def _list_items(self, parent: etree._Element, path: str, level: int) -> Iterator[ContentsEntry]:
        """Walk nested lists; an item without a link of its own (an author's name above stories) adds no level."""
        if level > 20:
            return
        for child in parent:
            tag = tag_of(child)
            if tag == "li":
                links = [
                    link
                    for link in descendants_named(child, "a")
                    if link.get("href") and not _lies_in_list(link, child)
                ]
                entry = (
                    self._entry(text_of(links[0]), level, path, links[0].get("href", "")) if links else None
                )
                if entry:
                    yield entry
                yield from self._list_items(child, path, level + 1 if entry else level)
            elif tag in ("ol", "ul", "div", "section"):
                yield from self._list_items(child, path, level)

    def _entry(self, title: str, level: int, base: str, href: str) -> ContentsEntry | None:
        path, fragment = self._resolve(base, href)
        entry = self._archive.find(path)
        return ContentsEntry(tidy(title), level, entry, fragment) if entry and tidy(title) else None

    def _ncx(self, path: str) -> list[ContentsEntry]:
        maps = descendants_named(self._read(path), "navmap")
        return list(self._points(maps[0], path, 1)) if maps else []

    def _points(self, parent: etree._Element, path: str, level: int) -> Iterator[ContentsEntry]:
        if level > 20:
            return
        for point in children_named(parent, "navpoint"):
            labels, places = children_named(point, "navlabel"), children_named(point, "content")
            entry = (
                self._entry(text_of(labels[0]) if labels else "", level, path, places[0].get("src", ""))
                if places
                else None
            )
            if entry:
                yield entry
            yield from self._points(point, path, level + 1 if entry else level)

    def check_protection(self) -> None:
        """Raise DocumentError when pages of the book are encrypted (DRM); obfuscated fonts are no hindrance."""
        entry = self._archive.find("META-INF/encryption.xml")
        root = self._read(entry) if entry else None
        pages = {item.entry for item in self.items.values() if item.is_page and item.entry}
        for encrypted in descendants_named(root, "encrypteddata"):
            methods = [
                method.get("Algorithm", "").lower()
                for method in children_named(encrypted, "encryptionmethod")
            ]
            places = [
                self._archive.find(reference.get("URI", "") or "?")
                for reference in descendants_named(encrypted, "cipherreference")
            ]
            if any(method not in _FONT_OBFUSCATION for method in methods) and any(
                place in pages for place in places
            ):
                raise DocumentError(
                    f"“{self._archive.name}” is protected by DRM and only its seller's app can open it. "
                    "Get a copy without DRM, or another edition."
                )


def _lies_in_list(link: etree._Element, item: etree._Element) -> bool:
    """Whether a link belongs to a list nested in the item, not to the item itself."""
    parent = link.getparent()
    while parent is not None and parent is not item:
        if tag_of(parent) in ("ol", "ul"):
            return True
        parent = parent.getparent()
    return False
