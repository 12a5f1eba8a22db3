import numpy as np
import pytest

from engines import models
from engines.errors import AudioError
from engines.quality.dnsmos import RATE_HZ, WINDOW_S, windows
from engines.types import AudioClip

TEXT = "The detective examined the broken window and found a small silver key."


@pytest.mark.parametrize("seconds", [0.01, 3, 9.01, 12.5])
def test_windows_are_full_and_a_second_apart(seconds: float):
    found = windows(np.ones(int(seconds * RATE_HZ)))
    assert {len(window) for window in found} == {int(WINDOW_S * RATE_HZ)}
    assert len(found) == (4 if seconds == 12.5 else 1) or seconds < 9.01


@pytest.mark.weights
def test_clean_speech_scores_above_noisy_speech():
    clean = models.get("speech/hibari").speak(TEXT)
    hiss = np.random.default_rng(1).normal(0, 0.05, len(clean.samples)).astype(np.float32)
    engine = models.get("quality/dnsmos")
    scores, noisy = engine.score(clean), engine.score(AudioClip(clean.samples + hiss, clean.rate_hz))
    assert set(scores) == {"signal", "background", "overall"}
    assert 3 < scores["overall"] < 5 and noisy["overall"] < scores["overall"] - 0.5


@pytest.mark.weights
def test_a_clip_without_sound_is_a_sentence():
    with pytest.raises(AudioError, match="no quality"):
        models.get("quality/dnsmos").score(AudioClip(np.zeros(0, np.float32), 16000))
