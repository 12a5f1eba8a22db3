"""Moods: what music of a kind is made of. Presets in TOML; a person adds some at home."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator, model_validator

from engines.errors import PresetError
from engines.music.instruments import INSTRUMENTS, ROLES, Role
from engines.music.percussion import PATTERNS
from engines.music.theory import MODES, parse_chord
from engines.settings import home, presets
from engines.types import Noun

FILE = "moods.toml"
Part01 = Annotated[float, Field(ge=0, le=1)]


class Mood(Noun):
    """A kind of music. Its name is its key in the file."""

    name: str
    words: tuple[str, ...] = Field(min_length=1)
    """Words of a description that ask for it, in lower case; its name is one of them."""
    tempo_bpm: tuple[float, float]
    """Slowest and fastest, in quarter notes per minute, 40 to 180."""
    beats: int = Field(default=4, ge=2, le=6)
    """Quarter notes in a bar."""
    mode: str
    """Scale of melody and runs: one of theory.MODES."""
    progressions: tuple[str, ...] = Field(min_length=1)
    """Chords as Roman numerals, one a bar: "I vi IV V". The first is home; the second, if any, is the middle
    section.
    """
    parts: dict[Role, str]
    """Which instrument plays which role, by names of instruments.INSTRUMENTS; percussion: a pattern of
    percussion.PATTERNS.
    """
    energy: Part01 = 0.5
    """From long notes (0) to busy ones (1)."""
    brightness: Part01 = 0.5
    """From dark and soft to bright."""
    melody: Part01 = 0.5
    """How much of the time there is a melody."""
    tonic: int = Field(default=57, ge=48, le=65)
    """MIDI pitch round which the key is chosen."""

    @field_validator("tempo_bpm")
    @classmethod
    def _tempo_is_a_range(cls, value: tuple[float, float]) -> tuple[float, float]:
        if not 40 <= value[0] <= value[1] <= 180:
            raise ValueError("tempo_bpm must be two rising numbers from 40 to 180")
        return value

    @field_validator("mode")
    @classmethod
    def _mode_is_known(cls, value: str) -> str:
        if value not in MODES:
            raise ValueError(f"mode {value} is not one of {', '.join(MODES)}")
        return value

    @field_validator("progressions")
    @classmethod
    def _chords_are_known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for progression in value:
            for numeral in progression.split():
                parse_chord(numeral)
            if not progression.split():
                raise ValueError("a progression needs at least one chord")
        return value

    @model_validator(mode="after")
    def _parts_exist(self) -> "Mood":
        for role, name in self.parts.items():
            known = PATTERNS if role == "percussion" else INSTRUMENTS
            if name not in known:
                raise ValueError(f"{role} {name} is not one of {', '.join(known)}")
        if not self.parts:
            raise ValueError(f"parts needs at least one of {', '.join(ROLES)}")
        return self


def read_moods(path: Path) -> dict[str, Mood]:
    """Return the moods of a TOML file by name. Raises PresetError naming the file, the mood and the field."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise PresetError(f"{path} is not valid TOML: {exc}. Correct it or remove it.") from exc
    moods = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise PresetError(f"In {path}, {name} is no table. Write each mood below a line [{name}].")
        try:
            moods[name] = Mood(name=name, **table)
        except (ValidationError, TypeError) as exc:
            raise PresetError(
                f"In {path}, the mood {name} does not fit: {_reason(exc)}. Correct it or remove it."
            ) from exc
    return moods


def _reason(exc: ValidationError | TypeError) -> str:
    if isinstance(exc, TypeError):
        return str(exc)
    first = exc.errors()[0]
    place = ".".join(str(step) for step in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]


def moods() -> dict[str, Mood]:
    """Return every mood by name: those of the studio, then the person's own, which replace equal names."""
    own = home() / "presets" / FILE
    return read_moods(presets() / FILE) | (read_moods(own) if own.is_file() else {})
