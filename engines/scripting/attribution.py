"""Says who speaks each quotation of a chapter or book: named beside it, by pronoun, by turn-taking, by who acts.

Pure functions on paragraphs; `attribute` is the only way in, and its `ranker` can be another (see scripting.ranking).
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from engines.scripting.given_names import GENERIC, GIVEN, NOUNS, RELATIONS, TITLES
from engines.scripting.mentions import Clause, Mention, clause_after, clause_before, find_mentions
from engines.scripting.quotes import Quoted
from engines.scripting.ranking import Features, Ranker, rank_by_rules
from engines.scripting.roster import FEMALE, MALE, Person, Roster
from engines.scripting.vocatives import find_vocatives, named_in
from engines.types import UNKNOWN

EXPLICIT = 0.95
DESCRIBED = 0.9
FIRST_PERSON = 0.9
LED_UP_TO = 0.8
GUESS_AT_MOST = 0.85
"""No guess is surer than this; a speaker named beside the quotation is."""
HORIZON = 12
"""Paragraphs back in which a candidate must have been heard of."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the quotations in it that are speech."""

    text: str
    quotes: list[Quoted] = field(default_factory=list)
    goes_on: bool = False
    """Its first quotation continues the one that the paragraph before left open."""
    breaks: bool = False
    """A scene or chapter begins with it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks a quotation."""

    speaker: str
    confidence: float
    clause: Clause | None = None
    """The words that name the speaker, when there are any beside the quotation."""


@dataclass(slots=True)
class _Unit:
    """All speech of one paragraph, mostly one person's."""

    index: int
    clauses: list[Clause | None]
    mentions: list[Mention]
    """In the narration of the paragraph, in order."""
    vocatives: list[Person] = field(default_factory=list)
    named: list[Person] = field(default_factory=list)
    person: Person | None = None
    """Who speaks, once it is known."""
    confidence: float = 0.0
    is_named: bool = False


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
    return _Attributor(paragraphs, ranker, evidence).run()


