"""Audiobook projects: a document, its script, its cast and its settings, saved as they are edited.

A scene is the unit of saving and of undo. Every change of text, speaker or score goes through here.
"""

import time
import uuid
from pathlib import Path

from pydantic import Field, ValidationError

from engines.documents.reader import read_document
from engines.errors import EngineError, ScriptError
from engines.scripting import edit
from engines.scripting.characters import find_characters
from engines.scripting.parser import parse as parse_document
from engines.scripting.score import plan_score
from engines.speech import casting, library
from engines.types import NARRATOR, Cast, Character, Document, Narrator, Noun, Scene, Script, ScriptChapter
from jobs import artifacts
from jobs.store import projects as store

UNSURE_BELOW = 0.6
"""Turns whose speaker is less sure than this are badged in the scene list."""


class ProjectSettings(Noun):
    """What a person set for one project."""

    template: str = "auto"
    """Scene structure: a preset of presets/templates."""
    chapter_ids: tuple[str, ...] = ()
    """Ticked chapters; empty: all of the body."""
    score: bool = True
    """Whether music and effects are rendered."""
    dictionary: dict[str, str] = {}
    """Pronunciations: word -> how to say it."""
    pause_factor: float = Field(default=1.0, ge=0.3, le=3.0)
    """Factor on all pauses."""
    formats: tuple[str, ...] = ("m4b", "acx", "vtt")
    """What is delivered."""
    series: str = ""
    year: str = ""
    genre: str = "Audiobook"
    description: str = ""
    opening_credits: str = ""
    """Read before the first chapter; empty: none."""
    closing_credits: str = ""
    """Read after the last chapter; empty: none."""
    cover_id: str | None = None
    """Artifact of the cover picture; None: the document's own, else one is drawn."""


class Project(Noun):
    """One book in the making."""

    id: str
    title: str
    author: str
    language: str
    source_name: str
    """The uploaded file's name."""
    source_id: str
    """Artifact of the uploaded file."""
    settings: ProjectSettings
    cast: Cast
    created_at: float
    """Unix seconds."""
    updated_at: float


class SceneSummary(Noun):
    """What a scene list shows without reading the scenes."""

    id: str
    chapter_id: str
    chapter_title: str
    title: str
    turns: int
    """Spoken turns."""
    unsure: int
    """Turns whose speaker is less sure than UNSURE_BELOW."""
    words: int
    approved: bool


# ── projects ─────────────────────────────────────────────────────────────────────────────────────


def open_file(path: Path, name: str, *, password: str | None = None) -> Project:
    """Read a document and return a new project for it. Raises DocumentError with a sentence; then nothing is kept."""
    document = read_document(path, name=name, password=password)
    project_id = uuid.uuid4().hex[:12]
    source = artifacts.keep(path, kind="source", name=name, project_id=project_id)
    now = time.time()
    project = Project(
        id=project_id,
        title=document.title or Path(name).stem,
        author=document.author,
        language=document.language,
        source_name=name,
        source_id=source.id,
        settings=ProjectSettings(chapter_ids=tuple(c.id for c in document.chapters if c.matter == "body")),
        cast=Cast(narrator=default_narrator()),
        created_at=now,
        updated_at=now,
    )
    store.insert(project_id, _row(project), document.model_dump_json())
    return project


def get(project_id: str) -> Project:
    """Return a project. Raises EngineError when there is none with this id."""
    row = store.get(project_id)
    if row is None:
        raise EngineError("This project is no longer there. Choose another one, or make a new one.")
    return Project.model_validate_json(row)


def list_projects() -> list[Project]:
    """Return all projects, the last edited first."""
    return [Project.model_validate_json(row) for row in store.all_rows()]


def remove(project_id: str) -> None:
    """Delete a project with its scenes, history and artifacts."""
    for artifact in artifacts.of_project(project_id):
        artifacts.remove(artifact.id)
    store.remove(project_id)


def document(project_id: str) -> Document:
    """Return the document as it was read."""
    return Document.model_validate_json(store.document(project_id))


def update(project_id: str, **changes: object) -> Project:
    """Change title, author, language, settings or cast and return the project. Raises EngineError on a bad value."""
    project = get(project_id)
    try:
        changed = Project.model_validate(project.model_dump() | changes | {"updated_at": time.time()})
    except ValidationError as exc:
        first = exc.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise EngineError(
            f"{name} cannot be set to {first['input']!r}: {first['msg']}. Choose another value."
        ) from exc
    store.update(project_id, _row(changed))
    return changed


def update_settings(project_id: str, **changes: object) -> Project:
    """Change some settings and return the project. Raises EngineError on a bad value."""
    settings = get(project_id).settings.model_dump() | changes
    return update(project_id, settings=settings)


# ── script ───────────────────────────────────────────────────────────────────────────────────────


def parse(project_id: str) -> Script:
    """Parse the ticked chapters into scenes with cues and a cast, save and return them. Undo goes back before it."""
    project = get(project_id)
    settings = project.settings
    parsed = parse_document(
        document(project_id), template=settings.template, chapters=settings.chapter_ids or None
    )
    scored = plan_score(parsed)
    _save_script(project_id, scored, label="Parse")
    update(project_id, cast=_cast_for(scored, project.cast))
    return scored


