"""A voice says a line, at once: previews overtake whatever is running."""

from pydantic import Field

from engines.errors import EngineError
from engines.speech import library
from engines.types import Delivery, Noun
from jobs.context import Context
from jobs.production import speak, speech_request

DEVICE = "gpu"


class Params(Noun):
    voice_id: str
    text: str = Field(default="", max_length=2000)
    """What to say; empty: the voice's own sample line."""
    delivery: Delivery = "neutral"
    rate: float = Field(default=1.0, ge=0.5, le=2.0)
    take: int = Field(default=0, ge=0)


def run(ctx: Context, params: Params) -> dict:
    """Speak the text and return {"artifact_id": …} of a WAV file."""
    voices = library.voices()
    if params.voice_id not in voices:
        raise EngineError(f"There is no voice {params.voice_id}. Choose one in the Voices tab.")
    voice = voices[params.voice_id]
    text = params.text.strip() or voice.sample_text
    request = speech_request(text, voice, delivery=params.delivery, rate=params.rate, take=params.take)
    ctx.report(0.0, f"{voice.name} speaks", stage="Speech")
    path = ctx.part("speech", request, lambda part: speak(request, part))
    artifact = ctx.save(
        path, kind="preview", name=f"{voice.name}.wav", details={"voice": voice.id, "text": text}
    )
    return {"artifact_id": artifact.id}
