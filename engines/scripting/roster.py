"""The people of a book: which names are one person, and of which gender. Merges only what is plain; never Mr and Mrs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from engines.scripting.given_names import GIVEN, MARRIED, NOUNS, TITLES, UNMARRIED
from engines.types import NARRATOR

DOMINANT = 8
"""How many times more often a namesake must occur to be the one that is meant by a shared name."""


@dataclass(eq=False, slots=True)
class Person:
    """Somebody who may speak."""

    forms: Counter[str] = field(default_factory=Counter)
    """How often each form of the name occurs."""
    gender: str | None = None
    name: str = ""
    """The form shown as speaker."""
    is_described: bool = False
    """Known by a description ("the old man") only."""

    @property
    def count(self) -> int:
        return sum(self.forms.values())


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    title: str
    """In small letters without a point; may be empty."""
    names: tuple[str, ...]

    @property
    def gender(self) -> str | None:
        if gender := TITLES.get(self.title):
            return gender
        return GIVEN.get(self.names[0]) if self.names and not self.title else None


class Roster:
    """Finds the person behind a name, a description or the narrating I."""

    def __init__(self, names: Counter[str], descriptions: Iterable[str] = ()) -> None:
        """names: forms of names of people with how often they occur; descriptions: as printed, of people who speak."""
        self.narrator = Person(name=NARRATOR)
        self.people: list[Person] = []
        self._by_form: dict[str, Person] = {}
        self._described: dict[str, Person] = {}
        self._found: dict[str, Person | None] = {}
        self._counts = names
        self._merge(names)
        for description in descriptions:
            self._describe(description)
        for person in self.people:
            person.name = _shown(person)

    def find(self, name: str) -> Person | None:
        """Return the person of a name in the narration, by the whole of it or by its known part; None: nobody known."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def described(self, description: str) -> Person | None:
        """Return the person of a description ("the old man"), whatever its article."""
        return self._described.get(_key(description))

    def _look_up(self, name: str) -> Person | None:
        tokens = _bare(name).split()
        if len(tokens) == 1 and tokens[0].lower() in TITLES and tokens[0] not in self._by_form:
            return self._of_title(tokens[0].lower())
        for size in range(len(tokens), 0, -1):
            for start in range(len(tokens) - size + 1):
                if person := self._by_form.get(" ".join(tokens[start : start + size])):
                    return person
        return None

    def _of_title(self, title: str) -> Person | None:
        """Return who is meant by a title alone ("Mademoiselle"): the only one who bears it, or by far the commonest."""
        bearers = [(sum(n for f, n in p.forms.items() if _parse(f).title == title), p) for p in self.people]
        bearers = sorted((pair for pair in bearers if pair[0]), key=lambda pair: -pair[0])
        if bearers and (len(bearers) == 1 or bearers[0][0] >= 3 * bearers[1][0]):
            return bearers[0][1]
        return None

    def _merge(self, names: Counter[str]) -> None:
        forms = sorted(
            (_parse(name) for name in names), key=lambda form: (-len(form.names), not form.title, form.text)
        )
        for form in forms:
            person = self._namesake(form)
            if person is None:
                person = Person(gender=form.gender)
                self.people.append(person)
            person.forms[form.text] += names[form.text]
            person.gender = person.gender or form.gender
            self._by_form.setdefault(_bare(form.text), person)

    def _namesake(self, form: _Form) -> Person | None:
        """Return the person that this form, shorter than those before, is another name of."""
        if not form.names:
            return None
        fitting = [
            person for person in self.people if any(_same(form, _parse(other)) for other in person.forms)
        ]
        fitting = [
            person for person in fitting if not _clash(form, person) and not self._is_namesake(form, person)
        ]
        if not fitting:
            return None
        fitting.sort(key=lambda person: -person.count)
        if len(fitting) == 1 or fitting[0].count >= DOMINANT * fitting[1].count:
            return fitting[0]
        if len(form.names) == 1 and not form.title:
            return self._one_of_many(form, fitting)
        return None

    def _is_namesake(self, form: _Form, person: Person) -> bool:
        """Tell whether a full name with the same title sets another apart: "Mr. John Knightley" is not "Mr. Knightley"."""
        if not form.title or len(form.names) != 1:
            return False
        others = [_parse(other) for other in person.forms]
        titled = any(other.title == form.title and len(other.names) > 1 for other in others)
        return titled and self._counts[form.text] >= 2 * person.count

    @staticmethod
    def _one_of_many(form: _Form, fitting: list[Person]) -> Person | None:
        """Choose whom a lone name means: who bears it as given name, else the Mister among the family."""
        given = [
            p
            for p in fitting
            if any(_parse(f).names[:1] == form.names for f in p.forms if len(_parse(f).names) > 1)
        ]
        if given:
            return given[0]
        misters = [
            person for person in fitting if any(_parse(f).title in ("mr", "mister") for f in person.forms)
        ]
        return misters[0] if len(misters) == 1 else None

    def _describe(self, description: str) -> None:
        words = _without_article(description)
        key = _key(description)
        if key in self._described:
            self._described[key].forms[f"the {' '.join(words)}"] += 1
        if not key or key in self._described:
            return
        known = self._by_form.get(words[-1]) if words[-1][:1].isupper() else None
        if known is None and len(words) == 1 and key in TITLES:
            known = self._of_title(key)
        if known is None:
            gender = NOUNS.get(words[-1].lower()) or TITLES.get(words[-1].lower())
            gender = gender or next((NOUNS[word.lower()] for word in words if word.lower() in NOUNS), None)
            known = Person(Counter({f"the {' '.join(words)}": 1}), gender, is_described=True)
            self.people.append(known)
        else:
            known.forms[f"the {' '.join(words)}"] += 1
        self._described[key] = known


