"""Steps of people and horses on what they walk on, and the beat of a heart."""

import numpy as np

from engines.circle import Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import (
    burst,
    bursts,
    curve_through,
    glide,
    hump,
    reedy,
    seconds,
    soften,
    spoken,
    struck,
)
from engines.effects.weather import Words

_STONES: Curve = [(300, -24), (1000, -6), (2500, 0), (6000, -3), (12000, -14)]
_SNOW: Curve = [(120, -20), (350, -3), (900, 0), (2200, -6), (5000, -18), (12000, -34)]
_DRY: Curve = [(500, -22), (1500, -5), (4000, 0), (9000, -4), (16000, -16)]
_SPLASH: Curve = [(150, -18), (500, -2), (1500, 0), (4000, -8), (10000, -20)]
_THUD: Curve = [(40, -8), (90, 0), (220, -5), (700, -20), (3000, -40)]
_CLICK: Curve = [(400, -20), (1200, 0), (3500, -4), (9000, -18)]


def footsteps(canvas: Canvas, words: Words) -> None:
    """Somebody walks or runs, heel and toe, left and right.

    On gravel, snow, leaves, wood, stairs, water, else on stone.
    """
    rng = canvas.rng
    running = bool(words & {"running", "run", "fast", "hurried", "chase", "sprint"})
    slow = bool(words & {"slow", "creeping", "limping", "heavy", "sneaking", "quiet"})
    period_s = 0.33 if running else 0.75 if slow else 0.55
    for count, at_s in enumerate(canvas.beats(period_s, jitter_s=0.016, multiple=2)):
        foot = 1.0 if count % 2 else -1.0
        gain = rng.uniform(0.75, 1.0) * (0.94 if count % 2 else 1.0)
        canvas.place(_step(rng, words, foot), at_s, gain, 0.18 * foot)
        canvas.place(_step(rng, words, foot), at_s + (0.07 if running else 0.13), gain * 0.42, 0.18 * foot)
    if words & {"hall", "corridor", "church", "stone", "stair", "stairs", "cave", "marble", "cathedral"}:
        canvas.room(1.6, 0.25, bright=True)
    elif words & {"wood", "wooden", "floor", "floorboards", "room", "house", "indoors"}:
        canvas.room(0.5, 0.18)


def _step(rng: np.random.Generator, words: Words, foot: float) -> np.ndarray:
    """One contact of a sole, shape (m,), peak about 1."""
    thud = burst(rng, 0.2, 0.022, _THUD, rise_s=0.003)
    if words & {"gravel", "pebbles", "sand", "path", "beach"}:
        return 0.35 * thud + _crunch(rng, 30, 0.17, 0.004, _STONES)
    if words & {"snow", "ice", "frost"}:
        return 0.35 * thud + _crunch(rng, 70, 0.2, 0.009, _SNOW)
    if words & {"leaf", "leaves", "forest", "grass", "undergrowth"}:
        return 0.3 * thud + _crunch(rng, 26, 0.19, 0.006, _DRY)
    if words & {"water", "mud", "puddle", "puddles", "wet"}:
        return 0.3 * thud + 0.8 * burst(rng, 0.2, 0.05, _SPLASH, rise_s=0.012)
    if words & {"wood", "wooden", "stair", "stairs", "floor", "floorboards", "deck", "plank", "porch"}:
        hz = np.array([96, 172, 265, 430, 710]) * rng.uniform(0.95, 1.05) * (1 + 0.03 * foot)
        board = struck(hz, [0.055, 0.04, 0.028, 0.016, 0.009], [0.9, 0.8, 0.5, 0.4, 0.2], 0.2)
        return 0.35 * thud + 0.55 * board + 0.3 * burst(rng, 0.2, 0.004, _CLICK)
    return (
        0.5 * thud + 0.6 * burst(rng, 0.2, 0.006, _CLICK) + 0.08 * burst(rng, 0.2, 0.03, _STONES, rise_s=0.01)
    )


def _crunch(
    rng: np.random.Generator, count: int, duration_s: float, decay_s: float, curve: Curve
) -> np.ndarray:
    """Many small breaks while the sole rolls over loose ground, shape (m,), m as for 0.2 s, peak 1."""
    sound = np.zeros(len(seconds(0.2)), np.float32)
    pieces = bursts(rng, count, 0.03, decay_s, curve, rise_s=0.0004)
    starts = (rng.beta(1.6, 2.6, count) * (len(sound) - pieces.shape[1]) * duration_s / 0.2).astype(int)
    for piece, start in zip(pieces, starts, strict=True):
        sound[start : start + len(piece)] += piece * rng.uniform(0.15, 1)
    return sound / np.abs(sound).max()


