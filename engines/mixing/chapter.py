"""Renders a chapter in one pass: both masters and the stems leave the mixer together."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from engines.mixing import master
from engines.mixing.encode import Encoder
from engines.mixing.mixer import Block, mix, scored
from engines.mixing.timeline import ChapterTimeline

VERSION = "1"
"""Changes whenever the same plan would be mixed differently: part of every chapter's key."""

VOICE = "voice"
SCORED = "scored"


class _Sink:
    """A master on its way into a file."""

    def __init__(self, encoder: Encoder, gain_db: float, ceiling_db: float) -> None:
        self._encoder = encoder
        self._master = master.Master(gain_db, ceiling_db)

    def push(self, samples: np.ndarray) -> None:
        self._encoder.write(self._master.push(samples))

    def finish(self) -> None:
        self._encoder.write(self._master.finish())


def render_chapter(
    timeline: ChapterTimeline,
    *,
    scored_files: Mapping[str, Path],
    voice_files: Mapping[str, Path],
    stems_folder: Path | None = None,
    tags: Mapping[str, str] | None = None,
    on_progress: Callable[[float], None] = lambda fraction: None,
) -> None:
    """Mix a chapter once and encode it to every file asked for.

    scored_files: by format (see encode.CODECS), stereo, at a steady loudness. voice_files: mono, to ACX's numbers.
    stems_folder: one FLAC per speaker, and music.flac and effects.flac, all of the chapter's length and in sync.
    on_progress: called after each block with the fraction done; what it raises ends the rendering and leaves no file.
    Raises AudioError.
    """
    voice_gain_db = master.voice_gain_db(timeline)
    with ExitStack() as files:
        mixes = [
            _Sink(
                files.enter_context(Encoder(path, channels=2, tags=tags)),
                master.SCORED_GAIN_DB,
                master.SCORED_CEILING_DB,
            )
            for path in scored_files.values()
        ]
        voices = [
            _Sink(
                files.enter_context(Encoder(path, channels=1, tags=tags)),
                voice_gain_db,
                master.VOICE_CEILING_DB,
            )
            for path in voice_files.values()
        ]
        stems = _Stems(files, timeline, stems_folder) if stems_folder else None
        for block in mix(timeline, by_speaker=stems is not None):
            together = scored(block) if mixes else None
            for sink in mixes:
                sink.push(together)
            for sink in voices:
                sink.push(block.voice)
            if stems:
                stems.write(block)
            on_progress(min(1.0, (block.start + len(block.voice)) / 44100 / max(timeline.seconds, 1e-9)))
        for sink in (*mixes, *voices):
            sink.finish()


class _Stems:
    """One file per speaker, music and effects."""

    def __init__(self, files: ExitStack, timeline: ChapterTimeline, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        speakers = dict.fromkeys(placed.line.speaker for placed in timeline.lines)
        self._speakers = {
            name: self._open(files, folder / f"{_file_name(name)}.flac", 1) for name in speakers
        }
        self._music = self._open(files, folder / "music.flac", 2)
        self._effects = self._open(files, folder / "effects.flac", 2)

    @staticmethod
    def _open(files: ExitStack, path: Path, channels: int) -> Encoder:
        return files.enter_context(Encoder(path, channels=channels))

    def write(self, block: Block) -> None:
        count = len(block.voice)
        for name, encoder in self._speakers.items():
            encoder.write(block.speakers.get(name, np.zeros(count, np.float32)))
        for encoder, bus in ((self._music, block.music), (self._effects, block.effects)):
            encoder.write(np.zeros((count, 2), np.float32) if bus is None else bus)


def _file_name(speaker: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in speaker).strip()
    return kept.casefold().replace(" ", "-") or "speaker"
