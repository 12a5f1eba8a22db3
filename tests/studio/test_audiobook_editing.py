"""What the buttons of the script step do, on a saved project: saved at once, and one undo away."""

import pytest

from engines.errors import ScriptError
from engines.types import Cast, Character, Cue, Narrator, Scene, ScriptChapter, Turn
from jobs import projects
from jobs.store import projects as store
from studio.audiobook import editing, score

TURNS = (
    Turn(id="t1", text="Rain fell. Nobody spoke. "),
    Turn(id="t2", kind="dialogue", speaker="Emma", text="“Leo?” ", confidence=0.3),
    Turn(id="t3", kind="silent", text="\n\n"),
    Turn(id="t4", text="she called."),
)
CUE = Cue(id="q1", kind="ambience", description="rain", seconds=40, turn_id="t1")
SCENE = Scene(id="s1", chapter_id="c1", turns=TURNS, cues=(CUE,))
CAST = Cast(
    narrator=Narrator(id="n", name="Ada", voice_id="ada", personality="Calm."),
    characters=(Character(name="Emma", voice_id="wren"),),
)


@pytest.fixture
def project_id() -> str:
    """A project with one scene, as parsing leaves it."""
    project = projects.Project(
        id="p1", title="Storm", author="A", language="en", source_name="storm.txt", source_id="a1",
        settings=projects.ProjectSettings(), cast=CAST, created_at=0, updated_at=0,
    )  # fmt: skip
    store.insert(project.id, projects._row(project), "{}")
    store.replace_script(
        project.id,
        [projects._scene_row(SCENE) | {"chapter_title": ScriptChapter(id="c1", title="One").title}],
        label="Parse",
    )
    return project.id


def scene() -> Scene:
    return projects.scene("p1", "s1")


def spoken() -> list[str]:
    return [turn.text.strip() for turn in scene().spoken_turns]


@pytest.mark.parametrize(
    ("act", "subject", "at"),
    [
        ("split", "t1", "11"), ("merge", "t1", ""), ("add", "t2", ""), ("delete", "t1", ""), ("lock", "t2", ""),
        ("retake", "t2", ""), ("sure", "t2", ""), ("add_cue", "music", ""), ("delete_cue", "q1", ""),
    ],
)  # fmt: skip
def test_every_button_is_saved_and_one_undo_takes_it_back(project_id, act, subject, at):
    editing.press(project_id, "s1", act, subject, at=at)
    assert scene() != SCENE
    assert projects.undo(project_id) == editing.BUTTONS[act][0]
    assert scene() == SCENE


def test_split_cuts_at_the_cursor_and_join_heals_it(project_id):
    editing.press(project_id, "s1", "split", "t1", at="11")
    assert spoken() == ["Rain fell.", "Nobody spoke.", "“Leo?”", "she called."]
    editing.press(project_id, "s1", "merge", "t1")
    assert scene().turns[0].text == TURNS[0].text


@pytest.mark.parametrize("at", ["", "0", "999", "x", "-3"])
def test_split_without_a_cursor_in_the_text_is_a_sentence(project_id, at):
    with pytest.raises(ScriptError, match="Put the cursor inside the text"):
        editing.press(project_id, "s1", "split", "t2", at=at)


def test_the_last_line_has_nothing_to_join(project_id):
    with pytest.raises(ScriptError, match="last line of the scene"):
        editing.press(project_id, "s1", "merge", "t4")


def test_an_added_line_gets_the_cursor(project_id):
    outcome = editing.press(project_id, "s1", "add", "t2")
    assert outcome.focus == outcome.turn_id
    added = next(turn for turn in scene().turns if turn.id == outcome.focus)
    assert (added.speaker, added.text) == ("Emma", editing.NEW_TEXT)


def test_a_kept_take_is_left_alone(project_id):
    editing.press(project_id, "s1", "lock", "t2")
    with pytest.raises(ScriptError, match="This take is kept"):
        editing.press(project_id, "s1", "retake", "t2")


def test_a_button_there_is_none_of_is_a_sentence(project_id):
    with pytest.raises(ScriptError, match="cannot be asked to explode"):
        editing.press(project_id, "s1", "explode", "t1")


def test_a_value_that_changes_nothing_leaves_nothing_to_undo(project_id):
    editing.put(project_id, "s1", "t2", "says", "“Leo?”")
    editing.put(project_id, "s1", "q1", "seconds", "40")
    assert projects.undo(project_id) == "Parse"


def test_a_cue_is_edited_like_a_line(project_id):
    editing.put(project_id, "s1", "q1", "description", "rain on canvas")
    editing.put(project_id, "s1", "q1", "level_db", "-30")
    assert scene().cues == (CUE.model_copy(update={"description": "rain on canvas", "level_db": -30.0}),)


@pytest.mark.parametrize(
    ("field", "value"), [("seconds", "0"), ("seconds", "long"), ("level_db", "6"), ("turn_id", "t9"), ("kind", "smell"),
    ("description", " ")],
)  # fmt: skip
def test_a_cue_value_that_does_not_fit_is_a_sentence(project_id, field, value):
    with pytest.raises(ScriptError):
        editing.put(project_id, "s1", "q1", field, value)
    assert scene() == SCENE


def test_cue_ids_stay_unique(project_id):
    for kind in (*score.KINDS, *score.KINDS):
        editing.press(project_id, "s1", "add_cue", kind)
    editing.press(project_id, "s1", "delete_cue", scene().cues[2].id)
    editing.press(project_id, "s1", "add_cue", "music")
    ids = [cue.id for cue in scene().cues]
    assert len(set(ids)) == len(ids) == 7


def test_approval_is_given_and_taken_back_and_lost_by_an_edit(project_id):
    editing.approve(project_id, "s1")
    assert scene().approved and projects.scenes(project_id)[0].approved
    editing.put(project_id, "s1", "t4", "says", "she cried.")
    assert not scene().approved


def test_the_score_switch_belongs_to_the_book(project_id):
    editing.put(project_id, "s1", "", "score", "false")
    assert projects.get(project_id).settings.score is False
    assert "off" in score.panel(scene(), is_on=False)
