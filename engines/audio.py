"""Sound in and out of memory: read, write, resample, level. Everything that touches a sound file comes through here."""

import os
from pathlib import Path

import numpy as np
import soundfile
import soxr

from engines.errors import AudioError
from engines.types import AudioClip


def read(path: Path, *, rate_hz: int | None = None, mono: bool = True) -> AudioClip:
    """Return the sound of a WAV, FLAC, OGG or MP3 file, mono (n,) or as it is (n, channels), resampled when asked.

    Raises AudioError if the file has no readable sound.
    """
    try:
        samples, file_rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as exc:
        raise AudioError(f"{Path(path).name} has no sound that can be read. Choose another file.") from exc
    clip = AudioClip(samples.mean(axis=1) if mono else samples, file_rate_hz)
    return resample(clip, rate_hz) if rate_hz else clip


def write(path: Path, clip: AudioClip, *, subtype: str = "PCM_16") -> None:
    """Write a WAV or FLAC file (by suffix) completely or not at all."""
    path = Path(path)
    temporary = path.with_name(path.name + ".tmp")
    file_format = "FLAC" if path.suffix.lower() == ".flac" else "WAV"
    soundfile.write(temporary, np.clip(clip.samples, -1, 1), clip.rate_hz, subtype=subtype, format=file_format)
    os.replace(temporary, path)


def resample(clip: AudioClip, rate_hz: int) -> AudioClip:
    """Return the clip at another rate (soxr, HQ)."""
    if clip.rate_hz == rate_hz:
        return clip
    return AudioClip(soxr.resample(clip.samples, clip.rate_hz, rate_hz).astype(np.float32), rate_hz)


def rms_db(samples: np.ndarray) -> float:
    """Return the RMS level in dBFS; -120 for digital silence."""
    return float(20 * np.log10(max(1e-6, np.sqrt(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0)))


def peak_db(samples: np.ndarray) -> float:
    """Return the sample peak in dBFS; -120 for digital silence."""
    return float(20 * np.log10(max(1e-6, np.abs(samples).max(initial=0))))
