"""A document comes in: uploads and the sample become projects; what is set in step 1 is saved."""

from dataclasses import dataclass
from pathlib import Path

from engines import settings
from engines.errors import DocumentError, EngineError
from engines.scripting.presets import templates
from jobs import projects
from jobs.projects import Project
from studio.audiobook.manuscript import ticked_chapters, with_tick

SAMPLE = "the_lantern.md"
AUTO = "auto"


@dataclass(frozen=True)
class Opened:
    """What became of an upload."""

    project_id: str = ""
    """Empty when it could not be read."""
    problem: str = ""
    """The sentence that says why."""
    needs_password: bool = False


def open_upload(upload: str | None, *, password: str | None) -> Opened:
    """Read a file that Gradio uploaded into a new project; a document that cannot be read gives the
    sentence why.
    """
    if not upload:
        return Opened(problem="No file has arrived. Drop one first.")
    path = Path(upload)
    try:
        return Opened(project_id=projects.open_file(path, path.name, password=password).id)
    except DocumentError as exc:
        # the reader's sentence names the password when that is all that is missing
        return Opened(problem=str(exc), needs_password="password" in str(exc).lower())


def open_sample() -> Project:
    """Return a new project of the sample story, parsed."""
    path = settings.presets() / "sample" / SAMPLE
    project = projects.open_file(path, path.name)
    projects.parse(project.id)
    return projects.get(project.id)


def template_choices() -> list[tuple[str, str]]:
    """Return what the layout drop-down offers: a template's id and what the person reads."""
    found = [
        (key, f"{each.title}: {each.description}" if each.description else each.title)
        for key, each in templates().items()
    ]
    return sorted(found, key=lambda choice: choice[0] != AUTO)


def known_template(template: object) -> str:
    """Return the template when there is one of this name. Raises EngineError otherwise."""
    known = list(templates())
    if template not in known:
        raise EngineError(f"There is no layout {template}. Choose one of {', '.join(known)}.")
    return str(template)


def put(project: Project, row: str, field: str, value: str) -> Project:
    """Save title, author, layout, or the tick of a chapter, and return the project.

    Raises EngineError otherwise.
    """
    if field == "title" and not value.strip():
        raise EngineError("A book needs a title. Write one.")
    if field in ("title", "author"):
        return projects.update(project.id, **{field: " ".join(value.split())})
    if field == "template":
        return projects.update_settings(project.id, template=known_template(value))
    if field != "chapter":
        raise EngineError(f"There is no field {field} here. Reload the page.")
    document = projects.document(project.id)
    ticked = with_tick(document, ticked_chapters(project, document), row, value == "true")
    if not ticked:
        raise EngineError("At least one chapter must be read out. Tick another one first.")
    return projects.update_settings(project.id, chapter_ids=ticked)
