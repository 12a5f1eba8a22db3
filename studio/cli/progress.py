"""Running a job from the command line: a bar on a terminal, silence in a pipe."""

from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from engines.errors import EngineError
from engines.types import Noun
from jobs import direct, log
from jobs.types import Job
from studio import format


def spinner(what: str) -> AbstractContextManager[object]:
    """Show that something goes on whose end is not known; nothing in a pipe."""
    console = Console(stderr=True)
    return console.status(escape(what)) if console.is_terminal else nullcontext()


def run(kind: str, params: Noun, *, title: str, project_id: str | None = None) -> Job:
    """Run a job in this process and return it done. Raises EngineError with the job's own sentence when it failed."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        # the job's own estimate: parts that were found finished do not make it hopeful
        TextColumn("{task.fields[left]}", markup=False),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=1.0, left="")

        def show(job: Job) -> None:
            left = "" if job.eta_s is None else f"{format.duration(job.eta_s)} left"
            bar.update(task, completed=job.fraction, description=job.message or job.stage or title, left=left)

        job = direct.run(kind, params, title=title, project_id=project_id, on_report=show)
    if job.status != "done":
        raise EngineError(_why(job))
    return job


def _why(job: Job) -> str:
    if not job.error:
        return f"“{job.title}” was {job.status}. Run the same command again to go on."
    # an unexpected failure names its job
    return f"{job.error} It is {log.file()}." if job.id in job.error else job.error
