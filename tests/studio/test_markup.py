from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from studio import markup
from studio.markup import Markup, tag


class Reader(HTMLParser):
    """Collects the elements and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, dict(attributes)))

    def handle_data(self, text: str) -> None:
        self.text += text


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)


@given(PRINTABLE, PRINTABLE)
def test_words_never_become_elements(words: str, title: str) -> None:
    found = read(tag("p", words, title=title))
    assert found.elements == [("p", {"title": title})]
    assert found.text == words


@given(PRINTABLE)
def test_buttons_carry_what_they_are_about_unchanged(subject: str) -> None:
    ((name, attributes),) = read(
        markup.button("Delete", "delete", id=subject or "x", data_confirm="Sure?")
    ).elements
    assert name == "button"
    assert attributes["data-act"] == "delete"
    assert attributes["data-id"] == (subject or "x")
    assert attributes["type"] == "button"


def test_attributes() -> None:
    assert (
        tag("button", class_="a", disabled=True, hidden=False, title=None)
        == '<button class="a" disabled></button>'
    )
    assert tag("input", value=1) == '<input value="1">'


def test_markup_is_not_escaped_twice() -> None:
    assert tag("p", tag("b", "a & b"), None) == "<p><b>a &amp; b</b></p>"
    assert isinstance(markup.join(["<", None]), Markup)
    assert markup.join(["<", None]) == "&lt;"


def test_bar_stays_within_its_track() -> None:
    assert "width:100.0%" in markup.bar(1.7, "x")
    assert 'aria-valuenow="0"' in markup.bar(-1, "x")


def test_pager_is_there_only_when_needed() -> None:
    assert markup.pager(0, has_more=False) is None
    first = read(markup.pager(0, has_more=True)).elements
    assert ["disabled" in attributes for name, attributes in first if name == "button"] == [True, False]


def test_empty_facts_are_left_out() -> None:
    assert read(markup.facts([("Voice", "Ada"), ("Job", None), ("Notes", "")])).text == "VoiceAda"
