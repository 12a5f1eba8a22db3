"""What in a web page or e-book page is not read out: notes and their marks, page numbers, navigation, hidden things."""

import re

from lxml import etree

from engines.documents.draft import Matter
from engines.documents.markup import descendants_named, tag_of, text_of, types_of

SKIPPED_TAGS = frozenset(
    "script style head title meta link nav svg object iframe audio video embed canvas noscript template rt rp "
    "button select option textarea input datalist progress meter map case form dialog".split()
)
NOTE_TYPES = frozenset("footnote footnotes endnote endnotes rearnote rearnotes note-group".split())
_SKIPPED_TYPES = NOTE_TYPES | frozenset(
    "noteref annoref biblioref backlink pagebreak page-list pagelist toc landmarks loi lot loa lov annotation".split()
)
_NOTE_CLASSES = frozenset("footnote footnotes endnote endnotes fnote fn-text notes-section".split())
_SKIPPED_CLASSES = _NOTE_CLASSES | frozenset(
    "pagenum pageno pagenumber page-number page_number pagebreak page-break-number lnum linenum linenumber line-number "
    "noteref note-ref footnote-ref footnoteref fnref fnanchor fn-ref sr-only visually-hidden".split()
)
_FIGURE_CLASSES = frozenset("figcenter figleft figright figure illustration image illus".split())
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,4}|[a-z])[\])]?", re.I)
_BRACKETED_MARK = re.compile(r"\[(?:\d{1,3}|[a-z*]|note \d+)\]|[*†‡§]{1,4}", re.I)
_BEFORE_MARK = re.compile(r"(?:[.,;:!?\"'”’)»]|[^\W\d_]{4})\s?$")

_FRONT_TYPES = frozenset(
    "cover titlepage halftitlepage copyright-page dedication imprint imprimatur seriespage contributors "
    "other-credits".split()
)
_BACK_TYPES = frozenset("index bibliography glossary colophon appendix credits index-group".split())
_READ_TYPES = frozenset(
    "chapter part volume prologue epilogue preface foreword introduction afterword conclusion bodymatter preamble".split()
)


def is_note(element: etree._Element) -> bool:
    """Return whether an element is a footnote or endnote, or a section of them."""
    return bool(types_of(element) & NOTE_TYPES or _classes(element) & _NOTE_CLASSES)


def is_skipped(element: etree._Element, before: str) -> bool:
    """Return whether an element is not read out. before: the text read just before it in the same paragraph."""
    tag = tag_of(element)
    if not tag or tag in SKIPPED_TAGS:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    if types_of(element) & _SKIPPED_TYPES or _classes(element) & _SKIPPED_CLASSES:
        return True
    if tag in ("a", "sup"):
        return _is_note_mark(element, tag, before)
    return _is_caption(element, tag)


def _classes(element: etree._Element) -> set[str]:
    return set(element.get("class", "").lower().split())


def _is_note_mark(element: etree._Element, tag: str, before: str) -> bool:
    text = text_of(element)
    if not _NOTE_MARK.fullmatch(text) and not _BRACKETED_MARK.fullmatch(text):
        return False
    if tag == "a":
        return "#" in element.get("href", "") and (
            _BRACKETED_MARK.fullmatch(text) is not None or bool(descendants_named(element, "sup"))
        )
    if any(link.get("href") for link in descendants_named(element, "a")):
        return True
    # A raised figure without a link: after a word or a stop it is a note's mark; after a digit or "m" an exponent.
    return text.strip("[]()*†‡§").isdecimal() and _BEFORE_MARK.search(before) is not None


def _is_caption(element: etree._Element, tag: str) -> bool:
    """A caption speaks of a picture that a listener does not see."""
    if tag == "figcaption":
        figure = element.getparent()
        return figure is not None and bool(descendants_named(figure, "img", "svg", "image"))
    return (
        bool(_classes(element) & _FIGURE_CLASSES)
        and bool(descendants_named(element, "img", "image"))
        and tag in ("div", "p", "figure")
    )


def matter_by_type(element: etree._Element) -> Matter | None:
    """Return what an element's epub:type or role makes of the text in it; None where they say nothing."""
    types = types_of(element)
    if types & _READ_TYPES:
        return "body"
    if types & _FRONT_TYPES or "frontmatter" in types:
        return "front"
    if types & _BACK_TYPES or types & {"backmatter", "acknowledgments", "acknowledgements"}:
        return "back"
    return None
