import numpy as np
import pytest

from engines import models
from engines.speakers.features import filter_bank
from engines.types import AudioClip

ONE, OTHER = (
    "The captain ordered the crew to lower the sails.",
    "Tomorrow the children will visit the museum.",
)


def test_features_have_one_row_every_ten_milliseconds_and_no_mean():
    features = filter_bank(np.random.default_rng(1).normal(0, 0.1, 16000))
    assert features.shape == (98, 80) and features.dtype == np.float32
    assert np.abs(features.mean(axis=0)).max() < 1e-4


def test_a_tone_lights_the_band_it_lies_in():
    time = np.arange(16000) / 16000
    low, high = (
        filter_bank(np.sin(2 * np.pi * hz * time) * np.linspace(0.01, 1, 16000)) for hz in (300, 3000)
    )
    assert np.argmax(low.std(axis=0)) < np.argmax(high.std(axis=0))


@pytest.mark.parametrize("length", [0, 1, 399, 400, 401])
def test_short_clips_have_at_least_one_frame(length: int):
    assert len(filter_bank(np.zeros(length))) == 1


@pytest.mark.weights
def test_features_are_kaldis():
    from engines.torchaudio_cpu import soften

    soften()
    import torch
    from torchaudio.compliance import kaldi

    samples = np.random.default_rng(2).normal(0, 0.1, 24000).astype(np.float32)
    theirs = kaldi.fbank(
        torch.from_numpy(samples)[None], num_mel_bins=80, sample_frequency=16000, dither=0
    ).numpy()
    ours = filter_bank(samples)
    assert ours.shape == theirs.shape
    np.testing.assert_allclose(ours, theirs - theirs.mean(axis=0), atol=2e-3)


@pytest.mark.weights
def test_one_voice_is_nearer_to_itself_than_to_another():
    joe, ada = models.get("speech/piper"), models.get("speech/hibari")
    embed = models.get("speakers/campplus").embed
    first, second, stranger = embed(joe.speak(ONE)), embed(joe.speak(OTHER)), embed(ada.speak(ONE))
    assert first.shape == (192,) and first.dtype == np.float32
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-5)
    assert first @ second > 0.65 > 0.5 > first @ stranger


@pytest.mark.weights
def test_rate_and_channels_make_no_difference():
    clip = models.get("speech/hibari").speak(ONE)
    stereo = AudioClip(np.stack([clip.samples, clip.samples], axis=1), clip.rate_hz)
    embed = models.get("speakers/campplus").embed
    assert embed(clip) @ embed(stereo) == pytest.approx(1, abs=1e-5)
