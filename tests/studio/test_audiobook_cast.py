"""The cast as cards: who says how much, on what words a voice is judged, and who could be mistaken for whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.errors import EngineError
from engines.types import NARRATOR, UNKNOWN, Character, Morph, Scene, Turn, Voice
from studio.audiobook import cast_cards as cards

ADA = Voice(id="ada", name="Ada", engine="speech/hibari", morph=Morph(pitch=1.0))
VOICES = {
    "ada": ADA,
    "near": ADA.model_copy(update={"id": "near", "morph": Morph(pitch=1.03)}),
    "far": ADA.model_copy(update={"id": "far", "morph": Morph(pitch=0.6, formant=0.85)}),
    "other": ADA.model_copy(update={"id": "other", "engine": "speech/piper"}),
}


def scene(*said: tuple[str, str], scene_id: str = "s1") -> Scene:
    turns = tuple(
        Turn(id=f"t{number}", kind="narration" if who == NARRATOR else "dialogue", speaker=who, text=words)
        for number, (who, words) in enumerate(said)
    )
    return Scene(id=scene_id, chapter_id="c1", turns=turns)


def member(name: str, voice_id: str) -> Character:
    return Character(name=name, voice_id=voice_id)


def test_lines_and_words_are_counted_by_speaker() -> None:
    found = cards.parts(
        [scene(("Emma", "Hello you. "), (NARRATOR, "He said."), ("Emma", "Bye."), ("Leo", "No."))]
    )
    assert list(found) == ["Emma", NARRATOR, "Leo"]
    assert (found["Emma"].lines, found["Emma"].words) == (2, 3)


def test_a_voice_is_judged_on_the_first_line_that_is_long_enough() -> None:
    long = "I found it on the rocks, and it was crying, Emma."
    found = cards.parts([scene(("Leo", "No."), ("Leo", long), ("Leo", long + " " + long))])
    assert found["Leo"].sample == long
    assert cards.parts([scene(("Leo", "No."), ("Leo", "Never."))])["Leo"].sample == "Never."


@pytest.mark.parametrize(
    ("first", "second", "is_warned"),
    [
        ("ada", "ada", True),
        ("ada", "near", True),
        ("ada", "far", False),
        ("ada", "other", False),
        ("ada", "gone", False),
    ],
)
def test_the_same_and_near_voices_are_warned_of(first: str, second: str, is_warned: bool) -> None:
    together = cards.companions([scene(("Emma", "Hello."), ("Leo", "Hello."))])
    alike = cards.mistakable([member("Emma", first), member("Leo", second)], VOICES, together)
    assert alike == ({"Emma": ("Leo",), "Leo": ("Emma",)} if is_warned else {})


def test_those_who_never_meet_cannot_be_mistaken() -> None:
    apart = cards.companions([scene(("Emma", "Hello.")), scene(("Leo", "Hello."), scene_id="s2")])
    assert cards.mistakable([member("Emma", "ada"), member("Leo", "ada")], VOICES, apart) == {}


def test_unattributed_lines_are_nobody_to_be_mistaken_for() -> None:
    together = cards.companions([scene(("Emma", "Hello."), (UNKNOWN, "Hello."))])
    assert cards.mistakable([member("Emma", "ada"), member(UNKNOWN, "ada")], VOICES, together) == {}


WORD = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)


@given(st.dictionaries(WORD, WORD, max_size=6))
def test_pronunciations_survive_being_shown_and_read_again(dictionary: dict[str, str]) -> None:
    assert cards.parsed_dictionary(cards.dictionary_text(dictionary)) == dictionary


@pytest.mark.parametrize("text", ["Siobhan", "= Shivawn", "Siobhan =", "a = b\nc"])
def test_half_a_pronunciation_is_a_sentence(text: str) -> None:
    with pytest.raises(EngineError, match="Write: word = how to say it"):
        cards.parsed_dictionary(text)


def test_other_names_are_kept_once_each() -> None:
    assert cards.alias_list(" Em,  Miss   Hale,Em, ,") == ("Em", "Miss Hale")
