"""jobs: what runs, what ran, and how to stop or resume it."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from jobs import queue
from jobs.store import jobs as store

commands = typer.Typer(help="See, cancel and resume jobs.", invoke_without_command=True)

JobId = Annotated[str, typer.Argument(help="Id of the job; `jobs` lists them.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def add_to(cli: typer.Typer) -> None:
    cli.add_typer(commands, name="jobs")


@commands.callback()
def list_jobs(context: typer.Context, limit: Annotated[int, typer.Option(min=1)] = 20, as_json: AsJson = False) -> None:
    """List the latest jobs."""
    if context.invoked_subcommand:
        return
    found = store.recent(limit=limit)
    if as_json:
        typer.echo(json.dumps([job.model_dump() for job in found], indent=2))
        return
    table = Table("id", "what", "status", "done", "stage", "error")
    for job in found:
        table.add_row(job.id, job.title, job.status, f"{job.fraction:.0%}", job.message or job.stage, job.error or "")
    Console().print(table)


@commands.command()
def cancel(job_id: JobId) -> None:
    """Cancel a job; its finished parts are kept."""
    queue.cancel(job_id)
    typer.echo(f"{job_id} is being cancelled.")


@commands.command()
def resume(job_id: JobId) -> None:
    """Resume a job from its finished parts; it runs when the studio or a worker runs."""
    queue.resume(job_id)
    typer.echo(f"{job_id} is queued again.")
