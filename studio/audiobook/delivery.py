"""Step 5 as it is drawn, what its fields save, and the run that makes the book."""

from markupsafe import Markup

from engines.errors import EngineError
from engines.mixing.card import Card
from jobs import artifacts, projects, queue
from jobs.kinds import audiobook
from jobs.preflight import preflight
from jobs.projects import Project
from jobs.types import Artifact, Job
from studio import files
from studio.audiobook import covers, delivery_form, project_jobs
from studio.markup import empty, join

TAGS = ("series", "year", "genre", "description", "opening_credits", "closing_credits")


def form(project: Project | None) -> Markup:
    """Return what is asked before a book is made."""
    if project is None:
        return empty("There is no book to make yet.", "Choose a manuscript in step 1.")
    return delivery_form.settings_form(project)


def cover(project: Project | None) -> Markup:
    """Return the cover as it will be."""
    return covers.cover(project, projects.document(project.id)) if project else Markup("")


def estimate(project: Project | None) -> Markup:
    """Return what the run will take."""
    return delivery_form.preflight_line(preflight(project.id) if project else None)


def result(project: Project | None) -> Markup:
    """Return how the run is getting on, and the files of the last one that was done."""
    if project is None:
        return Markup("")
    last, made = book_job(project.id), finished(project.id)
    if made is None:
        return delivery_form.progress(last) or delivery_form.no_files()
    kept = [artifact for artifact in map(_artifact, made.result.get("artifact_ids", ())) if artifact]
    urls = {artifact.id: files.url(artifact.id, download=True) for artifact in kept}
    cards = [Card.model_validate(card) for card in made.result.get("cards", ())]
    shown = (
        delivery_form.progress(last),
        delivery_form.file_list(kept, urls),
        delivery_form.card_table(cards),
    )
    return join(shown)


def put(project: Project, row: str, field: str, value: str) -> Project:
    """Save a field and return the project. Raises EngineError when it does not fit."""
    if field == "format":
        return projects.update_settings(project.id, formats=_formats(project, row, value == "true"))
    if field == "score":
        return projects.update_settings(project.id, score=value == "true")
    if field in TAGS:
        return projects.update_settings(project.id, **{field: value.strip()})
    raise EngineError(f"There is no field {field} here. Reload the page.")


def start(project: Project) -> str:
    """Queue the book and return the job's id. A run that is under way is not doubled."""
    if not projects.scenes(project.id):
        raise EngineError("There is no script to make a book of. Parse a manuscript in step 1.")
    running = book_job(project.id)
    if running and running.is_active:
        return running.id
    params = audiobook.Params(project_id=project.id)
    return queue.submit("audiobook", params, title=f"Audiobook of {project.title}", project_id=project.id)


def book_job(project_id: str) -> Job | None:
    """Return the newest run of the whole book."""
    return project_jobs.newest(project_id, "audiobook", scene_ids=[])


def finished(project_id: str) -> Job | None:
    """Return the newest run of the whole book that was done."""
    return project_jobs.newest(project_id, "audiobook", scene_ids=[], status="done")


def put_cover(project: Project, picture: Artifact) -> Project:
    """Make a kept picture the cover and return the project.

    Raises EngineError, and forgets the file, when it is no picture.
    """
    if covers.thumbnail(artifacts.path(picture.id).read_bytes()) is None:
        artifacts.remove(picture.id)
        raise EngineError(f"{picture.name} is no picture that can be read. Choose a JPEG or PNG file.")
    return projects.update_settings(project.id, cover_id=picture.id)


def _formats(project: Project, name: str, checked: bool) -> tuple[str, ...]:
    if name not in delivery_form.FORMATS:
        raise EngineError(f"There is no format {name}. Choose one of {', '.join(delivery_form.FORMATS)}.")
    wanted = {*project.settings.formats, name} if checked else set(project.settings.formats) - {name}
    if not wanted:
        raise EngineError("At least one format must be made. Tick another one first.")
    return tuple(each for each in delivery_form.FORMATS if each in wanted)


def _artifact(artifact_id: str) -> Artifact | None:
    """Return an artifact; None when it was deleted since."""
    try:
        return artifacts.get(artifact_id)
    except EngineError:
        return None
