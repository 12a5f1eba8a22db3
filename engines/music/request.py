"""From a description ("low strings, tense") to a mood, its instruments and their colour."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engines.music.instruments import INSTRUMENTS, ROLES, Instrument
from engines.music.mood import Mood

DEFAULT_MOOD = "calm"
"""What stands for a description that names no mood: it disturbs no scene."""
_TEMPO = {
    "fast": 1.18,
    "quick": 1.18,
    "lively": 1.12,
    "racing": 1.25,
    "slow": 0.85,
    "slowly": 0.85,
    "steady": 1.0,
}
_BRIGHT = {
    "bright": 0.2,
    "sparkling": 0.25,
    "shimmering": 0.2,
    "warm": -0.15,
    "soft": -0.1,
    "low": -0.15,
    "muted": -0.25,
}
_OCTAVES = {"low": -12, "deep": -12, "high": 12}
_ALONE = frozenset({"solo", "only", "alone", "just"})
_WITHOUT = frozenset({"no", "without"})
_KNOWN_OTHERS = frozenset({"music", "theme", "bed", "score", "underscore", "melody", "song", "tune"})


@dataclass(frozen=True)
class Request:
    """What is to be composed."""

    mood: Mood
    instruments: dict[str, Instrument]
    """By role; percussion is not among them."""
    percussion: str
    """The name of a pattern, "none" for no drums."""
    tempo: float
    """Factor on the mood's tempo."""
    brightness: float
    """0 to 1."""
    octave: int
    """Semitones by which named instruments are moved: -12, 0 or 12."""
    named: frozenset[str]
    """Roles whose instrument the description names."""


def words_of(description: str) -> list[str]:
    """Return the words of a description in lower case."""
    return re.findall(r"[a-z]+", description.lower().replace("music box", "musicbox"))


def matches(description: str, moods: Mapping[str, Mood]) -> dict[str, int]:
    """Return how many words of the description ask for each mood, the moods without any left out."""
    words = words_of(description)
    counts = {name: sum(word == name or word in mood.words for word in words) for name, mood in moods.items()}
    return {name: count for name, count in counts.items() if count}


def understand(description: str, moods: Mapping[str, Mood]) -> Request:
    """Return the request: the mood most words ask for, with the named instruments in it."""
    words = words_of(description)
    mood = moods[_mood_name(description, moods)]
    wanted, unwanted = _named_instruments(words)
    instruments, named = _cast(mood, wanted, unwanted, alone=bool(_ALONE & set(words)))
    tempos = [_TEMPO[word] for word in words if word in _TEMPO]
    return Request(
        mood=mood,
        instruments=instruments,
        percussion=_drums(mood, wanted, unwanted, alone=bool(named and _ALONE & set(words))),
        tempo=max(tempos, default=1.0, key=lambda factor: abs(factor - 1)),
        brightness=min(1.0, max(0.0, mood.brightness + sum(_BRIGHT.get(word, 0) for word in words))),
        octave=next((_OCTAVES[word] for word in words if word in _OCTAVES), 0),
        named=named,
    )


def _cast(
    mood: Mood, wanted: list[Instrument], unwanted: list[Instrument], *, alone: bool
) -> tuple[dict[str, Instrument], frozenset[str]]:
    """Return who plays which role, in the order of ROLES, and the roles whose instrument was named.

    A named instrument takes the first of its roles that is free; alone: nobody else plays.
    """
    named: dict[str, Instrument] = {}
    for instrument in wanted:
        role = next((role for role in instrument.roles if role not in named), None)
        if role and not instrument.is_drum:
            named[role] = instrument
    usual: dict[str, Instrument] = {
        role: INSTRUMENTS[name] for role, name in mood.parts.items() if role != "percussion"
    }
    playing = named if named and alone else usual | named
    playing = {role: instrument for role, instrument in playing.items() if instrument not in unwanted}
    playing = playing or {"pad": INSTRUMENTS["slow strings"]}
    return {role: playing[role] for role in ROLES if role in playing}, frozenset(named)


def _drums(mood: Mood, wanted: list[Instrument], unwanted: list[Instrument], *, alone: bool) -> str:
    """Return the pattern of the drums: the mood's, "pulse" where drums are asked for, "none" where refused."""
    drums = INSTRUMENTS["drums"]
    pattern = mood.parts.get("percussion", "none")
    if drums in wanted:
        return pattern if pattern != "none" else "pulse"
    return "none" if alone or drums in unwanted else pattern


def _mood_name(description: str, moods: Mapping[str, Mood]) -> str:
    counts = matches(description, moods)
    if not counts:
        return DEFAULT_MOOD if DEFAULT_MOOD in moods else next(iter(moods))
    words = words_of(description)

    def first(name: str) -> int:
        return next(place for place, word in enumerate(words) if word == name or word in moods[name].words)

    named_itself = {name for name in counts if name in words}
    return max(counts, key=lambda name: (name in named_itself, counts[name], -first(name)))


def _named_instruments(words: list[str]) -> tuple[list[Instrument], list[Instrument]]:
    """Return the instruments that are asked for and those that are refused ("no drums")."""
    wanted: list[Instrument] = []
    unwanted: list[Instrument] = []
    for place, word in enumerate(words):
        for instrument in INSTRUMENTS.values():
            if word in instrument.words or (word.endswith("s") and word[:-1] in instrument.words):
                refused = place > 0 and words[place - 1] in _WITHOUT
                (unwanted if refused else wanted).append(instrument)
                break
    return wanted, unwanted


def understood(description: str, moods: Mapping[str, Mood]) -> float:
    """Return the share of the words that say something to the composer, 0 to 1."""
    words = words_of(description)
    known = set(_TEMPO) | set(_BRIGHT) | set(_OCTAVES) | _ALONE | _KNOWN_OTHERS
    for mood in moods.values():
        known |= {mood.name, *mood.words}
    for instrument in INSTRUMENTS.values():
        known |= {instrument.name, *instrument.words}
    counted = [word for word in words if len(word) > 2 and word not in {"the", "and", "with", "for"}]
    return sum(word in known for word in counted) / len(counted) if counted else 0.0
