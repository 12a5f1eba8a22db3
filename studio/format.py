"""Numbers as people read them: times as mm:ss, sizes with units, moments as distance from now."""

import time

SIZE_UNITS = ("kB", "MB", "GB", "TB")


def clock(seconds: float | None) -> str:
    """Return "02:10", or "1:02:10" from an hour on; "–:––" for None. Negative times read as zero."""
    if seconds is None:
        return "–:––"
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def duration(seconds: float) -> str:
    """Return a length in words that fit a sentence: "40 s", "12 min", "3 h 20 min"."""
    if seconds < 90:
        return f"{max(0, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"


def size(size_bytes: float) -> str:
    """Return "812 B", "4.2 MB" or "118 MB": three digits at most, decimal units."""
    if size_bytes < 1000:
        return f"{int(size_bytes)} B"
    value = size_bytes
    for unit in SIZE_UNITS:
        value /= 1000
        if value < 999.5 or unit == SIZE_UNITS[-1]:
            return f"{value:.1f} {unit}" if value < 9.95 else f"{value:.0f} {unit}"
    raise AssertionError("unreachable")


def ago(moment: float | None, *, now: float | None = None) -> str:
    """Return "just now", "5 min ago", "3 h ago", "2 days ago", or a date. moment: unix seconds."""
    if moment is None:
        return "never"
    seconds = (time.time() if now is None else now) - moment
    if seconds < 45:
        return "just now"
    if seconds < 3600:
        return f"{max(1, round(seconds / 60))} min ago"
    if seconds < 86400:
        return f"{round(seconds / 3600)} h ago"
    days = round(seconds / 86400)
    if days <= 30:
        return "1 day ago" if days == 1 else f"{days} days ago"
    return time.strftime("%d %b %Y", time.localtime(moment))


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 turn", "1,204 turns"; plural: where an s does not make it."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
