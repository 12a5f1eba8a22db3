"""Fountain: every element of fountain.io/syntax, and the format's own sample files."""

from pathlib import Path

import pytest

from engines.documents.fountain import read_fountain
from engines.documents.reader import read_document
from tests.documents.making import write


def kinds(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in read_fountain(text).pieces]


def test_a_speech_is_name_parenthetical_and_lines() -> None:
    assert kinds("ADAM (V.O.)\n(nervous)\nI like to write.\nVery much.\n(beat)\nSometimes.\n\nHe goes.") == [
        ("character", "ADAM (V.O.)"),
        ("parenthetical", "(nervous)"),
        ("dialogue", "I like to write.\nVery much."),
        ("parenthetical", "(beat)"),
        ("dialogue", "Sometimes."),
        ("action", "He goes."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INT. TENT – NIGHT #12A#", [("scene_heading", "INT. TENT – NIGHT")]),
        ("int./ext. car - day", [("scene_heading", "int./ext. car - day")]),
        (".KITCHEN", [("scene_heading", "KITCHEN")]),
        ("... not a heading", [("action", "... not a heading")]),
        ("!BANG\nBANG", [("action", "BANG BANG")]),
        ("@McDUCK\nI’m vegan.", [("character", "McDUCK"), ("dialogue", "I’m vegan.")]),
        ("EVE ^\nNo.", [("character", "EVE"), ("dialogue", "No.")]),
        ("SINGER\n~These are the songs", [("character", "SINGER"), ("dialogue", "These are the songs")]),
        ("~These are\n~the songs", [("verse", "These are\nthe songs")]),
        ("23 (O.S.)\nA name has a letter", [("action", "23 (O.S.) A name has a letter")]),
        ("> THE END <", [("action", "THE END")]),
        ("> Burn to white.", [("note", "Burn to white.")]),
        ("\nCUT TO:\n", [("note", "CUT TO:")]),
        ("= A synopsis", [("note", "A synopsis")]),
        ("One.\n\n===\n\nTwo.", [("action", "One."), ("action", "Two.")]),
        ("A [[kept\n\nnote]] line.", [("action", "A line."), ("note", "kept note")]),
        ("A /* cut\n\n\nout */ line.", [("action", "A line."), ("note", "cut out")]),
        ("*She* _ran_ **away** at 5 \\* 3.", [("action", "She ran away at 5 * 3.")]),
        ("ADAM\nA line\n  \nand more.", [("character", "ADAM"), ("dialogue", "A line\nand more.")]),
        (
            "\t\tEVE\n\t(sly)\n\tYes.",
            [("character", "EVE"), ("parenthetical", "(sly)"), ("dialogue", "Yes.")],
        ),
    ],
)
def test_elements(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_sections_are_chapters_and_the_title_page_names_the_script(tmp_path: Path) -> None:
    text = (
        "Title:\n\t_**BRICK & STEEL**_\nCredit: Written by\nAuthor: Stu M.\nDraft date: 1/2/2012\n\n"
        "# Act One\n\nINT. BAR - DAY\n\nThey sit.\n\n# Act Two\n\nEXT. POOL - DAY\n\nThey swim.\n"
    )
    document = read_document(write(tmp_path / "upload", text), name="script")
    assert (document.kind, document.title, document.author) == ("fountain", "BRICK & STEEL", "Stu M.")
    assert [(chapter.title, chapter.matter) for chapter in document.chapters] == [
        ("Act One", "body"),
        ("Act Two", "body"),
    ]


def test_an_indented_screenplay_in_plain_text_is_understood(tmp_path: Path) -> None:
    text = "INT. GARAGE - DAY\n\nThey get in.\n\n            BRICK\n    This is everybody.\n\n"
    text += "EXT. ROAD - DAY\n\nThey drive.\n"
    document = read_document(write(tmp_path / "a.txt", text))
    assert document.kind == "fountain"
    assert [block.kind for block in document.chapters[0].blocks] == [
        "scene_heading",
        "action",
        "character",
        "dialogue",
        "scene_heading",
        "action",
    ]


@pytest.mark.shared
def test_the_official_sample(shared: Path) -> None:
    document = read_document(shared / "data/scripts/fountain_official/FountainTests/Brick And Steel.txt")
    blocks = [block for chapter in document.chapters for block in chapter.blocks]
    assert document.author == "Stu Maschwitz"
    assert [block.text for block in blocks if block.kind == "scene_heading"][:3] == [
        "EXT. BRICK'S PATIO - DAY",
        "INT. TRAILER HOME - DAY",
        "EXT. BRICK'S POOL - DAY",
    ]
    names = {block.text.split(" (")[0] for block in blocks if block.kind == "character"}
    assert names == {"STEEL", "BRICK", "JACK", "DAN", "COGNITO", "MINION", "HANDSOME MAN"}
    assert ("parenthetical", "(beer raised)") in [(block.kind, block.text) for block in blocks]
    assert not any("*" in block.text or "_" in block.text for block in blocks)
