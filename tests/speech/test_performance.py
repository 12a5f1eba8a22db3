import subprocess
import sys

import numpy as np
import pytest

from engines.errors import NotReady, SpeechError
from engines.speech import level
from engines.speech.deliveries import MANNERS
from engines.speech.library import voices
from engines.speech.performance import perform, performance_version
from engines.speech.pitch import measure_pitch
from engines.types import DELIVERIES, AudioClip, Morph, Voice
from tests.fakes import FakeSpeech, FakeTranscriber, register

TEXT = "Nobody in the village could explain the strange lights above the forest."


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Voice:
    return Voice(id="fake", name="Fake", engine=register(monkeypatch, FakeSpeech), speaker="high")


def test_every_delivery_has_a_manner():
    assert set(MANNERS) == set(DELIVERIES)


@pytest.mark.parametrize("delivery", DELIVERIES)
def test_a_performance_is_level_and_smooth_at_its_edges(fake: Voice, delivery):
    clip = perform("Something is said here.", fake, delivery=delivery)
    wanted = level.NEUTRAL_LUFS + MANNERS[delivery].level_db
    assert level.loudness_lufs(clip.samples, clip.rate_hz) == pytest.approx(wanted, abs=1)
    assert np.abs(clip.samples).max() <= level.CEILING
    assert abs(clip.samples[0]) < 1e-3 and abs(clip.samples[-1]) < 1e-3
    assert clip.samples.dtype == np.float32 and clip.samples.ndim == 1


def test_the_same_arguments_are_the_same_sound_and_a_seed_is_another_take(fake: Voice):
    first, again, take = (perform("Say it again.", fake, delivery="sad", seed=seed) for seed in (4, 4, 5))
    assert first.samples.tobytes() == again.samples.tobytes() != take.samples.tobytes()


def test_rate_and_morph_reach_the_sound(fake: Voice):
    plain = perform("How quickly it goes.", fake)
    assert perform("How quickly it goes.", fake, rate=1.5).seconds == pytest.approx(
        plain.seconds / 1.5, rel=0.15
    )
    low = fake.model_copy(update={"morph": Morph(pitch=0.7)})
    assert measure_pitch(perform("How quickly it goes.", low)).mean_hz == pytest.approx(0.7 * 240, rel=0.05)


def test_a_voice_without_a_speaking_engine_is_a_sentence(fake: Voice, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(NotReady, match="speech/nobody"):
        perform("Hello.", fake.model_copy(update={"engine": "speech/nobody"}))
    deaf = fake.model_copy(update={"engine": register(monkeypatch, FakeTranscriber)})
    with pytest.raises(SpeechError, match="cannot speak"):
        perform("Hello.", deaf)


def test_the_version_names_the_engine_and_the_performance(fake: Voice):
    assert performance_version(fake).startswith("fake/1+performance-")


def test_importing_speech_loads_nothing_heavy():
    code = (
        "import sys, engines.registry as r\n"
        "for role in ('speech', 'transcription', 'speakers', 'quality'): assert r.engines(role)\n"
        "import engines.speech.performance, engines.speech.casting, engines.speech.measure, engines.quality.roundtrip\n"
        "import engines.torchaudio_cpu\n"
        "heavy = {'torch', 'torchaudio', 'onnxruntime', 'pyworld', 'faster_whisper', 'ctranslate2', 'hibari', 'piper'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.fixture(scope="module")
def ada() -> Voice:
    return voices()["ada"]


@pytest.fixture(scope="module")
def deliveries(ada: Voice) -> dict[str, AudioClip]:
    return {delivery: perform(TEXT, ada, delivery=delivery) for delivery in DELIVERIES}


@pytest.mark.weights
def test_a_whisper_has_no_tone_and_is_softer(deliveries: dict[str, AudioClip]):
    assert measure_pitch(deliveries["whispering"]).voiced_fraction < 0.1
    assert measure_pitch(deliveries["neutral"]).voiced_fraction > 0.5
    assert _loudness(deliveries["whispering"]) < _loudness(deliveries["neutral"]) - 5


@pytest.mark.weights
def test_shouts_are_higher_and_louder(deliveries: dict[str, AudioClip]):
    assert measure_pitch(deliveries["shouting"]).mean_hz > 1.15 * measure_pitch(deliveries["neutral"]).mean_hz
    assert _loudness(deliveries["shouting"]) > _loudness(deliveries["neutral"]) + 3


@pytest.mark.weights
def test_excitement_is_higher_wider_and_quicker_and_sadness_the_opposite(deliveries: dict[str, AudioClip]):
    excited, neutral, sad = (measure_pitch(deliveries[name]) for name in ("excited", "neutral", "sad"))
    assert excited.mean_hz > 1.08 * neutral.mean_hz > 1.08 * sad.mean_hz
    assert excited.range_semitones > neutral.range_semitones > 1.3 * sad.range_semitones
    assert (
        deliveries["excited"].seconds < 0.95 * deliveries["neutral"].seconds < 0.9 * deliveries["sad"].seconds
    )


@pytest.mark.weights
def test_anger_is_louder_and_brighter_and_calm_softer_and_slower(deliveries: dict[str, AudioClip]):
    assert _loudness(deliveries["angry"]) > _loudness(deliveries["neutral"]) + 2
    assert _brightness_hz(deliveries["angry"]) > 1.1 * _brightness_hz(deliveries["neutral"])
    assert _loudness(deliveries["calm"]) < _loudness(deliveries["neutral"]) - 1
    assert deliveries["calm"].seconds > 1.05 * deliveries["neutral"].seconds


@pytest.mark.weights
def test_fear_is_higher_and_quicker(deliveries: dict[str, AudioClip]):
    assert measure_pitch(deliveries["fearful"]).mean_hz > 1.1 * measure_pitch(deliveries["neutral"]).mean_hz
    assert deliveries["fearful"].seconds < 0.95 * deliveries["neutral"].seconds


def _loudness(clip: AudioClip) -> float:
    return level.loudness_lufs(clip.samples, clip.rate_hz)


def _brightness_hz(clip: AudioClip) -> float:
    spectrum = np.abs(np.fft.rfft(clip.samples))
    hz = np.fft.rfftfreq(len(clip.samples), 1 / clip.rate_hz)
    return float((hz * spectrum).sum() / spectrum.sum())
