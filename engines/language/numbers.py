"""Numbers as words: cardinals, ordinals, years, decimals, digits, money, clock times. Other languages: num2words."""

from functools import lru_cache

DIGITS = "zero one two three four five six seven eight nine".split()
MONTHS = ("January February March April May June July August September October November December").split()
_LONGEST = 15
"""Longer numbers are read digit by digit: nobody hears what a sextillion is."""


@lru_cache(maxsize=4096)
def _num2words(number: int | float, to: str, language: str) -> str:
    from num2words import num2words

    try:
        words = num2words(number, to=to, lang=language)
    except (NotImplementedError, OverflowError):
        words = num2words(number, lang="en")
    return words.replace(",", "")


def cardinal(digits: str, language: str = "en") -> str:
    """Return "1,234" as words; a number with a leading zero or too long to be a quantity is read digit by digit."""
    plain = digits.replace(",", "")
    if len(plain) > _LONGEST or (len(plain) > 1 and plain[0] == "0"):
        return spell_digits(plain, language)
    return _num2words(int(plain), "cardinal", language)


def spell_digits(digits: str, language: str = "en") -> str:
    """Return "007" as "zero zero seven"."""
    if language == "en":
        return " ".join(DIGITS[int(digit)] for digit in digits if digit.isdecimal())
    return " ".join(_num2words(int(digit), "cardinal", language) for digit in digits if digit.isdecimal())


def decimal(whole: str, fraction: str, language: str = "en") -> str:
    """Return "3", "14" as "three point one four"."""
    if language != "en":
        return _num2words(float(f"{whole.replace(',', '') or '0'}.{fraction}"), "cardinal", language)
    return f"{cardinal(whole or '0')} point {spell_digits(fraction)}"


def ordinal(digits: str, language: str = "en") -> str:
    """Return "21" as "twenty-first"."""
    plain = digits.replace(",", "")
    return (
        _num2words(int(plain), "ordinal", language) if len(plain) <= _LONGEST else cardinal(plain, language)
    )


def year(digits: str, language: str = "en") -> str:
    """Return "1901" as "nineteen oh-one", "2005" as "two thousand and five"."""
    return _num2words(int(digits), "year", language)


def decade(digits: str) -> str:
    """Return "1920" as "nineteen twenties", "90" as "nineties", "1900" as "nineteen hundreds"."""
    words = year(digits) if len(digits) == 4 else cardinal(digits)
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


def fraction(numerator: str, denominator: str) -> str:
    """Return "3", "4" as "three quarters"."""
    names = {2: ("half", "halves"), 4: ("quarter", "quarters")}
    part = int(denominator)
    one, many = names.get(part, (ordinal(denominator), ordinal(denominator) + "s"))
    return f"{cardinal(numerator)} {one if int(numerator) == 1 else many}"


def clock(hours: str, minutes: str, *, half_of_day: bool) -> str:
    """Return "10", "05" as "ten oh five"; full hours are "ten o'clock" unless a.m. or p.m. follows."""
    hour = cardinal(str(int(hours)))
    if int(minutes) == 0:
        return hour if half_of_day else f"{hour} o'clock"
    return f"{hour} oh {cardinal(minutes[1])}" if minutes[0] == "0" else f"{hour} {cardinal(minutes)}"


def date(day: str, month: int, year_digits: str | None) -> str:
    """Return "3", 5, "1901" as "May third, nineteen oh-one"."""
    said = f"{MONTHS[month - 1]} {ordinal(day)}"
    return f"{said}, {year(year_digits)}" if year_digits else said


CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "US$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
    "₹": ("rupee", "rupees", "paisa", "paise"),
}
SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion", "tn": "trillion"}


def money(symbol: str, whole: str, small: str | None, scale: str | None) -> str:
    """Return "$", "3", "50", None as "three dollars and fifty cents"; with a scale "three point five million dollars"."""
    one, many, cent, cents = CURRENCIES[symbol]
    if scale:
        amount = decimal(whole, small) if small else cardinal(whole)
        return f"{amount} {SCALES.get(scale.lower(), scale.lower())} {many}"
    units = f"{cardinal(whole)} {one if whole == '1' else many}"
    if not small or not int(small):
        return units
    small = small.ljust(2, "0")[:2]
    change = f"{cardinal(str(int(small)))} {cent if int(small) == 1 else cents}"
    return change if not int(whole.replace(",", "")) else f"{units} and {change}"
