"""Dividing pieces into chapters: nothing is lost, ids and matter hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engines.documents.chapters import LONG_CHAPTER, divide, mark_headings
from engines.documents.draft import Mark, Piece

TITLES = st.sampled_from(
    ["Part One", "Chapter 1", "Chapter 2", "I", "The Door", "Contents", "Index", "Prologue", "Notes"]
)
MARKS = st.lists(st.builds(Mark, title=TITLES, level=st.integers(1, 4)), max_size=2).map(tuple)
PIECES = st.lists(
    st.builds(
        Piece,
        kind=st.sampled_from(["paragraph", "heading", "break", "verse"]),
        text=st.sampled_from(["A sentence that is long enough to count as prose here.", "Title", "* * *"]),
        marks=MARKS,
        matter=st.sampled_from([None, None, "front", "body", "back"]),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=120, deadline=None)
@given(PIECES)
def test_no_piece_of_the_book_is_lost_and_order_is_kept(pieces: list[Piece]) -> None:
    chapters = divide(pieces, title="The Lamp")
    kept = [(block.kind, block.text) for chapter in chapters for block in chapter.blocks]
    everything = iter([(piece.kind, piece.text) for piece in pieces])
    assert all(block in everything for block in kept)
    prose = [(piece.kind, piece.text) for piece in pieces if piece.kind in ("paragraph", "verse")]
    assert [block for block in kept if block[0] in ("paragraph", "verse")] == prose
    assert [chapter.id for chapter in chapters] == [f"c{number}" for number in range(1, len(chapters) + 1)]
    assert all(chapter.title and chapter.blocks for chapter in chapters)
    if chapters:
        assert any(chapter.matter == "body" for chapter in chapters)


def section(title: str, level: int, length: int = 500) -> list[Piece]:
    sentence = "This is a sentence of prose. "
    return [
        Piece("heading", title, (Mark(title, level),)),
        Piece("paragraph", (sentence * (length // len(sentence) + 1)).strip()),
    ]


def titles(pieces: list[Piece]) -> list[str]:
    return [chapter.title for chapter in divide(pieces, title="Book")]


def test_sections_inside_a_chapter_do_not_divide_it() -> None:
    pieces = section("Alpha", 1) + section("one", 2) + section("two", 2) + section("Beta", 1)
    assert titles(pieces) == ["Alpha", "Beta"]


def test_an_hour_long_chapter_is_divided_at_its_sections() -> None:
    pieces = section("Alpha", 1) + section("one", 2, LONG_CHAPTER) + section("two", 2) + section("Beta", 1)
    assert titles(pieces) == ["Alpha", "one", "two", "Beta"]


def test_the_one_outermost_heading_is_the_book_and_not_a_chapter() -> None:
    pieces = [Piece("heading", "The Lamp", (Mark("The Lamp", 1),)), *section("Alpha", 2), *section("Beta", 2)]
    assert titles(pieces) == ["Alpha", "Beta"]


def test_a_title_page_is_front_matter_and_a_long_opening_is_not() -> None:
    names = [Piece("paragraph", "The Lamp"), Piece("paragraph", "by Ada Reed")]
    assert [chapter.matter for chapter in divide(names + section("Alpha", 1), title="Book")] == [
        "front",
        "body",
    ]
    opening = [Piece("paragraph", "This is a whole sentence of the story itself. " * 20)]
    assert [chapter.matter for chapter in divide(opening + section("Alpha", 1), title="Book")] == [
        "body",
        "body",
    ]


def test_a_subtitle_joins_the_title_of_its_chapter() -> None:
    pieces = [Piece("heading", "Chapter I"), Piece("heading", "The Door"), Piece("paragraph", "Text.")]
    marked = mark_headings(pieces, [2, 2, 0])
    assert titles(marked) == ["Chapter I: The Door"]
