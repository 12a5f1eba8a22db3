"""Breath: the noise of air in a voice, alone (a whisper) or beside the tone.

Short-time spectra too short to hold a pitch (8 ms) are smoothed into an envelope, which is filled with noise.
"""

import numpy as np
from scipy.fft import irfft, rfft

from engines.speech.pitch import Pitch

FRAME_S = 0.008
CHEST_HZ = 700.0
"""A whisper has little below this: the glottis no longer pulses."""
SMOOTHING = 3
"""Bins on each side over which the envelope is averaged."""


def whisper(samples: np.ndarray, rate_hz: int, pitch: Pitch, *, seed: int = 0) -> np.ndarray:
    """Return the speech as a whisper: every voiced sound carried by noise, float32, of the same length."""
    size = 2 * round(FRAME_S * rate_hz / 2)
    spectra = _frames(samples, size)
    envelope = _smooth(np.abs(spectra))
    hz = np.arange(envelope.shape[1]) * rate_hz / size
    # -12 dB per octave below the chest's border, +3 above 1 kHz: the long-term difference between whisper and voice
    # (Ito et al., "Analysis and recognition of whispered speech", 2005)
    shape = np.minimum(1, np.maximum(hz, 60) / CHEST_HZ) ** 2 * np.maximum(1, hz / 1000) ** 0.5
    places = np.arange(len(envelope)) * (size // 2) / (pitch.step_s * rate_hz)
    voiced = pitch.voiced[np.minimum(places.astype(int), len(pitch.f0_hz) - 1)]
    envelope[voiced] *= shape.astype(np.float32)
    return _add(envelope * _noise(envelope.shape, size, seed), size, len(samples))


def breathe(samples: np.ndarray, rate_hz: int, amount: float, *, seed: int = 0) -> np.ndarray:
    """Return the speech with audible breath, 0 (none) to 1 (about as much air as tone above 1 kHz)."""
    size = 2 * round(FRAME_S * rate_hz / 2)
    envelope = _smooth(np.abs(_frames(samples, size)))
    hz = np.arange(envelope.shape[1]) * rate_hz / size
    envelope *= (amount * np.minimum(1, hz / 2500) ** 1.5).astype(np.float32)
    return samples + _add(envelope * _noise(envelope.shape, size, seed), size, len(samples))


def _window(size: int) -> np.ndarray:
    """A periodic square-root Hann window: applied twice at half overlap it adds up to one."""
    return np.sin(np.pi * (np.arange(size) + 0.5) / size).astype(np.float32)


def _frames(samples: np.ndarray, size: int) -> np.ndarray:
    padded = np.pad(samples, (size // 2, size))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[:: size // 2]
    return rfft(frames * _window(size), axis=1)


def _add(spectra: np.ndarray, size: int, length: int) -> np.ndarray:
    half = size // 2
    frames = (irfft(spectra, size, axis=1) * _window(size)).reshape(len(spectra), 2, half)
    output = np.zeros((len(spectra) + 1, half), np.float32)
    output[:-1] += frames[:, 0]
    output[1:] += frames[:, 1]
    return output.reshape(-1)[half : half + length]


def _smooth(envelope: np.ndarray) -> np.ndarray:
    """Average the power over neighbouring bins, so that no harmonic is left standing."""
    power = np.cumsum(np.pad(envelope**2, ((0, 0), (SMOOTHING + 1, SMOOTHING)), mode="edge"), axis=1)
    width = 2 * SMOOTHING + 1
    return np.sqrt(np.maximum(power[:, width:] - power[:, :-width], 0) / width).astype(np.float32)


def _noise(shape: tuple[int, int], size: int, seed: int) -> np.ndarray:
    """Return spectra of white noise; their power is two, since the analysis window halved that of the envelope."""
    normal = np.random.default_rng(seed).standard_normal((shape[0], 2 * shape[1]), dtype=np.float32)
    return normal.view(np.complex64)