def horse(canvas: Canvas, words: Words) -> None:
    """Hooves: walk in four beats, trot in two, gallop in three and a rest.

    A whinny instead where the words say so; a carriage rattles.
    """
    if words & {"neigh", "neighing", "whinny", "whinnying", "snort"}:
        for at_s in canvas.phrases(6.0):
            canvas.place(_whinny(canvas.rng), at_s, 0.8)
        canvas.room(0.8, 0.15)
        return
    gait_s, pattern = 1.05, [0.0, 0.25, 0.5, 0.75]
    if words & {"gallop", "galloping", "riding", "rider", "running", "chase", "fast"}:
        gait_s, pattern = 0.56, [0.0, 0.19, 0.38]
    elif words & {"trot", "trotting", "cart", "carriage", "coach"}:
        gait_s, pattern = 0.68, [0.0, 0.5]
    soft = bool(words & {"grass", "sand", "dirt", "field", "forest", "gallop", "galloping", "earth"})
    for stride in canvas.beats(gait_s, jitter_s=0.01):
        for beat, share in enumerate(pattern):
            gain = canvas.rng.uniform(0.7, 1.0) * (1.0 if beat in (0, 2) else 0.82)
            sound = _hoof(canvas.rng, soft, beat)
            canvas.place(
                sound, stride + share * gait_s + canvas.rng.normal(0, 0.006), gain, 0.25 * (-1) ** beat
            )
    if words & {"cart", "carriage", "coach", "wagon"}:
        rattle = canvas.noise([(80, -6), (200, 0), (600, -8), (2500, -16), (8000, -30)], width=0.6)
        canvas.add(rattle * canvas.drift(5, 0.2, 1.0), 0.09)
    canvas.room(0.6, 0.14)


def _hoof(rng: np.random.Generator, soft: bool, beat: int) -> np.ndarray:
    thud = burst(rng, 0.16, 0.03, _THUD, rise_s=0.002)
    if soft:
        return thud + 0.35 * burst(rng, 0.16, 0.012, _SNOW)
    pitch = rng.uniform(0.95, 1.05) * (1.0, 0.86, 1.08, 0.92)[beat % 4]
    hollow = struck(
        np.array([640, 1130, 1720, 2600]) * pitch, [0.016, 0.012, 0.008, 0.005], [1, 0.7, 0.4, 0.2], 0.16
    )
    return 0.35 * thud + 0.6 * hollow + 0.25 * burst(rng, 0.16, 0.003, _CLICK)


def _whinny(rng: np.random.Generator) -> np.ndarray:
    """A falling, shaking cry of about 1.5 seconds and the blowing after it."""
    duration_s = rng.uniform(1.3, 1.7)
    time_s = seconds(duration_s)
    hz = curve_through([(0, 620), (0.12, 1050), (0.5, 900), (1, 380)], duration_s)
    hz = hz * (1 + 0.07 * np.sin(2 * np.pi * 11.5 * time_s) * np.minimum(1, time_s / 0.3))
    cry = spoken(reedy(hz, 0.6), [(900, 500, 1.0), (1900, 700, 0.8), (3300, 1200, 0.5)])
    cry = (
        cry
        / np.abs(cry).max()
        * hump(duration_s, 0.2, 0.7)
        * (0.75 + 0.25 * np.sin(2 * np.pi * 11.5 * time_s))
    )
    breath = burst(rng, duration_s, 9.0, _DRY, rise_s=0.2) * hump(duration_s, 0.8, 1.0) * 0.2
    return soften(cry + breath, 0.02, 0.05)


def heartbeat(canvas: Canvas, words: Words) -> None:
    """A heart: lub and dub, felt as much as heard."""
    fast = bool(words & {"fast", "racing", "pounding", "panic", "fear", "frightened"})
    period_s = 0.55 if fast else 0.86
    for at_s in canvas.beats(period_s, jitter_s=0.012):
        for delay_s, hz, gain in ((0.0, 62.0, 1.0), (0.32 * period_s, 82.0, 0.66)):
            sweep = curve_through([(0, hz * 1.35), (0.25, hz), (1, hz * 0.7)], 0.22)
            beat = (
                glide(sweep, (1.0, 0.6, 0.34, 0.18, 0.08))
                * hump(0.22, 0.22, 0.8)
                * np.exp(-seconds(0.22) / 0.1)
            )
            canvas.place(beat, at_s + delay_s, gain * canvas.rng.uniform(0.92, 1.0))
    canvas.room(0.35, 0.12)
