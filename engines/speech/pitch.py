"""Pitch over time: what an engine knows of its own speech, or what is measured from any other."""

from dataclasses import dataclass

import numpy as np

from engines.types import AudioClip

FLOOR_HZ = 60.0
CEILING_HZ = 500.0
STEP_S = 0.01
PERIODICITY = 0.45
"""Normalised autocorrelation above which a frame counts as voiced (Boersma 1993 uses 0.45)."""


@dataclass(frozen=True)
class Pitch:
    """The fundamental frequency of a clip, frame by frame."""

    f0_hz: np.ndarray
    """float32, shape (frames,); 0 where the voice does not sound."""
    step_s: float
    """Seconds a frame lasts; frame k covers [k, k + 1) steps."""

    @property
    def voiced(self) -> np.ndarray:
        return self.f0_hz > 0

    @property
    def mean_hz(self) -> float:
        """Geometric mean over the voiced frames; 0 when there are none."""
        voiced = self.f0_hz[self.voiced]
        return float(np.exp(np.mean(np.log(voiced)))) if len(voiced) else 0.0

    @property
    def range_semitones(self) -> float:
        """Spread of the pitch in semitones: the standard deviation of a normal one with the same middle 80 %.

        A few frames an octave off do not count. 0 when nothing is voiced.
        """
        voiced = self.f0_hz[self.voiced]
        if not len(voiced):
            return 0.0
        low, high = np.percentile(12 * np.log2(voiced), [10, 90])
        return float(high - low) / 2.563

    @property
    def voiced_fraction(self) -> float:
        return float(np.mean(self.voiced)) if len(self.f0_hz) else 0.0


@dataclass(frozen=True)
class VoicedClip(AudioClip):
    """Speech whose engine also tells its pitch, so that nothing has to be measured."""

    pitch: Pitch


def pitch_of(clip: AudioClip) -> Pitch:
    """Return the pitch an engine knew, else the measured one."""
    return clip.pitch if isinstance(clip, VoicedClip) else measure_pitch(clip)


def measure_pitch(clip: AudioClip) -> Pitch:
    """Return the pitch of mono speech by autocorrelation, every 10 ms, 60 to 500 Hz.

    The autocorrelation of a windowed frame over that of its window, after P. Boersma, "Accurate short-term analysis
    of the fundamental frequency" (1993), with a three-frame median against octave slips. About 150 times real time.
    """
    from scipy.fft import irfft, rfft

    step = max(1, int(clip.rate_hz * STEP_S))
    width = int(3 * clip.rate_hz / FLOOR_HZ)
    size = 1 << (2 * width - 1).bit_length()
    padded = np.pad(clip.samples.astype(np.float32), (width // 2, width))
    count = max(1, len(clip.samples) // step)
    frames = np.lib.stride_tricks.sliding_window_view(padded, width)[step // 2 :: step][:count]
    window = np.hanning(width).astype(np.float32)
    frames = (frames - frames.mean(axis=1, keepdims=True)) * window
    correlation = irfft(np.abs(rfft(frames, size, axis=1)) ** 2, axis=1)
    own = irfft(np.abs(rfft(window, size)) ** 2)
    shortest, longest = int(clip.rate_hz / CEILING_HZ), int(clip.rate_hz / FLOOR_HZ)
    energy = correlation[:, :1]
    lags = np.arange(shortest, longest + 1)
    periodicity = correlation[:, lags] / (np.maximum(energy, 1e-9) * (own[lags] / own[0]))
    # a long lag wins only when it is clearly better: every multiple of the period correlates as well as the period
    best = np.argmax(periodicity - 0.02 * np.log2(lags / shortest), axis=1)
    loud = energy[:, 0] > 1e-4 * energy.max(initial=1e-9)
    voiced = (periodicity[np.arange(len(best)), best] > PERIODICITY) & loud
    f0_hz = np.where(voiced, clip.rate_hz / lags[best], 0).astype(np.float32)
    neighbours = np.sort(np.stack([np.roll(f0_hz, 1), f0_hz, np.roll(f0_hz, -1)]), axis=0)[1]
    return Pitch(neighbours, step / clip.rate_hz)
