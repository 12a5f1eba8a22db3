"""XML and HTML from strangers: parsed without entities, network or huge trees, and mended where they are broken."""

import re
from html.entities import html5

from lxml import etree
from lxml import html as lxml_html

from engines.documents.encoding import decode

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_SELF_CLOSED = re.compile(
    r"<(a|b|div|em|i|p|script|section|span|strong|style|td|th|title|tr|u)(\s[^<>]*)?/>", re.I
)


def parse_markup(content: bytes) -> etree._Element | None:
    """Return the root of an XHTML or HTML page, by XML rules where they hold, else by HTML recovery; None if empty."""
    text = markup_text(content)
    root = _as_xml(text)
    if root is not None:
        return root
    parser = lxml_html.HTMLParser(
        recover=True,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    mended = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    try:
        return etree.fromstring(mended.encode(errors="replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def parse_xml(content: bytes) -> etree._Element | None:
    """Return the root of an XML file, as much of it as can be read; None when nothing can."""
    text = markup_text(content)
    root = _as_xml(text)
    return root if root is not None else _as_xml(text, recover=True)


def markup_text(content: bytes) -> str:
    """Return a page's text, decoded as it declares, HTML's named entities resolved, declaration and document type cut."""
    declared = _DECLARED.search(content[:2048])
    text = decode(content, declared[1].decode("ascii") if declared else "")
    text = _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1).replace("\x00", "")
    text = _DOCTYPE.sub("", text, count=1) if "<!DOCTYPE" in text[:4096].upper() else text
    return _ENTITY.sub(_resolved, text)


def _resolved(match: re.Match[str]) -> str:
    if match[1] in _XML_ENTITIES:
        return match[0]
    return html5.get(f"{match[1]};", "")


def _as_xml(text: str, *, recover: bool = False) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(text.encode(errors="replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def tag_of(element: etree._Element) -> str:
    """Return the local name in lower case; "" for comments and the like."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()


def types_of(element: etree._Element) -> frozenset[str]:
    """Return the words of epub:type and role ("doc-" cut off), lower case."""
    kinds = f"{element.get(EPUB_TYPE, '')} {element.get('epub:type', '')}".lower()
    roles = (role.removeprefix("doc-") for role in element.get("role", "").lower().split())
    return frozenset((*kinds.split(), *roles))


def children_named(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """Return the direct children whose local name is one of names."""
    return [] if element is None else [child for child in element if tag_of(child) in names]


def descendants_named(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """Return the descendants (and the element itself) whose local name is one of names, in document order."""
    return [] if element is None else [child for child in element.iter() if tag_of(child) in names]


def text_of(element: etree._Element | None) -> str:
    """Return all text inside an element on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