class _Attributor:
    def __init__(
        self, paragraphs: Sequence[Paragraph], ranker: Ranker, evidence: list[Evidence] | None
    ) -> None:
        self.paragraphs = paragraphs
        self.ranker = ranker
        self.evidence = evidence
        self.mentions = [_narration_mentions(paragraph) for paragraph in paragraphs]
        self.units = [
            _Unit(index, _clauses(paragraphs, index), self.mentions[index])
            for index, paragraph in enumerate(paragraphs)
            if paragraph.quotes
        ]
        self.roster = _roster(paragraphs, self.mentions, self.units)
        self.people = [[self._person(mention) for mention in mentions] for mentions in self.mentions]
        _vote_genders(self.mentions, self.people)
        self.shares: Counter[Person] = Counter()

    def run(self) -> list[list[Attribution]]:
        for unit in self.units:
            self._read(unit)
        self.shares.update(unit.person for unit in self.units if unit.person)
        heard: dict[Person, int] = {}
        for number, unit in enumerate(self.units):
            if unit.person is None:
                self._guess(number, heard)
            if unit.person:
                heard[unit.person] = unit.index
        results: list[list[Attribution]] = [[] for _ in self.paragraphs]
        for unit in self.units:
            results[unit.index] = self._results(unit)
        return results

    # ── what stands there ────────────────────────────────────────────────────────────────────────

    def _person(self, mention: Mention | Clause) -> Person | None:
        if mention.kind == "name":
            return self.roster.find(mention.text)
        if mention.kind == "description":
            return self.roster.described(mention.text)
        return self.roster.narrator if mention.kind == "I" else None

    def _named(self, clause: Clause | None) -> Person | None:
        """Return the person a clause names for certain; "his wife", "the old man" and pronouns leave a choice."""
        if clause is None or (clause.kind == "description" and _is_vague(clause.text)):
            return None
        return self._person(clause)

    def _read(self, unit: _Unit) -> None:
        """Take from the paragraph itself what it says: named speakers, people called by name."""
        paragraph = self.paragraphs[unit.index]
        for quoted in paragraph.quotes:
            inner = paragraph.text[quoted.start : quoted.end]
            unit.vocatives += [p for name in find_vocatives(inner) if (p := self.roster.find(name))]
            unit.named += [p for name in named_in(inner) if (p := self.roster.find(name))]
        for clause in unit.clauses:
            if person := self._named(clause):
                unit.person, unit.is_named = person, True
                unit.confidence = _clause_confidence(clause, person)
                return

    # ── what must be guessed ─────────────────────────────────────────────────────────────────────

    def _guess(self, number: int, heard: dict[Person, int]) -> None:
        unit = self.units[number]
        previous = self.units[number - 1] if number else None
        if self.paragraphs[unit.index].goes_on and previous and previous.index == unit.index - 1:
            unit.person, unit.confidence = previous.person, previous.confidence
            return
        gender = self._pronoun_gender(unit)
        itself = self._described_itself(unit)
        candidates = self._candidates(number, heard, gender)
        if itself and itself not in candidates:
            candidates.append(itself)
        if not candidates:
            return
        features = [self._features(person, number, heard, gender) for person in candidates]
        for person, f in zip(candidates, features, strict=True):
            f.is_itself = float(person is itself)
        if self.evidence is not None:
            self.evidence.append(Evidence(unit.index, tuple(p.name for p in candidates), tuple(features)))
        chances = self.ranker(features)
        best = max(range(len(candidates)), key=chances.__getitem__)
        unit.person, unit.confidence = candidates[best], min(chances[best], GUESS_AT_MOST)

    def _pronoun_gender(self, unit: _Unit) -> str | None:
        for clause in unit.clauses:
            if clause and clause.kind in ("he", "she"):
                return MALE if clause.kind == "he" else FEMALE
            if clause and clause.kind == "description":
                return _described_gender(clause.text)
        return None

    def _described_itself(self, unit: _Unit) -> Person | None:
        """Return the person who is known only as the paragraph calls the speaker: "the old man"."""
        for clause in unit.clauses:
            if clause and clause.kind == "description":
                return self.roster.described(clause.text)
        return None

    def _candidates(self, number: int, heard: dict[Person, int], gender: str | None) -> list[Person]:
        unit = self.units[number]
        found: dict[Person, None] = {}
        for index in range(unit.index, max(-1, unit.index - HORIZON), -1):
            for person in self.people[index]:
                if person:
                    found[person] = None
            if self.paragraphs[index].breaks and index < unit.index - 2 and len(found) > 1:
                break
        found.update({person: None for person, index in heard.items() if unit.index - index <= HORIZON})
        if number:
            found.update(dict.fromkeys(self.units[number - 1].vocatives))
        for other in self.units[number + 1 : number + 3]:
            if other.is_named and other.person and other.index - unit.index <= 3:
                found[other.person] = None
        if self.roster.narrator in found and not self.shares[self.roster.narrator]:
            del found[self.roster.narrator]
        fitting = [p for p in found if gender is None or p.gender in (None, gender)]
        if gender:
            fitting = [p for p in fitting if p is not self.roster.narrator]
        return fitting

    def _features(
        self, person: Person, number: int, heard: dict[Person, int], gender: str | None
    ) -> Features:
        unit = self.units[number]
        f = Features(
            speech_share=math.log1p(self.shares[person]),
            is_narrator=float(person is self.roster.narrator),
            is_described=float(person.is_described),
            gender_unknown=float(gender is not None and person.gender is None),
            addressed_here=float(person in unit.vocatives),
            named_here=float(person in unit.named and person not in unit.vocatives),
        )
        self._place_features(f, person, unit, heard, gender)
        self._turn_features(f, person, number, gender)
        return f

    def _place_features(
        self, f: Features, person: Person, unit: _Unit, heard: dict[Person, int], gender: str | None
    ) -> None:
        """Where the candidate was mentioned."""
        here = self._actors(unit)
        f.acts_before, f.acts_after = float(person is here[0]), float(person is here[1])
        f.acts_nearby = float(person in self.people[unit.index] and not f.acts_before and not f.acts_after)
        before = self._last_actor(unit.index - 1)
        f.acts_previous = float(person is before)
        f.mentioned_previous = float(
            unit.index > 0 and person in self.people[unit.index - 1] and person is not before
        )
        last = next(
            (
                index
                for index in range(unit.index, max(-1, unit.index - HORIZON), -1)
                if person in self.people[index]
            ),
            None,
        )
        last = max((index for index in (last, heard.get(person)) if index is not None), default=None)
        f.recency = 0.8 ** (unit.index - last) if last is not None else 0.0
        if gender is None and person.gender and (beat := self._beat_gender(unit)):
            f.beat_gender = 1.0 if person.gender == beat else -1.0
        f.latest = float(person is self._latest(unit, gender))

    def _turn_features(self, f: Features, person: Person, number: int, gender: str | None) -> None:
        """Whose turn it is in the conversation."""
        unit = self.units[number]
        if number:
            last = self.units[number - 1]
            adjacent = last.index == unit.index - 1 and not self.paragraphs[unit.index].breaks
            if person is last.person:
                f.spoke_last, f.spoke_last_apart = float(adjacent), float(not adjacent)
                f.pronoun_spoke_last = float(adjacent and gender is not None)
            f.addressed_last = float(person in last.vocatives or self._is_addressed(person, last))
            other = self._other_speaker(number - 1)
            if person is other:
                f.spoke_before_last, f.spoke_before_apart = float(adjacent), float(not adjacent)
                f.pronoun_spoke_before_last = float(adjacent and gender is not None)
        for ahead, name in ((1, "speaks_next"), (2, "speaks_after_next")):
            if number + ahead < len(self.units):
                following = self.units[number + ahead]
                near = following.index - unit.index <= ahead and not self.paragraphs[following.index].breaks
                if near and following.is_named and person is following.person:
                    setattr(f, name, 1.0)

    def _other_speaker(self, number: int) -> Person | None:
        """Return who spoke before the speaker of unit `number`, and is somebody else."""
        last = self.units[number].person
        for unit in reversed(self.units[max(0, number - 6) : number]):
            if unit.person is not last and unit.person:
                return unit.person
        return None

    def _is_addressed(self, person: Person, unit: _Unit) -> bool:
        return any(clause and clause.to and self.roster.find(clause.to) is person for clause in unit.clauses)

    def _actors(self, unit: _Unit) -> tuple[Person | None, Person | None]:
        """Return who is first mentioned in the sentence before the first quotation, and right after the last."""
        paragraph = self.paragraphs[unit.index]
        first = paragraph.quotes[0]
        begin = max(
            paragraph.text.rfind(mark, 0, max(0, first.start - 3)) for mark in (". ", "! ", "? ", ".\n")
        )
        before = after = None
        for mention, person in zip(unit.mentions, self.people[unit.index], strict=True):
            if not person or mention.is_owner:
                continue
            if begin < mention.at < first.start and before is None:
                before = person
            if after is None and any(0 <= mention.at - quoted.end <= 4 for quoted in paragraph.quotes):
                after = person
        return before, after

    def _beat_gender(self, unit: _Unit) -> str | None:
        """Return the gender of a pronoun that begins the sentence beside the speech: "…" He put down his cup."""
        paragraph = self.paragraphs[unit.index]
        for mention in unit.mentions:
            if mention.kind not in ("he", "she") or mention.is_owner:
                continue
            starts = not paragraph.text[: mention.at].strip()
            if starts or any(0 <= mention.at - quoted.end <= 4 for quoted in paragraph.quotes):
                return MALE if mention.kind == "he" else FEMALE
        return None

    def _last_actor(self, index: int) -> Person | None:
        """Return who is first mentioned in the last sentence of a paragraph without speech."""
        if index < 0 or self.paragraphs[index].quotes:
            return None
        text = self.paragraphs[index].text
        begin = max(text.rfind(mark, 0, max(0, len(text) - 4)) for mark in (". ", "! ", "? ", ".\n"))
        pairs = list(zip(self.mentions[index], self.people[index], strict=True))
        for mention, person in pairs:
            if person and mention.at > begin and not mention.is_owner:
                return person
        return next((person for mention, person in reversed(pairs) if person and not mention.is_owner), None)

    def _latest(self, unit: _Unit, gender: str | None) -> Person | None:
        """Return the latest person in narration of that gender, before the paragraph's pronoun."""
        limit = next(
            (clause.start for clause in unit.clauses if clause), len(self.paragraphs[unit.index].text)
        )
        for index in range(unit.index, max(-1, unit.index - HORIZON), -1):
            pairs = zip(reversed(self.mentions[index]), reversed(self.people[index]), strict=True)
            for mention, person in pairs:
                if index == unit.index and mention.at >= limit:
                    continue
                if (
                    person
                    and person is not self.roster.narrator
                    and (gender is None or person.gender == gender)
                ):
                    return person
        return None

    # ── the answer ───────────────────────────────────────────────────────────────────────────────

    def _results(self, unit: _Unit) -> list[Attribution]:
        """Return the answer for each quotation: its own clause's person, else the paragraph's."""
        person, confidence = unit.person, unit.confidence
        results = []
        for clause in unit.clauses:
            if named := self._named(clause):
                person, confidence = named, _clause_confidence(clause, named)
            results.append(
                Attribution(person.name if person else UNKNOWN, round(confidence or 0.1, 3), clause)
            )
        return results


