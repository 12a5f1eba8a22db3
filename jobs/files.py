"""Files that are complete or not there: written in a corner of their own, then moved into place."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobs import processes

UNFINISHED = "unfinished"
"""The corner: <root>/unfinished/<pid>-<start>-<n>.tmp<suffix>, so that what the dead left can be told."""

_serial = itertools.count()


@contextmanager
def completing(target: Path, *, root: Path) -> Iterator[Path]:
    """Give a path to write to, of the target's suffix; it becomes the target if the block ends well.

    root: a folder above the target on the same file system. After an exception nothing is left.
    Raises RuntimeError when the block ended well and wrote nothing: it would pass for finished.
    """
    corner = root / UNFINISHED
    corner.mkdir(parents=True, exist_ok=True)
    stem = f"{processes.me().replace(':', '-')}-{next(_serial)}.tmp"
    written = corner / f"{stem}{target.suffix}"
    try:
        yield written
        if not written.is_file() or written.stat().st_size == 0:
            raise RuntimeError(f"Nothing was written to {written}")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(written, target)
    except BaseException:
        # a writer may have a .tmp beside its path
        for stray in corner.glob(f"{stem}*"):
            stray.unlink(missing_ok=True)
        raise


def delete_strays(root: Path) -> int:
    """Delete what dead processes left unfinished below root; return how many files there were."""
    deleted = 0
    for stray in (root / UNFINISHED).glob("*-*-*"):
        pid, started, _ = stray.name.split("-", 2)
        if not processes.is_alive(f"{pid}:{started}"):
            stray.unlink(missing_ok=True)
            deleted += 1
    return deleted
