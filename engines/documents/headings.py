"""Which lines are headings, how high they rank, and which titles are front or back matter. Pure functions on strings."""

import re
from dataclasses import dataclass
from typing import Literal

from engines.documents.draft import Matter
from engines.documents.numbering import NUMBER, number_of

Rank = Literal["part", "chapter", "named", "scene", "numeral"]

LEVELS: dict[Rank, int] = {"part": 1, "chapter": 2, "named": 2, "numeral": 3, "scene": 4}
"""Depth of a heading that is known by its words alone."""

_PART = "part|book|volume|vol\\.?|livre|partie|tome|teil|buch|band|libro|parte"
_CHAPTER = (
    "chapter|chap\\.?|canto|stave|letter|adventure|tale|story|episode|lecture|act|"
    "chapitre|kapitel|cap[ií]tulo|capitolo|hoofdstuk|acte|akt|acto|atto"
)
_SCENE = "scene|scène|szene|escena|scena"
_NUMBERED = re.compile(
    rf"(?P<word>{_PART}|{_CHAPTER}|{_SCENE})\s+(?:the\s+)?(?P<number>{NUMBER})\b(?P<mark>\s*[.:,)\]—–-]*\s*)(?P<rest>.*)",
    re.I,
)
_ORDINAL_FIRST = re.compile(rf"(?:the\s+)?(?P<number>{NUMBER})\s+(?P<word>{_PART}|{_CHAPTER})[.:]?", re.I)
_NUMERAL = re.compile(r"(?P<number>[IVXLC]{1,8}|\d{1,3})(?P<mark>[.)]?)")
_NUMERAL_TITLE = re.compile(r"(?P<number>[IVXLC]{1,8}|\d{1,3})(?P<mark>[.:—–]\s+| [—–-] )(?P<rest>\S.{0,80})")
_NAMED_TITLES = (
    *(
        "prologue",
        "epilogue",
        "preface",
        "foreword",
        "introduction",
        "introductory(?: note)?",
        "afterword",
        "postscript",
    ),
    *(
        "interlude",
        "contents",
        "illustrations",
        "dedication",
        "acknowledge?ments?",
        r"appendix(?: [a-z\d]+)?",
        "glossary",
    ),
    *(
        "index",
        "bibliography",
        "footnotes",
        "endnotes",
        "notes",
        "conclusion",
        "dramatis person(?:æ|ae)",
        "etymology",
    ),
    *(
        "transcriber[’']s notes?",
        "copyright",
        "prolog",
        "epilog",
        "vorwort",
        "nachwort",
        "inhalt",
        "table des matières",
    ),
)
_NAMED = re.compile(
    rf"(?:the\s+|an?\s+|author[’']?s\s+|list of\s+|table of\s+)?(?:{'|'.join(_NAMED_TITLES)})[.:]?",
    re.I,
)

_FRONT_TITLES = (
    *(
        "(?:front[ -]?)?cover(?: page| image)?",
        "(?:half[ -]?)?title[ -]?page",
        "half[ -]?title",
        "copyright.*",
        "imprint",
    ),
    *("dedication", "(?:brief |detailed |table of )?contents", "toc", "frontispiece", "illustrations"),
    *(
        "list of (?:figures|tables|illustrations|plates|maps)",
        "also by .*",
        "by the same author",
        "praise(?: for .*)?",
    ),
    *(
        "(?:other )?(?:books|works|novels|titles) by .*",
        "advance praise.*",
        "publisher[’']?s note",
        "series page",
    ),
    *(
        "(?:original )?transcriber[’']?s?[’']? notes?.*",
        "about (?:this|the) (?:e-?book|edition|book)",
        "legal notice",
    ),
    *(
        "disclaimer",
        "front ?matter",
        "dramatis person(?:æ|ae)",
        "(?:the )?project gutenberg.*",
        "inhalt(?:sverzeichnis)?",
    ),
    *("impressum", "table des matières", "sommaire", "índice", "indice"),
)
_BACK_TITLES = (
    *(
        r"(?:[\w-]+ ){0,3}index(?: of .*)?",
        "bibliography",
        "references",
        "works cited",
        "further reading",
        "glossary",
    ),
    *(
        "(?:foot|end|rear)?notes?(?: on .*| to .*)?",
        r"appendi(?:x|ces)\b.*",
        "acknowledge?ments?",
        "colophon",
        "credits",
    ),
    *(
        "about the (?:authors?|publisher|editors?|translator)",
        "permissions",
        "excerpt from .*",
        "back ?(?:matter|cover)",
    ),
    *(
        "(?:full )?(?:project gutenberg )?licen[cs]e",
        "a note (?:on|about) the (?:type|author|font).*",
        "newsletter.*",
    ),
    *("discussion questions", "reading group guide"),
)
_FRONT = re.compile("|".join(_FRONT_TITLES), re.I)
_BACK = re.compile("|".join(_BACK_TITLES), re.I)

