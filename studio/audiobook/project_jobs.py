"""What is being made of a project, and what was made last. All of it is read from the database."""

import time

from jobs import projects
from jobs.store import jobs as store
from jobs.types import Job

LOOKED_AT = 60
"""Newest jobs of a project that are looked through."""
AFTERGLOW_S = 4.0
"""The page looks a little longer than a job runs, so that it sees the result."""


def has_script(project_id: object) -> bool:
    """Whether the project has scenes."""
    return isinstance(project_id, str) and bool(project_id) and bool(projects.scenes(project_id))


def is_busy(project_id: str) -> bool:
    """Whether a job of the project waits or runs, or ended a moment ago."""
    if not project_id:
        return False
    recent = store.recent(project_id=project_id, limit=LOOKED_AT)
    return any(job.is_active or (job.finished_at or 0) > time.time() - AFTERGLOW_S for job in recent)


def newest(project_id: str, kind: str, *, status: str | None = None, **params: object) -> Job | None:
    """Return the project's newest job of a kind whose params hold these values (as JSON); None when there
    is none.
    """
    for job in store.recent(project_id=project_id, status=status, limit=LOOKED_AT):
        if job.kind == kind and all(job.params.get(name) == value for name, value in params.items()):
            return job
    return None
