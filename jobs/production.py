"""From scenes to plans for the mixer: every utterance spoken and every cue made, each a part that is made once."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from engines import audio
from engines.base import SoundEngine
from engines.effects.choose import best_engine
from engines.errors import EngineError
from engines.language.utterances import utterances
from engines.mixing.plan import Line, ScenePlan, Sound
from engines.models import get as engine
from engines.registry import find
from engines.speech import library
from engines.speech.performance import perform, performance_version
from engines.types import NARRATOR, Cast, Cue, Scene, Turn, Utterance, Voice
from jobs.context import Context
from jobs.projects import Project, ProjectSettings
from jobs.store import speeds

LOOP_SECONDS = 40.0
"""A bed longer than this is a loop of this length: nobody hears the repeat under speech, and it is made once."""
SPEECH_WORKERS = 2

Request = dict[str, Any]


def speech_request(text: str, voice: Voice, *, delivery: str, rate: float, take: int) -> Request:
    """Return everything that changes how an utterance sounds: the key of its part."""
    sound = voice.model_dump(include={"engine", "speaker", "morph"}) | {"id": voice.id}
    return {
        "text": text,
        "voice": sound,
        "delivery": delivery,
        "rate": rate,
        "take": take,
        "version": performance_version(voice),
    }


def speak(request: Request, path: Path) -> None:
    """Render a speech request to a mono WAV file."""
    voice = Voice(name=request["voice"]["id"], **request["voice"])
    started = time.perf_counter()
    clip = perform(
        request["text"], voice, delivery=request["delivery"], rate=request["rate"], seed=request["take"]
    )
    speeds.add(voice.id, clip.seconds, time.perf_counter() - started)
    audio.write(path, clip)


def turn_requests(turn: Turn, cast: Cast, settings: ProjectSettings) -> list[tuple[Utterance, Request]]:
    """Return the utterances of a turn that have something to say, each with its request."""
    voice = voice_of(turn, cast)
    narrates = turn.speaker == NARRATOR
    pause = settings.pause_factor * cast.narrator.pause
    said = utterances(turn, dictionary=settings.dictionary, pause_factor=pause)
    delivery = cast.narrator.delivery if narrates and turn.delivery == "neutral" else turn.delivery
    rate = cast.narrator.rate if narrates else 1.0
    return [
        (each, speech_request(each.spoken, voice, delivery=delivery, rate=rate, take=turn.take))
        for each in said
        if each.spoken
    ]


def voice_of(turn: Turn, cast: Cast) -> Voice:
    """Return the voice that says a turn. Raises EngineError for a speaker without one."""
    try:
        return library.voices()[cast.voice_id(turn)]
    except KeyError as exc:
        raise EngineError(f"No voice for speaker {turn.speaker}. Choose one in Cast.") from exc


def count_utterances(scenes: Sequence[Scene], project: Project) -> int:
    """Return how many utterances these scenes have."""
    return sum(len(pairs) for _, _, pairs in _said(scenes, project))


def plan_scenes(
    ctx: Context, scenes: Sequence[Scene], project: Project, *, on_part: Callable[[], None] | None = None
) -> tuple[ScenePlan, ...]:
    """Speak every utterance and make every cue of these scenes; parts that exist are taken as they are."""
    said = list(_said(scenes, project))
    requests = [request for _, _, pairs in said for _, request in pairs]
    paths = iter(ctx.parts("speech", requests, speak, workers=SPEECH_WORKERS, on_done=on_part))
    lines: dict[str, list[Line]] = {scene.id: [] for scene in scenes}
    for scene, turn, pairs in said:
        lines[scene.id] += [
            Line(utterance=utterance, speaker=turn.speaker, path=next(paths)) for utterance, _ in pairs
        ]
    return tuple(
        ScenePlan(
            scene_id=scene.id,
            title=scene.title,
            lines=tuple(lines[scene.id]),
            sounds=tuple(make_sound(ctx, cue) for cue in scene.cues) if project.settings.score else (),
        )
        for scene in scenes
    )


def _said(
    scenes: Sequence[Scene], project: Project
) -> Iterator[tuple[Scene, Turn, list[tuple[Utterance, Request]]]]:
    for scene in scenes:
        for turn in scene.spoken_turns:
            yield scene, turn, turn_requests(turn, project.cast, project.settings)


def make_sound(ctx: Context, cue: Cue) -> Sound:
    """Make the sound of a cue, as a part."""
    engine_id = cue.engine or best_engine(cue.kind, cue.description)
    loop = cue.kind != "effect"
    request = {
        "engine": engine_id,
        "version": find(engine_id).version,
        "description": cue.description,
        "seconds": min(cue.seconds, LOOP_SECONDS),
        "take": cue.take,
        "loop": loop,
    }
    return Sound(cue=cue, path=ctx.part("sound", request, lambda path: _make(request, path)), loop=loop)


def _make(request: Request, path: Path) -> None:
    maker = engine(request["engine"])
    if not isinstance(maker, SoundEngine):
        raise EngineError(
            f"{request['engine']} makes no music or effects. Choose another engine for this sound."
        )
    clip = maker.make(request["description"], request["seconds"], seed=request["take"], loop=request["loop"])
    audio.write(path, clip)
