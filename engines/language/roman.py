"""Roman numerals where they are numbers: after Chapter, Book, Act…, after names of kings, alone in a heading."""

import re

from engines.language.numbers import cardinal, ordinal

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SHAPE = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_WHOLE = re.compile(rf"(?=[IVXLCDM]){_SHAPE}\Z", re.IGNORECASE)

_PARTS = (
    "chapter|book|part|volume|vol\\.?|act|scene|canto|section|stave|letter|appendix|figure|plate|psalm|article|lesson|"
    "number|no\\.|phase|world war|war"
)
_KINGS = (
    "Henry|Louis|George|Edward|Charles|James|William|Richard|Elizabeth|Mary|Philip|Francis|Frederick|Nicholas|Peter|"
    "Catherine|Alexander|Napoleon|Leo|Pius|John|Paul|Benedict|Innocent|Gregory|Clement|Urban|Ferdinand|Ptolemy|Rameses|"
    "Ramses|Amenhotep|Thutmose|Darius|Xerxes|Otto|Rudolf|Rudolph|Maximilian|Leopold|Victor|Umberto|Gustav|Christian|"
    "Harald|Haakon|Olaf|Ivan|Boris|Alfonso|Pedro|Carlos|Robert|Malcolm|David|Stephen|Sixtus|Julius|Boniface|Celestine|"
    "Adrian|Margaret|Christina|Joseph|Albert|Constantine|Michael|Justinian|Theodosius"
)
_AFTER_PART = re.compile(rf"\b((?i:{_PARTS}))(\s+)([IVXLCDM]+|[ivxl]+)\b(?!['’]\w)")
_AFTER_KING = re.compile(
    rf"\b((?:(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Prince)\s+[A-Z]\w+|{_KINGS}))\s+([IVX]{{2,}}|V|X)\b"
)
_FIRST = re.compile(
    rf"\b((?:King|Queen|Pope|Emperor|Tsar|Czar|Kaiser)\s+[A-Z]\w+|{_KINGS})\s+I(?=\s*(?:$|[,.;:)!?]|of\b|['’]s\b))"
)
_SMALL_WORDS = frozenset("i mix dim mild did mid lid civil vivid livid mimic".split())
_ALONE = re.compile(r"[\W_]*([IVXLCDM]{2,}|[VX])[\W_]*\Z")
_LEADING = re.compile(r"[\W_]*([IVXLC]{2,})\.\s+(?=[A-Z\"“])")


def number(numeral: str) -> int | None:
    """Return the value of a well-formed roman numeral of either case, else None."""
    if not _WHOLE.match(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral.upper()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def say_roman(text: str) -> str:
    """Return the text with roman numerals as words where they are numbers: "Chapter XIV" -> "Chapter fourteen"."""
    for pattern in (_ALONE, _LEADING):
        match = pattern.match(text)
        value = number(match.group(1)) if match and match.group(1).lower() not in _SMALL_WORDS else None
        if match and value:
            text = text[: match.start(1)] + cardinal(str(value)) + text[match.end(1) :]
            break
    text = _AFTER_PART.sub(_part, text)
    text = _AFTER_KING.sub(_king, text)
    return _FIRST.sub(r"\1 the first", text)


def _part(match: re.Match[str]) -> str:
    part, space, numeral = match.groups()
    value = number(numeral)
    if value is None or numeral in _SMALL_WORDS or (numeral in ("I", "i") and not _stands_as_number(match)):
        return match.group()
    return f"{part}{space}{cardinal(str(value))}"


def _stands_as_number(match: re.Match[str]) -> bool:
    """Tell "Chapter I" and "Act I, Scene I" from "the part I like"."""
    after = match.string[match.end() :].lstrip(" ")[:1]
    return match.group(1)[0].isupper() and not after.isalnum()


def _king(match: re.Match[str]) -> str:
    value = number(match.group(2))
    return f"{match.group(1)} the {ordinal(str(value))}" if value else match.group()
