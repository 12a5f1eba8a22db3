"""Kinds of jobs, found by their place: jobs/kinds/<kind>.py holds `Params`, `DEVICE` and `run`."""

import importlib
import pkgutil
from typing import Any, Literal, Protocol, cast

from engines.errors import EngineError
from engines.types import Noun
from jobs.context import Context

Device = Literal["gpu", "cpu", "network"]
"""What a kind keeps busy."""


class Kind(Protocol):
    """What the module of a kind holds."""

    Params: type[Noun]
    """Everything the job needs to know; stored in its row as JSON."""
    DEVICE: Device

    def run(self, ctx: Context, params: Any) -> dict[str, Any]:
        """Do the work and return plain JSON with the ids of the artifacts inside."""


def names() -> list[str]:
    """Return the names of all kinds, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find(kind: str) -> Kind:
    """Return the kind of this name. Raises EngineError naming the kinds there are."""
    if kind not in names():
        raise EngineError(f"There is no kind of job called {kind}. Choose one of {', '.join(names())}.")
    return cast(Kind, importlib.import_module(f"{__name__}.{kind}"))
