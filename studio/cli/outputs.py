"""Files that a command leaves where the person said: whole or not at all, and a sentence where they cannot be."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engines.errors import EngineError
from jobs import artifacts


def prepare(folder: Path) -> None:
    """Make a folder and see that it can be written, before long work begins. Raises EngineError."""
    probe = folder / f".voice-studio.{os.getpid()}.tmp"
    with _said(folder):
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()


def write(target: Path, text: str) -> None:
    """Write a text file. Raises EngineError."""
    with _completing(target) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def hand_over(artifact_id: str, target: Path) -> Path:
    """Copy an artifact out of the home and return where it is. Raises EngineError."""
    with _completing(target) as unfinished:
        shutil.copyfile(artifacts.path(artifact_id), unfinished)
    return target


@contextmanager
def _completing(target: Path) -> Iterator[Path]:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with _said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield unfinished
            os.replace(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def _said(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise EngineError(
            f"{target} cannot be written ({exc.strerror}). Choose another place with -o."
        ) from exc
