"""One sound of the score, to be judged by itself: music, ambience or an effect, made as the book will have
it.
"""

from engines.types import Cue, Noun
from jobs.context import Context
from jobs.production import make_sound

DEVICE = "cpu"


class Params(Noun):
    cue: Cue


def run(ctx: Context, params: Params) -> dict:
    """Make the sound and return {"artifact_id": …} of a WAV file.

    The book takes the same part, so it is work done.
    """
    ctx.report(0.0, params.cue.description, stage="Score")
    sound = make_sound(ctx, params.cue)
    details = {"cue_id": params.cue.id, "loop": sound.loop}
    artifact = ctx.save(sound.path, kind="preview", name=f"{params.cue.description}.wav", details=details)
    return {"artifact_id": artifact.id}