_SMALL_WORDS = frozenset("a an and as at but by for from in into of on or the to with".split())


@dataclass(frozen=True)
class Heading:
    """A line read as a heading by its words alone."""

    rank: Rank
    number: int | None
    rest: str = ""
    """The title printed on the same line, after the number."""


def heading_of(line: str) -> Heading | None:
    """Return what kind of heading a standing-alone line is by its words, or None.

    A lone numeral ("IV", "12.") or a numeral with a title ("IV. The Flood") is reported too: whether it is a heading
    depends on its neighbours' numbers, which the caller must check.
    """
    line = line.strip(" \t*_=").strip()
    if not line or len(line) > 160:
        return None
    if match := _NUMBERED.fullmatch(line):
        return _numbered(match)
    if match := _ORDINAL_FIRST.fullmatch(line):
        number = number_of(match["number"])
        return None if number is None else Heading(_rank_of(match["word"]), number)
    if match := _NUMERAL.fullmatch(line):
        return Heading("numeral", number_of(match["number"]))
    if match := _NUMERAL_TITLE.fullmatch(line):
        return Heading("numeral", number_of(match["number"]), match["rest"].strip())
    if _NAMED.fullmatch(line):
        return Heading("named", None)
    return None


def _numbered(match: re.Match[str]) -> Heading | None:
    number, rest, word = number_of(match["number"]), match["rest"].strip(), match["word"]
    if number is None:
        return None
    # "Chapter one was over before he knew." and "Part of the way" are prose, not headings.
    if (
        rest
        and not match["mark"].strip()
        and (rest[0].islower() or rest.endswith((",", ".")) or word[0].islower())
    ):
        return None
    if not match["number"].isdecimal() and word.isupper() and match["number"].islower():
        return None
    return Heading(_rank_of(word), number, rest)


def _rank_of(word: str) -> Rank:
    if re.fullmatch(_PART, word, re.I):
        return "part"
    return "scene" if re.fullmatch(_SCENE, word, re.I) else "chapter"


def matter_of(title: str) -> Matter | None:
    """Return "front" or "back" when a title names something that is not the book itself, else None."""
    title = " ".join(title.split()).strip(" .:;-—*[]_")
    if _FRONT.fullmatch(title):
        return "front"
    if _BACK.fullmatch(title):
        return "back"
    return None


def is_contents(title: str) -> bool:
    """Return whether a title heads a table of contents or a list of pictures."""
    return (
        re.fullmatch(
            r"(?:the |table of |brief )?contents|list of \w+|illustrations|inhalt(?:sverzeichnis)?|sommaire",
            title.strip(" .:_*"),
            re.I,
        )
        is not None
    )


def is_upper(text: str) -> bool:
    """Return whether text has letters and all that have case are capitals."""
    return text.isupper()


def title_case(text: str) -> str:
    """Return a title in capitals as "The Sign of the Four"; any other title as it is."""
    if not is_upper(text):
        return text
    words = text.lower().split()
    return " ".join(
        _capitalised(word, is_first=number == 0 or words[number - 1].endswith(":"))
        for number, word in enumerate(words)
    )


def _capitalised(word: str, *, is_first: bool) -> str:
    if not is_first and word in _SMALL_WORDS:
        return word
    if re.fullmatch(r"[ivxl]+[.:,]?", word) and number_of(word.rstrip(".:,")):
        return word.upper()
    return re.sub(r"(?:^|(?<=[-.(\"“‘]))[^\W\d_]", lambda match: match[0].upper(), word)
