"""Samples of lines and sounds at the mixing rate, read from disk as they are needed."""

from pathlib import Path
from typing import Self

import numpy as np
import soundfile
import soxr

from engines import audio
from engines.errors import AudioError
from engines.mixing.timeline import RATE_HZ

EDGE_S = 0.003
"""A line's edges are rounded over this many seconds: an engine may start or stop off zero, which clicks."""


def read_line(path: Path) -> np.ndarray:
    """Return a line as mono float32 at RATE_HZ with rounded edges. Raises AudioError if it cannot be read."""
    samples = audio.read(path, rate_hz=RATE_HZ).samples
    edge = min(round(EDGE_S * RATE_HZ), len(samples) // 2)
    if edge:
        ramp = (np.arange(edge, dtype=np.float32) + 0.5) / edge
        samples[:edge] *= ramp
        samples[-edge:] *= ramp[::-1]
    return samples


class SoundReader:
    """Reads a sound file as stereo at RATE_HZ, from its beginning and, when it loops, over and over without a seam."""

    def __init__(self, path: Path, *, loop: bool) -> None:
        """Open the file. Raises AudioError if it has no readable sound."""
        try:
            self._file = soundfile.SoundFile(path)
        except soundfile.LibsndfileError as exc:
            raise AudioError(f"The sound {path.name} cannot be read. Render its cue again.") from exc
        self._loop = loop and self._file.frames > 0
        # one stream for the whole run, so that the filter runs on across the loop's border
        same_rate = self._file.samplerate == RATE_HZ
        self._stream = None if same_rate else soxr.ResampleStream(self._file.samplerate, RATE_HZ, 2)
        self._rest = np.zeros((0, 2), np.float32)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def read(self, count: int) -> np.ndarray:
        """Return the next samples, shape (count, 2), float32; silence after the end of a sound that does not loop."""
        if self._stream is None:
            return self._read_file(count)
        while len(self._rest) < count:
            piece = self._read_file(self._file.samplerate)
            self._rest = np.concatenate([self._rest, self._stream.resample_chunk(piece)])
        found, self._rest = self._rest[:count], self._rest[count:]
        return found

    def _read_file(self, count: int) -> np.ndarray:
        block = np.zeros((count, 2), np.float32)
        filled = 0
        while filled < count:
            piece = self._file.read(count - filled, dtype="float32", always_2d=True)
            if not len(piece) and not self._loop:
                break
            if not len(piece):
                self._file.seek(0)
                continue
            # mono goes to both sides; of more than two channels the first two are the front
            block[filled : filled + len(piece)] = piece[:, :2]
            filled += len(piece)
        return block
