from pathlib import Path

import pytest

from engines.errors import PresetError
from engines.scripting.presets import template, templates


def test_the_templates_that_ship_fit() -> None:
    assert {"auto", "prose", "screenplay", "stage_play", "bullets", "plain"} <= set(templates())
    assert all(one.title and one.description for one in templates().values())


def test_a_person_can_add_one_and_replace_one(home: Path) -> None:
    folder = home / "presets" / "templates"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('title = "Mine"\nscene_words_min = 100\n', encoding="utf-8")
    (folder / "auto.toml").write_text('title = "My auto"\n', encoding="utf-8")
    assert template("mine").scene_words_min == 100
    assert template("auto").title == "My auto"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "is no TOML"),
        ('title = "x"\ncolour = "red"', "colour"),
        ('title = "x"\nscore_density = 7', "score_density"),
        ('title = "x"\nscene_words_min = 900\nscene_words_max = 200', "scene_words_min smaller"),
    ],
)
def test_one_that_does_not_fit_is_told_in_a_sentence(home: Path, text: str, message: str) -> None:
    folder = home / "presets" / "templates"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PresetError, match=message):
        template("mine")


def test_clauses_are_silent_where_the_template_says_so(home: Path) -> None:
    from engines.scripting.parser import parse
    from tests.scripting.conftest import document, turns

    folder = home / "presets" / "templates"
    folder.mkdir(parents=True)
    (folder / "radio.toml").write_text('title = "Radio"\nattributions = false\n', encoding="utf-8")
    script = parse(document('"Yes," said Tom.\n\n"No," said Mary, and she shut the door.'), template="radio")
    assert [turn.kind for turn in turns(script)] == ["dialogue", "silent", "dialogue", "narration"]
