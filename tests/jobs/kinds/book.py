"""A book whose turns are files of text; it writes down each render, so that a test can count them."""

import time
from pathlib import Path
from typing import Literal

from engines.types import Noun

DEVICE: Literal["cpu"] = "cpu"


class Params(Noun):
    title: str = "book"
    """Books of different titles share no part."""
    turns: int = 10
    seconds: float = 0.05
    """How long a turn takes."""
    workers: int = 1
    diary: str
    """A file that gets a line when a turn is begun and one when it is done."""


def run(ctx, params):
    diary = Path(params.diary)

    def speak(request, path):
        note(diary, f"begin {request['turn']}")
        time.sleep(params.seconds)
        path.write_text(f"turn {request['turn']}\n")
        note(diary, f"end {request['turn']}")

    done = 0

    def on_done():
        nonlocal done
        done += 1
        ctx.report(done / params.turns, f"turn {done} of {params.turns}", stage="Speech")

    requests = [{"title": params.title, "turn": turn} for turn in range(params.turns)]
    paths = ctx.parts("speech", requests, speak, suffix=".txt", workers=params.workers, on_done=on_done)
    book = ctx.save("".join(path.read_text() for path in paths).encode(), kind="book", name="book.txt")
    return {"artifact": book.id}


def note(diary, line):
    with diary.open("a") as file:
        file.write(f"{line} {time.time()}\n")
