"""Mixes a chapter block by block: what it holds in memory is one block and one or two loops, however long the book."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engines import audio
from engines.mixing.ducking import Ducking
from engines.mixing.timeline import ChapterTimeline, PlacedLine, PlacedSound
from engines.types import AudioClip

RATE_HZ = 44100
BLOCK = 1 << 18
"""Samples per block, about six seconds: long enough for numpy, short enough for cancel and memory."""
SPEECH_DB = -20.0
"""RMS of speech while somebody speaks, in dBFS: what performances are levelled to, and what cue levels refer to."""
KEPT_FILES = 3


@dataclass(frozen=True)
class Block:
    """Some seconds of a chapter on its buses."""

    start: int
    """First sample in the chapter."""
    voice: np.ndarray
    """float32, shape (n,)."""
    music: np.ndarray | None
    """Beds, ducked; float32, shape (n, 2); None: silence."""
    effects: np.ndarray | None
    """float32, shape (n, 2); None: silence."""
    speakers: dict[str, np.ndarray] = field(default_factory=dict)
    """Each speaker's share of the voice bus, shape (n,), when stems are wanted."""


def mix(timeline: ChapterTimeline, *, by_speaker: bool = False) -> Iterator[Block]:
    """Yield the chapter's buses in blocks at 44.1 kHz, without any master gain.

    by_speaker: fill `Block.speakers` too, for stems. Raises AudioError when a part cannot be read.
    """
    files = _Files()
    ducking = Ducking([(line.start_s, line.end_s) for line in timeline.lines])
    total = round(timeline.seconds * RATE_HZ)
    beds = [sound for sound in timeline.sounds if sound.sound.loop]
    effects = [sound for sound in timeline.sounds if not sound.sound.loop]
    first_line = 0
    for start in range(0, total, BLOCK):
        count = min(BLOCK, total - start)
        while first_line < len(timeline.lines) and timeline.lines[first_line].end_s * RATE_HZ < start:
            first_line += 1
        voice, speakers = _voice(timeline.lines, first_line, files, start, count, by_speaker=by_speaker)
        music = _sounds(beds, files, start, count)
        if music is not None:
            music *= ducking.gains(start, count, RATE_HZ)[:, None]
        yield Block(start, voice, music, _sounds(effects, files, start, count), speakers)


def scored(block: Block) -> np.ndarray:
    """Return all buses of a block together, shape (n, 2)."""
    together = np.repeat(block.voice[:, None], 2, axis=1)
    for bus in (block.music, block.effects):
        if bus is not None:
            together += bus
    return together


def _voice(
    lines: tuple[PlacedLine, ...], first: int, files: "_Files", start: int, count: int, *, by_speaker: bool
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    voice = np.zeros(count, np.float32)
    speakers: dict[str, np.ndarray] = {}
    for placed in lines[first:]:
        at = round(placed.start_s * RATE_HZ) - start
        if at >= count:
            break
        samples = files.read(placed.line.path, mono=True)
        low, high = max(0, at), min(count, at + len(samples))
        if high > low:
            voice[low:high] += samples[low - at : high - at]
            if by_speaker:
                own = speakers.setdefault(placed.line.speaker, np.zeros(count, np.float32))
                own[low:high] += samples[low - at : high - at]
    return voice, speakers


def _sounds(sounds: list[PlacedSound], files: "_Files", start: int, count: int) -> np.ndarray | None:
    """Return the sum of what sounds in this block, or None when nothing does."""
    bus = None
    for placed in sounds:
        begin, end = round(placed.start_s * RATE_HZ), round(placed.end_s * RATE_HZ)
        low, high = max(start, begin), min(start + count, end)
        if high <= low:
            continue
        bus = np.zeros((count, 2), np.float32) if bus is None else bus
        samples = files.read(placed.sound.path, mono=False)
        # the modulo repeats a loop; an effect is never longer than its file
        taken = samples[np.arange(low - begin, high - begin) % len(samples)]
        gain = files.gain(placed)
        bus[low - start : high - start] += taken * (
            gain * _fade(low - begin, high - begin, end - begin, placed.fade_s)
        )
    return bus


def sound_gain(samples: np.ndarray, level_db: float, *, loop: bool) -> float:
    """Return the factor that brings a sound `level_db` from speech: a bed by its RMS, an effect by its loudest 0.4 s."""
    window = len(samples) if loop else min(len(samples), int(0.4 * RATE_HZ))
    squares = np.mean(np.square(samples, dtype=np.float64), axis=1)
    sums = np.concatenate(([0.0], np.cumsum(squares)))
    loudest = np.max(sums[window:] - sums[:-window]) / window
    rms_db = 10 * np.log10(max(loudest, 1e-12))
    return float(10 ** ((SPEECH_DB + level_db - rms_db) / 20))


def _fade(low: int, high: int, length: int, fade_s: float) -> np.ndarray:
    """Return equal-power gains, shape (n, 1), for samples low to high of a sound of this length."""
    at = np.arange(low, high)
    edge = np.minimum(at + 1, length - at) / max(1.0, fade_s * RATE_HZ)
    return np.sin(np.pi / 2 * np.clip(edge, 0, 1)).astype(np.float32)[:, None]


class _Files:
    """The last few sounds, decoded and resampled."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, np.ndarray] = OrderedDict()
        self._gains: dict[str, float] = {}

    def gain(self, placed: PlacedSound) -> float:
        """Return the sound's factor, measured once."""
        cue = placed.sound.cue
        if cue.id not in self._gains:
            samples = self.read(placed.sound.path, mono=False)
            self._gains[cue.id] = sound_gain(samples, cue.level_db, loop=placed.sound.loop)
        return self._gains[cue.id]

    def read(self, path: Path, *, mono: bool) -> np.ndarray:
        if path not in self._kept:
            clip = audio.read(path, rate_hz=RATE_HZ, mono=mono)
            self._kept[path] = clip.samples if mono else _stereo(clip)
        self._kept.move_to_end(path)
        while len(self._kept) > KEPT_FILES:
            self._kept.popitem(last=False)
        return self._kept[path]


def _stereo(clip: AudioClip) -> np.ndarray:
    return np.repeat(clip.samples, 2, axis=1) if clip.samples.shape[1] == 1 else clip.samples[:, :2]
