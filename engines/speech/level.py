"""Loudness, edges and peaks of one spoken sentence, so that any two can stand side by side."""

from functools import cache

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import sosfilt

NEUTRAL_LUFS = -20.0
"""Every voice speaks a neutral sentence this loud."""
CEILING = 0.89
"""Largest sample: -1 dBFS."""
KNEE = 0.65
"""Above this, peaks are bent instead of cut."""
MOST_GAIN_DB = 24.0
SILENCE_DB = -48.0
"""Below the loudest 10 ms by this much counts as silence at the edges."""
EDGE_S = 0.04
"""Silence kept at both ends."""
FADE_S = 0.008


def loudness_lufs(samples: np.ndarray, rate_hz: int) -> float:
    """Return the gated loudness of mono sound after ITU-R BS.1770-4; a clip under 0.4 s is one block. -70: silence."""
    if not len(samples):
        return -70.0
    power = sosfilt(_k_weighting(rate_hz), samples.astype(np.float64)) ** 2
    block = min(len(power), int(0.4 * rate_hz))
    total = np.concatenate([[0.0], np.cumsum(power)])
    starts = np.arange(0, len(power) - block + 1, max(1, block // 4))
    blocks = (total[starts + block] - total[starts]) / block
    for gate_lufs in (-70.0, None):
        gate = _power(gate_lufs) if gate_lufs else _power(_lufs(blocks.mean()) - 10)
        kept = blocks[blocks > gate]
        if not len(kept):
            return -70.0
        blocks = kept
    return _lufs(blocks.mean())


def set_level(samples: np.ndarray, rate_hz: int, lufs: float) -> np.ndarray:
    """Return the sound at this loudness, its peaks bent below CEILING, float32. Silence stays silence."""
    present = loudness_lufs(samples, rate_hz)
    if present <= -70:
        return samples.astype(np.float32)
    gain_db = np.clip(lufs - present, -MOST_GAIN_DB, MOST_GAIN_DB)
    return limit(samples * np.float32(10 ** (gain_db / 20)))


def limit(samples: np.ndarray) -> np.ndarray:
    """Return the sound with every sample within CEILING; below KNEE nothing changes."""
    samples = samples.astype(np.float32, copy=True)
    high = np.flatnonzero(np.abs(samples) > KNEE)
    room = CEILING - KNEE
    samples[high] = np.sign(samples[high]) * (KNEE + room * np.tanh((np.abs(samples[high]) - KNEE) / room))
    return samples


def compress(samples: np.ndarray, rate_hz: int, ratio: float) -> np.ndarray:
    """Return the sound with its short-term level (20 ms) drawn towards its mean by `ratio`: effort, urgency."""
    envelope = np.sqrt(uniform_filter1d(samples.astype(np.float32) ** 2, int(0.02 * rate_hz)) + 1e-9)
    reference = np.sqrt(np.mean(envelope**2))
    over = np.maximum(
        envelope / reference, 0.25
    )  # what is 12 dB under the mean is breath and room, not voice
    return samples * over ** np.float32(1 / ratio - 1)


def trim(samples: np.ndarray, rate_hz: int) -> np.ndarray:
    """Return the sound without the silence at its ends but for EDGE_S, faded in and out."""
    step = max(1, rate_hz // 100)
    frames = samples[: len(samples) // step * step].reshape(-1, step)
    power = np.mean(frames**2, axis=1) if len(frames) else np.zeros(0)
    sounding = np.flatnonzero(power > max(power.max(initial=0), 1e-10) * 10 ** (SILENCE_DB / 10))
    if not len(sounding):
        return samples
    edge = int(EDGE_S * rate_hz)
    kept = samples[max(0, sounding[0] * step - edge) : (sounding[-1] + 1) * step + edge].copy()
    fade = min(int(FADE_S * rate_hz), len(kept) // 2)
    ramp = np.sin(np.linspace(0, np.pi / 2, fade, dtype=np.float32)) ** 2
    kept[:fade] *= ramp
    kept[len(kept) - fade :] *= ramp[::-1]
    return kept


def equalize(
    samples: np.ndarray, rate_hz: int, *, tilt_db: float = 0.0, low_cut_hz: float = 0.0
) -> np.ndarray:
    """Return the sound with a spectral tilt (dB per octave above 500 Hz, to 8 kHz) and a low cut of 12 dB per octave."""
    from scipy.fft import irfft, next_fast_len, rfft

    size = next_fast_len(len(samples) + rate_hz // 20, real=True)
    hz = np.fft.rfftfreq(size, 1 / rate_hz)
    gain = 10 ** (tilt_db * np.log2(np.clip(hz, 500, 8000) / 500) / 20)
    if low_cut_hz:
        gain *= np.minimum(1, hz / low_cut_hz) ** 2
    return irfft(rfft(samples.astype(np.float32), size) * gain.astype(np.float32), size)[: len(samples)]


def _lufs(power: float) -> float:
    return float(-0.691 + 10 * np.log10(max(power, 1e-12)))


def _power(lufs: float) -> float:
    return 10 ** ((lufs + 0.691) / 10)


@cache
def _k_weighting(rate_hz: int) -> np.ndarray:
    """The two filters of BS.1770 for any rate: a high shelf of +4 dB at 1682 Hz, a high pass at 38 Hz."""
    return np.stack([_shelf(rate_hz), _high_pass(rate_hz)])


def _shelf(rate_hz: int) -> np.ndarray:
    gain_db, quality, corner = (
        3.999843853973347,
        0.7071752369554196,
        np.tan(np.pi * 1681.974450955533 / rate_hz),
    )
    high = 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    a0 = 1 + corner / quality + corner**2
    b = [
        high + band * corner / quality + corner**2,
        2 * (corner**2 - high),
        high - band * corner / quality + corner**2,
    ]
    return np.array([*b, a0, 2 * (corner**2 - 1), 1 - corner / quality + corner**2]) / a0


def _high_pass(rate_hz: int) -> np.ndarray:
    quality, corner = 0.5003270373238773, np.tan(np.pi * 38.13547087602444 / rate_hz)
    a0 = 1 + corner / quality + corner**2
    poles = np.array([a0, 2 * (corner**2 - 1), 1 - corner / quality + corner**2]) / a0
    return np.concatenate([[1.0, -2.0, 1.0], poles])
