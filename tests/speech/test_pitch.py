import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.speech.pitch import measure_pitch, pitch_of
from engines.types import AudioClip
from tests.speech.voices import RATE_HZ, buzz, noise, voiced


@settings(max_examples=15, deadline=None)
@given(st.floats(75, 400))
def test_the_pitch_of_a_tone_is_found_within_two_percent(f0_hz: float):
    pitch = measure_pitch(buzz(f0_hz))
    assert pitch.mean_hz == pytest.approx(f0_hz, rel=0.02)
    assert pitch.voiced_fraction > 0.9
    assert pitch.range_semitones < 0.5


def test_noise_has_no_pitch():
    assert measure_pitch(noise()).voiced_fraction < 0.05


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(100), np.zeros(RATE_HZ)])
def test_silence_has_no_pitch(samples: np.ndarray):
    pitch = measure_pitch(AudioClip(samples.astype(np.float32), RATE_HZ))
    assert pitch.mean_hz == 0 and pitch.range_semitones == 0


def test_what_an_engine_knows_is_not_measured_again():
    clip = voiced(noise(), 123)
    assert pitch_of(clip) is clip.pitch
