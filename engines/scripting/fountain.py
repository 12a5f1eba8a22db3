"""A script as Fountain, so that any screenplay editor opens it; the cues are notes: [[SCORE: low strings, 20s]]."""

import re
from collections.abc import Iterator

from engines.types import Cue, Scene, Script, Turn

_NOTES = {"music": "SCORE", "ambience": "AMBIENCE", "effect": "SFX"}
_SPECIAL = re.compile(r"([*_\\])")
_SCENE_HEADING = re.compile(r"(?:INT|EXT|EST|I/E)\b\.?", re.IGNORECASE)


def to_fountain(script: Script) -> str:
    """Return the script as Fountain text. Read and parsed again it has the same speakers, words, deliveries and cues.

    Silent turns are left out, white space inside a turn becomes single spaces, and where a chapter has no heading of its
    own none is invented.
    """
    parts = [f"Title: {script.title}" + (f"\nAuthor: {script.author}" if script.author else "")]
    chapter_id = ""
    for scene in script.scenes:
        is_first = scene.chapter_id != chapter_id
        chapter_id = scene.chapter_id
        parts.extend(_scene(scene, is_first=is_first))
    return "\n\n".join(parts) + "\n"


def _scene(scene: Scene, *, is_first: bool) -> Iterator[str]:
    turns = scene.spoken_turns
    if scene.title and not (turns and turns[0].kind == "heading") and not is_first:
        yield f"[[SCENE: {_one_line(scene.title)}]]"
    waiting = list(scene.cues)
    for turn in turns:
        yield from (_note(cue) for cue in waiting if cue.turn_id == turn.id)
        yield _turn(turn, is_first=is_first)
    heard = {turn.id for turn in turns}
    yield from (_note(cue) for cue in waiting if cue.turn_id not in heard)


def _note(cue: Cue) -> str:
    return f"[[{_NOTES[cue.kind]}: {_one_line(cue.description)}, {cue.seconds:g}s]]"


def _turn(turn: Turn, *, is_first: bool) -> str:
    text = _one_line(turn.text)
    if turn.kind == "heading":
        if _SCENE_HEADING.match(text):
            return f".{text}"
        return f"{'#' if is_first else '##'} {text}"
    if turn.kind == "dialogue":
        manner = f"({turn.delivery})\n" if turn.delivery != "neutral" else ""
        name = turn.speaker.partition("(")[0].strip()
        return f"@{name}\n{manner}{text}"
    return f"!{text}"


def _one_line(text: str) -> str:
    return _SPECIAL.sub(
        r"\\\1", " ".join(text.split()).replace("[[", "[ [").replace("]]", "] ]").replace("/*", "/ *")
    )
