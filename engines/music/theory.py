"""Scales, chords by Roman numeral, and voice leading. Pitches are MIDI numbers (60 is middle C)."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

MODES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "pentatonic": (0, 2, 4, 7, 9),
}
"""Semitones above the tonic."""
_ROMAN = {"i": 0, "ii": 2, "iii": 4, "iv": 5, "v": 7, "vi": 9, "vii": 11}
_QUALITIES: dict[str, tuple[int, ...]] = {
    "M": (0, 4, 7), "m": (0, 3, 7), "°": (0, 3, 6), "+": (0, 4, 8), "sus4": (0, 5, 7), "sus2": (0, 2, 7),
    "M7": (0, 4, 7, 10), "Mmaj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10),
    "Madd9": (0, 4, 7, 14), "madd9": (0, 3, 7, 14),
}  # fmt: skip
_NUMERAL = re.compile(r"([b#]?)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(maj7|add9|sus4|sus2|7|°|\+)?$")


@dataclass(frozen=True)
class Chord:
    """A chord above a tonic."""

    root: int
    """Semitones above the tonic, 0 to 11."""
    intervals: tuple[int, ...]
    """Semitones above the root, the root first."""

    def classes(self, tonic: int) -> tuple[int, ...]:
        """Return its pitch classes, 0 to 11, the root first."""
        return tuple((tonic + self.root + interval) % 12 for interval in self.intervals)


def parse_chord(numeral: str) -> Chord:
    """Return the chord of a Roman numeral: case tells major from minor, b and # move the root.

    Understood after it: 7, maj7, add9, sus2, sus4, °, +. Raises ValueError for anything else.
    """
    match = _NUMERAL.match(numeral)
    if not match:
        raise ValueError(
            f"{numeral} is no chord. Write it like I, vi, bVII, V7, IVmaj7, iadd9, Vsus4 or vii°."
        )
    accidental, roman, suffix = match.groups()
    root = (_ROMAN[roman.lower()] + {"b": -1, "#": 1, "": 0}[accidental]) % 12
    third = "M" if roman.isupper() else "m"
    quality = suffix if suffix in ("°", "+", "sus4", "sus2") else third + (suffix or "")
    if quality not in _QUALITIES:
        raise ValueError(f"{numeral} is no chord this studio knows. Use 7, add9, or maj7 on a major chord.")
    return Chord(root, _QUALITIES[quality])


def scale_pitches(tonic: int, mode: str, low: int, high: int) -> list[int]:
    """Return the pitches of a scale from low to high, both included."""
    classes = {(tonic + step) % 12 for step in MODES[mode]}
    return [pitch for pitch in range(low, high + 1) if pitch % 12 in classes]


def nearest(pitches: list[int], pitch: float) -> int:
    """Return the one of the pitches that lies nearest, the lower of two."""
    return min(pitches, key=lambda candidate: (abs(candidate - pitch), candidate))


def in_range(pitch: int, low: int, high: int) -> int:
    """Return the pitch moved by octaves into a range of an octave or more."""
    while pitch < low:
        pitch += 12
    while pitch > high:
        pitch -= 12
    return pitch


@lru_cache(maxsize=4096)
def voice(classes: tuple[int, ...], previous: tuple[int, ...] | None, low: int, high: int) -> tuple[int, ...]:
    """Return the chord's pitches, rising, one voice each, that lie best after the previous chord.

    Every voicing inside low..high that spans at most 16 semitones is weighed: the way the voices move,
    parallel fifths and octaves, seconds at the bottom, and the distance from the middle of the range. The
    first chord lies in the middle.
    """
    choices = [
        [pitch for pitch in range(low, high + 1) if pitch % 12 == pitch_class] for pitch_class in classes
    ]
    voicings = {tuple(sorted(voicing)) for voicing in itertools.product(*choices)}
    fitting = [
        voicing
        for voicing in voicings
        if voicing[-1] - voicing[0] <= 16 and len(set(voicing)) == len(voicing)
    ]
    if not fitting:
        raise ValueError(
            f"The range {low} to {high} is too narrow for a chord. It must span 18 semitones or more."
        )
    return min(sorted(fitting), key=lambda voicing: _cost(voicing, previous, (low + high) / 2))


def _cost(voicing: tuple[int, ...], previous: tuple[int, ...] | None, middle: float) -> float:
    cost = 0.35 * abs(sum(voicing) / len(voicing) - middle) + 2.0 * (voicing[1] - voicing[0] < 3)
    if previous is None:
        return cost
    moved = sum(abs(pitch - min(previous, key=lambda other: abs(other - pitch))) for pitch in voicing)
    parallels = 0
    for first, second in itertools.combinations(range(min(len(voicing), len(previous))), 2):
        interval = (voicing[second] - voicing[first]) % 12
        same = interval == (previous[second] - previous[first]) % 12
        parallels += same and interval in (0, 7) and voicing[first] != previous[first]
    return cost + moved + 2.5 * parallels
