import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.scripting.quotes import STYLES, detect_styles, find_quotes, is_speech
from tests.scripting.conftest import lines


def quoted(text: str, *styles: str) -> list[str]:
    return [
        text[q.start : q.end].strip()
        for q in find_quotes(text, styles or detect_styles([text]))
        if is_speech(text, q)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," said Tom. "No."', ['"Yes,"', '"No."']),
        ("“Yes,” said Tom. “No.”", ["“Yes,”", "“No.”"]),
        (
            "‘Don’t go,’ said Tom. ‘It’s the dogs’ bones, that’s all.’",
            ["‘Don’t go,’", "‘It’s the dogs’ bones, that’s all.’"],
        ),
        ("'Don't go,' said Tom. 'I'm goin' home.'", ["'Don't go,'", "'I'm goin' home.'"]),
        ("‘’Tis late,’ she said.", ["‘’Tis late,’"]),
        ("«Oui», dit-il. «Non!»", ["«Oui»", "«Non!»"]),
        ("»Ja«, sagte er. »Nein!«", ["»Ja«", "»Nein!«"]),
        ("„Ja“, sagte er. „Nein!“", ["„Ja“", "„Nein!“"]),
        ("— Come in, he said. — Sit down.", ["— Come in,", "— Sit down."]),
        ("—Hola —dijo Juan—. ¿Qué tal?", ["—Hola", "¿Qué tal?"]),
        ("He said, \"She told me 'never' and left.\"", ["\"She told me 'never' and left.\""]),
        ("“He said ‘no’ to me,” whispered Tom.", ["“He said ‘no’ to me,”"]),
    ],
)
def test_each_style_of_quotation_mark_is_understood(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "expert" left.',
        'They were reading "The Times" at breakfast.',
        'The "Comte" and the "Marquis" were late.',
        "It's the '90s, and the dogs' bones.",
        "Rock 'n' roll was what he'd 'ad in mind.",
    ],
)
def test_scare_quotes_titles_and_apostrophes_stay_narration(text: str) -> None:
    assert quoted(text, "double", "single") == []


def test_a_quotation_of_several_paragraphs_has_one_speaker() -> None:
    text = (
        '"I was born," said Tom, "in York.\n\n"It rained there.\n\n"And so I left."\n\n"Indeed," said Mary.'
    )
    said = [(who, what) for who, what in lines(text) if what.startswith('"')]
    assert [who for who, _ in said] == ["Tom", "Tom", "Tom", "Tom", "Mary"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = '"I was born, said Tom, in York.\n\nThe rain fell on the street.\n\n"Indeed," said Mary.'
    assert ("Narrator", "The rain fell on the street.") in lines(text)
    assert ("Mary", '"Indeed,"') in lines(text)


def test_a_forgotten_closing_mark_swallows_no_second_quotation() -> None:
    assert quoted('"I was born, said Tom. "Yes," said Mary.', "double") == [
        '"I was born, said Tom.',
        '"Yes,"',
    ]


def test_styles_are_told_from_the_text() -> None:
    assert detect_styles(["“Yes,” said Tom."]) == ("double",)
    assert detect_styles(["‘Yes,’ said Tom, ‘I don’t.’"] * 3) == ("single",)
    assert detect_styles(["Nobody said a word. It's late."]) == ()
    assert "dash" in detect_styles(["— Yes, he said.", "— No.", "It rained."])


@given(st.text(alphabet="ab \"'“”‘’«»„,.—-\n", max_size=80))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    at = 0
    for found in find_quotes(text, STYLES):
        assert at <= found.start < found.end <= len(text)
        at = found.end
