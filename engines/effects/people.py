"""People in numbers: the murmur of a crowd, a market, a tavern, applause. No word of it can be understood."""

import numpy as np

from engines.circle import Curve
from engines.effects.bells import glass_touch
from engines.effects.canvas import Canvas
from engines.effects.strokes import bursts, curve_through, hump, reedy, seconds, spoken
from engines.effects.weather import AIR, Words, force

_VOWELS = (
    (730, 1090, 2440), (530, 1840, 2480), (300, 870, 2240), (570, 840, 2410), (270, 2290, 3010),
    (440, 1020, 2240),
)  # fmt: skip
"""First three formants of American English vowels in Hz (Peterson and Barney, JASA 24, 1952; men)."""
_CLAP: Curve = [(250, -22), (700, -6), (1300, 0), (2600, -3), (6000, -10), (12000, -22)]
_BREATH: Curve = [(1500, -16), (3500, 0), (7000, -4), (12000, -14)]


def crowd(canvas: Canvas, words: Words) -> None:
    """Talk of many people at once."""
    few = bool(words & {"few", "small", "cafe", "restaurant", "dinner", "family", "quiet"})
    excited = bool(words & {"angry", "cheering", "excited", "shouting", "battle", "mob", "riot", "cheer"})
    _babble(canvas, talkers=10 if few else 26, lift=1.3 if excited else 1.0, pace=1.3 if excited else 1.0)
    canvas.add(canvas.noise(AIR, width=0.8), 0.02)
    if words & {"tavern", "inn", "pub", "cafe", "restaurant", "dinner", "feast", "bar", "party"}:
        _clinks(canvas, 0.9)
    canvas.room(1.0, 0.35)


def market(canvas: Canvas, words: Words) -> None:
    """A market: talk, criers above it, clinks and thuds of goods."""
    _babble(canvas, talkers=20, lift=1.08, pace=1.1)
    rng = canvas.rng
    for at_s in canvas.chances(0.45):
        pan, base_hz = rng.uniform(-0.8, 0.8), rng.uniform(150, 280)
        for number in range(rng.integers(2, 5)):
            cry = _syllable(
                rng, base_hz * (1.35 - 0.12 * number), rng.uniform(0.9, 1.1), rng.uniform(0.25, 0.5)
            )
            canvas.place(cry, at_s + 0.36 * number, 0.28, pan)
    _clinks(canvas, 0.7)
    times = canvas.chances(0.8)
    thuds = bursts(rng, len(times), 0.15, 0.02, [(60, -4), (150, 0), (500, -8), (2000, -20)], rise_s=0.002)
    canvas.scatter(thuds * np.float32(0.25), times, rng.uniform(-0.8, 0.8, len(times)))
    canvas.room(0.8, 0.25)


def _babble(canvas: Canvas, *, talkers: int, lift: float, pace: float) -> None:
    """Paint talkers, each with a pitch, a mouth and a place, who speak in phrases and then listen."""
    rng = canvas.rng
    for _ in range(talkers):
        woman = rng.random() < 0.5
        pitch_hz = lift * (rng.uniform(165, 235) if woman else rng.uniform(92, 145))
        mouth = rng.uniform(1.1, 1.22) if woman else rng.uniform(0.95, 1.05)
        syllables = [
            _syllable(rng, pitch_hz * rng.uniform(0.85, 1.2), mouth, rng.uniform(0.12, 0.24))
            for _ in range(7)
        ]
        longest = max(len(sound) for sound in syllables)
        kinds = np.stack([np.pad(sound, (0, longest - len(sound))) for sound in syllables])
        times = _talk_times(rng, canvas.heard_s, pace)
        gains = (rng.uniform(0.3, 1.0) * rng.uniform(0.5, 1.0, len(times))).astype(np.float32) * np.float32(
            0.22
        )
        canvas.scatter(
            kinds[rng.integers(0, len(kinds), len(times))] * gains[:, None], times, rng.uniform(-0.9, 0.9)
        )


def _talk_times(rng: np.random.Generator, length_s: float, pace: float) -> np.ndarray:
    """Return when one talker's syllables begin: phrases of a few seconds, pauses of about the same length."""
    times: list[float] = []
    at_s = rng.uniform(-2.0, 1.0)
    while at_s < length_s:
        for _ in range(rng.integers(5, 16)):
            at_s += rng.normal(0.19, 0.04) / pace
            if 0 <= at_s < length_s:
                times.append(at_s)
        at_s += rng.exponential(1.1)
    return np.array(times or [0.1])


def _syllable(rng: np.random.Generator, pitch_hz: float, mouth: float, duration_s: float) -> np.ndarray:
    """One syllable without a meaning, shape (m,), peak 1."""
    hz = pitch_hz * curve_through(
        [(0, rng.uniform(0.95, 1.1)), (0.4, 1.0), (1, rng.uniform(0.82, 1.05))], duration_s
    )
    buzz = reedy(hz, 2.0) + 0.08 * rng.standard_normal(len(hz), dtype=np.float32)
    formants = _VOWELS[rng.integers(len(_VOWELS))]
    widths, gains = (90, 110, 170), (1.0, 0.5, 0.25)
    sound = spoken(
        buzz, [(hz_ * mouth, width, gain) for hz_, width, gain in zip(formants, widths, gains, strict=True)]
    )
    sound = sound / np.abs(sound).max() * hump(duration_s, rng.uniform(0.25, 0.5), 0.6)
    if rng.random() < 0.3:
        hiss = bursts(rng, 1, duration_s, 0.03, _BREATH, rise_s=0.01)[0]
        sound = sound + 0.12 * hiss
    return sound


def _clinks(canvas: Canvas, per_second: float) -> None:
    """Glasses and plates among the talk."""
    for at_s in canvas.chances(per_second):
        gain = canvas.rng.uniform(0.04, 0.14)
        canvas.place(glass_touch(canvas.rng), at_s, gain, canvas.rng.uniform(-0.8, 0.8))


def applause(canvas: Canvas, words: Words) -> None:
    """Every pair of hands has its sound, rate and place; it dies away unless it is a loop."""
    rng = canvas.rng
    people = round(90 * force(words))
    end_s = canvas.heard_s
    for _ in range(people):
        period_s = rng.normal(0.25, 0.035)
        stop_s = end_s if canvas.loop else end_s * rng.uniform(0.72, 1.0)
        times = np.arange(rng.uniform(0, min(0.7, 0.2 * end_s)), max(stop_s, 0.1), max(0.15, period_s))
        times = times + rng.normal(0, 0.012, len(times)).clip(-0.02, 0.02) + 0.021
        hands = bursts(rng, 4, 0.045, rng.uniform(0.004, 0.009), _CLAP, rise_s=0.0005)
        tone = np.cos(2 * np.pi * rng.uniform(600, 1800) * seconds(0.045))
        hands = hands * (0.6 + 0.4 * tone)
        gains = (rng.uniform(0.1, 1.0) ** 1.5 * rng.uniform(0.6, 1.0, len(times))).astype(
            np.float32
        ) * np.float32(0.4)
        canvas.scatter(hands[rng.integers(0, 4, len(times))] * gains[:, None], times, rng.uniform(-0.9, 0.9))
    if words & {"cheer", "cheering", "ovation", "audience", "crowd"}:
        canvas.samples *= np.float32(0.6)
        _babble(canvas, talkers=14, lift=1.4, pace=1.4)
    canvas.room(1.4, 0.35, bright=True)
