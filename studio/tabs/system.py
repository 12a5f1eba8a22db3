"""System: the machine and its health, the engines, what fills the disk, and what jobs did."""

from dataclasses import dataclass

import gradio as gr

from engines.errors import EngineError
from engines.health import checks
from engines.registry import all_engines
from engines.settings import home
from jobs import folders, queue
from jobs.kinds import upkeep
from jobs.store import jobs as store
from studio import jobs_panel, jobs_view, machine, markup, system_view
from studio.board import asked, board
from studio.edge import PRIVATE, QUIET, guarded
from studio.markup import tag

LIVE_S = 2.0
"""How often the machine is looked at while the tab is open."""
POINTS = 60
"""Looks that the little curves keep."""
PAGE = 10
"""Jobs on a page."""
EVERY = ""
STATUSES = [
    ("All", EVERY), ("Running", "running"), ("Waiting", "queued"), ("Done", "done"), ("Failed", "failed"),
    ("Cancelled", "cancelled"), ("Interrupted", "interrupted"),
]  # fmt: skip
PARTS_KEPT_DAYS = 1 / 24
"""Clearing leaves the parts of the last hour: a running book may hold them."""
FOLDERS = (
    ("Artifacts", "What was made and dropped; the Library lists it.", folders.artifacts),
    ("Parts", "Rendered lines and scenes.", folders.parts),
    ("State", "The database, logs and the queue.", folders.state),
)


@dataclass(frozen=True)
class SystemTab:
    """What others may wire to."""

    timer: gr.Timer
    """Looks at the machine; to be active only while the tab is open."""


def build(tab: gr.Tab) -> SystemTab:
    """Lay out the tab; it is read anew whenever it is opened."""
    timer = gr.Timer(LIVE_S, active=False)
    curves, page, log_id = gr.State([]), gr.State(0), gr.State("")
    live, health, engines, storage = board(), board(), board(elem_id="engines"), board(elem_id="storage")
    board(markup.section("Jobs", "What ran, and what it said. Resuming makes no finished part twice."))
    status = gr.Radio(
        STATUSES, value=EVERY, label="Status", show_label=False, container=False, elem_id="job-status"
    )
    history = board(elem_id="history")

    tab.select(wake, curves, [live, curves, timer], **QUIET)
    tab.select(show_house, None, [health, engines, storage], **QUIET)
    tab.select(show_jobs, [status, page, log_id], history, **QUIET)
    timer.tick(look, curves, [live, curves], **QUIET)
    status.change(filter_jobs, status, [history, page, log_id], **QUIET)
    history.act(press, [status, page, log_id], [history, page, log_id], **PRIVATE, show_progress="hidden")
    storage.act(clear, None, storage, **PRIVATE, show_progress="hidden")
    return SystemTab(timer)


def look(curves: list[tuple[float, float]]) -> tuple[str, list[tuple[float, float]]]:
    """Return the machine as it is now, and the curves one point longer."""
    now = machine.look()
    curves = [*curves, (now.cpu_load, now.memory_used_bytes / now.memory_total_bytes)][-POINTS:]
    return str(system_view.machine(now, curves, points=POINTS)), curves


def wake(curves: list[tuple[float, float]]) -> tuple[str, list[tuple[float, float]], gr.Timer]:
    """Look at the machine, and go on looking while the tab is open."""
    return *look(curves), gr.Timer(active=True)


def rest() -> gr.Timer:
    """Stop looking: another tab is open."""
    return gr.Timer(active=False)


@guarded
def show_house() -> tuple[str, str, str]:
    """Return health, engines and storage."""
    found = all_engines()
    return (
        str(system_view.health(checks(), engine_ids=found)),
        str(system_view.engines((engine, engine.ready()) for engine in found.values())),
        show_storage(),
    )


def show_storage() -> str:
    """Return what fills the home."""
    usages = []
    for name, hint, folder in FOLDERS:
        size_bytes, files = machine.folder_bytes(folder())
        usages.append(system_view.Usage(name=name, hint=hint, files=files, size_bytes=size_bytes))
    return str(system_view.storage(usages, home=str(home())))


def show_jobs(status: str, page: int, log_id: str) -> str:
    """Return a page of the jobs of one status, the newest first."""
    found = store.recent(limit=PAGE + 1, offset=page * PAGE, status=status or None)
    if not found:
        return str(markup.empty("No such jobs.", "What takes long is listed here, with its log."))
    items = [
        jobs_view.job_item(
            job,
            results=jobs_panel.results(job),
            log=jobs_panel.log_lines(job.id) if job.id == log_id else None,
        )
        for job in found[:PAGE]
    ]
    return str(
        markup.join((tag("ul", *items, class_="vs-list"), markup.pager(page, has_more=len(found) > PAGE)))
    )


def filter_jobs(status: str) -> tuple[str, int, str]:
    """Return the first page of a status, its number, and no open log."""
    return show_jobs(status, 0, ""), 0, ""


@guarded
def press(status: str, page: int, log_id: str, event: gr.EventData) -> tuple[str, int, str]:
    """Turn the page, or do with a job what its button says; return the list, the page and the open log."""
    action, subject = asked(event)
    if action in markup.TURNS:
        page, log_id = max(0, page + markup.TURNS[action]), ""
    else:
        log_id = jobs_panel.act(action, subject, log_id=log_id)
    return show_jobs(status, page, log_id), page, log_id


@guarded
def clear(event: gr.EventData) -> str:
    """Queue the deletion of old parts, and return the storage as it is after it."""
    if asked(event)[0] != "clear":
        raise EngineError("This button is no longer there. Reload the page.")
    params = upkeep.Params(parts_limit_bytes=0, parts_kept_days=PARTS_KEPT_DAYS)
    queue.submit("upkeep", params, title="Clear parts")
    gr.Info("Parts are being cleared; the bar below shows it.")
    return show_storage()
