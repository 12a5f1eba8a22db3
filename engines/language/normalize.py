"""Text -> the words an engine shall say: numbers, dates, abbreviations, capitals, marks. The displayed text stays."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from engines.language import numbers
from engines.language.abbreviations import expand_abbreviations
from engines.language.dictionary import pronounce
from engines.language.roman import say_roman

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_UNITS = {
    "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "kg": "kilogram", "g": "gram",
    "mg": "milligram", "lb": "pound", "lbs": "pound", "oz": "ounce", "ft": "foot", "yd": "yard", "yds": "yard",
    "mi": "mile", "mph": "mile per hour", "km/h": "kilometer per hour", "kph": "kilometer per hour",
    "ml": "milliliter", "l": "liter", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "kB": "kilobyte", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "W": "watt",
    "kW": "kilowatt", "MW": "megawatt", "V": "volt", "kWh": "kilowatt hour", "hr": "hour", "hrs": "hour",
    "min": "minute", "mins": "minute", "sec": "second", "secs": "second", "ms": "millisecond", "dB": "decibel",
    "°C": "degree Celsius", "°F": "degree Fahrenheit", "°": "degree",
}  # fmt: skip
_PLURALS = {
    "foot": "feet",
    "hertz": "hertz",
    "kilohertz": "kilohertz",
    "megahertz": "megahertz",
    "gigahertz": "gigahertz",
}
_GLYPHS = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
_SYMBOLS = {
    "&": " and ", "+": " plus ", "=": " equals ", "×": " times ", "÷": " divided by ", "±": " plus or minus ",
    "@": " at ", "%": " percent ", "§": " section ", "©": " copyright ", "°": " degrees ", "→": " to ", "~": " about ",
    "<": " less than ", ">": " greater than ", "²": " squared ", "³": " cubed ",
    "£": " pounds ", "$": " dollars ", "€": " euros ", "¥": " yen ", "₹": " rupees ",
}  # fmt: skip
_MONTH = "|".join(numbers.MONTHS)
_N = r"\d{1,3}(?:,\d{3})+|\d+"
_YEAR = r"(?:1[1-9]\d\d|20\d\d)"


def _unit(match: re.Match[str]) -> str:
    whole, small, unit = match.groups()
    amount = numbers.decimal(whole, small) if small else numbers.cardinal(whole)
    name = _UNITS[unit]
    if whole != "1" or small:
        first, _, rest = name.partition(" ")
        name = _PLURALS.get(first, first + "s") + (f" {rest}" if rest else "")
    return f"{amount} {name}"


def _phone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match.group())
    if sum(map(len, groups)) < 7:
        return match.group()
    plus = "plus " if match.group().startswith("+") else ""
    return plus + ", ".join(numbers.spell_digits(group) for group in groups)


def _slashed_date(match: re.Match[str]) -> str:
    first, second, year = (int(group) for group in match.groups())
    month, day = (second, first) if first > 12 else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match.group().replace("/", " ")
    return numbers.date(str(day), month, str(year))


def _shillings(match: re.Match[str]) -> str:
    shillings, pence = match.groups()
    said = f"{numbers.cardinal(shillings)} shilling{'' if shillings == '1' else 's'}"
    return f"{said} and {numbers.cardinal(pence)} pence" if pence else said


def _mixed(match: re.Match[str]) -> str:
    whole, top, bottom = match.groups()
    if not int(bottom) or (int(top) >= int(bottom) and whole is None):
        return f"{numbers.cardinal(top)} {numbers.cardinal(bottom)}"
    part = numbers.fraction(top, bottom)
    if whole is None:
        return part
    return f"{numbers.cardinal(whole)} and {'a ' + part[4:] if top == '1' else part}"


def _range(match: re.Match[str]) -> str:
    return f"{match.group(1)} to {match.group(2)}"


def _web(match: re.Match[str]) -> str:
    address = re.sub(r"^https?://(?:www\.)?", "", match.group()).rstrip("/")
    names = {".": " dot ", "@": " at ", "/": " slash ", "-": " dash ", "_": " underscore ", ":": " "}
    return re.sub(r"[^\w\s]|_", lambda mark: names.get(mark.group(), " "), address)


_WEB = re.compile(
    r"\bhttps?://[^\s<>\"”)]+[\w/]|\bwww\.[^\s<>\"”)]+[\w/]|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"
    r"|\b[a-z][\w-]+\.(?:com|org|net|io|edu|gov|co\.uk|de|fr)\b(?:/[\w/-]*)?"
)

# In order: a rule may rely on all before it having been applied.
_NUMBER_RULES: tuple[Rule, ...] = (
    (
        re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b"),
        lambda m: numbers.date(str(int(m[3])), int(m[2]), m[1]),
    ),
    (re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"), _slashed_date),
    (re.compile(r"\b24/7\b"), "twenty-four seven"),
    (re.compile(r"\+?\(?\d{2,4}\)?(?:[ -]\d{2,4}){2,}\b|\b\d{3}-\d{4}\b"), _phone),
    (
        re.compile(
            r"(US\$|[$£€¥₹])\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?"
            r"(?:\s?(million|billion|trillion|thousand|hundred|bn|mn|tn|[kKmMbB])\b)?"
        ),
        lambda m: numbers.money(m[1], m[2], m[3], m[4]),
    ),
    (re.compile(r"\b(\d+)s\.(?:\s?(\d+)d\.)?"), _shillings),
    (
        re.compile(r"\b([01]?\d|2[0-4])[:.]([0-5]\d)(?=\s?[AP] M\b)|\b([01]?\d|2[0-4]):([0-5]\d)\b(?!:\d)"),
        lambda m: numbers.clock(m[1] or m[3], m[2] or m[4], half_of_day=m[1] is not None),
    ),
    (
        re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b"),
        lambda m: f"the {numbers.ordinal(m[1])} of {m[2]}" if 1 <= int(m[1]) <= 31 else m[0],
    ),
    (re.compile(r"\bthe the (?=\w+ of)"), "the "),
    (
        re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b"),
        lambda m: f"{m[1]} {numbers.ordinal(m[2])}" if 1 <= int(m[2]) <= 31 else m[0],
    ),
    (re.compile(rf"\b({_N})(?:st|nd|rd|th)\b"), lambda m: numbers.ordinal(m[1])),
    (re.compile(rf"\b({_YEAR}|\d0)['’]?s\b"), lambda m: numbers.decade(m[1])),
    (re.compile(r"['’](\d0)s\b"), lambda m: numbers.decade(m[1])),
    (
        re.compile(r"['’](\d\d)\b"),
        lambda m: numbers.cardinal(m[1]) if m[1][0] != "0" else f"oh {numbers.cardinal(m[1][1])}",
    ),
    (re.compile(r"(?:\b(\d+)[ -])?\b(\d{1,3})\s?[/⁄]\s?(\d{1,3})\b"), _mixed),
    (re.compile(r"(?<![\d-])(\d[\d,.]*)\s?[–-]\s?(\d[\d,.]*\b)(?!-\d)"), _range),
    (
        re.compile(
            rf"\b({_N})(?:\.(\d+))?\s?({'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?![\w'’])"
        ),
        _unit,
    ),
    (re.compile(r"#\s?(?=\d)"), "number "),
    (re.compile(r"(?<![\w.])-(?=\d)"), "minus "),
    (re.compile(rf"\b({_N})\.(\d+)\b"), lambda m: numbers.decimal(m[1], m[2])),
    (re.compile(r"(?<![\w.])\.(\d+)\b"), lambda m: numbers.decimal("0", m[1])),
    (re.compile(rf"\b{_YEAR}\b(?!,\d)"), lambda m: numbers.year(m[0])),
    (re.compile(rf"\b({_N})\b"), lambda m: numbers.cardinal(m[1])),
)
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_ANY_DIGITS = re.compile(r"[0-9]+")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\((?:[^()\s]*)\)")
_MARKUP = re.compile(r"[*`^|\\{}#]+|(?<!\w)_+|_+(?!\w)|~~+")
_INLINE = re.compile(r"\[/?(?:pause|voice)\b[^\]]*\]", re.IGNORECASE)
_WORD_IN_CAPITALS = re.compile(r"\b[A-Z](?:[A-Z]|['’](?=[A-Z]))+\b")
_SHORT_WORDS = frozenset(
    "no yes not you the and all are was his her him she out now run get go why who how did can but for me my we us he it is "
    "in on at do so to up oh ah hey god war sea one two six ten man old new big bad end day way see say let put off too any "
    "has had may our its if of or by be as an am ha ho".split()
)
_DASHES = re.compile(r"\s*(?:-{2,}|[—―–]+)\s*|\s+-\s+")
_QUOTES = re.compile(
    r"[\"“”„«»‹›‟]|(?<!\w)['‘’‚]+(?!(?:em|tis|twas|til|cause|twere|bout)\b)|(?<![\w])'|['’]+(?!\w)"
)
_QUOTE_IN_WORD = re.compile(r"(?<=\w)[\"“”„«»](?=\w)")
_BRACKETS = re.compile(r"\s*[()\[\]]\s*")
_COMMAS = re.compile(r"\s*,(?:\s*,)*\s*")
_COMMA_BEFORE_MARK = re.compile(r",\s*(?=[.!?;:…])|(?<=[.!?;:…]),(?=\s|$)|^\s*,\s*")
_SPACE = re.compile(r"\s+")
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[,.!?;:…](?!\w))")
_ELLIPSIS = re.compile(r"(?:\.\s?){3,}|…+")


def normalize(text: str, *, language: str = "en", dictionary: Mapping[str, str] | None = None) -> str:
    """Return what is to be said for the text; empty when it has no letter and no number.

    English gets every rule; other languages numbers, symbols and marks only. dictionary: written word -> respelling,
    applied first. The result has no digits, quotation marks or markup, keeps the marks that shape the melody (, . ! ? ...)
    and is its own normal form: normalizing it again changes no word.
    """
    english = language.split("-")[0] == "en"
    text = _CONTROLS.sub(" ", _HIDDEN.sub("", unicodedata.normalize("NFC", text)))
    text = _INLINE.sub(" ", _LINK.sub(r"\1", text))
    text = _ELLIPSIS.sub("… ", text)
    if dictionary:
        text = pronounce(text, dictionary)
    text = _plain_digits(text)
    text = _english(text) if english else _foreign(text, language.split("-")[0])
    text = _MARKUP.sub(" ", text)
    return _marks(text)


def _plain_digits(text: str) -> str:
    """Make half signs fractions and the digits of other scripts ASCII."""
    if text.isascii():
        return text
    for glyph, plain in _GLYPHS.items():
        text = re.sub(rf"(?<=\d){glyph}", f" {plain}", text).replace(glyph, plain)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _english(text: str) -> str:
    text = expand_abbreviations(say_roman(_WEB.sub(_web, text.replace("§", " section "))))
    if any(character.isdigit() for character in text):
        for pattern, said in _NUMBER_RULES:
            text = pattern.sub(said, text)
        text = _ANY_DIGITS.sub(lambda m: f" {numbers.cardinal(m[0])} ", text)
    return _symbols(_lower_shouting(text))


def _foreign(text: str, language: str) -> str:
    text = re.sub(r"\b(\d+)[.,](\d{1,2})\b", lambda m: numbers.decimal(m[1], m[2], language), text)
    return _ANY_DIGITS.sub(lambda m: f" {numbers.cardinal(m[0], language)} ", text)


def _symbols(text: str) -> str:
    for symbol, said in _SYMBOLS.items():
        if symbol in text:
            text = text.replace(symbol, said)
    return "".join(_odd(character) for character in text) if not text.isascii() else text


def _odd(character: str) -> str:
    """Say a circled or superscript digit; drop emoji and other signs nobody can read."""
    if character.isdigit():
        return f" {numbers.DIGITS[unicodedata.digit(character)]} "
    return " " if unicodedata.category(character) in ("So", "Sk", "Cf", "Co", "Cn", "Cc", "No") else character


def _lower_shouting(text: str) -> str:
    """Write shouted words small: an engine spells capitals. A lone short abbreviation (BBC, FBI) keeps its capitals."""
    letters = [character for character in text if character.isalpha()]
    mostly = len(letters) > 3 and sum(map(str.isupper, letters)) > 0.6 * len(letters)

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        is_word = mostly or word.lower() in _SHORT_WORDS or (len(word) > 3 and re.search(r"[AEIOUY]", word))
        return (word[0] + word[1:].lower() if match.start() == 0 else word.lower()) if is_word else word

    return _WORD_IN_CAPITALS.sub(lower, text)


def _marks(text: str) -> str:
    text = _QUOTES.sub("", _QUOTE_IN_WORD.sub(" ", text))
    text = _DASHES.sub(", ", text)
    text = _BRACKETS.sub(", ", text)
    text = _ELLIPSIS.sub("… ", text)
    text = _SPACE.sub(" ", text.replace("/", " "))
    text = _COMMAS.sub(", ", text)
    text = _COMMA_BEFORE_MARK.sub("", _SPACE_BEFORE_MARK.sub("", text))
    text = _SPACE.sub(" ", text).strip(" -–—_")
    if not any(character.isalnum() for character in text):
        return ""
    return text.lstrip(",.;:!?… ").rstrip(" ").replace("…", "...")
