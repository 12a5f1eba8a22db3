import numpy as np

from engines.speech.aspiration import breathe, whisper
from engines.speech.level import loudness_lufs
from engines.speech.pitch import measure_pitch
from engines.types import AudioClip
from tests.speech.voices import RATE_HZ, buzz, noise, voiced


def test_a_whisper_has_no_pitch_and_the_same_length():
    clip = voiced(buzz(180, fall=1), 180)  # as bright as an open vowel
    whispered = whisper(clip.samples, RATE_HZ, clip.pitch)
    assert len(whispered) == len(clip.samples)
    assert measure_pitch(AudioClip(whispered, RATE_HZ)).voiced_fraction < 0.1
    assert measure_pitch(clip).voiced_fraction > 0.9


def test_unvoiced_sounds_keep_their_level_in_a_whisper():
    clip = voiced(noise(), 0)
    assert (
        abs(
            loudness_lufs(whisper(clip.samples, RATE_HZ, clip.pitch), RATE_HZ)
            - loudness_lufs(clip.samples, RATE_HZ)
        )
        < 1
    )


def test_breath_follows_its_seed():
    samples = buzz(150).samples
    one, same, other = (breathe(samples, RATE_HZ, 0.4, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one, same) and not np.array_equal(one, other)
