"""How long a job still takes, from the speed measured in this run."""

import time
from collections.abc import Callable

HALF_LIFE_S = 60.0
"""Speed measured this long ago counts half: speech and mixing go at different speeds."""
MIN_MEASURED_S = 2.0
"""Before this much measured time any figure would be a guess."""


class Pace:
    """Fraction per second, of work that was really done.

    Parts that were found finished cost nothing and promise nothing, so the way through them is not measured:
    a book resumed at 60 % must not seem to be ready in a second. Not thread-safe; the Context locks.
    """

    def __init__(self, fraction: float = 0.0, *, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._fraction = fraction
        self._at = clock()
        self._found = self._rendered = 0
        self._measured_s = self._measured = 0.0

    def found(self) -> None:
        """Count a part that existed already."""
        self._found += 1

    def rendered(self) -> None:
        """Count a part that was made."""
        self._rendered += 1

    def advance(self, fraction: float) -> None:
        """Note that this much (0 to 1) is done now."""
        now = self._clock()
        seconds, step = now - self._at, fraction - self._fraction
        parts = self._found + self._rendered
        real = self._rendered / parts if parts else 1.0
        if step < 0 or (parts and not self._rendered):
            pass
        elif step > 0 or seconds > 0:
            fading = 0.5 ** (seconds / HALF_LIFE_S)
            self._measured_s = self._measured_s * fading + seconds
            self._measured = self._measured * fading + step * real
        self._at, self._fraction = now, fraction
        self._found = self._rendered = 0

    def eta_s(self) -> float | None:
        """Return the seconds left, or None while too little was measured."""
        if self._measured_s < MIN_MEASURED_S or self._measured <= 0:
            return None
        return (1 - self._fraction) * self._measured_s / self._measured
