"""The way into the queue. A job is a row; Huey is the bell that tells the worker to look at it."""

import hashlib
import logging
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from huey import Huey, crontab
from huey.api import TaskWrapper
from huey.storage import BaseStorage, PostgresStorage, PriorityRedisStorage, SqliteStorage
from pydantic import BaseModel

from engines import settings
from engines.errors import EngineError
from jobs import folders, kinds, processes, runner
from jobs.context import Context
from jobs.kinds import upkeep
from jobs.store import jobs as store

log = logging.getLogger(__name__)

PREVIEW_PRIORITY = 10
"""For what a person waits for: it overtakes a running book at the next part border."""
UPKEEP_PRIORITY = -10
UPKEEP_EVERY_S = 20 * 3600
"""Nightly while the studio runs; at the next start where it sleeps at night."""


# ── what a person asks for ───────────────────────────────────────────────────────────────────────


def submit(
    kind: str, params: BaseModel, *, title: str, project_id: str | None = None, priority: int = 0
) -> str:
    """Queue a job and return its id; it starts within half a second when nothing of its priority runs.

    Raises EngineError for an unknown kind, TypeError for another kind's params.
    """
    wanted = kinds.find(kind).Params
    if not isinstance(params, wanted):
        raise TypeError(f"{kind} takes {wanted.__name__} of {wanted.__module__}, not {type(params).__name__}")
    job_id = store.insert(
        kind, params.model_dump(mode="json"), title=title, project_id=project_id, priority=priority
    )
    ring(store.Waiting(job_id, priority, due_at=0))
    return job_id


def cancel(job_id: str) -> bool:
    """Cancel a job that is not finished; return whether there was one. Finished parts are kept.

    Its row says so at once. The work itself ends at the next part border; when none comes within
    runner.STUCK_AFTER_S seconds, the worker process is replaced. Raises EngineError for an unknown job.
    """
    store.get(job_id)
    return store.cancel(job_id)


def resume(job_id: str) -> None:
    """Queue a job again that failed, was cancelled or interrupted; its finished parts are taken as they are.

    Raises EngineError when it is under way or done.
    """
    job = store.get(job_id)
    if not store.resume(job_id):
        raise EngineError(f"“{job.title}” cannot be resumed: it is {store.get(job_id).status}.")
    ring(store.Waiting(job_id, job.priority, due_at=0))


def hard_stop(job_id: str) -> bool:
    """Cancel a job and, when the worker is at it, kill the worker with all it started; return whether it was.

    For work that is inside one long native call. The supervisor starts another worker.
    """
    owner = store.owner(job_id)
    was_running = store.get(job_id).status == "running"
    store.cancel(job_id)
    if was_running and owner and owner == worker():
        log.warning("job %s is stopped hard: worker %s is killed", job_id, owner)
        return processes.kill(owner)
    return False


def worker() -> str | None:
    """Return the process ("pid:start") of the worker of this home, None when there is none."""
    file = folders.state() / "worker"
    name = file.read_text() if file.exists() else ""
    return name if name and processes.is_alive(name) else None


# ── the bell ─────────────────────────────────────────────────────────────────────────────────────


class Bell(NamedTuple):
    """The Huey instance of a home and its one task, whose only argument is a job's id."""

    huey: Huey
    run_job: TaskWrapper


def bell() -> Bell:
    """Return the bell of the present home. Raises EngineError when STUDIO_QUEUE is not understood."""
    return _bell(folders.state() / "queue.db", settings.queue_url())


def ring(job: store.Waiting) -> None:
    """Tell the worker to look at a job when its time comes. Ringing twice does no harm."""
    delay_s = max(0.0, job.due_at - time.time())
    bell().run_job.schedule((job.id,), delay=delay_s, priority=job.priority)


def ring_all() -> None:
    """Drop the bells that are left and ring once for every queued row: rows are the truth."""
    bell().huey.storage.flush_queue()
    bell().huey.storage.flush_schedule()
    for job in store.waiting():
        ring(job)


def submit_upkeep() -> None:
    """Queue the upkeep unless it ran within UPKEEP_EVERY_S, or nothing is old enough to be looked at."""
    newest = store.newest("upkeep")
    since = newest.created_at if newest else store.oldest_at()
    if since is not None and time.time() - since >= UPKEEP_EVERY_S:
        submit("upkeep", upkeep.Params(), title="Upkeep", priority=UPKEEP_PRIORITY)


@cache
def _bell(file: Path, url: str) -> Bell:
    # an own name for each home: a broker may serve several, and would hand one's ids to the other
    name = "studio-" + hashlib.sha256(str(file).encode()).hexdigest()[:8]
    storage, where = _storage(file, url)
    # local time: the night is the person's
    huey = Huey(name, storage_class=storage, results=False, utc=False, **where)
    huey.periodic_task(crontab(minute="17", hour="3"), name="nightly_upkeep")(submit_upkeep)
    return Bell(huey, huey.task(name="run_job")(_run_job))


def _storage(file: Path, url: str) -> tuple[type[BaseStorage], dict[str, str]]:
    if not url:
        return SqliteStorage, {"filename": str(file)}
    if url.startswith(("redis://", "rediss://")):
        return PriorityRedisStorage, {"url": url}
    if url.startswith(("postgres://", "postgresql://")):
        return PostgresStorage, {"dsn": url}
    raise EngineError(f"STUDIO_QUEUE is {url}. Set it to redis://… or postgresql://…, or leave it away.")


def _run_job(job_id: str) -> None:
    """In the worker: run the job if it is still to be run, and ring again if it went back into the queue."""
    job = store.claim(job_id, processes.me())
    if job is None:
        return
    runner.attempt(job, Context(job, stopping=runner.stopping), on_stuck=_give_up_worker)
    for waiting in store.waiting():
        if waiting.id == job_id:
            ring(waiting)


def _give_up_worker() -> None:
    log.warning("a cancelled job does not stop: this worker is killed, the supervisor starts another")
    processes.kill(processes.me())
