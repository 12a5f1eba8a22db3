"""jobs: what runs, what ran, why it failed, and how to stop or resume it."""

import time
from typing import Annotated

import typer

from jobs import log as studio_log
from jobs import processes, queue
from jobs.store import jobs as store
from studio.cli.options import AsJson
from studio.cli.tables import show, show_json

commands = typer.Typer(invoke_without_command=True)

JobId = Annotated[str, typer.Argument(metavar="ID", help="Of the job; `jobs` lists them.")]


def add_to(cli: typer.Typer) -> None:
    cli.add_typer(commands, name="jobs")


@commands.callback()
def list_jobs(
    context: typer.Context,
    limit: Annotated[int, typer.Option(help="How many, the latest first.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """List the latest jobs; cancel or resume one, read its log.

    Example: python app.py jobs --limit 5
    """
    # a job whose process died without a word is not shown as running
    store.sweep(processes.is_alive)
    if context.invoked_subcommand:
        return
    found = store.recent(limit=limit)
    if as_json:
        show_json([job.model_dump() for job in found])
    elif not found:
        typer.echo("There are no jobs yet.", err=True)
    else:
        columns = ("id", "what", "status", "done", "began", "says")
        show(columns, ((job.id, job.title, job.status, f"{job.fraction:.0%}", _at(job.created_at),
                        job.error or job.message) for job in found))  # fmt: skip


@commands.command()
def cancel(job_id: JobId) -> None:
    """Cancel a job; its finished parts are kept.

    Example: python app.py jobs cancel 3f2a9c41d07b
    """
    if queue.cancel(job_id):
        typer.echo(f"{job_id} is cancelled. Its finished parts are kept: `jobs resume {job_id}` goes on.")
    else:
        typer.echo(f"{job_id} was {store.get(job_id).status} already.")


@commands.command()
def resume(job_id: JobId) -> None:
    """Put a job that failed or was stopped back into the queue; it goes on from its finished parts.

    Example: python app.py jobs resume 3f2a9c41d07b
    """
    queue.resume(job_id)
    when = "" if queue.worker() else " It runs when the studio is opened, or `python app.py worker`."
    typer.echo(f"{job_id} is queued again.{when}")


@commands.command()
def log(job_id: JobId, as_json: AsJson = False) -> None:
    """Print what a job said, how it ended, and where the whole studio's log is.

    Example: python app.py jobs log 3f2a9c41d07b
    """
    job, lines = store.get(job_id), store.log(job_id)
    if as_json:
        show_json({"job": job.model_dump(), "log": [line.model_dump() for line in lines]})
        return
    for line in lines:
        typer.echo(f"{_at(line.at)}  {line.text}")
    typer.echo(f"“{job.title}” is {job.status}. {job.error or job.message}".rstrip())
    typer.echo(f"The studio's log: {studio_log.file()}", err=True)


def _at(moment: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(moment))
