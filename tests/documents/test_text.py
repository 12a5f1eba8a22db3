"""Plain text: wrapped books, scripts, verse, notes, encodings."""

import time
from functools import cache
from pathlib import Path

import pytest

from engines.documents.encoding import decode
from engines.documents.reader import read_document
from engines.documents.text_headings import Group, find_headings
from engines.types import Document
from tests.documents.making import PROSE, write

NOVELS = {
    # novel: (chapters of the book itself, a title that must be among them, first words of chapter one, its footnotes)
    "DaisyMiller": (2, "PART II", "At the little town of Vevey", []),
    "Emma": (55, "VOLUME II, CHAPTER XVIII", "Emma Woodhouse, handsome, clever, and rich", []),
    "NightAndDay": (34, "CHAPTER XXXIV", "It was a Sunday evening in October", []),
    "OliverTwist": (
        53,
        "CHAPTER LIII: AND LAST",
        "Among other public buildings",
        ["Footnote: Or were virtually, then."],
    ),
    "TheAwakening": (39, "XXXIX", "A green and yellow parrot", []),
    "TheGambler": (
        17,
        "XVII",
        "At length I returned from two weeks leave",
        [
            *("[1]", "[2]", "[3]", "[4]"),
            "Dear little Grandmother.",
            'The Russian form of "Mind your own business."',
            "Translated literally The Great Poulterer.",
            " Rascal\n",
        ],
    ),
    "TheSignOfTheFour": (
        12,
        "Chapter XII: The Strange Story of Jonathan Small",
        "Sherlock Holmes took his bottle",
        [],
    ),
    "WinnieThePooh": (10, "CHAPTER V: IN WHICH PIGLET MEETS A HEFFALUMP", "Here is Edward Bear", []),
}


@cache
def novel_document(path: Path) -> Document:
    return read_document(path)


@pytest.mark.shared
@pytest.mark.parametrize("novel", NOVELS)
def test_a_novel_splits_into_its_true_chapters(shared: Path, novel: str) -> None:
    count, title, opening, _ = NOVELS[novel]
    document = novel_document(shared / "data/quotes/pdnc/data" / novel / "novel_text.txt")
    body = [chapter for chapter in document.chapters if chapter.matter == "body"]
    assert len(body) == count
    assert title in [chapter.title for chapter in body]
    assert next(block.text for block in body[0].blocks if block.kind != "heading").startswith(opening)
    assert len({chapter.title for chapter in body}) == count


@pytest.mark.shared
@pytest.mark.parametrize("novel", NOVELS)
def test_no_word_of_a_novel_is_lost(shared: Path, novel: str) -> None:
    path = shared / "data/quotes/pdnc/data" / novel / "novel_text.txt"
    source = path.read_text()
    for note in NOVELS[novel][3]:
        assert note in source
        source = source.replace(note, "")
    assert _letters("".join(chapter.text for chapter in novel_document(path).chapters)) == _letters(source)


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.shared
def test_a_whole_novel_is_read_within_a_second(shared: Path) -> None:
    started = time.process_time()
    read_document(shared / "data/quotes/pdnc/data/Emma/novel_text.txt")
    assert time.process_time() - started < 1.0


def read(tmp_path: Path, text: str, name: str = "book.txt"):
    return read_document(write(tmp_path / "upload", text), name=name)


def kinds(document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for chapter in document.chapters for block in chapter.blocks]


def test_hard_wrapped_lines_become_paragraphs_without_underscores(tmp_path: Path) -> None:
    text = (
        "It was late in the evening when the carriage came up the hill, and the\n"
        "driver, who had been _very_ quiet since the bridge, got down and looked at\n"
        "the great well-\nknown door as though he had never seen one.\n\n"
        "Nobody opened it, and so he sat down upon the step and waited for the day,\n"
        "which was slow in coming and grey when it came at last.\n"
    )
    assert [kind for kind, _ in kinds(read(tmp_path, text))] == ["paragraph", "paragraph"]
    first = kinds(read(tmp_path, text))[0][1]
    assert "driver, who had been very quiet" in first
    assert "well-known door" in first
    assert "\n" not in first


def test_a_text_without_chapters_is_one_chapter(tmp_path: Path) -> None:
    document = read(tmp_path, f"{PROSE}\n\n{PROSE}\n", "A_quiet-night.txt")
    assert [(chapter.id, chapter.matter) for chapter in document.chapters] == [("c1", "body")]
    assert document.title == "A quiet night"


def test_a_contents_list_is_front_matter_and_makes_no_chapters(tmp_path: Path) -> None:
    names = ["CHAPTER I. The Door", "CHAPTER II. The Stair", "CHAPTER III. The Roof"]
    text = "THE HOUSE\n\nby Ada Reed\n\nCONTENTS\n\n" + "\n".join(f"  {name}" for name in names) + "\n\n\n"
    text += "".join(f"{name}\n\n{PROSE}\n\n\n" for name in names)
    document = read(tmp_path, text)
    assert (document.title, document.author) == ("The House", "Ada Reed")
    body = [chapter for chapter in document.chapters if chapter.matter == "body"]
    assert [chapter.title for chapter in body] == names
    front = "\n".join(chapter.text for chapter in document.chapters if chapter.matter == "front")
    assert "CHAPTER II. The Stair" in front


def test_a_contents_list_with_empty_lines_between_is_front_matter_too(tmp_path: Path) -> None:
    names = ["CHAPTER I", "CHAPTER II", "CHAPTER III"]
    text = (
        "CONTENTS\n\n" + "\n\n".join(names) + "\n\n\n" + "".join(f"{name}\n\n{PROSE}\n\n\n" for name in names)
    )
    body = [chapter for chapter in read(tmp_path, text).chapters if chapter.matter == "body"]
    assert [chapter.title for chapter in body] == names
    assert all(PROSE.strip() in chapter.text for chapter in body)


