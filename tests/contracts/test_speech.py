"""What every speech engine keeps."""

from collections.abc import Iterator

import numpy as np
import pytest

from engines.base import SpeechEngine
from engines.errors import SpeechError
from tests.contracts.engines import engines_of, loaded
from tests.fakes import FakeSpeech

SHORT = "Come in."
LONG = "Come in, the fire is lit and supper is ready."


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


def test_the_same_arguments_give_the_same_bytes_even_from_a_fresh_engine(engine: SpeechEngine):
    first = engine.speak(SHORT, seed=7)
    engine.speak("Else.", seed=3)
    fresh = type(engine)()
    fresh.load()
    assert fresh.speak(SHORT, seed=7).samples.tobytes() == first.samples.tobytes()
    assert engine.speak(SHORT, seed=7).samples.tobytes() == first.samples.tobytes()
    fresh.unload()


def test_more_text_takes_longer_and_rate_is_a_factor_on_tempo(engine: SpeechEngine):
    plain = engine.speak(LONG)
    assert plain.seconds > 1.5 * engine.speak(SHORT).seconds
    assert engine.speak(LONG, rate=1.4).seconds * 1.4 == pytest.approx(plain.seconds, rel=0.15)
    assert engine.speak(SHORT, rate=0.7).seconds > 1.15 * engine.speak(SHORT).seconds


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
        pytest.skip("takes 30 s; its division is hibari's: tests/speech/test_phonemes.py")
    phrase = "and then the rain came down on the roof "
    assert engine.speak(phrase * 12).seconds > 7 * engine.speak(phrase).seconds
