"""The studio itself, serve, worker, doctor: the house."""

import logging
import subprocess
import sys

import typer

from engines import settings
from engines.errors import EngineError
from engines.health import checks
from jobs.worker import ALREADY_RUNNING
from studio.cli.options import AsJson, Auth, Host, Port, Share
from studio.cli.tables import show_json

HOST = "127.0.0.1"
PORT = 7860


def add_to(cli: typer.Typer) -> None:
    for command in (doctor, worker):
        cli.command()(command)
    cli.command("serve")(serve_command)


def serve(*, host: str, port: int, share: bool, auth: str, browser: bool) -> None:
    """Open the studio until Ctrl-C: the page in this process, jobs in a worker process of their own."""
    typer.echo("Opening the studio …", err=True)
    # Gradio takes seconds to import, and no other command needs it
    from studio import shell  # noqa: PLC0415

    _say(shell.log)
    shell.launch(host=host, port=port, share=share, auth=auth, browser=browser)


def serve_command(host: Host = HOST, port: Port = PORT, share: Share = False, auth: Auth = "") -> None:
    """Serve the studio without opening a browser; Ctrl-C ends it.

    Example: python app.py serve --host 0.0.0.0 --port 8080 --auth ada:long-and-secret
    """
    serve(host=host, port=port, share=share, auth=auth, browser=False)


def worker() -> None:
    """Run the queued jobs without the page, until Ctrl-C; the studio starts a worker of its own.

    Example: python app.py worker
    """
    process = subprocess.Popen([sys.executable, "-m", "jobs.worker"], cwd=settings.PROJECT)
    typer.echo(f"The worker serves {settings.home()}. Ctrl-C ends it.", err=True)
    status = None
    while status is None:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            # the worker heard it too, and puts its job back into the queue
            continue
    if status == ALREADY_RUNNING:
        raise EngineError(f"Another worker serves {settings.home()} already. There is nothing to do.")
    if status:
        raise EngineError(
            f"The worker ended with status {status}. Its log is in {settings.home()}/state/logs."
        )


def doctor(as_json: AsJson = False) -> None:
    """Say what this machine has and lacks, and the command that mends each lack. Exit status 1 if something is wrong.

    Example: python app.py doctor
    """
    found = checks()
    if as_json:
        show_json([check.model_dump() for check in found])
    else:
        for check in found:
            typer.echo(f"{'ok  ' if check.passed else 'MISS'}  {check.name}: {check.sentence}")
    raise typer.Exit(0 if all(check.passed for check in found) else 1)


def _say(log: logging.Logger) -> None:
    """Let a log be read on the terminal too, word by word as it is."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
