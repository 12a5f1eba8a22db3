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


def split_long(captions: Iterable[Caption]) -> list[Caption]:
    """Return captions of at most two lines; a longer one is cut at words, its time shared by characters."""
    return [piece for caption in captions for piece in _pieces(caption)]


def to_srt(captions: Sequence[Caption]) -> str:
    """Return SubRip text, the speaker's name before the first words of each of his turns."""
    blocks, before = [], None
    for number, caption in enumerate(split_long(captions), start=1):
        name = "" if caption.speaker == before else f"{caption.speaker}: "
        before = caption.speaker
        times = f"{_time(caption.start_s, ',')} --> {_time(caption.end_s, ',')}"
        blocks.append(f"{number}\n{times}\n{_wrapped(name + caption.text)}\n")
    return "\n".join(blocks)


def to_vtt(captions: Sequence[Caption]) -> str:
    """Return WebVTT text with a voice span per caption."""
    blocks = ["WEBVTT\n"]
    for caption in split_long(captions):
        times = f"{_time(caption.start_s, '.')} --> {_time(caption.end_s, '.')}"
        name = re.sub(r"[\s<>&]+", " ", caption.speaker).strip()
        blocks.append(f"{times}\n<v {name}>{_wrapped(_escaped(caption.text))}</v>\n")
    return "\n".join(blocks)


def _pieces(caption: Caption) -> list[Caption]:
    texts = textwrap.wrap(caption.text, 2 * LINE, break_long_words=False, break_on_hyphens=False) or [
        caption.text
    ]
    total, spoken, pieces = sum(map(len, texts)) or 1, 0, []
    seconds = caption.end_s - caption.start_s
    for text in texts:
        start_s = caption.start_s + seconds * spoken / total
        spoken += len(text)
        end_s = caption.start_s + seconds * spoken / total
        pieces.append(
            caption.model_copy(update={"start_s": round(start_s, 3), "end_s": round(end_s, 3), "text": text})
        )
    return pieces


def _wrapped(text: str) -> str:
    if len(text) <= LINE:
        return text
    # two lines of about the same length read better than a full one and a scrap
    return "\n".join(
        textwrap.wrap(text, max(LINE, len(text) // 2 + 8), break_long_words=False, break_on_hyphens=False)
    )


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
