"""Made-up voices: signals whose pitch is known exactly."""

import numpy as np

from engines.speech.pitch import Pitch, VoicedClip
from engines.types import AudioClip

RATE_HZ = 24000


def buzz(f0_hz: float, seconds: float = 1.0, *, rate_hz: int = RATE_HZ, fall: float = 2.0) -> AudioClip:
    """A glottal-like tone: harmonics falling by 6 dB per octave times `fall`."""
    time = np.arange(int(seconds * rate_hz)) / rate_hz
    harmonics = range(1, int(4000 / f0_hz))
    wave = sum(np.cos(2 * np.pi * f0_hz * number * time) / number**fall for number in harmonics)
    return AudioClip((0.3 * wave).astype(np.float32), rate_hz)


def voiced(clip: AudioClip, f0_hz: float) -> VoicedClip:
    """The clip, with its pitch known."""
    frames = int(clip.seconds / 0.0125)
    return VoicedClip(clip.samples, clip.rate_hz, Pitch(np.full(frames, f0_hz, np.float32), 0.0125))


def noise(seconds: float = 1.0, *, level: float = 0.1) -> AudioClip:
    samples = np.random.default_rng(1).normal(0, level, int(seconds * RATE_HZ))
    return AudioClip(samples.astype(np.float32), RATE_HZ)
