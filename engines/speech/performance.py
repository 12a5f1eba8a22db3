"""One sentence performed: the engine speaks, the voice's morph and the delivery bend it, and its level is set."""

import numpy as np

from engines import models, registry
from engines.base import SpeechEngine
from engines.errors import SpeechError
from engines.speech import level, morph
from engines.speech.aspiration import whisper
from engines.speech.deliveries import MANNERS, Manner, combine
from engines.speech.pitch import Pitch, pitch_of
from engines.types import AudioClip, Delivery, Morph, Voice

VERSION = "1"
"""Changes whenever the same performance would sound different."""


def performance_version(voice: Voice) -> str:
    """Return what makes two performances with the same arguments the same sound: for the keys of parts."""
    return f"{registry.find(voice.engine).version}+performance-{VERSION}"


def perform(
    text: str, voice: Voice, *, delivery: Delivery = "neutral", rate: float = 1.0, seed: int = 0
) -> AudioClip:
    """Return one sentence in this voice, mono float32 at the engine's rate, the same for the same arguments.

    Neutral speech is at -20 LUFS, whispers are softer, shouts louder, no sample is above -1 dBFS; 40 ms of silence are
    kept at both ends. rate: factor on speaking rate, 0.5 to 2. seed: 0 is the plain reading, any other another take.
    Raises SpeechError when there is nothing to say, NotReady when the engine lacks something.
    """
    engine = models.get(voice.engine)
    if not isinstance(engine, SpeechEngine):
        raise SpeechError(f"{voice.engine} cannot speak. Choose a speech engine for the voice {voice.name}.")
    manner = MANNERS[delivery]
    wanted = combine(voice.morph, _take(manner.morph, seed), rate)
    spoken = _speak(engine, text, voice, wanted, manner, seed)
    samples = _shape(spoken, wanted, manner, seed)
    samples = level.trim(samples, spoken.rate_hz)
    return AudioClip(
        level.set_level(samples, spoken.rate_hz, level.NEUTRAL_LUFS + manner.level_db), spoken.rate_hz
    )


def _speak(
    engine: SpeechEngine, text: str, voice: Voice, wanted: Morph, manner: Manner, seed: int
) -> AudioClip:
    """Let the engine speak; the tempo is left to the pitch pass when there is one, which changes it at no cost."""
    bent = morph.bends_pitch(wanted) or manner.tremor
    return engine.speak(text, speaker=voice.speaker, rate=1.0 if bent else wanted.rate, seed=seed)


def _shape(spoken: AudioClip, wanted: Morph, manner: Manner, seed: int) -> np.ndarray:
    rate_hz = spoken.rate_hz
    if manner.whispered:
        # a whisper has no pitch to bend, but it keeps the voice's vocal tract and tempo
        samples = morph.apply(spoken, wanted.model_copy(update={"breath": 0.0}), seed=seed).samples
        return whisper(samples, rate_hz, _stretched(spoken, len(samples)), seed=seed)
    samples = morph.apply(spoken, wanted, tremor=manner.tremor, seed=seed).samples
    if manner.effort != 1:
        samples = level.compress(samples, rate_hz, manner.effort)
    if manner.low_cut_hz:
        samples = level.equalize(samples, rate_hz, low_cut_hz=manner.low_cut_hz)
    return samples


def _stretched(spoken: AudioClip, length: int) -> Pitch:
    """Return the pitch of what was spoken, laid over `length` samples of its morph."""
    pitch = pitch_of(spoken)
    return Pitch(pitch.f0_hz, length / spoken.rate_hz / max(1, len(pitch.f0_hz)))


def _take(manner: Morph, seed: int) -> Morph:
    """Return the manner a little varied: engines of few words (hibari) would else say every take alike."""
    if not seed:
        return manner
    random = np.random.default_rng(seed)
    return manner.model_copy(
        update={
            "pitch": manner.pitch * random.uniform(0.97, 1.03),
            "pitch_range": manner.pitch_range * random.uniform(0.85, 1.25),
            "rate": manner.rate * random.uniform(0.95, 1.05),
        }
    )
