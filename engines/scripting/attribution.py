"""Says who speaks each quotation of a book: named beside it, by pronoun, by turn-taking, by who acts.

Pure functions on paragraphs; `attribute` is the only way in, and its `ranker` can be another (see scripting.ranking).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engines.scripting.book import Book, Paragraph, Speech
from engines.scripting.clues import Clues
from engines.scripting.mentions import Clause
from engines.scripting.ranking import Features, Ranker, rank_by_rules
from engines.scripting.roster import Person
from engines.types import UNKNOWN

EXPLICIT = 0.95
"""Confidence in a speaker named beside the quotation; on PDNC 94 of 100 are right."""
DESCRIBED = 0.9
FIRST_PERSON = 0.9
LED_UP_TO = 0.8
"""Without a verb of speaking: Tom turned to her: "…"."""
GUESS_AT_MOST = 0.85
"""No guess is surer than this."""
NOBODY = 0.1
"""Confidence where there is no candidate."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks a quotation."""

    speaker: str
    confidence: float
    clause: Clause | None = None
    """The words that name the speaker, when there are any beside the quotation."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One paragraph of speech whose speaker is not named, for training and testing a ranker."""

    index: int
    """Of the paragraph."""
    people: tuple[str, ...]
    features: tuple[Features, ...]


def attribute(
    paragraphs: Sequence[Paragraph], *, ranker: Ranker = rank_by_rules, evidence: list[Evidence] | None = None
) -> list[list[Attribution]]:
    """Return for every paragraph who speaks each of its quotations.

    Names and their aliases are found over all paragraphs, so give it the whole book. The narrating I speaks as the
    narrator. evidence: filled with what the ranker saw.
    """
    book = Book(paragraphs)
    for speech in book.speeches:
        _take_named(book, speech)
    clues = Clues(book)
    heard: dict[Person, int] = {}
    for number, speech in enumerate(book.speeches):
        if speech.person is None and not _continue(book, number):
            _guess(clues, number, heard, ranker, evidence)
        if speech.person:
            heard[speech.person] = speech.index
    results: list[list[Attribution]] = [[] for _ in paragraphs]
    for speech in book.speeches:
        results[speech.index] = _results(book, speech)
    return results


def _take_named(book: Book, speech: Speech) -> None:
    """Take the speaker whom a clause of the paragraph names."""
    for clause in speech.clauses:
        if clause and (person := book.named(clause)):
            speech.person, speech.confidence, speech.is_named = person, _confidence(clause, person), True
            return


def _continue(book: Book, number: int) -> bool:
    """Take the speaker of the paragraph before when its quotation goes on in this one."""
    speech, last = book.speeches[number], book.speeches[number - 1] if number else None
    if last is None or last.index != speech.index - 1 or not book.paragraphs[speech.index].goes_on:
        return False
    speech.person, speech.confidence = last.person, last.confidence
    return True


def _guess(
    clues: Clues, number: int, heard: dict[Person, int], ranker: Ranker, evidence: list[Evidence] | None
) -> None:
    candidates, features = clues.weigh(number, heard)
    if not candidates:
        return
    speech = clues.book.speeches[number]
    if evidence is not None:
        evidence.append(Evidence(speech.index, tuple(person.name for person in candidates), tuple(features)))
    chances = ranker(features)
    best = max(range(len(candidates)), key=chances.__getitem__)
    speech.person, speech.confidence = candidates[best], min(chances[best], GUESS_AT_MOST)


def _results(book: Book, speech: Speech) -> list[Attribution]:
    """Return the answer for each quotation: its own clause's person, else that of the one before, else the paragraph's."""
    person, confidence = speech.person, speech.confidence
    results = []
    for clause in speech.clauses:
        if clause and (named := book.named(clause)):
            person, confidence = named, _confidence(clause, named)
        name = person.name if person else UNKNOWN
        results.append(Attribution(name, round(confidence if person else NOBODY, 3), clause))
    return results


def _confidence(clause: Clause, person: Person) -> float:
    if not clause.verb:
        return LED_UP_TO
    if clause.kind == "I":
        return FIRST_PERSON
    return DESCRIBED if person.is_described else EXPLICIT
