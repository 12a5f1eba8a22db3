"""The script table: rows show the scene as it is, and a field edited in a row changes that and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.errors import ScriptError
from engines.types import DELIVERIES, NARRATOR, UNKNOWN, Cast, Character, Narrator, Scene, Turn, Voice
from studio.audiobook import rows
from studio.audiobook.rows import changed, rows_of

VOICES = {
    "ada": Voice(id="ada", name="Ada", engine="speech/hibari"),
    "wren": Voice(id="wren", name="Wren", engine="speech/hibari"),
}
CAST = Cast(
    narrator=Narrator(id="n", name="Ada", voice_id="ada", personality="Calm."),
    characters=(Character(name="Emma", voice_id="wren"),),
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)
SPACES = st.sampled_from(["", " ", "\n", "\n\n"])


@st.composite
def turns(draw: st.DrawFn, number: int) -> Turn:
    kind = draw(st.sampled_from(["narration", "dialogue", "heading", "silent"]))
    core = draw(WORDS.filter(str.strip)).strip()
    return Turn(
        id=f"t{number}",
        kind=kind,
        speaker=draw(st.sampled_from(["Emma", "Leo", UNKNOWN])) if kind == "dialogue" else NARRATOR,
        text=draw(SPACES) + core + draw(SPACES),
        delivery=draw(st.sampled_from(DELIVERIES)),
        pause_s=draw(st.none() | st.sampled_from([0.0, 0.25, 1.5, 30.0])),
        confidence=draw(st.floats(0, 1)),
        voice_id=draw(st.sampled_from([None, "ada", "wren"])),
        spoken=draw(st.none() | st.just("said so")),
    )


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    count = draw(st.integers(1, 6))
    return Scene(id="s1", chapter_id="c1", turns=tuple(draw(turns(number)) for number in range(count)))


@given(scenes())
@settings(max_examples=60, deadline=None)
def test_a_row_put_back_as_it_is_changes_only_a_doubt(scene):
    for row in rows_of(scene, CAST, VOICES):
        for field in ("says", "how", "voice", "spoken", "pause"):
            assert changed(scene, row.turn_id, field, getattr(row, field)) is scene
        again = changed(scene, row.turn_id, "who", row.who)
        assert rows.find(again, row.turn_id).confidence >= min(
            rows.UNSURE_BELOW, rows.find(scene, row.turn_id).confidence
        )


@given(scenes(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_put_into_a_field_is_what_its_row_shows(scene, data):
    before = rows_of(scene, CAST, VOICES)
    if not before:
        return
    row = data.draw(st.sampled_from(before))
    field, value = data.draw(
        st.sampled_from(
            [
                ("who", "Emma"),
                ("who", "Somebody New"),
                ("says", "Quite other words."),
                ("how", "whispering"),
                ("voice", "ada"),
                ("voice", ""),
                ("spoken", "quite other words"),
                ("pause", "2.5"),
                ("pause", ""),
            ]
        )
    )
    after = rows_of(changed(scene, row.turn_id, field, value), CAST, VOICES)
    shown = next(each for each in after if each.turn_id == row.turn_id)
    assert getattr(shown, field) == value
    assert [each for each in after if each.turn_id != row.turn_id] == [
        each for each in before if each.turn_id != row.turn_id
    ]


@given(scenes(), WORDS.filter(str.strip))
@settings(max_examples=60, deadline=None)
def test_edited_words_keep_the_white_space_that_joins_them_to_their_neighbours(scene, words):
    for turn in scene.spoken_turns:
        text = rows.find(changed(scene, turn.id, "says", words), turn.id).text
        before = turn.text[: len(turn.text) - len(turn.text.lstrip())]
        after = turn.text[len(turn.text.rstrip()) :]
        assert text == before + words.strip() + after


def scene_of(*turns: Turn, approved: bool = False) -> Scene:
    return Scene(id="s1", chapter_id="c1", turns=turns, approved=approved)


EMMA = Turn(id="t1", kind="dialogue", speaker="Emma", text="“Leo?” ", confidence=0.4)
LAST = Turn(id="t2", text="she called.")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("who", "  ", "Somebody must say this line"),
        ("says", "\n", "needs words"),
        ("how", "singing", "Nobody can speak singing"),
        ("pause", "soon", "number of seconds"),
        ("pause", "-1", "0 to 30 seconds"),
        ("pause", "nan", "0 to 30 seconds"),
        ("colour", "red", "no field colour"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_a_sentence(field, value, sentence):
    with pytest.raises(ScriptError, match=sentence):
        changed(scene_of(EMMA, LAST), "t1", field, value)


def test_a_line_that_is_gone_is_a_sentence():
    with pytest.raises(ScriptError, match="no longer in the scene"):
        changed(scene_of(EMMA), "t9", "says", "Hello")


def test_an_edit_takes_the_approval_back():
    approved = scene_of(EMMA, LAST, approved=True)
    assert not changed(approved, "t2", "says", "she cried.").approved
    assert changed(approved, "t2", "says", "she called.").approved


def test_naming_the_speaker_ends_the_doubt():
    (flagged, _) = rows_of(scene_of(EMMA, LAST), CAST, VOICES)
    assert "40% sure" in flagged.flags[0]
    (settled, _) = rows_of(changed(scene_of(EMMA, LAST), "t1", "who", "Emma"), CAST, VOICES)
    assert settled.flags == ()


def test_a_speaker_without_a_voice_is_flagged():
    (row,) = rows_of(scene_of(EMMA.model_copy(update={"speaker": "Leo", "confidence": 1.0})), CAST, VOICES)
    assert row.flags == ("No voice for speaker Leo. Choose one in Cast.",)
    assert row.cast_voice == ""


def test_silent_turns_have_no_row_and_lines_are_counted_without_them():
    silent = Turn(id="t0", kind="silent", text="* * *")
    shown = rows_of(scene_of(silent, EMMA, silent.model_copy(update={"id": "t3"}), LAST), CAST, VOICES)
    assert [(row.number, row.turn_id) for row in shown] == [(1, "t1"), (2, "t2")]
    assert rows.following(scene_of(EMMA, silent, LAST), "t1").id == "t2"
    assert rows.following(scene_of(EMMA, silent, LAST), "t2") is None
