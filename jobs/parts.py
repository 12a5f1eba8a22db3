"""Parts: rendered files under a key made of everything that changes them. A part that exists is complete."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from jobs import folders


def key(name: str, params: Mapping[str, Any]) -> str:
    """Return the SHA-256 (64 hex digits) of a part's name and its params, whatever the order of the params.

    params: JSON values and nouns; put in everything that changes the result, the engine's version included.
    Raises TypeError for a value that has no one way to be written down.
    """
    text = json.dumps([name, _plain(params)], sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def path(name: str, params: Mapping[str, Any], *, suffix: str = ".wav") -> Path:
    """Return where the part lies, or will lie."""
    digest = key(name, params)
    return folders.parts() / digest[:2] / f"{digest}{suffix}"


def is_finished(part: Path) -> bool:
    """Return whether the part exists, and mark it as used now: upkeep deletes those unused for longest."""
    try:
        # a power cut can leave an empty file under a finished name
        if part.stat().st_size == 0:
            return False
        os.utime(part)
    except FileNotFoundError:
        return False
    return True


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(mode="json"))
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping) and all(isinstance(name, str) for name in value):
        return {name: _plain(item) for name, item in value.items()}
    raise TypeError(f"A part cannot be told by {value!r}: use text, numbers, lists, mappings by text, nouns")
