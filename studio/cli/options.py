"""Options that several commands take, and the checks that make a bad value bad usage (exit status 2)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from engines.scripting import presets
from engines.speech import library
from engines.types import Document


def one_of(known: Iterable[str], *, what: str, found: str) -> str:
    """Return the value. Raises typer.BadParameter naming the known ones when it is none of them."""
    if found not in (names := tuple(known)):
        raise typer.BadParameter(f"There is no {what} {found or '(none)'}. Choose from {', '.join(names)}.")
    return found


def _template(name: str) -> str:
    return one_of(sorted(presets.templates()), what="template", found=name)


def _narrator(name: str) -> str:
    return name and one_of(library.narrators(), what="narrator", found=name)


def _voice(name: str) -> str:
    return name and one_of(library.voices(), what="voice", found=name)


Source = Annotated[
    Path,
    typer.Argument(
        metavar="INPUT", help="PDF, DOCX, EPUB, TXT, Markdown, HTML or Fountain.", exists=True, dir_okay=False
    ),
]
Template = Annotated[
    str,
    typer.Option(
        help="How the text is laid out: auto, prose, screenplay, stage_play, bullets, plain, or your own.",
        callback=_template,
    ),
]
Narrator = Annotated[
    str,
    typer.Option(
        help="Narrator preset; `voices` lists them. Default: the first of them.", callback=_narrator
    ),
]
Voice = Annotated[
    str, typer.Option(help="Voice; `voices` lists them. Default: the first of them.", callback=_voice)
]
Password = Annotated[str | None, typer.Option(help="Of an encrypted PDF.")]
Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(help="Port to listen on; 0: any that is free.", min=0, max=65535)]
Share = Annotated[bool, typer.Option("--share", help="Make a public Gradio link; needs --auth.")]
Auth = Annotated[str, typer.Option(help="USER:PASSWORD that the page asks for.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


def note_warnings(document: Document) -> None:
    """Say on standard error what the reader skipped or mended."""
    for sentence in document.warnings:
        typer.echo(f"Note: {sentence}", err=True)
