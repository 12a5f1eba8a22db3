"""The read-along player: a sound with its lines; audiobook.js lights the one that sounds and seeks on a
click.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engines.types import NARRATOR
from studio.format import clock
from studio.markup import badge, button, empty, join, tag

TONES = 8
"""Speakers get one of this many colours (studio/audiobook.css), in order of appearance."""


@dataclass(frozen=True)
class Spoken:
    """A turn as it sounds in a rendered scene."""

    turn_id: str
    scene_id: str
    speaker: str
    text: str
    start_s: float
    end_s: float
    locked: bool = False
    is_stale: bool = False
    """Whether the turn was edited after it was rendered."""


@dataclass(frozen=True)
class Rendering:
    """A sound that can be played, with its lines."""

    id: str
    """Artifact of the sound."""
    scene_id: str
    title: str
    url: str
    seconds: float
    lines: tuple[Spoken, ...]
    is_stale: bool = False
    """Whether the script changed after it was made."""


def player(rendering: Rendering | None, *, takes: bool = False) -> Markup:
    """Return the player. takes: with buttons that say a line again or keep it."""
    if rendering is None:
        return empty("Nothing has been rendered yet.", "Render a scene in step 2, or the whole book here.")
    tones = speaker_tones(rendering.lines)
    stale = badge("edited since: render again to hear the changes", "warn") if rendering.is_stale else None
    head = tag(
        "header", tag("b", rendering.title), tag("span", clock(rendering.seconds), class_="au-note"), stale
    )
    # the key makes the page take a fresh <audio> for another sound, and keep the one that plays for the same
    sound = tag("audio", src=rendering.url, controls=True, preload="metadata", data_sound=rendering.id)
    lines = tag(
        "ol",
        *(_line(line, tones[line.speaker], takes=takes) for line in rendering.lines),
        class_="au-lines",
        tabindex=0,
    )
    return tag("section", head, sound, lines, class_="au-player", aria_label=rendering.title)


def strip(rendering: Rendering) -> Markup:
    """Return the sound alone, for the foot of the script: audiobook.js lights the rows of the table as they sound."""
    times = json.dumps([[line.turn_id, round(line.start_s, 2)] for line in rendering.lines])
    sound = tag(
        "audio", src=rendering.url, controls=True, preload="metadata", data_sound=rendering.id, data_times=times,
        aria_label=rendering.title,
    )  # fmt: skip
    stale = badge("edited since", "warn") if rendering.is_stale else None
    return tag("div", sound, stale, class_="au-strip")


def contents(renderings: Sequence[Rendering], *, chosen: str | None) -> Markup:
    """Return the list of what can be played; nothing when there is nothing."""
    if not renderings:
        return Markup("")
    items = (tag("li", _content(each, is_chosen=each.id == chosen)) for each in renderings)
    return tag("nav", tag("ol", *items), class_="au-scenes", aria_label="Rendered scenes")


def speaker_tones(lines: Sequence[Spoken]) -> dict[str, int]:
    """Return a colour number for each speaker: 0 for the narrator, 1 to TONES - 1 for the others in turn."""
    others = dict.fromkeys(line.speaker for line in lines if line.speaker != NARRATOR)
    return {NARRATOR: 0} | {name: 1 + place % (TONES - 1) for place, name in enumerate(others)}


def _content(rendering: Rendering, *, is_chosen: bool) -> Markup:
    stale = badge("edited since", "warn") if rendering.is_stale else None
    title = tag("span", rendering.title, class_="au-scene-title")
    note = tag("span", clock(rendering.seconds), stale, class_="au-scene-note")
    return tag(
        "button", title, note, type="button", class_="au-scene", data_act="play", data_id=rendering.id,
        aria_current="true" if is_chosen else None,
    )  # fmt: skip


def _line(line: Spoken, tone: int, *, takes: bool) -> Markup:
    speaker = tag("span", line.speaker, class_="au-speaker")
    words = tag(
        "button", speaker, tag("span", line.text), type="button", class_="au-line",
        data_start=f"{line.start_s:.3f}", data_end=f"{line.end_s:.3f}", title=clock(line.start_s),
    )  # fmt: skip
    css = f"au-tone-{tone} au-stale" if line.is_stale else f"au-tone-{tone}"
    return tag("li", words, _takes(line) if takes else None, class_=css, data_turn=line.turn_id)


def _takes(line: Spoken) -> Markup:
    more = {"data_scene": line.scene_id}
    return tag(
        "span",
        button("New take", "retake", id=line.turn_id, disabled=line.locked, **more),
        button(
            "Unlock" if line.locked else "Keep",
            "lock",
            id=line.turn_id,
            title="A kept take is left alone by re-takes",
            **more,
        ),
        button("Edit", "edit_line", id=line.turn_id, **more),
        class_="au-line-takes",
    )


@dataclass(frozen=True)
class Flagged:
    """A line worth a second look."""

    scene_id: str
    turn_id: str
    words: str
    reason: str
    """A sentence."""


def review(flagged: Sequence[Flagged], more: int) -> Markup:
    """Return the review queue. more: how many lines are not shown."""
    if not flagged:
        return Markup("")
    items = (
        tag(
            "li",
            tag("span", f"“{each.words}”"),
            tag("span", each.reason, class_="au-flag-text"),
            button("Look", "edit_line", id=each.turn_id, data_scene=each.scene_id),
        )
        for each in flagged
    )
    rest = tag("p", f"And {more} more.", class_="au-note") if more > 0 else None
    return join(
        [tag("h3", "Worth a second look", class_="au-h3"), tag("ul", *items, class_="au-review"), rest]
    )
