"""Puts the groups of commands together; without a command, opens the studio. Turns failures into a sentence and a status."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from engines.errors import EngineError
from studio.cli import audiobook, house, jobs, voices

log = logging.getLogger(__name__)

cli = typer.Typer(
    help="A studio for spoken audio. Without a command it opens in the browser.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
audiobook.add_to(cli)
voices.add_to(cli)
jobs.add_to(cli)
house.add_to(cli)


@cli.callback(invoke_without_command=True)
def studio(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 7860,
    share: Annotated[bool, typer.Option("--share", help="Make a public Gradio link; needs --auth.")] = False,
    auth: Annotated[str, typer.Option(help="USER:PASSWORD that the page asks for.")] = "",
    home: Annotated[Path | None, typer.Option(help="Folder for everything the studio makes. Default: outputs/.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Open the studio in the browser."""
    if home:
        os.environ["STUDIO_HOME"] = str(home.expanduser().resolve())
    if context.invoked_subcommand is None:
        house.serve(host=host, port=port, share=share, auth=auth, browser=browser)


def main() -> None:
    """Run the command line; exit status 0, 1 (failed) or 2 (bad usage)."""
    try:
        cli()
    except EngineError as exc:
        typer.echo(str(exc), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was finished is kept; the same command goes on from there.", err=True)
        sys.exit(1)