def _narration_mentions(paragraph: Paragraph) -> list[Mention]:
    if not paragraph.quotes:
        return find_mentions(paragraph.text, 0, len(paragraph.text))
    found: list[Mention] = []
    at = 0
    for quoted in paragraph.quotes:
        found += find_mentions(paragraph.text, at, quoted.start)
        at = quoted.end
    return found + find_mentions(paragraph.text, at, len(paragraph.text))


def _clauses(paragraphs: Sequence[Paragraph], index: int) -> list[Clause | None]:
    """Return for each quotation of a paragraph the clause beside it, if any; after it, else before it."""
    paragraph = paragraphs[index]
    text, quotes = paragraph.text, paragraph.quotes
    found: list[Clause | None] = []
    for number, quoted in enumerate(quotes):
        end = quotes[number + 1].start if number + 1 < len(quotes) else len(text)
        start = quotes[number - 1].end if number else 0
        clause = clause_after(text, quoted.end, min(end, quoted.end + 200))
        if clause is None:
            clause = clause_before(text, start, quoted.start)
        if clause is None and number == 0 and not text[: quoted.start].strip(" _*(") and index:
            before = paragraphs[index - 1]
            if not before.quotes and before.text.rstrip().endswith((":", ",")):
                clause = clause_before(before.text, 0, len(before.text))
                clause = clause and Clause(clause.kind, clause.text, clause.verb, -1, -1, clause.to)
        found.append(clause)
    return found


