"""Water: waves, streams, drips; and a ship that lies in it."""

import numpy as np

from engines.circle import RATE_HZ, Curve
from engines.effects.canvas import Canvas
from engines.effects.strokes import hump, pings, struck
from engines.effects.weather import Words, force

_SWELL: Curve = [(30, -10), (90, 0), (300, -3), (900, -12), (2500, -26), (8000, -44)]
_FOAM: Curve = [(150, -26), (500, -9), (1400, 0), (3500, -5), (8000, -15), (15000, -30)]


def waves(canvas: Canvas, words: Words) -> None:
    """Surf: every wave swells low, breaks bright, and its foam hisses away while it runs along the beach."""
    lake = bool(words & {"lake", "lapping", "harbour", "harbor", "boat", "calm", "gentle"})
    period_s, far = (2.6, 0.5) if lake else (6.5, 1.0)
    swell, foam = canvas.noise(_SWELL, width=0.8), canvas.noise(_FOAM, width=0.9)
    canvas.add(swell * canvas.drift(0.3, 0.7, 1.0), 0.14 * far)
    canvas.add(foam * canvas.drift(0.5, 0.6, 1.0), 0.03)
    body, spray = np.zeros((canvas.n, 1), np.float32), np.zeros((canvas.n, 1), np.float32)
    for at_s in canvas.beats(period_s, jitter_s=0.12 * period_s):
        length_s = period_s * canvas.rng.uniform(0.8, 1.05)
        gain = canvas.rng.uniform(0.6, 1.0)
        _lay(body, hump(length_s, 0.42, 1.2) * gain, at_s)
        _lay(spray, hump(length_s * 0.8, 0.25, 1.6) * gain**1.5, at_s + 0.32 * length_s)
    canvas.add(swell * body, 0.75 * far * force(words) ** 0.5)
    canvas.add(foam * spray, 0.38 * (0.6 if lake else 1.0))
    if words & {"ship", "deck", "boat", "sailing"}:
        _timbers(canvas)


def _lay(envelope: np.ndarray, sound: np.ndarray, at_s: float) -> None:
    """Add an envelope at a time, round the circle."""
    index = (round(at_s * RATE_HZ) + np.arange(min(len(sound), len(envelope)))) % len(envelope)
    envelope[index, 0] += sound[: len(index)]


def _timbers(canvas: Canvas) -> None:
    """The creaking of a wooden ship: slow series of stick-slip knocks."""
    rng = canvas.rng
    for at_s in canvas.chances(0.25):
        count = int(rng.integers(8, 26))
        times = at_s + np.cumsum(rng.uniform(0.03, 0.07) * (1 + 0.6 * np.sin(np.linspace(0, np.pi, count))))
        wood = struck([240, 410, 690, 1150], [0.02, 0.016, 0.011, 0.006], [0.6, 1, 0.8, 0.4], 0.08)
        gains = 0.16 * np.sin(np.linspace(0.2, np.pi - 0.1, count)) * rng.uniform(0.6, 1, count)
        canvas.scatter(wood[None] * gains[:, None].astype(np.float32), times, rng.uniform(-0.6, 0.6))


def river(canvas: Canvas, words: Words) -> None:
    """A stream: murmuring bands, each with its own unrest, and rising bubbles; a waterfall is noise."""
    strength = force(words)
    fall = bool(words & {"waterfall", "rapid", "rapids", "fountain", "torrent"})
    for middle_hz, unrest_hz, gain in (
        (260, 2.0, 0.5),
        (520, 4.0, 0.6),
        (950, 6.5, 0.55),
        (1700, 9.0, 0.42),
        (3200, 12.0, 0.3),
    ):
        band: Curve = [
            (middle_hz / 2.2, -24),
            (middle_hz / 1.3, 0),
            (middle_hz * 1.3, 0),
            (middle_hz * 3, -26),
        ]
        unrest = canvas.drift(unrest_hz, 0.6 if fall else 0.15, 1.0)
        canvas.add(canvas.noise(band, width=0.8) * unrest, gain * 0.22)
    canvas.add(canvas.noise(_FOAM, width=0.9), 0.16 * strength if fall else 0.03)
    canvas.add(canvas.noise(_SWELL, width=0.6), 0.2 * strength if fall else 0.03)
    _bubbles(canvas, 70 * strength, 0.3 if fall else 0.55)


def _bubbles(canvas: Canvas, per_second: float, gain: float) -> None:
    """Bubbles: decaying sines whose pitch rises as they near the surface.

    After van den Doel, "Physically based models for liquid sounds", ACM TAP 2(4), 2005.
    """
    rng = canvas.rng
    times = canvas.chances(per_second)
    hz = np.exp(rng.normal(np.log(850), 0.45, len(times))).clip(300, 3200)
    gains = gain * rng.uniform(0.1, 1, len(times)) ** 2
    canvas.scatter(
        pings(hz, 8.0 / hz + 0.004, gains, 0.09, rise=0.12), times, rng.uniform(-0.8, 0.8, len(times))
    )


def drips(canvas: Canvas, words: Words) -> None:
    """Drops that fall into a pool under a roof: a cave, a cellar, a tap."""
    rng = canvas.rng
    canvas.add(canvas.noise(_SWELL, width=0.7), 0.006)
    times = canvas.beats(0.9, jitter_s=0.35)
    hz = rng.choice([780, 1040, 1290, 1610], len(times)) * rng.uniform(0.94, 1.06, len(times))
    gains = rng.uniform(0.4, 1.0, len(times))
    pans = rng.uniform(-0.7, 0.7, len(times))
    canvas.scatter(pings(hz, np.full(len(times), 0.022), gains, 0.15, rise=0.1), times, pans)
    canvas.scatter(pings(hz * 3.1, np.full(len(times), 0.003), gains * 0.5, 0.03), times, pans)
    canvas.room(2.4, 0.5)
