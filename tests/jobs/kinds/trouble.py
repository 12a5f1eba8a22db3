"""A job that fails in the way it is told."""

from pathlib import Path
from typing import Literal

from engines.errors import EngineError, PassingError
from engines.types import Noun

DEVICE: Literal["network"] = "network"
FAILURES = {
    "sentence": lambda: EngineError("The tape is torn. Glue it."),
    "passing": lambda: PassingError("The server is busy."),
    "network": lambda: ConnectionError("no route"),
    "bug": lambda: ZeroDivisionError("division by zero"),
    "exit": lambda: SystemExit(7),
    "disk": lambda: OSError(28, "No space left on device"),
    "interrupt": KeyboardInterrupt,
}


class Params(Noun):
    how: str
    times: int = 99
    """How often it fails before it goes well."""
    diary: str
    """A file that gets a line a try."""


def run(ctx, params):
    diary = Path(params.diary)
    tries = len(diary.read_text().splitlines()) + 1 if diary.exists() else 1
    with diary.open("a") as file:
        file.write(f"try {tries}\n")
    if tries <= params.times:
        raise FAILURES[params.how]()
    return {"tries": tries}
