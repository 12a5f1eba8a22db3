"""A word that dies away is no noise floor; noise in a silence is."""

import numpy as np

from engines.mixing.card import noise_floor_db


def levels(*stretches: tuple[float, int]) -> np.ndarray:
    """Return dBFS of windows: each level as often as it says."""
    return np.concatenate([np.full(count, level) for level, count in stretches])


def test_a_word_that_dies_away_over_three_windows_is_not_the_floor() -> None:
    assert noise_floor_db(levels((-20, 20), (-48, 2), (-51, 1), (-65, 1), (-120, 7), (-20, 20))) == -120


def test_hiss_all_through_a_silence_is() -> None:
    assert round(noise_floor_db(levels((-20, 20), (-55, 12), (-20, 20)))) == -55


def test_sound_without_a_pause_has_no_floor() -> None:
    assert noise_floor_db(levels((-20, 100))) == -120
