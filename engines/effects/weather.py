"""Rain on all that it falls on, wind, thunder, storm, and quiet air.

A recipe paints a canvas from the words of its cue.
"""

import numpy as np

from engines.circle import Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import burst, bursts, pings

Words = frozenset[str]

AIR: Curve = [(30, -12), (90, 0), (250, -6), (800, -18), (3000, -34), (9000, -50)]
_HISS: Curve = [(150, -34), (500, -20), (1500, -8), (4000, -2), (7000, 0), (12000, -6), (19000, -18)]
_LEAVES: Curve = [(200, -30), (700, -12), (1800, 0), (4500, -2), (9000, -12), (16000, -26)]
_CLOTH: Curve = [(90, -18), (250, -3), (600, 0), (1500, -6), (4000, -18), (10000, -32)]
_INDOORS: Curve = [(100, -10), (300, -2), (900, 0), (2500, -9), (6000, -24), (14000, -42)]
_DEEP: Curve = [(18, -14), (32, 0), (70, -2), (130, -12), (300, -28), (1000, -52)]
_CRACK: Curve = [(60, -10), (250, 0), (1200, -3), (4000, -10), (12000, -24)]


def force(words: Words) -> float:
    """Return how strong the words make it: 0.55 for gentle, 1.6 for heavy, else 1."""
    if words & {
        "light",
        "soft",
        "gentle",
        "quiet",
        "drizzle",
        "faint",
        "slow",
        "small",
        "slight",
        "little",
        "breeze",
    }:
        return 0.55
    if words & {
        "heavy",
        "hard",
        "strong",
        "loud",
        "violent",
        "fierce",
        "wild",
        "pouring",
        "big",
        "large",
        "raging",
        "huge",
    }:
        return 1.6
    return 1.0


def air(canvas: Canvas, words: Words) -> None:
    """Quiet air: a room or an empty place. It also stands for what the engine does not know."""
    canvas.add(canvas.noise(AIR, width=0.6) * canvas.drift(0.25, 0.75, 1.0))


def rain(canvas: Canvas, words: Words) -> None:
    """Rain: the far hiss of very many drops and the near drops one by one, as the surface lets them sound."""
    strength = force(words)
    if words & {"canvas", "tent", "umbrella", "cloth"}:
        _drumming(canvas, strength, _CLOTH, drop_hz=(260, 900), decay_s=(0.004, 0.011), hiss=0.10)
    elif words & {"roof", "tin", "metal", "car"}:
        _ringing(canvas, strength, drop_hz=(900, 4200), decay_s=(0.008, 0.035))
    elif words & {"window", "glass", "pane"}:
        _ringing(canvas, strength * 0.6, drop_hz=(1700, 5200), decay_s=(0.002, 0.007))
    elif words & {"leaf", "leaves", "forest", "tree", "trees", "garden", "jungle"}:
        _drumming(canvas, strength, _LEAVES, drop_hz=(1300, 4200), decay_s=(0.0015, 0.004), hiss=0.16)
    else:
        _open(canvas, strength)


def _open(canvas: Canvas, strength: float) -> None:
    canvas.add(canvas.noise(_HISS, width=0.8) * canvas.drift(0.4, 0.8, 1.0), 0.16)
    canvas.add(canvas.noise(_INDOORS, width=0.8) * canvas.drift(0.3, 0.7, 1.0), 0.025)
    _drops(canvas, 170 * strength, (1800, 8000), (0.0012, 0.004), 0.6)
    _drops(canvas, 14 * strength, (700, 1600), (0.005, 0.012), 0.5, rise=0.25)


def _drumming(
    canvas: Canvas,
    strength: float,
    curve: Curve,
    *,
    drop_hz: tuple[float, float],
    decay_s: tuple[float, float],
    hiss: float,
) -> None:
    """Soft surfaces: a bed of blurred drops and near drops that thud."""
    rng = canvas.rng
    canvas.add(canvas.noise(curve, width=0.8) * canvas.drift(0.5, 0.75, 1.0), 0.13)
    canvas.add(canvas.noise(_HISS, width=0.9), hiss * 0.35)
    times = canvas.chances(85 * strength)
    grains = bursts(rng, 48, 0.03, float(np.mean(decay_s)), curve)[rng.integers(0, 48, len(times))]
    canvas.scatter(
        grains * (0.5 * rng.uniform(0.15, 1, len(times)) ** 2)[:, None],
        times,
        rng.uniform(-0.9, 0.9, len(times)),
    )
    _drops(canvas, 60 * strength, drop_hz, decay_s, 0.35)


def _ringing(
    canvas: Canvas, strength: float, *, drop_hz: tuple[float, float], decay_s: tuple[float, float]
) -> None:
    """Hard surfaces: the rain outside is muffled, near drops ring."""
    canvas.add(canvas.noise(_INDOORS, width=0.8) * canvas.drift(0.4, 0.75, 1.0), 0.10)
    canvas.add(canvas.noise(_HISS, width=0.8), 0.04)
    _drops(canvas, 130 * strength, drop_hz, decay_s, 0.5)
    _drops(canvas, 30 * strength, (drop_hz[0] * 0.35, drop_hz[0]), decay_s, 0.4)


