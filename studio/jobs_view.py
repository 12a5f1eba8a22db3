"""Jobs as HTML: one line each, for the tray and the System tab. Reads nothing, changes nothing."""

import time
from collections.abc import Sequence

from jobs.types import Artifact, Job, LogLine
from studio import files, format, markup
from studio.markup import Markup, tag

STATUS = {
    "queued": ("waiting", "plain"),
    "running": ("running", "good"),
    "done": ("done", "good"),
    "failed": ("failed", "bad"),
    "cancelled": ("cancelled", "plain"),
    "interrupted": ("interrupted", "warn"),
}
"""Status -> what the person reads, and its tone."""
ETA_STEP_S = 5
"""Time left is shown in such steps, so that it counts calmly."""


def time_left(job: Job, *, now: float | None = None) -> float | None:
    """Return the seconds left of a running job in steps of ETA_STEP_S; None: not known yet."""
    if job.status != "running" or job.eta_s is None or job.heartbeat_at is None:
        return None
    left = job.eta_s - ((time.time() if now is None else now) - job.heartbeat_at)
    return max(ETA_STEP_S, round(left / ETA_STEP_S) * ETA_STEP_S)


def progress_line(job: Job) -> str:
    """Return stage, message and time left as one line: "Speech · turn 7 of 120 · about 3 min left"."""
    if job.status == "queued":
        return job.message or "Waiting for its turn"
    left = time_left(job)
    pieces = (job.stage, job.message, f"about {format.duration(left)} left" if left else "")
    return " · ".join(piece for piece in pieces if piece) or "Starting"


def job_item(job: Job, *, results: Sequence[Artifact] = (), log: Sequence[LogLine] | None = None) -> Markup:
    """Return one job as a list item: title, status, progress or outcome, buttons, and its log when given."""
    label, tone = STATUS[job.status]
    head = tag(
        "div",
        tag("span", job.title, class_="vs-title vs-grow"),
        markup.badge(label, tone),
        tag("span", *buttons(job, log_is_open=log is not None), class_="vs-actions"),
        class_="vs-line",
    )
    return tag("li", head, *_progress(job), _failure(job), result_line(results), _log(log), class_="vs-job")


def buttons(job: Job, *, log_is_open: bool = False) -> list[Markup]:
    """Return what can be done with a job in its present state."""
    shown = [markup.button("Hide log" if log_is_open else "Log", "log", id=job.id, kind="bare")]
    if job.status == "running":
        stop = {
            "data_confirm": "Stop at once?",
            "title": "Ends the worker in the middle of its step; use it when Cancel hangs",
        }
        shown.append(markup.button("Stop now", "stop", id=job.id, kind="bare", **stop))
    if job.is_active:
        shown.append(markup.button("Cancel", "cancel", id=job.id, data_confirm="Cancel it?"))
    if job.is_resumable:
        shown.append(markup.button("Resume", "resume", id=job.id))
    return shown


def result_line(results: Sequence[Artifact], *, most: int = 6) -> Markup | None:
    """Return the files of a job with play and download, the first `most` of them."""
    if not results:
        return None
    shown = [result(artifact) for artifact in results[:most]]
    more = format.count(len(results) - most, "more file") + " in the Library" if len(results) > most else None
    return tag("div", *shown, more and tag("span", more, class_="vs-muted vs-small"), class_="vs-results")


def result(artifact: Artifact) -> Markup:
    """Return one file: [▶] when it is sound, and a download link with its size."""
    play = (
        markup.play_button(files.url(artifact.id), artifact.name) if files.can_play(artifact.name) else None
    )
    label = (artifact.name, tag("span", format.size(artifact.size_bytes), class_="vs-muted"))
    address = files.url(artifact.id, download=True)
    link = tag("a", *label, class_="vs-button", href=address, download=artifact.name, title="Download")
    return tag("span", play, link, class_="vs-result")


def _progress(job: Job) -> tuple[Markup, ...]:
    if job.is_active:
        line = tag("div", progress_line(job), class_="vs-meta vs-number")
        return (markup.bar(job.fraction, job.title), line) if job.status == "running" else (line,)
    took = ""
    if job.started_at and job.finished_at:
        took = f" · took {format.duration(job.finished_at - job.started_at)}"
    reached = "" if job.status == "done" else f" · {job.fraction:.0%} done"
    moment = format.ago(job.finished_at or job.created_at)
    return (tag("div", f"{moment}{took}{reached}", class_="vs-meta vs-number"),)


def _failure(job: Job) -> Markup | None:
    return tag("p", job.error, class_="vs-error") if job.error and not job.is_active else None


def _log(lines: Sequence[LogLine] | None) -> Markup | None:
    if lines is None:
        return None
    text = "\n".join(f"{time.strftime('%H:%M:%S', time.localtime(line.at))}  {line.text}" for line in lines)
    lines_shown = tag("pre", text or "Nothing has been logged yet.")
    return tag("div", lines_shown, class_="vs-log", tabindex=0, role="log", aria_label="Log")
