"""Running a job from the command line: a bar on a terminal, silence in a pipe."""

import sys

from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from engines.errors import EngineError
from jobs import direct
from jobs.types import Job


def run(kind: str, params: BaseModel, *, title: str, project_id: str | None = None) -> Job:
    """Run a job in this process and return it done. Raises EngineError with the job's own sentence when it failed."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task(title, total=1.0)

        def show(job: Job) -> None:
            bar.update(task, completed=job.fraction, description=job.message or job.stage or title)

        job = direct.run(kind, params, title=title, project_id=project_id, on_report=show)
    if job.status != "done":
        raise EngineError(job.error or f"{title} was {job.status}. Run the same command again to go on.")
    return job
