"""Finds engines by their place: every Engine class in engines/<role>/<name>.py has the id <role>/<name>."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from engines.base import Engine
from engines.errors import NotReady

ROLES = (
    "speech", "music", "effects", "transcription", "diarization", "speakers", "cleaning", "alignment", "quality",
    "training", "head",
)  # fmt: skip


@cache
def engines(role: str) -> dict[str, type[Engine]]:
    """Return the engine classes of a role by id, sorted. Imports no heavy package."""
    folder = Path(__file__).parent / role
    found: dict[str, type[Engine]] = {}
    for module_info in pkgutil.iter_modules([str(folder)]):
        module = importlib.import_module(f"engines.{role}.{module_info.name}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Engine) and value.__module__ == module.__name__:
                value.id = f"{role}/{module_info.name}"
                found[value.id] = value
    return dict(sorted(found.items()))


def all_engines() -> dict[str, type[Engine]]:
    """Return every engine class by id."""
    return {engine_id: engine for role in ROLES for engine_id, engine in engines(role).items()}


def find(engine_id: str) -> type[Engine]:
    """Return the engine class with this id. Raises NotReady naming the ids there are."""
    role = engine_id.split("/", 1)[0]
    known = engines(role) if role in ROLES else {}
    if engine_id not in known:
        raise NotReady(f"There is no engine {engine_id}. Choose one of {', '.join(known) or ', '.join(ROLES)}.")
    return known[engine_id]
