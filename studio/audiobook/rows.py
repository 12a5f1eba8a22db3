"""A scene as the rows of the script table, and a field edited there as a change of the scene.

Pure: nothing is read or saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engines.errors import ScriptError
from engines.scripting import edit
from engines.types import DELIVERIES, UNKNOWN, Cast, Scene, Turn, Voice

UNSURE_BELOW = 0.6
"""Same border as the badges of the scene list (jobs.projects)."""
LONGEST_PAUSE_S = 30.0
EDITABLE = ("who", "says", "how", "voice", "spoken", "pause")


@dataclass(frozen=True)
class Row:
    """One spoken turn as the table shows it."""

    turn_id: str
    number: int
    """Counted from 1 over the spoken turns of the scene."""
    who: str
    says: str
    """The displayed text without the white space at its ends."""
    how: str
    voice: str
    """Voice id of this turn alone; empty: the cast's."""
    cast_voice: str
    """Name of the voice that the cast gives the speaker; empty: nobody."""
    spoken: str
    """Words said instead of `says`; empty: none."""
    pause: str
    """Seconds after the turn; empty: by punctuation."""
    take: int
    locked: bool
    flags: tuple[str, ...]
    """What a person should look at, as sentences."""


def rows_of(scene: Scene, cast: Cast, voices: Mapping[str, Voice]) -> tuple[Row, ...]:
    """Return one row for each spoken turn, in reading order."""
    return tuple(_row(number, turn, cast, voices) for number, turn in enumerate(scene.spoken_turns, start=1))


def changed(scene: Scene, turn_id: str, field: str, value: str) -> Scene:
    """Return the scene after `value` was put into a row's field; the same scene when that changes nothing.

    Raises ScriptError for a field that is not EDITABLE, a turn that is gone, or a value that does not fit.
    """
    turn = find(scene, turn_id)
    changes = _changes(turn, field, value)
    if all(getattr(turn, name) == new for name, new in changes.items()):
        return scene
    return reopened(edit.change_turn(scene, turn_id, **changes))


def find(scene: Scene, turn_id: str) -> Turn:
    """Return a turn of the scene. Raises ScriptError when it is gone."""
    for turn in scene.turns:
        if turn.id == turn_id:
            return turn
    raise ScriptError("This line is no longer in the scene. Reload the page to see the scene as it is.")


def reopened(scene: Scene) -> Scene:
    """Return the scene as not approved: what was approved is no longer what is there."""
    return scene.model_copy(update={"approved": False}) if scene.approved else scene


def following(scene: Scene, turn_id: str) -> Turn | None:
    """Return the spoken turn after this one; None after the last."""
    spoken = scene.spoken_turns
    place = [turn.id for turn in spoken].index(find(scene, turn_id).id)
    return spoken[place + 1] if place + 1 < len(spoken) else None


def _row(number: int, turn: Turn, cast: Cast, voices: Mapping[str, Voice]) -> Row:
    cast_voice = voices.get(_cast_voice_id(turn, cast))
    return Row(
        turn_id=turn.id,
        number=number,
        who=turn.speaker,
        says=turn.text.strip(),
        how=turn.delivery,
        voice=turn.voice_id or "",
        cast_voice=cast_voice.name if cast_voice else "",
        spoken=turn.spoken or "",
        pause="" if turn.pause_s is None else f"{turn.pause_s:g}",
        take=turn.take,
        locked=turn.locked,
        flags=_flags(turn, has_voice=turn.voice_id is not None or cast_voice is not None),
    )


def _cast_voice_id(turn: Turn, cast: Cast) -> str:
    try:
        return cast.voice_id(turn.model_copy(update={"voice_id": None}))
    except KeyError:
        return ""


def _flags(turn: Turn, *, has_voice: bool) -> tuple[str, ...]:
    flags = []
    if turn.speaker == UNKNOWN:
        flags.append("Nobody is named as the speaker. Choose who says this.")
    elif turn.kind == "dialogue" and turn.confidence < UNSURE_BELOW:
        flags.append(
            f"The text does not say clearly that {turn.speaker} speaks ({turn.confidence:.0%} sure)."
        )
    if not has_voice:
        flags.append(f"No voice for speaker {turn.speaker}. Choose one in Cast.")
    return tuple(flags)


def _changes(turn: Turn, field: str, value: str) -> dict[str, object]:
    match field:
        case "who":
            return _speaker(turn, value)
        case "says":
            return {"text": _text(turn, value)}
        case "how":
            return {"delivery": _delivery(value)}
        case "voice":
            return {"voice_id": value or None}
        case "spoken":
            return {"spoken": value.strip() or None}
        case "pause":
            return {"pause_s": _pause(value)}
    raise ScriptError(f"A line has no field {field}. Edit {', '.join(EDITABLE)}.")


def _speaker(turn: Turn, value: str) -> dict[str, object]:
    name = " ".join(value.split())
    if not name:
        raise ScriptError("Somebody must say this line. Choose a speaker, or the narrator.")
    if name == turn.speaker and turn.confidence >= UNSURE_BELOW:
        return {}
    return {"speaker": name, "confidence": 1.0}


def _text(turn: Turn, value: str) -> str:
    """Return the new text between the old white space, so that the turns around it still join well."""
    core = value.strip()
    if not core:
        raise ScriptError("A line needs words. To take it out of the script, delete it.")
    old = turn.text.strip()
    before, _, after = turn.text.partition(old) if old else ("", "", turn.text)
    return turn.text if core == old else before + core + after


def _delivery(value: str) -> str:
    if value not in DELIVERIES:
        raise ScriptError(f"Nobody can speak {value}. Choose one of {', '.join(DELIVERIES)}.")
    return value


def _pause(value: str) -> float | None:
    if not value.strip():
        return None
    try:
        seconds = float(value.replace(",", "."))
    except ValueError:
        raise ScriptError(
            f"A pause is a number of seconds, not {value}. Write 0.8, or leave it empty."
        ) from None
    if not 0 <= seconds <= LONGEST_PAUSE_S:
        raise ScriptError(f"A pause lasts 0 to {LONGEST_PAUSE_S:.0f} seconds. Write 0.8, or leave it empty.")
    return seconds
