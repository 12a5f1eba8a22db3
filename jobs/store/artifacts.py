"""Statements about artifacts. The files themselves are jobs/artifacts.py's."""

import json
from typing import Any

from engines.errors import EngineError
from jobs.store.database import connect
from jobs.types import Artifact


def insert(artifact: Artifact) -> None:
    """Write the row of a file that is in its place."""
    row = artifact.model_dump() | {"details": json.dumps(artifact.details)}
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    connect().execute(f"insert into artifact ({names}) values ({marks})", row)


def get(artifact_id: str) -> Artifact:
    """Return the artifact. Raises EngineError when there is none with this id."""
    artifact = find(artifact_id)
    if artifact is None:
        raise EngineError(f"There is no file {artifact_id}. It was deleted: make it again.")
    return artifact


def find(artifact_id: str) -> Artifact | None:
    """Return the artifact, if it is known."""
    return next(iter(_artifacts("where id = ?", artifact_id)), None)


def remove(artifact_id: str) -> None:
    """Forget an artifact; nothing happens when it is not known."""
    connect().execute("delete from artifact where id = ?", (artifact_id,))


def recent(
    *, limit: int = 100, offset: int = 0, kind: str | None = None, project_id: str | None = None,
    job_id: str | None = None, text: str = "",
) -> list[Artifact]:  # fmt: skip
    """Return artifacts, newest first; of one kind, project or job, or with text in the name, when asked."""
    wanted = {"kind = ?": kind, "project_id = ?": project_id, "job_id = ?": job_id}
    wanted = {clause: value for clause, value in wanted.items() if value is not None}
    if text:
        wanted["instr(lower(name), lower(?)) > 0"] = text
    where = " and ".join(wanted) or "true"
    clause = f"where {where} order by created_at desc, rowid desc limit ? offset ?"
    return _artifacts(clause, *wanted.values(), limit, offset)


def unfinished(*, before: float) -> list[Artifact]:
    """Return artifacts made before a time (Unix seconds) by jobs that ended unfinished or are forgotten."""
    return _artifacts(
        "where created_at < ? and job_id is not null and not exists (select 1 from job where job.id = job_id "
        "and job.status in ('done', 'queued', 'running'))",
        before,
    )


def ids() -> set[str]:
    """Return the id of every artifact."""
    return {row[0] for row in connect().execute("select id from artifact")}


def _artifacts(clause: str, *values: object) -> list[Artifact]:
    rows: list[dict[str, Any]] = list(connect().query(f"select * from artifact {clause}", list(values)))
    return [Artifact(**row | {"details": json.loads(row["details"])}) for row in rows]
