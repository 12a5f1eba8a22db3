"""Characters a listener must not hear: invisible ones, plain-text emphasis, editors' brackets. Pure functions on strings."""

import re
import unicodedata

SCENE_BREAK = "* * *"
"""The text of a break that was printed as a rule or an ornament."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Zero-width (non-)joiners shape Arabic and Indic letters; between any others they are dirt.
_JOINER = re.compile("[\u200c\u200d]")
_SHAPED = re.compile("[\u0600-\u08ff\u0900-\u0dff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")

_UNDERSCORE = re.compile(r"(?<![\w_])_(?=[^\s_])|(?<=[^\s_])_(?![\w_])")
_EDITORS_NOTE = re.compile(
    r"\[\s*(?:(?:illustrations?|transcriber[’']?s? notes?|blank page|image|frontispiece|decoration|footnotes?\b)"
    # [Music] stands for a printed score; [Music: low strings, 20s] is a cue of a script
    r"[^\[\]]*|music\s*)\]",
    re.I,
)
_PAGE_MARK = re.compile(r"[\[{]\s*(?:pg\.?|p\.|page)\s*[\divxlc]+\s*[\]}]\s?", re.I)
_ORNAMENT = re.compile(r"(?:[\s*#~•·⁂❦❧☙✦✧◆◇○●=+—–_-]|o0o|oOo)+")


def tidy(text: str) -> str:
    """Return text as NFC on one line: no invisible or control characters, single spaces, nothing at the ends."""
    return " ".join(tidy_lines(text).split())


def tidy_lines(text: str) -> str:
    """Like tidy, but inner line breaks stay; empty lines go."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)
        if _JOINER.search(text) and not _SHAPED.search(text):
            text = _JOINER.sub("", text)
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def normal_breaks(text: str) -> str:
    """Return text with every kind of line break as a newline."""
    return _LINE_BREAKS.sub("\n", text)


def plain_emphasis(text: str) -> str:
    """Return text without the `_underscores_` that plain-text books put around italics; `____` blanks stay."""
    return _UNDERSCORE.sub("", text)


def without_editors_notes(text: str) -> str:
    """Return text without `[Illustration: …]`, `[Transcriber's Note: …]`, `[Footnote 1: …]` and `[Pg 12]`."""
    if "[" not in text and "{" not in text:
        return text
    return _PAGE_MARK.sub("", _EDITORS_NOTE.sub("", text))


def is_ornament(text: str) -> bool:
    """Return whether a line is only a scene break: `* * *`, `———`, `#`, `⁂`."""
    stripped = text.strip()
    return 0 < len(stripped) <= 80 and _ORNAMENT.fullmatch(stripped) is not None


def ends_sentence(text: str) -> bool:
    """Return whether text ends as a finished sentence does, closing quotation marks and brackets aside."""
    return text.rstrip().rstrip("\"'”’»)]_*").endswith((".", "!", "?", "…", ":", "。", "！", "？", "--", "—"))
