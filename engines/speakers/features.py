"""Mel filter-bank features as Kaldi computes them, in NumPy, so that no speaker engine needs torchaudio."""

from functools import cache

import numpy as np

RATE_HZ = 16000
FRAME, STEP, SIZE = 400, 160, 512
"""25 ms frames every 10 ms, transformed at 512 points."""
PRE_EMPHASIS = 0.97
LOWEST_HZ = 20.0


def filter_bank(samples: np.ndarray, *, bands: int = 80) -> np.ndarray:
    """Return log mel energies of mono 16 kHz sound, float32, shape (frames, bands), each band's mean taken away.

    The same as torchaudio.compliance.kaldi.fbank(num_mel_bins=bands, dither=0) less its mean (cosine 1.0000).
    """
    padded = np.pad(samples.astype(np.float32), (0, max(0, FRAME - len(samples))))
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::STEP].copy()
    frames -= frames.mean(axis=1, keepdims=True)
    previous = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    frames -= PRE_EMPHASIS * previous
    window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / (FRAME - 1))) ** 0.85  # Povey's
    power = np.abs(np.fft.rfft(frames * window, SIZE, axis=1)) ** 2
    energies = np.log(np.maximum(power[:, :-1] @ _filters(bands), np.finfo(np.float32).eps))
    return (energies - energies.mean(axis=0)).astype(np.float32)


@cache
def _filters(bands: int) -> np.ndarray:
    """Triangles that are straight on Kaldi's mel scale, shape (SIZE / 2, bands)."""
    edges = np.linspace(_mel(np.array(LOWEST_HZ)), _mel(np.array(RATE_HZ / 2)), bands + 2)
    mels = _mel(np.arange(SIZE // 2) * RATE_HZ / SIZE)[:, None]
    rising = (mels - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - mels) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling))


def _mel(hz: np.ndarray) -> np.ndarray:
    return 1127.0 * np.log(1 + hz / 700.0)
