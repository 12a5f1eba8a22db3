"""Animals: birds, gulls, owls, crickets, frogs, dogs and wolves."""

import numpy as np

from engines.circle import RATE_HZ, Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import burst, curve_through, glide, hump, reedy, seconds, soften, spoken
from engines.effects.weather import AIR, Words

_RUSTLE: Curve = [(200, -26), (800, -8), (2500, 0), (5500, -5), (12000, -20)]
_THROAT: Curve = [(150, -20), (500, 0), (1500, -3), (4000, -14), (9000, -30)]


def birds(canvas: Canvas, words: Words) -> None:
    """A wood or a garden by day: a few singers, each with a song it varies, and leaves that stir."""
    rng = canvas.rng
    canvas.add(
        canvas.noise(_RUSTLE, width=0.9) * canvas.drift(0.4, 0.25, 1.0) * canvas.drift(2.0, 0.5, 1.0), 0.02
    )
    canvas.add(canvas.noise(AIR, width=0.7), 0.01)
    singers = 7 if words & {"dawn", "chorus", "many", "jungle"} else 5
    for _ in range(singers):
        lowest_hz = np.exp(rng.uniform(np.log(2000), np.log(4600)))
        song = [_syllable(rng, lowest_hz) for _ in range(rng.integers(2, 5))]
        repeats, pan, gain = int(rng.integers(1, 4)), rng.uniform(-0.9, 0.9), rng.uniform(0.12, 0.5)
        for at_s in canvas.beats(rng.uniform(2.2, 4.5), jitter_s=0.8) + rng.uniform(0, 2.0):
            _sing(canvas, song, repeats, float(at_s), gain, pan)
    canvas.room(1.3, 0.3)


def _syllable(rng: np.random.Generator, lowest_hz: float) -> tuple[np.ndarray, float]:
    """One syllable of a song and the pause after it: a whistle, a slide or a trill."""
    duration_s = rng.uniform(0.05, 0.22)
    ends = lowest_hz * rng.uniform(0.8, 1.5, 3)
    hz = curve_through([(0, ends[0]), (rng.uniform(0.3, 0.7), ends[1]), (1, ends[2])], duration_s)
    if rng.random() < 0.4:
        hz = hz * (1 + rng.uniform(0.03, 0.1) * np.sin(2 * np.pi * rng.uniform(22, 45) * seconds(duration_s)))
    return glide(hz, (1.0, 0.12, 0.05)) * hump(duration_s, rng.uniform(0.25, 0.6), 0.8), rng.uniform(
        0.03, 0.11
    )


def _sing(
    canvas: Canvas, song: list[tuple[np.ndarray, float]], repeats: int, at_s: float, gain: float, pan: float
) -> None:
    varied = [song[k] for k in canvas.rng.permutation(len(song))] if canvas.rng.random() < 0.3 else song
    for _ in range(repeats):
        for whistle, pause_s in varied:
            if canvas.loop or at_s < canvas.heard_s:
                canvas.place(whistle, at_s, gain * canvas.rng.uniform(0.7, 1.0), pan)
            at_s += len(whistle) / RATE_HZ + pause_s


def gulls(canvas: Canvas, words: Words) -> None:
    """Gulls over water: falling cries in series."""
    rng = canvas.rng
    for at_s in canvas.beats(2.6, jitter_s=0.8):
        pan, base = rng.uniform(-0.8, 0.8), rng.uniform(0.85, 1.15)
        for number in range(rng.integers(2, 6)):
            duration_s = rng.uniform(0.22, 0.4)
            hz = base * curve_through([(0, 900), (0.2, 1500), (1, 980)], duration_s)
            cry = spoken(reedy(hz, 0.8), [(1500, 600, 1.0), (2900, 900, 0.6)])
            canvas.place(
                cry / np.abs(cry).max() * hump(duration_s, 0.3),
                at_s + 0.42 * number,
                rng.uniform(0.2, 0.6),
                pan,
            )
    canvas.room(1.5, 0.3)


def owl(canvas: Canvas, words: Words) -> None:
    """A tawny owl: a long call, a pause, and the trembling answer; in still night air."""
    rng = canvas.rng
    canvas.add(canvas.noise(AIR, width=0.7) * canvas.drift(0.3, 0.7, 1.0), 0.012)
    for at_s in canvas.phrases(6.5):
        pitch, pan = rng.uniform(0.94, 1.06), rng.uniform(-0.5, 0.5)
        for delay_s, length_s, shake in ((0.0, 0.75, 0.0), (1.35, 0.16, 0.0), (1.75, 1.25, 1.0)):
            canvas.place(_hoot(length_s, pitch, shake), at_s + delay_s, 0.6, pan)
    canvas.room(2.2, 0.4)