def _drops(
    canvas: Canvas,
    per_second: float,
    hz: tuple[float, float],
    decay_s: tuple[float, float],
    gain: float,
    rise: float = 0.0,
) -> None:
    """Near drops: few are loud, most are faint, because far ones are more."""
    rng = canvas.rng
    times = canvas.chances(per_second)
    count = len(times)
    frequencies = np.exp(rng.uniform(np.log(hz[0]), np.log(hz[1]), count))
    gains = gain * rng.uniform(0.12, 1, count) ** 2.5
    drops = pings(frequencies, rng.uniform(*decay_s, count), gains, 4 * decay_s[1], rise)
    canvas.scatter(drops, times, rng.uniform(-0.9, 0.9, count))


def wind(canvas: Canvas, words: Words) -> None:
    """Noise through a wandering resonance that climbs with each gust; it howls if the words say so."""
    strength = force(words)
    gust = (0.2 + 0.8 * canvas.drift(0.22)) * (0.65 + 0.35 * canvas.drift(0.9))
    gust **= 0.6 + 0.6 * strength
    centre = np.log2(110 * (1 + 3.2 * strength * gust))
    for middle_hz in (75, 150, 300, 600, 1200):
        octave = np.log2(middle_hz)
        band: Curve = [
            (middle_hz / 3.5, -36),
            (middle_hz / 1.4, 0),
            (middle_hz * 1.4, 0),
            (middle_hz * 3.5, -36),
        ]
        weight = np.exp(-(((octave - centre) / 0.9) ** 2)) * (250 / middle_hz) ** 0.35
        canvas.add(canvas.noise(band, width=0.75) * weight * gust * canvas.drift(1.5, 0.6, 1.0))
    canvas.add(
        canvas.noise([(800, -24), (2500, 0), (6000, -6), (14000, -20)], width=0.9) * gust**2, 0.035 * strength
    )
    if words & {
        "howl",
        "howling",
        "whistling",
        "winter",
        "blizzard",
        "arctic",
        "chimney",
        "mountain",
        "wild",
        "fierce",
    }:
        for lowest_hz, gain in ((330, 2.2), (590, 1.3)):
            canvas.add(_howl(canvas, lowest_hz, gust), gain)


def _howl(canvas: Canvas, lowest_hz: float, gust: np.ndarray) -> np.ndarray:
    """A narrow band of noise round a wandering pitch: an edge tone as a chimney or a gap makes it."""
    hz = lowest_hz * (1 + 0.75 * gust * canvas.drift(0.5, 0.6, 1.0))
    roughness = canvas.drift(9, -1, 1) + canvas.drift(4, -1, 1)
    return canvas.tone(hz) * roughness * gust**2 * canvas.drift(0.4, 0.0, 1.0)


def rustle(canvas: Canvas, words: Words) -> None:
    """Leaves that the wind stirs: dry noise that swells and trembles."""
    gust = canvas.drift(0.3, 0.15, 1.0)
    for curve, unrest_hz, gain in ((_LEAVES, 7.0, 0.2), (_HISS, 11.0, 0.12)):
        canvas.add(
            canvas.noise(curve, width=0.9) * gust * canvas.drift(unrest_hz, 0.35, 1.0), gain * force(words)
        )
    canvas.add(canvas.noise(AIR, width=0.7) * gust, 0.03)


def thunder(canvas: Canvas, words: Words) -> None:
    """Cracks when near, then a rumble that rolls for seconds; a clap is near, else it is far."""
    near = bool(words & {"clap", "crack", "crash", "thunderclap", "near", "close", "loud", "lightning"})
    for at_s in canvas.once(9.0) if near else canvas.phrases(8.0):
        _thunderclap(canvas, float(at_s), near)


def _thunderclap(canvas: Canvas, at_s: float, near: bool) -> None:
    rng = canvas.rng
    delay_s = 0.0
    for roll in range(9):
        decay_s = rng.uniform(0.5, 1.5)
        sound = burst(rng, 6.0, decay_s, _DEEP, rise_s=0.05 if near else 0.25)
        canvas.place(sound, at_s + delay_s, rng.uniform(0.4, 1.0) * 0.86**roll, rng.uniform(-0.5, 0.5))
        delay_s += rng.exponential(0.32)
    if not near:
        return
    delay_s = 0.0
    for crack in range(14):
        decay_s = 0.02 + 0.02 * crack * rng.random()
        sound = burst(rng, 0.5, decay_s, _CRACK, rise_s=0.0015)
        canvas.place(sound, at_s + delay_s, rng.uniform(0.3, 1.1) * 0.88**crack, rng.uniform(-0.6, 0.6))
        delay_s += rng.exponential(0.035)


def storm(canvas: Canvas, words: Words) -> None:
    """A storm: heavy rain in strong wind with far thunder; a snow storm has the wind alone."""
    if words & {"snow", "snowstorm", "blizzard", "sand", "sandstorm", "dust"}:
        wind(canvas, words | {"howling", "heavy"})
        return
    wind(canvas, words | {"heavy"})
    canvas.samples *= np.float32(0.16 / max(1e-6, float(np.sqrt(np.mean(canvas.samples**2)))))
    rain(canvas, words | {"heavy"})
    before = canvas.samples.copy()
    canvas.samples[:] = 0
    for at_s in canvas.phrases(9.0):
        _thunderclap(canvas, float(at_s) + canvas.rng.uniform(0.5, 2.0), near=False)
    canvas.samples *= np.float32(0.8 / max(1e-6, float(np.abs(canvas.samples).max())))
    canvas.add(before)
