"""The limiter: never above the ceiling, nothing lost, nothing touched without need."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.mixing.limiter import AHEAD, HOP, Limiter

CEILING_DB = -4.0
CEILING = 10 ** (CEILING_DB / 20)


def limited(samples: np.ndarray, cuts: list[int]) -> np.ndarray:
    limiter = Limiter(CEILING_DB)
    pieces = [
        limiter.push(piece) for piece in np.split(samples, sorted(cut % (len(samples) + 1) for cut in cuts))
    ]
    return np.concatenate([*pieces, limiter.finish()])


def noise(count: int, channels: int, seed: int, level: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    bursts = np.repeat(rng.random(count // 50 + 1) ** 4, 50)[:count]
    samples = (rng.standard_normal((count, channels)) * bursts[:, None] * level).astype(np.float32)
    return samples[:, 0] if channels == 1 else samples


shapes = st.tuples(st.integers(1, 9000), st.integers(1, 2), st.integers(0, 999), st.floats(0.01, 4))
all_cuts = st.lists(st.integers(0, 9000), max_size=6)


@settings(max_examples=80, deadline=None)
@given(shapes, all_cuts)
def test_no_sample_exceeds_the_ceiling_and_none_is_lost(shape: tuple, cuts: list[int]) -> None:
    samples = noise(*shape)
    found = limited(samples, cuts)
    assert found.shape == samples.shape
    assert np.abs(found).max() <= CEILING


@settings(max_examples=40, deadline=None)
@given(shapes, all_cuts)
def test_blocks_do_not_matter(shape: tuple, cuts: list[int]) -> None:
    samples = noise(*shape)
    np.testing.assert_allclose(limited(samples, cuts), limited(samples, []), atol=1e-6)


def test_what_is_under_the_ceiling_is_not_touched() -> None:
    samples = noise(50000, 2, 1, 0.05)
    np.testing.assert_array_equal(limited(samples, [777, 20000]), samples)


def test_the_gain_moves_smoothly_and_returns() -> None:
    steady = np.full(44100, 0.5, np.float32)
    steady[20000] = 1.0
    found = limited(steady, [])
    steps = np.abs(np.diff(np.delete(found, 20000)))
    assert steps.max() < 0.5 * (1 - CEILING) / AHEAD / HOP * 2
    assert found[20000 - 2 * AHEAD * HOP] == found[20000 + 8000] == np.float32(0.5)
    assert found[20000] > 0.99 * CEILING
