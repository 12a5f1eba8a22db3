"""The score of a scene: its cues as fields, and what was typed there as a change of the scene. Pure."""

from collections.abc import Sequence
from textwrap import shorten

from markupsafe import Markup
from pydantic import ValidationError

from engines.errors import ScriptError
from engines.types import Cue, Scene, Turn
from studio.audiobook import fields
from studio.audiobook.rows import reopened
from studio.format import clock, count
from studio.markup import button, play_button, tag

SIGNS = {"music": "♪", "ambience": "≈", "effect": "✦"}
KINDS = tuple(SIGNS)
NEW = {
    "music": {"description": "soft strings, calm", "seconds": 60.0, "level_db": -20.0},
    "ambience": {"description": "light rain", "seconds": 60.0, "level_db": -24.0},
    "effect": {"description": "door knock", "seconds": 3.0, "level_db": -12.0},
}
"""What a new cue starts as, until its words are changed."""
SAID = 60
"""Characters of a turn by which a person knows it in a drop-down."""


def panel(scene: Scene, *, is_on: bool) -> Markup:
    """Return the score, folded to one line, with its switch."""
    switch = fields.tick("score", is_on, "Score", css="au-switch")
    words = summary(scene.cues) if is_on else "off: voices only"
    head = tag("summary", tag("span", words))
    add = (button(f"Add {kind}", "add_cue", id=kind) for kind in KINDS)
    body = tag(
        "div", *(_cue(cue, scene.spoken_turns) for cue in scene.cues), tag("div", *add, class_="au-actions")
    )
    return tag("div", switch, tag("details", head, body, data_key=f"score-{scene.id}"), class_="au-score")


def summary(cues: Sequence[Cue]) -> str:
    """Return "♪ low strings 01:00, ✦ door knock 00:03"."""
    if not cues:
        return "no music or effects in this scene"
    said = [f"{SIGNS[cue.kind]} {cue.description} {clock(cue.seconds)}" for cue in cues[:3]]
    return ", ".join(said) + (f" and {count(len(cues) - 3, 'more', 'more')}" if len(cues) > 3 else "")


def changed(scene: Scene, cue_id: str, field: str, value: str) -> Scene:
    """Return the scene with one field of one cue changed; the same scene when that changes nothing.

    Raises ScriptError for a cue that is gone and for a value that does not fit.
    """
    cue = find(scene, cue_id)
    try:
        new = Cue.model_validate(cue.model_dump() | {field: value.strip() or None})
    except ValidationError as exc:
        reason = exc.errors()[0]["msg"]
        raise ScriptError(
            f"{value} does not fit the {field.replace('_', ' ')} of this sound: {reason}."
        ) from exc
    if field == "turn_id" and all(turn.id != new.turn_id for turn in scene.turns):
        raise ScriptError("The line this sound should start with is no longer there. Choose another one.")
    return (
        scene
        if new == cue
        else _with(scene, tuple(new if each.id == cue_id else each for each in scene.cues))
    )


def added(scene: Scene, kind: str) -> Scene:
    """Return the scene with a new cue at its first spoken turn. Raises ScriptError where nobody speaks."""
    if kind not in NEW:
        raise ScriptError(f"There is no sound of the kind {kind}. Choose {', '.join(KINDS)}.")
    if not scene.spoken_turns:
        raise ScriptError("Nobody speaks in this scene, so a sound has nothing to start with.")
    taken = {cue.id for cue in scene.cues}
    cue_id = next(f"{scene.id}-q{n}" for n in range(1, len(taken) + 2) if f"{scene.id}-q{n}" not in taken)
    cue = Cue(id=cue_id, kind=kind, turn_id=scene.spoken_turns[0].id, **NEW[kind])
    return _with(scene, (*scene.cues, cue))


def removed(scene: Scene, cue_id: str) -> Scene:
    """Return the scene without a cue. Raises ScriptError when it is gone already."""
    find(scene, cue_id)
    return _with(scene, tuple(cue for cue in scene.cues if cue.id != cue_id))


def find(scene: Scene, cue_id: str) -> Cue:
    """Return a cue of the scene. Raises ScriptError when it is gone."""
    for cue in scene.cues:
        if cue.id == cue_id:
            return cue
    raise ScriptError("This sound is no longer in the scene. Choose another one.")


def _with(scene: Scene, cues: tuple[Cue, ...]) -> Scene:
    return reopened(scene.model_copy(update={"cues": cues}))


def _cue(cue: Cue, turns: Sequence[Turn]) -> Markup:
    row = cue.id
    places = [
        (turn.id, f"{number} · {shorten(turn.text, SAID, placeholder='…')}")
        for number, turn in enumerate(turns, start=1)
    ]
    play = play_button(None, cue.description, data_act="hear_cue", data_id=row)
    cells = (
        play,
        fields.select(
            "kind", cue.kind, "Kind of sound", [(kind, f"{SIGNS[kind]} {kind}") for kind in KINDS], row=row
        ),
        fields.text("description", cue.description, "The sound in words", row=row, css="au-grow"),
        _unit(
            fields.number(
                "seconds", f"{cue.seconds:g}", "Length in seconds", row=row, min=0.5, max=3600, step=0.5
            ),
            "s",
        ),
        _unit(
            fields.number("level_db", f"{cue.level_db:g}", "Level in dB", row=row, min=-60, max=0, step=1),
            "dB",
        ),
        fields.select("turn_id", cue.turn_id, "Starts with line", places, row=row, css="au-at"),
        button(
            "✕",
            "delete_cue",
            id=row,
            title=f"Take out {cue.description}",
            aria_label=f"Take out {cue.description}",
        ),
    )
    return tag("div", *cells, class_="au-cue", role="group", aria_label=f"{cue.kind}: {cue.description}")


def _unit(control: Markup, unit: str) -> Markup:
    return tag(
        "span", control, tag("span", unit, class_="au-unit", aria_hidden="true"), class_="au-with-unit"
    )
