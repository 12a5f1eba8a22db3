"""Groups the pieces of a chapter into scenes: at breaks and headings, at changes of time or place, and by length."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engines.scripting.pieces import Piece
from engines.scripting.presets import Template

_NUMBER = "(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|a few|some|several|many)"
_TIME = "(?:morning|afternoon|evening|night|day|week|month|year|spring|summer|autumn|winter)"
_SPAN = "(?:minutes|hours?|days?|weeks?|months?|years?|mornings?|evenings?|nights?)"
_SHIFT = re.compile(
    "|".join(
        (
            r"(?:The|That|On the|Early (?:the )?|Late (?:that )?|It was (?:the )?)\s*"
            rf"(?:next|following|same|second|third|previous)?\s*{_TIME}\b(?:\s+(?:after|came|was|when|of|before|later|,))?",
            rf"{_NUMBER}\s+{_SPAN}\s+(?:later|after|afterwards?|passed|had passed|went by)\b",
            r"(?:Meanwhile|In the meantime|Meantime|Elsewhere|Later|Afterwards)\b",
            r"(?:Next (?:morning|day|week|year)|By (?:the time|nightfall|noon|evening|morning))\b",
            r"At (?:dawn|noon|midnight|sunset|dusk|daybreak|last the day)\b",
            r"When (?:morning|evening|night|the day) (?:came|fell)\b",
            r"(?:(?:One|Another) (?:day|morning|evening|night|afternoon)|On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
        )
    ),
    re.IGNORECASE,
)
_TITLE_WORDS = 6
"""Words of the text that stand for a scene without a title."""
_QUIET_WORDS = 25
"""A narration paragraph of at least so many words is a fair place to cut a scene that grew too long."""
_BREAK = "break"


@dataclass(slots=True)
class SceneDraft:
    """A scene in the making."""

    pieces: list[Piece]
    title: str = ""


def group(pieces: Sequence[Piece], text: str, template: Template) -> list[SceneDraft]:
    """Return the scenes of a chapter; together they have all its pieces, in order. None is without words but a lone one."""
    drafts: list[SceneDraft] = []
    words = 0
    has_speech = False
    for index, piece in enumerate(pieces):
        length = text.count(" ", piece.start, piece.end) + 1
        opened = piece.opens_scene and piece.title != _BREAK and has_speech
        after_break = bool(drafts) and has_speech and _follows_break(pieces, index)
        if (
            not drafts
            or opened
            or after_break
            or (has_speech and _shifts(pieces, index, text, words, template))
        ):
            drafts.append(SceneDraft([]))
            words, has_speech = 0, False
        draft = drafts[-1]
        draft.pieces.append(piece)
        if piece.opens_scene and piece.title != _BREAK:
            draft.title = (
                f"{draft.title}: {piece.title}"
                if draft.title and draft.title not in piece.title
                else piece.title
            )
        words += length if piece.kind != "silent" else 0
        has_speech = has_speech or piece.kind in ("narration", "dialogue")
    _join_silent(drafts)
    for draft in drafts:
        draft.title = draft.title or _title(draft, text)
    return drafts


def _follows_break(pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether this is the first piece after a break; breaks themselves close the scene before them."""
    if pieces[index].title == _BREAK:
        return False
    return index > 0 and pieces[index - 1].opens_scene and pieces[index - 1].title == _BREAK


def _shifts(pieces: Sequence[Piece], index: int, text: str, words: int, template: Template) -> bool:
    """Tell whether a narration paragraph begins a new scene by its first words, or since the scene is long enough."""
    piece = pieces[index]
    if piece.kind != "narration" or words < template.scene_words_min or not _begins_paragraph(pieces, index):
        return False
    if template.scene_cues and _SHIFT.match(text, piece.start):
        return True
    if words < template.scene_words_max:
        return False
    is_long = words >= 2 * template.scene_words_max
    return is_long or text.count(" ", piece.start, piece.end) >= _QUIET_WORDS


def _begins_paragraph(pieces: Sequence[Piece], index: int) -> bool:
    piece = pieces[index]
    return piece.paragraph < 0 or index == 0 or pieces[index - 1].paragraph != piece.paragraph


def _join_silent(drafts: list[SceneDraft]) -> None:
    """Give a scene that says nothing to the one before it, else to the one after."""
    for number in range(len(drafts) - 1, -1, -1):
        if len(drafts) > 1 and all(piece.kind == "silent" for piece in drafts[number].pieces):
            lost = drafts.pop(number)
            if number:
                drafts[number - 1].pieces += lost.pieces
            else:
                drafts[0].pieces = lost.pieces + drafts[0].pieces
                drafts[0].title = drafts[0].title or lost.title


def _title(draft: SceneDraft, text: str) -> str:
    """Return the time or place the scene begins with, else its first words."""
    first = next(
        (piece for piece in draft.pieces if piece.kind in ("narration", "dialogue")), draft.pieces[0]
    )
    opening = " ".join(text[first.start : first.start + 160].split()).strip("_*\"“”‘'«»„—– ")
    if shift := _SHIFT.match(opening):
        clause = re.split(r"[,.;:!?—]", opening)[0]
        return clause if len(clause.split()) <= 8 else shift.group().strip(" ,")
    words = opening.split()
    title = " ".join(words[:_TITLE_WORDS]).rstrip(",;:.!?—–\"”’'_*")
    return title + ("…" if len(words) > _TITLE_WORDS else "") if title else "Scene"
