import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.errors import ScriptError
from engines.scripting import edit
from engines.scripting.parser import parse
from engines.types import NARRATOR, Cue, Scene, Script
from tests.scripting.conftest import document, turns

TEXT = '"Stay," said Tom. "It rains."\n\n"No," said Mary.\n\nThe door shut.'


def script() -> Script:
    return parse(document(TEXT))


def scene() -> Scene:
    return script().scenes[0]


def cued(turn_id: str) -> Scene:
    return scene().model_copy(
        update={"cues": (Cue(id="q1", kind="effect", description="door", seconds=1, turn_id=turn_id),)}
    )


def test_a_speaker_set_by_a_person_is_certain() -> None:
    after = edit.change_turn(scene(), "t2", speaker="Mary")
    assert (after.turns[1].speaker, after.turns[1].confidence, after.turns[1].kind) == (
        "Mary",
        1.0,
        "dialogue",
    )
    back = edit.change_turn(after, "t2", speaker=NARRATOR)
    assert back.turns[1].kind == "narration"


def test_changes_are_checked() -> None:
    with pytest.raises(ScriptError, match="delivery cannot be 'sung'"):
        edit.change_turn(scene(), "t1", delivery="sung")
    with pytest.raises(ScriptError, match="no field colour"):
        edit.change_turn(scene(), "t1", colour="red")
    with pytest.raises(ScriptError, match="no field id"):
        edit.change_turn(scene(), "t1", id="t9")
    with pytest.raises(ScriptError, match="no line t99"):
        edit.change_turn(scene(), "t99", text="x")


def test_splitting_cuts_text_and_span() -> None:
    before = scene()
    at = before.turns[0].text.index("ay")
    after = edit.split_turn(before, "t1", at)
    first, second = after.turns[:2]
    assert (first.id, second.id) == ("t1", "t1.1")
    assert first.text + second.text == before.turns[0].text
    assert first.span.end == second.span.start == before.turns[0].span.start + at
    assert second.speaker == "Tom"


def test_splitting_needs_words_on_both_sides() -> None:
    for at in (0, -3, 999):
        with pytest.raises(ScriptError, match="split inside"):
            edit.split_turn(scene(), "t1", at)


def test_merging_joins_text_span_and_cues() -> None:
    after = edit.merge_turns(cued("t2"), "t1", "t2")
    assert after.turns[0].text == '"Stay," said Tom. '
    assert (after.turns[0].span.start, after.turns[0].span.end) == (0, len(after.turns[0].text))
    assert after.cues[0].turn_id == "t1"
    assert len(after.turns) == len(scene().turns) - 1


def test_only_neighbours_are_merged() -> None:
    for pair in (("t1", "t3"), ("t2", "t1"), ("t1", "t1")):
        with pytest.raises(ScriptError, match="two neighbours"):
            edit.merge_turns(scene(), *pair)


def test_inserting_gives_a_new_id_and_no_span() -> None:
    after = edit.insert_turn(scene(), "t2", text="Wait!", speaker="Mary", delivery="shouting")
    new = after.turns[2]
    assert (new.id, new.kind, new.span, new.delivery) == ("t2.1", "dialogue", None, "shouting")
    assert edit.insert_turn(after, "t2", text="Once more.").turns[2].id == "t2.2"
    assert edit.insert_turn(scene(), None, text="First.").turns[0].text == "First."
    with pytest.raises(ScriptError, match="empty"):
        edit.insert_turn(scene(), "t2", text="  ")


def test_cues_of_a_deleted_turn_move_on() -> None:
    after = edit.delete_turn(cued("t2"), "t2")
    assert after.cues[0].turn_id == "t3"
    last = scene().turns[-1].id
    assert edit.delete_turn(cued(last), last).cues[0].turn_id == scene().turns[-2].id


def test_a_scene_keeps_its_last_line() -> None:
    only = scene().model_copy(update={"turns": scene().turns[:1]})
    with pytest.raises(ScriptError, match="only line"):
        edit.delete_turn(only, "t1")


def test_renaming_reaches_all_turns_and_merges() -> None:
    renamed = edit.rename_speaker(script(), "Tom", "Thomas")
    assert edit.speakers(renamed) == ["Thomas", NARRATOR, "Mary"]
    merged = edit.merge_speakers(script(), ["Tom", "Mary"], "Mary")
    assert edit.speakers(merged) == ["Mary", NARRATOR]
    for old, new, message in (
        ("Tom", " ", "needs a name"),
        ("Zoe", "Tom", "Nobody named"),
        (NARRATOR, "Tom", "cannot be renamed"),
    ):
        with pytest.raises(ScriptError, match=message):
            edit.rename_speaker(script(), old, new)


acts = st.sampled_from(("split", "merge", "insert", "delete"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(acts, st.integers(0, 30), st.integers(1, 20)), max_size=12))
def test_ids_stay_unique_and_cues_anchored_through_any_edits(steps: list[tuple[str, int, int]]) -> None:
    current = cued("t3")
    for act, place, at in steps:
        turn = current.turns[place % len(current.turns)]
        following = current.turns[(place + 1) % len(current.turns)]
        try:
            if act == "split":
                current = edit.split_turn(current, turn.id, at)
            elif act == "merge":
                current = edit.merge_turns(current, turn.id, following.id)
            elif act == "insert":
                current = edit.insert_turn(current, turn.id, text="More.")
            else:
                current = edit.delete_turn(current, turn.id)
        except ScriptError:
            continue
        ids = [t.id for t in current.turns]
        assert len(ids) == len(set(ids))
        assert all(cue.turn_id in ids for cue in current.cues)
        spans = [t.span for t in current.turns if t.span]
        assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


def test_splitting_and_merging_is_what_it_was() -> None:
    before = scene()
    after = edit.merge_turns(edit.split_turn(before, "t1", 3), "t1", "t1.1")
    assert after == before
    assert turns(script())[0] == before.turns[0]
