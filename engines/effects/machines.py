"""Machines that pass or run: trains, street traffic, engines."""

import numpy as np

from engines.circle import RATE_HZ, Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import bursts, glide, hump, seconds, soften, struck
from engines.effects.weather import Words, force

_RUMBLE: Curve = [(28, -8), (55, 0), (130, -4), (350, -15), (1000, -28), (5000, -52)]
_TYRES: Curve = [(80, -14), (250, -4), (800, 0), (1600, -5), (4000, -18), (10000, -36)]
_STEAM: Curve = [(120, -14), (350, -2), (900, 0), (2500, -5), (6000, -12), (13000, -26)]
_RAIL: Curve = [(90, -8), (250, 0), (900, -6), (3000, -14), (9000, -30)]


def train(canvas: Canvas, words: Words) -> None:
    """A train: rail joints in pairs, rolling; a steam engine puffs; a whistle if asked."""
    rng = canvas.rng
    canvas.add(canvas.noise(_RUMBLE, width=0.5) * canvas.drift(1.5, 0.7, 1.0), 0.16)
    canvas.add(canvas.noise(_TYRES, width=0.8) * canvas.drift(3, 0.6, 1.0), 0.035)
    period_s = 1.15
    kinds = bursts(rng, 12, 0.16, 0.028, _RAIL, rise_s=0.002)
    for at_s in canvas.beats(period_s, jitter_s=0.01):
        for delay_s, gain, pan in (
            (0.0, 0.8, -0.2),
            (0.13, 0.65, -0.1),
            (0.44, 0.55, 0.15),
            (0.57, 0.45, 0.25),
        ):
            canvas.place(kinds[rng.integers(12)], at_s + delay_s, gain * rng.uniform(0.8, 1.0), pan)
    if words & {"steam", "locomotive", "old", "engine"}:
        _puffs(canvas)
    if words & {"whistle", "departing", "station", "arriving", "steam"}:
        for at_s in canvas.phrases(9.0):
            canvas.place(_whistle(rng), at_s + 0.4, 0.3)
    canvas.room(0.9, 0.18)


def _puffs(canvas: Canvas) -> None:
    rng = canvas.rng
    times = canvas.beats(0.29, multiple=4)
    kinds = bursts(rng, 16, 0.26, 0.07, _STEAM, rise_s=0.02)
    accents = np.where(np.arange(len(times)) % 4 == 0, 0.6, 0.42).astype(np.float32)
    canvas.scatter(kinds[rng.integers(0, 16, len(times))] * accents[:, None], times)


def _whistle(rng: np.random.Generator) -> np.ndarray:
    """A steam whistle: a chord of pipes with breath."""
    length_s = 1.7
    time_s = seconds(length_s)
    bend = 1 - 0.06 * np.exp(-time_s / 0.08) - 0.03 * np.maximum(0, (time_s - 1.3) / 0.4)
    chord = sum(glide(hz * bend, (1.0, 0.25, 0.1)) for hz in (440, 523, 622, 740))
    breath = bursts(rng, 1, length_s, 20.0, [(600, -12), (1500, 0), (5000, -8)], rise_s=0.05)[0]
    return soften((0.22 * chord + 0.15 * breath) * hump(length_s, 0.4, 0.35), 0.05, 0.2)


def traffic(canvas: Canvas, words: Words) -> None:
    """A city street: the hum of far traffic, cars that pass from side to side, now and then a horn."""
    rng = canvas.rng
    canvas.add(canvas.noise(_RUMBLE, width=0.8) * canvas.drift(0.3, 0.7, 1.0), 0.16)
    canvas.add(canvas.noise(_TYRES, width=0.9) * canvas.drift(0.5, 0.6, 1.0), 0.045)
    tyres = canvas.noise(_TYRES, width=0.0)[:, :1]
    for at_s in canvas.beats(2.7 / force(words), jitter_s=0.7):
        length_s, direction = rng.uniform(2.5, 4.5), rng.choice([-1, 1])
        passing = hump(length_s, 0.5, 2.2) * rng.uniform(0.15, 0.4)
        pan = direction * np.tanh(np.linspace(-3, 3, len(passing))) * 0.9
        index = (round((at_s - 0.3 * length_s) * RATE_HZ) + np.arange(min(len(passing), canvas.n))) % canvas.n
        sides = np.stack([1 - pan, 1 + pan], axis=1)[: len(index)] * passing[: len(index), None]
        canvas.samples[index] += tyres[index] * sides.astype(np.float32)
    for at_s in canvas.chances(0.08):
        canvas.place(_horn(rng), at_s, 0.07, rng.uniform(-0.7, 0.7))
    canvas.room(1.2, 0.25)


def _horn(rng: np.random.Generator) -> np.ndarray:
    length_s = rng.uniform(0.25, 0.6)
    base = np.full(len(seconds(length_s)), rng.uniform(0.92, 1.08), np.float32)
    harmonics = (1.0, 0.7, 0.5, 0.35, 0.22, 0.14)
    return soften(glide(405 * base, harmonics) + glide(508 * base, harmonics), 0.02, 0.04) * 0.4


def motor(canvas: Canvas, words: Words) -> None:
    """A motor runs: firing strokes with their unevenness, and the machine that hums along."""
    rng = canvas.rng
    rate_hz = 34 if words & {"ship", "tractor", "truck", "idle", "idling"} else 52
    kinds = np.stack([struck([74, 148, 231, 390, 720], [0.02, 0.014, 0.01, 0.006, 0.003], gains, 0.08)
                      for gains in rng.uniform(0.3, 1.0, (8, 5))])  # fmt: skip
    times = canvas.beats(1 / rate_hz, jitter_s=0.0008)
    gains = (0.3 * rng.uniform(0.75, 1.0, len(times))).astype(np.float32)
    canvas.scatter(kinds[np.arange(len(times)) % 8] * gains[:, None], times)
    canvas.add(canvas.noise(_RUMBLE, width=0.5), 0.08)
    canvas.add(canvas.noise(_TYRES, width=0.7) * canvas.drift(4, 0.7, 1.0), 0.03)
