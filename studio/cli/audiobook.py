"""audiobook: from a document to finished files, without the page."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from engines.errors import EngineError, ScriptError
from engines.mixing.card import Card
from jobs import artifacts, projects
from jobs.kinds.audiobook import FORMATS, Params
from studio import format
from studio.cli import outputs
from studio.cli.options import AsJson, Narrator, Password, Source, Template, note_warnings, one_of
from studio.cli.progress import run, spinner
from studio.cli.tables import show_json


def add_to(cli: typer.Typer) -> None:
    cli.command()(audiobook)


def _scene_numbers(text: str) -> str:
    """Check --scenes before anything is read. Raises typer.BadParameter."""
    if text:
        _ranges(text)
    return text


def _formats(text: str) -> str:
    """Check --format and leave doubles out. Raises typer.BadParameter."""
    wanted = (one_of(FORMATS, what="format", found=part.strip()) for part in text.split(","))
    return ",".join(dict.fromkeys(wanted))


def audiobook(
    source: Source,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the finished files.", file_okay=False)
    ],
    narrator: Narrator = "",
    template: Template = "auto",
    scenes: Annotated[
        str, typer.Option(help="Only these scenes: 1-3 or 2,5,7.", callback=_scene_numbers)
    ] = "",
    score: Annotated[bool, typer.Option("--score/--no-score", help="With music and effects.")] = True,
    formats: Annotated[
        str, typer.Option("--format", help=f"Comma-separated: {', '.join(FORMATS)}.", callback=_formats)
    ] = "m4b",
    title: Annotated[str, typer.Option(help="Default: the document's.")] = "",
    author: Annotated[str, typer.Option(help="Default: the document's.")] = "",
    password: Password = None,
    as_json: AsJson = False,
) -> None:
    """Make a scored, multi-voice audiobook of a document.

    The book stays among the projects of the studio, where its script and cast can be edited.

    Example: python app.py audiobook book.epub -o out --scenes 1-3 --format m4b,mp3,vtt
    """
    outputs.prepare(output)
    with spinner(f"Reading {source.name}"):
        project = projects.open_file(source, source.name, password=password)
        changes = {name: text for name, text in (("title", title), ("author", author)) if text}
        settings = {"template": template, "score": score, "formats": formats.split(",")}
        project = projects.update(project.id, settings=project.settings.model_dump() | settings, **changes)
        params = _parsed(project, narrator=narrator, scenes=scenes)
    note_warnings(projects.document(project.id))
    job = run("audiobook", params, title=f"Audiobook of {project.title}", project_id=project.id)
    made = [_hand_over(artifact_id, output) for artifact_id in job.result["artifact_ids"]]
    if as_json:
        show_json({"project_id": project.id, "files": [str(file) for file in made], **job.result})
        return
    for file in made:
        typer.echo(file)
    typer.echo(_summary(job.result), err=True)


def _parsed(project: projects.Project, *, narrator: str, scenes: str) -> Params:
    """Parse a new project and return what is to be rendered. Raises EngineError; then the project is gone again."""
    try:
        if narrator:
            projects.set_narrator(project.id, narrator)
        projects.parse(project.id)
        return Params(project_id=project.id, scene_ids=_chosen(projects.scenes(project.id), scenes))
    except EngineError:
        projects.remove(project.id)
        raise


def _ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges of "1-3,7", both ends included. Raises typer.BadParameter when it is written otherwise."""
    found = []
    for part in text.split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise typer.BadParameter(f"{text} is not understood. Write 1-3 or 2,5,7.")
        found.append((int(first), int(last or first)))
    return found


def _chosen(scenes: list[projects.SceneSummary], text: str) -> tuple[str, ...]:
    """Return the ids of the scenes asked for, counted from 1; none for all. Raises ScriptError for none of these."""
    if not text:
        return ()
    ranges = _ranges(text)
    chosen = tuple(
        scene.id
        for number, scene in enumerate(scenes, start=1)
        if any(first <= number <= last for first, last in ranges)
    )
    if not chosen:
        raise ScriptError(
            f"The script has scenes 1 to {len(scenes)}, none of {text}. Choose others with --scenes."
        )
    return chosen


def _hand_over(artifact_id: str, folder: Path) -> Path:
    return outputs.hand_over(artifact_id, folder / artifacts.get(artifact_id).name)


def _summary(result: dict[str, Any]) -> str:
    """Return how long the book is and whether its masters are what they should be, measured on the files."""
    cards = [Card.model_validate(card) for card in result["cards"]]
    missed = [f"{card.name} misses {card.standard}: {_misses(card)}" for card in cards if not card.passed]
    verdict = "; ".join(missed) or f"{format.count(len(cards), 'master')} measured, all pass"
    return f"{format.duration(result['seconds'])} of sound; {verdict}."


def _misses(card: Card) -> str:
    readings: Iterable[str] = (
        f"{reading.name} {reading.value:.1f} {reading.unit}"
        for reading in card.readings
        if not reading.passed
    )
    return ", ".join(readings)
