import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines import registry
from engines.base import SpeechEngine
from engines.errors import PresetError
from engines.speech import library
from engines.speech.casting import cast_voices
from engines.speech.library import narrators, voices
from engines.types import Character, Narrator

PEOPLE = st.lists(
    st.builds(
        Character,
        name=st.text("abc", min_size=1),
        gender=st.sampled_from(["female", "male", "neutral"]),
        age=st.sampled_from(["child", "young", "adult", "old"]),
        voice_id=st.just(""),
    ),
    max_size=30,
)


def test_there_are_a_dozen_voices_and_five_narrators():
    assert len(voices()) >= 12
    assert len(narrators()) >= 5


@pytest.mark.parametrize("voice_id", voices())
def test_every_voice_is_complete(voice_id: str):
    voice = voices()[voice_id]
    assert issubclass(registry.find(voice.engine), SpeechEngine)
    assert voice.name and voice.words and voice.sample_text and voice.licence


def test_every_gender_and_age_has_a_voice():
    assert {voice.gender for voice in voices().values()} == {"female", "male", "neutral"}
    assert {voice.age for voice in voices().values()} == {"child", "young", "adult", "old"}


@pytest.mark.parametrize("narrator_id", narrators())
def test_every_narrator_is_complete(narrator_id: str):
    narrator = narrators()[narrator_id]
    assert narrator.voice_id in voices()
    assert narrator.personality and narrator.sample_text


def test_a_preset_that_does_not_fit_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "voices.toml").write_text('[bob]\nname = "Bob"\nengine = "speech/piper"\nsize = 3\n')
    monkeypatch.setattr(library.settings, "presets", lambda: tmp_path)
    with pytest.raises(PresetError, match=r"\[bob\].*size: Extra inputs"):
        voices.__wrapped__()


def _narrator() -> Narrator:
    return narrators()["storyteller"]


@settings(max_examples=30, deadline=None)
@given(PEOPLE)
def test_everybody_gets_a_voice_and_nobody_the_narrators(people: list[Character]):
    cast = cast_voices(people, _narrator())
    assert [one.name for one in cast] == [one.name for one in people]
    assert all(one.voice_id in voices() and one.voice_id != _narrator().voice_id for one in cast)


@settings(max_examples=30, deadline=None)
@given(PEOPLE)
def test_gender_always_fits(people: list[Character]):
    for one in cast_voices(people, _narrator()):
        assert {one.gender, voices()[one.voice_id].gender} != {"female", "male"}


def test_a_small_cast_shares_no_voice():
    people = [
        Character(name=f"{gender} {number}", gender=gender, voice_id="")
        for gender in ("female", "male")
        for number in range(5)
    ]
    assert len({one.voice_id for one in cast_voices(people, _narrator())}) == len(people)


def test_children_and_old_people_sound_their_age():
    people = [
        Character(name="Tim", gender="male", age="child", voice_id=""),
        Character(name="Gran", gender="female", age="old", voice_id=""),
    ]
    assert [voices()[one.voice_id].age for one in cast_voices(people, _narrator())] == ["child", "old"]


def test_a_voice_chosen_by_hand_is_kept_and_not_given_twice():
    people = [
        Character(name="Emma", gender="female", voice_id=""),
        Character(name="Harriet", gender="female", voice_id="helen"),
    ]
    emma, harriet = cast_voices(people, _narrator())
    assert harriet.voice_id == "helen" != emma.voice_id


def test_a_crowd_shares_evenly():
    people = [Character(name=str(number), gender="male", voice_id="") for number in range(24)]
    cast = cast_voices(people, _narrator())
    counts = [sum(one.voice_id == voice_id for one in cast) for voice_id in {one.voice_id for one in cast}]
    assert max(counts) - min(counts) <= 1
