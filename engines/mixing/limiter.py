"""A look-ahead peak limiter over a stream of blocks."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

HOP = 32
"""The gain is computed every so many samples (0.7 ms at 44.1 kHz) and joined by straight lines."""
AHEAD = 8
"""Hops over which the gain goes down before a peak: 6 ms, slow enough not to be heard as a click."""
RELEASE_DB = 0.06
"""It comes up by this much a hop: 80 dB a second, quick enough not to be heard as pumping."""


class Limiter:
    """Keeps a stream under a ceiling: `push` gives back what is ready, `finish` the rest; nothing is lost or delayed.

    The reduction needed at a hop is held over the AHEAD hops before it, falls by RELEASE_DB a hop after it, and is
    averaged over AHEAD hops. Every value in an average holds at least what its own hop needs, so no sample exceeds
    the ceiling.
    """

    def __init__(self, ceiling_db: float) -> None:
        # a hair lower, for the rounding of float32
        self._ceiling = 10 ** (ceiling_db / 20) * (1 - 1e-6)
        self._waiting: np.ndarray | None = None
        self._owed = 0
        self._unheard = AHEAD * HOP
        self._needed = np.zeros(1)
        self._held = np.zeros(AHEAD)

    def push(self, samples: np.ndarray) -> np.ndarray:
        """Return the samples, shape (n,) or (n, 2), that are ready; they trail the input by about 2 x AHEAD hops."""
        self._owed += len(samples)
        return self._advance(samples)

    def finish(self) -> np.ndarray:
        """Return the last samples."""
        if self._waiting is None:
            return np.zeros(0, np.float32)
        silence = np.zeros(((AHEAD + 1) * HOP, *self._waiting.shape[1:]), np.float32)
        return self._advance(silence)

    def _advance(self, samples: np.ndarray) -> np.ndarray:
        if self._waiting is None:
            # silence to come down in, in case the first sample is a peak; it is not given back
            self._waiting = np.zeros((AHEAD * HOP, *samples.shape[1:]), np.float32)
        waiting = np.concatenate((self._waiting, samples))
        hops = len(waiting) // HOP
        # _needed begins one hop before _waiting
        known = len(self._needed) - 1
        needed = np.concatenate((self._needed, self._reductions(waiting[known * HOP : hops * HOP])))
        ready = max(0, hops - AHEAD)
        limited = waiting[: ready * HOP]
        if ready:
            curve = self._curve(needed, ready)
            if curve.max() > 0:
                limited = _apply(limited, 10 ** (-curve / 20))
        self._waiting, self._needed = waiting[ready * HOP :], needed[ready:]
        unheard = min(self._unheard, len(limited))
        self._unheard -= unheard
        limited = limited[unheard : unheard + self._owed]
        self._owed -= len(limited)
        return limited

    def _reductions(self, samples: np.ndarray) -> np.ndarray:
        """Return the reduction in dB that each hop needs by itself."""
        by_hop = samples.reshape(len(samples) // HOP, HOP * (samples.shape[1] if samples.ndim == 2 else 1))
        peaks = np.maximum(by_hop.max(axis=1, initial=0), -by_hop.min(axis=1, initial=0))
        return 20 * np.log10(np.maximum(peaks.astype(np.float64) / self._ceiling, 1))

    def _curve(self, needed: np.ndarray, ready: int) -> np.ndarray:
        """Return the reduction in dB at the borders of the ready hops, shape (ready + 1,)."""
        ahead = sliding_window_view(needed[1:], AHEAD + 1).max(axis=1)
        # max(ahead, the last - RELEASE_DB), for all hops at once: the falling line is laid flat
        fall = RELEASE_DB * np.arange(ready + 1)
        held = np.maximum.accumulate(np.concatenate((self._held[-1:], ahead)) + fall) - fall
        history = np.concatenate((self._held, held[1:]))
        self._held = history[-AHEAD:]
        return sliding_window_view(history, AHEAD).mean(axis=1)


def _apply(samples: np.ndarray, gains: np.ndarray) -> np.ndarray:
    """Return the samples times gains that run straight from border to border of their hops."""
    ramp = np.arange(HOP) / HOP
    curve = (gains[:-1, None] + np.diff(gains)[:, None] * ramp).astype(np.float32).reshape(-1)
    return samples * (curve if samples.ndim == 1 else curve[:, None])
