"""serve, worker, doctor, models, engines: the house itself."""

import json
import subprocess
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from engines.health import checks
from engines.registry import all_engines

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def add_to(cli: typer.Typer) -> None:
    for command in (doctor, models, worker):
        cli.command()(command)
    cli.command("serve")(serve_command)
    cli.command("engines")(list_engines)


def serve(*, host: str, port: int, share: bool, auth: str, browser: bool) -> None:
    """Open the studio: the page in this process, jobs in a worker process of their own."""
    # Gradio takes seconds to import, and no other command needs it
    from studio import shell  # noqa: PLC0415

    shell.launch(host=host, port=port, share=share, auth=auth, browser=browser)


def serve_command(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 7860,
    share: Annotated[bool, typer.Option("--share", help="Make a public Gradio link; needs --auth.")] = False,
    auth: Annotated[str, typer.Option(help="USER:PASSWORD that the page asks for.")] = "",
) -> None:
    """Serve the studio without opening a browser."""
    serve(host=host, port=port, share=share, auth=auth, browser=False)


def worker() -> None:
    """Run a worker by hand; the studio starts one by itself."""
    raise typer.Exit(subprocess.call([sys.executable, "-m", "jobs.worker"]))


def doctor(as_json: AsJson = False) -> None:
    """Say what this machine has and lacks, and the command that mends each lack. Exit status 1 if something is wrong."""
    found = checks()
    if as_json:
        typer.echo(json.dumps([check.model_dump() for check in found], indent=2))
    else:
        for check in found:
            typer.echo(f"{'ok  ' if check.passed else 'MISS'}  {check.name}: {check.sentence}")
    raise typer.Exit(0 if all(check.passed for check in found) else 1)


def models(as_json: AsJson = False) -> None:
    """List every engine: whether it is ready, where its weights come from, its licence, commercial use."""
    rows = [
        {
            "id": engine_id,
            "title": engine.title,
            "ready": engine.ready() is None,
            "needs": engine.ready() or "",
            "licence": engine.licence,
            "commercial": engine.commercial,
            "version": engine.version,
        }
        for engine_id, engine in all_engines().items()
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    table = Table("id", "engine", "ready", "licence", "commercial use")
    for row in rows:
        table.add_row(
            row["id"], row["title"], "yes" if row["ready"] else row["needs"], row["licence"], "yes" if row["commercial"] else "no"
        )
    Console().print(table)


def list_engines() -> None:
    """List the ids of the engines that are ready."""
    for engine_id, engine in all_engines().items():
        if engine.ready() is None:
            typer.echo(engine_id)
