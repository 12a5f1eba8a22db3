"""Sound effects made by signal processing alone: no model, no sample, no download."""

import zlib

import numpy as np

from engines import circle
from engines.base import SoundEngine
from engines.effects.canvas import TAIL_S, Canvas
from engines.effects.vocabulary import (
    AIR,
    Effect,
    Words,
    find_effects,
    is_far,
    plain_forms,
    understood,
    words_of,
)
from engines.types import AudioClip

UNKNOWN = 0.1
"""How well it suits a description in which it knows nothing: it makes quiet air, which disturbs no scene."""
_FAR: circle.Curve = [(60, 0), (500, 0), (1500, -8), (4000, -22), (12000, -48)]
_FADE_S = 0.6
"""Fade at either end of a lasting sound."""
_SHORT_FADE_S = 0.08
"""Fade at the end of a sound that dies away by itself."""
_SHORT_TAIL_S = 0.5
"""Room behind a lasting sound, which is faded anyway."""


class Procedural(SoundEngine):
    """Weather, water, steps, doors, animals, crowds, bells, machines and blows from their physics."""

    title = "Procedural effects"
    version = "1"
    licence = "AGPL-3.0-or-later"

    def load(self) -> None:
        """Nothing to load."""

    @classmethod
    def suits(cls, description: str) -> float:
        """Return 0.5 to 1 by how many of the words are known, UNKNOWN when no effect is named."""
        return understood(description) or UNKNOWN

    def make(self, description: str, seconds: float, *, seed: int = 0, loop: bool = False) -> AudioClip:
        """Return the effects that the description names, laid over each other; quiet air when it names none.

        See SoundEngine.make. Raises AudioError for a length below circle.SHORTEST_S.
        """
        asked = circle.sample_count(seconds)
        words = frozenset(form for word in words_of(description) for form in plain_forms(word))
        effects = find_effects(description) or (AIR,)
        layers = []
        for effect in effects:
            layer = _layer(effect, words, asked, seed=seed, loop=loop)
            layers.append(_put_far(layer) if is_far(effect, description) else layer)
        sound = layers[0] if len(layers) == 1 else np.sum([circle.level(layer) for layer in layers], axis=0)
        if loop:
            return AudioClip(circle.level(sound), circle.RATE_HZ)
        lasting = any(effect.lasting for effect in effects)
        sound = circle.fade_ends(sound, _FADE_S if lasting else 0.004, _FADE_S if lasting else _SHORT_FADE_S)
        return AudioClip(circle.fade_ends(circle.level(sound), 0.003, 0.003), circle.RATE_HZ)


def _layer(effect: Effect, words: Words, asked: int, *, seed: int, loop: bool) -> np.ndarray:
    """Return one effect, shape (asked, 2); what lasts longer than a circle may be is a circle that repeats."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, zlib.crc32(effect.name.encode())])
    longest = round(circle.LONGEST_S * circle.RATE_HZ)
    turns = -(-asked // longest)
    if turns == 1:
        return _paint(effect, words, asked, rng, loop=loop)
    if loop or effect.lasting:
        return circle.repeat_to(_paint(effect, words, round(asked / turns), rng, loop=True), asked)
    once = _paint(effect, words, longest, rng, loop=False)
    return np.concatenate([once, np.zeros((asked - longest, 2), np.float32)])


def _paint(effect: Effect, words: Words, heard_n: int, rng: np.random.Generator, *, loop: bool) -> np.ndarray:
    canvas = Canvas(heard_n, rng, loop=loop, tail_s=_SHORT_TAIL_S if effect.lasting else TAIL_S)
    effect.recipe(canvas, words)
    return canvas.heard()


def _put_far(layer: np.ndarray) -> np.ndarray:
    """Return the layer as it is heard from far away: without treble, with echoes."""
    return circle.in_room(layer, 1.8, 0.35, curve=_FAR)
