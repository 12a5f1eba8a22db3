"""What stands in the prose of a book about its speakers: paragraphs, the clauses beside quotations, the people, genders.

Only what is written; who speaks where nobody is named is guessed in scripting.attribution.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from engines.scripting.given_names import FEMALE, GENERIC, GIVEN, MALE, NOUNS, RELATIONS, TITLES, is_place
from engines.scripting.mentions import Clause, Mention, clause_after, clause_before, find_mentions
from engines.scripting.quotes import Quoted
from engines.scripting.roster import Person, Roster
from engines.scripting.vocatives import find_vocatives, named_in

_NEAR = 120
"""Characters after a name within which a pronoun tells its gender."""
_BESIDE = 4
"""Characters between a quotation and the sentence after it."""
_CLAUSE_REACH = 200
"""Characters after a quotation within which its clause begins and ends."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the quotations in it that are speech."""

    text: str
    quotes: list[Quoted] = field(default_factory=list)
    goes_on: bool = False
    """Its first quotation continues the one that the paragraph before left open."""
    breaks: bool = False
    """A scene or chapter begins with it."""


@dataclass(slots=True)
class Speech:
    """All quotations of one paragraph, mostly one person's."""

    index: int
    """Of the paragraph."""
    clauses: list[Clause | None]
    """For each quotation the words beside it that tell its speaker."""
    called: list[Person] = field(default_factory=list)
    """Whom it calls by name."""
    named: list[Person] = field(default_factory=list)
    """Whose names occur in it."""
    person: Person | None = None
    """Who speaks, once it is known."""
    confidence: float = 0.0
    is_named: bool = False
    """The speaker is named beside it."""


class Book:
    """The paragraphs in order, with the people mentioned in each, and the speeches."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.mentions = [_narration_mentions(paragraph) for paragraph in paragraphs]
        """Of each paragraph's narration, in order."""
        self.speeches = [
            Speech(index, _clauses(paragraphs, index)) for index, p in enumerate(paragraphs) if p.quotes
        ]
        self.roster = self._find_people()
        self.people = [[self.person(mention) for mention in mentions] for mentions in self.mentions]
        """Of each paragraph, whom its mentions mean; None where nobody is known."""
        _vote_genders(self.mentions, self.people)
        for speech in self.speeches:
            self._read_names(speech)

    def person(self, mention: Mention | Clause) -> Person | None:
        """Return whom a name, a description or an I means; None for other pronouns and strangers."""
        if mention.kind == "name":
            return self.roster.find(mention.text)
        if mention.kind == "description":
            return self.roster.described(mention.text)
        return self.roster.narrator if mention.kind == "I" else None

    def named(self, clause: Clause | None) -> Person | None:
        """Return whom a clause names for certain; "his wife", "the old man" and pronouns leave a choice."""
        if clause is None or (clause.kind == "description" and is_vague(clause.text)):
            return None
        return self.person(clause)

    def _read_names(self, speech: Speech) -> None:
        paragraph = self.paragraphs[speech.index]
        for quoted in paragraph.quotes:
            inner = paragraph.text[quoted.start : quoted.end]
            speech.called += [p for name in find_vocatives(inner) if (p := self.roster.find(name))]
            speech.named += [p for name in named_in(inner) if (p := self.roster.find(name))]

    def _find_people(self) -> Roster:
        """Find the people: whoever speaks by name, bears a title, or has a plain given name."""
        printed: Counter[str] = Counter()
        inner: Counter[str] = Counter()
        for paragraph, group in zip(self.paragraphs, self.mentions, strict=True):
            for mention in group:
                if mention.kind == "name":
                    printed[mention.text] += 1
                    inner[mention.text] += not _begins_sentence(paragraph.text, mention.at)
        clauses = [clause for speech in self.speeches for clause in speech.clauses if clause]
        speaking = {clause.text for clause in clauses if clause.kind == "name"}
        people: Counter[str] = Counter()
        for name in dict.fromkeys([*printed, *sorted(speaking)]):
            words = name.replace(".", "").split()
            has_title = words[0].lower() in TITLES and len(words) > 1 and not is_place(words)
            speaks = name in speaking and (inner[name] or printed[name] > 2 or len(words) > 1)
            if speaks or has_title or (words[0] in GIVEN and len(words) <= 3):
                people[name] = printed[name] or 1
        described = [
            clause.text for clause in clauses if clause.kind == "description" and not is_relation(clause.text)
        ]
        return Roster(people, described + [text for speech in self.speeches for text in self._acting(speech)])

    def _acting(self, speech: Speech) -> list[str]:
        """Return the descriptions of who begins the paragraph or the sentence after a quotation: The waitress came. "…\""""
        paragraph = self.paragraphs[speech.index]
        return [
            mention.text
            for mention in self.mentions[speech.index]
            if mention.kind == "description" and not mention.is_owner and begins_beside(paragraph, mention.at)
        ]


