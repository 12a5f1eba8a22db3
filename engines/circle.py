"""Sound on a circle: a buffer whose end joins its beginning, so that a loop has no seam by construction.

Filters and echoes are circular (one multiplication of spectra), events that pass the end go on at the
beginning. What music and effects share about length, level and tone is here; neither knows the other.
"""

import math
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np

from engines.errors import AudioError

RATE_HZ = 44100
PEAK = 0.8
"""The highest sample of a finished sound."""
RMS_DB = -18.0
"""The level of a finished sound in dBFS, unless its peaks forbid it."""
LONGEST_S = 96.0
"""Longer sounds repeat a circle of at most this length, which bounds time and memory."""
SHORTEST_S = 0.05

Curve = Sequence[tuple[float, float]]
"""A frequency response as (Hz, dB) points, straight lines between them on a logarithmic frequency axis."""


def sample_count(seconds: float) -> int:
    """Return the number of samples of a sound of this length. Raises AudioError below SHORTEST_S."""
    if not math.isfinite(seconds) or seconds < SHORTEST_S:
        raise AudioError(
            f"A sound of {seconds:g} seconds cannot be made. Ask for {SHORTEST_S} seconds or more."
        )
    return round(seconds * RATE_HZ)


def friendly(n: int) -> int:
    """Return the smallest number >= n whose prime factors are 2, 3, 5 and 7.

    A Fourier transform of such a length is up to 8 times as fast (measured: 441,000 against 441,001 samples).
    """
    while not _is_smooth(n):
        n += 1
    return n


def _is_smooth(n: int) -> bool:
    for prime in (2, 3, 5, 7):
        while n % prime == 0:
            n //= prime
    return n == 1


@lru_cache(maxsize=4)
def _octaves(n: int) -> np.ndarray:
    """log2 of the frequency of every bin of a transform of n samples; the first bin counts as 1 Hz."""
    return np.log2(np.maximum(np.fft.rfftfreq(n, 1 / RATE_HZ), 1.0))


def response(n: int, curve: Curve) -> np.ndarray:
    """Return the amplitude factor of every bin of a transform of n samples, without DC.

    float32, shape (n // 2 + 1,).
    """
    hz, db = zip(*curve, strict=True)
    octaves_of_gain = np.asarray(db) / (20 * math.log10(2))
    factors = np.exp2(np.interp(_octaves(n), np.log2(hz), octaves_of_gain).astype(np.float32))
    factors[0] = 0
    return factors


def shape(samples: np.ndarray, curve: Curve) -> np.ndarray:
    """Return samples, shape (n,) or (n, 2), filtered on the circle without phase shift."""
    factors = response(len(samples), curve)
    spectrum = np.fft.rfft(samples, axis=0)
    spectrum *= factors if samples.ndim == 1 else factors[:, None]
    return np.fft.irfft(spectrum, len(samples), axis=0).astype(np.float32, copy=False)


@cache
def _echoes(decay_s: float, bright: bool) -> np.ndarray:
    """A room's impulse response, shape (m, 2): noise that dies away by 60 dB in decay_s, its treble sooner.

    Energy 1 in each channel. It follows Moorer, "About this reverberation business", CMJ 3(2), 1979.
    """
    count = friendly(round(decay_s * 1.2 * RATE_HZ))
    time_s = np.arange(count, dtype=np.float32)[:, None] / RATE_HZ
    white = np.random.default_rng(1979).standard_normal((count, 2), dtype=np.float32)
    low = shape(white, [(60, -30), (150, 0), (1500, 0), (5000, -40)])
    high = shape(
        white, [(700, -60), (1500, -9), (4000, -3 if bright else -12), (9000, -14 if bright else -40)]
    )
    tail = low * 10 ** (-3 * time_s / decay_s) + high * 10 ** (-3 * time_s / (0.45 * decay_s))
    tail *= 1 - np.exp(-time_s / 0.012)
    return tail / np.sqrt(np.mean(np.sum(tail**2, axis=0)))


@lru_cache(maxsize=2)
def _echo_spectrum(n: int, decay_s: float, bright: bool) -> np.ndarray:
    """The spectrum of a room's impulse response laid round a circle of n samples, shape (n // 2 + 1, 2)."""
    tail = _echoes(decay_s, bright)
    wrapped = np.zeros((n, 2), np.float32)
    for start in range(0, len(tail), n):
        piece = tail[start : start + n]
        wrapped[: len(piece)] += piece
    return np.fft.rfft(wrapped, axis=0)


def in_room(
    samples: np.ndarray,
    decay_s: float,
    wet: float,
    *,
    bright: bool = False,
    dry: np.ndarray | None = None,
    curve: Curve | None = None,
) -> np.ndarray:
    """Return stereo samples with the echoes of a room added on the circle.

    decay_s: until the echoes have fallen by 60 dB. wet: amplitude of the echoes against the direct sound, 0
    to 1. dry: what is added without echoes. curve: the tone of it all, as in `shape`, at no further cost.
    """
    spectrum = np.fft.rfft(samples, axis=0)
    spectrum *= 1 + np.float32(wet) * _echo_spectrum(len(samples), decay_s, bright)
    if dry is not None:
        spectrum += np.fft.rfft(dry, axis=0)
    if curve is not None:
        spectrum *= response(len(samples), curve)[:, None]
    return np.fft.irfft(spectrum, len(samples), axis=0).astype(np.float32, copy=False)


def stretch(circle: np.ndarray, n: int) -> np.ndarray:
    """Return the circle with n samples instead of its own number, still a circle."""
    if len(circle) == n:
        return circle
    spectrum = np.fft.rfft(circle, axis=0)
    return (np.fft.irfft(spectrum, n, axis=0) * (n / len(circle))).astype(np.float32, copy=False)


def repeat_to(circle: np.ndarray, n: int) -> np.ndarray:
    """Return n samples: whole turns of the circle, each stretched by a sample or so.

    The result is a circle again: the difference is spread over the turns, never cut off at the end.
    """
    turns = max(1, round(n / len(circle)))
    count, longer = divmod(n, turns)
    plain = stretch(circle, count)
    if not longer:
        return np.tile(plain, (turns, 1)) if turns > 1 else plain
    return np.concatenate([stretch(circle, count + 1)] * longer + [plain] * (turns - longer))


def fade_ends(samples: np.ndarray, in_s: float, out_s: float) -> np.ndarray:
    """Return a copy that starts and ends at exactly zero.

    in_s, out_s: lengths of the raised-cosine fades, each at most half the sound.
    """
    faded = samples.copy()
    for seconds, ending in ((in_s, False), (out_s, True)):
        count = min(len(samples) // 2, max(2, round(seconds * RATE_HZ)))
        ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, count, dtype=np.float32)))[:, None]
        if ending:
            faded[-count:] *= ramp[::-1]
        else:
            faded[:count] *= ramp
    return faded


def level(samples: np.ndarray, *, rms_db: float = RMS_DB, peak: float = PEAK) -> np.ndarray:
    """Return the samples without DC at rms_db, or lower where their highest peak would pass `peak`."""
    centred = samples - samples.mean(axis=0, dtype=np.float64).astype(np.float32)
    rms = math.sqrt(float(np.mean(np.square(centred), dtype=np.float64)))
    highest = float(np.abs(centred).max(initial=0))
    if highest == 0 or rms == 0:
        return centred
    return centred * np.float32(min(10 ** (rms_db / 20) / rms, peak / highest))
