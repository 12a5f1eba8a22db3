"""parse and projects: scripts made and scripts kept."""

import time
from pathlib import Path
from typing import Annotated

import typer

from engines.documents.reader import read_document
from engines.scripting.characters import find_characters
from engines.scripting.fountain import to_fountain
from engines.scripting.parser import parse as parse_document
from engines.scripting.score import plan_score
from engines.types import Document, Script
from jobs import projects as kept
from studio import format
from studio.cli import outputs
from studio.cli.options import AsJson, Password, Source, Template, note_warnings
from studio.cli.progress import spinner
from studio.cli.tables import show, show_json


def add_to(cli: typer.Typer) -> None:
    cli.command()(parse)
    cli.command()(projects)


def parse(
    source: Source,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Where the script goes: .json, or .fountain.", dir_okay=False),
    ],
    template: Template = "auto",
    score: Annotated[bool, typer.Option("--score/--no-score", help="With score cues.")] = True,
    password: Password = None,
    as_json: AsJson = False,
) -> None:
    """Parse a document into a script: chapters, scenes, turns with speakers and deliveries, score cues.

    Example: python app.py parse emma.txt -o script.json
    """
    outputs.prepare(output.parent)
    with spinner(f"Reading {source.name}"):
        document = read_document(source, password=password)
        script = parse_document(document, template=template)
        script = plan_score(script) if score else script
    is_fountain = output.suffix.lower() == ".fountain"
    outputs.write(output, to_fountain(script) if is_fountain else script.model_dump_json(indent=1))
    if as_json:
        show_json(_summary(document, script) | {"file": str(output)})
        return
    note_warnings(document)
    counts = [(len(script.chapters), "chapter"), (len(script.scenes), "scene"), (_turns(script), "turn")]
    typer.echo(f"{output}: {', '.join(format.count(number, noun) for number, noun in counts)}")


def projects(as_json: AsJson = False) -> None:
    """List the projects, the last edited first.

    Example: python app.py projects --json
    """
    found = kept.list_projects()
    if as_json:
        show_json([_listed(project) for project in found])
    elif not found:
        typer.echo("There are no projects yet. `python app.py audiobook INPUT -o DIR` makes one.", err=True)
    else:
        cells = ((one.id, one.title, str(len(kept.scenes(one.id))), _when(one.updated_at)) for one in found)
        show(("id", "title", "scenes", "edited"), cells)


def _listed(project: kept.Project) -> dict[str, object]:
    shown = project.model_dump(include={"id", "title", "author", "source_name", "updated_at"})
    return shown | {"scenes": len(kept.scenes(project.id))}


def _summary(document: Document, script: Script) -> dict[str, object]:
    return {
        "title": script.title,
        "author": script.author,
        "language": script.language,
        "chapters": len(script.chapters),
        "scenes": len(script.scenes),
        "turns": _turns(script),
        "speakers": {character.name: character.lines for character in find_characters(script)},
        "warnings": list(document.warnings),
    }


def _turns(script: Script) -> int:
    return sum(len(scene.spoken_turns) for scene in script.scenes)


def _when(moment: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(moment))
