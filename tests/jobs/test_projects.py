"""Projects keep every edit, and undo takes it back."""

from pathlib import Path

import pytest

from engines.errors import DocumentError, EngineError, ScriptError
from engines.scripting import edit
from engines.types import NARRATOR
from jobs import projects

SAMPLE = Path("presets/sample/the_lantern.md")


@pytest.fixture
def project() -> projects.Project:
    """The sample book, parsed."""
    opened = projects.open_file(SAMPLE, SAMPLE.name)
    projects.parse(opened.id)
    return projects.get(opened.id)


def first_line(project: projects.Project):
    scene = projects.scene(project.id, projects.scenes(project.id)[0].id)
    return scene, next(turn for turn in scene.turns if turn.kind == "dialogue")


def test_a_document_becomes_a_project_with_scenes_and_a_cast(project: projects.Project) -> None:
    assert project.title == "The Lantern at Cold Harbour"
    summaries = projects.scenes(project.id)
    assert [scene.chapter_title for scene in summaries] == ["Chapter One: The Storm"] * 2 + [
        "Chapter Two: The Light"
    ]
    assert {member.name for member in project.cast.characters} == {"Emma", "Leo", "Mr. Marsh"}
    voices = [member.voice_id for member in project.cast.characters]
    assert len({*voices, project.cast.narrator.voice_id}) == 4, "everybody has a voice of his own"


def test_the_script_says_what_the_document_says(project: projects.Project) -> None:
    script = projects.script(project.id)
    for chapter in projects.document(project.id).chapters:
        turns = (turn for scene in script.scenes if scene.chapter_id == chapter.id for turn in scene.turns)
        assert "".join(turn.text for turn in turns) == chapter.text


def test_an_edit_is_saved_and_undone(project: projects.Project) -> None:
    scene, turn = first_line(project)
    changed = edit.change_turn(scene, turn.id, text="“Leo, where are you?”")
    projects.save_scene(project.id, changed, label="Change text")
    assert projects.scene(project.id, scene.id) == changed
    assert projects.undo(project.id) == "Change text"
    assert projects.scene(project.id, scene.id) == scene


def test_saving_what_is_there_is_no_change(project: projects.Project) -> None:
    scene, _ = first_line(project)
    projects.save_scene(project.id, scene)
    assert projects.undo(project.id) == "Parse"


def test_undo_goes_back_to_nothing_and_says_so(project: projects.Project) -> None:
    assert projects.undo(project.id) == "Parse"
    assert projects.scenes(project.id) == []
    assert projects.undo(project.id) is None


def test_a_new_speaker_gets_a_voice_at_once(project: projects.Project) -> None:
    scene, turn = first_line(project)
    projects.save_scene(project.id, edit.change_turn(scene, turn.id, speaker="The Seal"))
    cast = projects.get(project.id).cast
    assert cast.voice_id(projects.scene(project.id, scene.id).turns[scene.turns.index(turn)])


def test_a_renamed_character_keeps_the_voice_and_one_undo_brings_both_back(project: projects.Project) -> None:
    projects.set_voice(project.id, "Leo", "joe")
    projects.rename_speaker(project.id, "Leo", "Leonard")
    speakers = {turn.speaker for scene in projects.script(project.id).scenes for turn in scene.spoken_turns}
    assert "Leo" not in speakers and "Leonard" in speakers
    assert {m.name: m.voice_id for m in projects.get(project.id).cast.characters}["Leonard"] == "joe"
    projects.undo(project.id)
    assert {m.name: m.voice_id for m in projects.get(project.id).cast.characters}["Leo"] == "joe"


def test_renaming_to_a_taken_name_merges_the_two(project: projects.Project) -> None:
    projects.rename_speaker(project.id, "Mr. Marsh", "Emma")
    assert [m.name for m in projects.get(project.id).cast.characters].count("Emma") == 1


def test_the_narrator_is_not_renamed(project: projects.Project) -> None:
    with pytest.raises(ScriptError):
        projects.rename_speaker(project.id, NARRATOR, "Somebody")


def test_parsing_again_keeps_the_voices_that_were_chosen(project: projects.Project) -> None:
    projects.set_voice(project.id, "Leo", "joe")
    projects.parse(project.id)
    assert {m.name: m.voice_id for m in projects.get(project.id).cast.characters}["Leo"] == "joe"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda project: projects.get("nobody"),
        lambda project: projects.scene(project.id, "nowhere"),
        lambda project: projects.set_voice(project.id, "Leo", "nobody"),
        lambda project: projects.set_voice(project.id, "Nobody", "joe"),
        lambda project: projects.set_narrator(project.id, "nobody"),
        lambda project: projects.update_settings(project.id, pause_factor=100),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(project: projects.Project, wrong) -> None:
    with pytest.raises(EngineError, match=r"\.$|pause_factor"):
        wrong(project)


def test_a_file_that_is_no_document_leaves_nothing(tmp_path: Path) -> None:
    picture = tmp_path / "book.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with pytest.raises(DocumentError):
        projects.open_file(picture, picture.name)
    assert projects.list_projects() == []


def test_a_removed_project_leaves_nothing(project: projects.Project, home: Path) -> None:
    projects.remove(project.id)
    assert projects.list_projects() == []
    assert not list((home / "artifacts").glob("*/the_lantern.md"))
