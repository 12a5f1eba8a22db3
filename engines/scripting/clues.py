"""The clues to a speech that names nobody: who may have spoken it, and what speaks for and against each (Features)."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from engines.scripting.book import Book, Speech, begins_beside
from engines.scripting.given_names import FEMALE, MALE, NOUNS
from engines.scripting.mentions import Mention
from engines.scripting.ranking import Features
from engines.scripting.roster import Person

HORIZON = 12
"""Paragraphs back in which a candidate must have been heard of."""
_FADING = 0.8
"""What is left of a mention's weight a paragraph later."""
_OPENING = 6
"""Characters of a sentence that may stand before its subject: But Tom…"""
_SENTENCE_ENDS = (". ", "! ", "? ", ".\n")


@dataclass(slots=True)
class _Setting:
    """What is the same for all candidates of one speech."""

    gender: str | None
    """Of the pronoun or description beside the speech."""
    itself: Person | None
    """Who is known only as the speaker is called here: the old man."""
    before: Person | None
    """Who acts right before the speech in its paragraph."""
    after: Person | None
    previous: Person | None
    """Who acts at the end of the paragraph before, which is narration."""
    beat: str | None
    """Gender of the pronoun that begins the narration beside the speech."""
    latest: Person | None
    last: Speech | None
    """The speech before."""
    is_adjacent: bool
    """That speech is in the paragraph right before."""
    other: Person | None
    """Who spoke before the last speaker."""


