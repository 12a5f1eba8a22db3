"""The measured card of a finished file: what is really in it after encoding, against the numbers it should have."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from engines.errors import AudioError
from engines.mixing.loudness import Loudness, TruePeak
from engines.types import Noun

WINDOW_S = 0.05
"""Levels of silence are read in windows of this length."""
SILENCE_DB = -45.0
"""A stretch of half a second or more below this is silence, whose level is the noise floor."""
DECAY, ONSET = 4, 2
"""Windows at the edges of a silence that still belong to a word dying away, or already to one beginning."""
VERSION = "2"
"""Changes whenever the same file would be measured differently: part of every card's key."""
SHORTEST_SILENCE = 10
"""Windows."""
FLOOR_OF_NOTHING_DB = -120.0


class Reading(Noun):
    """One number of a card."""

    name: str
    value: float
    unit: str
    lowest: float | None = None
    highest: float | None = None

    @property
    def passed(self) -> bool:
        rounded = round(self.value, 2)
        return (self.lowest is None or rounded >= self.lowest) and (
            self.highest is None or rounded <= self.highest
        )


class Card(Noun):
    """What was measured on one encoded file."""

    name: str
    """The file's name."""
    standard: str
    """"ACX" for the voice-only master, "scored mix" for the other."""
    seconds: float
    rate_hz: int
    channels: int
    bit_rate: int
    """Bits per second over the whole file."""
    rms_db: float
    """RMS of the whole file in dBFS."""
    peak_db: float
    """Sample peak in dBFS."""
    true_peak_db: float
    """Peak between the samples too, in dBTP (BS.1770-4 annex 2)."""
    floor_db: float
    """RMS of the loudest silence in dBFS; -120: digital silence or none."""
    lufs: float
    """Integrated loudness."""
    head_s: float
    """Silence before the first sound."""
    tail_s: float
    """Silence after the last sound."""
    readings: tuple[Reading, ...]

    @property
    def passed(self) -> bool:
        return all(reading.passed for reading in self.readings)


def measure(path: Path, *, standard: str) -> Card:
    """Decode a file once, in a stream, and return its card. Raises AudioError when it has no sound."""
    tally = _Tally()
    for samples, rate_hz in decode(path):
        tally.add(samples, rate_hz)
    tally.finish()
    if not tally.count:
        raise AudioError(f"{path.name} has no sound to measure. Make it again.")
    return tally.card(path, standard)


def decode(path: Path) -> Iterator[tuple[np.ndarray, int]]:
    """Yield float32 blocks of shape (n, channels) with their rate. Raises AudioError for a file that has no sound."""
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise AudioError(f"{path.name} has no sound. Choose another file.")
            stream = container.streams.audio[0]
            stream.thread_type = "AUTO"
            to_float = av.AudioResampler(format="fltp")
            for frame in container.decode(stream):
                for converted in to_float.resample(frame):
                    yield converted.to_ndarray().T, converted.sample_rate
    except av.FFmpegError as exc:
        raise AudioError(f"{path.name} cannot be decoded ({exc.strerror}). Make it again.") from exc


