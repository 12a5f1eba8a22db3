import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engines.language.normalize import normalize


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mr. and Mrs. Dursley of No. 4, Privet Dr., were proud.",
            "Mister and Missus Dursley of number four, Privet Drive, were proud.",
        ),
        ("St. Paul lived on Main St. in 1901.", "Saint Paul lived on Main Street in nineteen oh-one."),
        ("Dr Watson and M. Poirot", "Doctor Watson and Monsieur Poirot"),
        ("dogs, cats, etc. He left.", "dogs, cats, et cetera. He left."),
        ("e.g. this, i.e. that", "for example, this, that is, that"),
        ("J. R. R. Tolkien of the U.S.A.", "J R R Tolkien of the U S A."),
        ("King Henry VIII met Louis XIV.", "King Henry the eighth met Louis the fourteenth."),
        ("Charles I was king. Charles I know.", "Charles I was king. Charles I know."),
        (
            "Queen Elizabeth I, Chapter IV, World War II",
            "Queen Elizabeth the first, Chapter four, World War two",
        ),
        ("XII. The End", "twelve. The End"),
        ("IV", "four"),
        (
            "1,234,567 men",
            "one million two hundred and thirty-four thousand five hundred and sixty-seven men",
        ),
        ("3.14 and .5 and -7", "three point one four and zero point five and minus seven"),
        ("the 21st, 2nd and 103rd", "the twenty-first, second and one hundred and third"),
        ("12 March 1954", "the twelfth of March nineteen fifty-four"),
        ("March 3, 2005", "March third, two thousand and five"),
        ("2021-05-03", "May third, twenty twenty-one"),
        ("12/25/1999", "December twenty-fifth, nineteen ninety-nine"),
        ("1914-1918", "nineteen fourteen to nineteen eighteen"),
        ("the 1920s and the '90s", "the nineteen twenties and the nineties"),
        ("at 10:05 p.m. or 9:00", "at ten oh five P M or nine o'clock"),
        ("5 o'clock", "five o'clock"),
        (
            "$3.50 and $1 and £2.5m",
            "three dollars and fifty cents and one dollar and two point five million pounds",
        ),
        ("£3 10s. 6d.", "three pounds ten shillings and six pence"),
        ("€5 million", "five million euros"),
        ("5 km at 30 °C, 50%", "five kilometers at thirty degrees Celsius, fifty percent"),
        ("1 kg, 6 ft, 2.5 lbs", "one kilogram, six feet, two point five pounds"),
        ("1/2, 3/4 and 2½ cups", "one half, three quarters and two and a half cups"),
        ("555-1234", "five five five, one two three four"),
        ("Agent 007", "Agent zero zero seven"),
        ("see https://www.example.com/a-b", "see example dot com slash a dash b"),
        ("mail me@x.org", "mail me at x dot org"),
        ("GET OUT, said the FBI man. He was NOT here.", "Get out, said the FBI man. He was not here."),
        ("I WILL NEVER GO!", "I will never go!"),
        ("_very_ **bold** [link](http://a.b)", "very bold link"),
        ("“Well—” he said; ‘nothing’!", "Well, he said; nothing!"),
        ("— Hello, he said — and left.", "Hello, he said, and left."),
        ("And then… nothing", "And then... nothing"),
        ("salt & pepper = 5 + 5", "salt and pepper equals five plus five"),
        ("INT. TENT – NIGHT", "Interior, tent, night"),
        ("don’t, o'clock, 'tis", "don’t, o'clock, tis"),
        ("No. [pause:2] Yes.", "No. Yes."),
        ("* * *", ""),
        ("“—”", ""),
        ("", ""),
    ],
)
def test_written_forms_become_words(text: str, said: str) -> None:
    assert normalize(text) == said


def test_the_dictionary_comes_first() -> None:
    assert normalize(
        "Hermione met Dr. No.", dictionary={"Hermione": "Her my oh nee", "Dr. No": "Doctor No"}
    ) == ("Her my oh nee met Doctor No.")


def test_other_languages_get_their_numbers() -> None:
    assert normalize("Er hat 21 Äpfel.", language="de") == "Er hat einundzwanzig Äpfel."
    assert normalize("« Il a 2 chats »", language="fr-FR") == "Il a deux chats"


PIECES = (
    "Mr. Hill", "Dr.", "St.", "1901", "12,500", "3.5", "1/2", "21st", "$5", "£3 10s.", "5 km",
    "50%", "10:30", "p.m.", "No. 7",
    "Chapter XII", "Henry VIII", "J. R. R.", "U.S.", "FBI", "SHOUT", "No!", "“Yes,”", "‘no’",
    "it's", "—", "--", "…", "...", "_em_",
    "e.g.", "etc.", "www.a.com", "+44 20 7946 0958", "007", "1920s", "'90s", "½", "²", "٣",
    "word", "Tom", "and", "the", ",", ".",
    "?", "\n", "2021-05-03", "#5", "&", "99999999999999999999", "I", "A.", "[x]", "(y)", "🙂", "1–2", "5'", "6\"",
)  # fmt: skip
written = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
texts = written | st.text(max_size=40)


@settings(max_examples=400, deadline=None)
@given(texts)
@example("¹⁄₂ ①②③")
def test_no_digits_marks_or_double_spaces_are_spoken(text: str) -> None:
    said = normalize(text)
    assert not any(character.isdigit() for character in said)
    assert not re.search(r"[\"“”«»*\[\]()]|  |\n|--|—", said)
    assert said == said.strip()
    assert not said or any(character.isalnum() for character in said)


@settings(max_examples=400, deadline=None)
@given(written)
def test_normalizing_twice_changes_no_word(text: str) -> None:
    once = normalize(text)
    assert re.findall(r"\w+", normalize(once).lower()) == re.findall(r"\w+", once.lower())


words = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzéö", min_size=4, max_size=9), min_size=1, max_size=12
)


@settings(max_examples=200, deadline=None)
@given(words, st.sampled_from((" ", ", ", " — ", "; ", "... ", " 12 ", ". ")))
def test_no_word_is_lost(given_words: list[str], gap: str) -> None:
    said = normalize("“" + gap.join(given_words) + "!”")
    left = iter(re.findall(r"[^\W\d_]+", said))
    assert all(unicodedata.normalize("NFC", word) in left for word in given_words)
