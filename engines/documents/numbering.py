"""Numbers as headings print them: 12, XII, twelve, twelfth."""

import re

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})", re.I)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_UNITS = {
    word: value
    for value, words in enumerate(
        (
            "one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
            "eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth", "thirteen thirteenth",
            "fourteen fourteenth", "fifteen fifteenth", "sixteen sixteenth", "seventeen seventeenth",
            "eighteen eighteenth", "nineteen nineteenth",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_TENS = {
    word: value * 10
    for value, words in enumerate(
        (
            "twenty twentieth", "thirty thirtieth", "forty fortieth", "fifty fiftieth", "sixty sixtieth",
            "seventy seventieth", "eighty eightieth", "ninety ninetieth",
        ),
        start=2,
    )
    for word in words.split()
}  # fmt: skip

_WORD = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,4}}|[ivxlcdm]{{1,9}}|(?:{_WORD})(?:[ -](?:{_WORD}))?)"
"""A regular expression (to be used with re.I) of what number_of may understand."""


def number_of(text: str) -> int | None:
    """Return the value of digits, a roman numeral or an English number word below one hundred; None for anything else."""
    text = text.strip().lower()
    if text.isdecimal() and len(text) <= 4:
        return int(text)
    if text and _ROMAN.fullmatch(text):
        return _roman(text)
    words = re.split(r"[ -]", text)
    if len(words) == 1:
        return _UNITS.get(text) or _TENS.get(text)
    if len(words) == 2 and words[0] in _TENS and _UNITS.get(words[1], 10) < 10:
        return _TENS[words[0]] + _UNITS[words[1]]
    return None


def _roman(text: str) -> int:
    total = 0
    for letter, following in zip(text, text[1:] + " ", strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if _ROMAN_VALUES.get(following, 0) > value else value
    return total