class _Tally:
    """Sums over a stream of blocks."""

    def __init__(self) -> None:
        self.count = 0
        self._energy = 0.0
        self._peak = 0.0
        self._meter: Loudness | None = None
        self._true_peak = TruePeak()
        self._windows: list[np.ndarray] = []
        self._gathered: list[np.ndarray] = []
        self._gathered_count = 0

    def add(self, samples: np.ndarray, rate_hz: int) -> None:
        self._rate_hz, self._channels = rate_hz, samples.shape[1]
        self._gathered.append(samples)
        self._gathered_count += len(samples)
        # decoders give a thousand samples at a time: gathered, numpy is ten times quicker
        if self._gathered_count >= rate_hz * 4:
            self._count()

    def finish(self) -> None:
        """Count what is still gathered."""
        self._count()

    def _count(self) -> None:
        if not self._gathered:
            return
        samples = np.concatenate(self._gathered)
        window = round(WINDOW_S * self._rate_hz)
        whole = len(samples) // window * window
        self._gathered, self._gathered_count = [samples[whole:]], len(samples) - whole
        self._sum(samples[:whole], window)

    def _sum(self, samples: np.ndarray, window: int) -> None:
        if not len(samples):
            return
        self._meter = self._meter or Loudness(self._rate_hz, self._channels)
        self._meter.add(samples)
        self._true_peak.add(samples)
        power = np.einsum("nc,nc->n", samples, samples, dtype=np.float64) / self._channels
        self.count += len(samples)
        self._energy += float(power.sum())
        self._peak = max(self._peak, float(np.abs(samples).max()))
        self._windows.append(power.reshape(-1, window).mean(axis=1))

    def card(self, path: Path, standard: str) -> Card:
        self._count()
        seconds = (self.count + sum(map(len, self._gathered))) / self._rate_hz
        levels = _db(np.concatenate(self._windows))
        silent = levels < SILENCE_DB
        sounding = np.flatnonzero(~silent)
        head, tail = (sounding[0], len(levels) - 1 - sounding[-1]) if len(sounding) else (len(levels), 0)
        values = {
            "rms_db": _db(self._energy / self.count),
            "peak_db": 2 * _db(self._peak) if self._peak else FLOOR_OF_NOTHING_DB,
            "true_peak_db": 2 * _db(self._true_peak.value) if self._peak else FLOOR_OF_NOTHING_DB,
            "floor_db": noise_floor_db(levels),
            "lufs": self._meter.lufs,
            "head_s": head * WINDOW_S,
            "tail_s": tail * WINDOW_S,
        }
        values = {name: round(float(value), 2) for name, value in values.items()}
        return Card(
            name=path.name,
            standard=standard,
            seconds=seconds,
            rate_hz=self._rate_hz,
            channels=self._channels,
            bit_rate=round(path.stat().st_size * 8 / seconds),
            readings=readings(standard, values),
            **values,
        )


def noise_floor_db(levels: np.ndarray) -> float:
    """Return the level of the loudest silence: of each stretch of 0.5 s or more below SILENCE_DB, its mean power.

    levels: dBFS of windows of 0.05 s. The DECAY and ONSET windows at the edges of a stretch are left out.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (levels < SILENCE_DB).astype(int), [0]))))
    stretches = [(low, high) for low, high in edges.reshape(-1, 2) if high - low >= SHORTEST_SILENCE]
    floors = [_db(np.mean(10 ** (levels[low + DECAY : high - ONSET] / 10))) for low, high in stretches]
    return float(max(floors, default=FLOOR_OF_NOTHING_DB))


def readings(standard: str, values: dict[str, float]) -> tuple[Reading, ...]:
    """Return the numbers that are judged: ACX's for the voice-only master, loudness and peak for the scored mix."""
    if standard == "ACX":
        return (
            Reading(name="RMS", value=values["rms_db"], unit="dBFS", lowest=-23, highest=-18),
            Reading(name="Peak", value=values["peak_db"], unit="dBFS", highest=-3),
            Reading(name="Noise floor", value=values["floor_db"], unit="dBFS", highest=-60),
            Reading(name="Silence at the head", value=values["head_s"], unit="s", lowest=0.5, highest=1),
            Reading(name="Silence at the tail", value=values["tail_s"], unit="s", lowest=1, highest=5),
        )
    return (
        Reading(name="Loudness", value=values["lufs"], unit="LUFS", lowest=-20, highest=-16),
        Reading(name="True peak", value=values["true_peak_db"], unit="dBTP", highest=-3),
    )


def _db(power: float | np.ndarray) -> np.ndarray:
    return np.maximum(FLOOR_OF_NOTHING_DB, 10 * np.log10(np.maximum(power, 1e-14)))
