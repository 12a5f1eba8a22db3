"""How far the beds step back under speech. The lines are known beforehand, so the look-ahead is exact."""

from collections.abc import Sequence

import numpy as np

DEPTH_DB = -8.0
"""How much softer a bed is while somebody speaks."""
ATTACK_S = 0.4
"""The bed goes down over this long, and is down when the first word begins."""
RELEASE_S = 1.2
"""It comes up over this long after the last word."""
BRIDGE_S = 1.6
"""Pauses shorter than this do not bring the bed up: it would pump."""
STEP = 64
"""Gains are computed every so many samples and joined by straight lines."""


class Ducking:
    """Gain of the beds over a chapter, from the (start_s, end_s) of its lines in order."""

    def __init__(self, speech: Sequence[tuple[float, float]], *, depth_db: float = DEPTH_DB) -> None:
        times, levels = [0.0], [0.0]
        for start_s, end_s in bridged(speech):
            times += [start_s - ATTACK_S, start_s, end_s, end_s + RELEASE_S]
            levels += [0.0, depth_db, depth_db, 0.0]
        self._times, self._levels = np.maximum.accumulate(times), np.array(levels)

    def gains(self, start: int, count: int, rate_hz: int) -> np.ndarray:
        """Return the factors for `count` samples from `start`, float32, shape (count,)."""
        coarse = np.arange(start, start + count + STEP, STEP)
        gains = 10 ** (np.interp(coarse / rate_hz, self._times, self._levels) / 20)
        return np.interp(np.arange(start, start + count), coarse, gains).astype(np.float32)


def bridged(speech: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the stretches of speech with the short pauses between them filled."""
    joined: list[tuple[float, float]] = []
    for start_s, end_s in speech:
        if joined and start_s - joined[-1][1] < BRIDGE_S + ATTACK_S:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end_s))
        else:
            joined.append((start_s, end_s))
    return joined
