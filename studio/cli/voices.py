"""voices and speak: who is in the library, and one line said by one of them."""

from pathlib import Path
from typing import Annotated

import typer

from engines.speech import library
from engines.types import DELIVERIES
from jobs.kinds.preview import Params
from studio.cli import outputs
from studio.cli.options import AsJson, Voice, one_of
from studio.cli.progress import run
from studio.cli.tables import show, show_json

LONGEST = 2000
"""Characters of one line; an `audiobook` has no limit."""


def add_to(cli: typer.Typer) -> None:
    cli.command()(voices)
    cli.command()(speak)


def voices(as_json: AsJson = False) -> None:
    """List the voices and the narrator presets.

    Example: python app.py voices --json
    """
    everybody, narrators = library.voices().values(), library.narrators().values()
    if as_json:
        show_json(
            {
                "voices": [voice.model_dump() for voice in everybody],
                "narrators": [narrator.model_dump() for narrator in narrators],
            }
        )
        return
    show(
        ("id", "name", "who", "sounds", "engine", "licence"),
        (
            (one.id, one.name, f"{one.age} {one.gender}", ", ".join(one.words), one.engine, one.licence)
            for one in everybody
        ),
        title="Voices, for speak --voice",
    )
    show(
        ("id", "name", "voice", "personality"),
        ((one.id, one.name, one.voice_id, one.personality) for one in narrators),
        title="Narrators, for audiobook --narrator",
    )


def _delivery(name: str) -> str:
    return one_of(DELIVERIES, what="delivery", found=name)


def _line(text: str) -> str:
    if len(text) > LONGEST:
        raise typer.BadParameter(
            f"This text has {len(text):,} characters, a line at most {LONGEST:,}. Use `audiobook` for more."
        )
    return text


def _wav(path: Path) -> Path:
    if path.suffix.lower() != ".wav":
        raise typer.BadParameter(f"{path} does not end in .wav. A line is written as WAV.")
    return path


def speak(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A WAV file.", dir_okay=False, callback=_wav)
    ],
    text: Annotated[
        str, typer.Option(help="What to say. Default: the voice's own sample.", callback=_line)
    ] = "",
    voice: Voice = "",
    delivery: Annotated[
        str, typer.Option(help=f"One of {', '.join(DELIVERIES)}.", callback=_delivery)
    ] = "neutral",
    rate: Annotated[float, typer.Option(help="Factor on the speaking rate.", min=0.5, max=2.0)] = 1.0,
    as_json: AsJson = False,
) -> None:
    """Say a line with a voice of the library.

    Example: python app.py speak --text "Good evening." --voice ada -o evening.wav
    """
    outputs.prepare(output.parent)
    voice_id = voice or next(iter(library.voices()))
    params = Params.model_validate({"voice_id": voice_id, "text": text, "delivery": delivery, "rate": rate})
    job = run("preview", params, title=f"{voice_id} speaks")
    outputs.hand_over(job.result["artifact_id"], output)
    if as_json:
        show_json({"file": str(output), "voice": voice_id, "delivery": delivery})
    else:
        typer.echo(output)
