"""What the fields and buttons of the cast step do, each saved at once; and the step as it is drawn."""

from markupsafe import Markup
from pydantic import ValidationError

from engines.errors import EngineError
from engines.speech import library
from engines.types import NARRATOR, Character
from jobs import projects
from jobs.kinds.preview import Params
from jobs.projects import Project
from studio.audiobook import cast_cards as cards
from studio.audiobook import hearing
from studio.markup import empty, join

LEAST_PAUSE, MOST_PAUSE = 0.3, 3.0
"""As in jobs.projects.ProjectSettings."""
UNDO_HINT = "Undo brings it back."


def draw(project: Project | None) -> Markup:
    """Return the cast board; what to do first when there is no script."""
    if project is None or not projects.scenes(project.id):
        return empty(
            "There is no cast yet.", "Parse a manuscript in step 1: everybody who speaks appears here."
        )
    scenes = projects.script(project.id).scenes
    board = cards.cast_board(project.cast, scenes, library.voices(), library.narrators())
    return join([board, cards.reading(project.settings.dictionary, project.settings.pause_factor)])


def put(project: Project, name: str, field: str, value: str) -> str:
    """Save a field of a character's card and return what to say about it.

    Raises EngineError when it does not fit.
    """
    if field == "dictionary":
        return _set(project, dictionary=cards.parsed_dictionary(value))
    if field == "pause_factor":
        return _set(project, pause_factor=_factor(value))
    member(project, name)
    match field:
        case "voice":
            projects.set_voice(project.id, name, value)
            return ""
        case "name":
            return _rename(project, name, value)
        case "merge":
            return _rename(project, name, value) if value else ""
        case "aliases":
            return _change(project, name, aliases=cards.alias_list(value))
        case "description":
            return _change(project, name, description=value.strip())
    raise EngineError(f"A character has no field {field}. Reload the page.")


def press(project: Project, act: str, subject: str) -> str:
    """Choose a narrator preset and return what to say about it."""
    if act != "narrator":
        raise EngineError(f"The cast cannot be asked to {act}. Reload the page.")
    chosen = projects.set_narrator(project.id, subject).cast.narrator
    return f"{chosen.name} reads."


def said(project: Project, subject: str, *, is_narrator: bool) -> Params:
    """Return what a narrator preset (by id) or a character (by name) says to be judged by."""
    parts = cards.parts(projects.script(project.id).scenes)
    if not is_narrator:
        return hearing.character_said(member(project, subject), parts.get(subject))
    narrators = library.narrators()
    if subject not in narrators:
        raise EngineError("This narrator is no longer in the library. Choose another one.")
    return hearing.narrator_said(narrators[subject], parts.get(NARRATOR))


def take_back(project_id: str) -> str:
    """Undo the last change and return what to say about it."""
    label = projects.undo(project_id)
    return f"Undone: {label.lower()}." if label else "There is nothing to undo."


def member(project: Project, name: str) -> Character:
    """Return a character by name. Raises EngineError when nobody of this name is in the cast."""
    for character in project.cast.characters:
        if character.name == name:
            return character
    raise EngineError(f"{name} is not in the cast any more. Reload the page.")


def _factor(value: str) -> float:
    try:
        factor = float(value.replace(",", ".") or 1)
    except ValueError:
        factor = 0.0
    if not LEAST_PAUSE <= factor <= MOST_PAUSE:
        raise EngineError(
            f"Pauses take a factor from {LEAST_PAUSE} to {MOST_PAUSE}. Write 1 for the usual ones."
        )
    return factor


def _set(project: Project, **settings: object) -> str:
    projects.update_settings(project.id, **settings)
    return ""


def _rename(project: Project, old: str, new: str) -> str:
    new = " ".join(new.split())
    if new == old:
        return ""
    merges = new == NARRATOR or any(character.name == new for character in project.cast.characters)
    projects.rename_speaker(project.id, old, new)
    return f"{old} is now {new}. {UNDO_HINT}" if merges else ""


def _change(project: Project, name: str, **changes: object) -> str:
    try:
        changed = cards.with_member(project.cast, name, **changes)
    except ValidationError as exc:
        raise EngineError(f"That does not fit the card of {name}: {exc.errors()[0]['msg']}.") from exc
    projects.set_cast(project.id, changed)
    return ""
