import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.speech import level
from tests.speech.voices import RATE_HZ, buzz, noise


@settings(max_examples=10, deadline=None)
@given(f0_hz=st.floats(80, 300), gain_db=st.floats(-30, 0), rate_hz=st.sampled_from([22050, 24000, 48000]))
def test_loudness_agrees_with_pyloudnorm(f0_hz: float, gain_db: float, rate_hz: int):
    samples = buzz(f0_hz, 1.5, rate_hz=rate_hz).samples * 10 ** (gain_db / 20)
    expected = pyloudnorm.Meter(rate_hz).integrated_loudness(samples)
    assert level.loudness_lufs(samples, rate_hz) == pytest.approx(expected, abs=0.2)


@settings(max_examples=20, deadline=None)
@given(gain_db=st.floats(-20, 6), lufs=st.floats(-30, -16), seconds=st.floats(0.1, 2))
def test_every_sentence_comes_out_as_loud_as_asked_below_the_ceiling(
    gain_db: float, lufs: float, seconds: float
):
    samples = noise(seconds).samples * np.float32(10 ** (gain_db / 20))
    levelled = level.set_level(samples, RATE_HZ, lufs)
    assert np.abs(levelled).max() <= level.CEILING
    assert level.loudness_lufs(levelled, RATE_HZ) == pytest.approx(lufs, abs=0.8)


def test_silence_stays_silence():
    assert not level.set_level(np.zeros(RATE_HZ, np.float32), RATE_HZ, -20).any()
    assert level.loudness_lufs(np.zeros(0), RATE_HZ) == -70


def test_the_limiter_leaves_quiet_sound_alone():
    samples = noise().samples
    assert np.array_equal(level.limit(samples), samples)
    assert np.abs(level.limit(samples * 20)).max() <= level.CEILING


def test_trimming_keeps_an_edge_and_fades_it():
    padded = np.concatenate([np.zeros(RATE_HZ), buzz(150).samples, np.zeros(RATE_HZ // 2)]).astype(np.float32)
    kept = level.trim(padded, RATE_HZ)
    assert len(kept) / RATE_HZ == pytest.approx(1 + 2 * level.EDGE_S, abs=0.02)
    assert abs(kept[0]) < 1e-4 and abs(kept[-1]) < 1e-4


def test_trimming_never_starts_or_ends_with_a_click():
    kept = level.trim(buzz(150).samples, RATE_HZ)
    assert abs(kept[0]) < 1e-4 and abs(kept[-1]) < 1e-4


def test_compression_narrows_the_range_of_levels():
    loud_and_soft = np.concatenate([noise().samples, noise().samples * np.float32(0.3)])
    pressed = level.compress(loud_and_soft, RATE_HZ, 3)
    assert _spread_db(pressed) < 0.5 * _spread_db(loud_and_soft)


def _spread_db(samples: np.ndarray) -> float:
    first, second = np.array_split(samples, 2)
    return float(20 * np.log10(np.std(first) / np.std(second)))
