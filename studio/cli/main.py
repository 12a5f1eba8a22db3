"""Puts the groups of commands together; without a command, opens the studio."""

import os
from pathlib import Path
from typing import Annotated

import typer

from engines import settings
from studio.cli import audiobook, house, jobs, models, scripts, voices
from studio.cli.edge import Commands
from studio.cli.options import Auth, Host, Port, Share

cli = typer.Typer(
    cls=Commands,
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (audiobook, scripts, voices, jobs, models, house):
    group.add_to(cli)


@cli.callback(invoke_without_command=True)
def studio(
    context: typer.Context,
    host: Host = house.HOST,
    port: Port = house.PORT,
    share: Share = False,
    auth: Auth = "",
    home: Annotated[
        Path | None,
        typer.Option(help="Folder for everything the studio makes. Default: outputs/.", file_okay=False),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
) -> None:
    """A studio for spoken audio. Without a command it opens in the browser; Ctrl-C ends it.

    Example: python app.py audiobook book.epub -o out

    Example: python app.py --home ~/audiobooks --port 8080
    """
    if context.invoked_subcommand and (host, port, share, auth) != (house.HOST, house.PORT, False, ""):
        raise typer.BadParameter(
            "--host, --port, --share and --auth stand behind `serve`, or without a command."
        )
    # absolute, since the worker starts in another folder
    os.environ["STUDIO_HOME"] = str((home or settings.home()).expanduser().resolve())
    if context.invoked_subcommand is None:
        house.serve(host=host, port=port, share=share, auth=auth, browser=browser)


def main() -> None:
    """Run the command line; exit status 0, 1 (failed, with a sentence) or 2 (bad usage)."""
    cli(prog_name="python app.py")
