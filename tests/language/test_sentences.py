import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.language.sentences import MAX_CHARACTERS, split_sentences


def pieces(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. He left! Why? Nobody knew.", ["It rained.", "He left!", "Why?", "Nobody knew."]),
        (
            "Mr. Hill met Dr. Dale at 5 p.m. on Main St. yesterday.",
            ["Mr. Hill met Dr. Dale at 5 p.m. on Main St. yesterday."],
        ),
        ("J. R. R. Tolkien wrote. He smoked.", ["J. R. R. Tolkien wrote.", "He smoked."]),
        ("“Really?” she said. “Yes.” He left.", ["“Really?” she said.", "“Yes.”", "He left."]),
        ("Well... perhaps. And then… Nothing.", ["Well... perhaps.", "And then…", "Nothing."]),
        ("It cost 3.50 or .5 in all. Good.", ["It cost 3.50 or .5 in all.", "Good."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("See No. 5 of vol. 2. It is old.", ["See No. 5 of vol. 2.", "It is old."]),
        ("One line\n\nAnother one", ["One line", "Another one"]),
        ("Cats, dogs, etc. They ran.", ["Cats, dogs, etc.", "They ran."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_long_sentences_are_cut_at_clauses() -> None:
    text = "He walked along the river, and the rain fell on the hills; " * 12
    cut = pieces(text)
    assert all(len(piece) <= MAX_CHARACTERS for piece in cut)
    assert all(piece.endswith((",", ";")) for piece in cut[:-1])


@given(st.text(alphabet="ab AB.!?…,;—\"'“”\n1", max_size=400) | st.text(max_size=900))
def test_spans_tile_the_text_and_are_short(text: str) -> None:
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= MAX_CHARACTERS for start, end in spans)
