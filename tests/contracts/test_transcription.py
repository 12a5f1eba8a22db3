"""What every transcription engine keeps."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from engines import models
from engines.base import TranscriptionEngine
from engines.quality.roundtrip import word_error_rate
from engines.types import AudioClip, Transcript
from tests.contracts.engines import engines_of, loaded
from tests.fakes import FakeTranscriber

TEXT = "The old lighthouse keeper climbed the winding stairs every evening before sunset."


@pytest.fixture(scope="module", params=engines_of("transcription", FakeTranscriber))
def engine(request: pytest.FixtureRequest) -> Iterator[TranscriptionEngine]:
    engine = loaded(request.param)
    assert isinstance(engine, TranscriptionEngine)
    yield engine
    engine.unload()


@pytest.fixture(scope="module")
def tone() -> AudioClip:
    time = np.arange(3 * 22050) / 22050
    return AudioClip((0.1 * np.sin(2 * np.pi * 200 * time)).astype(np.float32), 22050)


def test_segments_and_words_are_in_order_and_inside(engine: TranscriptionEngine, tone: AudioClip):
    heard = engine.transcribe(tone)
    assert heard.seconds == pytest.approx(tone.seconds)
    for segment in heard.segments:
        assert 0 <= segment.start <= segment.end <= heard.seconds + 0.5
        times = [time for word in segment.words for time in (word.start, word.end)]
        assert all(before <= after for before, after in pairwise(times))


def test_a_transcript_survives_json(engine: TranscriptionEngine, tone: AudioClip):
    heard = engine.transcribe(tone)
    assert Transcript.model_validate_json(heard.model_dump_json()) == heard


def test_silence_of_no_length_is_nothing(engine: TranscriptionEngine):
    assert engine.transcribe(AudioClip(np.zeros(0, np.float32), 16000)).segments == ()


@pytest.mark.weights
def test_a_real_transcriber_hears_real_speech():
    speech = models.get("speech/hibari").speak(TEXT)
    heard = models.get("transcription/faster_whisper").transcribe(speech, language="en")
    assert word_error_rate(TEXT, heard.text) < 0.1
    assert len([word for segment in heard.segments for word in segment.words]) == 12
