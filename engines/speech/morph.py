"""A voice changed into another: pitch, range, formants and tempo in one pass, then tilt and breath."""

import numpy as np
import soxr

from engines.speech.aspiration import breathe
from engines.speech.level import equalize
from engines.speech.pitch import Pitch, pitch_of
from engines.speech.psola import resynthesize
from engines.types import AudioClip, Morph

TREMOR_HZ = 6.5
"""How fast a frightened or old voice shakes."""


def bends_pitch(morph: Morph) -> bool:
    """Whether the voice must be laid out anew, period by period."""
    return (morph.pitch, morph.pitch_range, morph.formant) != (1, 1, 1)


def apply(clip: AudioClip, morph: Morph, *, tremor: float = 0.0, seed: int = 0) -> AudioClip:
    """Return mono speech changed by the morph. tremor: depth of a 6.5 Hz shake of the pitch, as a fraction.

    The tempo is changed here too, but only together with the pitch; alone it is the engine's own affair.
    """
    samples = clip.samples
    if bends_pitch(morph) or tremor:
        samples = bend(clip, pitch_of(clip), morph, tremor=tremor)
    if morph.tilt_db:
        samples = equalize(samples, clip.rate_hz, tilt_db=morph.tilt_db)
    if morph.breath:
        samples = breathe(samples, clip.rate_hz, morph.breath, seed=seed)
    return AudioClip(samples.astype(np.float32, copy=False), clip.rate_hz)


def bend(clip: AudioClip, pitch: Pitch, morph: Morph, *, tremor: float = 0.0) -> np.ndarray:
    """Return the samples with another pitch, range, vocal tract and tempo.

    Resampling scales pitch, formants and tempo alike and costs next to nothing; what it changed too much of pitch and
    tempo, the overlap-add takes back.
    """
    samples = clip.samples
    if morph.formant != 1:
        samples = soxr.resample(samples, clip.rate_hz * morph.formant, clip.rate_hz, quality="MQ")
        pitch = Pitch(pitch.f0_hz * np.float32(morph.formant), pitch.step_s / morph.formant)
    ratio = np.full(len(pitch.f0_hz), morph.pitch / morph.formant)
    if morph.pitch_range != 1 and pitch.voiced.any():
        relative = np.where(pitch.voiced, pitch.f0_hz, pitch.mean_hz) / pitch.mean_hz
        ratio = ratio * relative ** (morph.pitch_range - 1)
    if tremor:
        ratio = ratio * (1 + tremor * np.sin(2 * np.pi * TREMOR_HZ * np.arange(len(ratio)) * pitch.step_s))
    ratio = np.clip(ratio, 0.3, 3.0)
    return resynthesize(samples, clip.rate_hz, pitch, ratio=ratio, rate=morph.rate / morph.formant)
