"""A script's cues are not an editor's notes."""

from pathlib import Path

from engines.documents.reader import read_document
from engines.scripting.parser import parse


def test_a_music_cue_of_a_scene_sheet_reaches_the_script(tmp_path: Path) -> None:
    sheet = tmp_path / "scene.md"
    sheet.write_text(
        "# Storm\n\n[Music: low strings, 20s]\n\n- Emma (whispering)\n- Leo… What have you done?\n",
        encoding="utf-8",
    )
    (scene,) = parse(read_document(sheet)).scenes
    assert [(cue.kind, cue.seconds) for cue in scene.cues] == [("music", 20.0)]
    assert [(turn.speaker, turn.delivery) for turn in scene.spoken_turns if turn.kind == "dialogue"] == [
        ("Emma", "whispering")
    ]


def test_a_printed_score_that_was_left_out_is_not_read(tmp_path: Path) -> None:
    book = tmp_path / "book.txt"
    book.write_text("They sang.\n\n[Music]\n\nThen they slept.\n", encoding="utf-8")
    assert "Music" not in read_document(book).chapters[0].text
