"""What is to be mixed: rendered utterances and cues in order, before anybody knows at which second each will sound."""

from pathlib import Path

from engines.types import Cue, Noun, Utterance


class Line(Noun):
    """A rendered utterance."""

    utterance: Utterance
    speaker: str
    path: Path
    """Its sound, mono WAV at the engine's rate."""


class Sound(Noun):
    """A rendered cue."""

    cue: Cue
    path: Path
    """Its sound, stereo WAV at 44.1 kHz; for a bed a seamless loop."""
    loop: bool


class ScenePlan(Noun):
    scene_id: str
    title: str
    lines: tuple[Line, ...]
    """In reading order."""
    sounds: tuple[Sound, ...] = ()
    """Empty when the score is off."""


class ChapterPlan(Noun):
    """The unit of mixing, of ACX files and of M4B chapters."""

    chapter_id: str
    title: str
    scenes: tuple[ScenePlan, ...]
