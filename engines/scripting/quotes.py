"""Finds quotations in prose: which marks a text uses, where each quotation begins and ends, which are nobody's speech."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engines.scripting.verbs import SPEECH_VERBS

STYLES = ("double", "single", "guillemets", "low_high", "dash")
"""“…” or "…", ‘…’ or '…', «…», „…“, — …"""

_OPENERS = {
    "“": "double",
    '"': "double",
    "‘": "single",
    "'": "single",
    "«": "guillemets",
    "„": "low_high",
    "‚": "low_high",
}
_CLOSERS = {"double": '”"', "single": "’'", "guillemets": "»", "low_high": "“”"}
_MARKS = re.compile("[\"“”„‚«»‘’']")
_DOUBLE_MARKS = re.compile('["“”„‚«»]')
_SPACE_LIKE = ' \t\n\u00a0\u202f([{—–-_*/“"‘«'
_SURE_END = '.,!?;:—–-…*_)"”'
_ELISIONS = frozenset(
    "em tis twas twere twill til till cause bout round ere neath gainst n un ow e im er cos course cept fraid ome is as ad "
    "ave alf ouse appen pon".split()
)
_DASH_START = re.compile(r"[—―–]\s?|--?\s?(?=[A-ZÀ-Ý¡¿\"“])")
_SINGLE_OPENER = re.compile(r"(?:^|(?<=[\s(\[—–_\"“-]))[‘'](?=[\w…¡¿—\"“]|[’']\w)")
_WORDS = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in a paragraph: a half-open range with its marks."""

    start: int
    end: int
    closed: bool = True
    """False when no closing mark was found; it ends with the paragraph, and may go on in the next one."""
    dashed: bool = False
    """Set off by dashes, so that it is speech for certain."""


