"""Wrapped lines, divided words, numbers, emphasis: the small pure pieces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.documents.clean import is_ornament, plain_emphasis, tidy, without_editors_notes
from engines.documents.headings import heading_of, matter_of, title_case
from engines.documents.lines import is_speech_line, join, printed_vocabulary, vocabulary
from engines.documents.numbering import number_of


@pytest.mark.parametrize(
    ("lines", "text", "is_hyphenated", "expected"),
    [
        (["the conser-", "vatory"], "", True, "the conservatory"),
        (["the conser\u00ad", "vatory"], "", False, "the conservatory"),
        (["a well-", "known man"], "well-known", True, "a well-known man"),
        (["a well-", "meant word"], "", True, "a well-meant word"),
        (["the self-", "made man"], "", True, "the self-made man"),
        (["an Anglo-", "Saxon"], "", True, "an Anglo-Saxon"),
        (["the mantel-", "piece"], "mantelpiece", False, "the mantelpiece"),
        (["the mantel-", "piece"], "", False, "the mantel-piece"),
        (["a blue lake--", "a lake"], "", False, "a blue lake--a lake"),
        (["1914-", "1918"], "", True, "1914- 1918"),
    ],
)
def test_words_divided_at_line_ends(lines: list[str], text: str, is_hyphenated: bool, expected: str) -> None:
    assert join(lines, vocabulary(text), is_hyphenated=is_hyphenated) == expected


def test_halves_of_divided_words_are_no_words() -> None:
    assert printed_vocabulary(["he saw the win-", "dow and the", "lamp"]) == vocabulary(
        "he saw the and the lamp"
    )


@given(st.lists(st.text("ab cé’", min_size=1, max_size=12), max_size=8))
def test_joining_loses_no_letter(lines: list[str]) -> None:
    joined = join(lines, vocabulary(""), is_hyphenated=True)
    assert joined.split() == " ".join(lines).split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("HAMLET.", True),
        ("FIRST WITCH. When shall we meet?", True),
        ("Emma (whispering): Leo…", True),
        ("Leo Vane: I am here.", True),
        ("- Emma (whispering)", True),
        ("– Leo… What have you done?", True),
        ("MR. KNIGHTLEY came in.", False),
        ("It was late.", False),
        ("he said: come in", False),
    ],
)
def test_lines_of_scripts(line: str, expected: bool) -> None:
    assert is_speech_line(line) is expected


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numerals_are_read(number: int) -> None:
    numeral, rest = "", number
    for value, letters in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:  # fmt: skip  # noqa: E501
        while rest >= value:
            numeral, rest = numeral + letters, rest - value
    assert number_of(numeral) == number == number_of(str(number))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("one", 1),
        ("Twenty-One", 21),
        ("twenty first", 21),
        ("twelfth", 12),
        ("ninety", 90),
        ("IIX", None),
        ("", None),
        ("twenty-twenty", None),
        ("door", None),
    ],
)
def test_number_words(text: str, number: int | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("CHAPTER XII.", "chapter"),
        ("Chapter One: The Door", "chapter"),
        ("Chapter the First", "chapter"),
        ("THE SECOND PART", "part"),
        ("BOOK III", "part"),
        ("STAVE ONE", "chapter"),
        ("_CHAPTER IV_", "chapter"),
        ("IV.", "numeral"),
        ("12", "numeral"),
        ("II. THE SPECKLED BAND", "numeral"),
        ("Prologue", "named"),
        ("Scene 2", "scene"),
        ("Chapter one was over before he knew it.", None),
        ("Part of the way they walked.", None),
        ("Book a table.", None),
        ("Mild weather", None),
    ],
)
def test_headings_by_their_words(line: str, rank: str | None) -> None:
    heading = heading_of(line)
    assert (heading.rank if heading else None) == rank


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("Copyright © 2012", "front"),
        ("Table of Contents", "front"),
        ("DEDICATION", "front"),
        ("Index of First Lines", "back"),
        ("About the Author", "back"),
        ("Notes on “The Waste Land”", "back"),
        ("Preface", None),
        ("Chapter 1. Loomings.", None),
        ("The Cover", None),
    ],
)
def test_matter_by_title(title: str, matter: str | None) -> None:
    assert matter_of(title) == matter


def test_emphasis_goes_and_blanks_stay() -> None:
    assert (
        plain_emphasis("Between _them_ it was _very odd_, Mr. ____ of B___, snake_case")
        == "Between them it was very odd, Mr. ____ of B___, snake_case"
    )


def test_editors_notes_go_and_other_brackets_stay() -> None:
    assert (
        without_editors_notes("A [Illustration: x] b [Pg 12]c {p. 3} [sic] [He sits.]")
        == "A  b c [sic] [He sits.]"
    )


def test_titles_in_capitals_are_set_in_ordinary_case() -> None:
    assert title_case("THE SIGN OF THE FOUR") == "The Sign of the Four"
    assert title_case("HENRY IV: A PLAY") == "Henry IV: A Play"
    assert title_case("The iPhone") == "The iPhone"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("* * *", True), ("———", True), ("#", True), ("⁂", True), ("", False), ("* a *", False), ("...", False)],
)
def test_ornaments(text: str, expected: bool) -> None:
    assert is_ornament(text) is expected


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_tidy_text_is_clean_and_stays_so(text: str) -> None:
    clean = tidy(text)
    assert clean == clean.strip() == tidy(clean)
    assert not set(clean) & set("\u00ad\u200b\ufeff\n\r\t\x00\x07")


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"
    assert tidy("a\u200cb\u00adc\u200bd") == "abcd"
