"""Renders a chapter in one pass: masters and stems leave the mixer together."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from engines.mixing import master
from engines.mixing.encode import Encoder
from engines.mixing.mixer import RATE_HZ, Block, mix, scored
from engines.mixing.timeline import ChapterTimeline

VERSION = "1"
"""Changes whenever the same plan would be mixed differently: part of every chapter's key."""


def stem_names(timeline: ChapterTimeline) -> tuple[str, ...]:
    """Return the names of a chapter's stems: one per speaker, music, effects."""
    speakers = dict.fromkeys(_file_name(placed.line.speaker) for placed in timeline.lines)
    return (*(f"stem.{name}.flac" for name in speakers), "stem.music.flac", "stem.effects.flac")


def render_chapter(
    timeline: ChapterTimeline,
    files: Mapping[str, Path],
    *,
    on_progress: Callable[[float], None] = lambda fraction: None,
) -> None:
    """Mix a chapter once and encode it to every file asked for; all are of the chapter's length and in sync.

    files: where to write, by name. "scored.<format>": all buses, stereo, near -18 LUFS. "voice.<format>": speech alone,
    mono, to ACX's numbers. "stem.<speaker>.flac", "stem.music.flac", "stem.effects.flac": buses before mastering.
    Formats are those of encode.CODECS.
    on_progress: called after each block with the fraction done; what it raises ends the rendering and leaves no file.
    Raises AudioError.
    """
    by_speaker = any(name.startswith("stem.") for name in files)
    with ExitStack() as stack:
        outputs = [_output(stack, name, path, timeline) for name, path in files.items()]
        for block in mix(timeline, by_speaker=by_speaker):
            together = scored(block)
            for output in outputs:
                output.push(block, together)
            on_progress(min(1.0, (block.start + len(block.voice)) / (timeline.seconds * RATE_HZ)))
        for output in outputs:
            output.finish()


def _output(stack: ExitStack, name: str, path: Path, timeline: ChapterTimeline) -> "_Output":
    def encoder(channels: int) -> Encoder:
        return stack.enter_context(Encoder(path, channels=channels))

    if name.startswith("scored."):
        return _Mastered(
            encoder(2), master.Master(master.SCORED_GAIN_DB, master.SCORED_CEILING_DB), is_scored=True
        )
    if name.startswith("voice."):
        gain_db = master.voice_gain_db(timeline)
        return _Mastered(encoder(1), master.Master(gain_db, master.VOICE_CEILING_DB), is_scored=False)
    stem = name.removeprefix("stem.").removesuffix(".flac")
    return _Stem(encoder(2 if stem in ("music", "effects") else 1), stem)


class _Mastered:
    """A master on its way into a file."""

    def __init__(self, encoder: Encoder, mastering: master.Master, *, is_scored: bool) -> None:
        self._encoder, self._mastering, self._is_scored = encoder, mastering, is_scored

    def push(self, block: Block, together: np.ndarray) -> None:
        self._encoder.write(self._mastering.push(together if self._is_scored else block.voice))

    def finish(self) -> None:
        self._encoder.write(self._mastering.finish())


class _Stem:
    """One bus, or one speaker's share of the voice, as it leaves the mixer."""

    def __init__(self, encoder: Encoder, stem: str) -> None:
        self._encoder, self._stem = encoder, stem

    def push(self, block: Block, together: np.ndarray) -> None:
        if self._stem in ("music", "effects"):
            bus = block.music if self._stem == "music" else block.effects
            self._encoder.write(np.zeros((len(block.voice), 2), np.float32) if bus is None else bus)
            return
        shares = [share for speaker, share in block.speakers.items() if _file_name(speaker) == self._stem]
        self._encoder.write(sum(shares, start=np.zeros(len(block.voice), np.float32)))

    def finish(self) -> None:
        """Nothing waits in a stem."""


_Output = _Mastered | _Stem


def _file_name(speaker: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in speaker).strip()
    return kept.casefold().replace(" ", "-") or "speaker"
