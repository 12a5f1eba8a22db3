import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.speech.phonemes import divide, phonemes


@given(st.lists(st.text("abcdefgˈ", min_size=1, max_size=12), min_size=1, max_size=60), st.integers(20, 80))
def test_division_loses_no_phoneme(words: list[str], longest: int):
    chunk = ", ".join(words)
    pieces = divide(chunk, longest)
    assert all(0 < len(piece) <= longest for piece in pieces)
    assert "".join(pieces).replace(" ", "") == chunk.replace(" ", "")


def test_division_prefers_the_end_of_a_clause():
    assert divide("aaa bbb, ccc ddd", 12) == ["aaa bbb,", "ccc ddd"]


@pytest.mark.weights
def test_english_becomes_phonemes_sentence_by_sentence():
    assert phonemes("Hello there. Hello again.") == ["həlˈO ðˈɛɹ.", "həlˈO əɡˈɛn."]
