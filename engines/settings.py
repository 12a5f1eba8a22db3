"""Where things are on this machine. The only file that reads the environment; everything else asks here."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """Return the folder that holds artifacts/, parts/ and state/: STUDIO_HOME, else outputs/ beside app.py."""
    return Path(os.environ.get("STUDIO_HOME") or PROJECT / "outputs").expanduser().resolve()


def presets() -> Path:
    """Return the folder of the presets that ship with the studio."""
    return PROJECT / "presets"


def cache() -> Path:
    """Return the folder for joined or fetched weights: STUDIO_CACHE, else ~/.cache/voice-studio. Safe to delete."""
    return Path(os.environ.get("STUDIO_CACHE") or Path.home() / ".cache" / "voice-studio").expanduser()


def queue_url() -> str:
    """Return where jobs are rung for, STUDIO_QUEUE: redis://…, postgresql://…, or empty for a file in the home."""
    return os.environ.get("STUDIO_QUEUE", "")