class Clues:
    """Finds candidates and features; asks the speeches before for their speakers, so go through them in order."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.shares = Counter(speech.person for speech in book.speeches if speech.person)
        """How many speeches name each person."""

    def weigh(self, number: int, heard: Mapping[Person, int]) -> tuple[list[Person], list[Features]]:
        """Return the candidates for a speech, by its number, with their features; both empty when there are none.

        heard: person -> the paragraph of the latest speech.
        """
        speech = self.book.speeches[number]
        setting = self._setting(number)
        candidates = self._candidates(number, setting, heard)
        return candidates, [self._features(person, number, speech, setting, heard) for person in candidates]

    def _setting(self, number: int) -> _Setting:
        speech = self.book.speeches[number]
        gender = _told_gender(speech)
        before, after = self._actors(speech)
        last = self.book.speeches[number - 1] if number else None
        return _Setting(
            gender=gender,
            itself=next(
                (
                    self.book.person(clause)
                    for clause in speech.clauses
                    if clause and clause.kind == "description"
                ),
                None,
            ),
            before=before,
            after=after,
            previous=self._last_actor(speech.index - 1),
            beat=self._beat_gender(speech) if gender is None else None,
            latest=self._latest(speech, gender),
            last=last,
            is_adjacent=last is not None
            and last.index == speech.index - 1
            and not self.book.paragraphs[speech.index].breaks,
            other=self._other_speaker(number - 1) if number else None,
        )

    # ── candidates ───────────────────────────────────────────────────────────────────────────────

    def _candidates(self, number: int, setting: _Setting, heard: Mapping[Person, int]) -> list[Person]:
        speech, narrator = self.book.speeches[number], self.book.roster.narrator
        found: dict[Person, None] = {}
        for index in range(speech.index, max(-1, speech.index - HORIZON), -1):
            found.update({person: None for person in self.book.people[index] if person})
            if self.book.paragraphs[index].breaks and index < speech.index - 2 and len(found) > 1:
                break
        found.update({person: None for person, index in heard.items() if speech.index - index <= HORIZON})
        if setting.last:
            found.update(dict.fromkeys(setting.last.called))
        for following in self.book.speeches[number + 1 : number + 3]:
            if following.is_named and following.person and following.index - speech.index <= 3:
                found[following.person] = None
        if setting.gender or not self.shares[narrator]:
            found.pop(narrator, None)
        fitting = [
            person for person in found if setting.gender is None or person.gender in (None, setting.gender)
        ]
        if setting.itself and setting.itself not in fitting:
            fitting.append(setting.itself)
        return fitting

    # ── features ─────────────────────────────────────────────────────────────────────────────────

    def _features(
        self, person: Person, number: int, speech: Speech, setting: _Setting, heard: Mapping[Person, int]
    ) -> Features:
        f = Features(
            speech_share=math.log1p(self.shares[person]),
            is_narrator=float(person is self.book.roster.narrator),
            is_described=float(person.is_described),
            is_itself=float(person is setting.itself),
            gender_unknown=float(setting.gender is not None and person.gender is None),
            addressed_here=float(person in speech.called),
            named_here=float(person in speech.named and person not in speech.called),
        )
        self._add_place(f, person, speech, setting, heard)
        self._add_turn(f, person, setting)
        self._add_following(f, person, number)
        return f

    def _add_place(
        self, f: Features, person: Person, speech: Speech, setting: _Setting, heard: Mapping[Person, int]
    ) -> None:
        """Where the candidate was mentioned."""
        people, index = self.book.people, speech.index
        f.acts_before, f.acts_after = float(person is setting.before), float(person is setting.after)
        f.acts_nearby = float(person in people[index] and not f.acts_before and not f.acts_after)
        f.acts_previous = float(person is setting.previous)
        f.mentioned_previous = float(
            index > 0 and person in people[index - 1] and person is not setting.previous
        )
        places = (place for place in range(index, max(-1, index - HORIZON), -1) if person in people[place])
        last = max(next(places, -1), heard.get(person, -1))
        f.recency = _FADING ** (index - last) if last >= 0 else 0.0
        if setting.beat and person.gender:
            f.beat_gender = 1.0 if person.gender == setting.beat else -1.0
        f.latest = float(person is setting.latest)

    def _add_turn(self, f: Features, person: Person, setting: _Setting) -> None:
        """Whose turn it is in the conversation."""
        if setting.last is None:
            return
        near, apart = float(setting.is_adjacent), float(not setting.is_adjacent)
        has_pronoun = float(setting.is_adjacent and setting.gender is not None)
        if person is setting.last.person:
            f.spoke_last, f.spoke_last_apart, f.pronoun_spoke_last = near, apart, has_pronoun
        if person is setting.other:
            f.spoke_before_last, f.spoke_before_apart, f.pronoun_spoke_before_last = near, apart, has_pronoun
        told = any(c and c.to and self.book.roster.find(c.to) is person for c in setting.last.clauses)
        f.addressed_last = float(person in setting.last.called or told)

    def _add_following(self, f: Features, person: Person, number: int) -> None:
        """Who is named as speaker right after: it is hardly the same."""
        speeches = self.book.speeches
        for ahead, name in ((1, "speaks_next"), (2, "speaks_after_next")):
            if number + ahead >= len(speeches):
                return
            following = speeches[number + ahead]
            is_near = following.index - speeches[number].index <= ahead
            if is_near and following.is_named and not self.book.paragraphs[following.index].breaks:
                setattr(f, name, float(person is following.person))

    # ── the setting ────────────────────────────────────────────────────────────────────────────────

    def _other_speaker(self, number: int) -> Person | None:
        last = self.book.speeches[number].person
        for speech in reversed(self.book.speeches[max(0, number - 6) : number]):
            if speech.person is not last and speech.person:
                return speech.person
        return None

    def _actors(self, speech: Speech) -> tuple[Person | None, Person | None]:
        """Return who begins the sentence before the first quotation, and who begins the one after a quotation."""
        paragraph = self.book.paragraphs[speech.index]
        first = paragraph.quotes[0].start
        begin = _last_sentence(paragraph.text, first - 3)
        before = after = None
        for mention, person in self._pairs(speech.index):
            if person is None or mention.is_owner:
                continue
            if before is None and mention.at < first and -1 <= mention.at - begin <= _OPENING:
                before = person
            if after is None and mention.at > 0 and begins_beside(paragraph, mention.at):
                after = person
        return before, after

    def _beat_gender(self, speech: Speech) -> str | None:
        """Return the gender of a pronoun that begins the sentence beside the speech: "…" He put down his cup."""
        paragraph = self.book.paragraphs[speech.index]
        for mention in self.book.mentions[speech.index]:
            if (
                mention.kind in ("he", "she")
                and not mention.is_owner
                and begins_beside(paragraph, mention.at)
            ):
                return MALE if mention.kind == "he" else FEMALE
        return None

    def _last_actor(self, index: int) -> Person | None:
        """Return who is first mentioned in the last sentence of a paragraph without speech, else last in it."""
        if index < 0 or self.book.paragraphs[index].quotes:
            return None
        text = self.book.paragraphs[index].text
        begin = _last_sentence(text, len(text) - 4)
        acting = [
            (mention.at, person) for mention, person in self._pairs(index) if person and not mention.is_owner
        ]
        if not acting:
            return None
        return next((person for at, person in acting if at > begin), acting[-1][1])

    def _latest(self, speech: Speech, gender: str | None) -> Person | None:
        """Return the latest person of that gender in the narration, before the clause beside the speech."""
        text = self.book.paragraphs[speech.index].text
        limit = next((clause.start for clause in speech.clauses if clause), len(text))
        for index in range(speech.index, max(-1, speech.index - HORIZON), -1):
            for mention, person in reversed(self._pairs(index)):
                if person is None or person is self.book.roster.narrator:
                    continue
                if (index < speech.index or mention.at < limit) and gender in (None, person.gender):
                    return person
        return None

    def _pairs(self, index: int) -> list[tuple[Mention, Person | None]]:
        return list(zip(self.book.mentions[index], self.book.people[index], strict=True))


def _told_gender(speech: Speech) -> str | None:
    for clause in speech.clauses:
        if clause and clause.kind in ("he", "she"):
            return MALE if clause.kind == "he" else FEMALE
        if clause and clause.kind == "description":
            return NOUNS.get(clause.text.split()[-1].lower())
    return None


def _last_sentence(text: str, end: int) -> int:
    """Return where the last sentence before `end` begins, -1 for the first."""
    return max(text.rfind(mark, 0, max(0, end)) for mark in _SENTENCE_ENDS)
