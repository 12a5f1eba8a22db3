"""A look-ahead peak limiter over a stream of blocks."""

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d

LOOK = 882
"""Samples of look-ahead to either side: 20 ms at 44.1 kHz, slow enough not to be heard as distortion."""


class Limiter:
    """Keeps a stream under a ceiling: `push` gives back what is ready, `finish` the rest; nothing is lost or delayed.

    The gain is the smallest needed within ±LOOK, averaged over ±LOOK: each smallest in an average is one over the sample
    that the average is for, so no output sample exceeds the ceiling.
    """

    def __init__(self, ceiling_db: float) -> None:
        self._ceiling = 10 ** (ceiling_db / 20)
        self._waiting: np.ndarray | None = None
        self._context = 0

    def push(self, samples: np.ndarray) -> np.ndarray:
        """Return the samples, shape (n,) or (n, 2), that are ready; they trail the input by 2·LOOK."""
        waiting = samples if self._waiting is None else np.concatenate((self._waiting, samples))
        ready = max(self._context, len(waiting) - 2 * LOOK)
        limited = self._limit(waiting)[self._context : ready]
        keep_from = max(0, ready - 2 * LOOK)
        self._waiting, self._context = waiting[keep_from:], ready - keep_from
        return limited

    def finish(self) -> np.ndarray:
        """Return the last samples."""
        if self._waiting is None:
            return np.zeros(0, np.float32)
        limited = self._limit(self._waiting)[self._context :]
        self._waiting, self._context = None, 0
        return limited

    def _limit(self, samples: np.ndarray) -> np.ndarray:
        peaks = np.abs(samples).max(axis=1) if samples.ndim == 2 else np.abs(samples)
        if peaks.max(initial=0.0) <= self._ceiling:
            return samples
        needed = np.minimum(1.0, self._ceiling / np.maximum(peaks.astype(np.float64), 1e-9))
        lowest = minimum_filter1d(needed, 2 * LOOK + 1, mode="nearest")
        gains = uniform_filter1d(lowest, 2 * LOOK + 1, mode="nearest").astype(np.float32)
        return samples * (gains[:, None] if samples.ndim == 2 else gains)
