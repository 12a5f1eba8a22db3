"""How long it is silent after what, in seconds. All figures are chosen here, in one table; no ear has judged them yet."""

from engines.types import Turn

CLAUSE_S = 0.15
"""Inside a long sentence that was cut at a comma, a dash or a conjunction."""
SEMICOLON_S = 0.25
"""After a semicolon or a colon."""
SENTENCE_S = 0.35
"""After a full stop, a question or an exclamation."""
ELLIPSIS_S = 0.5
"""After three dots: somebody trails off."""
INTERRUPTED_S = 0.12
"""After a dash: somebody is cut short."""
TAG_S = 0.2
"""Between a quotation that ends in a comma and its "he said"."""
SPEAKER_S = 0.45
"""Between two speakers."""
PARAGRAPH_S = 0.6
"""At the end of a paragraph."""
HEADING_S = 1.2
"""After a heading."""
SCENE_S = 1.5
"""Between two scenes; the mixer adds it, as utterances do not know where a scene ends."""

_TRAILING = " \t\r\n\"'”’»›«)]_*“„"


def pause_within(text: str) -> float:
    """Return the pause after a sentence or clause inside a turn, by its last mark and a paragraph's end."""
    if "\n\n" in text[len(text.rstrip()) :]:
        return PARAGRAPH_S
    return _by_mark(text)


def pause_after(turn: Turn, text: str) -> float:
    """Return the pause after the last utterance of a turn."""
    if turn.pause_s is not None:
        return turn.pause_s
    if turn.kind == "heading":
        return HEADING_S
    if "\n" in turn.text[len(turn.text.rstrip()) :]:
        return PARAGRAPH_S
    mark = text.rstrip(_TRAILING)[-1:]
    if mark == ",":
        return TAG_S
    if turn.kind == "dialogue":
        return max(SPEAKER_S if mark in ".!?…" else TAG_S, _by_mark(text))
    return _by_mark(text)


def _by_mark(text: str) -> float:
    stripped = text.rstrip(_TRAILING)
    if stripped.endswith(("…", "...")):
        return ELLIPSIS_S
    if stripped.endswith(("—", "–", "-")):
        return INTERRUPTED_S
    if stripped.endswith((";", ":")):
        return SEMICOLON_S
    if stripped.endswith((".", "!", "?")):
        return SENTENCE_S
    return CLAUSE_S
