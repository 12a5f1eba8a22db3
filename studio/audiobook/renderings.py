"""Scenes and chapters that were rendered, as the player shows them, and the runs that make them."""

from markupsafe import Markup

from engines.errors import EngineError
from engines.types import Scene, Turn
from jobs import artifacts, projects, queue
from jobs.kinds import audiobook
from jobs.projects import Project
from jobs.types import Artifact, Job
from studio import files
from studio.audiobook import deliver, player, project_jobs
from studio.audiobook.player import Rendering, Spoken

KIND = "scene"
"""What jobs.kinds.audiobook calls the sound of one rendered scene."""


def start(project: Project, scene_id: str) -> str:
    """Render a scene, urgent, and return the job's id.

    A run of the same scene that is under way is not doubled.
    """
    running = job(project.id, scene_id)
    if running and running.is_active:
        return running.id
    name = scene_name(project.id, scene_id)
    params = audiobook.Params(project_id=project.id, scene_ids=(scene_id,), preview=True)
    return queue.submit(
        "audiobook", params, title=f"{name} of {project.title}", project_id=project.id, priority=SOON
    )


SOON = 1
"""A scene a person waits for goes before a whole book, after a spoken line."""


def job(project_id: str, scene_id: str) -> Job | None:
    """Return the newest run of a scene; None when it was never rendered."""
    return project_jobs.newest(project_id, "audiobook", scene_ids=[scene_id])


def scene_name(project_id: str, scene_id: str) -> str:
    """Return "Scene 3, The storm". Raises EngineError when the scene is gone."""
    for number, summary in enumerate(projects.scenes(project_id), start=1):
        if summary.id == scene_id:
            return f"Scene {number}, {summary.title}" if summary.title else f"Scene {number}"
    raise EngineError("This scene is no longer in the script. Choose another one in the list.")


def scene_panel(project_id: str, scene_id: str) -> Markup:
    """Return how the rendering of a scene is getting on, or its player; nothing when it was never
    rendered.
    """
    if not project_id or not scene_id:
        return Markup("")
    running = job(project_id, scene_id)
    if running and running.status != "done":
        return deliver.progress(running)
    found = of_scene(project_id, scene_id)
    return player.player(found) if found else Markup("")


def of_scene(project_id: str, scene_id: str) -> Rendering | None:
    """Return the newest sound of a scene; None when it was never rendered."""
    return next((each for each in of_project(project_id) if each.scene_id == scene_id), None)


def of_project(project_id: str) -> list[Rendering]:
    """Return the newest sound of every rendered scene, in reading order."""
    newest: dict[str, Artifact] = {}
    for artifact in artifacts.of_project(project_id):
        if artifact.kind == KIND:
            newest.setdefault(str(artifact.details["scene_id"]), artifact)
    order = [summary.id for summary in projects.scenes(project_id)]
    return [_rendering(project_id, newest[scene_id]) for scene_id in order if scene_id in newest]


def _rendering(project_id: str, artifact: Artifact) -> Rendering:
    details, scene_id = artifact.details, str(artifact.details["scene_id"])
    scene = projects.scene(project_id, scene_id)
    lines = _lines(scene, details["lines"])
    changed = [turn.id for turn in scene.spoken_turns] != [line.turn_id for line in lines]
    return Rendering(
        id=artifact.id,
        scene_id=scene_id,
        title=scene_name(project_id, scene_id),
        url=files.url(artifact.id),
        seconds=float(details["seconds"]),
        lines=lines,
        is_stale=changed or any(line.is_stale for line in lines),
    )


def _lines(scene: Scene, found: list[dict]) -> tuple[Spoken, ...]:
    """Return one line for each turn: its sentences joined, and whether it was edited since."""
    turns = {turn.id: turn for turn in scene.turns}
    joined: dict[str, dict] = {}
    for line in found:
        kept = joined.setdefault(line["turn_id"], dict(line))
        if kept is not line and kept["end_s"] < line["end_s"]:
            kept |= {"text": f"{kept['text'].rstrip()} {line['text'].lstrip()}", "end_s": line["end_s"]}
    return tuple(_spoken(scene.id, line, turns.get(turn_id)) for turn_id, line in joined.items())


def _spoken(scene_id: str, line: dict, turn: Turn | None) -> Spoken:
    return Spoken(
        turn_id=line["turn_id"],
        scene_id=scene_id,
        speaker=line["speaker"],
        text=line["text"].strip(),
        start_s=line["start_s"],
        end_s=line["end_s"],
        locked=bool(turn and turn.locked),
        is_stale=turn is None or turn.speaker != line["speaker"] or turn.text.split() != line["text"].split(),
    )
