"""What rings: church bells, hand bells, wind chimes, telephones, clocks, glass."""

import numpy as np

from engines.circle import Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import burst, pings, seconds, soften, struck
from engines.effects.weather import Words

_CHURCH = (
    (0.5, 3.6, 0.55), (1.0, 2.6, 0.8), (1.003, 2.4, 0.35), (1.2, 1.9, 0.75), (1.5, 1.2, 0.4), (2.0, 1.5, 1.0),
    (2.005, 1.4, 0.4), (2.5, 0.8, 0.35), (2.67, 0.7, 0.3), (3.0, 0.6, 0.45), (4.0, 0.4, 0.3),
    (5.33, 0.25, 0.2), (6.7, 0.15, 0.15),
)  # fmt: skip
"""Partials of a minor-third bell: ratio to the prime, decay to 1/e in s, gain (hum, prime, tierce, quint,
nominal, …).
"""
_TICK: Curve = [(700, -22), (2000, 0), (5000, -2), (11000, -14)]
_KEY: Curve = [(250, -12), (800, 0), (2500, -1), (6000, -6), (12000, -18)]


def bell(canvas: Canvas, words: Words) -> None:
    """A church bell that tolls; a hand bell, a door bell or a ship's bell where the words say so."""
    if words & {
        "hand",
        "small",
        "little",
        "servant",
        "shop",
        "bicycle",
        "doorbell",
        "door",
        "ship",
        "school",
        "sleigh",
    }:
        _hand_bell(canvas, words)
        return
    pitch_hz = canvas.rng.uniform(300, 380) * (
        0.72 if words & {"funeral", "death", "midnight", "tolling", "deep"} else 1.0
    )
    period_s = 3.4 if words & {"funeral", "death", "slow", "tolling"} else 2.3
    for at_s in canvas.beats(period_s, jitter_s=0.02):
        canvas.place(church_bell(canvas.rng, pitch_hz), at_s, canvas.rng.uniform(0.85, 1.0), 0.05)
    canvas.room(2.6, 0.35)


def church_bell(rng: np.random.Generator, prime_hz: float) -> np.ndarray:
    """Return one stroke of a church bell, shape (m,): its partials and the clapper."""
    ratio, decay_s, gain = (np.array(column) for column in zip(*_CHURCH, strict=True))
    lengthen = (330 / prime_hz) ** 0.5
    ring = struck(ratio * prime_hz, decay_s * lengthen, gain * rng.uniform(0.85, 1.0, len(gain)), 5.5)
    ring *= np.minimum(1, (len(ring) - np.arange(len(ring), dtype=np.float32)) / 20000)
    ring[:2000] += 0.5 * burst(rng, 2000 / 44100, 0.006, _TICK)
    return 0.22 * ring


def _hand_bell(canvas: Canvas, words: Words) -> None:
    rng = canvas.rng
    pitch_hz = rng.uniform(1500, 2100) * (0.55 if words & {"ship", "school"} else 1.0)
    count, gap_s = (2, 0.45) if words & {"ship", "door", "doorbell", "shop", "bicycle"} else (7, 0.17)
    for at_s in canvas.phrases(3.5):
        for number in range(count):
            hz = pitch_hz * np.array([1, 1.003, 2.02, 2.76, 4.1, 5.4])
            ring = struck(hz, [0.9, 0.8, 0.5, 0.35, 0.2, 0.12], [1, 0.5, 0.6, 0.4, 0.3, 0.2], 1.8)
            canvas.place(
                ring,
                at_s + number * gap_s + rng.normal(0, 0.01),
                0.3 * rng.uniform(0.6, 1.0),
                rng.uniform(-0.1, 0.1),
            )
    canvas.room(0.9, 0.2)


def chimes(canvas: Canvas, words: Words) -> None:
    """Wind chimes: tubes of a pentatonic scale that the wind strikes in flurries."""
    rng = canvas.rng
    scale_hz = 880 * 2 ** (np.array([0, 2, 4, 7, 9, 12]) / 12) * rng.uniform(0.94, 1.06)
    for at_s in canvas.chances(0.8):
        for delay_s in np.cumsum(rng.exponential(0.16, rng.integers(2, 8))):
            hz = rng.choice(scale_hz) * np.array([1, 2.757, 5.404, 8.933])
            tube = struck(hz, [1.3, 0.8, 0.35, 0.15], [1, 0.6, 0.3, 0.12], 3.0)
            canvas.place(tube, at_s + delay_s, 0.25 * rng.uniform(0.25, 1.0), rng.uniform(-0.6, 0.6))
    canvas.room(1.2, 0.2, bright=True)


def clock(canvas: Canvas, words: Words) -> None:
    """A clock ticks and tocks; a grandfather clock slowly; it strikes where the words say so."""
    rng = canvas.rng
    tall = bool(words & {"grandfather", "pendulum", "tower", "old", "hall"})
    for number, at_s in enumerate(canvas.beats(1.0 if tall else 0.5, multiple=2)):
        pitch = (0.62 if tall else 1.0) * (0.84 if number % 2 else 1.0) * rng.uniform(0.995, 1.005)
        hz = np.array([520, 1450, 2300, 3650, 5200]) * pitch
        tick = struck(hz, [0.016, 0.008, 0.006, 0.004, 0.003], [0.4, 0.6, 1.0, 0.7, 0.4], 0.12)
        canvas.place(0.5 * tick + 0.35 * burst(rng, 0.12, 0.002, _TICK), at_s, rng.uniform(0.92, 1.0), 0.05)
    if words & {"strike", "strikes", "striking", "chime", "chimes", "midnight"}:
        for at_s in canvas.beats(1.7):
            hz = 415 * np.array([1, 2.0, 2.74, 4.07, 5.2])
            canvas.place(
                struck(hz, [1.6, 1.0, 0.6, 0.3, 0.2], [1, 0.6, 0.5, 0.3, 0.2], 3.0), at_s + 0.03, 0.3
            )
    canvas.room(0.5, 0.15)