def _parse(text: str) -> _Form:
    words = [word.strip(".,") for word in text.replace("-", " ").split()]
    words = [word for word in words if word]
    title = words[0].lower() if words and words[0].lower() in TITLES else ""
    if title and len(words) == 1:
        return _Form(text, "", (words[0],))
    return _Form(text, title, tuple(words[1:] if title else words))


def _same(short: _Form, full: _Form) -> bool:
    """Tell whether the two forms may be one person's by their words."""
    if short.names == full.names:
        return True
    if not set(short.names) <= set(full.names):
        return False
    if len(short.names) == 1:
        at_ends = short.names[0] in (full.names[0], full.names[-1])
        # "Miss Emma" and "Emma Woodhouse"; "Mr. Weston" and "Frank Weston"
        return at_ends and (not full.title or full.title not in MARRIED or short.names[0] == full.names[-1])
    return short.names[0] == full.names[0] or short.names[-1] == full.names[-1]


def _clash(form: _Form, person: Person) -> bool:
    """Tell whether the person cannot be meant: other gender, Miss and Mrs, or two different given names."""
    if form.gender and person.gender and form.gender != person.gender:
        return True
    titles = {_parse(other).title for other in person.forms}
    if (form.title in MARRIED and titles & UNMARRIED) or (form.title in UNMARRIED and titles & MARRIED):
        return True
    if form.title == "" and len(form.names) == 1:
        # a lone given name is not the Mrs. of that husband: "John" and "Mrs. John Knightley"
        others = [_parse(other) for other in person.forms]
        if all(
            other.title in MARRIED and len(other.names) > 1 and other.names[0] == form.names[0]
            for other in others
        ):
            return True
        return GIVEN.get(form.names[0]) is not None and all(
            other.title in TITLES
            and len(other.names) == 1
            and TITLES[other.title] not in (None, GIVEN[form.names[0]])
            for other in others
        )
    return False


def _bare(name: str) -> str:
    return " ".join(word.strip(".,") for word in name.split())


_ARTICLES = frozenset("the a an that this one another some his her my our their".split())


def _without_article(description: str) -> list[str]:
    words = description.split()
    return words[1:] if words and words[0].lower() in _ARTICLES else words


def _key(description: str) -> str:
    return " ".join(_without_article(description)).lower()


def _shown(person: Person) -> str:
    """Return the commonest form; of two nearly as common, the fuller. A description is shown with "The"."""
    if person.is_described:
        return f"The {' '.join(_without_article(next(iter(person.forms))))}"
    most = max(person.forms.values())
    usual = [form for form, count in person.forms.items() if count * 2 > most]
    name = max(usual, key=lambda form: (len(_parse(form).names), person.forms[form]))
    return name[0].upper() + name[1:]
