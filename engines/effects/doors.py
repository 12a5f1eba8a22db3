"""Doors: knocked at, opened, closed, locked; and the wood they are made of."""

import numpy as np

from engines.circle import RATE_HZ, Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import burst, curve_through, hump, seconds, struck
from engines.effects.weather import Words, force

_CLICK: Curve = [(500, -18), (1500, 0), (4000, -2), (10000, -14)]
_WOOD: Curve = [(60, -6), (140, 0), (500, -6), (1500, -14), (5000, -30)]


def knock(canvas: Canvas, words: Words) -> None:
    """Knuckles on a door: three times, or as often and as hard as the words say."""
    rng = canvas.rng
    urgent = bool(words & {"urgent", "banging", "pounding", "hammering", "loud", "frantic", "heavy"})
    count, gap_s = (6, 0.17) if urgent else (2, 0.32) if "twice" in words else (3, 0.24)
    gap_s *= 1.3 if force(words) < 1 else 1.0
    for at_s in canvas.phrases(3.6):
        for number in range(count):
            gain = rng.uniform(0.75, 1.0) * (1.0 if number else 0.85)
            canvas.place(
                _knuckle(rng, urgent),
                at_s + number * gap_s + rng.normal(0, 0.008),
                gain,
                rng.uniform(-0.05, 0.05),
            )
    canvas.room(0.55, 0.22)


def _knuckle(rng: np.random.Generator, fist: bool) -> np.ndarray:
    pitch = rng.uniform(0.96, 1.04) * (0.72 if fist else 1.0)
    hz = np.array([118, 205, 322, 470, 760, 1240]) * pitch
    panel = struck(hz, [0.05, 0.042, 0.03, 0.022, 0.012, 0.006], [0.7, 1.0, 0.7, 0.6, 0.45, 0.3], 0.3)
    return 0.5 * panel + 0.4 * burst(rng, 0.3, 0.0035, _CLICK)


def door(canvas: Canvas, words: Words) -> None:
    """A door opens and closes; only one of the two, or a lock, where the words say so."""
    opens = bool(words & {"open", "opens", "opening", "creak", "creaks", "creaking", "creaky"})
    shuts = bool(
        words
        & {"close", "closes", "closing", "closed", "shut", "shuts", "slam", "slams", "slamming", "slammed"}
    )
    if words & {"lock", "locks", "unlock", "key", "keys", "bolt"}:
        for at_s in canvas.once(4.0):
            _lock(canvas, at_s)
    elif words & {"slam", "slams", "slamming", "slammed"}:
        for at_s in canvas.once(5.0):
            _shut(canvas, at_s + 0.15, 1.0)
    else:
        for at_s in canvas.once(5.0):
            end_s = _open(canvas, at_s, creaky=opens or not shuts) if opens or not shuts else at_s + 0.2
            if shuts or not opens:
                _shut(canvas, end_s + 0.15, 0.55)
    canvas.room(0.8, 0.22)


def _open(canvas: Canvas, at_s: float, *, creaky: bool) -> float:
    """Paint the handle, the latch and the creak of the hinges; return when it is open."""
    rng = canvas.rng
    for delay_s, gain in ((0.0, 0.22), (0.09, 0.35), (0.12, 0.2)):
        canvas.place(_latch(rng), at_s + delay_s, gain)
    length_s = rng.uniform(1.1, 1.5)
    canvas.place(_creak(rng, length_s), at_s + 0.24, 0.6 if creaky else 0.1, 0.1)
    return at_s + 0.24 + length_s


def _creak(rng: np.random.Generator, length_s: float) -> np.ndarray:
    """Stick and slip: the hinge jumps at a wandering rate, and each jump rings in the wood.

    Shape (m,), peak 1.
    """
    low, high = rng.uniform(45, 70), rng.uniform(120, 210)
    rate = curve_through([(0, low), (0.25, high), (0.5, high * 0.7), (0.8, high * 1.25), (1, low)], length_s)
    turns = np.cumsum(rate + rng.normal(0, 300, len(rate))) / RATE_HZ
    jumps = np.zeros(len(turns), np.float32)
    slips = np.flatnonzero(np.diff(np.floor(np.maximum.accumulate(turns))) > 0)
    jumps[slips] = rng.uniform(0.5, 1.0, len(slips))
    hz = np.array([410, 680, 1010, 1480, 2150, 3100]) * rng.uniform(0.9, 1.1)
    wood = struck(hz, [0.012, 0.014, 0.011, 0.008, 0.006, 0.004], [0.5, 0.9, 1.0, 0.8, 0.5, 0.3], 0.06)
    size = len(jumps) + len(wood)
    sound = np.fft.irfft(np.fft.rfft(jumps, size) * np.fft.rfft(wood, size), size)[: len(jumps)]
    sound *= hump(length_s, 0.55, 0.6)[: len(sound)]
    return (sound / np.abs(sound).max()).astype(np.float32)


def _shut(canvas: Canvas, at_s: float, force_of: float) -> None:
    """Paint the leaf that meets the frame, and the latch that falls in."""
    rng = canvas.rng
    hz = np.array([58, 94, 151, 236, 390, 640]) * rng.uniform(0.95, 1.05)
    frame = struck(hz, [0.12, 0.1, 0.075, 0.05, 0.03, 0.016], [0.9, 1.0, 0.8, 0.6, 0.4, 0.25], 0.6)
    slap = burst(rng, 0.6, 0.018 + 0.02 * force_of, _WOOD, rise_s=0.0015)
    canvas.place(0.45 * frame + 0.7 * slap, at_s, force_of)
    canvas.place(burst(rng, 0.1, 0.006, _CLICK), at_s, 0.35 * force_of)
    for delay_s, gain in ((0.035, 0.22), (0.07, 0.12)):
        canvas.place(_latch(rng), at_s + delay_s, gain)


def _lock(canvas: Canvas, at_s: float) -> None:
    """Paint a key that goes in, turns, and throws the bolt."""
    rng = canvas.rng
    for delay_s in np.sort(rng.uniform(0, 0.5, 7)):
        canvas.place(_latch(rng), at_s + delay_s, rng.uniform(0.1, 0.3), 0.05)
    canvas.place(_latch(rng), at_s + 0.95, 0.6)
    canvas.place(
        struck([190, 330, 720, 1500], [0.03, 0.025, 0.015, 0.01], [0.8, 1, 0.6, 0.4], 0.2), at_s + 0.97, 0.4
    )


def _latch(rng: np.random.Generator) -> np.ndarray:
    """A small piece of iron that clicks, shape (m,)."""
    hz = np.array([1350, 2240, 3480, 5200]) * rng.uniform(0.92, 1.08)
    ring = struck(hz, [0.012, 0.009, 0.007, 0.004], [0.8, 1.0, 0.7, 0.4], 0.08)
    return 0.4 * ring + 0.6 * burst(rng, 0.08, 0.002, _CLICK)[: len(seconds(0.08))]
