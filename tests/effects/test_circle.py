"""Circles stay circles: filters, echoes, stretching and repeating leave no seam."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines import circle


def tone(count: int, turns: int) -> np.ndarray:
    return np.sin(2 * np.pi * turns * np.arange(count) / count).astype(np.float32)[:, None].repeat(2, axis=1)


@given(st.integers(1, 2_000_000))
@settings(max_examples=50, deadline=None)
def test_friendly_lengths_are_near_and_smooth(count: int) -> None:
    found = circle.friendly(count)
    assert count <= found <= 1.06 * count + 8
    for prime in (2, 3, 5, 7):
        while found % prime == 0:
            found //= prime
    assert found == 1


@given(st.integers(2000, 6000), st.integers(2000, 30000))
@settings(max_examples=30, deadline=None)
def test_repeating_gives_exactly_the_length_and_no_seam(count: int, wanted: int) -> None:
    repeated = circle.repeat_to(tone(count, 7), wanted)
    assert repeated.shape == (wanted, 2)
    steps = np.abs(np.diff(repeated, axis=0, append=repeated[:1]))
    assert steps.max() < 1.3 * np.median(steps) * np.pi


def test_a_tone_passes_a_filter_by_its_curve() -> None:
    turns = 1000
    low = circle.shape(tone(circle.RATE_HZ, turns), [(500, 0), (1000, -20), (2000, -40)])
    assert np.abs(low).max() == pytest.approx(0.1, rel=0.02)


def test_echoes_go_on_at_the_beginning() -> None:
    dry = np.zeros((22050, 2), np.float32)
    dry[-100] = 1
    assert np.abs(circle.in_room(dry, 0.5, 0.5)[:2000]).max() > 1e-3


def test_level_takes_out_dc_and_keeps_the_peak() -> None:
    samples = np.full((1000, 2), 0.5, np.float32)
    samples[500] = 3.0
    levelled = circle.level(samples)
    assert abs(float(levelled.mean())) < 1e-4
    assert np.abs(levelled).max() <= circle.PEAK + 1e-6
    assert not circle.level(np.zeros((10, 2), np.float32)).any()


def test_ends_fade_to_zero() -> None:
    faded = circle.fade_ends(np.ones((1000, 2), np.float32), 0.01, 0.005)
    assert not faded[0].any() and not faded[-1].any()
    assert faded[500].tolist() == [1, 1]
