from hypothesis import given
from hypothesis import strategies as st

from engines.language.dictionary import pronounce


def test_only_whole_words_are_replaced() -> None:
    assert (
        pronounce("The cat saw a catfish, Cat's cat.", {"cat": "kat"}) == "The kat saw a catfish, kat's kat."
    )


def test_an_entry_with_a_capital_fits_only_as_written() -> None:
    assert pronounce("Polish the Polish table", {"Polish": "Poe-lish"}) == "Poe-lish the Poe-lish table"
    assert pronounce("polish it", {"Polish": "Poe-lish"}) == "polish it"


def test_the_longest_entry_wins_and_nothing_is_replaced_twice() -> None:
    entries = {"new": "nu", "new york": "noo yawk", "noo": "WRONG"}
    assert pronounce("New York is new.", entries) == "noo yawk is nu."


def test_signs_in_entries_are_no_patterns() -> None:
    assert pronounce("A.B. and C++", {"A.B.": "ay bee", "C++": "see plus plus"}) == "ay bee and see plus plus"


@given(st.text(max_size=60))
def test_empty_entries_change_nothing(text: str) -> None:
    assert pronounce(text, {}) == pronounce(text, {"": "x", "  ": "y"}) == text
