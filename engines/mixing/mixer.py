"""The samples of a chapter, block by block: voices, music, ambience and effects on buses of their own.

Memory holds one block, one line and one open file per sound that is sounding, however long the chapter is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engines.mixing.ducking import Ducking, Regions, sound_curve, speech_regions
from engines.mixing.levels import Levels
from engines.mixing.sources import SoundReader, read_line
from engines.mixing.timeline import RATE_HZ, ChapterTimeline, PlacedLine, PlacedSound

BLOCK_SAMPLES = 8 * RATE_HZ
"""Samples of one block: long enough for numpy, short enough for a cancel to be felt at once."""
CONTROL_SAMPLES = 128
"""Gain curves are computed every so many samples (3 ms) and joined by straight lines."""


@dataclass(frozen=True)
class Block:
    """A stretch of the chapter on its buses, before mastering. A bus that is silent in it is absent."""

    count: int
    """Samples of every bus."""
    voices: dict[str, np.ndarray]
    """Speaker -> mono float32, shape (count,)."""
    sounds: dict[str, np.ndarray]
    """Kind of cue (music, ambience, effect) -> stereo float32, shape (count, 2)."""

    @cached_property
    def voice(self) -> np.ndarray:
        """Return all voices together, mono, shape (count,)."""
        buses = list(self.voices.values())
        return sum(buses[1:], start=buses[0]) if buses else np.zeros(self.count, np.float32)

    @cached_property
    def together(self) -> np.ndarray:
        """Return all buses together, shape (count, 2), the voices in the middle."""
        samples = np.repeat(self.voice[:, None], 2, axis=1)
        for bus in self.sounds.values():
            samples += bus
        return samples


def mix(
    timeline: ChapterTimeline, levels: Levels, ducking: Ducking, *, scored: bool = True
) -> Iterator[Block]:
    """Yield the chapter in blocks of BLOCK_SAMPLES (the last is shorter). Raises AudioError for an unreadable file.

    The voices are as loud as their files; the score stands at its level below them.
    """
    total = round(timeline.seconds * RATE_HZ)
    voices = _VoiceBus(timeline.lines)
    score = _ScoreBus(timeline, levels, ducking) if scored else None
    try:
        for start in range(0, total, BLOCK_SAMPLES):
            count = min(BLOCK_SAMPLES, total - start)
            sounds = score.block(start, count) if score else {}
            yield Block(count=count, voices=voices.block(start, count), sounds=sounds)
    finally:
        if score:
            score.close()


class _VoiceBus:
    """Puts lines where they belong; holds only the line that is being spoken."""

    def __init__(self, lines: tuple[PlacedLine, ...]) -> None:
        self._lines = lines
        self._next = 0
        self._samples: np.ndarray | None = None

    def block(self, start: int, count: int) -> dict[str, np.ndarray]:
        buses: dict[str, np.ndarray] = {}
        while self._next < len(self._lines):
            placed = self._lines[self._next]
            at = round(placed.start_s * RATE_HZ) - start
            if at >= count:
                break
            if self._samples is None:
                self._samples = read_line(placed.line.path)
            end = at + len(self._samples)
            piece = self._samples[max(0, -at) : max(0, count - at)]
            if len(piece):
                bus = buses.setdefault(placed.line.speaker, np.zeros(count, np.float32))
                bus[max(0, at) : max(0, at) + len(piece)] += piece
            if end > count:
                break
            self._samples = None
            self._next += 1
        return buses


class _ScoreBus:
    """Opens each sound when its time comes and closes it when it has gone."""

    def __init__(self, timeline: ChapterTimeline, levels: Levels, ducking: Ducking) -> None:
        self._waiting = list(zip(timeline.sounds, levels.sound_gains, strict=True))[::-1]
        self._sounding: list[tuple[PlacedSound, float, SoundReader]] = []
        self._regions = speech_regions(timeline)
        self._ducking = ducking

    def block(self, start: int, count: int) -> dict[str, np.ndarray]:
        end = start + count
        while self._waiting and self._waiting[-1][0].start_s * RATE_HZ < end:
            placed, gain = self._waiting.pop()
            self._sounding.append((placed, gain, SoundReader(placed.sound.path, loop=placed.sound.loop)))
        buses: dict[str, np.ndarray] = {}
        for placed, gain, reader in self._sounding:
            first = max(start, round(placed.start_s * RATE_HZ))
            last = min(end, round(placed.end_s * RATE_HZ))
            if last <= first:
                continue
            piece = reader.read(last - first)
            piece *= gain * gain_curve(placed, first, last, self._regions, self._ducking)[:, None]
            bus = buses.setdefault(placed.sound.cue.kind, np.zeros((count, 2), np.float32))
            bus[first - start : last - start] += piece
        self._close_those_before(end)
        return buses

    def close(self) -> None:
        for _, _, reader in self._sounding:
            reader.close()
        self._sounding.clear()

    def _close_those_before(self, end: int) -> None:
        for placed, _, reader in self._sounding:
            if placed.end_s * RATE_HZ <= end:
                reader.close()
        self._sounding = [each for each in self._sounding if each[0].end_s * RATE_HZ > end]


def gain_curve(placed: PlacedSound, first: int, last: int, regions: Regions, ducking: Ducking) -> np.ndarray:
    """Return fade and ducking of a sound for the samples first to last of the chapter, float32."""
    if last - first <= 2 * CONTROL_SAMPLES or placed.fade_in_s < 0.05 or placed.fade_out_s < 0.05:
        return sound_curve(placed, np.arange(first, last) / RATE_HZ, regions, ducking).astype(np.float32)
    knots = np.append(np.arange(first, last, CONTROL_SAMPLES), last)
    values = sound_curve(placed, knots / RATE_HZ, regions, ducking)
    return np.interp(np.arange(first, last), knots, values).astype(np.float32)
