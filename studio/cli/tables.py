"""Tables and JSON on standard output: framed on a terminal, plain aligned columns in a pipe, nothing ever cut off."""

import json
from collections.abc import Iterable, Sequence

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 10_000
"""Characters of a line in a pipe: whoever reads it breaks lines himself."""


def show(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print rows of cells under the names of their columns."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPE_WIDTH)
    table = Table(
        title=title or None,
        title_justify="left",
        pad_edge=False,
        box=box.SIMPLE_HEAD if console.is_terminal else None,
    )
    for place, name in enumerate(columns):
        # the first names the row, and is copied from here into another command
        table.add_column(name, overflow="fold", no_wrap=place == 0)
    for row in rows:
        # Text: a title may hold [brackets], which are no markup
        table.add_row(*map(Text, row))
    with console.capture() as captured:
        console.print(table)
    typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def show_json(answer: object) -> None:
    """Print an answer for a program."""
    typer.echo(json.dumps(answer, indent=2, ensure_ascii=False))
