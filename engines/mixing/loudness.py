"""Loudness and true peak as ITU-R BS.1770-4 defines them, streamed: K-weighting, energies of 100 ms, gated integration."""

import math

import numpy as np
from scipy.signal import firwin, lfilter, upfirdn

HOP_S = 0.1
"""Energies are kept for every tenth of a second: the step of BS.1770's blocks."""
HOPS_PER_BLOCK = 4
"""A gating block is 400 ms, overlapping by 75 %."""
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
OFFSET_LUFS = -0.691
SILENT_LUFS = -120.0
"""Said of a sound with nothing above the absolute gate."""


def k_weighting(rate_hz: int) -> tuple[np.ndarray, np.ndarray]:
    """Return BS.1770's shelf and high pass as one filter (b, a) for any rate.

    The analogue prototypes behind the standard's 48 kHz table: B. De Man, "Evaluation of implementations of the EBU R128
    loudness measurement", AES 2018; at 48 kHz these give the table to seven digits.
    """
    k = math.tan(math.pi * 1681.974450955533 / rate_hz)
    q = 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf_b = np.array([high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k]) / a0
    shelf_a = np.array([1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0])
    k = math.tan(math.pi * 38.13547087602444 / rate_hz)
    q = 0.5003270373238773
    a0 = 1 + k / q + k * k
    pass_a = np.array([1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0])
    return np.convolve(shelf_b, [1.0, -2.0, 1.0]), np.convolve(shelf_a, pass_a)


OVERSAMPLING = 4
_INTERPOLATION = OVERSAMPLING * firwin(12 * OVERSAMPLING + 1, 1 / OVERSAMPLING, window=("kaiser", 5.0))
_MARGIN = 6
"""Samples on either side that the interpolation reaches."""
_LARGEST_OVERSHOOT = 1.42
"""What a tone can rise between its samples (3 dB, at a quarter of the rate); where even that would not count, nothing is
interpolated."""
_WINDOW = 256


class TruePeak:
    """Takes blocks of sound and keeps the highest level that the reconstructed wave reaches, between samples too."""

    def __init__(self) -> None:
        self.value = 0.0
        """The true peak so far, as a factor of full scale."""
        self._rest: np.ndarray | None = None

    def add(self, samples: np.ndarray) -> None:
        """Take the next samples, shape (n, channels)."""
        samples = samples if self._rest is None else np.concatenate([self._rest, samples])
        self._rest = samples[-2 * _MARGIN :]
        for channel in samples.T:
            self._measure(np.ascontiguousarray(channel))

    def _measure(self, channel: np.ndarray) -> None:
        self.value = max(self.value, float(channel.max(initial=0)), -float(channel.min(initial=0)))
        count = len(channel) // _WINDOW
        windows = channel[: count * _WINDOW].reshape(count, _WINDOW)
        peaks = np.maximum(windows.max(axis=1, initial=0), -windows.min(axis=1, initial=0))
        # the loudest windows first settle the value, so that few of the others are left to interpolate
        order = np.argsort(peaks)[::-1]
        for some in np.array_split(order, max(1, len(order) // 64)):
            some = some[peaks[some] * _LARGEST_OVERSHOOT > self.value]
            if not len(some):
                break
            reach = some[:, None] * _WINDOW + np.arange(-_MARGIN, _WINDOW + _MARGIN)
            between = upfirdn(
                _INTERPOLATION, channel[np.clip(reach, 0, len(channel) - 1)], up=OVERSAMPLING, axis=1
            )
            inner = between[:, 2 * _MARGIN * OVERSAMPLING : -2 * _MARGIN * OVERSAMPLING]
            self.value = max(self.value, float(np.abs(inner).max()))


class Loudness:
    """Takes blocks of sound and keeps one K-weighted energy (sum over channels of mean squares) per 100 ms."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        self._hop = round(rate_hz * HOP_S)
        self._b, self._a = k_weighting(rate_hz)
        self._state = np.zeros((4, channels))
        self._rest = np.zeros(0)
        self._hops: list[np.ndarray] = []

    def add(self, samples: np.ndarray) -> None:
        """Take the next samples, shape (n, channels)."""
        weighted, self._state = lfilter(self._b, self._a, samples, axis=0, zi=self._state)
        power = np.einsum("nc,nc->n", weighted, weighted)
        power = np.concatenate([self._rest, power]) if len(self._rest) else power
        whole = len(power) // self._hop * self._hop
        self._hops.append(power[:whole].reshape(-1, self._hop).mean(axis=1))
        self._rest = power[whole:].copy()

    @property
    def energies(self) -> np.ndarray:
        """Return the energies of all whole hops so far."""
        return np.concatenate(self._hops) if self._hops else np.zeros(0)

    @property
    def lufs(self) -> float:
        """Return the integrated loudness so far."""
        return integrated_lufs(self.energies)


def integrated_lufs(energies: np.ndarray) -> float:
    """Return the gated loudness in LUFS of K-weighted energies per 100 ms; SILENT_LUFS when all is gated away."""
    if len(energies) < HOPS_PER_BLOCK:
        return SILENT_LUFS
    count = len(energies) - HOPS_PER_BLOCK + 1
    blocks = energies[:count] / HOPS_PER_BLOCK
    for later in range(1, HOPS_PER_BLOCK):
        blocks += energies[later : later + count] / HOPS_PER_BLOCK
    loud = blocks > _energy(ABSOLUTE_GATE_LUFS)
    if not loud.any():
        return SILENT_LUFS
    loud &= blocks > blocks.mean(where=loud) * 10 ** (RELATIVE_GATE_LU / 10)
    return OFFSET_LUFS + 10 * math.log10(blocks.mean(where=loud))


def _energy(lufs: float) -> float:
    return 10 ** ((lufs - OFFSET_LUFS) / 10)