def begins_beside(paragraph: Paragraph, at: int) -> bool:
    """Tell whether the paragraph, or the narration after one of its quotations, begins at this character."""
    return not paragraph.text[:at].strip() or any(
        0 <= at - quoted.end <= _BESIDE for quoted in paragraph.quotes
    )


def is_vague(description: str) -> bool:
    """Tell whether it may be somebody with a name: "his wife", "the old man", "the latter"."""
    return is_relation(description) or description.split()[-1] in GENERIC


def is_relation(description: str) -> bool:
    """Tell whether it is "his wife", "Tom's mother": somebody with a name of her own, most likely."""
    words = description.lower().split()
    owned = words[0] in ("his", "her", "my", "our", "their") or words[0].endswith(("'s", "’s"))
    return owned and (words[-1] in RELATIONS or words[-1] in NOUNS)


def _narration_mentions(paragraph: Paragraph) -> list[Mention]:
    found: list[Mention] = []
    at = 0
    for quoted in paragraph.quotes:
        found += find_mentions(paragraph.text, at, quoted.start)
        at = quoted.end
    return found + find_mentions(paragraph.text, at, len(paragraph.text))


def _clauses(paragraphs: Sequence[Paragraph], index: int) -> list[Clause | None]:
    """Return for each quotation of a paragraph the clause beside it, if any; after it, else before it."""
    text, quotes = paragraphs[index].text, paragraphs[index].quotes
    found: list[Clause | None] = []
    for number, quoted in enumerate(quotes):
        end = quotes[number + 1].start if number + 1 < len(quotes) else len(text)
        start = quotes[number - 1].end if number else 0
        clause = clause_after(text, quoted.end, min(end, quoted.end + _CLAUSE_REACH))
        clause = clause or clause_before(text, start, quoted.start)
        if clause is None and number == 0 and index and not text[: quoted.start].strip(" _*("):
            clause = _leading_up(paragraphs[index - 1])
        found.append(clause)
    return found


def _leading_up(paragraph: Paragraph) -> Clause | None:
    """Return the clause at the end of a paragraph that leads up to a quotation in the next: He turned and said:"""
    if paragraph.quotes or not paragraph.text.rstrip().endswith((":", ",")):
        return None
    clause = clause_before(paragraph.text, 0, len(paragraph.text))
    return clause and Clause(clause.kind, clause.text, clause.verb, -1, -1, clause.to)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip(" \n_*\"“‘'(")
    return not before or before[-1] in ".!?:;”—-"


def _vote_genders(mentions: Sequence[Sequence[Mention]], people: Sequence[Sequence[Person | None]]) -> None:
    """Give people of unknown gender the one that pronouns right after their name tell."""
    votes: dict[Person, list[int]] = {}
    for group, found in zip(mentions, people, strict=True):
        for person, mention, following in zip(found, group, group[1:], strict=False):
            if person is None or person.gender or following.kind not in ("he", "she"):
                continue
            if following.at - mention.at < _NEAR:
                votes.setdefault(person, [0, 0])[following.kind == "she"] += 1
    for person, (he, she) in votes.items():
        if he + she >= 2 and max(he, she) >= 2 * min(he, she) + 1:
            person.gender = FEMALE if she > he else MALE
