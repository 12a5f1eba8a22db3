"""Statements about jobs: each change of status is one UPDATE that names the status it expects to find."""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from engines.errors import EngineError
from jobs.store.database import connect, transaction
from jobs.types import Job, LogLine

MAX_ATTEMPTS = 3
"""Tries a job gets by itself when a network fails or the worker dies; after that a person decides."""

INTERRUPTED = "The studio stopped while this was running. Resume it: finished parts are kept."

_HIDDEN = ("due_at", "owner", "is_direct")
"""Columns that only the engine room reads."""


class Waiting(NamedTuple):
    """A queued job that wants its bell rung."""

    id: str
    priority: int
    due_at: float
    """Not before, in Unix seconds; 0: at once."""


class Sight(NamedTuple):
    """What a running job needs to know between two parts."""

    is_mine: bool
    """False when it was cancelled, or went to another process."""
    is_overtaken: bool
    """True when a job of higher priority waits."""


def insert(
    kind: str,
    params: dict[str, Any],
    *,
    title: str,
    project_id: str | None = None,
    priority: int = 0,
    direct_owner: str | None = None,
) -> str:
    """Write a queued row and return its id; with a direct owner no worker will touch it."""
    job_id = uuid.uuid4().hex[:12]
    row = {
        "id": job_id, "kind": kind, "title": title, "params": json.dumps(params), "status": "queued",
        "priority": priority, "project_id": project_id, "created_at": time.time(),
        "owner": direct_owner, "is_direct": int(direct_owner is not None),
    }  # fmt: skip
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    connect().execute(f"insert into job ({names}) values ({marks})", row)
    return job_id


def get(job_id: str) -> Job:
    """Return the job. Raises EngineError when there is none with this id."""
    for job in _jobs("where id = ?", job_id):
        return job
    raise EngineError(f"There is no job {job_id}. Look it up in the list of jobs.")


# ── a run ────────────────────────────────────────────────────────────────────────────────────────


def claim(job_id: str, owner: str) -> Job | None:
    """Take a queued job whose time has come and return it; None when there is nothing to take."""
    now = time.time()
    rows = connect().query(
        "update job set status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, :now), "
        "heartbeat_at = :now, owner = :owner, error = null, message = '' "
        "where id = :id and status = 'queued' and due_at <= :now returning *",
        {"id": job_id, "owner": owner, "now": now},
    )
    return next((_job(row) for row in rows), None)


def look(job_id: str, owner: str) -> Sight:
    """Return whether the job is still this process's to run, and whether a more urgent one waits."""
    row = (
        connect()
        .execute(
            "select status = 'running' and owner = :owner, exists (select 1 from job as other where "
            "other.status = 'queued' and other.priority > job.priority and other.is_direct = 0 "
            "and other.due_at <= :now) from job where id = :id",
            {"id": job_id, "owner": owner, "now": time.time()},
        )
        .fetchone()
    )
    return Sight(bool(row[0]), bool(row[1])) if row else Sight(False, False)


def beat(job_id: str, *, fraction: float, stage: str, message: str, eta_s: float | None) -> None:
    """Write the progress of a running job and that its process lives."""
    connect().execute(
        "update job set fraction = ?, stage = ?, message = ?, eta_s = ?, heartbeat_at = ? "
        "where id = ? and status = 'running'",
        (fraction, stage, message, eta_s, time.time(), job_id),
    )


def finish(job_id: str, result: dict[str, Any]) -> bool:
    """running -> done."""
    return _change(
        job_id, ("running",), "status = 'done', fraction = 1, stage = '', message = '', eta_s = null, "
        "result = ?, finished_at = ?", json.dumps(result), time.time(),
    )  # fmt: skip


def fail(job_id: str, error: str) -> bool:
    """running -> failed, with the sentence that says why."""
    return _change(
        job_id,
        ("running",),
        "status = 'failed', error = ?, eta_s = null, finished_at = ?",
        error,
        time.time(),
    )


def give_way(job_id: str, message: str) -> bool:
    """running -> queued, without counting as a try: a preview runs first, or the worker is being closed."""
    return _change(
        job_id, ("running",), "status = 'queued', attempt = attempt - 1, message = ?, eta_s = null, "
        "owner = null", message,
    )  # fmt: skip


def try_again(job_id: str, *, at: float, message: str) -> bool:
    """running -> queued, not to be claimed before `at` (Unix seconds)."""
    return _change(
        job_id, ("running",), "status = 'queued', due_at = ?, message = ?, eta_s = null, "
        "owner = case is_direct when 1 then owner end", at, message,
    )  # fmt: skip


# ── what a person asks for ───────────────────────────────────────────────────────────────────────


