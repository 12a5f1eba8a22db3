"""Files that are kept: copied in, known by a row, deleted by id. Only this file touches their folder."""

import hashlib
import re
import shutil
import time
import uuid
from pathlib import Path
from typing import Any

from engines import settings
from engines.errors import EngineError
from jobs import files, folders
from jobs.store import artifacts as store
from jobs.types import Artifact

MAX_NAME_BYTES = 200
"""Length of a file name in UTF-8; file systems take 255."""


def keep(
    source: Path | bytes,
    *,
    kind: str,
    name: str,
    project_id: str | None = None,
    job_id: str | None = None,
    details: dict[str, Any] | None = None,
) -> Artifact:
    """Copy a file or bytes into the artifacts and return what it is now known as.

    name: what it is called when downloaded; characters that a file system refuses are replaced.
    Raises EngineError when there is nothing to copy.
    """
    artifact_id = uuid.uuid4().hex[:12]
    target = folders.artifacts() / artifact_id / safe_name(name)
    if not (len(source) if isinstance(source, bytes) else source.is_file() and source.stat().st_size):
        raise EngineError(f"{name} is empty. Choose a file with something in it.")
    with files.completing(target, root=folders.artifacts()) as unfinished:
        if isinstance(source, bytes):
            unfinished.write_bytes(source)
        else:
            shutil.copyfile(source, unfinished)
        with unfinished.open("rb") as written:
            sha256 = hashlib.file_digest(written, "sha256").hexdigest()
        size_bytes = unfinished.stat().st_size
    artifact = Artifact(
        id=artifact_id,
        kind=kind,
        name=target.name,
        sha256=sha256,
        path=target.relative_to(settings.home()).as_posix(),
        size_bytes=size_bytes,
        project_id=project_id,
        job_id=job_id,
        details=details or {},
        created_at=time.time(),
    )
    store.insert(artifact)
    return artifact


def get(artifact_id: str) -> Artifact:
    """Return the artifact. Raises EngineError when it is not known."""
    return store.get(artifact_id)


def path(artifact_id: str) -> Path:
    """Return the artifact's file. Raises EngineError when it is not known or its file is gone."""
    artifact = store.get(artifact_id)
    file = settings.home() / artifact.path
    if not file.is_file():
        raise EngineError(f"The file of {artifact.name} is gone from {file.parent}. Make it again.")
    return file


def of_project(project_id: str) -> list[Artifact]:
    """Return the artifacts of a project, the newest first."""
    return store.recent(project_id=project_id, limit=-1)


def remove(artifact_id: str) -> None:
    """Delete an artifact, row and file; nothing happens when it is not known."""
    artifact = store.find(artifact_id)
    if artifact:
        store.remove(artifact_id)
        shutil.rmtree((settings.home() / artifact.path).parent, ignore_errors=True)


def safe_name(name: str) -> str:
    """Return the name as every file system takes it: no path, no reserved characters, the suffix kept."""
    base = (
        re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', "_", Path(name.replace("\\", "/")).name).strip(". ") or "file"
    )
    suffix = Path(base).suffix[:16]
    stem = base.removesuffix(suffix).encode()[: MAX_NAME_BYTES - len(suffix.encode())].decode(errors="ignore")
    return stem.rstrip(". ") + suffix
