"""The line beside the project picker: when it was saved and what just happened; and the wish to hear a
sound.
"""

import time

from markupsafe import Markup

from studio.format import ago
from studio.markup import join, tag


def state_line(saved_at: float | None, said: str = "") -> Markup:
    """Return "Line deleted.

    · saved 2 s ago"; audiobook.js keeps the time. saved_at: unix seconds; None: no project.
    """
    if saved_at is None:
        return Markup("")
    saved = tag("span", "saved ", tag("time", ago(saved_at), data_at=f"{saved_at:.1f}"))
    what = join([tag("span", said, class_="vs-clip"), tag("span", "·", aria_hidden="true")]) if said else None
    return tag("div", what, saved, class_="au-state", role="status")


def sound_wish(url: str) -> Markup:
    """Return what makes the page play a sound once."""
    return tag("span", hidden=True, data_autoplay=url, data_nonce=fresh())


def fresh() -> str:
    """Return a word that was never returned before: it tells one answer of the server from the next."""
    return f"{time.time_ns():x}"
