"""Finds whom a speech calls by name: "Tom, come here", "Yes, Mr. Knightley." The one called is not the one who speaks."""

import re

from engines.scripting.given_names import NOT_NAMES, TITLES

_TITLE = "|".join(sorted({title.capitalize() for title in TITLES}, key=len, reverse=True))
_CAPITAL = r"[A-ZÀ-Þ](?:\w|-(?=\w)|['’](?=[A-Z]))+"
_NAME = rf"(?:(?:{_TITLE})\b\.?\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}"
_VOCATIVE = re.compile(
    rf"(?:^[\W_]*|[,.!?;:—–…-]\s*[\"“”‘’_]?(?:(?:(?i:oh|o|ah|my|dear|well|yes|no|and|but|now|why|poor|good|old|dearest|little)),?\s+)*)"
    rf"(?P<name>{_NAME})(?!['’]\w)(?=\s*(?:[,.!?;:—–…\"”’_-]|$))"
)
_NAME_ONLY = re.compile(rf"\b{_NAME}")


def find_vocatives(speech: str) -> list[str]:
    """Return the names that are called, set off by punctuation on both sides. A list of names is none."""
    found = []
    for match in _VOCATIVE.finditer(speech):
        name = match["name"]
        first = name.split()[0]
        if first[0].isupper() and (first.lower().strip(".") not in NOT_NAMES or len(name.split()) > 1):
            found.append(" ".join(name.split()))
    return found


def named_in(speech: str) -> list[str]:
    """Return all names in a speech."""
    return [" ".join(match.group().split()) for match in _NAME_ONLY.finditer(speech)]
