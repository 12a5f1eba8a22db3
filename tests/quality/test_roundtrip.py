import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.errors import NotReady
from engines.quality.roundtrip import hear, plain_words, word_error_rate
from tests.fakes import FakeSpeech, FakeTranscriber, register


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t PANIC!", "don't panic"),
        ("well-known", "well known"),
        ("I paid 3 pounds", "i paid three pounds"),
        ("1,250 people", "one thousand two hundred and fifty people"),
        ("…", ""),
        ("Zoë and Łukasz", "zoë and łukasz"),
    ],
)
def test_only_words_count(text: str, words: str):
    assert plain_words(text) == words


@pytest.mark.parametrize(
    ("reference", "hypothesis", "rate"),
    [
        ("one two three four", "One, two, three, four.", 0),
        ("one two three four", "one two four", 0.25),
        ("one two three four", "one two tree for", 0.5),
        ("one two", "", 1),
        ("", "", 0),
        ("", "something", 1),
    ],
)
def test_word_error_rate(reference: str, hypothesis: str, rate: float):
    assert word_error_rate(reference, hypothesis) == pytest.approx(rate)


@given(st.lists(st.sampled_from("the a cat dog sat ran".split()), min_size=1))
def test_what_is_heard_as_said_has_no_errors(words: list[str]):
    assert word_error_rate(" ".join(words), " ".join(words).upper() + "!") == 0


def test_hear_returns_the_text_of_a_transcriber(monkeypatch: pytest.MonkeyPatch):
    clip = FakeSpeech().speak("Anything.")
    assert hear(clip, engine_id=register(monkeypatch, FakeTranscriber)) == "nothing was said"
    with pytest.raises(NotReady, match="does not transcribe"):
        hear(clip, engine_id=register(monkeypatch, FakeSpeech))
