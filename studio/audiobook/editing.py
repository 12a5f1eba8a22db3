"""What the buttons and fields of the script step do to a project: one function a button, each saved at
once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engines.errors import ScriptError
from engines.scripting import edit
from engines.types import Scene
from jobs import projects
from studio.audiobook import rows, score


@dataclass(frozen=True)
class Outcome:
    """What happened, for the page to show."""

    said: str = ""
    """A few words for the status line; empty: only that it is saved."""
    turn_id: str | None = None
    """The turn to open now; None: as before."""
    focus: str = ""
    """The turn whose text gets the cursor; empty: stay."""


def press(project_id: str, scene_id: str, act: str, subject: str, *, at: str = "") -> Outcome:
    """Do what a button says to a turn or cue and save the scene. at: the cursor in the turn's text.

    Raises ScriptError when it cannot be done, and for a button there is none of.
    """
    if act not in BUTTONS:
        raise ScriptError(f"A scene cannot be asked to {act}. Reload the page.")
    label, change = BUTTONS[act]
    before = projects.scene(project_id, scene_id)
    after = change(before, subject, at)
    projects.save_scene(project_id, after, label=label)
    return _outcome(act, subject, before, after)


def put(project_id: str, scene_id: str, row: str, field: str, value: str) -> Outcome:
    """Put a value into a field of a turn or cue and save; a value that changes nothing saves nothing."""
    if field == "score":
        projects.update_settings(project_id, score=value == "true")
        return Outcome()
    scene = projects.scene(project_id, scene_id)
    if field in rows.EDITABLE:
        after = rows.changed(scene, row, field, value)
    elif field in CUE_FIELDS:
        after = score.changed(scene, row, field, value)
    elif field == "scene_title":
        after = scene.model_copy(update={"title": " ".join(value.split())})
    else:
        raise ScriptError(f"There is no field {field} here. Reload the page.")
    projects.save_scene(project_id, after, label=LABELS.get(field, "Edit"))
    return Outcome()


def approve(project_id: str, scene_id: str) -> Outcome:
    """Approve a scene, or take its approval back."""
    scene = projects.scene(project_id, scene_id)
    changed = scene.model_copy(update={"approved": not scene.approved})
    projects.save_scene(project_id, changed, label="Approve" if changed.approved else "Take approval back")
    return Outcome(said="Scene approved." if changed.approved else "Scene open again.")


CUE_FIELDS = ("kind", "description", "seconds", "level_db", "turn_id")
LABELS = {
    "who": "Speaker", "says": "Text", "how": "Delivery", "voice": "Voice", "spoken": "Say instead",
    "pause": "Pause", "scene_title": "Scene title", **dict.fromkeys(CUE_FIELDS, "Score"),
}  # fmt: skip
"""What undo calls a change."""


def _sure(scene: Scene, turn_id: str, at: str) -> Scene:
    return rows.changed(scene, turn_id, "who", rows.find(scene, turn_id).speaker)


def _lock(scene: Scene, turn_id: str, at: str) -> Scene:
    return edit.change_turn(scene, turn_id, locked=not rows.find(scene, turn_id).locked)


def _retake(scene: Scene, turn_id: str, at: str) -> Scene:
    turn = rows.find(scene, turn_id)
    if turn.locked:
        raise ScriptError("This take is kept. Unlock the line to say it again.")
    return edit.change_turn(scene, turn_id, take=turn.take + 1)


def _split(scene: Scene, turn_id: str, at: str) -> Scene:
    turn = rows.find(scene, turn_id)
    margin = len(turn.text) - len(turn.text.lstrip())
    place = margin + int(at) if at.isdigit() else 0
    if not turn.text[:place].strip() or not turn.text[place:].strip():
        raise ScriptError("Put the cursor inside the text, where the second line should begin; then split.")
    return rows.reopened(edit.split_turn(scene, turn_id, place))


def _merge(scene: Scene, turn_id: str, at: str) -> Scene:
    following = rows.following(scene, turn_id)
    if following is None:
        raise ScriptError("This is the last line of the scene: there is nothing after it to join.")
    return rows.reopened(edit.merge_turns(scene, turn_id, following.id))


def _add(scene: Scene, turn_id: str, at: str) -> Scene:
    return rows.reopened(
        edit.insert_turn(scene, turn_id, speaker=rows.find(scene, turn_id).speaker, text=NEW_TEXT)
    )


def _delete(scene: Scene, turn_id: str, at: str) -> Scene:
    return rows.reopened(edit.delete_turn(scene, turn_id))


NEW_TEXT = "New line."
BUTTONS: dict[str, tuple[str, Callable[[Scene, str, str], Scene]]] = {
    "sure": ("Speaker confirmed", _sure),
    "lock": ("Keep take", _lock),
    "retake": ("New take", _retake),
    "split": ("Split", _split),
    "merge": ("Join", _merge),
    "add": ("Add line", _add),
    "delete": ("Delete line", _delete),
    "add_cue": ("Add sound", lambda scene, kind, at: score.added(scene, kind)),
    "delete_cue": ("Take out sound", lambda scene, cue_id, at: score.removed(scene, cue_id)),
}
"""Button -> what undo calls it, and the change."""


def _outcome(act: str, subject: str, before: Scene, after: Scene) -> Outcome:
    known = {turn.id for turn in before.turns}
    new = [turn.id for turn in after.turns if turn.id not in known]
    if act == "add" and new:
        return Outcome(turn_id=new[0], focus=new[0])
    if act == "delete":
        return Outcome(said="Line deleted. Undo brings it back.", turn_id="")
    if act == "retake":
        return Outcome(said=f"Take {rows.find(after, subject).take + 1}.", turn_id=subject)
    return Outcome()
