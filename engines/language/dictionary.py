"""The pronunciation dictionary of a project: written word -> how it is to be said. Whole words, longest first."""

import re
from collections.abc import Mapping
from functools import lru_cache


def pronounce(text: str, dictionary: Mapping[str, str]) -> str:
    """Return the text with every entry's whole words replaced by their respelling.

    An entry in small letters fits any case ("hermione" fits "Hermione" and "HERMIONE"); an entry with a capital fits only
    as it is written ("Polish" leaves "polish" alone). Of two entries that fit, the longer wins; a replacement is never
    replaced again. Entries that are empty or all white space are left out.
    """
    entries = tuple(sorted((word.strip(), said) for word, said in dictionary.items() if word.strip()))
    if not entries:
        return text
    pattern, exact, folded = _compiled(entries)

    def said(match: re.Match[str]) -> str:
        word = match.group()
        return exact[word] if word in exact else folded.get(word.lower(), word)

    return pattern.sub(said, text)


@lru_cache(maxsize=32)
def _compiled(entries: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    exact = {word: said for word, said in entries if word != word.lower()}
    folded = {word: said for word, said in entries if word == word.lower()}
    words = sorted((*exact, *folded), key=len, reverse=True)
    shapes = [f"(?i:{re.escape(word)})" if word in folded else re.escape(word) for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(shapes)})(?!\w)"), exact, folded
