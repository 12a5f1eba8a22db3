"""Lines of written scripts: "- Emma (whispering)" with her words below, "Emma: …", "HAMLET. …". Line -> who, how, what."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from engines.scripting.pieces import Passage
from engines.scripting.verbs import SPEECH_VERBS

Form = Literal["prose", "stage_play", "bullets"]

_BULLET = r"(?:[-*•–]\s+)"
_WORD = r"[A-ZÀ-Þ][\w.’'-]*"
_PERSON = rf"{_WORD}(?:\s+(?:{_WORD}|of|the|de|van|von|\d+|&|and)){{0,3}}"
_HOW = r"(?:\s*[(\[](?P<how>[^)\]\n]{1,60})[)\]])"
_NAME_LINE = re.compile(
    rf"(?P<bullet>{_BULLET})?(?:\*\*)?(?P<name>{_PERSON})(?:\*\*)?{_HOW}?\s*[:.]?\s*(?:\*\*)?"
)
_LABEL = re.compile(
    rf"{_BULLET}?(?:\*\*|_)?(?P<name>{_PERSON})(?:\*\*|_)?{_HOW}?(?:\*\*|_)?\s*:(?:\*\*|_)?\s*(?=\S|$)"
)
_CAPS = r"[A-ZÀ-Þ](?:[A-ZÀ-Þ’'-]|\.(?=\s?[A-Z]))*(?:\s+(?:[A-ZÀ-Þ][A-ZÀ-Þ’'.-]*|\d+|&|and|of|the)){0,4}"
_STAGE = re.compile(rf"_?(?P<name>{_CAPS})_?\.?{_HOW}?\s*(?:[.:](?=\s|$|[\[(_])|(?<=[\])])(?=\s|$))\s*")
_HONORIFIC = re.compile(r"(?:MR|MRS|MS|DR|ST|MME|MLLE|REV|CAPT|COL|SIR)\.?", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]+\.?")
_NO_NAMES = frozenset(
    "note notes warning tip chapter part book act scene prologue epilogue contents copyright author title date time place "
    "setting music sfx sound background important example summary the end finis fin question answer ps nb p.s n.b today "
    "tomorrow yesterday he she it they we you i this that there what why how yes no exit exeunt enter curtain".split()
)
_DIRECTION = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\))[.\s]*")


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the beginning of a line."""

    name: str
    """As it is shown: small letters after the first of each word."""
    how: str
    """What stands in brackets after it."""
    length: int
    """Characters of the line up to the words that are spoken; all of it when they come in the next line."""


def read_label(line: str, form: Form, *, known: Collection[str] = ()) -> Label | None:
    """Return who is to speak by this line, or None when it is text. known: names that may stand alone on a line."""
    if line in known:
        return Label(shown_name(line), "", len(line))
    patterns = {"stage_play": (_STAGE, _LABEL), "bullets": (_LABEL, _NAME_LINE), "prose": ()}[form]
    for pattern in patterns:
        match = pattern.fullmatch(line) if pattern is _NAME_LINE else pattern.match(line)
        if not match or not _is_name(match["name"]):
            continue
        if pattern is _NAME_LINE and not (match["bullet"] or match["how"]):
            continue
        if pattern is _NAME_LINE and len(line) > 60:
            continue
        return Label(shown_name(match["name"]), (match["how"] or "").strip(), match.end())
    return None


def detect_form(passages: Sequence[Passage]) -> Form:
    """Return how a chapter is written, by how many of its lines begin with names."""
    lines = [
        p.text.partition("\n")[0] for p in passages if p.kind in ("paragraph", "verse", "quote", "heading")
    ]
    if not lines:
        return "prose"
    stage: Counter[str] = Counter()
    bullets: Counter[str] = Counter()
    described = 0
    for line in lines:
        head = line[:120]
        if (match := _STAGE.match(head)) and _is_name(match["name"]):
            stage[match["name"]] += 1
        if label := read_label(head if len(line) > 120 else line, "bullets"):
            bullets[label.name] += 1
            described += bool(label.how)
    if sum(stage.values()) >= 4 and len(stage) >= 2 and sum(stage.values()) * 5 >= len(lines):
        return "stage_play"
    found = sum(bullets.values())
    if (found >= 2 or described) and found * 5 >= len(lines):
        return "bullets"
    return "stage_play" if len(stage) >= 2 and sum(stage.values()) * 2 >= len(lines) else "prose"


def label_names(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the names before speeches; a list's bullet may have been lost from a line that is a name alone."""
    labels = (read_label(passage.text, "bullets") for passage in passages if "\n" not in passage.text)
    return frozenset({label.name for label in labels if label} | {"Narrator"})


def shown_name(name: str) -> str:
    """Return "LADY BRACKNELL" as "Lady Bracknell"; a name in small letters as it is."""
    name = " ".join(name.split()).strip(" .:_*")
    if not name.isupper() or len(name) < 2:
        return name
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m.group().capitalize(), name)


def direction_length(text: str) -> int:
    """Return the length of a direction in brackets that the text begins with; 0 for none."""
    match = _DIRECTION.match(text)
    return match.end() if match else 0


def _is_name(name: str) -> bool:
    if len(name) > 34 or _HONORIFIC.fullmatch(name.strip()) or _ROMAN.fullmatch(name.strip()):
        return False
    words = name.lower().strip(".").split()
    return words[0] not in _NO_NAMES and words[-1] not in SPEECH_VERBS
