"""Short mono sounds that recipes place on a canvas: struck bodies, drops, bursts, glides, voices."""

import numpy as np
from numpy.typing import ArrayLike

from engines import circle
from engines.circle import RATE_HZ, Curve

ATTACK_S = 0.0006
"""Every stroke rises within this time, so that none begins with a jump."""
RELEASE = 0.3
"""The part of its length in which a decaying stroke is led to zero, so that none ends with a jump."""


def seconds(duration_s: float) -> np.ndarray:
    """Return the times of the samples of a stroke, float32, shape (m,)."""
    return np.arange(max(8, round(duration_s * RATE_HZ)), dtype=np.float32) / RATE_HZ


def soften(stroke: np.ndarray, attack_s: float = ATTACK_S, release_s: float = 0.004) -> np.ndarray:
    """Return strokes, shape (m,) or (k, m), that rise from zero and fall to zero."""
    time_s = np.arange(stroke.shape[-1], dtype=np.float32) / RATE_HZ
    rise = np.minimum(1, time_s / attack_s)
    fall = np.minimum(1, time_s[::-1] / release_s)
    return stroke * (rise * rise * (3 - 2 * rise) * fall)


def struck(hz: ArrayLike, decay_s: ArrayLike, gain: ArrayLike, duration_s: float) -> np.ndarray:
    """Return the sum of decaying partials of a struck body, shape (m,): modal synthesis.

    hz, decay_s (until 1/e), gain: shape (partials,).
    """
    time_s = seconds(duration_s)[None]
    hz, decay_s, gain = (np.asarray(values, np.float32)[:, None] for values in (hz, decay_s, gain))
    return soften(
        (gain * np.exp(-time_s / decay_s) * np.sin(2 * np.pi * hz * time_s)).sum(axis=0),
        release_s=RELEASE * duration_s,
    )


def pings(
    hz: np.ndarray, decay_s: np.ndarray, gain: np.ndarray, duration_s: float, rise: float = 0.0
) -> np.ndarray:
    """Return one decaying sine per row, shape (k, m).

    rise: relative change of frequency per decay, above 0 for bubbles.
    """
    time_s = seconds(duration_s)[None]
    hz, decay_s, gain = (np.asarray(values, np.float32)[:, None] for values in (hz, decay_s, gain))
    cycles = hz * time_s * (1 + 0.5 * rise * time_s / decay_s)
    return soften(gain * np.exp(-time_s / decay_s) * np.sin(2 * np.pi * cycles))


def burst(
    rng: np.random.Generator, duration_s: float, decay_s: float, curve: Curve, rise_s: float = ATTACK_S
) -> np.ndarray:
    """Return a decaying burst of noise with this spectrum, shape (m,), peak 1."""
    return bursts(rng, 1, duration_s, decay_s, curve, rise_s)[0]


def bursts(
    rng: np.random.Generator,
    count: int,
    duration_s: float,
    decay_s: float,
    curve: Curve,
    rise_s: float = ATTACK_S,
) -> np.ndarray:
    """Return decaying bursts of noise with this spectrum, shape (count, m), each with peak 1."""
    time_s = seconds(duration_s)
    white = rng.standard_normal((len(time_s), count), dtype=np.float32)
    coloured = circle.shape(white, curve).T * np.exp(-time_s / decay_s)
    coloured = soften(coloured, rise_s, RELEASE * duration_s)
    return coloured / np.abs(coloured).max(axis=1, keepdims=True)


def glide(hz: np.ndarray, harmonics: tuple[float, ...] = (1.0,)) -> np.ndarray:
    """Return a tone that follows a frequency curve, shape (m,); harmonics: gains of partials 1, 2, …"""
    turn = 2 * np.pi * np.cumsum(hz, dtype=np.float64) / RATE_HZ
    partials = [gain * np.sin(turn * (k + 1)) for k, gain in enumerate(harmonics)]
    return np.sum(partials, axis=0).astype(np.float32)


def curve_through(points: list[tuple[float, float]], duration_s: float) -> np.ndarray:
    """Return a curve through (fraction of the duration, value) points, shape (m,), straight between them."""
    place, values = zip(*points, strict=True)
    return np.interp(seconds(duration_s) / duration_s, place, values).astype(np.float32)


def hump(duration_s: float, peak_at: float = 0.5, sharpness: float = 1.0) -> np.ndarray:
    """Return an envelope from 0 over 1 at the fraction peak_at back to 0, shape (m,)."""
    time = seconds(duration_s) / np.float32(duration_s)
    warped = np.where(time < peak_at, time / peak_at, (1 - time) / (1 - peak_at)).clip(0, 1) * (np.pi / 2)
    return np.sin(warped).astype(np.float32) ** (2 * sharpness)


def reedy(hz: np.ndarray, tilt: float = 1.0) -> np.ndarray:
    """Return a bright buzz that follows a frequency curve, shape (m,), as a throat or a reed makes it.

    The pulse is cos(phase) to a power rather than a saw, so that it has no jump and hardly any aliasing.
    """
    turn = np.pi * np.cumsum(hz, dtype=np.float64) / RATE_HZ
    return (np.abs(np.cos(turn)) ** (8 * tilt) - 0.3).astype(np.float32)


def spoken(buzz: np.ndarray, formants: list[tuple[float, float, float]]) -> np.ndarray:
    """Return a buzz, shape (m,), as a mouth shapes it. formants: (Hz, bandwidth in Hz, gain)."""
    hz = np.fft.rfftfreq(len(buzz), 1 / RATE_HZ).astype(np.float32)
    peaks = [gain / (1 + ((hz - centre) / (width / 2)) ** 2) for centre, width, gain in formants]
    factors = np.sum(peaks, axis=0)
    factors[0] = 0
    return np.fft.irfft(np.fft.rfft(buzz) * factors, len(buzz)).astype(np.float32)