def detect_styles(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the styles of quotation mark that a text uses for speech, from STYLES; empty for one without any."""
    text = "\n".join(paragraphs)
    low, guillemets = text.count("„") + text.count("‚"), min(text.count("«"), text.count("»"))
    double = text.count('"') // 2 + text.count("“") - (low if low else 0)
    single = len(_SINGLE_OPENER.findall(text)) if "'" in text or "‘" in text else 0
    dashes = sum(1 for paragraph in paragraphs if _DASH_START.match(paragraph))
    found = []
    if low and low >= max(double, 1) / 2:
        found.append("low_high")
    elif double > 0 and double * 3 >= single:
        found.append("double")
    elif single >= 1 and double * 3 < single:
        found.append("single")
    if guillemets and guillemets * 4 >= double:
        found.append("guillemets")
    if (
        dashes
        and (not found or dashes * 3 >= double + guillemets + low)
        and dashes * 8 >= min(len(paragraphs), 24)
    ):
        found.append("dash")
    return tuple(found)


def find_quotes(text: str, styles: Sequence[str]) -> list[Quoted]:
    """Return the quotations of one paragraph in order, not overlapping, scare quotes among them.

    An unclosed one ends with the paragraph. With "dash", a paragraph that begins with a dash is dialogue but for the
    clauses that name its speaker.
    """
    if "dash" in styles and (start := _DASH_START.match(text)):
        return _dash_quotes(text, start.end())
    pattern = _MARKS if "single" in styles else _DOUBLE_MARKS
    reversed_guillemets = "guillemets" in styles and 0 <= text.find("»") < (text + "«").find("«")
    found: list[Quoted] = []
    opened, style = -1, ""
    for match in pattern.finditer(text):
        mark, at = match.group(), match.start()
        if opened >= 0 and _is_closer(text, mark, at, style, reversed_guillemets):
            found.append(Quoted(opened, at + 1))
            opened = -1
        elif candidate := _opens(text, mark, at, styles, reversed_guillemets):
            if opened < 0:
                opened, style = at, candidate
            elif candidate == style and style != "single" and text[at - 1 : at].isspace():
                # the closing mark was forgotten: what is open ends before the new one
                found.append(Quoted(opened, opened + len(text[opened:at].rstrip()), closed=False))
                opened = at
    if opened >= 0:
        found.append(Quoted(opened, len(text), closed=False))
    return found


def _opens(text: str, mark: str, at: int, styles: Sequence[str], is_reversed: bool) -> str:
    """Return the style that this mark opens here, else an empty string."""
    if is_reversed and mark in "«»":
        return "guillemets" if mark == "»" else ""
    style = _OPENERS.get(mark, "")
    if style not in styles:
        return ""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark == '"':
        return style if after.strip() and (not before or before in _SPACE_LIKE or after.isalnum()) else ""
    if style == "single":
        return style if _opens_single(text, mark, at, before) else ""
    return style


def _opens_single(text: str, mark: str, at: int, before: str) -> bool:
    if not _SINGLE_OPENER.match(text, at):
        return False
    word = _WORDS.match(text, at + 1)
    if word and word.group().lower() in _ELISIONS and word.group()[0].islower():
        return False
    return not (word and word.group()[0].isdigit() and mark == "'" and re.match(r"\d0s\b", word.group()))


def _is_closer(text: str, mark: str, at: int, style: str, is_reversed: bool) -> bool:
    if style == "guillemets":
        return mark == ("«" if is_reversed else "»")
    if mark not in _CLOSERS[style]:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if style == "single":
        return _closes_single(text, at, before, after)
    if mark == '"' and before.isspace() and after.isalnum():
        return False  # plainly an opening mark
    return True


def _closes_single(text: str, at: int, before: str, after: str) -> bool:
    """Tell a closing mark from an apostrophe: don't, the dogs', goin'."""
    if after.isalnum():
        return False
    if before in _SURE_END:
        return True
    if before.isspace():
        return not after.strip()
    if after in ",.;:!?)" and not _is_elided(text, at):
        return True
    return not _sure_closer_follows(text, at + 1)


def _is_elided(text: str, at: int) -> bool:
    return text[max(0, at - 2) : at].lower() in ("in", "an") or text[at - 1] in "s"


def _sure_closer_follows(text: str, start: int) -> bool:
    """Look for a closing mark after punctuation before the next opening mark."""
    opener = _SINGLE_OPENER.search(text, start)
    end = opener.start() if opener else len(text)
    for at in range(start, end):
        if text[at] in "’'" and text[at - 1] in _SURE_END and not text[at + 1 : at + 2].isalnum():
            return True
    return False


# ── dashes ───────────────────────────────────────────────────────────────────────────────────────

_VERBS = "|".join(sorted(SPEECH_VERBS, key=len, reverse=True))
_FOREIGN_VERBS = (
    "dijo|preguntó|respondió|contestó|exclamó|gritó|murmuró|susurró|añadió|repuso|replicó|dit|demanda|répondit|répliqua|"
    "s'écria|cria|murmura|ajouta|fit|reprit|disse|chiese|rispose|sagte|fragte|rief|antwortete|flüsterte"
)
_SPEAKS = rf"(?:{_VERBS}|{_FOREIGN_VERBS})(?:-t)?(?:-il|-elle)?"
_WHO = r"(?:[Hh]e|[Ss]he|I|[Tt]hey|[Tt]he\s[\w-]+(?:\s[\w-]+)?|[A-ZÀ-Ý][\w’'-]*(?:\s[A-ZÀ-Ý][\w’'-]*)?)"
_DASHED_CLAUSE = re.compile(rf"\s?[—―–]\s?(?:(?=[a-zà-ÿ])|(?={_WHO}\s{_SPEAKS}\b))[^—―–]*(?:[—―–][.,;:]*|$)")
_COMMA_CLAUSE = re.compile(
    rf"(?<=[,!?.…])\s+(?:{_SPEAKS}\s+{_WHO}|{_WHO}\s+{_SPEAKS}|{_SPEAKS}(?=[.,]))\b[^.!?]*(?:[.!?]+|$)"
)


def _dash_quotes(text: str, start: int) -> list[Quoted]:
    """Cut "— Hello, he said. — Come in." and "—Hola —dijo Juan—. Entra." into speech and clauses."""
    clauses = [match.span() for match in _DASHED_CLAUSE.finditer(text, start)]
    if not clauses:
        clauses = [match.span() for match in _COMMA_CLAUSE.finditer(text, start)]
    found, at = [], 0
    for begin, end in [*clauses, (len(text), len(text))]:
        at += len(text[at:begin]) - len(text[at:begin].lstrip())
        if text[at:begin].strip(" —―–.,"):
            found.append(Quoted(at, begin, dashed=True))
        at = end
    return found


# ── speech or scare quotes ───────────────────────────────────────────────────────────────────────


def is_speech(text: str, quoted: Quoted) -> bool:
    """Tell speech from a title, a word quoted, or irony: by punctuation inside, what stands before, and length."""
    if quoted.dashed:
        return True
    inner = text[quoted.start + 1 : quoted.end - quoted.closed].strip(" _*")
    if not inner or not any(character.isalnum() for character in inner):
        return False
    before = text[: quoted.start].rstrip(" _*(")[-40:]
    after = text[quoted.end : quoted.end + 60].lstrip("_*) ")
    ends = inner[-1] in ".,!?;:…—–-)’”'\"" or after[:1] in ",?!"
    length = sum(1 for _ in zip(range(5), _WORDS.finditer(inner), strict=False))
    previous = before[-1:]
    verb = before.rstrip(" ,:").rpartition(" ")[2].lower()
    if verb in SPEECH_VERBS:
        return ends or length > 1 or inner[0].isupper() or previous in ",:"
    if not previous:
        return ends or length > 3 or not after or _begins_clause(after)
    if previous in ",:":
        return (
            ends
            and (previous == ":" or length > 1 or inner[-1] in "!?" or _begins_clause(after))
            or length > 4
        )
    if previous in ".!?…—–-;)]”’\"'":
        return ends or length > 3
    if not inner[0].isupper():
        return False
    return (length > 3 and inner[-1] in ".!?…—–-") or (inner[-1] in ",!?" and _begins_clause(after))


_CLAUSE_START = re.compile(rf"(?:\w+(?:\s\w+)?\s)?(?:{_VERBS})\b", re.IGNORECASE)


def _begins_clause(after: str) -> bool:
    return _CLAUSE_START.match(after) is not None
