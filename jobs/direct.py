"""A job run in this process, for the command line: the same row, the same parts, no worker."""

import time
from collections.abc import Callable

from engines.types import Noun
from jobs import log, processes, runner
from jobs.context import Context
from jobs.store import jobs as store
from jobs.types import Job

WAIT_S = 0.2
"""How often it is looked whether the next try's time has come."""


def run(
    kind: str,
    params: Noun,
    *,
    title: str,
    project_id: str | None = None,
    on_report: Callable[[Job], None] | None = None,
) -> Job:
    """Run a job to its end and return it: done, failed with a sentence in `error`, or cancelled elsewhere.

    on_report: called with the job as it goes, about twice a second, from whichever thread reports.
    Raises KeyboardInterrupt after Ctrl-C, with the row cancelled and the finished parts kept.
    """
    log.start()
    me = processes.me()
    job_id = store.insert(
        kind, params.model_dump(mode="json"), title=title, project_id=project_id, direct_owner=me
    )
    try:
        while store.get(job_id).status == "queued":
            job = store.claim(job_id, me)
            if job is None:
                time.sleep(WAIT_S)
                continue
            runner.attempt(job, Context(job, on_report=on_report))
    except KeyboardInterrupt:
        store.cancel(job_id)
        raise
    return store.get(job_id)
