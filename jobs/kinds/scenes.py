"""Scenes as they will sound in the book, a file each, to listen to long before the book is made."""

from typing import Any

from engines.errors import ScriptError
from engines.mixing.plan import ChapterPlan
from engines.mixing.timeline import ChapterTimeline
from engines.types import Cast, Noun, Scene, Turn
from jobs import artifacts, parts, projects
from jobs.chapters import mix_chapter
from jobs.context import Context
from jobs.production import count_utterances, plan_scenes
from jobs.projects import Project
from jobs.types import Artifact

DEVICE = "gpu"
KIND = "scene"
"""What the artifacts are called."""
MASTER = "scored.mp3"
KEY_LENGTH = 16


class Params(Noun):
    project_id: str
    scene_ids: tuple[str, ...] = ()
    """Only these; empty: all."""


def run(ctx: Context, params: Params) -> dict:
    """Render the scenes and return {"artifact_ids": […]}, in reading order. Scenes that did not change are kept.

    An artifact's details: scene_id, seconds, key (see scene_key), and lines: turn_id, key (see turn_key), speaker,
    text, start_s, end_s, one for each utterance.
    """
    project = projects.get(params.project_id)
    known = [summary.id for summary in projects.scenes(project.id)]
    wanted = [scene_id for scene_id in known if scene_id in params.scene_ids or not params.scene_ids]
    if not wanted:
        raise ScriptError(
            "There is no such scene in the script. Parse a manuscript, or choose another scene."
        )
    made = []
    for number, scene_id in enumerate(wanted):
        progress = _Progress(ctx, number, len(wanted))
        made.append(_render(ctx, project, projects.scene(project.id, scene_id), progress).id)
    return {"artifact_ids": made}


def scene_key(scene: Scene, project: Project) -> str:
    """Return a word that changes when the scene would sound different."""
    settings = project.settings
    sound = {
        "turns": [turn_key(turn, project.cast) for turn in scene.spoken_turns],
        "cues": [cue.model_dump() for cue in scene.cues] if settings.score else [],
        "settings": settings.model_dump(include={"dictionary", "pause_factor"}),
        "narrator": project.cast.narrator,
    }
    return parts.key("scene", sound)[:KEY_LENGTH]


def turn_key(turn: Turn, cast: Cast) -> str:
    """Return a word that changes when the turn would be said differently."""
    try:
        voice_id = cast.voice_id(turn)
    except KeyError:
        voice_id = ""
    said = turn.model_dump(include={"id", "speaker", "text", "spoken", "delivery", "pause_s", "take"})
    return parts.key("turn", said | {"voice": voice_id})[:KEY_LENGTH]


def newest(project_id: str) -> dict[str, Artifact]:
    """Return the newest rendering of each scene that has one, by scene id."""
    found: dict[str, Artifact] = {}
    for artifact in artifacts.of_project(project_id):
        if artifact.kind == KIND:
            found.setdefault(str(artifact.details["scene_id"]), artifact)
    return found


class _Progress:
    """Counts the utterances of one scene among several."""

    def __init__(self, ctx: Context, number: int, count: int) -> None:
        self._ctx, self._number, self._count = ctx, number, count
        self._done = 0
        self._total = 1

    def begin(self, total: int) -> None:
        self._total = max(1, total)
        self._report()

    def one(self) -> None:
        self._done += 1
        self._report()

    def _report(self) -> None:
        share = min(1.0, self._done / self._total)
        words = f"line {self._done} of {self._total}"
        if self._count > 1:
            words = f"scene {self._number + 1} of {self._count}, {words}"
        self._ctx.report((self._number + share) / self._count, words, stage="Speech")


def _render(ctx: Context, project: Project, scene: Scene, progress: _Progress) -> Artifact:
    before = newest(project.id).get(scene.id)
    key = scene_key(scene, project)
    if before and before.details.get("key") == key:
        return before
    progress.begin(count_utterances([scene], project))
    plans = plan_scenes(ctx, [scene], project, on_part=progress.one)
    title = scene.title or f"Scene {scene.id}"
    mixed = mix_chapter(ctx, ChapterPlan(chapter_id=scene.id, title=title, scenes=plans), (MASTER,))
    keys = {turn.id: turn_key(turn, project.cast) for turn in scene.spoken_turns}
    details = {
        "scene_id": scene.id,
        "key": key,
        "seconds": mixed.timeline.seconds,
        "lines": _lines(mixed.timeline, keys),
    }
    made = ctx.save(mixed.files[MASTER], kind=KIND, name=f"{title}.mp3", details=details)
    if before:
        artifacts.remove(before.id)
    return made


def _lines(timeline: ChapterTimeline, keys: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "turn_id": placed.line.utterance.turn_id,
            "key": keys[placed.line.utterance.turn_id],
            "speaker": placed.line.speaker,
            "text": placed.line.utterance.text,
            "start_s": round(placed.start_s, 3),
            "end_s": round(placed.end_s, 3),
        }
        for placed in timeline.lines
    ]
