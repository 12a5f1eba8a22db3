"""Two masters of a chapter: the voice alone to ACX's numbers, the scored mix to a steady loudness."""

import numpy as np

from engines import audio
from engines.mixing.limiter import Limiter
from engines.mixing.timeline import ChapterTimeline

VOICE_RMS_DB = -20.0
"""Target RMS of a voice-only chapter, pauses included; ACX asks for -23 to -18."""
VOICE_CEILING_DB = -4.0
"""Sample peak before encoding; ACX asks for -3 in the MP3, and coding adds up to 1 dB."""
SCORED_GAIN_DB = -1.0
"""Speech is rendered at -20 LUFS, which is -17 on two channels (BS.1770 adds them up); the mix is delivered near -18."""
SCORED_CEILING_DB = -2.0
LARGEST_GAIN_DB = 12.0


def voice_gain_db(timeline: ChapterTimeline) -> float:
    """Return the gain that brings a chapter's voice to VOICE_RMS_DB, from the energies of its lines.

    Reads each line once at its own rate; pauses are digital silence, so the energies add up.
    """
    energy = 0.0
    for placed in timeline.lines:
        clip = audio.read(placed.line.path)
        energy += float(np.sum(np.square(clip.samples, dtype=np.float64))) / clip.rate_hz
    if not energy or not timeline.seconds:
        return 0.0
    return min(LARGEST_GAIN_DB, VOICE_RMS_DB - 10 * float(np.log10(energy / timeline.seconds)))


class Master:
    """A gain and a limiter over a stream."""

    def __init__(self, gain_db: float, ceiling_db: float) -> None:
        self._gain = np.float32(10 ** (gain_db / 20))
        self._limiter = Limiter(ceiling_db)

    def push(self, samples: np.ndarray) -> np.ndarray:
        """Return the mastered samples that are ready."""
        return self._limiter.push(samples * self._gain)

    def finish(self) -> np.ndarray:
        """Return the last ones."""
        return self._limiter.finish()
