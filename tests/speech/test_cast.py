"""The cast library, measured again: `python -m engines.speech.measure` does the same at more length."""

from functools import cache

import pytest

from engines import models
from engines.speech.library import voices
from engines.speech.measure import Measure, measure

SENTENCES = (
    "Good stories stay with us for many years.",
    "We walked along the river until the music faded.",
    "She found a small silver key in the garden.",
    "The children will visit the museum tomorrow.",
)


@pytest.fixture(scope="module")
def measures() -> dict[str, Measure]:
    for engine_id in ("speech/kokoro", "speech/piper"):
        engine = models.get(engine_id)
        engine.speak = cache(engine.speak)  # three voices share one base; nobody times them here
    yield measure(list(voices().values()), SENTENCES)
    models.free()


@pytest.mark.weights
@pytest.mark.timeout(600)
def test_no_two_voices_are_alike(measures: dict[str, Measure]):
    assert {voice_id: one for voice_id, one in measures.items() if one.similarity >= 0.6} == {}


@pytest.mark.weights
def test_every_voice_is_understood(measures: dict[str, Measure]):
    assert {voice_id: one for voice_id, one in measures.items() if one.word_error_rate >= 0.1} == {}


@pytest.mark.weights
def test_no_morph_costs_much_quality(measures: dict[str, Measure]):
    assert {voice_id: one for voice_id, one in measures.items() if one.loss >= 0.4} == {}
