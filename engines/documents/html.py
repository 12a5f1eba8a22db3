"""HTML pages: the article, without the site around it."""

from lxml import etree

from engines.documents.chapters import mark_headings
from engines.documents.draft import Draft
from engines.documents.flow import Flow
from engines.documents.markup import children_named, descendants_named, parse_markup, tag_of, text_of
from engines.errors import DocumentError

_CHROME = frozenset(("nav", "footer", "aside"))


def read_html(content: bytes, name: str) -> Draft:
    """Return the draft of an HTML page. Raises DocumentError when there is no page in it."""
    root = parse_markup(content)
    if root is None:
        raise DocumentError(f"“{name}” has no readable HTML in it. Open it in a browser and save it again.")
    flow = Flow()
    flow.read(_without_chrome(_article(root)))
    notes = [f"{flow.notes} footnotes or note sections were left out."] if flow.notes else []
    listings = [f"{flow.listings} program listings were left out."] if flow.listings else []
    return Draft(
        "html",
        mark_headings(flow.pieces, flow.levels),
        title=_title(root),
        author=_meta(root, "author", "dc.creator", "article:author"),
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip(),
        warnings=notes + listings,
    )


def _article(root: etree._Element) -> etree._Element:
    """Return the one article or main part, else the body."""
    for tag in ("article", "main"):
        found = descendants_named(root, tag)
        if len(found) == 1 and len(text_of(found[0])) > 200:
            return found[0]
    return next(iter(descendants_named(root, "body")), root)


def _without_chrome(root: etree._Element) -> etree._Element:
    for element in list(root.iterdescendants()):
        tag = tag_of(element)
        is_banner = tag == "header" and not descendants_named(element, "h1", "h2")
        parent = element.getparent()
        if (tag in _CHROME or is_banner) and parent is not None:
            _cut(element, parent)
    return root


def _cut(element: etree._Element, parent: etree._Element) -> None:
    """Remove an element but keep the text after it."""
    tail, previous = element.tail or "", element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _title(root: etree._Element) -> str:
    heads = descendants_named(root, "head")
    titles = [text_of(title) for head in heads for title in children_named(head, "title")]
    return next(
        (
            title
            for title in (
                _meta(root, "og:title", "dc.title"),
                *titles,
                *map(text_of, descendants_named(root, "h1")),
            )
            if title
        ),
        "",
    )


def _meta(root: etree._Element, *names: str) -> str:
    for meta in descendants_named(root, "meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in names and meta.get("content"):
            return " ".join(meta.get("content", "").split())
    return ""
