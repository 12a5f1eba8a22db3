from engines.scripting.parser import parse
from tests.scripting.conftest import blocks, document

LONG = "The road went on over the hill and down to the river where nobody lived any more. " * 25


def test_a_change_of_time_begins_a_scene_once_there_is_enough_of_the_last() -> None:
    script = parse(document(f"{LONG}\n\nThe next morning, the rain had stopped.\n\nHe rose."))
    assert [scene.title for scene in script.scenes] == ["The road went on over the…", "The next morning"]
    short = parse(document("He slept.\n\nThe next morning, the rain had stopped."))
    assert len(short.scenes) == 1


def test_a_scene_that_grows_too_long_is_cut_at_narration() -> None:
    script = parse(document("\n\n".join([LONG] * 9)))
    assert len(script.scenes) >= 2
    for scene in script.scenes:
        assert sum(len(turn.text.split()) for turn in scene.turns) < 2500


def test_every_scene_says_something() -> None:
    script = parse(
        blocks(
            ("break", "* * *"),
            ("paragraph", "One."),
            ("break", "* * *"),
            ("break", "***"),
            ("paragraph", "Two."),
        )
    )
    assert [len(scene.spoken_turns) for scene in script.scenes] == [1, 1]


def test_a_chapter_of_two_headings_is_one_scene() -> None:
    script = parse(blocks(("heading", "ACT ONE"), ("heading", "Scene I"), ("paragraph", "One.")))
    assert [scene.title for scene in script.scenes] == ["ACT ONE: Scene I"]
