"""Nightly: delete what nobody will ask for again. Never a finished job's file, never an upload."""

import logging
import shutil
import time
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from engines.types import Noun
from jobs import artifacts, files, folders
from jobs.context import Context
from jobs.store import artifacts as store

log = logging.getLogger(__name__)

DEVICE: Literal["cpu"] = "cpu"
DAY_S = 86400.0


class Params(Noun):
    partial_days: float = Field(default=7.0, ge=0)
    """Artifacts of jobs that never finished are deleted when they are older than this, in days."""
    parts_limit_bytes: int = Field(default=20 * 10**9, ge=0)
    """Parts beyond this size in all are deleted, those unused for longest first."""
    parts_kept_days: float = Field(default=1.0, ge=0)
    """A part used within this many days is kept even beyond the limit: a run may hold its path."""


def run(ctx: Context, params: Params) -> dict[str, Any]:
    """Return how many of each were deleted, and the bytes freed by parts."""
    now = time.time()
    ctx.report(0.0, "Looking for leftovers", stage="Upkeep")
    deleted = {
        "artifacts": delete_partial_artifacts(before=now - params.partial_days * DAY_S),
        "orphans": delete_orphans(before=now - params.partial_days * DAY_S),
        "strays": files.delete_strays(folders.parts()) + files.delete_strays(folders.artifacts()),
    }
    ctx.report(0.5, "Looking at parts")
    ctx.check()
    freed = delete_old_parts(
        limit_bytes=params.parts_limit_bytes, before=now - params.parts_kept_days * DAY_S
    )
    ctx.log(
        ", ".join(f"{count} {what}" for what, count in {**deleted, "parts": freed[0]}.items()) + " deleted"
    )
    return {**deleted, "parts": freed[0], "freed_bytes": freed[1]}


def delete_partial_artifacts(*, before: float) -> int:
    """Delete artifacts made before a time (Unix seconds) by jobs that ended unfinished; return how many."""
    partial = store.unfinished(before=before)
    for artifact in partial:
        artifacts.remove(artifact.id)
    return len(partial)


def delete_orphans(*, before: float) -> int:
    """Delete folders of artifacts that no row knows (a crash between file and row); return how many."""
    known = store.ids() | {files.UNFINISHED}
    orphans = [
        folder
        for folder in _children(folders.artifacts())
        if folder.is_dir() and folder.name not in known and folder.stat().st_mtime < before
    ]
    for folder in orphans:
        shutil.rmtree(folder, ignore_errors=True)
    return len(orphans)


def delete_old_parts(*, limit_bytes: int, before: float) -> tuple[int, int]:
    """Delete parts unused since a time (Unix seconds), oldest first, until all fit; return count, bytes."""
    rooms = [room for room in _children(folders.parts()) if room.is_dir() and room.name != files.UNFINISHED]
    found = [(*_used(part), part) for room in rooms for part in room.iterdir()]
    excess = sum(size for _, size, _ in found) - limit_bytes
    count = freed = 0
    for used_at, size, part in sorted(found):
        if freed >= excess or used_at >= before:
            break
        part.unlink(missing_ok=True)
        count, freed = count + 1, freed + size
    return count, freed


def _used(part: Path) -> tuple[float, int]:
    status = part.stat()
    return status.st_mtime, status.st_size


def _children(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
