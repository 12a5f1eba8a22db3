"""The tray at the foot of every tab: what runs, what just finished, what failed.

It owns the Timer that watches jobs, and survives a reload and a restart: all it knows is in the database.
"""

import time
from collections.abc import Sequence

import gradio as gr

from engines.errors import EngineError
from jobs import queue
from jobs.store import artifacts as artifact_store
from jobs.store import jobs as store
from jobs.types import Artifact, Job
from studio import format, jobs_view, markup
from studio.board import asked, board
from studio.edge import PRIVATE, QUIET, guarded
from studio.markup import Markup, tag

TICK_S = 1.0
LISTED = 8
"""Jobs in the opened tray; the System tab has all of them."""
LOOKED_AT = 40
"""Newest rows that are looked through for them."""
FLASH_S = 300.0
"""How long a finished job stays on the bar, in seconds."""
LOG_LINES = 200
"""Of a job's log, the last ones are shown."""
SHORT_KINDS = ("preview", "take", "sound")
"""Kinds that answer where they were asked; they are in the tray only while they run or when they failed."""

ACTIONS = {"cancel": queue.cancel, "resume": queue.resume, "stop": queue.hard_stop}


def build(page: gr.Blocks) -> gr.HTML:
    """Lay out the tray and keep it up to date. Call it once, last, inside the page."""
    tray = board(css="vs-tray", elem_id="tray")
    log_id = gr.State("")
    seen = gr.State("")
    shown = ([log_id, seen], [tray, seen])
    gr.Timer(TICK_S).tick(refresh, *shown, **QUIET)
    page.load(redraw, [log_id], [tray, seen], **QUIET)
    tray.act(press, [log_id], [log_id, tray, seen], **PRIVATE, show_progress="hidden", concurrency_limit=None)
    return tray


def refresh(log_id: str, seen: str) -> object:
    """Return the tray and its fingerprint, or nothing when it would look the same."""
    jobs = listed()
    fingerprint = _fingerprint(jobs, log_id)
    return gr.skip() if fingerprint == seen else (str(draw(jobs, log_id)), fingerprint)


def redraw(log_id: str) -> tuple[str, str]:
    """Return the tray and its fingerprint."""
    jobs = listed()
    return str(draw(jobs, log_id)), _fingerprint(jobs, log_id)


@guarded
def press(log_id: str, event: gr.EventData) -> tuple[str, str, str]:
    """Do what a button of the tray says and return the open log, the tray and its fingerprint."""
    log_id = act(*asked(event), log_id=log_id)
    return log_id, *redraw(log_id)


def act(action: str, job_id: str, *, log_id: str) -> str:
    """Cancel, stop, resume, or open or close a log; return the id of the job whose log is open, "" for none.

    Raises EngineError when there is no such job or action.
    """
    store.get(job_id)
    if action == "log":
        return "" if log_id == job_id else job_id
    if action not in ACTIONS:
        raise EngineError(f"A job cannot be asked to {action}. Reload the page.")
    ACTIONS[action](job_id)
    return log_id


def listed() -> list[Job]:
    """Return the jobs of the tray: what runs, what waits, then what ended, the newest first."""
    active = [job for job in store.active() if job.kind not in SHORT_KINDS or job.status == "running"]
    ended = [job for job in store.recent(limit=LOOKED_AT) if not job.is_active and _is_worth_a_line(job)]
    return [*active, *ended][: max(LISTED, len(active))]


def draw(jobs: Sequence[Job], log_id: str) -> Markup:
    """Return the bar and, above it, the panel that it opens."""
    items = [
        jobs_view.job_item(job, results=results(job), log=log_lines(job.id) if job.id == log_id else None)
        for job in jobs
    ]
    content = tag("ul", *items, class_="vs-list") if items else markup.empty("No jobs yet.", EMPTY_HINT)
    panel = tag("div", tag("div", content), class_="vs-tray-panel", id="tray-panel")
    return markup.join((panel, tag("div", *_bar(jobs), class_="vs-tray-bar")))


def log_lines(job_id: str) -> list:
    """Return the last lines of a job's log."""
    return store.log(job_id)[-LOG_LINES:]


EMPTY_HINT = "What takes long runs here, and goes on when you close the page."


def _bar(jobs: Sequence[Job]) -> list[Markup | None]:
    active = [job for job in jobs if job.is_active]
    fresh = next((job for job in jobs if _is_fresh(job)), None)
    if active:
        main = _active_line(active[0])
    elif fresh:
        main = _outcome_line(fresh)
    else:
        main = [tag("span", "Nothing is running", class_="vs-muted vs-grow")]
    others = len(active) - 1
    label = tag("span", f"{others} more" if others > 0 else "Jobs")
    chevron = tag("span", class_="vs-chevron", aria_hidden="true")
    opener = {"data_open": "", "aria_controls": "tray-panel", "aria_label": "Show or hide the jobs"}
    toggle = tag("button", label, chevron, type="button", class_="vs-button vs-bare", **opener)
    return [tag("div", *main, class_="vs-tray-main", aria_live="polite"), toggle]


def _active_line(job: Job) -> list[Markup]:
    return [
        tag("span", job.title, class_="vs-title vs-clip"),
        tag("span", jobs_view.progress_line(job), class_="vs-muted vs-small vs-number vs-clip vs-grow"),
        markup.bar(job.fraction, job.title),
        tag("span", f"{job.fraction:.0%}", class_="vs-number vs-small"),
        markup.button("Cancel", "cancel", id=job.id, data_confirm="Cancel it?"),
    ]


def _outcome_line(job: Job) -> list[Markup | None]:
    label, tone = jobs_view.STATUS[job.status]
    made = results(job)
    note = (
        tag("span", job.error, class_="vs-muted vs-small vs-clip vs-grow")
        if job.error
        else tag("span", class_="vs-grow")
    )
    shown = jobs_view.result(made[0]) if made else None
    again = markup.button("Resume", "resume", id=job.id) if job.is_resumable else None
    return [markup.badge(label, tone), tag("span", job.title, class_="vs-title vs-clip"), note, shown, again]


def _is_worth_a_line(job: Job) -> bool:
    return job.kind not in SHORT_KINDS or job.status == "failed"


def _is_fresh(job: Job) -> bool:
    ended = job.status in ("done", "failed", "interrupted")
    return ended and job.finished_at is not None and time.time() - job.finished_at < FLASH_S


def results(job: Job) -> list[Artifact]:
    """Return the files that a finished job made, the first one first: the book itself before its captions."""
    return artifact_store.recent(job_id=job.id, limit=-1)[::-1] if job.status == "done" else []


def _fingerprint(jobs: Sequence[Job], log_id: str) -> str:
    """Return a text that changes exactly when the tray would look different."""
    lines = len(store.log(log_id)) if log_id else 0
    rows = (
        (
            job.id, job.status, round(job.fraction, 3), job.stage, job.message, jobs_view.time_left(job),
            _is_fresh(job), format.ago(job.finished_at or job.created_at),
        )
        for job in jobs
    )  # fmt: skip
    return repr((log_id, lines, *rows))
