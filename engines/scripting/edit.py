"""Edits of a script as pure functions: an old scene or script in, a new one out. Ids stay stable and unique, spans true."""

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import ValidationError

from engines.errors import ScriptError
from engines.types import NARRATOR, Cue, Scene, Script, Span, Turn

_FIXED = ("id", "span")


def change_turn(scene: Scene, turn_id: str, **changes: Any) -> Scene:
    """Return the scene with a turn's fields changed.

    A speaker set by a person is certain, and makes narration dialogue or dialogue narration. Raises ScriptError for an
    unknown turn, a field that may not be changed, or a value that does not fit.
    """
    turn = scene.turns[_index(scene, turn_id)]
    for name in changes:
        if name not in Turn.model_fields or name in _FIXED:
            raise ScriptError(
                f"A line has no field {name} that could be changed. Change its text, speaker or delivery."
            )
    if changes.get("speaker", turn.speaker) != turn.speaker:
        changes.setdefault("confidence", 1.0)
        changes.setdefault("kind", _kind_for(turn, changes["speaker"]))
    return _replace(scene, turn_id, [_valid(turn, changes)])


def split_turn(scene: Scene, turn_id: str, at: int) -> Scene:
    """Return the scene with a turn cut before the character `at` of its text; the first half keeps id and cues.

    Raises ScriptError when one half would be empty.
    """
    turn = scene.turns[_index(scene, turn_id)]
    if not turn.text[: max(at, 0)].strip() or not turn.text[at:].strip():
        raise ScriptError("A line can only be split inside its words. Put the cursor between two of them.")
    first_span, second_span = _cut_span(turn, at)
    first = turn.model_copy(
        update={"text": turn.text[:at], "span": first_span, "spoken": None, "pause_s": None}
    )
    second = turn.model_copy(
        update={
            "id": new_turn_id(scene, turn_id),
            "text": turn.text[at:],
            "span": second_span,
            "spoken": None,
            "take": 0,
        }
    )
    return _replace(scene, turn_id, [first, second])


def merge_turns(scene: Scene, first_id: str, second_id: str) -> Scene:
    """Return the scene with two neighbouring turns made one, which keeps the first's id, speaker and delivery.

    Only silent turns may stand between them; those come after. The second's cues move to the first. Raises ScriptError
    when the two are no neighbours.
    """
    low, high = _index(scene, first_id), _index(scene, second_id)
    between = scene.turns[low + 1 : high]
    if high <= low or any(turn.kind != "silent" for turn in between):
        raise ScriptError("Only a line and the one right after it can be joined. Choose two neighbours.")
    merged = _joined(scene.turns[low], scene.turns[high])
    turns = (*scene.turns[:low], merged, *between, *scene.turns[high + 1 :])
    return scene.model_copy(update={"turns": turns, "cues": _moved(scene.cues, {second_id: first_id})})


def insert_turn(
    scene: Scene, after_id: str | None, *, text: str, speaker: str = NARRATOR, **fields: Any
) -> Scene:
    """Return the scene with a new turn after the given one, or first when `after_id` is None.

    It has no span, as the source does not know it. Raises ScriptError for an unknown turn or a field that does not fit.
    """
    if not text.strip():
        raise ScriptError("The new line is empty. Write what is to be said.")
    place = _index(scene, after_id) + 1 if after_id else 0
    anchor = after_id or (scene.turns[0].id if scene.turns else scene.id)
    blank = Turn(id=new_turn_id(scene, anchor), text=text)
    kind = "narration" if speaker == NARRATOR else "dialogue"
    turns = (
        *scene.turns[:place],
        _valid(blank, {"kind": kind, "speaker": speaker, **fields}),
        *scene.turns[place:],
    )
    return scene.model_copy(update={"turns": turns})


def delete_turn(scene: Scene, turn_id: str) -> Scene:
    """Return the scene without a turn; its cues move to the next spoken turn, else to the one before.

    Raises ScriptError for the last spoken turn of a scene.
    """
    index = _index(scene, turn_id)
    rest = [*scene.turns[index + 1 :], *reversed(scene.turns[:index])]
    heirs = [turn.id for turn in rest if turn.kind != "silent"]
    if not heirs and scene.turns[index].kind != "silent":
        raise ScriptError("This is the only line of its scene, and a scene needs one. Change it instead.")
    heir = heirs[0] if heirs else (rest[0].id if rest else turn_id)
    turns = scene.turns[:index] + scene.turns[index + 1 :]
    return scene.model_copy(update={"turns": turns, "cues": _moved(scene.cues, {turn_id: heir})})


