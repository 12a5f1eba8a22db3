"""Written short forms and what is said for them. One table; the rules that need a neighbour stand below it."""

import re

_BEFORE_NAME = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Messrs": "Messieurs", "Dr": "Doctor", "Prof": "Professor",
    "Rev": "Reverend", "Hon": "Honorable", "Capt": "Captain", "Col": "Colonel", "Gen": "General", "Lt": "Lieutenant",
    "Sgt": "Sergeant", "Maj": "Major", "Cpl": "Corporal", "Gov": "Governor", "Sen": "Senator", "Rep": "Representative",
    "Pres": "President", "Supt": "Superintendent", "Mlle": "Mademoiselle", "Mme": "Madame", "Mt": "Mount", "St": "Saint",
    "Ste": "Sainte", "Fr": "Father",
}  # fmt: skip
_ANYWHERE = {
    "Jr": "Junior", "Sr": "Senior", "Ave": "Avenue", "Rd": "Road", "Blvd": "Boulevard", "Inc": "Incorporated",
    "Ltd": "Limited", "Co": "Company", "Corp": "Corporation", "Bros": "Brothers", "Esq": "Esquire", "Dept": "Department",
    "etc": "et cetera", "viz": "namely", "vs": "versus", "cf": "compare", "approx": "approximately", "vol": "volume",
    "vols": "volumes", "ch": "chapter", "fig": "figure", "ed": "edition", "INT": "Interior", "EXT": "Exterior",
}  # fmt: skip
_BEFORE_NUMBER = {
    "no": "number",
    "nos": "numbers",
    "p": "page",
    "pp": "pages",
    "vol": "volume",
    "ch": "chapter",
}
_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
# Without a point these are words or initials; only with one, or right before a capital, are they titles.
_BARE = "Mr|Mrs|Ms|Messrs|Dr|Mlle|Mme|St|Lt|Sgt|Capt|Prof"


def _either(words: dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LATIN = (
    (re.compile(r"\be\.\s?g\.,?", re.I), "for example,"),
    (re.compile(r"\bi\.\s?e\.,?", re.I), "that is,"),
)
_INT_EXT = re.compile(r"\b(?:INT\.?\s?/\s?EXT\.?|I\s?/\s?E\.)")
_STREET = re.compile(r"(?<=[a-z])(\s+)(St|Dr)(?:\.|\b)(?=\s*(?:[,;:)!?]|\.?\s*$)|\s+[a-z])")
_TITLE = re.compile(rf"\b({_either(_BEFORE_NAME)})\.(?:\s*(?=\S)|\s*$)|\b({_BARE})\s+(?=[A-Z])")
_MONSIEUR = re.compile(
    r"(?<![A-Z]\.)(?<![A-Z]\. )(?<![A-Z] )\bM\.\s+(?=(?:de |le |la |du |d['’])?[A-Z][a-z]{2,})"
)
_NUMBERED = re.compile(rf"\b({_either(_BEFORE_NUMBER)})\.\s*(?=\d)", re.I)
_MONTH = re.compile(rf"\b({_either(_MONTHS)})\.?(?=\s+\d)|(?<=\d )({_either(_MONTHS)})\b\.?")
_OTHER = re.compile(rf"\b({_either(_ANYWHERE)})\.(\s*)(?=(\S?))")
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){2,}(?=\s|[A-Z]|['’,;:)!?\"”]|$)|\b[A-Z]\.(?=\s+[A-Z][a-z])")
_HALF_DAY = re.compile(
    r"\b([apAP])\.\s?[mM]\.(?=\s+[A-Z]|\s*$)|\b([apAP])\.\s?[mM]\.|(?<=\d)\s?([apAP])[mM]\b"
)


def expand_abbreviations(text: str) -> str:
    """Return English text with its abbreviations as words; the point that also ended a sentence stays."""
    for pattern, said in _LATIN:
        text = pattern.sub(said, text)
    text = _INT_EXT.sub("Interior, exterior,", text)
    text = _HALF_DAY.sub(_half_day, text)
    text = _STREET.sub(lambda m: m.group(1) + ("Street" if m.group(2) == "St" else "Drive"), text)
    text = _MONSIEUR.sub("Monsieur ", text)
    text = _TITLE.sub(lambda m: _BEFORE_NAME[m.group(1) or m.group(2)] + " ", text)
    text = _NUMBERED.sub(lambda m: _BEFORE_NUMBER[m.group(1).lower()] + " ", text)
    text = _MONTH.sub(lambda m: _MONTHS[m.group(1) or m.group(2)], text)
    text = _OTHER.sub(_other, text)
    return _INITIALS.sub(_initials, text)


def _half_day(match: re.Match[str]) -> str:
    ends, within, joined = match.groups()
    letter = (ends or within or joined).upper()
    return f"{' ' if joined else ''}{letter} M{'.' if ends else ''}"


def _other(match: re.Match[str]) -> str:
    word, space, following = match.groups()
    said = _ANYWHERE[word]
    if word in ("INT", "EXT"):
        return f"{said}, "
    ends_sentence = not following or (following.isupper() and bool(space))
    return said + ("." if ends_sentence and word == "etc" or not following else "") + space


def _initials(match: re.Match[str]) -> str:
    letters = " ".join(letter for letter in match.group() if letter.isalpha())
    at_end = match.end() == len(match.string)
    return letters + (
        "." if at_end else " " if match.group().endswith(" ") or match.string[match.end()].isalpha() else ""
    )
