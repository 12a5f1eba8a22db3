"""Loudness and true peak against other implementations and against the standard's own figures."""

import numpy as np
import pyloudnorm
import pytest

from engines.mixing.loudness import SILENT_LUFS, Loudness, TruePeak, k_weighting
from tests.mixing.making import speech_like


def lufs(samples: np.ndarray, rate_hz: int) -> float:
    meter = Loudness(rate_hz, samples.shape[1])
    for piece in np.array_split(samples, 7):
        meter.add(piece)
    return meter.lufs


def test_the_filter_is_the_standards_table_at_48_khz() -> None:
    b, a = k_weighting(48000)
    np.testing.assert_allclose(
        b, np.convolve([1.53512485958697, -2.69169618940638, 1.19839281085285], [1, -2, 1]), atol=1e-9
    )
    np.testing.assert_allclose(
        a,
        np.convolve([1, -1.69065929318241, 0.73248077421585], [1, -1.99004745483398, 0.99007225036621]),
        atol=1e-9,
    )


def test_a_sine_of_997_hz_reads_as_the_standard_says() -> None:
    times = np.arange(48000 * 5) / 48000
    sine = np.sin(2 * np.pi * 997 * times)[:, None]
    assert lufs(sine, 48000) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize(
    ("rate_hz", "channels", "level"), [(44100, 1, 1.0), (44100, 2, 0.1), (48000, 2, 0.3)]
)
def test_loudness_agrees_with_pyloudnorm(rate_hz: int, channels: int, level: float) -> None:
    clip = speech_like(12, rate_hz=rate_hz).samples * level
    samples = np.stack([clip, np.roll(clip, 999)], axis=1)[:, :channels].astype(np.float64)
    samples[rate_hz * 5 : rate_hz * 8] = 0
    expected = pyloudnorm.Meter(rate_hz).integrated_loudness(samples)
    assert lufs(samples, rate_hz) == pytest.approx(expected, abs=0.1)


def test_silence_and_next_to_nothing_are_silent() -> None:
    assert lufs(np.zeros((44100, 1)), 44100) == SILENT_LUFS
    assert Loudness(44100, 1).lufs == SILENT_LUFS


def test_the_true_peak_lies_between_the_samples() -> None:
    n = np.arange(44100)
    swelling = np.sin(np.pi * n / len(n))
    quarter = 0.5 * swelling * np.sin(2 * np.pi * n / 4 + np.pi / 4)
    meter = TruePeak()
    for piece in np.array_split(quarter[:, None], 9):
        meter.add(piece)
    assert np.abs(quarter).max() < 0.36
    assert meter.value == pytest.approx(0.5, rel=0.02)