def _hoot(length_s: float, pitch: float, shake: float) -> np.ndarray:
    time_s = seconds(length_s)
    hz = pitch * curve_through([(0, 345), (0.2, 395), (0.7, 400), (1, 350)], length_s)
    tremble = 1 - shake * 0.55 * (0.5 + 0.5 * np.cos(2 * np.pi * 13 * time_s)) * (time_s < 0.75 * length_s)
    return glide(hz, (1.0, 0.16, 0.07)) * hump(length_s, 0.35, 0.7) * tremble


def crickets(canvas: Canvas, words: Words) -> None:
    """A warm night: field crickets near and far, each in its own pitch and rhythm; frogs if asked."""
    rng = canvas.rng
    canvas.add(canvas.noise(AIR, width=0.8), 0.02)
    canvas.add(
        canvas.noise([(2500, -30), (4000, 0), (5200, 0), (8000, -30)], width=1.0) * canvas.drift(8, 0.7, 1.0),
        0.02,
    )
    for number in range(6):
        canvas.add(_cricket(canvas) * np.array(_side(rng), np.float32), 0.3 * 0.68**number)
    if words & {"frog", "frogs", "pond", "swamp", "marsh"}:
        for at_s in canvas.beats(0.7, jitter_s=0.3):
            canvas.place(_croak(rng), at_s, rng.uniform(0.1, 0.4), rng.uniform(-0.8, 0.8))


def _side(rng: np.random.Generator) -> tuple[float, float]:
    pan = rng.uniform(-0.9, 0.9)
    return float(np.sqrt(1 - max(0, pan))), float(np.sqrt(1 - max(0, -pan)))


def _cricket(canvas: Canvas) -> np.ndarray:
    """Chirps of three or four pulses on a pure tone, shape (n, 1), in rates that close on the circle."""
    rng = canvas.rng
    chirps = max(1, round(canvas.seconds * rng.uniform(1.4, 2.6)))
    pulses = int(rng.integers(3, 5))
    place = np.arange(canvas.n, dtype=np.float32) * np.float32(chirps / canvas.n) + np.float32(rng.random())
    within = (place % 1.0) * np.float32(rng.uniform(7.5, 9.5))
    pulse = np.sin(np.pi * (within % 1.0)) ** 2 * (within < pulses)
    carrier = canvas.tone(rng.uniform(4000, 5000))
    return carrier * pulse[:, None] * canvas.drift(0.3, 0.35, 1.0)


def _croak(rng: np.random.Generator) -> np.ndarray:
    """A frog: a throat tone that is let out in quick pulses, shape (m,)."""
    duration_s = rng.uniform(0.2, 0.35)
    time_s = seconds(duration_s)
    throat = glide(np.full(len(time_s), rng.uniform(480, 700), np.float32), (1.0, 0.5, 0.7, 0.2))
    pulses = 0.5 - 0.5 * np.cos(2 * np.pi * rng.uniform(38, 60) * time_s)
    return soften(0.5 * throat * pulses**2 * hump(duration_s, 0.4), 0.01, 0.02)


def dog(canvas: Canvas, words: Words) -> None:
    """A dog barks, twice or three times and again."""
    rng = canvas.rng
    size = 1.35 if words & {"small", "puppy", "little"} else 0.8 if words & {"big", "large", "hound"} else 1.0
    for at_s in canvas.phrases(3.0):
        for number in range(rng.integers(2, 4)):
            canvas.place(_bark(rng, size), at_s + 0.42 * number + rng.normal(0, 0.03), rng.uniform(0.75, 1.0))
    canvas.room(0.9, 0.22)


def _bark(rng: np.random.Generator, size: float) -> np.ndarray:
    duration_s = rng.uniform(0.16, 0.22)
    hz = (
        size
        * rng.uniform(0.92, 1.08)
        * curve_through([(0, 300), (0.25, 560), (0.6, 470), (1, 240)], duration_s)
    )
    rough = reedy(hz, 1.2) + 0.5 * burst(rng, duration_s, 1.0, _THROAT, rise_s=0.01)[: len(hz)]
    voice = spoken(rough, [(650 * size, 300, 1.0), (1250 * size, 400, 0.9), (2600 * size, 900, 0.4)])
    return voice / np.abs(voice).max() * hump(duration_s, 0.25, 0.6)


def wolf(canvas: Canvas, words: Words) -> None:
    """Wolves howl, one after the other, far away."""
    rng = canvas.rng
    canvas.add(canvas.noise(AIR, width=0.7), 0.012)
    for at_s in canvas.beats(3.4, jitter_s=0.7):
        length_s, pitch = rng.uniform(2.4, 3.4), rng.uniform(0.85, 1.2)
        hz = pitch * curve_through([(0, 270), (0.14, 470), (0.3, 560), (0.75, 530), (1, 330)], length_s)
        hz = hz * (1 + 0.008 * np.sin(2 * np.pi * 5.2 * seconds(length_s)))
        howl = glide(hz, (1.0, 0.5, 0.22, 0.1, 0.05)) * hump(length_s, 0.4, 0.6)
        canvas.place(howl, at_s, rng.uniform(0.25, 0.5), rng.uniform(-0.7, 0.7))
    canvas.room(2.8, 0.55)
