"""Fire: the breath of the flames, the hiss of the wood, crackles and pops."""

import numpy as np

from engines.circle import Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import bursts
from engines.effects.weather import Words, force

_BREATH: Curve = [(25, -10), (60, 0), (160, -4), (400, -16), (1200, -34), (5000, -56)]
_HISS: Curve = [(600, -26), (2000, -4), (5000, 0), (9000, -6), (16000, -20)]
_CRACKLE: Curve = [(500, -24), (1500, -3), (3500, 0), (8000, -4), (15000, -16)]
_POP: Curve = [(120, -14), (350, 0), (1200, -2), (4000, -10), (12000, -26)]


def fire(canvas: Canvas, words: Words) -> None:
    """A fire: a hearth crackles, a blaze also roars."""
    roaring = bool(words & {"burning", "blaze", "inferno", "house", "roaring", "wildfire", "flames"})
    strength = max(force(words), 1.5 if roaring else 0.0)
    canvas.add(
        canvas.noise(_BREATH, width=0.6) * canvas.drift(4, 0.45, 1.0) * canvas.drift(0.6, 0.6, 1.0),
        0.16 * strength**2,
    )
    canvas.add(canvas.noise(_HISS, width=0.7) * canvas.drift(1.5, 0.3, 1.0), 0.016 * strength)
    for _ in range(3):
        _crackles(canvas, 11 * strength)
    _pops(canvas, 1.3 * strength)


def _crackles(canvas: Canvas, per_second: float) -> None:
    """A burning piece of wood: its crackles come in flurries from one place."""
    rng = canvas.rng
    flurries = canvas.chances(0.2 * per_second)
    times = np.concatenate(
        [at_s + np.cumsum(rng.exponential(0.045, rng.integers(2, 10))) for at_s in flurries]
    )
    kinds = bursts(rng, 40, 0.02, rng.uniform(0.0008, 0.003), _CRACKLE, rise_s=0.0003)
    gains = 0.7 * rng.uniform(0.08, 1, len(times)) ** 2.2
    place = rng.uniform(-0.5, 0.5) + rng.uniform(-0.2, 0.2, len(times))
    canvas.scatter(kinds[rng.integers(0, 40, len(times))] * gains[:, None].astype(np.float32), times, place)


def _pops(canvas: Canvas, per_second: float) -> None:
    rng = canvas.rng
    times = canvas.chances(per_second)
    gains = rng.uniform(0.15, 0.6, len(times))
    grains = bursts(rng, len(times), 0.07, 0.009, _POP, rise_s=0.0004) * gains[:, None].astype(np.float32)
    canvas.scatter(grains, times, rng.uniform(-0.5, 0.5, len(times)))
