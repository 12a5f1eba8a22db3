"""Files appear complete or not at all, in every format."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from engines.errors import AudioError
from engines.mixing.card import decode
from engines.mixing.encode import CODECS, RATE_HZ, Encoder
from tests.mixing.making import sine

TONE = sine(3.0, 440, rate_hz=RATE_HZ).samples


@pytest.mark.parametrize("suffix", sorted(CODECS))
@pytest.mark.parametrize("channels", [1, 2])
def test_every_format_comes_back(tmp_path: Path, suffix: str, channels: int) -> None:
    path = tmp_path / f"tone.{suffix}"
    samples = TONE if channels == 1 else np.repeat(TONE[:, None], 2, axis=1)
    with Encoder(path, channels=channels) as encoder:
        for piece in np.array_split(samples, 5):
            encoder.write(piece)
            encoder.write(piece[:0])
    pieces, rates = zip(*decode(path), strict=True)
    found = np.concatenate(pieces)
    assert found.shape[1] == channels
    assert len(found) / rates[0] == pytest.approx(3.0, abs=0.08)
    assert np.sqrt(np.mean(found**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.03)
    assert list(tmp_path.iterdir()) == [path]


def test_an_exception_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Encoder(tmp_path / "a.m4a", channels=1) as encoder:
        for _ in range(30):
            encoder.write(TONE)
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_an_exception_leaves_the_older_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    path.write_bytes(b"older")
    with pytest.raises(ZeroDivisionError), Encoder(path, channels=1) as encoder:
        encoder.write(TONE)
        raise ZeroDivisionError
    assert path.read_bytes() == b"older"


def test_a_killed_ffmpeg_is_an_error_and_nobody_waits_for_it(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"a\.mp3"), Encoder(tmp_path / "a.mp3", channels=1) as encoder:
        encoder.write(TONE)
        os.kill(encoder.process_id, signal.SIGKILL)
        for _ in range(50):
            encoder.write(TONE)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(AudioError, match="No such file"),
        Encoder(tmp_path / "no" / "a.wav", channels=1) as encoder,
    ):
        for _ in range(50):
            encoder.write(TONE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is a Linux thing")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.wav.tmp").symlink_to("/dev/full")
    with (
        pytest.raises(AudioError, match="free disk space"),
        Encoder(tmp_path / "a.wav", channels=2) as encoder,
    ):
        for _ in range(50):
            encoder.write(TONE)
    assert not (tmp_path / "a.wav").exists()
