"""Where the process writes what happens: state/logs/studio.log."""

import logging
from pathlib import Path

from jobs import folders

MAX_BYTES = 10_000_000
FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


class _LogFile(logging.FileHandler):
    """Our own handler, to be told from others'."""


def file() -> Path:
    """Return the log file of the present home."""
    return folders.logs() / "studio.log"


def start() -> None:
    """Send this process's log to the file, in addition to where it goes already. May be called again."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _LogFile)]:
        if handler.baseFilename == str(file()):
            return
        root.removeHandler(handler)
        handler.close()
    handler = _LogFile(file(), encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(handler)
    if root.getEffectiveLevel() > logging.INFO:
        root.setLevel(logging.INFO)
    # Huey says three lines a job at INFO; our own log says it better
    logging.getLogger("huey").setLevel(logging.WARNING)


def rotate() -> None:
    """Put a long log aside as studio.log.1. Only the worker does it, when it starts."""
    if file().exists() and file().stat().st_size > MAX_BYTES:
        file().replace(file().with_name("studio.log.1"))
