"""The instruments: place in the sound font, decay, best range, and the words that name them."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

Role = Literal["pad", "arpeggio", "bass", "melody", "percussion"]
ROLES: tuple[str, ...] = get_args(Role)


@dataclass(frozen=True)
class Instrument:
    """One instrument of the General MIDI set."""

    name: str
    program: int
    """General MIDI program, 0 to 127."""
    words: frozenset[str]
    """Words of a description that name it."""
    roles: tuple[Role, ...]
    """What it can play, the best first."""
    low: int
    """Lowest MIDI pitch at which it sounds well."""
    high: int
    """Highest such pitch, at least 18 semitones above low."""
    decay_db_s: float = 0.0
    """How fast a held note dies away in dB per second; 0: it is sustained (bowed, blown, sung)."""
    attack_s: float = 0.0
    """How long a note is led in; bowed and sung pads begin softly."""
    release_s: float = 0.15
    """How long a note takes to vanish after its end."""
    gain: float = 1.0
    """Factor on its level in the mix."""
    pan: float = 0.0
    """Its place from -1 (left) to 1 (right)."""
    width: float = 0.0
    """How far two octaves of it are spread out from left to right, 0 to 1."""
    is_drum: bool = False
    """Whether its pitches are the drums of General MIDI."""


def _bowed(
    name: str, program: int, words: str, roles: tuple[Role, ...], low: int, high: int, **more: Any
) -> Instrument:
    settings: dict[str, Any] = {
        "attack_s": 0.12,
        "release_s": 0.35,
        "width": 0.5 if roles[0] == "pad" else 0.0,
    } | more
    return Instrument(name, program, frozenset(words.split()), roles, low, high, **settings)


def _plucked(
    name: str,
    program: int,
    words: str,
    roles: tuple[Role, ...],
    low: int,
    high: int,
    decay_db_s: float,
    **more: Any,
) -> Instrument:
    settings: dict[str, Any] = {"release_s": 0.3, "width": 0.35 if roles[0] == "arpeggio" else 0.0} | more
    return Instrument(name, program, frozenset(words.split()), roles, low, high, decay_db_s, **settings)


INSTRUMENTS: dict[str, Instrument] = {
    instrument.name: instrument
    for instrument in (
        _plucked("piano", 0, "piano keys", ("arpeggio", "melody", "bass"), 36, 88, 11, release_s=0.35,
            pan=-0.1),
        _plucked("electric piano", 4, "rhodes electric", ("arpeggio",), 40, 84, 12, gain=0.85, pan=-0.15),
        _plucked("harpsichord", 6, "harpsichord baroque", ("arpeggio", "melody"), 40, 84, 18, gain=0.7,
            pan=0.15),
        _plucked("celesta", 8, "celesta celeste", ("arpeggio", "melody"), 60, 96, 16, gain=0.75, pan=0.25),
        _plucked("glockenspiel", 9, "glockenspiel", ("melody", "arpeggio"), 72, 100, 16, gain=0.6, pan=0.3),
        _plucked("music box", 10, "musicbox lullaby toy", ("arpeggio", "melody"), 60, 92, 14, gain=0.75,
            pan=0.2),
        _plucked("vibraphone", 11, "vibraphone vibes", ("arpeggio", "melody"), 53, 86, 9, gain=0.8, pan=0.2),
        _plucked("marimba", 12, "marimba xylophone kalimba", ("arpeggio",), 48, 86, 34, gain=0.9, pan=0.25),
        _plucked("bells", 14, "bells bell tubular chimes", ("arpeggio", "melody"), 55, 84, 8,
            release_s=1.2, gain=0.7, pan=0.2),
        _bowed("organ", 19, "organ church", ("pad",), 40, 84, attack_s=0.05, gain=0.7),
        _bowed("accordion", 21, "accordion musette", ("melody", "pad"), 53, 84, attack_s=0.04, gain=0.7,
            pan=0.15),
        _plucked("guitar", 24, "guitar acoustic nylon lute", ("arpeggio",), 40, 79, 13, gain=0.95, pan=0.2),
        _plucked("double bass", 32, "contrabass", ("bass",), 28, 50, 14, release_s=0.12, gain=1.0),
        _plucked("bass guitar", 33, "bass", ("bass",), 28, 52, 9, release_s=0.1, gain=0.9),
        _bowed("violin", 40, "violin fiddle", ("melody",), 57, 91, attack_s=0.06, gain=0.75, pan=0.2),
        _bowed("cello", 42, "cello celli", ("melody", "bass"), 36, 67, attack_s=0.08, gain=0.95, pan=-0.2),
        _bowed("low strings", 43, "contrabasses", ("bass",), 28, 52, attack_s=0.08, gain=0.95),
        _bowed("tremolo strings", 44, "tremolo", ("pad",), 43, 79, gain=0.8),
        _plucked("pizzicato", 45, "pizzicato plucked", ("arpeggio", "bass"), 40, 84, 40, gain=1.0, pan=0.15),
        _plucked("harp", 46, "harp", ("arpeggio",), 40, 91, 12, release_s=0.6, gain=0.9, pan=0.25),
        _bowed("strings", 48, "strings string orchestra orchestral", ("pad", "melody", "bass"), 40, 86,
            attack_s=0.2, gain=0.9),
        _bowed("slow strings", 49, "ensemble", ("pad",), 40, 84, attack_s=0.35, release_s=0.6, gain=0.9),
        _bowed("choir", 52, "choir voices vocal chant chorus", ("pad",), 45, 79, attack_s=0.3,
            release_s=0.6, gain=0.8),
        _bowed("trumpet", 56, "trumpet fanfare", ("melody",), 57, 82, attack_s=0.02, release_s=0.15,
            gain=0.65, pan=0.15),
        _bowed("horn", 60, "horn horns", ("melody", "pad"), 45, 74, attack_s=0.06, release_s=0.25,
            gain=0.85, pan=-0.2),
        _bowed("brass", 61, "brass", ("pad", "melody"), 43, 74, attack_s=0.04, release_s=0.2, gain=0.65),
        _bowed("oboe", 68, "oboe", ("melody",), 60, 86, attack_s=0.04, release_s=0.15, gain=0.65, pan=0.1),
        _bowed("clarinet", 71, "clarinet", ("melody",), 52, 86, attack_s=0.04, release_s=0.15, gain=0.75,
            pan=-0.1),
        _bowed("bassoon", 70, "bassoon", ("melody", "bass"), 36, 64, attack_s=0.03, release_s=0.12,
            gain=0.85, pan=-0.15),
        _bowed("flute", 73, "flute recorder whistle", ("melody",), 60, 93, attack_s=0.04, release_s=0.18,
            gain=0.8, pan=0.1),
        _bowed("pan flute", 75, "panpipes ocarina", ("melody",), 60, 86, attack_s=0.05, release_s=0.2,
            gain=0.8, pan=0.1),
        _bowed("warm pad", 89, "pad synth synthesizer ambient electronic", ("pad",), 43, 79, attack_s=0.4,
            release_s=0.8, gain=0.8),
        _bowed("dark pad", 97, "drone", ("pad",), 36, 67, attack_s=0.5, release_s=0.8, gain=0.6),
        _plucked("banjo", 105, "banjo country", ("arpeggio",), 48, 79, 20, gain=0.8, pan=0.2),
        _bowed("bagpipe", 109, "bagpipe bagpipes celtic", ("melody",), 58, 77, attack_s=0.03, gain=0.55),
        Instrument("timpani", 47, frozenset({"timpani", "kettledrum"}), ("bass",), 36, 57, 16, gain=0.9,
            release_s=0.8),
        Instrument("drums", 0, frozenset({"drums", "drum", "percussion", "beat"}), ("percussion",), 0, 127,
            release_s=0.1, is_drum=True),
    )
}  # fmt: skip
"""Every instrument by name. Gains and decays were set by ear of the meters: equal loudness in the mix, decays
as in
Fletcher and Rossing, "The Physics of Musical Instruments"."""
