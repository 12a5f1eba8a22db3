"""How much memory mixing takes, for an hour of sound and for ten: the mixer streams, so it should be the same.

Each length has a process of its own (`python -m tests.bench.memory mix 60`), which prints its peak in MB.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from engines.mixing.timeline import ChapterTimeline
from tests.bench.figure import Figure

SHORT_MIN, LONG_MIN = 60, 600
CHAPTER_MIN = 30
BYTES_PER_MAXRSS = 1 if sys.platform == "darwin" else 1024


def measure() -> Iterator[Figure]:
    short, long = (_peak_mb("mix", minutes) for minutes in (SHORT_MIN, LONG_MIN))
    note = (
        f"{long:.0f} MB against {short:.0f} MB, the whole process; chapters of {CHAPTER_MIN} min, one after the other: "
        "levels, mix and both masters; no encoders, which are processes of constant size"
    )
    yield Figure("Peak memory of mixing, 10 h over 1 h", long / short, "x", 1.10, note=note)
    short, long = (_peak_mb("keep", minutes) for minutes in (SHORT_MIN, LONG_MIN))
    kept = (long - short) / (LONG_MIN - SHORT_MIN) * 60
    note = "the times and texts of all lines, which a job keeps until the captions are written"
    yield Figure("Memory that an hour of a book keeps", kept, "MB", 5.0, note=note)


def _peak_mb(what: str, minutes: int) -> float:
    command = [sys.executable, "-m", "tests.bench.memory", what, str(minutes)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _book(minutes: int, folder: Path) -> Iterator[ChapterTimeline]:
    from engines.mixing.timeline import place
    from tests.mixing.making import talk

    seconds = 0.0
    for _ in range(minutes // CHAPTER_MIN):
        timeline = place(talk(folder, CHAPTER_MIN))
        seconds += timeline.seconds
        yield timeline
    if not 0.95 < seconds / 60 / minutes < 1.05:
        raise RuntimeError(f"The book has {seconds / 60:.0f} minutes, not {minutes}.")


def _mix(timeline: ChapterTimeline) -> None:
    """Do what `render_chapter` does, but throw the mastered blocks away."""
    from engines.mixing import master
    from engines.mixing.ducking import Ducking
    from engines.mixing.levels import measure_levels
    from engines.mixing.mixer import mix

    levels = measure_levels(timeline, Ducking())
    voice = master.Master(master.voice_gain_db(levels), master.VOICE_CEILING_DB)
    scored = master.Master(master.scored_gain_db(levels), master.SCORED_CEILING_DB)
    for block in mix(timeline, levels, Ducking()):
        voice.push(block.voice)
        scored.push(block.together)


def _main(what: str, minutes: int) -> float:
    """Return the peak memory of this process in MB after mixing a book, or after keeping its timelines."""
    import resource

    kept = []
    with TemporaryDirectory(prefix="voice-studio-bench-") as folder:
        for timeline in _book(minutes, Path(folder)):
            if what == "mix":
                _mix(timeline)
            else:
                kept.append(timeline)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_MAXRSS / 1e6


if __name__ == "__main__":
    print(_main(sys.argv[1], int(sys.argv[2])))
