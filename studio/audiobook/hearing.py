"""What sounds when somebody presses a play button: the same voice, delivery, rate and take as in the book."""

from textwrap import shorten

from engines.errors import EngineError
from engines.speech import library
from engines.types import Character, Narrator, Noun
from jobs import projects, queue
from jobs.kinds import sound, take
from jobs.kinds.preview import Params
from jobs.projects import Project
from studio import preview
from studio.audiobook import rows, score
from studio.audiobook.cast_cards import Part

TITLE_LENGTH = 48
"""Characters of a line in the tray."""


def turn(project: Project, scene_id: str, turn_id: str) -> str:
    """Let the cast say a turn and return the artifact id of the sound.

    Raises EngineError when it cannot be said.
    """
    found = rows.find(projects.scene(project.id, scene_id), turn_id)
    params = take.Params(project_id=project.id, scene_id=scene_id, turn_id=turn_id)
    return _heard(
        "take",
        params,
        title=f"{found.speaker}: {shorten(found.text, TITLE_LENGTH, placeholder='…')}",
        project=project,
    )


def cue(project: Project, scene_id: str, cue_id: str) -> str:
    """Make the sound of a cue and return its artifact id. Raises EngineError when it cannot be made."""
    found = score.find(projects.scene(project.id, scene_id), cue_id)
    return _heard("sound", sound.Params(cue=found), title=found.description, project=project)


def _heard(kind: str, params: Noun, *, title: str, project: Project) -> str:
    job_id = queue.submit(kind, params, title=title, project_id=project.id, priority=queue.PREVIEW_PRIORITY)
    return str(preview.wait(job_id).result["artifact_id"])


def narrator_said(narrator: Narrator, own: Part | None) -> Params:
    """Return a narrator reading the first lines of this book, else the preset's own sample."""
    text = own.sample if own else narrator.sample_text
    return Params(voice_id=narrator.voice_id, text=text, delivery=narrator.delivery, rate=narrator.rate)


def character_said(member: Character, own: Part | None) -> Params:
    """Return a character saying a line of their own, else the voice's sample."""
    if member.voice_id not in library.voices():
        raise EngineError(f"No voice for speaker {member.name}. Choose one in Cast.")
    return Params(voice_id=member.voice_id, text=own.sample if own else "")