def phone(canvas: Canvas, words: Words) -> None:
    """A telephone rings: two gongs under a fast hammer, two seconds of four; a mobile phone warbles."""
    rng = canvas.rng
    mobile = bool(words & {"mobile", "cell", "cellphone", "smartphone", "modern"})
    for at_s in canvas.phrases(4.0):
        if mobile:
            for number in range(4):
                canvas.place(_warble(), at_s + 0.5 * number, 0.35)
            continue
        times = at_s + np.arange(40) / 20 + rng.normal(0, 0.0015, 40).clip(-0.003, 0.003)
        for gong, hz in enumerate((1080, 1345)):
            partials = hz * np.array([1, 2.31, 2.92, 4.4])
            ring = struck(partials, [0.22, 0.12, 0.09, 0.05], [1, 0.7, 0.5, 0.3], 0.7)
            strokes = np.repeat(ring[None] * np.float32(0.2), 20, axis=0)
            canvas.scatter(strokes, times[gong::2], 0.1 - 0.2 * gong)
    canvas.room(0.5, 0.15)


def _warble() -> np.ndarray:
    time_s = seconds(0.32)
    high = 0.5 + 0.5 * np.sign(np.sin(2 * np.pi * 12.5 * time_s))
    smooth = np.convolve(high, np.ones(220, np.float32) / 220, "same")
    tone = np.sin(2 * np.pi * 1050 * time_s) * smooth + np.sin(2 * np.pi * 840 * time_s) * (1 - smooth)
    return soften(tone.astype(np.float32), 0.008, 0.02)


def glass_touch(rng: np.random.Generator) -> np.ndarray:
    """Return two glasses that touch, shape (m,), peak about 1."""
    hz = rng.uniform(1700, 3200) * np.array([1, 1.02, 2.32, 4.25, 6.1])
    return 0.4 * struck(hz, [0.18, 0.16, 0.1, 0.05, 0.03], [1, 0.8, 0.7, 0.4, 0.25], 0.6)


def glass(canvas: Canvas, words: Words) -> None:
    """Glass breaks: the blow, the shards, the tinkling; glasses that clink if the words say so."""
    rng = canvas.rng
    if words & {"clink", "clinking", "toast", "cheers", "cup", "wine", "champagne"}:
        for at_s in canvas.phrases(2.5):
            canvas.place(glass_touch(rng), at_s, 0.9)
        canvas.room(0.6, 0.15, bright=True)
        return
    for at_s in canvas.once(4.5):
        canvas.place(burst(rng, 0.25, 0.018, _KEY, rise_s=0.0004), at_s, 0.9)
        canvas.place(
            burst(rng, 0.4, 0.06, [(1500, -20), (4000, 0), (9000, -2), (16000, -12)]), at_s + 0.004, 0.5
        )
        for count, spread_s, gain, longest_s in ((70, 0.1, 0.3, 0.05), (34, 0.5, 0.22, 0.12)):
            times = at_s + 0.01 + rng.exponential(spread_s, count).clip(0, 5 * spread_s)
            hz = np.exp(rng.uniform(np.log(2200), np.log(9500), count))
            shards = pings(
                hz, rng.uniform(0.012, longest_s, count), gain * rng.uniform(0.15, 1, count) ** 1.5, 0.4
            )
            canvas.scatter(shards, times, rng.uniform(-0.5, 0.5, count))
    canvas.room(0.7, 0.18, bright=True)


def typewriter(canvas: Canvas, words: Words) -> None:
    """A typewriter: keys in bursts, the bell at the end of the line, and the carriage that goes back."""
    rng = canvas.rng
    for line_s in canvas.phrases(6.5):
        at_s = float(line_s)
        for _ in range(int(min(30, canvas.heard_s * 6))):
            if at_s > line_s + 4.3:
                break
            key = 0.8 * burst(rng, 0.09, 0.006, _KEY, rise_s=0.0004)
            key = key + 0.3 * struck(
                np.array([340, 900, 2600]) * rng.uniform(0.93, 1.07), [0.02, 0.01, 0.006], [1, 0.8, 0.6], 0.09
            )
            canvas.place(key, at_s, rng.uniform(0.55, 1.0), rng.uniform(-0.15, 0.15))
            at_s += max(0.06, rng.gamma(4.0, 0.036)) + (0.35 if rng.random() < 0.08 else 0.0)
        canvas.place(struck([2350, 4710, 6900], [0.5, 0.25, 0.12], [1, 0.5, 0.3], 1.4), at_s + 0.1, 0.3, 0.3)
        ratchet = _carriage(rng)
        canvas.place(ratchet, at_s + 0.5, 0.5, -0.1)
    canvas.room(0.4, 0.15)


def _carriage(rng: np.random.Generator) -> np.ndarray:
    """A carriage that runs back over its ratchet and hits the stop, shape (m,)."""
    sound = np.zeros(len(seconds(0.7)), np.float32)
    for at_s in np.cumsum(np.full(26, 0.017)):
        start = round(at_s * 44100)
        click = burst(rng, 0.015, 0.002, _TICK)
        sound[start : start + len(click)] += 0.35 * click
    stop = burst(rng, 0.15, 0.015, _KEY)
    start = round(0.48 * 44100)
    sound[start : start + len(stop)] += stop
    return sound
