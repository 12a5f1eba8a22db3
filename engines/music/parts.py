"""The accompaniment: pad, arpeggio, bass and percussion, from the plan of a piece to notes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engines.music.instruments import Instrument
from engines.music.percussion import hits
from engines.music.theory import Chord, in_range, voice


@dataclass(frozen=True)
class Note:
    """A note on the grid of beats, before it is humanised."""

    beat: float
    """When it begins, in quarter notes from the start of the piece."""
    beats: float
    """How long it is held."""
    pitch: int
    """MIDI pitch, or the General MIDI drum."""
    strength: float
    """0 to 1."""


@dataclass(frozen=True)
class Bar:
    """One bar of the plan."""

    index: int
    chord: Chord
    phrase: int
    """Which four-bar phrase it belongs to."""
    intensity: float
    """0 to 1: which parts play, and how strongly."""
    is_last: bool
    """Whether the piece ends with it (a loop has no such bar)."""


@dataclass(frozen=True)
class Plan:
    """What all parts of a piece share."""

    bars: tuple[Bar, ...]
    beats: int
    """Quarter notes in a bar."""
    tonic: int
    """MIDI pitch."""
    mode: str
    energy: float
    """0 to 1."""

    def start(self, bar: Bar) -> float:
        """Return the beat on which a bar begins."""
        return float(bar.index * self.beats)


def _range(instrument: Instrument, wanted_low: int, wanted_high: int) -> tuple[int, int]:
    """Return the part of the wanted range that the instrument has, at least 18 semitones of it."""
    low = max(instrument.low, min(wanted_low, instrument.high - 18))
    return low, max(low + 18, min(instrument.high, wanted_high))


def pad(plan: Plan, instrument: Instrument, octave: int, rng: np.random.Generator) -> list[Note]:
    """Held chords, each voice moving as little as it can; a voice that stays is held on through the bars."""
    low, high = _range(instrument, 52 + octave, 74 + octave)
    held: dict[int, Note] = {}
    notes: list[Note] = []
    previous: tuple[int, ...] | None = None
    for bar in plan.bars:
        start = plan.start(bar)
        voicing = voice(bar.chord.classes(plan.tonic), previous, low, high)
        kept = {}
        for pitch in voicing:
            if pitch in held and held[pitch].beats < 3 * plan.beats and bar.index % 4:
                earlier = held.pop(pitch)
                kept[pitch] = Note(earlier.beat, earlier.beats + plan.beats, pitch, earlier.strength)
            else:
                kept[pitch] = Note(start, plan.beats, pitch, 0.45 + 0.2 * bar.intensity)
        notes += held.values()
        held, previous = kept, voicing
    return notes + list(held.values())


_SHAPES: dict[int, tuple[tuple[int, ...], ...]] = {
    2: ((0, 2, 1, 2), (0, 1, 2, 1)),
    3: ((0, 2, 3, 2, 3, 2), (0, 1, 2, 3, 2, 1)),
    4: ((0, 2, 1, 2, 3, 2, 1, 2), (0, 1, 2, 3, 4, 3, 2, 1), (0, 2, 3, 2, 4, 2, 3, 2)),
}
"""Broken chords by number of beats: steps of the chord's notes, in eighths."""


def arpeggio(plan: Plan, instrument: Instrument, octave: int, rng: np.random.Generator) -> list[Note]:
    """Broken chords in eighths, in quarters where there is little energy."""
    low, high = _range(instrument, 55 + octave, 79 + octave)
    shapes = _SHAPES.get(plan.beats, _SHAPES[4])
    order = rng.permutation(len(shapes))
    step = 1.0 if plan.energy < 0.25 else 0.5
    previous: tuple[int, ...] | None = None
    notes = []
    for bar in plan.bars:
        voicing = voice(bar.chord.classes(plan.tonic), previous, low, high)
        previous = voicing
        ladder = [*voicing, *(pitch + 12 for pitch in voicing if pitch + 12 <= max(high, instrument.high))]
        if bar.is_last:
            notes += [
                Note(plan.start(bar) + 0.12 * k, plan.beats, pitch, 0.5) for k, pitch in enumerate(voicing)
            ]
            continue
        shape = shapes[order[(bar.phrase % 4 == 2) % len(order)]]
        count = round(plan.beats / step)
        for k in range(count):
            rung = shape[(k * (2 if step == 1.0 else 1)) % len(shape)]
            accent = 0.62 if k == 0 else 0.5 if k * step % 1 == 0 else 0.4
            hold = min(2.2 if instrument.decay_db_s else 1.0, plan.beats - k * step + 0.5) * (
                1 if step == 1.0 else 0.9
            )
            pitch = ladder[min(rung, len(ladder) - 1)]
            notes.append(
                Note(plan.start(bar) + k * step, hold, pitch, accent * (0.75 + 0.25 * bar.intensity))
            )
    return notes


def bass(plan: Plan, instrument: Instrument, octave: int, rng: np.random.Generator) -> list[Note]:
    """Roots, and fifths or a step towards the next root where there is energy for it."""
    low = max(instrument.low, 33 + min(0, octave))
    notes = []
    for bar, following in zip(plan.bars, [*plan.bars[1:], plan.bars[0]], strict=True):
        root, fifth, *_ = (
            in_range(plan.tonic + bar.chord.root + interval, low, low + 12) for interval in (0, 7)
        )
        start, strength = plan.start(bar), 0.6 + 0.2 * bar.intensity
        if bar.is_last or plan.energy < 0.32 or plan.beats < 3:
            notes.append(Note(start, plan.beats * 0.98, root, strength))
        elif plan.energy < 0.62:
            split = plan.beats - 1 if plan.beats == 3 else plan.beats / 2
            notes.append(Note(start, split * 0.95, root, strength))
            notes.append(
                Note(
                    start + split,
                    (plan.beats - split) * 0.95,
                    fifth if rng.random() < 0.6 else root,
                    strength * 0.85,
                )
            )
        else:
            next_root = in_range(plan.tonic + following.chord.root, low, low + 12)
            approach = next_root + (1 if next_root < root else -1) * (2 if rng.random() < 0.5 else 1)
            for beat in range(plan.beats):
                pitch = root if beat == 0 else fifth if beat == plan.beats // 2 else root
                if beat == plan.beats - 1 and next_root != root and rng.random() < 0.6:
                    pitch = in_range(approach, low - 2, low + 12)
                notes.append(Note(start + beat, 0.8, pitch, strength * (1.0 if beat == 0 else 0.8)))
    return notes


def percussion(plan: Plan, pattern: str, rng: np.random.Generator) -> list[Note]:
    """The pattern bar by bar: absent where it is quiet, thinned at random, filled at phrase ends."""
    notes = []
    bar_hits = hits(pattern, plan.beats)
    for bar in plan.bars:
        if bar.intensity < 0.4 or bar.is_last:
            continue
        for beat, drum, strength in bar_hits:
            crash_again = drum == 49 and bar.index % 4
            if crash_again or (strength < 1 and rng.random() < 0.12):
                continue
            notes.append(Note(plan.start(bar) + beat, 0.25, drum, strength * (0.6 + 0.4 * bar.intensity)))
        if bar.index % 8 == 7 and bar_hits:
            drum = bar_hits[-1][1]
            notes += [
                Note(plan.start(bar) + plan.beats - 1 + k / 4, 0.25, drum, 0.45 + 0.12 * k)
                for k in range(1, 4)
            ]
    return notes


ACCOMPANIMENT: Sequence[str] = ("pad", "arpeggio", "bass")
