"""The frame Project Gutenberg puts around a plain-text book: header facts, start and end lines, licence."""

import re
from dataclasses import dataclass

_START = re.compile(
    r"^[ \t]*\*{3}[ \t]*START OF (?:THE|THIS) PROJECT GUTENBERG.*?\*{3}[ \t]*$", re.I | re.M | re.S
)
_END = re.compile(
    r"^[ \t]*(?:\*{3}[ \t]*END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the |this )?Project Gutenberg(?:'s|’s)? )",
    re.I | re.M,
)
_FACT = re.compile(r"^(Title|Author|Language):[ \t]*(.+(?:\n[ \t]+\S.*)*)", re.I | re.M)
_LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "dutch": "nl", "portuguese": "pt",
    "finnish": "fi", "swedish": "sv", "danish": "da", "norwegian": "no", "polish": "pl", "greek": "el", "latin": "la",
    "chinese": "zh", "japanese": "ja", "russian": "ru", "hungarian": "hu", "catalan": "ca", "esperanto": "eo",
}  # fmt: skip


@dataclass(frozen=True)
class Framed:
    """A plain text, taken out of its frame."""

    body: str
    header: str = ""
    licence: str = ""
    title: str = ""
    author: str = ""
    language: str = ""


def unframe(text: str) -> Framed:
    """Return the book, and the header and licence beside it; a text without that frame is all body."""
    start = _START.search(text, 0, 20_000)
    end = _END.search(text, start.end() if start else len(text) // 2)
    if not start and not (end and "gutenberg" in text[:2000].lower()):
        return Framed(body=text)
    header = text[: start.start()] if start else ""
    body = text[start.end() if start else 0 : end.start() if end else len(text)]
    facts = {key.lower(): " ".join(value.split()) for key, value in _FACT.findall(header)}
    return Framed(
        body=body,
        header=header.strip(),
        licence=text[end.start() :].strip() if end else "",
        title=facts.get("title", ""),
        author=facts.get("author", ""),
        language=_LANGUAGES.get(facts.get("language", "").lower(), ""),
    )
