"""Pitch and tempo of speech by pitch-synchronous overlap and add (TD-PSOLA): no analysis beyond the pitch itself.

Moulines and Charpentier, "Pitch-synchronous waveform processing techniques" (1990). A grain of two periods around
every pitch mark is laid down again at the wanted distance; formants stay where they are. 330 times real
time, over 20 times faster than WORLD at about its quality (docs/voices.md).
"""

from functools import lru_cache

import numpy as np
from scipy.signal import butter, sosfiltfilt

from engines.speech.pitch import Pitch

UNVOICED_STEP_S = 0.005
"""Distance of marks where there is no pitch, in seconds."""
SEARCH = 0.2
"""How far from the expected place a pitch mark is looked for, in periods."""
FUNDAMENTAL = 2.0
"""Marks are looked for below this multiple of the mean pitch. Peaks of the unfiltered wave jump from one formant ripple
to the next: that costs up to 0.5 DNSMOS on high voices."""


def resynthesize(
    samples: np.ndarray, rate_hz: int, pitch: Pitch, *, ratio: np.ndarray, rate: float = 1.0
) -> np.ndarray:
    """Return the speech at another pitch and tempo, float32, len(samples) / rate long.

    ratio: wanted over present pitch, one for each frame of `pitch`. rate: tempo, as a factor.
    """
    if not len(samples) or not len(pitch.f0_hz):
        return samples
    places, periods, voiced = pitch_marks(samples, rate_hz, pitch)
    frames = np.minimum((places / (pitch.step_s * rate_hz)).astype(int), len(pitch.f0_hz) - 1)
    ratios = np.where(voiced, ratio[frames], 1.0)
    return _overlap_add(samples, places, periods, ratios, rate)


def pitch_marks(samples: np.ndarray, rate_hz: int, pitch: Pitch) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return places (samples), periods (samples, float) and whether voiced, one each per mark, in order.

    A mark sits on the crest of the fundamental nearest to one period after the last mark.
    """
    wave = _fundamental(samples, rate_hz, pitch)
    count, step = len(samples), pitch.step_s * rate_hz
    unvoiced_step = max(1, int(UNVOICED_STEP_S * rate_hz))
    frame_periods = [rate_hz / f0_hz if f0_hz > 0 else 0.0 for f0_hz in pitch.f0_hz.tolist()]
    last_frame = len(frame_periods) - 1
    places: list[int] = []
    periods: list[float] = []
    voiced: list[bool] = []
    place, inside = 0, False
    while place < count:
        period = frame_periods[min(int(place / step), last_frame)]
        if not period:
            places.append(place)
            periods.append(unvoiced_step)
            voiced.append(False)
            place, inside = place + unvoiced_step, False
            continue
        expected = places[-1] + period if inside else place + period / 2
        reach = max(2.0, period * SEARCH) if inside else period / 2
        start = max(0, int(expected - reach))
        near = wave[start : int(expected + reach) + 2]
        if len(near) < 3:
            break
        place = start + int(near.argmax())
        places.append(place)
        periods.append(period)
        voiced.append(True)
        inside = frame_periods[min(int((place + period) / step), last_frame)] > 0
        place += 1 if inside else int(period / 2) + 1
    return np.array(places), np.array(periods), np.array(voiced)


def _fundamental(samples: np.ndarray, rate_hz: int, pitch: Pitch) -> np.ndarray:
    """Return the wave of the fundamental, its taller crests upwards."""
    if not pitch.mean_hz:
        return samples
    corner_hz = min(FUNDAMENTAL * pitch.mean_hz, 0.45 * rate_hz)
    wave = sosfiltfilt(
        butter(2, corner_hz, fs=rate_hz, output="sos"), samples, padlen=min(99, len(samples) - 1)
    )
    return -wave if -wave.min() > wave.max() else wave


def _overlap_add(
    samples: np.ndarray, places: np.ndarray, periods: np.ndarray, ratios: np.ndarray, rate: float
) -> np.ndarray:
    """Lay the grain of the nearest mark down at every wanted pitch mark."""
    length = int(len(samples) / rate)
    margin = 2 * int(periods.max(initial=1)) + 3
    source = np.pad(samples, margin)
    output = np.zeros(length + 2 * margin, np.float32)
    # the power of a voice per Hz does not depend on how many harmonics carry it
    gains = (1 / np.sqrt(ratios)).astype(np.float32).tolist()
    borders = ((places[1:] + places[:-1]) / (2 * rate)).tolist()
    steps = (periods / ratios).tolist()
    marks, halves = places.tolist(), np.round(periods).astype(int).tolist()
    mark, last, time = 0, len(marks) - 1, 0.0
    while time < length:
        while mark < last and borders[mark] < time:
            mark += 1
        half = halves[mark]
        window = _hann(2 * half)
        centre, target = marks[mark] + margin, round(time) + margin
        output[target - half : target + half] += source[centre - half : centre + half] * (
            window * gains[mark]
        )
        time += steps[mark]
    return output[margin : margin + length]


@lru_cache(maxsize=1024)
def _hann(size: int) -> np.ndarray:
    return (0.5 - 0.5 * np.cos(np.arange(size) * 2 * np.pi / size)).astype(np.float32)
