"""The lines and marks a scriptwriter uses for what is not spoken: [Music: …, 20s], [Scene: …], [pause:2], [voice:Ada]."""

import re
from dataclasses import dataclass
from typing import Literal

from engines.scripting.pieces import CueNote
from engines.scripting.vocabulary import bed_kind

_MUSIC = "music|score|bgm|theme|soundtrack|underscore"
_AMBIENCE = "ambience|ambiance|ambient|atmosphere|atmos"
_EFFECT = "sfx|fx|sound effects?|sound fx|effects?|sound"
_BACKGROUND = "background(?: (?:score|music|sounds?|noise|audio|ambience))?"
_SCENE = "scene(?: \\d+)?|setting|location|place|session(?: \\d+)?"
_LINE = re.compile(
    rf"(?:[-*•–]\s+)?(?P<open>\[+|\(|\*\*)?\s*(?P<key>{_MUSIC}|{_AMBIENCE}|{_EFFECT}|{_BACKGROUND}|{_SCENE})"
    rf"\s*(?:\*\*)?\s*[:–—]\s*(?:\*\*)?\s*(?P<value>.+?)\s*[\])*]*\.?\s*",
    re.IGNORECASE,
)
_SECONDS = re.compile(
    r"[,;(–—-]?\s*(?:about|approx\.?|~|for)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>seconds?|secs?|s|minutes?|mins?|m)\b\.?\)?",
    re.I,
)
_LONGEST = 160
"""Characters; a longer line is prose."""

MARK = re.compile(
    r"\[pause(?:\s*[:=]\s*|\s+)(?P<pause>\d+(?:\.\d+)?)\s*(?P<unit>ms|s)?\]|\[voice\s*:\s*(?P<voice>[^\]\n]*)\]|(?P<end>\[/voice\])"
    r"|<<VOICE:\s*(?P<marker>[^>\n]*)>>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Direction:
    """A line that is not spoken."""

    kind: Literal["scene", "cue"]
    title: str = ""
    """Of the scene."""
    cue: CueNote | None = None


def read_direction(line: str) -> Direction | None:
    """Return what a line asks for, or None when it is text."""
    if len(line) > _LONGEST or not (match := _LINE.fullmatch(line)):
        return None
    key, value = match["key"].lower(), match["value"]
    if re.fullmatch(_SCENE, key):
        return Direction("scene", title=value)
    if re.fullmatch(_MUSIC, key):
        return Direction("cue", cue=cue_note("music", value))
    if re.fullmatch(_AMBIENCE, key):
        return Direction("cue", cue=cue_note("ambience", value))
    if re.fullmatch(_EFFECT, key):
        return Direction("cue", cue=cue_note("effect", value))
    return Direction(
        "cue", cue=cue_note("music" if "music" in key or "score" in key else bed_kind(value), value)
    )


def cue_note(kind: str, value: str) -> CueNote:
    """Return the cue of "low strings, 20s". An effect of more than 12 seconds is ambience."""
    match = _SECONDS.search(value)
    seconds = None
    if match:
        seconds = float(match["number"]) * (60 if match["unit"].lower().startswith("m") else 1)
        value = value[: match.start()] + value[match.end() :]
    description = value.strip(" ,;.-–—()[]") or kind
    if kind == "effect" and seconds and seconds > 12:
        kind = "ambience"
    return CueNote(kind, description, min(seconds, 3600.0) if seconds else None)


def read_note(text: str) -> Direction | None:
    """Return what a Fountain note asks for ("SCORE: low strings, 20s"), or None for a remark."""
    return read_direction(text.strip().strip("[]").strip())


def pause_seconds(match: re.Match[str]) -> float:
    """Return the seconds of a pause mark, 30 at most."""
    number = float(match["pause"])
    return min(30.0, number / 1000 if (match["unit"] or "s").lower() == "ms" else number)
