"""Blows: gunshots, explosions, swords, things that fall; and the whoosh of what flies past."""

import numpy as np

from engines.circle import Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import burst, curve_through, glide, hump, soften, struck
from engines.effects.weather import Words, force

_BLAST: Curve = [(40, -8), (150, 0), (800, -1), (3000, -4), (9000, -14)]
_BOOM: Curve = [(22, -8), (45, 0), (110, -4), (300, -16), (1200, -36)]
_EDGE: Curve = [(1500, -20), (3500, 0), (8000, -1), (14000, -10)]
_DEBRIS: Curve = [(150, -12), (500, 0), (1500, -3), (5000, -14)]


def gunshot(canvas: Canvas, words: Words) -> None:
    """A shot: blast, body, the echo of the place; several if the words say so; a cannon is deeper."""
    rng = canvas.rng
    cannon = bool(words & {"cannon", "cannons", "artillery"})
    several = bool(words & {"gunshots", "shots", "gunfire", "battle", "volley", "shooting"})
    for at_s in canvas.phrases(2.0) if several else canvas.once(8.0):
        for number in range(rng.integers(2, 5) if several else 1):
            delay_s, pan = number * rng.uniform(0.25, 0.6), rng.uniform(-0.4, 0.4) * several
            canvas.place(
                burst(rng, 0.3, 0.011, _BLAST, rise_s=0.0004), at_s + delay_s, 0.4 if cannon else 1.0, pan
            )
            canvas.place(
                burst(rng, 0.8, 0.16 if cannon else 0.07, _BOOM, rise_s=0.003),
                at_s + delay_s,
                1.2 if cannon else 0.7,
                pan,
            )
            for echo_s in (0.19, 0.31, 0.52):
                canvas.place(
                    burst(rng, 0.5, 0.08, _DEBRIS, rise_s=0.03),
                    at_s + delay_s + echo_s,
                    0.1 * (0.7 - echo_s),
                    -pan,
                )
    canvas.room(1.9, 0.22)


def explosion(canvas: Canvas, words: Words) -> None:
    """An explosion: pressure, a long boom, debris that comes down."""
    rng = canvas.rng
    for at_s in canvas.once(7.0):
        canvas.place(burst(rng, 0.6, 0.05, _BLAST, rise_s=0.001), at_s, 1.0)
        for number in range(5):
            canvas.place(
                burst(rng, 3.0, 0.6, _BOOM, rise_s=0.02),
                at_s + 0.12 * number,
                0.9 * 0.75**number,
                rng.uniform(-0.4, 0.4),
            )
        for delay_s in rng.exponential(0.8, 40).clip(0.1, 3.2):
            canvas.place(
                burst(rng, 0.12, 0.012, _DEBRIS),
                at_s + delay_s,
                rng.uniform(0.02, 0.14),
                rng.uniform(-0.9, 0.9),
            )
    canvas.room(2.4, 0.25)


def sword(canvas: Canvas, words: Words) -> None:
    """Swords clash; one that is drawn scrapes along its sheath and rings."""
    rng = canvas.rng
    drawn = bool(words & {"draw", "drawn", "drawing", "unsheathe", "unsheathed", "sheath", "draws"})
    fight = bool(words & {"fight", "clash", "clashing", "battle", "duel", "swords", "fencing"})
    for at_s in canvas.phrases(2.6) if fight else canvas.once(3.0):
        if drawn:
            canvas.place(_scrape(rng, 0.45), at_s, 0.45)
            canvas.place(_blade(rng, 1.3), at_s + 0.4, 0.4)
            continue
        for number in range(rng.integers(3, 6) if fight else 1):
            canvas.place(
                _blade(rng, 0.7),
                at_s + 0.42 * number + rng.normal(0, 0.05),
                rng.uniform(0.5, 0.9),
                rng.uniform(-0.3, 0.3),
            )
            if rng.random() < 0.4:
                canvas.place(_scrape(rng, 0.16), at_s + 0.42 * number + 0.03, 0.2)
    canvas.room(1.1, 0.2, bright=True)


def _blade(rng: np.random.Generator, ring_s: float) -> np.ndarray:
    """A steel bar that is struck: partials of a free bar (1, 2.76, 5.4, 8.93) for two blades, shape (m,)."""
    ratio = np.array([1, 2.757, 5.404, 8.933])
    hz = np.concatenate([rng.uniform(700, 900) * ratio, rng.uniform(1000, 1300) * ratio[:3]])
    decay_s = 0.35 * ring_s / (1 + hz / 3000)
    ring = struck(hz, decay_s, np.array([0.2, 1, 0.9, 0.6, 0.25, 1, 0.8]) * rng.uniform(0.7, 1.0, 7), 1.2)
    hit = burst(rng, 1.2, 0.006, _EDGE, rise_s=0.0004)
    return 0.22 * ring + 0.6 * hit


def _scrape(rng: np.random.Generator, length_s: float) -> np.ndarray:
    """Steel along steel: rough bright noise whose tone rises, shape (m,), peak about 1."""
    rough = burst(rng, length_s, 99.0, _EDGE, rise_s=0.02)
    tone = glide(curve_through([(0, 2600), (1, 5200)], length_s), (1.0, 0.6))[: len(rough)]
    return soften(
        rough * (0.6 + 0.4 * tone) * curve_through([(0, 0.2), (0.8, 1), (1, 0.6)], length_s)[: len(rough)],
        0.02,
        0.01,
    )


def thud(canvas: Canvas, words: Words) -> None:
    """Something heavy falls, once."""
    rng = canvas.rng
    for at_s in canvas.once(4.0):
        body = struck([52, 83, 140, 225], [0.14, 0.1, 0.06, 0.04], [1, 0.8, 0.5, 0.3], 0.6)
        canvas.place(0.6 * body + 0.6 * burst(rng, 0.6, 0.03, _DEBRIS, rise_s=0.0015), at_s, force(words))
        canvas.place(burst(rng, 0.3, 0.02, _DEBRIS, rise_s=0.002), at_s + 0.16, 0.18)
    canvas.room(0.7, 0.2)


def whoosh(canvas: Canvas, words: Words) -> None:
    """Something flies past: noise whose middle rises and falls while it crosses from side to side."""
    length_s = 0.35 if words & {"fast", "arrow", "swing", "quick"} else 0.9
    for at_s in canvas.once(2.2):
        sound = _sweep(canvas.rng, length_s)
        across = np.linspace(0, np.pi / 2, len(sound), dtype=np.float32)
        sides = (np.cos(across), np.sin(across))
        first, second = canvas.rng.permutation(2)
        canvas.place(sound * sides[first], at_s, 1.0, -0.9)
        canvas.place(sound * sides[second], at_s, 1.0, 0.9)
    canvas.room(0.6, 0.12)


def _sweep(rng: np.random.Generator, length_s: float) -> np.ndarray:
    """Noise whose middle climbs from 300 Hz to 3 kHz and falls back, shape (m,)."""
    envelope = hump(length_s, 0.55, 1.4)
    middle = np.log2(curve_through([(0, 300), (0.55, 3000), (1, 350)], length_s))
    sound = np.zeros(len(envelope), np.float32)
    for band_hz in np.geomspace(250, 6000, 8):
        band: Curve = [(band_hz / 2.5, -26), (band_hz / 1.25, 0), (band_hz * 1.25, 0), (band_hz * 3, -28)]
        sound += burst(rng, length_s, 99.0, band, rise_s=0.01) * np.exp(-((np.log2(band_hz) - middle) ** 2))
    return sound * envelope
