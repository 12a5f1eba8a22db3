"""From a request and a length to a piece: how many bars, which chords, who plays when, and a human touch."""

from dataclasses import dataclass, replace

import numpy as np

from engines.music.instruments import INSTRUMENTS, Instrument
from engines.music.melody import melody
from engines.music.mood import Mood
from engines.music.parts import Bar, Note, Plan, arpeggio, bass, pad, percussion
from engines.music.request import Request
from engines.music.theory import Chord, parse_chord

PHRASE = 4
"""Bars in a phrase."""
_LEVELS = {"pad": 0.3, "arpeggio": 0.75, "bass": 0.6, "melody": 0.8, "percussion": 0.5}
"""Factor on the level of each role in the mix."""
_EARLY_S = 0.012
"""How much before or after the grid a note may come, at most twice as much."""


@dataclass(frozen=True)
class Part:
    """The notes of one instrument."""

    instrument: Instrument
    notes: tuple[Note, ...]
    gain: float
    """Factor on its level in the mix."""


@dataclass(frozen=True)
class Piece:
    """A composition of exactly bars * beats quarter notes."""

    beats: int
    """Quarter notes from the start to the end (or to the start again)."""
    seconds: float
    """How long they last."""
    parts: tuple[Part, ...]

    @property
    def beat_s(self) -> float:
        """Length of a quarter note in seconds."""
        return self.seconds / self.beats


def fit_bars(seconds: float, tempo_bpm: float, beats: int) -> tuple[int, int]:
    """Return how many bars of how many beats fill a length.

    Whole phrases where the tempo need not change by over 12 %.

    A length of less than a bar is one shorter bar.
    """
    exact = seconds * tempo_bpm / 60 / beats
    if exact < 0.75:
        return 1, max(1, round(exact * beats))
    for unit in (PHRASE, 2):
        count = unit * round(exact / unit)
        if count and abs(count / exact - 1) < 0.12:
            return count, beats
    return max(1, round(exact)), beats


def compose(request: Request, seconds: float, *, seed: int, loop: bool) -> Piece:
    """Return a piece of exactly this length, the same for the same arguments.

    Without `loop` it ends on its home chord; with `loop` its last bar leads back to the first.
    """
    rng = np.random.default_rng([seed & 0xFFFFFFFF, sum(request.mood.name.encode())])
    mood = request.mood
    tempo_bpm = rng.uniform(*mood.tempo_bpm) * request.tempo
    count, beats = fit_bars(seconds, tempo_bpm, mood.beats)
    plan = Plan(
        bars=_plan_bars(mood, count, rng, loop=loop),
        beats=beats,
        tonic=mood.tonic + int(rng.integers(-3, 4)),
        mode=mood.mode,
        energy=mood.energy,
    )
    parts = []
    for role, instrument in request.instruments.items():
        octave = request.octave if role in request.named else 0
        notes = _notes(role, plan, instrument, octave, mood, rng)
        if notes:
            parts.append(Part(instrument, tuple(notes), _LEVELS[role] * instrument.gain))
    if request.percussion != "none":
        notes = percussion(plan, request.percussion, rng)
        parts.append(Part(INSTRUMENTS["drums"], tuple(notes), _LEVELS["percussion"]))
    beat_s = seconds / (count * beats)
    return Piece(count * beats, seconds, tuple(_humanise(part, beat_s, rng) for part in parts))


def _notes(
    role: str, plan: Plan, instrument: Instrument, octave: int, mood: Mood, rng: np.random.Generator
) -> list[Note]:
    if role == "melody":
        return melody(plan, instrument, octave, mood.melody, rng)
    return {"pad": pad, "arpeggio": arpeggio, "bass": bass}[role](plan, instrument, octave, rng)


def _plan_bars(mood: Mood, count: int, rng: np.random.Generator, *, loop: bool) -> tuple[Bar, ...]:
    """Return the bars: phrases in the form A A B A, growing to the third phrase and calmer at either end."""
    home, *others = [[parse_chord(numeral) for numeral in text.split()] for text in mood.progressions]
    middle = others[rng.integers(len(others))] if others else home
    if others and rng.random() < 0.35:
        home, middle = middle, home
    phrases = max(1, -(-count // PHRASE))
    bars = []
    for index in range(count):
        phrase = index // PHRASE
        chords = middle if phrase % 4 == 2 else home
        is_last = index == count - 1 and not loop and count > 1
        chord: Chord = home[0] if is_last else chords[index % len(chords)]
        growth = np.sin(np.pi * min(1.0, (phrase + 0.6) / phrases * 0.75))
        bars.append(Bar(index, chord, phrase, float(0.35 + 0.65 * growth), is_last))
    return tuple(bars)


def _humanise(part: Part, beat_s: float, rng: np.random.Generator) -> Part:
    """Return the part as somebody plays it: a little early or late, louder or softer."""
    spread = _EARLY_S / beat_s * (0.5 if part.instrument.is_drum else 1.0)
    shifts = rng.normal(0, spread, len(part.notes)).clip(-2 * spread, 2 * spread)
    swells = rng.normal(1.0, 0.06, len(part.notes)).clip(0.85, 1.15)
    notes = [
        replace(note, beat=max(0.0, note.beat + shift), strength=min(1.0, note.strength * swell))
        for note, shift, swell in zip(part.notes, shifts.tolist(), swells.tolist(), strict=True)
    ]
    return replace(part, notes=tuple(notes))
