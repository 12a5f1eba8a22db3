import pytest

from engines.scripting.parser import parse
from engines.types import NARRATOR
from tests.scripting.conftest import assert_verbatim, blocks, document, lines, turns

SHEET = """[Scene: A tent at night]

[Music: low strings, 20s]

Background: rain on canvas, 40 s

- Emma (whispering)
- Leo… What have you done?

- Leo
- I found it.

The rain went on.

Emma (angry): Put it back!

[SFX: door knock]

- Narrator
- Nobody moved."""


def test_the_scene_sheet_is_understood() -> None:
    source = document(SHEET)
    script = parse(source)
    assert_verbatim(source, script)
    spoken = [(t.speaker, t.delivery, t.text.strip()) for t in turns(script) if t.kind != "silent"]
    assert spoken == [
        ("Emma", "whispering", "Leo… What have you done?"),
        ("Leo", "neutral", "I found it."),
        (NARRATOR, "neutral", "The rain went on."),
        ("Emma", "angry", "Put it back!"),
        (NARRATOR, "neutral", "Nobody moved."),
    ]


def test_the_sounds_of_a_scene_sheet_become_cues_where_they_stand() -> None:
    script = parse(document(SHEET))
    assert script.scenes[0].title == "A tent at night"
    texts = {turn.id: turn.text.strip() for turn in turns(script)}
    found = [(c.kind, c.description, c.seconds, texts[c.turn_id]) for c in script.scenes[0].cues]
    assert found == [
        ("music", "low strings", 20.0, "Leo… What have you done?"),
        ("ambience", "rain on canvas", 40.0, "Leo… What have you done?"),
        ("effect", "door knock", 3.0, "Nobody moved."),
    ]


def test_one_bullet_with_a_manner_is_enough() -> None:
    assert lines("- Emma (whispering)\n\n- Leo… What have you done?") == [
        ("Emma", "Leo… What have you done?")
    ]


def test_a_bullet_that_lost_its_mark_is_known_by_its_name() -> None:
    text = "- Emma (sad)\n\n- No.\n\nEmma\n\nNever again."
    assert lines(text) == [("Emma", "No."), ("Emma", "Never again.")]


def test_a_stage_play_has_speakers_and_directions() -> None:
    text = """ALGERNON. Did you hear what I was playing, Lane?

LANE. I didn't think it polite to listen, sir.

ALGERNON. [Angrily] I'm sorry for that. (Goes slowly to the window) I don't play well.

LADY BRACKNELL: Good afternoon.

[Enter Jack.]

ALGERNON. (aside) Well."""
    assert lines(text) == [
        ("Algernon", "Did you hear what I was playing, Lane?"),
        ("Lane", "I didn't think it polite to listen, sir."),
        ("Algernon", "I'm sorry for that."),
        (NARRATOR, "(Goes slowly to the window)"),
        ("Algernon", "I don't play well."),
        ("Lady Bracknell", "Good afternoon."),
        (NARRATOR, "[Enter Jack.]"),
        ("Algernon", "Well."),
    ]
    said = [turn for turn in turns(parse(document(text))) if turn.kind == "dialogue"]
    assert said[2].delivery == "angry"


def test_a_name_on_a_line_of_its_own_speaks_what_follows() -> None:
    text = "HAMLET.\nTo be, or not to be.\n\nHORATIO.\nMy lord?\n\nHAMLET.\nNothing.\n\nHORATIO.\nGood night."
    assert [who for who, _ in lines(text, "stage_play")] == ["Hamlet", "Horatio", "Hamlet", "Horatio"]


def test_a_screenplay_reads_action_and_dialogue_but_no_names() -> None:
    source = blocks(
        ("scene_heading", "INT. TENT - NIGHT"),
        ("note", "SCORE: low strings, 20s"),
        ("action", "Rain on canvas."),
        ("character", "EMMA (V.O.)"),
        ("parenthetical", "(whispering)"),
        ("dialogue", "Leo… what have you done?"),
        ("character", "LEO (CONT'D)"),
        ("dialogue", "I found it."),
        ("parenthetical", "(beat)"),
        ("dialogue", "It was crying!"),
        ("scene_heading", "EXT. BEACH - DAY"),
        ("action", "They run."),
    )
    script = parse(source)
    assert_verbatim(source, script)
    assert [scene.title for scene in script.scenes] == ["INT. TENT - NIGHT", "EXT. BEACH - DAY"]
    said = [(t.speaker, t.delivery) for t in turns(script) if t.kind == "dialogue"]
    assert said == [("Emma", "whispering"), ("Leo", "neutral"), ("Leo", "neutral")]
    assert [cue.description for cue in script.scenes[0].cues] == ["low strings"]
    silent = [turn.text.strip() for turn in turns(script) if turn.kind == "silent"]
    assert silent == ["SCORE: low strings, 20s", "EMMA (V.O.)", "(whispering)", "LEO (CONT'D)", "(beat)"]


@pytest.mark.parametrize(
    "text",
    [
        "There was one thing: nobody knew.\n\nHe had three wishes: gold, love and time.\n\nMr. Hill sat down.",
        "Chapter: the word is Latin.\n\nNote: this is not a name.\n\nIt rained.",
    ],
)
def test_prose_with_colons_is_no_script(text: str) -> None:
    assert {who for who, _ in lines(text)} == {NARRATOR}


@pytest.mark.parametrize(
    ("text", "delivery"),
    [
        ('"Be still," whispered Tom.', "whispering"),
        ('"Be still!" shouted Tom.', "shouting"),
        ('"Be still," said Tom softly.', "calm"),
        ('"Be still," Tom sobbed.', "sad"),
        ('"Be still!" snapped Tom.', "angry"),
        ('"Be still," said Tom in a low voice.', "whispering"),
        ('"Be still," said Tom, trembling.', "fearful"),
        ('"We won!" cried Tom.', "excited"),
        ('"Be still," said Tom, not angrily.', "neutral"),
        ('"Be still," said Tom.', "neutral"),
    ],
)
def test_words_beside_a_quotation_are_its_delivery(text: str, delivery: str) -> None:
    said = [turn for turn in turns(parse(document(text))) if turn.kind == "dialogue"]
    assert [turn.delivery for turn in said] == [delivery]
