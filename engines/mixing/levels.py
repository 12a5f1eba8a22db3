"""How loud a chapter will be, known before a sample of it is mixed: gains for the score and for both masters.

Every line and sound is read once and kept as ten K-weighted energies a second (an hour is 36,000 numbers). Energies of
unrelated sounds add, so the gated loudness of the mix follows from its timeline, and one pass of mixing is enough.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from engines.errors import AudioError
from engines.mixing.ducking import Ducking, sound_curve, speech_regions
from engines.mixing.loudness import HOP_S, HOPS_PER_BLOCK, OFFSET_LUFS, SILENT_LUFS, Loudness, integrated_lufs
from engines.mixing.timeline import ChapterTimeline, PlacedSound

READ_S = 10.0
"""Files are read in pieces of this many seconds."""
LARGEST_GAIN_DB = 40.0
"""No sound is raised by more: what is that quiet is noise, not sound."""


@dataclass(frozen=True)
class Profile:
    """The loudness of a sound file over time."""

    energies: np.ndarray
    """K-weighted energy per 100 ms, summed over the channels; a mono file counts as two equal channels."""
    square_seconds: float
    """Sum of squared samples divided by the rate, averaged over the channels."""

    @property
    def lufs(self) -> float:
        """Return the gated loudness; of a sound shorter than 400 ms, the loudness of its 400 ms."""
        return integrated_lufs(_at_least_a_block(self.energies))

    @property
    def loudest_lufs(self) -> float:
        """Return the loudness of the loudest 400 ms: what a knock is heard by."""
        sums = np.cumsum(np.concatenate([[0.0], _at_least_a_block(self.energies)]))
        loudest = (sums[HOPS_PER_BLOCK:] - sums[:-HOPS_PER_BLOCK]).max() / HOPS_PER_BLOCK
        return OFFSET_LUFS + 10 * math.log10(loudest) if loudest > 1e-12 else SILENT_LUFS


@dataclass(frozen=True)
class Levels:
    """What a chapter measures before mixing, and the gain of everything in it."""

    voice_rms_db: float
    """RMS of the bare voices over the whole chapter with its silences, in dBFS."""
    voice_lufs: float
    """Gated loudness of the bare voices on two channels."""
    mix_lufs: float
    """Gated loudness of voices and score before mastering."""
    sound_gains: tuple[float, ...]
    """Factor for each of `timeline.sounds`, before fades and ducking."""


def profile(path: Path) -> Profile:
    """Read a sound file once and return its profile. Raises AudioError if it cannot be read."""
    try:
        with soundfile.SoundFile(path) as source:
            loudness = Loudness(source.samplerate, source.channels)
            squares = 0.0
            for block in source.blocks(round(READ_S * source.samplerate), dtype="float32", always_2d=True):
                squares += float(np.vdot(block, block))
                loudness.add(block)
            # the last piece of a hop counts too
            loudness.add(np.zeros((round(source.samplerate * HOP_S), source.channels), np.float32))
            share = 2.0 / source.channels
            return Profile(share * loudness.energies, squares / source.channels / source.samplerate)
    except soundfile.LibsndfileError as exc:
        raise AudioError(f"The sound {path.name} cannot be read. Render its line or cue again.") from exc


def measure_levels(timeline: ChapterTimeline, ducking: Ducking) -> Levels:
    """Return the chapter's levels from one reading of its lines and sounds. Raises AudioError for an unreadable one."""
    grid = np.zeros(math.ceil(timeline.seconds / HOP_S) + 1)
    squares = 0.0
    for line in timeline.lines:
        one = profile(line.line.path)
        squares += one.square_seconds
        _add(grid, one.energies, line.start_s)
    voice_lufs = integrated_lufs(grid)
    regions = speech_regions(timeline)
    profiles = {path: profile(path) for path in dict.fromkeys(each.sound.path for each in timeline.sounds)}
    gains = []
    for placed in timeline.sounds:
        one = profiles[placed.sound.path]
        gains.append(_sound_gain(placed, one, voice_lufs))
        times = np.arange(placed.start_s, placed.end_s, HOP_S)
        curve = gains[-1] * sound_curve(placed, times + HOP_S / 2, regions, ducking)
        looped = np.resize(one.energies[:-1], len(times)) if len(one.energies) > 1 else np.zeros(len(times))
        _add(grid, looped * curve**2, placed.start_s)
    return Levels(
        voice_rms_db=10 * math.log10(max(1e-12, squares / timeline.seconds)),
        voice_lufs=voice_lufs,
        mix_lufs=integrated_lufs(grid),
        sound_gains=tuple(gains),
    )


def _sound_gain(placed: PlacedSound, one: Profile, voice_lufs: float) -> float:
    found = one.lufs if placed.is_bed else one.loudest_lufs
    if found <= SILENT_LUFS or voice_lufs <= SILENT_LUFS:
        return 1.0
    return 10 ** (min(LARGEST_GAIN_DB, voice_lufs + placed.sound.cue.level_db - found) / 20)


def _add(grid: np.ndarray, energies: np.ndarray, start_s: float) -> None:
    """Add energies that begin anywhere to the hops of the grid, split in proportion at their borders."""
    first = int(start_s / HOP_S)
    share = start_s / HOP_S - first
    energies = energies[: max(0, len(grid) - first)]
    grid[first : first + len(energies)] += (1 - share) * energies
    later = energies[: max(0, len(grid) - first - 1)]
    grid[first + 1 : first + 1 + len(later)] += share * later


def _at_least_a_block(energies: np.ndarray) -> np.ndarray:
    return np.pad(energies, (0, max(0, HOPS_PER_BLOCK - len(energies))))
