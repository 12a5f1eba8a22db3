"""The voices and narrators that ship with the studio: presets/voices.toml and presets/narrators.toml."""

import tomllib
from functools import cache
from typing import TypeVar

from pydantic import ValidationError

from engines import settings
from engines.errors import PresetError
from engines.types import Narrator, Voice

Preset = TypeVar("Preset", Voice, Narrator)


@cache
def voices() -> dict[str, Voice]:
    """Return the cast library by id, in the order of the file.

    Raises PresetError naming the entry that does not fit.
    """
    return _read("voices.toml", Voice)


@cache
def narrators() -> dict[str, Narrator]:
    """Return the narrator presets by id, the default first.

    Raises PresetError naming the entry that does not fit.
    """
    found = _read("narrators.toml", Narrator)
    for narrator in found.values():
        if narrator.voice_id not in voices():
            raise PresetError(
                f"The narrator {narrator.id} in narrators.toml speaks with {narrator.voice_id}, which is not in "
                f"voices.toml. Choose one of {', '.join(voices())}."
            )
    return found


def _read(file_name: str, noun: type[Preset]) -> dict[str, Preset]:
    path = settings.presets() / file_name
    entries = tomllib.loads(path.read_text("utf-8"))
    found = {}
    for entry_id, fields in entries.items():
        try:
            found[entry_id] = noun(id=entry_id, **fields)
        except ValidationError as exc:
            faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in exc.errors())
            raise PresetError(f"The entry [{entry_id}] of {path} does not fit. {faults}.") from exc
    return found
