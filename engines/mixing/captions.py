"""Captions and read-along times of a book from the timelines of its chapters."""

import re
import textwrap
from collections.abc import Iterable, Sequence

from engines.mixing.timeline import ChapterTimeline
from engines.types import Noun

LINE = 42
"""Characters a line, two lines a caption: what players and broadcasters agree on."""


class Caption(Noun):
    """Something that is said, with its time in the whole book."""

    start_s: float
    end_s: float
    speaker: str
    text: str
    turn_id: str
    scene_id: str
    start: int
    """First character in the turn's text."""
    end: int


def read_along(chapters: Iterable[tuple[float, ChapterTimeline]]) -> list[Caption]:
    """Return every utterance with its times; chapters come with the second at which they begin in the book."""
    found = []
    for offset_s, timeline in chapters:
        for placed in timeline.lines:
            utterance = placed.line.utterance
            found.append(
                Caption(
                    start_s=round(offset_s + placed.start_s, 3),
                    end_s=round(offset_s + placed.end_s, 3),
                    speaker=placed.line.speaker,
                    text=" ".join(utterance.text.split()),
                    turn_id=utterance.turn_id,
                    scene_id=_scene_at(timeline, placed.start_s),
                    start=utterance.start,
                    end=utterance.end,
                )
            )
    return found


def to_srt(captions: Sequence[Caption]) -> str:
    """Return SubRip text, the speaker's name before the first words of each of his turns."""
    named, before = [], None
    for caption in captions:
        text = caption.text if caption.speaker == before else f"{caption.speaker}: {caption.text}"
        named.append(caption.model_copy(update={"text": text}))
        before = caption.speaker
    blocks = [
        f"{number}\n{_time(caption.start_s, ',')} --> {_time(caption.end_s, ',')}\n{caption.text}\n"
        for number, caption in enumerate(split_long(named), start=1)
    ]
    return "\n".join(blocks)


def to_vtt(captions: Sequence[Caption]) -> str:
    """Return WebVTT text with a voice span per caption."""
    blocks = ["WEBVTT\n"]
    for caption in split_long(captions):
        times = f"{_time(caption.start_s, '.')} --> {_time(caption.end_s, '.')}"
        name = re.sub(r"[\s<>&]+", " ", caption.speaker).strip()
        blocks.append(f"{times}\n<v {name}>{_escaped(caption.text)}</v>\n")
    return "\n".join(blocks)


def split_long(captions: Iterable[Caption]) -> list[Caption]:
    """Return captions of at most two lines; a longer one is cut at words, its time shared by characters."""
    return [piece for caption in captions for piece in _pieces(caption)]


def _pieces(caption: Caption) -> list[Caption]:
    lines = textwrap.wrap(caption.text, LINE, break_long_words=False, break_on_hyphens=False) or [
        caption.text
    ]
    texts = ["\n".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]
    per_character_s = (caption.end_s - caption.start_s) / max(1, sum(map(len, texts)))
    pieces, spoken = [], 0
    for text in texts:
        start_s = caption.start_s + per_character_s * spoken
        spoken += len(text)
        end_s = caption.start_s + per_character_s * spoken
        times = {"start_s": round(start_s, 3), "end_s": round(end_s, 3)}
        pieces.append(caption.model_copy(update={"text": text, **times}))
    return pieces


def _scene_at(timeline: ChapterTimeline, second: float) -> str:
    for scene in timeline.scenes:
        if scene.start_s <= second <= scene.end_s:
            return scene.scene_id
    return ""


def _time(seconds: float, mark: str) -> str:
    thousandths = round(seconds * 1000)
    hours, rest = divmod(thousandths, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    whole, rest = divmod(rest, 1000)
    return f"{hours:02}:{minutes:02}:{whole:02}{mark}{rest:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
