"""Encoders: samples through a pipe into ffmpeg, a file that appears only when it is complete."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Self

import numpy as np

from engines.errors import AudioError

RATE_HZ = 44100
WAITING = 2
"""Blocks that wait for a slow encoder, before the mixer waits too."""

CODECS: dict[str, tuple[str, ...]] = {
    # the fast coder: on LibriSpeech and LJSpeech over strings, 4 min, stereo, it keeps an SNR of 31 dB where the default one
    # keeps 27, at 109 against 43 x real time of one core
    "m4a": ("-c:a", "aac", "-b:a", "128k", "-aac_coder", "fast", "-f", "mp4"),
    # ACX: 192 kb/s or more, constant
    "mp3": ("-c:a", "libmp3lame", "-b:a", "192k", "-abr", "0", "-compression_level", "5", "-f", "mp3"),
    "opus": ("-c:a", "libopus", "-b:a", "96k", "-ar", "48000", "-f", "ogg"),
    "flac": ("-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"),
    "wav": ("-c:a", "pcm_s16le", "-rf64", "auto", "-f", "wav"),
}
"""ffmpeg's arguments by format."""


@cache
def ffmpeg() -> str:
    """Return the ffmpeg to use: the system's when there is one, else the one from imageio-ffmpeg's wheel."""
    if system := shutil.which("ffmpeg"):
        return system
    import imageio_ffmpeg

    return imageio_ffmpeg.get_ffmpeg_exe()


def run_ffmpeg(arguments: Sequence[str | Path], *, doing: str) -> None:
    """Run ffmpeg to its end. Raises AudioError with what it said last."""
    command = [ffmpeg(), "-hide_banner", "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        raise AudioError(
            f"{doing} failed: {_last_line(done.stderr)}. Look for free disk space, then try again."
        )


class Encoder:
    """Writes float32 blocks to one encoded file at 44.1 kHz. A context manager: after an exception nothing is left.

    A thread of its own feeds the pipe, so that several encoders and the mixer work at the same time; at most WAITING
    blocks wait. Raises AudioError when ffmpeg dies or the disk is full.
    """

    def __init__(self, path: Path, *, channels: int, tags: Mapping[str, str] | None = None) -> None:
        self._path = path
        self._unfinished = path.with_name(path.name + ".tmp")
        metadata = [
            part for name, value in (tags or {}).items() if value for part in ("-metadata", f"{name}={value}")
        ]
        codec = CODECS[path.suffix.lstrip(".").lower()]
        self._command = [
            *(ffmpeg(), "-hide_banner", "-nostdin", "-v", "error", "-y", "-f", "f32le", "-ar", str(RATE_HZ)),
            *("-ac", str(channels), "-i", "pipe:0", "-map_metadata", "-1", "-fflags", "+bitexact"),
            *("-flags:a", "+bitexact", *metadata, *codec, str(self._unfinished)),
        ]
        self._blocks: Queue[np.ndarray | None] = Queue(WAITING)
        self._broken = threading.Event()

    def __enter__(self) -> Self:
        # a file, not a pipe: nobody reads it while ffmpeg runs, and a full pipe would stop ffmpeg
        self._complaints = tempfile.TemporaryFile()
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._complaints
            )
        except OSError as exc:
            self._complaints.close()
            raise AudioError(
                f"ffmpeg does not start ({exc.strerror}). Install ffmpeg, then try again."
            ) from exc
        self._feeder = threading.Thread(target=self._feed, name=f"encode {self._path.name}", daemon=True)
        self._feeder.start()
        return self

    @property
    def process_id(self) -> int:
        """Return the id of the ffmpeg that is running."""
        return self._process.pid

    def write(self, samples: np.ndarray) -> None:
        """Encode samples, shape (n,) or (n, 2). They must not be changed afterwards. Raises AudioError."""
        if self._broken.is_set():
            raise self._failure()
        if samples.size:
            self._blocks.put(np.ascontiguousarray(samples, np.float32))

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is not None:
                self._process.kill()
            self._blocks.put(None)
            self._feeder.join()
            if (self._process.wait() or self._broken.is_set()) and kind is None:
                raise self._failure()
            if kind is None:
                os.replace(self._unfinished, self._path)
        finally:
            self._unfinished.unlink(missing_ok=True)
            self._complaints.close()

    def _feed(self) -> None:
        """Write waiting blocks into the pipe; after a failure, go on taking them so that nobody waits for room."""
        while (block := self._blocks.get()) is not None:
            if self._broken.is_set():
                continue
            try:
                self._process.stdin.write(block.data.cast("B"))
            except OSError:
                self._broken.set()
        self._close_pipe()

    def _close_pipe(self) -> None:
        try:
            self._process.stdin.close()
        except OSError:
            # ffmpeg died with bytes still in the pipe
            self._broken.set()

    def _failure(self) -> AudioError:
        self._process.wait()
        self._complaints.seek(0)
        said = _last_line(self._complaints.read())
        return AudioError(
            f"Encoding {self._path.name} failed: {said}. Look for free disk space, then try again."
        )


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1].strip().rstrip(".") if lines else "ffmpeg ended without a word"
