"""What every speech engine keeps."""

from collections.abc import Iterator

import numpy as np
import pytest

from engines.base import SpeechEngine
from engines.errors import SpeechError
from tests.contracts.engines import engines_of, loaded
from tests.fakes import FakeSpeech

SHORT = "What have you done?"
LONG = "What have you done with the keys to the old lighthouse?"


@pytest.fixture(scope="module", params=engines_of("speech", FakeSpeech))
def engine(request: pytest.FixtureRequest) -> Iterator[SpeechEngine]:
    engine = loaded(request.param)
    assert isinstance(engine, SpeechEngine)
    yield engine
    engine.unload()


def test_speech_is_mono_float32_at_its_rate_within_one(engine: SpeechEngine):
    clip = engine.speak(SHORT)
    assert clip.rate_hz == engine.rate_hz
    assert clip.samples.dtype == np.float32 and clip.samples.ndim == 1
    assert 0.05 < np.abs(clip.samples).max() <= 1
    assert np.isfinite(clip.samples).all()


@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_arguments_give_the_same_bytes(engine: SpeechEngine, seed: int):
    first = engine.speak(SHORT, seed=seed)
    engine.speak("Something else in between.", seed=3)
    assert engine.speak(SHORT, seed=seed).samples.tobytes() == first.samples.tobytes()


def test_a_fresh_engine_says_the_same(engine: SpeechEngine):
    fresh = type(engine)()
    fresh.load()
    assert fresh.speak(SHORT, seed=5).samples.tobytes() == engine.speak(SHORT, seed=5).samples.tobytes()


def test_more_text_takes_longer(engine: SpeechEngine):
    assert engine.speak(LONG).seconds > 1.5 * engine.speak(SHORT).seconds


@pytest.mark.parametrize("rate", [0.7, 1.4])
def test_rate_is_a_factor_on_tempo(engine: SpeechEngine, rate: float):
    plain = engine.speak(LONG).seconds
    assert engine.speak(LONG, rate=rate).seconds * rate == pytest.approx(plain, rel=0.15)


@pytest.mark.parametrize("text", ["", "   ", "…", "—?!"])
def test_nothing_to_say_is_a_sentence(engine: SpeechEngine, text: str):
    with pytest.raises(SpeechError, match="nothing to say"):
        engine.speak(text)


def test_an_unknown_speaker_is_told_who_there_is(engine: SpeechEngine):
    with pytest.raises(SpeechError, match=engine.speakers[0]):
        engine.speak(SHORT, speaker="nobody")


def test_every_speaker_speaks(engine: SpeechEngine):
    for speaker in engine.speakers:
        assert engine.speak("Yes.", speaker=speaker).seconds > 0.1


def test_a_very_long_sentence_is_said_whole(engine: SpeechEngine):
    if engine.id == "speech/kokoro":
        pytest.skip("it takes 40 s; its division is tested in tests/speech/test_phonemes.py")
    long = "and then the rain came down on the roof " * 20
    assert (
        engine.speak(long).seconds
        > 15 * engine.speak("and then the rain came down on the roof").seconds * 0.6
    )
