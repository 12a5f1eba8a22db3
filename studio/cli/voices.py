"""voices and speak: who is in the library, and one line said by one of them."""

import json
import shutil
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from engines.speech import library
from engines.types import DELIVERIES
from jobs import artifacts
from jobs.kinds.preview import Params as PreviewParams
from studio.cli.progress import run

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def add_to(cli: typer.Typer) -> None:
    cli.command()(voices)
    cli.command()(speak)


def voices(as_json: AsJson = False) -> None:
    """List the voices and the narrator presets."""
    if as_json:
        everybody = {"voices": library.voices(), "narrators": library.narrators()}
        dumped = {kind: [one.model_dump() for one in found.values()] for kind, found in everybody.items()}
        typer.echo(json.dumps(dumped, indent=2))
        return
    table = Table("id", "name", "", "engine", "sounds", "licence", title="Voices")
    for voice in library.voices().values():
        table.add_row(voice.id, voice.name, f"{voice.age} {voice.gender}", voice.engine, ", ".join(voice.words), voice.licence)
    narrators = Table("id", "name", "voice", "personality", title="Narrators")
    for narrator in library.narrators().values():
        narrators.add_row(narrator.id, narrator.name, narrator.voice_id, narrator.personality)
    console = Console()
    console.print(table)
    console.print(narrators)


def speak(
    text: Annotated[str, typer.Option(help="What to say.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="A WAV file.")],
    voice: Annotated[str, typer.Option(help="Voice id; `voices` lists them.")] = "",
    delivery: Annotated[str, typer.Option(help=f"One of {', '.join(DELIVERIES)}.")] = "neutral",
    rate: Annotated[float, typer.Option(help="Factor on the speaking rate.", min=0.5, max=2.0)] = 1.0,
) -> None:
    """Say a line with a voice of the library.

    Example: python app.py speak --text "Good evening." --voice ada -o evening.wav
    """
    if delivery not in DELIVERIES:
        raise typer.BadParameter(f"There is no delivery {delivery}. Choose from {', '.join(DELIVERIES)}.")
    voice_id = voice or next(iter(library.voices()))
    params = PreviewParams(voice_id=voice_id, text=text, delivery=delivery, rate=rate)
    job = run("preview", params, title=f"{voice_id} speaks")
    output.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(artifacts.path(job.result["artifact_id"]), output)
    typer.echo(output)
