"""A chapter mixed, encoded and measured, made once: its files are parts, and so is the sheet that lists them."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from engines.mixing import card
from engines.mixing.card import Card, measure
from engines.mixing.chapter import VERSION, render_chapter, stem_names
from engines.mixing.plan import ChapterPlan
from engines.mixing.timeline import ChapterTimeline, place
from engines.types import Noun
from jobs import folders, parts
from jobs.context import Context
from jobs.files import completing
from jobs.store import speeds

STANDARDS = {"scored": "scored mix", "voice": "ACX"}
"""What each master is judged by."""
CARD_WORKERS = 2
"""Masters are measured side by side: decoding lets go of Python's lock."""


class MixedChapter(Noun):
    """What came out of the mixer for one chapter."""

    title: str
    timeline: ChapterTimeline
    files: dict[str, Path]
    """By name: "scored.m4a", "voice.mp3", "stem.emma.flac" …"""
    cards: tuple[Card, ...]
    """One per encoded master, measured on the file."""


def mix_chapter(
    ctx: Context, plan: ChapterPlan, names: tuple[str, ...], *, stems: bool = False
) -> MixedChapter:
    """Return the chapter's masters, made only where something that changes them did.

    names: masters to make, "scored.m4a", "voice.mp3" …; see encode.CODECS for the suffixes.
    Raises AudioError, Cancelled, Yielded.
    """
    timeline = place(plan)
    wanted = names + (stem_names(timeline) if stems else ())
    request = {"plan": _by_content(plan), "version": VERSION}
    files = {
        name: parts.path("chapter", request | {"file": name}, suffix=Path(name).suffix) for name in wanted
    }
    missing = {name: path for name, path in files.items() if not parts.is_finished(path)}
    if missing:
        _render(ctx, timeline, missing)
    masters = {name: path for name, path in files.items() if name.split(".")[0] in STANDARDS}
    with ThreadPoolExecutor(CARD_WORKERS, thread_name_prefix="card") as pool:
        cards = tuple(pool.map(partial(_card, ctx), masters, masters.values()))
    return MixedChapter(title=plan.title, timeline=timeline, files=files, cards=cards)


def _render(ctx: Context, timeline: ChapterTimeline, files: dict[str, Path]) -> None:
    """Mix once into all these files; each appears when it is complete."""
    started = time.perf_counter()

    def go_on(fraction: float) -> None:
        ctx.check()
        ctx.beat()

    with ExitStack() as stack:
        unfinished = {
            name: stack.enter_context(completing(path, root=folders.parts())) for name, path in files.items()
        }
        render_chapter(timeline, unfinished, on_progress=go_on)
    speeds.add("mix", timeline.seconds, time.perf_counter() - started)


def _card(ctx: Context, name: str, path: Path) -> Card:
    standard = STANDARDS[name.split(".")[0]]
    request = {"file": path.name, "standard": standard, "version": card.VERSION}
    sheet = ctx.part("card", request, lambda part: _write_card(path, standard, part), suffix=".json")
    return Card.model_validate_json(sheet.read_bytes()).model_copy(update={"name": name})


def _write_card(path: Path, standard: str, sheet: Path) -> None:
    sheet.write_text(measure(path, standard=standard).model_dump_json(), encoding="utf-8")


def _by_content(plan: ChapterPlan) -> dict[str, Any]:
    """Return the plan with each part's own name, a hash of what is in it, in place of where it lies."""

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: named(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [named(item) for item in value]
        return value.name if isinstance(value, Path) else value

    return named(plan.model_dump())