def script(project_id: str) -> Script:
    """Return the whole script."""
    project = get(project_id)
    rows = store.scenes(project_id)
    scenes = [Scene.model_validate_json(row["body"]) for row in rows]
    titles = {row["chapter_id"]: row["chapter_title"] for row in rows}
    chapters = tuple(ScriptChapter(id=chapter_id, title=title) for chapter_id, title in titles.items())
    return Script(
        title=project.title,
        author=project.author,
        language=project.language,
        chapters=chapters,
        scenes=tuple(scenes),
    )


def scenes(project_id: str) -> list[SceneSummary]:
    """Return the scene list in reading order, without reading the scenes."""
    return [SceneSummary.model_validate(row) for row in store.summaries(project_id)]


def scene(project_id: str, scene_id: str) -> Scene:
    """Return one scene. Raises ScriptError when it is gone."""
    body = store.scene(project_id, scene_id)
    if body is None:
        raise ScriptError("This scene is no longer in the script. Choose another one in the list.")
    return Scene.model_validate_json(body)


def save_scene(project_id: str, changed: Scene, *, label: str = "Edit") -> None:
    """Save an edited scene; undo brings the old one back. New speakers get a voice at once."""
    if changed == scene(project_id, changed.id):
        return
    store.replace_scenes(project_id, [_scene_row(changed)], label=label)
    _ensure_cast(project_id, {turn.speaker for turn in changed.spoken_turns})


def undo(project_id: str) -> str | None:
    """Take the last change back and return its label; None when there is nothing to undo."""
    return store.undo(project_id)


# ── cast ─────────────────────────────────────────────────────────────────────────────────────────


def set_cast(project_id: str, cast: Cast) -> Project:
    """Save the cast."""
    return update(project_id, cast=cast)


def set_voice(project_id: str, character: str, voice_id: str) -> Project:
    """Give a character another voice. Raises EngineError for an unknown character or voice."""
    if voice_id not in library.voices():
        raise EngineError(f"There is no voice {voice_id}. Choose one in the Voices tab.")
    cast = get(project_id).cast
    if character not in {member.name for member in cast.characters}:
        raise EngineError(f"{character} is not in the cast. Choose somebody who speaks in the script.")
    members = (
        m.model_copy(update={"voice_id": voice_id}) if m.name == character else m for m in cast.characters
    )
    return set_cast(project_id, cast.model_copy(update={"characters": tuple(members)}))


def set_narrator(project_id: str, narrator_id: str) -> Project:
    """Choose a narrator preset. Raises EngineError for an unknown one."""
    narrators = library.narrators()
    if narrator_id not in narrators:
        raise EngineError(f"There is no narrator {narrator_id}. Choose one of {', '.join(narrators)}.")
    return set_cast(project_id, get(project_id).cast.model_copy(update={"narrator": narrators[narrator_id]}))


def rename_speaker(project_id: str, old: str, new: str) -> None:
    """Rename a character in every turn; a name that is taken merges the two. One undo brings both back."""
    new = new.strip()
    if not new or old == NARRATOR:
        raise ScriptError("A character needs a name, and the narrator keeps his. Choose another one.")
    before = script(project_id)
    after = edit.rename_speaker(before, old, new)
    changed = [_scene_row(b) for a, b in zip(before.scenes, after.scenes, strict=True) if a != b]
    store.replace_scenes(project_id, changed, label=f"Rename {old} to {new}", with_project=True)
    cast = get(project_id).cast
    taken = any(member.name == new for member in cast.characters)
    members = [m for m in cast.characters if m.name != old or not taken]
    renamed = tuple(m.model_copy(update={"name": new}) if m.name == old else m for m in members)
    set_cast(project_id, cast.model_copy(update={"characters": renamed}))


def default_narrator() -> Narrator:
    """Return the first narrator preset."""
    return next(iter(library.narrators().values()))


def _cast_for(parsed: Script, cast: Cast) -> Cast:
    """Return the cast with a voice for every speaker; members it already has stay as they are."""
    known = {member.name: member for member in cast.characters}
    fields = set(Character.model_fields)
    found = (Character(**one.model_dump(include=fields)) for one in find_characters(parsed))
    wanted = [known.get(member.name, member) for member in found]
    return cast.model_copy(update={"characters": casting.cast_voices(wanted, cast.narrator)})


def _ensure_cast(project_id: str, speakers: set[str]) -> None:
    cast = get(project_id).cast
    missing = speakers - {NARRATOR} - {member.name for member in cast.characters}
    if not missing:
        return
    everybody = _cast_for(script(project_id), cast).characters
    added = tuple(member for member in everybody if member.name in missing)
    set_cast(project_id, cast.model_copy(update={"characters": cast.characters + added}))


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────


def _row(project: Project) -> store.Row:
    return {"body": project.model_dump_json(), "title": project.title, "updated_at": project.updated_at}


def _scene_row(scene: Scene) -> store.Row:
    spoken = scene.spoken_turns
    return {
        "id": scene.id,
        "chapter_id": scene.chapter_id,
        "title": scene.title,
        "turns": len(spoken),
        "unsure": sum(turn.kind == "dialogue" and turn.confidence < UNSURE_BELOW for turn in spoken),
        "words": sum(len(turn.text.split()) for turn in spoken),
        "approved": int(scene.approved),
        "body": scene.model_dump_json(),
    }


def _save_script(project_id: str, parsed: Script, *, label: str) -> None:
    titles = {chapter.id: chapter.title for chapter in parsed.chapters}
    rows = [_scene_row(s) | {"chapter_title": titles[s.chapter_id]} for s in parsed.scenes]
    store.replace_script(project_id, rows, label=label)
