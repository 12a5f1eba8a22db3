"""The canvas an effect is painted on: a stereo circle with chance, noise, slow curves and events."""

import math
from collections.abc import Iterable

import numpy as np

from engines import circle
from engines.circle import RATE_HZ, Curve

TAIL_S = 4.0
"""Room behind the heard part of a sound that is not a loop, for what is still ringing there."""


def pan_gains(pan: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Return the left and right factors of equal power for a place from -1 (left) to 1 (right)."""
    angle = (np.clip(pan, -1, 1) + 1) * (math.pi / 4)
    return np.cos(angle) * math.sqrt(2), np.sin(angle) * math.sqrt(2)


class Canvas:
    """A stereo circle on which recipes paint. A recipe never needs to know whether it is heard as a loop."""

    def __init__(self, heard_n: int, rng: np.random.Generator, *, loop: bool, tail_s: float = TAIL_S) -> None:
        self.heard_n = heard_n
        """How many samples will be heard, from the first."""
        self.loop = loop
        self.n = circle.friendly(heard_n if loop else heard_n + round(tail_s * RATE_HZ))
        """How many samples the circle has."""
        self.rng = rng
        self.samples = np.zeros((self.n, 2), np.float32)
        """What has been painted so far, shape (n, 2)."""

    @property
    def seconds(self) -> float:
        """Length of the circle."""
        return self.n / RATE_HZ

    @property
    def heard_s(self) -> float:
        """Length of the part in which events should begin."""
        return self.n / RATE_HZ if self.loop else self.heard_n / RATE_HZ

    # ── what goes on all the time ────────────────────────────────────────────────────────────────

    def noise(self, curve: Curve, *, width: float = 0.7) -> np.ndarray:
        """Return circular noise with this spectrum, shape (n, 2), RMS 1; the sides correlate by 1 - width."""
        factors = circle.response(self.n, curve)
        drawn = self.rng.standard_normal(2 * len(factors), dtype=np.float32).view(np.complex64)
        drawn *= factors
        noise = np.fft.irfft(drawn, self.n)
        noise /= np.sqrt(np.mean(noise * noise))
        # Half a turn later it is as good as another noise, and costs half as much.
        other = np.roll(noise, self.n // 2)
        middle, side = math.sqrt(1 - width / 2), math.sqrt(width / 2)
        return np.stack([middle * noise + side * other, middle * noise - side * other], axis=1)

    def drift(self, hz: float, low: float = 0.0, high: float = 1.0) -> np.ndarray:
        """Return a smooth random circular curve, shape (n, 1), from low to high, hz turns a second."""
        count = max(3, round(self.seconds * hz * 2))
        points = self.rng.uniform(low, high, count).astype(np.float32)
        place = np.arange(self.n, dtype=np.float32) * np.float32(count / self.n)
        index = np.minimum(place.astype(np.int32), count - 1)
        part = place - index
        smooth = part * part * (3 - 2 * part)
        following = np.roll(points, -1)
        return (points[index] + (following[index] - points[index]) * smooth)[:, None]

    def tone(self, hz: np.ndarray | float) -> np.ndarray:
        """Return a sine of this (slowly changing) frequency, shape (n, 1), that closes on the circle."""
        cycles = np.cumsum(np.broadcast_to(np.asarray(hz, np.float64).reshape(-1), (self.n,))) / RATE_HZ
        if cycles[-1] > 1:
            cycles *= round(cycles[-1]) / cycles[-1]
        return np.sin(2 * np.pi * (cycles % 1.0)).astype(np.float32)[:, None]

    # ── when things happen ───────────────────────────────────────────────────────────────────────

    def chances(self, per_second: float) -> np.ndarray:
        """Return random times in seconds, sorted, on average per_second of them a second, at least one."""
        count = max(1, self.rng.poisson(per_second * self.heard_s))
        return np.sort(self.rng.uniform(0.02 * (not self.loop), self.heard_s, count))

    def beats(self, period_s: float, *, jitter_s: float = 0.0, multiple: int = 1) -> np.ndarray:
        """Return steady times about period_s apart.

        A loop has a whole number of `multiple` beats, none of them on the seam.
        """
        if self.loop:
            count = max(1, round(self.seconds / period_s / multiple)) * multiple
            times = (np.arange(count) + 0.5) * (self.seconds / count)
        else:
            times = np.arange(0.06, max(0.07, self.heard_s - min(0.2, 0.5 * period_s)), period_s)
        return times + self.rng.uniform(-jitter_s, jitter_s, len(times)).clip(
            -times + 0.002 * (not self.loop)
        )

    def phrases(self, every_s: float) -> np.ndarray:
        """Return when something that is said once is said again: at the beginning and then about every_s."""
        count = max(1, math.floor(self.heard_s / every_s + 0.25))
        return 0.06 + np.arange(count) * (self.heard_s / count)

    def once(self, every_s: float) -> np.ndarray:
        """Return when something that happens once happens: at the beginning; on a loop also about every_s."""
        return self.phrases(every_s) if self.loop else np.array([0.06])

    # ── painting ─────────────────────────────────────────────────────────────────────────────────

    def add(self, layer: np.ndarray, gain: float = 1.0) -> None:
        """Add a layer, shape (n, 1) or (n, 2)."""
        self.samples += layer * np.float32(gain)

    def place(self, sound: np.ndarray, at_s: float, gain: float = 1.0, pan: float = 0.0) -> None:
        """Add a mono sound, shape (m,), at a time; what passes the end goes on at the beginning."""
        left, right = pan_gains(pan)
        self._lay(sound, round(at_s * RATE_HZ), float(left * gain), float(right * gain))

    def scatter(self, grains: np.ndarray, at_s: Iterable[float], pans: np.ndarray | float = 0.0) -> None:
        """Add many short mono sounds, shape (k, m), each at its time and place."""
        starts = np.round(np.asarray(at_s) * RATE_HZ).astype(np.int64)
        left, right = (np.broadcast_to(side, starts.shape).tolist() for side in pan_gains(np.asarray(pans)))
        for grain, start, left_gain, right_gain in zip(grains, starts.tolist(), left, right, strict=True):
            self._lay(grain, start, left_gain, right_gain)

    def _lay(self, sound: np.ndarray, start: int, left_gain: float, right_gain: float) -> None:
        start %= self.n
        sound = sound[: self.n]
        first, rest = sound[: self.n - start], sound[self.n - start :]
        for side, gain in enumerate((left_gain, right_gain)):
            self.samples[start : start + len(first), side] += first * np.float32(gain)
            if len(rest):
                self.samples[: len(rest), side] += rest * np.float32(gain)

    def room(self, decay_s: float, wet: float, *, bright: bool = False) -> None:
        """Let all that has been painted sound in a room. See circle.in_room."""
        self.samples = circle.in_room(self.samples, decay_s, wet, bright=bright)

    def heard(self) -> np.ndarray:
        """Return what is heard, shape (heard_n, 2)."""
        return circle.stretch(self.samples, self.heard_n) if self.loop else self.samples[: self.heard_n]
