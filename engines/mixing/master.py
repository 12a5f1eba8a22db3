"""Two masters of a chapter: the voice alone to ACX's numbers, the scored mix to a steady loudness."""

import numpy as np

from engines.mixing.levels import Levels
from engines.mixing.limiter import Limiter

VOICE_RMS_DB = -20.0
"""Target RMS of a voice-only chapter, pauses included; ACX asks for -23 to -18."""
VOICE_CEILING_DB = -4.0
"""Sample peak before encoding; ACX asks for -3 in the MP3, and coding and sharp voices add up to 0.6 dB."""
SCORED_LUFS = -19.0
"""Target loudness of the scored mix: what audiobook players expect, 1 to 3 LU under podcasts."""
SCORED_CEILING_DB = -5.0
"""Sample peak before encoding: coding (AAC, Opus, MP3) and the peaks between samples stay under -3 dBTP."""
LARGEST_GAIN_DB = 24.0


def voice_gain_db(levels: Levels) -> float:
    """Return the gain that brings the bare voice of a chapter to VOICE_RMS_DB."""
    return _gain_db(VOICE_RMS_DB - levels.voice_rms_db)


def scored_gain_db(levels: Levels) -> float:
    """Return the gain that brings voice and score together to SCORED_LUFS."""
    return _gain_db(SCORED_LUFS - levels.mix_lufs)


def _gain_db(wanted_db: float) -> float:
    # a chapter that needs more is silence, and is left so
    return wanted_db if wanted_db <= LARGEST_GAIN_DB else 0.0


class Master:
    """A gain and a limiter over a stream."""

    def __init__(self, gain_db: float, ceiling_db: float) -> None:
        self._gain = np.float32(10 ** (gain_db / 20))
        self._limiter = Limiter(ceiling_db)

    def push(self, samples: np.ndarray) -> np.ndarray:
        """Return the mastered samples that are ready, shaped as they came."""
        return self._limiter.push(samples * self._gain)

    def finish(self) -> np.ndarray:
        """Return the last ones."""
        return self._limiter.finish()
