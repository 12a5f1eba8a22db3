"""Scenes and chapters that were rendered, as the player shows them, and the runs that make them."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from engines.errors import EngineError
from engines.types import Cast, Scene, Turn
from jobs import projects, queue
from jobs.kinds import scenes
from jobs.projects import Project
from jobs.types import Artifact, Job
from studio import files
from studio.audiobook import delivery_form, player, project_jobs
from studio.audiobook.player import Rendering, Spoken

SOON = 1
"""A scene a person waits for goes before a whole book, and after a spoken line."""


def start(project: Project, scene_id: str) -> str:
    """Render a scene and return the job's id. A run of the same scene that is under way is not doubled."""
    name = scene_name(project.id, scene_id)
    return _start(project, (scene_id,), title=f"{name} of {project.title}")


def start_all(project: Project) -> str:
    """Render every scene that is new or changed and return the job's id."""
    if not projects.scenes(project.id):
        raise EngineError("There is nothing to render yet. Parse a manuscript in step 1.")
    return _start(project, (), title=f"All scenes of {project.title}")


def job(project_id: str, scene_id: str | None) -> Job | None:
    """Return the newest run of a scene, of all scenes when None; None when there was no such run."""
    return project_jobs.newest(project_id, "scenes", scene_ids=[scene_id] if scene_id else [])


def fingerprint(project_id: str) -> str:
    """Return a word that changes when a run begins or ends and when another scene of it is done."""
    recent = project_jobs.newest(project_id, "scenes")
    if recent is None:
        return ""
    scene_count = len(recent.params["scene_ids"]) or len(projects.scenes(project_id))
    return f"{recent.id} {recent.status} {int(recent.fraction * scene_count)}"


def _start(project: Project, scene_ids: tuple[str, ...], *, title: str) -> str:
    running = job(project.id, scene_ids[0] if scene_ids else None)
    if running and running.is_active:
        return running.id
    params = scenes.Params(project_id=project.id, scene_ids=scene_ids)
    return queue.submit(
        "scenes", params, title=title, project_id=project.id, priority=SOON if scene_ids else 0
    )


def scene_name(project_id: str, scene_id: str) -> str:
    """Return "Scene 3, The storm". Raises EngineError when the scene is gone."""
    for number, summary in enumerate(projects.scenes(project_id), start=1):
        if summary.id == scene_id:
            return f"Scene {number}, {summary.title}" if summary.title else f"Scene {number}"
    raise EngineError("This scene is no longer in the script. Choose another one in the list.")


def scene_panel(project_id: str, scene_id: str) -> Markup:
    """Return how the rendering of a scene is getting on, or its sound; nothing when it was never
    rendered.
    """
    if not project_id or not scene_id:
        return Markup("")
    running = job(project_id, scene_id)
    if running and running.status != "done":
        return delivery_form.progress(running)
    found = of_scene(project_id, scene_id)
    return player.strip(found) if found else Markup("")


def of_scene(project_id: str, scene_id: str) -> Rendering | None:
    """Return the newest sound of a scene; None when it was never rendered."""
    artifact = scenes.newest(project_id).get(scene_id)
    return _rendering(projects.get(project_id), artifact) if artifact else None


def of_project(project: Project) -> list[Rendering]:
    """Return the newest sound of every rendered scene, in reading order."""
    newest = scenes.newest(project.id)
    order = [summary.id for summary in projects.scenes(project.id)]
    return [_rendering(project, newest[scene_id]) for scene_id in order if scene_id in newest]


def _rendering(project: Project, artifact: Artifact) -> Rendering:
    details, scene_id = artifact.details, str(artifact.details["scene_id"])
    scene = projects.scene(project.id, scene_id)
    return Rendering(
        id=artifact.id,
        scene_id=scene_id,
        title=scene_name(project.id, scene_id),
        url=files.url(artifact.id),
        seconds=float(details["seconds"]),
        lines=lines(scene, project.cast, details["lines"]),
        is_stale=details.get("key") != scenes.scene_key(scene, project),
    )


def lines(scene: Scene, cast: Cast, utterances: Sequence[Mapping[str, Any]]) -> tuple[Spoken, ...]:
    """Return one line for each turn, its utterances joined. utterances: see jobs.kinds.scenes."""
    turns = {turn.id: turn for turn in scene.turns}
    grouped = groupby(utterances, key=lambda utterance: utterance["turn_id"])
    return tuple(_spoken(scene.id, list(said), turns.get(turn_id), cast) for turn_id, said in grouped)


def _spoken(scene_id: str, said: list[Mapping[str, Any]], turn: Turn | None, cast: Cast) -> Spoken:
    return Spoken(
        turn_id=said[0]["turn_id"],
        scene_id=scene_id,
        speaker=said[0]["speaker"],
        text="".join(utterance["text"] for utterance in said).strip(),
        start_s=said[0]["start_s"],
        end_s=said[-1]["end_s"],
        locked=bool(turn and turn.locked),
        is_stale=turn is None or scenes.turn_key(turn, cast) != said[0]["key"],
    )
