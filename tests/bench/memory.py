"""How much memory mixing takes, for an hour of sound and for ten: the mixer streams, so it should be the same.

Each length is mixed in a process of its own (`python -m tests.bench.memory MINUTES`), which prints its peak.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figure import Figure

SHORT_MIN, LONG_MIN = 60, 600
CHAPTER_MIN = 30
"""A book's chapters are mixed one after the other; their timelines stay, for the captions."""
BYTES_PER_MAXRSS = 1 if sys.platform == "darwin" else 1024


def measure() -> Iterator[Figure]:
    book = [_peak_mb(minutes, CHAPTER_MIN) for minutes in (SHORT_MIN, LONG_MIN)]
    yield _figure("Peak memory of mixing, 10 h over 1 h", book, f"chapters of {CHAPTER_MIN} min")
    whole = [_peak_mb(minutes, minutes) for minutes in (SHORT_MIN, LONG_MIN)]
    yield _figure(
        "Peak memory of mixing one chapter, 10 h over 1 h", whole, "a single chapter without an end"
    )


def _figure(name: str, peaks_mb: list[float], shape: str) -> Figure:
    short, long = peaks_mb
    note = (
        f"{long:.0f} MB against {short:.0f} MB of the whole process; {shape}; levels, mix and both masters, blocks "
        "thrown away in place of encoders, which are processes of constant size"
    )
    return Figure(name, long / short, "x", 1.10, note=note)


def _peak_mb(minutes: int, chapter_minutes: int) -> float:
    command = [sys.executable, "-m", "tests.bench.memory", str(minutes), str(chapter_minutes)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _mix_in_this_process(minutes: int, chapter_minutes: int) -> float:
    """Mix a book of this length and return the peak memory of this process in MB."""
    import resource

    from engines.mixing import master
    from engines.mixing.ducking import Ducking
    from engines.mixing.levels import measure_levels
    from engines.mixing.mixer import mix
    from engines.mixing.timeline import place
    from tests.mixing.making import talk

    kept = []
    with TemporaryDirectory(prefix="voice-studio-bench-") as folder:
        for _ in range(minutes // chapter_minutes):
            timeline = place(talk(Path(folder), chapter_minutes))
            kept.append(timeline)
            levels = measure_levels(timeline, Ducking())
            voice = master.Master(master.voice_gain_db(levels), master.VOICE_CEILING_DB)
            scored = master.Master(master.scored_gain_db(levels), master.SCORED_CEILING_DB)
            for block in mix(timeline, levels, Ducking()):
                voice.push(block.voice)
                scored.push(block.together)
    mixed_min = sum(timeline.seconds for timeline in kept) / 60
    if not 0.95 < mixed_min / minutes < 1.05:
        raise RuntimeError(f"{mixed_min:.0f} minutes were mixed, not {minutes}.")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_MAXRSS / 1e6


if __name__ == "__main__":
    print(_mix_in_this_process(int(sys.argv[1]), int(sys.argv[2])))