def cancel(job_id: str) -> bool:
    """Anything unfinished -> cancelled; the process that runs it sees it between two parts."""
    return _change(
        job_id, ("queued", "running", "interrupted"),
        "status = 'cancelled', error = null, eta_s = null, finished_at = ?", time.time(),
    )  # fmt: skip


def resume(job_id: str) -> bool:
    """failed, cancelled or interrupted -> queued, with all its tries before it, for the worker to run."""
    return _change(
        job_id, ("failed", "cancelled", "interrupted"),
        "status = 'queued', attempt = 0, due_at = 0, error = null, message = '', finished_at = null, "
        "owner = null, is_direct = 0",
    )  # fmt: skip


def owner(job_id: str) -> str | None:
    """Return the process ("pid:start") that runs the job, or ran it last."""
    row = connect().execute("select owner from job where id = ?", (job_id,)).fetchone()
    return row[0] if row else None


# ── after a crash ────────────────────────────────────────────────────────────────────────────────


def sweep(is_alive: Callable[[str], bool]) -> list[str]:
    """Put the jobs of dead processes back in the queue, or call them interrupted; return their ids.

    Interrupted: a job that has used up its tries, and one that a command line ran, whose person is gone.
    """
    with transaction() as db:
        rows = db.query(
            "select id, owner, attempt, is_direct from job "
            "where status = 'running' or (status = 'queued' and is_direct)"
        )
        dead = [row for row in rows if not (row["owner"] and is_alive(row["owner"]))]
        for row in dead:
            if row["is_direct"] or row["attempt"] >= MAX_ATTEMPTS:
                change = "status = 'interrupted', error = :error, eta_s = null, finished_at = :now"
            else:
                change = "status = 'queued', due_at = 0, eta_s = null, owner = null"
            db.execute(
                f"update job set {change} where id = :id", {**row, "error": INTERRUPTED, "now": time.time()}
            )
    return [row["id"] for row in dead]


def waiting() -> list[Waiting]:
    """Return every queued job that a worker may run, in the order in which it should."""
    rows = connect().execute(
        "select id, priority, due_at from job where status = 'queued' and is_direct = 0 "
        "order by priority desc, created_at"
    )
    return [Waiting(*row) for row in rows]


# ── lists ────────────────────────────────────────────────────────────────────────────────────────


def active() -> list[Job]:
    """Return what runs, then what waits, in the order in which it will run."""
    return list(
        _jobs("where status in ('queued', 'running') order by status = 'queued', priority desc, created_at")
    )


def recent(
    *, limit: int = 50, offset: int = 0, status: str | None = None, project_id: str | None = None
) -> list[Job]:
    """Return jobs, the newest first; of one status or one project when asked."""
    wanted = {"status": status, "project_id": project_id}
    wanted = {column: value for column, value in wanted.items() if value is not None}
    where = " and ".join(f"{column} = ?" for column in wanted) or "true"
    clause = f"where {where} order by created_at desc, rowid desc limit ? offset ?"
    return list(_jobs(clause, *wanted.values(), limit, offset))


def counts() -> dict[str, int]:
    """Return how many jobs there are of each status that occurs."""
    return dict(connect().execute("select status, count(*) from job group by status").fetchall())


def newest(kind: str) -> Job | None:
    """Return the job of this kind that was submitted last, if any."""
    return next(_jobs("where kind = ? order by created_at desc limit 1", kind), None)


def oldest_at() -> float | None:
    """Return when the first job was submitted, in Unix seconds, if any was."""
    return connect().execute("select min(created_at) from job").fetchone()[0]


# ── log ──────────────────────────────────────────────────────────────────────────────────────────


def add_log(job_id: str, text: str) -> None:
    """Append a line to the job's log."""
    connect().execute("insert into job_log (job_id, at, text) values (?, ?, ?)", (job_id, time.time(), text))


def log(job_id: str) -> list[LogLine]:
    """Return the job's log, oldest line first."""
    rows = connect().query("select at, text from job_log where job_id = ? order by rowid", [job_id])
    return [LogLine(**row) for row in rows]


def _change(job_id: str, before: tuple[str, ...], change: str, *values: object) -> bool:
    marks = ", ".join("?" for _ in before)
    cursor = connect().execute(
        f"update job set {change} where id = ? and status in ({marks})", (*values, job_id, *before)
    )
    return cursor.rowcount == 1


def _jobs(clause: str, *values: object) -> Iterator[Job]:
    return (_job(row) for row in connect().query(f"select * from job {clause}", list(values)))


def _job(row: dict[str, Any]) -> Job:
    shown = {name: value for name, value in row.items() if name not in _HIDDEN}
    return Job(**shown | {"params": json.loads(row["params"]), "result": json.loads(row["result"])})