def rename_speaker(script: Script, old: str, new: str) -> Script:
    """Return the script with a speaker renamed in all turns; an existing name merges the two.

    Raises ScriptError for an empty name, the narrator, or a speaker who says nothing.
    """
    new = new.strip()
    if not new:
        raise ScriptError(f"{old} needs a name. Write one.")
    if old == NARRATOR:
        raise ScriptError(
            "The narrator cannot be renamed: narration would become dialogue. Choose another narrator voice."
        )
    if old not in speakers(script):
        raise ScriptError(f"Nobody named {old} speaks in this script. Choose a speaker from the cast.")
    return _each_turn(script, lambda turn: _spoken_by(turn, new) if turn.speaker == old else turn)


def merge_speakers(script: Script, names: Iterable[str], into: str) -> Script:
    """Return the script with all turns of several speakers given to one. Raises ScriptError as rename_speaker does."""
    for name in names:
        if name != into:
            script = rename_speaker(script, name, into)
    return script


def speakers(script: Script) -> list[str]:
    """Return who speaks, in order of appearance."""
    return list(dict.fromkeys(turn.speaker for scene in script.scenes for turn in scene.spoken_turns))


def new_turn_id(scene: Scene, turn_id: str) -> str:
    """Return an id nobody has: t12 -> t12.1, t12.2, … It is unique in the script, as the id it stems from is."""
    stem = turn_id.split(".")[0]
    taken = {turn.id for turn in scene.turns}
    number = 1
    while f"{stem}.{number}" in taken:
        number += 1
    return f"{stem}.{number}"


def _index(scene: Scene, turn_id: str) -> int:
    for index, turn in enumerate(scene.turns):
        if turn.id == turn_id:
            return index
    raise ScriptError(f"There is no line {turn_id} in scene {scene.title or scene.id}. Reload the page.")


def _replace(scene: Scene, turn_id: str, turns: list[Turn]) -> Scene:
    index = _index(scene, turn_id)
    return scene.model_copy(update={"turns": (*scene.turns[:index], *turns, *scene.turns[index + 1 :])})


def _valid(turn: Turn, changes: dict[str, Any]) -> Turn:
    """Return the changed turn after checking it, as model_copy alone does not."""
    try:
        return Turn.model_validate({**turn.model_dump(), **changes})
    except ValidationError as exc:
        first = exc.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise ScriptError(f"{name} cannot be {first['input']!r}: {first['msg'].lower()}.") from exc


def _kind_for(turn: Turn, speaker: str) -> str:
    if turn.kind in ("silent", "heading"):
        return turn.kind
    return "narration" if speaker == NARRATOR else "dialogue"


def _spoken_by(turn: Turn, speaker: str) -> Turn:
    return turn.model_copy(update={"speaker": speaker, "kind": _kind_for(turn, speaker)})


def _cut_span(turn: Turn, at: int) -> tuple[Span | None, Span | None]:
    """Cut the span like the text while the text is the source's own; edited text keeps its span on the first half."""
    span = turn.span
    if span is None or span.end - span.start != len(turn.text):
        return span, None
    border = span.start + at
    return span.model_copy(update={"end": border}), span.model_copy(update={"start": border})


def _joined(first: Turn, second: Turn) -> Turn:
    a, b = first.span, second.span
    in_source = bool(a and b and a.chapter_id == b.chapter_id and a.end == b.start)
    gap = "" if in_source or first.text[-1:].isspace() or second.text[:1].isspace() else " "
    spoken = None
    if first.spoken is not None or second.spoken is not None:
        spoken = " ".join(
            turn.text.strip() if turn.spoken is None else turn.spoken for turn in (first, second)
        )
    return first.model_copy(
        update={
            "text": first.text + gap + second.text,
            "spoken": spoken,
            "span": a.model_copy(update={"end": b.end}) if in_source and a and b else a,
            "pause_s": second.pause_s,
            "confidence": min(first.confidence, second.confidence),
            "take": 0,
            "locked": False,
        }
    )


def _moved(cues: tuple[Cue, ...], heirs: dict[str, str]) -> tuple[Cue, ...]:
    return tuple(
        cue.model_copy(update={"turn_id": heirs[cue.turn_id]}) if cue.turn_id in heirs else cue
        for cue in cues
    )


def _each_turn(script: Script, change: Callable[[Turn], Turn]) -> Script:
    scenes = tuple(
        scene.model_copy(update={"turns": tuple(change(turn) for turn in scene.turns)})
        for scene in script.scenes
    )
    return script.model_copy(update={"scenes": scenes})