def test_the_gutenberg_frame_is_front_and_back_matter(tmp_path: Path) -> None:
    text = (
        "The Project Gutenberg eBook of The House\n\nTitle: The House\n\nAuthor: Ada Reed\n\nLanguage: French\n\n"
        f"*** START OF THE PROJECT GUTENBERG EBOOK THE HOUSE ***\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK THE HOUSE ***\n\nUpdated editions will replace the previous one.\n"
    )
    document = read(tmp_path, text)
    assert (document.title, document.author, document.language) == ("The House", "Ada Reed", "fr")
    assert [chapter.matter for chapter in document.chapters] == ["front", "body", "body", "back"]
    assert "Updated editions" in document.chapters[-1].text


def test_numbered_items_are_no_chapters_but_counted_numerals_are(tmp_path: Path) -> None:
    items = f"{PROSE}\n\n1. Bread\n\n2. Milk\n\n3. Candles\n\n{PROSE}\n"
    assert len(read(tmp_path, items).chapters) == 1
    numerals = "".join(f"{numeral}\n\n{PROSE}\n\n" for numeral in ("I", "II", "III", "IV"))
    assert [chapter.title for chapter in read(tmp_path, numerals).chapters] == ["I", "II", "III", "IV"]


def test_verse_keeps_its_lines(tmp_path: Path) -> None:
    prose = "\n".join([PROSE[:70], PROSE[70:140], PROSE[140:]])
    verse = "  How sweet to be a Cloud\n  Floating in the Blue!\n  Every little cloud\n  Always sings aloud."
    document = read(tmp_path, f"{prose}\n\n{verse}\n\n{prose}\n")
    assert (
        "verse",
        "How sweet to be a Cloud\nFloating in the Blue!\nEvery little cloud\nAlways sings aloud.",
    ) in kinds(document)


def test_scene_breaks_are_breaks(tmp_path: Path) -> None:
    document = read(tmp_path, f"{PROSE}\n\n* * *\n\n{PROSE}\n\n-----\n\n{PROSE}")
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "break", "paragraph", "break", "paragraph"]


def test_lines_of_a_script_are_not_joined(tmp_path: Path) -> None:
    template = "- Emma (whispering)\n- Leo… What have you done?\n- Leo (shaken)\n- Nothing. I swear it.\n"
    assert [text for _, text in kinds(read(tmp_path, template))] == template.strip().split("\n")
    named = "Emma (whispering): Leo?\nLeo: I am here.\nNARRATOR: The lamp went out.\n"
    assert [text for _, text in kinds(read(tmp_path, named))] == named.strip().split("\n")


def test_a_stage_play_keeps_its_name_lines_apart(tmp_path: Path) -> None:
    play = (
        "ALGERNON. Did you hear what I was playing, Lane?\n\n"
        "LANE. I didn’t think it polite to listen, sir, and so I went and polished\nthe silver in the other room.\n\n"
        "HAMLET.\nTo be, or not to be, that is the question:\nWhether ’tis nobler in the mind to suffer\n"
        "The slings and arrows of outrageous fortune,\nOr to take arms against a sea of troubles.\n"
    )
    found = kinds(read(tmp_path, play))
    assert found[0][1].startswith("ALGERNON. Did you hear")
    assert found[1][1].endswith("went and polished the silver in the other room.")
    assert found[2] == ("paragraph", "HAMLET.")
    assert found[3][0] == "verse"
    assert found[3][1].count("\n") == 3


def test_notes_and_editors_brackets_are_not_read(tmp_path: Path) -> None:
    text = f"The whale[1] is a fish.* [Illustration: a whale]\n\n[1] See Linnaeus.\n\n*So they thought then.\n\n{PROSE}"
    document = read(tmp_path, text)
    assert kinds(document)[0] == ("paragraph", "The whale is a fish.")
    assert "Linnaeus" not in document.chapters[0].text
    assert "So they thought" not in document.chapters[0].text
    assert len(document.warnings) == 2


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_any_encoding_is_understood(encoding: str) -> None:
    text = (
        "Während der Käse fiel, schrie Zoë: «Où est passé l’été?» – und alle lachten über die Größe des Fräuleins. "
        * 5
    )
    text = text.replace("’", "'").replace("–", "-") if encoding == "latin-1" else text
    assert decode(text.encode(encoding)) == text


def test_cyrillic_without_a_mark_is_understood() -> None:
    text = "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. " * 10
    assert decode(text.encode("cp1251")) == text


def test_languages_are_guessed(tmp_path: Path) -> None:
    german = "Der Mann ist nicht mit dem Hund in die Stadt gegangen, und die Frau war auch nicht da. " * 5
    assert read(tmp_path, german).language == "de"
    assert read(tmp_path, "Все счастливые семьи похожи друг на друга. " * 5).language == "ru"
    assert read(tmp_path, "Yes. No. Sí.").language == "en"


def test_page_numbers_in_a_text_are_no_chapters() -> None:
    groups = [Group((line,), 1) for number in range(1, 15) for line in (str(number), PROSE)]
    found = find_headings(groups)
    assert not found.found
    assert len(found.page_numbers) == 14


def test_capital_titles_divide_a_book_of_stories(tmp_path: Path) -> None:
    text = "".join(
        f"\n\n\n{title}\n\n{PROSE}\n\n{PROSE}"
        for title in ("THE RED DOOR", "A LATE GUEST", "WHAT THE RAIN SAID")
    )
    assert [chapter.title for chapter in read(tmp_path, text).chapters] == [
        "THE RED DOOR",
        "A LATE GUEST",
        "WHAT THE RAIN SAID",
    ]
