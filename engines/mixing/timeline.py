"""At which second every line and every sound of a chapter sounds. Reads the headers of sound files, never their samples."""

from collections.abc import Callable, Sequence
from pathlib import Path

import soundfile
from pydantic import Field

from engines.errors import AudioError
from engines.language.pauses import SCENE_S
from engines.mixing.plan import ChapterPlan, Line, ScenePlan, Sound
from engines.types import Noun, Options

RATE_HZ = 44100
"""Samples per second of everything that is mixed: what ACX asks for."""

Seconds = Callable[[Path], float]
"""The length of a sound file in seconds."""


class Pacing(Options):
    """The silences and fades that no utterance carries."""

    head_s: float = Field(default=0.75, ge=0, le=10)
    """Silence before the first word in seconds; ACX asks for 0.5 to 1."""
    tail_s: float = Field(default=2.5, ge=0, le=10)
    """Silence after the last word in seconds; ACX asks for 1 to 5."""
    scene_gap_s: float = Field(default=SCENE_S, ge=0, le=10)
    """At least this long between the last word of a scene and the first of the next, in seconds."""
    bed_fade_in_s: float = Field(default=1.5, ge=0.01, le=10)
    """Seconds in which a bed comes up."""
    bed_fade_out_s: float = Field(default=3.0, ge=0.01, le=20)
    """Seconds in which a bed goes away; two beds cross over this long."""
    effect_fade_s: float = Field(default=0.01, ge=0.001, le=1)
    """Seconds in which an effect's cut edges are rounded."""


PREVIEW_PACING = Pacing(head_s=0.1, tail_s=1.0)
"""For listening to one scene on the page."""


class PlacedLine(Noun):
    """A line and when it sounds."""

    line: Line
    start_s: float
    """Seconds from the start of the chapter."""
    end_s: float


class PlacedSound(Noun):
    """A sound of the score, and when and how it comes and goes."""

    sound: Sound
    start_s: float
    """Seconds from the start of the chapter."""
    end_s: float
    """Silent from here on: the fade-out is inside."""
    fade_in_s: float
    fade_out_s: float

    @property
    def is_bed(self) -> bool:
        """Music and ambience are beds: one at a time, ducked under speech."""
        return self.sound.cue.kind != "effect"


class PlacedScene(Noun):
    scene_id: str
    title: str
    start_s: float
    """Seconds from the start of the chapter. The scenes of a chapter tile it."""
    end_s: float


class ChapterTimeline(Noun):
    """Everything of a chapter at its second; the same for both masters, so that captions fit both."""

    chapter_id: str
    title: str
    seconds: float
    """Length of the chapter with its head and tail."""
    scenes: tuple[PlacedScene, ...]
    lines: tuple[PlacedLine, ...]
    """In order, without overlap."""
    sounds: tuple[PlacedSound, ...]
    """In order of start; beds overlap only while they cross-fade."""


def place(plan: ChapterPlan, *, pacing: Pacing | None = None) -> ChapterTimeline:
    """Return the chapter's timeline. Raises AudioError if a sound file is missing or unreadable."""
    return place_by(plan, file_seconds, pacing=pacing or Pacing())


def file_seconds(path: Path) -> float:
    """Return the length of a sound file in seconds, from its header. Raises AudioError if it has none."""
    try:
        header = soundfile.info(path)
    except soundfile.LibsndfileError as exc:
        raise AudioError(f"The sound {path.name} cannot be read. Render its line or cue again.") from exc
    return header.frames / header.samplerate


