"""The border between the commands and the terminal: every failure becomes a sentence and an exit status."""

import errno
import logging
import sqlite3
from typing import Any

import typer
from typer.core import TyperGroup

from engines import health
from engines.errors import EngineError, NotReady
from jobs import log as studio_log

log = logging.getLogger(__name__)

FAILED = 1
"""Exit status; bad usage is 2, said by Typer itself."""
STOPPED = "Stopped. What was finished is kept; the same command goes on from there."


class Commands(TyperGroup):
    """The commands of the studio. No traceback of theirs reaches the terminal."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises typer.Exit with FAILED after its failure was said on standard error."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except KeyboardInterrupt as exc:
            typer.echo(STOPPED, err=True)
            raise typer.Exit(FAILED) from exc
        except Exception as exc:  # noqa: BLE001 the edge of the command line
            if isinstance(exc, OSError) and exc.errno == errno.EPIPE:
                # `… | head` had enough: Typer ends quietly
                raise
            typer.echo(explain(exc), err=True)
            raise typer.Exit(FAILED) from exc


def explain(exc: Exception) -> str:
    """Return what a person is told: a failure's own sentence, what is wrong with this machine, or where the log is."""
    if isinstance(exc, EngineError):
        return str(exc)
    if isinstance(exc, ModuleNotFoundError) and exc.name:
        return str(NotReady(f"The package {exc.name} is not installed. {health.INSTALL}"))
    if isinstance(exc, OSError) and exc.errno == errno.ENOSPC:
        return "The disk is full. Free some space and run it again: finished parts are kept."
    if isinstance(exc, OSError | sqlite3.Error):
        home = health.home_folder()
        if not home.passed:
            return home.sentence
    studio_log.start()
    log.error("unexpected", exc_info=exc)
    reason = f"{type(exc).__name__}: {exc}".splitlines()[0]
    return f"Something unexpected went wrong ({reason}). That is a bug; {studio_log.file()} has the details."
