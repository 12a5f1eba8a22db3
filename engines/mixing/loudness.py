"""Integrated loudness by ITU-R BS.1770-4, over a stream."""

import numpy as np
from scipy.signal import bilinear, sosfilt, tf2sos

ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
HOP_S = 0.1
"""Blocks are 0.4 s and overlap by 75 %."""


def k_weighting(rate_hz: int) -> np.ndarray:
    """Return the K-weighting filter as second-order sections, from the analogue prototypes of BS.1770-4 annex 1.

    A high shelf of +4 dB at 1682 Hz (Q 0.7072) and a high pass at 38.1 Hz (Q 0.5003), as De Man 2014 gives them.
    """
    high = 2 * np.pi * 1681.974450955533
    q, gain = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    band = gain**0.4996667741545416
    high = 2 * rate_hz * np.tan(high / (2 * rate_hz))
    shelf = bilinear([gain, band * high / q, high**2], [1, high / q, high**2], rate_hz)
    low = 2 * rate_hz * np.tan(np.pi * 38.13547087602444 / rate_hz)
    high_pass = bilinear([1, 0, 0], [1, low / 0.5003270373238773, low**2], rate_hz)
    # BS.1770 gives the second stage a numerator of exactly 1, -2, 1
    return np.vstack((tf2sos(*shelf), tf2sos([1.0, -2.0, 1.0], high_pass[1])))


class LoudnessMeter:
    """Add blocks, then ask for the integrated loudness. Keeps one number per 0.1 s."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        self._sections = k_weighting(rate_hz)
        self._state = np.zeros((len(self._sections), 2, channels))
        self._hop = round(HOP_S * rate_hz)
        self._rest = np.zeros(0)
        self._energies: list[np.ndarray] = []

    def add(self, samples: np.ndarray) -> None:
        """Add samples, shape (n, channels)."""
        weighted, self._state = sosfilt(self._sections, samples, axis=0, zi=self._state)
        power = np.concatenate((self._rest, np.einsum("nc,nc->n", weighted, weighted)))
        whole = len(power) // self._hop * self._hop
        self._energies.append(power[:whole].reshape(-1, self._hop).mean(axis=1))
        self._rest = power[whole:]

    def integrated_lufs(self) -> float:
        """Return the gated loudness in LUFS; -70 for silence or less than 0.4 s."""
        hops = np.concatenate(self._energies) if self._energies else np.zeros(0)
        if len(hops) < 4:
            return ABSOLUTE_GATE_LUFS
        blocks = np.convolve(hops, np.full(4, 0.25), mode="valid")
        audible = blocks[_lufs(blocks) > ABSOLUTE_GATE_LUFS]
        if not len(audible):
            return ABSOLUTE_GATE_LUFS
        gated = audible[_lufs(audible) > _lufs(audible.mean()) + RELATIVE_GATE_LU]
        return float(_lufs(gated.mean()))


def _lufs(power: np.ndarray) -> np.ndarray:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-12))
