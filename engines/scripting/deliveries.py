"""How a line is said, from the words beside it: "whispered", "(excited)", "said softly"."""

import re

from engines.scripting.verbs import DELIVERY_PHRASES, DELIVERY_WORDS
from engines.types import DELIVERIES, Delivery

_WORD = re.compile(r"[a-zé]+(?:-[a-z]+)?")
_PHRASE = re.compile("|".join(map(re.escape, DELIVERY_PHRASES)))
_NEGATED = re.compile(r"\b(?:not|never|without|n't|n’t)\s+(?:\w+\s+)?$")
_CLAUSE_END = re.compile(r"[.!?;]|\b(?:but|when|while|as if|for|because|who|which)\b")


def delivery_of(text: str) -> Delivery:
    """Return the delivery that a parenthetical or a clause asks for; neutral when it asks for none.

    The first word that says something counts; a phrase ("at the top of his voice") before any word.
    """
    low = text.lower().replace("\n", " ")
    if phrase := _PHRASE.search(low):
        return _valid(DELIVERY_PHRASES[phrase.group()])
    for match in _WORD.finditer(low):
        word = match.group()
        if word in DELIVERY_WORDS and not _NEGATED.search(low, 0, match.start()):
            return _valid(DELIVERY_WORDS[word])
        if word in DELIVERIES and word != "neutral":
            return _valid(word)
    return "neutral"


def delivery_beside(text: str, verb: str, end: int) -> Delivery:
    """Return the delivery told by the speech verb and the rest of its clause, which begins at `end` of the paragraph."""
    stop = _CLAUSE_END.search(text, end, min(len(text), end + 80))
    rest = text[end : stop.start() if stop else min(len(text), end + 80)].split('"')[0].split("“")[0]
    beside = delivery_of(rest)
    if (
        verb.lower() in ("said", "asked", "replied", "answered", "added", "went", "continued")
        or beside != "neutral"
    ):
        return beside
    return delivery_of(verb)


def shouted(speech: str, delivery: Delivery, verb: str) -> Delivery:
    """Return excited for "cried" or "called" with an exclamation mark, else the delivery as it is."""
    if (
        delivery == "neutral"
        and verb.lower() in ("cried", "called", "cries", "calls", "burst", "ejaculated")
        and "!" in speech
    ):
        return "excited"
    return delivery


def _valid(word: str) -> Delivery:
    assert word in DELIVERIES
    return word  # type: ignore[return-value]
