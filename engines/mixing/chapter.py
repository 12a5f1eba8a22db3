"""Renders a chapter in one pass: masters and stems leave the mixer together."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import numpy as np

from engines.mixing import master
from engines.mixing.ducking import Ducking
from engines.mixing.encode import Encoder
from engines.mixing.levels import Levels, measure_levels
from engines.mixing.mixer import Block, mix
from engines.mixing.timeline import RATE_HZ, ChapterTimeline

VERSION = "4"
"""Changes whenever the same plan would be mixed differently: part of every chapter's key."""

SOUND_STEMS = {"music": "music", "ambience": "ambience", "effects": "effect"}
"""Stem -> kind of cue on it."""


def stem_names(timeline: ChapterTimeline) -> tuple[str, ...]:
    """Return the names of a chapter's stems: one per speaker, then music, ambience and effects."""
    speakers = dict.fromkeys(_file_name(placed.line.speaker) for placed in timeline.lines)
    return tuple(f"stem.{name}.flac" for name in (*speakers, *SOUND_STEMS))


def render_chapter(
    timeline: ChapterTimeline,
    files: Mapping[str, Path],
    *,
    ducking: Ducking | None = None,
    on_progress: Callable[[float], None] = lambda fraction: None,
) -> Levels:
    """Mix a chapter once and encode it to every file asked for; all are of the chapter's length and in sync.

    files: where to write, by name. "scored.<format>": all buses, stereo, at SCORED_LUFS. "voice.<format>": speech alone,
    mono, to ACX's numbers. "stem.<speaker>.flac", "stem.music.flac" …: buses before mastering; added up they are the
    scored mix but for its gain and limiter. Formats are those of encode.CODECS.
    on_progress: called after each block with the fraction done; what it raises ends the rendering and leaves no file.
    Returns what was measured beforehand. Raises AudioError.
    """
    ducking = ducking or Ducking()
    levels = measure_levels(timeline, ducking)
    scored = any(not name.startswith("voice.") for name in files)
    total = round(timeline.seconds * RATE_HZ)
    done = 0
    with ExitStack() as stack:
        outputs = [_output(stack, name, path, levels) for name, path in files.items()]
        for block in mix(timeline, levels, ducking, scored=scored):
            for output in outputs:
                output.push(block)
            done += block.count
            on_progress(done / total)
        for output in outputs:
            output.finish()
    return levels


class _Output(Protocol):
    """Something that takes blocks and puts them into a file."""

    def push(self, block: Block) -> None: ...

    def finish(self) -> None: ...


def _output(stack: ExitStack, name: str, path: Path, levels: Levels) -> _Output:
    kind, _, rest = name.partition(".")
    if kind == "stem":
        stem = rest.removesuffix(".flac")
        return _Stem(stack.enter_context(Encoder(path, channels=2 if stem in SOUND_STEMS else 1)), stem)
    encoder = stack.enter_context(Encoder(path, channels=2 if kind == "scored" else 1))
    if kind == "scored":
        return _Scored(encoder, master.Master(master.scored_gain_db(levels), master.SCORED_CEILING_DB))
    return _Voice(encoder, master.Master(master.voice_gain_db(levels), master.VOICE_CEILING_DB))


class _Voice:
    """The voice-only master on its way into a file."""

    def __init__(self, encoder: Encoder, mastering: master.Master) -> None:
        self._encoder, self._mastering = encoder, mastering

    def push(self, block: Block) -> None:
        self._encoder.write(self._mastering.push(self._samples(block)))

    def finish(self) -> None:
        self._encoder.write(self._mastering.finish())

    def _samples(self, block: Block) -> np.ndarray:
        return block.voice


class _Scored(_Voice):
    """The scored master on its way into a file."""

    def _samples(self, block: Block) -> np.ndarray:
        return block.together


class _Stem:
    """One bus as it leaves the mixer."""

    def __init__(self, encoder: Encoder, stem: str) -> None:
        self._encoder, self._stem = encoder, stem

    def push(self, block: Block) -> None:
        if kind := SOUND_STEMS.get(self._stem):
            bus = block.sounds.get(kind)
            self._encoder.write(np.zeros((block.count, 2), np.float32) if bus is None else bus)
            return
        shares = [bus for speaker, bus in block.voices.items() if _file_name(speaker) == self._stem]
        self._encoder.write(sum(shares, start=np.zeros(block.count, np.float32)))

    def finish(self) -> None:
        """Nothing waits in a stem."""


def _file_name(speaker: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in speaker).strip()
    name = kept.casefold().replace(" ", "-") or "speaker"
    return f"{name}-voice" if name in SOUND_STEMS else name