def _roster(
    paragraphs: Sequence[Paragraph], mentions: Sequence[Sequence[Mention]], units: Sequence[_Unit]
) -> Roster:
    """Find the people: whoever speaks by name, bears a title, or has a plain given name."""
    printed: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for paragraph, group in zip(paragraphs, mentions, strict=True):
        for mention in group:
            if mention.kind == "name":
                printed[mention.text] += 1
                inner[mention.text] += not _begins_sentence(paragraph.text, mention.at)
    speaking = {clause.text for unit in units for clause in unit.clauses if clause and clause.kind == "name"}
    people: Counter[str] = Counter()
    for name in {**printed, **dict.fromkeys(speaking, 0)}:
        words = name.replace(".", "").split()
        has_title = words[0].lower() in TITLES and len(words) > 1
        speaks = name in speaking and (inner[name] or printed[name] > 2 or len(words) > 1)
        if speaks or has_title or (words[0] in GIVEN and len(words) <= 3):
            people[name] = printed[name] or 1
    descriptions = [
        c.text
        for unit in units
        for c in unit.clauses
        if c and c.kind == "description" and not _is_relation(c.text)
    ]
    return Roster(people, descriptions)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip(" \n_*\"“‘'(")
    return not before or before[-1] in ".!?:;”—-"


def _is_vague(description: str) -> bool:
    """Tell whether it may be somebody with a name: "his wife", "the old man", "the latter"."""
    head = description.split()[-1]
    return _is_relation(description) or head in GENERIC


def _is_relation(description: str) -> bool:
    """Tell whether it is "his wife", "Tom's mother": somebody with a name of her own, most likely."""
    words = description.lower().split()
    owned = words[0] in ("his", "her", "my", "our", "their") or words[0].endswith(("'s", "’s"))
    return owned and (words[-1] in RELATIONS or words[-1] in NOUNS)


def _described_gender(description: str) -> str | None:
    return NOUNS.get(description.split()[-1].lower())


def _clause_confidence(clause: Clause | None, person: Person) -> float:
    if clause is None or not clause.verb:
        return LED_UP_TO
    if clause.kind == "I":
        return FIRST_PERSON
    return DESCRIBED if person.is_described else EXPLICIT


def _vote_genders(mentions: Sequence[Sequence[Mention]], people: Sequence[Sequence[Person | None]]) -> None:
    """Give people of unknown gender the one that pronouns right after their name tell."""
    votes: dict[Person, list[int]] = {}
    for group, found in zip(mentions, people, strict=True):
        for number in range(len(group) - 1):
            person, following = found[number], group[number + 1]
            if (
                person
                and person.gender is None
                and following.kind in ("he", "she")
                and following.at - group[number].at < 120
            ):
                votes.setdefault(person, [0, 0])[following.kind == "she"] += 1
    for person, (he, she) in votes.items():
        if he + she >= 2 and max(he, she) >= 2 * min(he, she) + 1:
            person.gender = FEMALE if she > he else MALE
