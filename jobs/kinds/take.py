"""One line of a script as the book will have it: the same utterances and parts, with the pauses between
them.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engines import audio
from engines.errors import ScriptError
from engines.types import AudioClip, Noun, Turn
from jobs import projects
from jobs.context import Context
from jobs.production import SPEECH_WORKERS, speak, turn_requests

DEVICE = "gpu"


class Params(Noun):
    project_id: str
    scene_id: str
    turn_id: str


def run(ctx: Context, params: Params) -> dict:
    """Speak the turn and return {"artifact_id": …} of a WAV file.

    The book takes the same parts, so it is work done.
    """
    project = projects.get(params.project_id)
    turn = _find(params)
    wanted = turn_requests(turn, project.cast, project.settings)
    if not wanted:
        raise ScriptError("There is nothing to say in this line. Write words, or leave it silent.")
    requests = [request for _, request in wanted]
    pauses = [utterance.pause_s for utterance, _ in wanted[:-1]]
    ctx.report(0.0, f"{turn.speaker} speaks", stage="Speech")
    spoken = ctx.parts("speech", requests, speak, workers=SPEECH_WORKERS)
    key = {"requests": requests, "pauses": pauses}
    whole = ctx.part("take", key, lambda path: audio.write(path, joined(spoken, pauses)))
    details = {"turn_id": turn.id, "take": turn.take}
    artifact = ctx.save(whole, kind="preview", name=f"{turn.speaker} {turn.id}.wav", details=details)
    return {"artifact_id": artifact.id}


def joined(paths: Sequence[Path], pauses_s: Sequence[float]) -> AudioClip:
    """Return mono sounds of one rate one after the other, silent for `pauses_s` seconds after each but the
    last.
    """
    clips = [audio.read(path) for path in paths]
    rate_hz = clips[0].rate_hz
    pieces = [clips[0].samples]
    for clip, pause_s in zip(clips[1:], pauses_s, strict=True):
        pieces += [
            np.zeros(round(pause_s * rate_hz), dtype=np.float32),
            audio.resample(clip, rate_hz).samples,
        ]
    return AudioClip(np.concatenate(pieces), rate_hz)


def _find(params: Params) -> Turn:
    for turn in projects.scene(params.project_id, params.scene_id).turns:
        if turn.id == params.turn_id:
            return turn
    raise ScriptError("This line is no longer in the scene. Reload the page to see the scene as it is.")
