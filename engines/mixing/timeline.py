"""At which second everything sounds: lines one after the other with their pauses, sounds anchored to them."""

from collections.abc import Sequence

import soundfile

from engines.language.pauses import SCENE_S
from engines.mixing.plan import ChapterPlan, Line, ScenePlan, Sound
from engines.types import Noun

HEAD_S = 0.75
"""Silence before the first word of a chapter; ACX asks for 0.5 to 1 s."""
TAIL_S = 2.5
"""Silence after the last word of a chapter; ACX asks for 1 to 5 s."""
BED_FADE_S = 2.0
"""A bed comes and goes over this long, in seconds."""
EFFECT_FADE_S = 0.02
SHORTEST_BED_S = 3.0
"""A bed that another one leaves less than this is not played."""


class PlacedLine(Noun):
    line: Line
    start_s: float
    """Seconds from the start of the chapter, as all times here."""
    end_s: float


class PlacedSound(Noun):
    sound: Sound
    start_s: float
    end_s: float
    fade_s: float
    """Of both ends."""


class PlacedScene(Noun):
    scene_id: str
    title: str
    start_s: float
    end_s: float


class ChapterTimeline(Noun):
    chapter_id: str
    title: str
    seconds: float
    scenes: tuple[PlacedScene, ...]
    lines: tuple[PlacedLine, ...]
    """In order, without overlap."""
    sounds: tuple[PlacedSound, ...]
    """Beds never overlap, but for their cross-fade."""


def place(plan: ChapterPlan, *, head_s: float = HEAD_S, tail_s: float = TAIL_S) -> ChapterTimeline:
    """Return when each line and sound of a chapter sounds. Reads the headers of the line files only."""
    now_s = head_s
    scenes: list[PlacedScene] = []
    lines: list[PlacedLine] = []
    sounds: list[PlacedSound] = []
    for scene in plan.scenes:
        placed = place_lines(scene.lines, start_s=now_s)
        end_s = placed[-1].end_s if placed else now_s
        sounds += place_sounds(scene, placed, start_s=now_s, end_s=end_s + SCENE_S / 2)
        scenes.append(PlacedScene(scene_id=scene.scene_id, title=scene.title, start_s=now_s, end_s=end_s))
        lines += placed
        last_pause_s = placed[-1].line.utterance.pause_s if placed else 0.0
        now_s = end_s + max(SCENE_S, last_pause_s)
    spoken_until_s = lines[-1].end_s if lines else head_s
    return ChapterTimeline(
        chapter_id=plan.chapter_id,
        title=plan.title,
        seconds=spoken_until_s + tail_s,
        scenes=tuple(scenes),
        lines=tuple(lines),
        sounds=tuple(sounds),
    )


def place_lines(lines: Sequence[Line], *, start_s: float) -> list[PlacedLine]:
    """Return the lines one after the other, each followed by its pause."""
    placed = []
    now_s = start_s
    for line in lines:
        end_s = now_s + soundfile.info(line.path).duration
        placed.append(PlacedLine(line=line, start_s=now_s, end_s=end_s))
        now_s = end_s + line.utterance.pause_s
    return placed


def place_sounds(
    scene: ScenePlan, lines: Sequence[PlacedLine], *, start_s: float, end_s: float
) -> list[PlacedSound]:
    """Return the scene's sounds at their turns: a bed until the next bed or the scene's end, an effect once."""
    starts = {placed.line.utterance.turn_id: placed.start_s for placed in reversed(lines)}
    wanted = sorted(
        (
            (max(0.0, starts.get(sound.cue.turn_id, start_s) + sound.cue.offset_s), sound)
            for sound in scene.sounds
        ),
        key=lambda pair: pair[0],
    )
    beds = [pair for pair in wanted if pair[1].loop]
    placed = []
    for (begin_s, sound), following in zip(beds, [*beds[1:], None], strict=False):
        latest_s = min(end_s, following[0] + BED_FADE_S if following else end_s)
        stop_s = min(begin_s + sound.cue.seconds, latest_s)
        if stop_s - begin_s >= SHORTEST_BED_S:
            fade_s = min(BED_FADE_S, (stop_s - begin_s) / 3)
            placed.append(PlacedSound(sound=sound, start_s=begin_s, end_s=stop_s, fade_s=fade_s))
    for begin_s, sound in wanted:
        if not sound.loop:
            stop_s = begin_s + soundfile.info(sound.path).duration
            placed.append(PlacedSound(sound=sound, start_s=begin_s, end_s=stop_s, fade_s=EFFECT_FADE_S))
    return placed
