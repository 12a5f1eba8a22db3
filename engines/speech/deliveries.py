"""What a delivery does to a voice: pitch, range, tempo, level, effort, breath.

Directions and sizes follow the acoustics of acted emotion (Juslin and Laukka, "Communication of emotions in vocal
expression and music performance", 2003); `python -m engines.speech.measure --deliveries` measures the result.
"""

from dataclasses import dataclass

from engines.types import Delivery, Morph


@dataclass(frozen=True)
class Manner:
    """One delivery."""

    morph: Morph = Morph()
    """Its factors multiply those of the voice, tilt and breath add to them."""
    level_db: float = 0.0
    """Louder or softer than a neutral sentence, in dB."""
    effort: float = 1.0
    """Compression ratio of the short-term level; 1: none."""
    low_cut_hz: float = 0.0
    """A shout has little below this, in Hz."""
    tremor: float = 0.0
    """Depth of the shake of the pitch, as a fraction."""
    whispered: bool = False
    """No tone at all."""


MANNERS: dict[Delivery, Manner] = {
    "neutral": Manner(),
    "calm": Manner(Morph(pitch=0.96, pitch_range=0.75, rate=0.9, tilt_db=-0.6), level_db=-2),
    "excited": Manner(
        Morph(pitch=1.14, pitch_range=1.4, formant=1.02, rate=1.12, tilt_db=0.8), level_db=2, effort=1.4
    ),
    "sad": Manner(Morph(pitch=0.92, pitch_range=0.55, rate=0.84, tilt_db=-1.2, breath=0.12), level_db=-4),
    "angry": Manner(
        Morph(pitch=1.06, pitch_range=1.3, formant=0.98, rate=1.1, tilt_db=1.2), level_db=3, effort=1.8
    ),
    "fearful": Manner(
        Morph(pitch=1.18, pitch_range=1.1, formant=1.02, rate=1.14, breath=0.2), level_db=-1, tremor=0.025
    ),
    "shouting": Manner(
        Morph(pitch=1.24, pitch_range=1.2, formant=1.03, rate=0.98, tilt_db=1.8),
        level_db=5,
        effort=2.5,
        low_cut_hz=180,
    ),
    "whispering": Manner(Morph(rate=0.93), level_db=-8, whispered=True),
}


def combine(voice: Morph, manner: Morph, rate: float) -> Morph:
    """Return the voice's own morph seen through a delivery, within what a morph may be."""
    return Morph(
        pitch=_between(voice.pitch * manner.pitch, 0.4, 2.5),
        pitch_range=_between(voice.pitch_range * manner.pitch_range, 0, 3),
        formant=_between(voice.formant * manner.formant, 0.6, 1.6),
        tilt_db=_between(voice.tilt_db + manner.tilt_db, -6, 6),
        breath=_between(voice.breath + manner.breath, 0, 1),
        rate=_between(voice.rate * manner.rate * rate, 0.5, 2),
    )


def _between(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))
