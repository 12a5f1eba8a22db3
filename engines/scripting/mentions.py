"""Finds mentions of people in narration, and the clauses that say who speaks: "said Tom", "the old man whispered"."""

import re
from dataclasses import dataclass
from typing import Literal

from engines.scripting.given_names import NOT_NAMES, NOUNS, TITLES, is_person_noun
from engines.scripting.verbs import SPEECH_VERBS, WEAK

MentionKind = Literal["name", "description", "he", "she", "I", "they"]

_TITLE = "|".join(sorted({title.capitalize() for title in TITLES}, key=len, reverse=True))
_CAPITAL = r"[A-ZÀ-Þ](?:[\w]|-(?=\w)|['’](?=[A-Z]))*"
_NAME = (
    rf"(?:(?:{_TITLE})\b\.?\s+)?(?:[A-Z]\.\s?)*{_CAPITAL}"
    rf"(?:\s+(?:(?:de|la|le|du|van|von|der|del|of)\s+)?(?:[A-Z]\.\s+)?{_CAPITAL}){{0,3}}"
)
_PRONOUNS: dict[str, MentionKind] = {
    **dict.fromkeys(("he", "his", "him", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("i", "my", "me", "myself"), "I"),
    **dict.fromkeys(
        ("they", "we", "it", "you", "one", "everybody", "everyone", "who", "which", "all", "both"), "they"
    ),
}
_PERSON_NOUN = "|".join(sorted(NOUNS, key=len, reverse=True))
_MENTION = re.compile(
    rf"(?P<pronoun>\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|I|[Mm]y|me)\b)"
    rf"|(?P<description>\b(?:[Tt]he|[Aa]n?|[Tt]hat|[Tt]his)\s+(?:[a-z-]+\s+){{0,2}}?(?:{_PERSON_NOUN})\b)"
    rf"|(?P<name>\b{_NAME})"
)


@dataclass(slots=True)
class Mention:
    """A person in the narration of a paragraph."""

    at: int
    """Character in the paragraph."""
    kind: MentionKind
    text: str
    """The name or description with single spaces, as printed."""
    is_owner: bool = False
    """"Tom's hat", "his": not the one who acts."""


def find_mentions(text: str, start: int, end: int) -> list[Mention]:
    """Return the mentions of possible people between two characters of a paragraph, in order."""
    found = []
    for match in _MENTION.finditer(text, start, end):
        kind = match.lastgroup
        words = match.group()
        if kind == "pronoun":
            low = words.lower()
            found.append(
                Mention(match.start(), _PRONOUNS[low], low, low in ("his", "her", "him", "my", "me"))
            )
            continue
        is_owner = text[match.end() : match.end() + 2] in ("'s", "’s") or text[
            match.end() - 1 : match.end() + 1
        ] in ("s'", "s’")
        if kind == "description":
            found.append(Mention(match.start(), "description", " ".join(words.split()), is_owner))
        elif name := clean_name(words):
            at = match.end() - len(words) + words.find(name[0])
            found.append(Mention(at, "name", name, is_owner))
    return found


def clean_name(words: str) -> str:
    """Return a name without the sentence-opening words before it ("Then Tom" -> "Tom"); empty when none is left."""
    tokens = words.split()
    while tokens and tokens[0].lower().rstrip(".") in NOT_NAMES:
        if len(tokens) > 1 and tokens[0].lower().rstrip(".") in TITLES:
            break
        tokens.pop(0)
    while tokens and tokens[-1].lower() in NOT_NAMES:
        tokens.pop()
    if len(tokens) == 1 and len(tokens[0].rstrip(".")) < 2:
        return ""
    return " ".join(tokens)


# ── clauses ──────────────────────────────────────────────────────────────────────────────────────

_VERB = "(?:" + "|".join(sorted(SPEECH_VERBS, key=len, reverse=True)) + ")"
_STRONG = "(?:" + "|".join(sorted(SPEECH_VERBS - WEAK, key=len, reverse=True)) + ")"
_ADVERB = (
    r"(?:\w+ly|then|again|at\s+last|at\s+length|at\s+once|once\s+more|also|only|too|aloud|just|now|still|never|out|back|up|"
    r"on|in|even|here|had|has|would|could|did|to|himself|herself|merely|all|quite|rather|always|often|first)"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|I|[Tt]hey|[Ww]e|[Ii]t|[Ee]verybody|[Ee]veryone|[Bb]oth)"
_ARTICLED = r"(?:(?P<article>[Tt]he|[Pp]oor|[Oo]ld|[Yy]oung|[Ll]ittle|[Dd]ear|[Gg]ood|[Tt]hat)\s+(?:[a-z][a-z-]+\s+){0,2}?)?"
_DETERMINER = (
    r"(?:[Tt]he|[Aa]n?|[Tt]hat|[Tt]his|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir|[Oo]ne|[Aa]nother|[Ss]ome)"
)
_DESCRIPTION = rf"(?:{_DETERMINER}|{_CAPITAL}['’]s)\s+(?:[\w’'-]+,?\s+){{0,3}}?[\w’'-]+"
_STOP = (
    r"(?=\s*(?:[,.;:!?—–)]|--|$)|\s+(?:with|in|to|as|and|who|at|from|when|after|while|on|by|of|for|without|through|quite|"
    r"again|aloud|\w+ing|\w+ly)\b)"
)
_LEAD = r"[\s,.;:!?)*_—–…-]{0,5}"
_AFTER_VERB_FIRST = re.compile(
    rf"{_LEAD}(?:(?:and|then|so|thus|here)\s+)?(?P<verb>{_VERB})\s+(?:{_ADVERB},?\s+){{0,2}}"
    rf"(?:{_ARTICLED}(?P<name>{_NAME})(?!['’]?\w)|(?P<pronoun>{_PRONOUN})\b|(?P<description>{_DESCRIPTION}){_STOP})"
)
_AFTER_WHO_FIRST = re.compile(
    rf"{_LEAD}(?:(?:[Bb]ut|[Aa]nd|[Tt]hen|[Ss]o)\s+)?"
    rf"(?:(?P<pronoun>{_PRONOUN})|{_ARTICLED}(?P<name>{_NAME})|(?P<description>{_DESCRIPTION}))"
    rf"(?:,?\s+{_ADVERB},?){{0,2}},?\s+(?P<verb>{_VERB})\b"
)
_WHO_THEN_VERB = re.compile(
    rf"(?:\b(?P<pronoun>{_PRONOUN})\b|\b{_ARTICLED}(?P<name>{_NAME})|\b(?P<description>{_DESCRIPTION}))"
    rf"(?:,?\s+{_ADVERB},?){{0,2}}\s+(?P<verb>{_VERB})\b"
)
_VERB_THEN_WHO = re.compile(
    rf"\b(?P<verb>{_STRONG})\s+(?:{_ADVERB},?\s+)?(?:{_ARTICLED}(?P<name>{_NAME})(?!['’]?\w)|(?P<pronoun>(?:he|she|I))\b"
    rf"|(?P<description>{_DESCRIPTION}){_STOP})"
)
_ANY_STRONG = re.compile(rf"\b(?:{_STRONG})\b")
_SENTENCE_BREAK = re.compile(
    r"(?<!Mr)(?<!Mrs)(?<!Dr)(?<!Ms)(?<!St)(?<!Mme)(?<!Mlle)(?<![A-Z])[.!?…][\"”’')]*\s+(?=[A-Z\"“])|[;]\s+"
)
_ADDRESSEE = re.compile(rf"\s*,?\s*(?:to\s+)(?P<name>{_NAME})")
_ASKED = re.compile(rf"\s+(?P<name>{_NAME})")


@dataclass(slots=True)
class Clause:
    """Words that say who speaks a quotation."""

    kind: MentionKind
    text: str
    """The name, pronoun or description."""
    verb: str
    """Empty for a sentence that only leads up to the quotation: He turned to her: "…"."""
    start: int
    """First character in the paragraph."""
    end: int
    to: str = ""
    """The name of the one spoken to, if it is told."""


def clause_after(text: str, start: int, end: int) -> Clause | None:
    """Return the clause right after a quotation that ends at `start`, looking no further than `end`."""
    for pattern in (_AFTER_VERB_FIRST, _AFTER_WHO_FIRST):
        match = pattern.match(text, start, end)
        if match and (clause := _clause(text, match, end)):
            return clause
    return None


def clause_before(text: str, start: int, end: int) -> Clause | None:
    """Return the clause that leads up to a quotation that begins at `end`: the last sentence since `start`."""
    tail = text[start:end].rstrip(" *_(\n")
    if not tail:
        return None
    begin = start
    for match in _SENTENCE_BREAK.finditer(text, max(start, end - 400), start + len(tail)):
        begin = match.end()
    stop = start + len(tail)
    leads = tail[-1] in ",:—–-"
    if not leads and not _ends_in_verb(tail):
        return None
    best: Clause | None = None
    for pattern in (_WHO_THEN_VERB, _VERB_THEN_WHO):
        for match in pattern.finditer(text, begin, stop):
            if (clause := _clause(text, match, stop)) and (best is None or clause.end > best.end):
                best = clause
    if best and (best.verb not in WEAK or stop - best.end < 3 or tail[-1] == ":"):
        return best
    verb = _ANY_STRONG.search(text, begin, stop)
    if verb is None and tail[-1] != ":" and not _ends_in_verb(tail):
        return None
    for mention in find_mentions(text, begin, stop):
        if not mention.is_owner and mention.kind != "they":
            return Clause(mention.kind, mention.text, verb.group() if verb else "", begin, stop)
    return None


def _ends_in_verb(tail: str) -> bool:
    return tail.rpartition(" ")[2].lower() in SPEECH_VERBS


def _clause(text: str, match: re.Match[str], end: int) -> Clause | None:
    pronoun, name, description = match["pronoun"], match["name"], match["description"]
    verb = match["verb"].lower()
    kind: MentionKind
    if pronoun:
        kind, who = _PRONOUNS[pronoun.lower()], pronoun.lower()
    elif name:
        kind, who = "name", clean_name(name)
        if match["article"] and match["article"].lower() == "the" and " " not in who and who:
            kind, who = "description", f"the {who}"  # the General
        if not who or who.lower() in NOT_NAMES:
            return None
    else:
        kind, who = "description", _trimmed(description)
        follows = match.start("verb") < match.start("description")
        if not who or not (
            is_person_noun(who.split()[-1].lower())
            or who.endswith(" voice")
            or (follows and verb not in WEAK)
        ):
            return None
    if text[match.end() : match.end() + 2] in ("'s", "’s") and match.lastgroup != "verb":
        return None
    addressee = _ADDRESSEE.match(text, match.end(), end) or (
        _ASKED.match(text, match.end(), end) if verb in ("asked", "told", "begged", "answered") else None
    )
    to = clean_name(addressee["name"]) if addressee else ""
    return Clause(kind, who, verb, match.start(), match.end(), to)


_NO_NOUNS = frozenset(
    "and but or then still now only just also even at once again who which that one's with in to as if so very much thus "
    "moment while time word words voice tone tones look question head hand hands door room table way point length last "
    "course end answer reply pause silence glance sigh laugh smile nod first".split()
)


_ADVERBS = frozenset("then still now only also again at once just here".split())
_JOINTS = frozenset("and or but who which had".split())


def _trimmed(description: str) -> str:
    """Return a description without adverbs at its end; empty when it describes nobody: "the room and"."""
    words = description.split()
    while len(words) > 1 and words[-1].lower() in _ADVERBS:
        words.pop()
    low = [word.lower().strip(",") for word in words]
    if len(words) < 2 or any(word.endswith(",") for word in words) or set(low) & _JOINTS:
        return ""
    head = low[-1]
    if head == "voice" and len(words) > 2 and low[0] not in ("his", "her", "my", "their", "our"):
        return " ".join(words)
    if head in SPEECH_VERBS or head in _NO_NOUNS or head in NOT_NAMES or head.endswith(("'s", "’s")):
        return ""
    return "" if head.endswith(("ing", "ly")) and head not in ("king", "lily") else " ".join(words)
