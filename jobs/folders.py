"""Where things lie in the home: artifacts are served, parts may be deleted, state is never served."""

from pathlib import Path

from engines import settings


def artifacts() -> Path:
    """Return the folder of the files that are kept and may be downloaded."""
    return settings.home() / "artifacts"


def parts() -> Path:
    """Return the folder of rendered parts. Deleting it costs time, never a result."""
    return settings.home() / "parts"


def state() -> Path:
    """Return the folder of the databases, locks and logs; it exists. Nothing in it is ever served."""
    folder = settings.home() / "state"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def logs() -> Path:
    """Return the folder of the logs; it exists."""
    folder = state() / "logs"
    folder.mkdir(exist_ok=True)
    return folder
