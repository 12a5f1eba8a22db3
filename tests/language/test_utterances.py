import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.language import pauses
from engines.language.utterances import utterances
from engines.types import DELIVERIES, Turn


def turn(text: str, **fields: object) -> Turn:
    return Turn(id="t1", text=text, **fields)  # type: ignore[arg-type]


def test_a_turn_is_spoken_sentence_by_sentence_without_its_marks() -> None:
    made = utterances(turn('"Stay here. It’s 5 o’clock!" ', kind="dialogue", speaker="Tom"))
    assert [one.spoken for one in made] == ["Stay here.", "It’s five o’clock!"]
    assert "".join(one.text for one in made) == '"Stay here. It’s 5 o’clock!" '


def test_punctuation_alone_says_nothing_and_takes_no_time() -> None:
    (only,) = utterances(turn("“—” "))
    assert (only.spoken, only.pause_s) == ("", 0.0)


def test_a_silent_turn_is_one_silent_utterance() -> None:
    (only,) = utterances(turn("- Emma (whispering)\n", kind="silent"))
    assert (only.spoken, only.pause_s, only.text) == ("", 0.0, "- Emma (whispering)\n")


@pytest.mark.parametrize(
    ("made", "pause_s"),
    [
        (turn("It rained."), pauses.SENTENCE_S),
        (turn("It rained.\n\n"), pauses.PARAGRAPH_S),
        (turn('"Yes," ', kind="dialogue"), pauses.TAG_S),
        (turn('"Yes." ', kind="dialogue"), pauses.SPEAKER_S),
        (turn('"And then…" ', kind="dialogue"), pauses.ELLIPSIS_S),
        (turn("Chapter One\n\n", kind="heading"), pauses.HEADING_S),
        (turn("Yes.", pause_s=3.0), 3.0),
    ],
)
def test_the_pause_follows_the_mark_and_the_border(made: Turn, pause_s: float) -> None:
    assert utterances(made)[-1].pause_s == pause_s


def test_a_factor_stretches_all_pauses_but_a_set_one() -> None:
    assert utterances(turn("It rained."), pause_factor=2.0)[0].pause_s == 2 * pauses.SENTENCE_S
    assert utterances(turn("It rained.", pause_s=1.0), pause_factor=2.0)[0].pause_s == 1.0


def test_a_set_pause_is_kept_after_a_last_piece_without_words() -> None:
    assert utterances(turn("It rained. —", pause_s=2.5))[-1].pause_s == 2.5


def test_spoken_text_of_its_own_is_said_instead() -> None:
    made = utterances(turn("Hermione!", spoken="Her my oh nee. Really!"))
    assert [one.spoken for one in made] == ["Her my oh nee.", "Really!"]
    assert "".join(one.text for one in made) == "Hermione!"


def test_the_dictionary_is_used() -> None:
    assert (
        utterances(turn("Hermione!"), dictionary={"hermione": "Her my oh nee"})[0].spoken == "Her my oh nee!"
    )


def test_an_empty_turn_has_no_utterance() -> None:
    assert utterances(turn("")) == ()


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=500),
    st.sampled_from(("narration", "dialogue", "heading", "silent")),
    st.none() | st.text(max_size=40),
    st.sampled_from(DELIVERIES),
    st.none() | st.floats(0, 30),
)
def test_utterances_tile_the_turn(
    text: str, kind: str, spoken: str | None, delivery: str, pause_s: float | None
) -> None:
    made = utterances(turn(text, kind=kind, spoken=spoken, delivery=delivery, pause_s=pause_s))
    assert "".join(one.text for one in made) == text
    at = 0
    for one in made:
        assert one.start == at
        assert text[one.start : one.end] == one.text
        assert 0 <= one.pause_s <= 30
        at = one.end
    assert at == len(text)
