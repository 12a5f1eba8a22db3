"""The script table as HTML: usable with thousands of turns, harmless whatever a book contains."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.types import NARRATOR, Cast, Narrator, Scene, Turn
from jobs.projects import SceneSummary
from studio.audiobook import fields, scene_list, turn_table
from studio.audiobook.rows import rows_of
from studio.audiobook.turn_table import PAGE_ROWS, last_page, page_of, table
from tests.studio.test_audiobook_rows import VOICES
from tests.studio.test_markup import read

CAST = Cast(narrator=Narrator(id="n", name="Ada", voice_id="ada", personality="Calm."))


def rows(count: int, **changes: object):
    turns = tuple(Turn(id=f"t{number}", text=f"Line {number}.", **changes) for number in range(1, count + 1))
    return rows_of(Scene(id="s1", chapter_id="c1", turns=turns), CAST, VOICES)


def drawn(shown, *, page: int = 0, chosen: str | None = None) -> str:
    return str(table(shown, page=page, chosen=chosen, speakers=[NARRATOR], voices=VOICES))


def test_eight_thousand_turns_make_a_page_of_bounded_size():
    many = rows(8000)
    html = drawn(many, page=70)
    assert html.count('class="au-turn') == PAGE_ROWS + 2  # the head and the list itself begin the same way
    assert len(html) < 200_000
    assert f"{70 * PAGE_ROWS + 1}–{71 * PAGE_ROWS} of 8,000 lines" in html


@given(st.integers(0, 500), st.integers(-3, 20))
@settings(max_examples=50, deadline=None)
def test_the_page_is_always_one_that_exists(count, page):
    assert 0 <= page_of(rows(count), None, page) <= last_page(count)


def test_the_page_follows_the_chosen_turn():
    assert page_of(rows(200), "t130", 0) == 129 // PAGE_ROWS


def test_every_page_together_shows_every_turn_once():
    many = rows(3 * PAGE_ROWS + 7)
    pages = [drawn(many, page=page) for page in range(last_page(len(many)) + 1)]
    for row in many:
        assert sum(f'data-field="says" data-value="{row.says}"' in page for page in pages) == 1


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}${7*7}`"]
)
def test_words_of_a_book_are_never_markup(hostile):
    shown = rows_of(
        Scene(id="s", chapter_id="c", turns=(Turn(id="t1", kind="dialogue", speaker=hostile, text=hostile),)),
        CAST,
        VOICES,
    )
    html = drawn(shown, chosen="t1")
    assert "<script" not in html and "<img" not in html
    assert read(html)


def test_only_the_chosen_turn_has_its_panel_open():
    html = drawn(rows(3), chosen="t2")
    assert html.count('class="au-panel"') == 1
    assert html.count('aria-expanded="true"') == 1


def test_a_kept_take_cannot_be_taken_again():
    html = drawn(rows(1, locked=True), chosen="t1")
    assert 'data-act="retake" data-id="t1"' in html and "disabled" in html
    assert "Unlock" in html


def test_every_field_has_a_name_for_screen_readers():
    html = drawn(rows(2), chosen="t1")
    for tag in ("<input", "<select", "<textarea"):
        for piece in html.split(tag)[1:]:
            assert "aria-label=" in piece.split(">")[0]


def test_an_empty_scene_says_what_to_do():
    assert "Choose another scene" in drawn(())


def test_a_field_tells_the_page_what_the_server_knows():
    html = str(fields.select("how", "calm", "How", [("calm", "calm"), ("sad", "sad")], row="t1"))
    assert 'data-value="calm"' in html and 'value="calm" selected' in html


def summary(number: int, chapter: int = 1, **changes: object) -> SceneSummary:
    found = {
        "id": f"s{number}", "chapter_id": f"c{chapter}", "chapter_title": f"Chapter {chapter}", "title": "",
        "turns": 12, "unsure": 0, "words": 300, "approved": False,
    }  # fmt: skip
    return SceneSummary(**(found | changes))


def test_the_scene_list_badges_doubts_and_approvals():
    html = str(scene_list.scene_list([summary(1, unsure=4), summary(2, approved=True)], chosen="s2"))
    assert (
        "unsure 4" in html and "approved ✓" in html and "1 of 2 scenes approved, 4 lines to look at" in html
    )
    assert html.count('aria-current="true"') == 1


def test_in_a_long_book_only_the_chapter_at_hand_is_open():
    book = [summary(number, chapter=1 + number // 10) for number in range(100)]
    html = str(scene_list.scene_list(book, chosen="s55"))
    assert html.count("<details open") == 1 and html.count("<details") == 10


def test_pages_are_asked_for_by_number():
    assert 'data-act="page" data-id="1"' in drawn(rows(PAGE_ROWS + 1))
    assert (
        turn_table.table(rows(PAGE_ROWS), page=0, chosen=None, speakers=[], voices=VOICES).count("au-pages")
        == 0
    )
