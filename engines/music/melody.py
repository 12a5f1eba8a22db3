"""The melody: a motif that is repeated, moved with the chords, varied and brought to rest."""

from dataclasses import dataclass

import numpy as np

from engines.music.instruments import Instrument
from engines.music.parts import Bar, Note, Plan
from engines.music.theory import nearest, scale_pitches

_RHYTHMS: dict[str, dict[int, tuple[tuple[float, ...], ...]]] = {
    "calm": {
        1: ((1,),),
        2: ((2,), (1, 1)),
        3: ((2, 1), (3,), (1, 2)),
        4: ((2, 2), (3, 1), (2, 1, 1), (1.5, 0.5, 2)),
    },
    "busy": {
        1: ((1,), (0.5, 0.5)),
        2: ((0.5, 0.5, 1), (1, 0.5, 0.5)),
        3: ((1, 0.5, 0.5, 1), (1.5, 0.5, 1), (0.5, 0.5, 2)),
        4: ((1, 0.5, 0.5, 1, 1), (1.5, 0.5, 1, 1), (0.5, 0.5, 1, 0.5, 0.5, 1), (1, 1, 1.5, 0.5)),
    },
}
"""Lengths of the notes of one bar in beats, by manner and by beats in a bar."""


@dataclass(frozen=True)
class Motif:
    """One bar of rhythm and the scale steps from each of its notes to the next."""

    lengths: tuple[float, ...]
    steps: tuple[int, ...]

    def inverted(self) -> "Motif":
        """Return the motif upside down."""
        return Motif(self.lengths, tuple(-step for step in self.steps))


def make_motif(rng: np.random.Generator, beats: int, energy: float) -> Motif:
    """Return a motif: mostly steps, at most one leap, a rhythm that fits the energy."""
    rhythms = _RHYTHMS["busy" if energy >= 0.5 else "calm"]
    choices = rhythms.get(beats) or tuple(lengths + (1.0,) * (beats - 4) for lengths in rhythms[4])
    lengths = choices[rng.integers(len(choices))]
    steps = [int(step) for step in rng.choice([-2, -1, -1, 1, 1, 2], len(lengths) - 1)]
    if len(steps) > 1:
        steps[rng.integers(len(steps))] = int(rng.choice([-4, -3, 3, 4]))
    return Motif(tuple(lengths), tuple(steps))


def melody(
    plan: Plan, instrument: Instrument, octave: int, share: float, rng: np.random.Generator
) -> list[Note]:
    """Return the melody, silent in some phrases: `share` of them, 0 to 1, have one.

    In a phrase of four bars the motif is heard, moved, heard again and answered by a long note; in the middle
    section it is inverted. Notes on the strong beats are notes of the chord, so that it never quarrels with
    the accompaniment.
    """
    low = max(instrument.low, 62 + octave)
    high = min(instrument.high, low + 19)
    scale = scale_pitches(plan.tonic, plan.mode, low, high)
    first = make_motif(rng, plan.beats, plan.energy)
    second = make_motif(rng, plan.beats, plan.energy)
    position = float(low + 8 + rng.integers(-2, 3))
    sung = {phrase: rng.random() < 0.25 + 0.75 * share for phrase in range(plan.bars[-1].phrase + 1)}
    sung[min(1, plan.bars[-1].phrase)] = True
    notes: list[Note] = []
    for bar in plan.bars:
        if not sung[bar.phrase] or bar.intensity < 0.3:
            continue
        motif = (first, first, second, first)[bar.index % 4]
        if bar.phrase % 4 == 2:
            motif = motif.inverted()
        chord = [p for p in range(low, high + 1) if p % 12 in bar.chord.classes(plan.tonic)]
        if bar.is_last or bar.index % 4 == 3:
            position = _rest(notes, plan, bar, chord, position)
        else:
            position = _sing(notes, plan, bar, motif, scale, chord, position, rng)
        position += 0.4 * ((low + high) / 2 - position)
    return notes


def _sing(
    notes: list[Note],
    plan: Plan,
    bar: Bar,
    motif: Motif,
    scale: list[int],
    chord: list[int],
    position: float,
    rng: np.random.Generator,
) -> float:
    """Append one bar of the motif; return where it ended."""
    beat, pitch = plan.start(bar), nearest(chord, position)
    for k, length in enumerate(motif.lengths):
        if k:
            place = scale.index(nearest(scale, pitch)) + motif.steps[k - 1]
            pitch = scale[min(len(scale) - 1, max(0, place))]
            if length >= 1 and (beat - plan.start(bar)) % 2 == 0:
                pitch = nearest(chord, pitch)
        strength = (0.72 if k == 0 else 0.6) * (0.8 + 0.2 * bar.intensity) * rng.uniform(0.94, 1.04)
        notes.append(Note(beat, length * 0.94, pitch, strength))
        beat += length
    return float(pitch)


def _rest(notes: list[Note], plan: Plan, bar: Bar, chord: list[int], position: float) -> float:
    """Append the end of a phrase: one long note of the chord, the tonic at the very end; return its pitch."""
    wanted = [pitch for pitch in chord if pitch % 12 == plan.tonic % 12] if bar.is_last else chord
    pitch = nearest(wanted or chord, position - 1)
    notes.append(Note(plan.start(bar), plan.beats * (1.0 if bar.is_last else 0.75), pitch, 0.6))
    return float(pitch)
