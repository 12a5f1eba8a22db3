"""audiobook and parse: from a document to files, without the page."""

import json
import shutil
from pathlib import Path
from typing import Annotated

import typer

from engines.documents.reader import read_document
from engines.errors import EngineError, ScriptError
from engines.scripting.parser import parse as parse_document
from engines.scripting.score import plan_score
from jobs import artifacts, projects
from jobs.kinds.audiobook import FORMATS
from jobs.kinds.audiobook import Params as AudiobookParams
from studio.cli.progress import run

Input = Annotated[Path, typer.Argument(help="PDF, DOCX, EPUB, TXT, Markdown, HTML or Fountain.", exists=True, dir_okay=False)]
Template = Annotated[str, typer.Option(help="Scene structure: auto, prose, screenplay, stage_play, bullets, plain …")]
Password = Annotated[str | None, typer.Option(help="For an encrypted PDF.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print what was made as JSON.")]


def add_to(cli: typer.Typer) -> None:
    cli.command()(audiobook)
    cli.command()(parse)


def audiobook(
    source: Input,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the finished files.")],
    narrator: Annotated[str, typer.Option(help="Narrator preset; `voices` lists them.")] = "",
    template: Template = "auto",
    scenes: Annotated[str, typer.Option(help="Only these scenes: 1-3, 2,5,7 …")] = "",
    score: Annotated[bool, typer.Option("--score/--no-score", help="With music and effects.")] = True,
    formats: Annotated[str, typer.Option("--format", help=f"Comma-separated: {', '.join(FORMATS)}.")] = "m4b",
    title: Annotated[str, typer.Option(help="Title; default: the document's.")] = "",
    author: Annotated[str, typer.Option(help="Author; default: the document's.")] = "",
    password: Password = None,
    as_json: AsJson = False,
) -> None:
    """Make a scored, multi-voice audiobook of a document.

    Example: python app.py audiobook book.epub -o out --scenes 1-3 --format m4b,mp3,vtt
    """
    wanted = _formats(formats)
    project = projects.open_file(source, source.name, password=password)
    projects.update_settings(project.id, template=template, score=score, formats=wanted)
    changes = {key: value for key, value in {"title": title, "author": author}.items() if value}
    if changes:
        projects.update(project.id, **changes)
    if narrator:
        projects.set_narrator(project.id, narrator)
    projects.parse(project.id)
    chosen = tuple(scene.id for scene in _chosen(projects.scenes(project.id), scenes))
    params = AudiobookParams(project_id=project.id, scene_ids=chosen if scenes else ())
    job = run("audiobook", params, title=f"Audiobook of {project.title}", project_id=project.id)
    files = [_copy(artifact_id, output) for artifact_id in job.result["artifact_ids"]]
    if as_json:
        typer.echo(json.dumps({"project_id": project.id, "files": [str(file) for file in files], **job.result}, indent=2))
    else:
        for file in files:
            typer.echo(file)


def parse(
    source: Input,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the script goes, as JSON.")],
    template: Template = "auto",
    score: Annotated[bool, typer.Option("--score/--no-score", help="With score cues.")] = True,
    password: Password = None,
) -> None:
    """Parse a document into a script: chapters, scenes, turns with speakers and deliveries, score cues.

    Example: python app.py parse emma.txt -o script.json
    """
    script = parse_document(read_document(source, password=password), template=template)
    script = plan_score(script) if score else script
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(script.model_dump_json(indent=1), encoding="utf-8")
    turns = sum(len(scene.spoken_turns) for scene in script.scenes)
    typer.echo(f"{output}: {len(script.chapters)} chapters, {len(script.scenes)} scenes, {turns} turns")


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise typer.BadParameter(f"There is no format {', '.join(unknown) or '(none)'}. Choose from {', '.join(FORMATS)}.")
    return wanted


def _chosen(scenes: list[projects.SceneSummary], text: str) -> list[projects.SceneSummary]:
    """Return the scenes that "1-3,7" names, counted from 1. Raises ScriptError when it names none."""
    if not text:
        return scenes
    wanted: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            raise typer.BadParameter(f"--scenes {text} is not understood. Write 1-3 or 2,5,7.")
        wanted.update(range(int(first), int(last or first) + 1))
    chosen = [scene for number, scene in enumerate(scenes, start=1) if number in wanted]
    if not chosen:
        raise ScriptError(f"The script has scenes 1 to {len(scenes)}, none of {text}. Choose others.")
    return chosen


def _copy(artifact_id: str, folder: Path) -> Path:
    artifact = artifacts.get(artifact_id)
    target = folder / artifact.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(artifacts.path(artifact_id), target)
    except OSError as exc:
        raise EngineError(f"{target} could not be written ({exc.strerror}). Choose another folder with -o.") from exc
    return target
