"""Files that are complete or not there: written in a corner of their own, then moved into place."""

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobs import processes

UNFINISHED = "unfinished"
"""The corner: <root>/unfinished/<pid>-<start>-<n>.tmp/, so that what the dead left can be told."""

_serial = itertools.count()


@contextmanager
def completing(target: Path, *, root: Path) -> Iterator[Path]:
    """Give a path to write to, named as the target; it becomes the target if the block ends well.

    root: a folder above the target on the same file system. After an exception nothing is left.
    Raises RuntimeError when the block ended well and wrote nothing: it would pass for finished.
    """
    corner = root / UNFINISHED / f"{processes.me().replace(':', '-')}-{next(_serial)}.tmp"
    corner.mkdir(parents=True)
    try:
        written = corner / target.name
        yield written
        if not written.is_file() or written.stat().st_size == 0:
            raise RuntimeError(f"Nothing was written to {written}")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(written, target)
    finally:
        try:
            corner.rmdir()
        except OSError:
            shutil.rmtree(corner, ignore_errors=True)


def delete_strays(root: Path) -> int:
    """Delete what dead processes left unfinished below root; return how many there were."""
    deleted = 0
    for corner in (root / UNFINISHED).glob("*.tmp"):
        pid, started, _ = corner.stem.split("-")
        if not processes.is_alive(f"{pid}:{started}"):
            shutil.rmtree(corner, ignore_errors=True)
            deleted += 1
    return deleted
