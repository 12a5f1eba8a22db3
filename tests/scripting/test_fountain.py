from pathlib import Path

import pytest

from engines.documents.reader import read_document
from engines.scripting.fountain import to_fountain
from engines.scripting.parser import parse
from engines.scripting.score import plan_score
from engines.settings import presets
from engines.types import Script
from tests.scripting.conftest import document


def spoken(script: Script) -> list[tuple[str, str, str]]:
    return [
        (t.speaker, " ".join(t.text.split()), t.delivery)
        for scene in script.scenes
        for t in scene.spoken_turns
    ]


def cues(script: Script) -> list[tuple[str, str, float]]:
    return [(cue.kind, cue.description, cue.seconds) for scene in script.scenes for cue in scene.cues]


def again(script: Script, folder: Path) -> Script:
    path = folder / "script.fountain"
    path.write_text(to_fountain(script), encoding="utf-8")
    return parse(read_document(path))


def test_the_sample_book_comes_back_from_fountain(tmp_path: Path) -> None:
    script = plan_score(parse(read_document(presets() / "sample" / "the_lantern.md")))
    back = again(script, tmp_path)
    assert spoken(back) == spoken(script)
    assert cues(back) == cues(script)
    assert (back.title, back.author) == (script.title, script.author)


def test_a_novel_comes_back_from_fountain(shared: Path, tmp_path: Path) -> None:
    path = shared / "data/quotes/pdnc/data/WinnieThePooh/novel_text.txt"
    if not path.is_file():
        pytest.skip("PDNC is absent")
    script = parse(document(path.read_text(encoding="utf-8")[:60_000].replace("_", "")))
    assert spoken(again(script, tmp_path)) == spoken(script)


def test_signs_of_fountain_in_the_text_do_no_harm(tmp_path: Path) -> None:
    script = parse(
        document(
            "INT. was what he wrote.\n\n> An arrow.\n\n_Very_ good *indeed*.\n\nHELLO THERE\n\n= Equal."
        ),
        template="prose",
    )
    assert spoken(again(script, tmp_path)) == spoken(script)