def place_by(plan: ChapterPlan, seconds: Seconds, *, pacing: Pacing) -> ChapterTimeline:
    """Return the chapter's timeline, with the lengths of the sounds told by a function.

    A scene in which nothing is said takes no time, and its cues fall away.
    """
    scenes: list[PlacedScene] = []
    lines: list[PlacedLine] = []
    sounds: list[PlacedSound] = []
    last_spoken = max((index for index, scene in enumerate(plan.scenes) if scene.lines), default=None)
    border_s = 0.0
    voice_s = pacing.head_s
    for index, scene in enumerate(plan.scenes):
        spoken = _place_lines(scene, voice_s, seconds)
        end_s = border_s
        if spoken:
            gap_s = max(pacing.scene_gap_s, spoken[-1].line.utterance.pause_s)
            end_s = voice_s = spoken[-1].end_s + (pacing.tail_s if index == last_spoken else gap_s)
        placed = PlacedScene(scene_id=scene.scene_id, title=scene.title, start_s=border_s, end_s=end_s)
        scenes.append(placed)
        lines += spoken
        sounds += _place_sounds(scene, placed, spoken, seconds, pacing)
        border_s = end_s
    return ChapterTimeline(
        chapter_id=plan.chapter_id,
        title=plan.title,
        seconds=border_s or pacing.head_s + pacing.tail_s,
        scenes=tuple(scenes),
        lines=tuple(lines),
        sounds=tuple(sorted(sounds, key=lambda each: each.start_s)),
    )


def _place_lines(scene: ScenePlan, start_s: float, seconds: Seconds) -> list[PlacedLine]:
    placed = []
    for line in scene.lines:
        end_s = start_s + seconds(line.path)
        placed.append(PlacedLine(line=line, start_s=start_s, end_s=end_s))
        start_s = end_s + line.utterance.pause_s
    return placed


def _place_sounds(
    scene: ScenePlan, placed: PlacedScene, lines: Sequence[PlacedLine], seconds: Seconds, pacing: Pacing
) -> list[PlacedSound]:
    turn_starts: dict[str, float] = {}
    for line in lines:
        turn_starts.setdefault(line.line.utterance.turn_id, line.start_s)

    def start_of(sound: Sound) -> float:
        # a turn that is not said (a break, an emptied turn) has no second of its own: its cue opens the scene
        start_s = turn_starts.get(sound.cue.turn_id, placed.start_s) + sound.cue.offset_s
        return min(max(start_s, placed.start_s), placed.end_s)

    beds = sorted((start_of(sound), i) for i, sound in enumerate(scene.sounds) if sound.cue.kind != "effect")
    borders = [start_s for start_s, _ in beds][1:] + [None]
    found = [
        _place_bed(scene.sounds[i], start_s, placed.end_s, next_s, seconds, pacing)
        for (start_s, i), next_s in zip(beds, borders, strict=False)
    ]
    found += [
        _place_effect(sound, start_of(sound), placed.end_s, seconds, pacing)
        for sound in scene.sounds
        if sound.cue.kind == "effect"
    ]
    return [each for each in found if each.end_s - each.start_s > 2 * pacing.effect_fade_s]


def _place_effect(
    sound: Sound, start_s: float, limit_s: float, seconds: Seconds, pacing: Pacing
) -> PlacedSound:
    length_s = sound.cue.seconds if sound.loop else seconds(sound.path)
    end_s = min(start_s + length_s, limit_s)
    fade_s = min(pacing.effect_fade_s, (end_s - start_s) / 2)
    # an effect that the scene's end cuts short goes away like a bed, as it may be in full swing
    cut = end_s < start_s + length_s
    out_s = min(pacing.bed_fade_out_s, (end_s - start_s) / 2) if cut else fade_s
    return PlacedSound(sound=sound, start_s=start_s, end_s=end_s, fade_in_s=fade_s, fade_out_s=out_s)


def _place_bed(
    sound: Sound, start_s: float, limit_s: float, next_s: float | None, seconds: Seconds, pacing: Pacing
) -> PlacedSound:
    length_s = sound.cue.seconds if sound.loop else min(sound.cue.seconds, seconds(sound.path))
    end_s = min(start_s + length_s, limit_s)
    if next_s is not None:
        end_s = min(end_s, next_s + pacing.bed_fade_in_s if next_s > start_s else start_s)
    length_s = end_s - start_s
    return PlacedSound(
        sound=sound,
        start_s=start_s,
        end_s=end_s,
        fade_in_s=min(pacing.bed_fade_in_s, length_s / 2),
        fade_out_s=min(pacing.bed_fade_out_s, length_s / 2),
    )
