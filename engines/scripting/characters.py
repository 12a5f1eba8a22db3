"""Who speaks in a script, how much, and what can be told about them: gender, age, other names, a first line."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from engines.scripting.given_names import GIVEN, NOUNS, TITLES
from engines.types import NARRATOR, UNKNOWN, Character, Script, Turn

Gender = Literal["female", "male", "neutral"]
Age = Literal["child", "young", "adult", "old"]

_CHILD = re.compile(r"\b(?:boy|girl|child|kid|lad|urchin|baby|little|young master)\b", re.IGNORECASE)
_OLD = re.compile(r"\b(?:old|elderly|aged|ancient|grand(?:father|mother|ma|pa)|granny)\b", re.IGNORECASE)
_YOUNG = re.compile(r"\b(?:young|youth|daughter|son|niece|nephew|miss)\b", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(?P<who>he|she)\s+(?:was|is)\s+(?:only |about |just |barely )?(?P<years>[\w-]+)(?:\s+years\s+old|,|\.)",
    re.IGNORECASE,
)
_CHILD_YEARS = frozenset(
    "three four five six seven eight nine ten eleven twelve thirteen 3 4 5 6 7 8 9 10 11 12 13".split()
)
_HE = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_SAMPLE = 80
"""Characters of a first line that is shown."""


class CharacterCount(Character):
    """A speaker of a script, without a voice as yet."""

    voice_id: str = ""
    """Empty until the cast is made."""
    lines: int = 0
    """Turns."""
    words: int = 0
    first_line: str = ""
    """The beginning of the first turn."""


def find_characters(script: Script) -> tuple[CharacterCount, ...]:
    """Return the speakers but the narrator, who says most first, the unknown one last."""
    turns: dict[str, list[Turn]] = defaultdict(list)
    for scene in script.scenes:
        for turn in scene.spoken_turns:
            turns[turn.speaker].append(turn)
    turns.pop(NARRATOR, None)
    narration = [
        t.text
        for scene in script.scenes
        for t in scene.turns
        if t.kind == "narration" and t.speaker == NARRATOR
    ]
    tags = _tags(script)
    found = [_count(name, said, narration, tags[name]) for name, said in turns.items()]
    return tuple(sorted(found, key=lambda one: (one.name == UNKNOWN, -one.words)))


def _count(name: str, said: Sequence[Turn], narration: Sequence[str], tags: Counter[str]) -> CharacterCount:
    first = " ".join(said[0].text.split())
    around = _around(name, narration)
    return CharacterCount(
        name=name,
        gender=_gender(name, tags, around),
        age=_age(name, around),
        lines=len(said),
        words=sum(len(turn.text.split()) for turn in said),
        first_line=first if len(first) <= _SAMPLE else first[: _SAMPLE - 1].rstrip() + "…",
    )


def _tags(script: Script) -> dict[str, Counter[str]]:
    """Count for each speaker the pronouns beside the lines: "he said", "she asked"."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for scene in script.scenes:
        for turn, following in zip(scene.turns, scene.turns[1:], strict=False):
            if turn.kind == "dialogue" and following.kind == "narration":
                first = following.text[:12].lower().split()[:2]
                for word in ("he", "she"):
                    if word in first:
                        found[turn.speaker][word] += 1
    return found


def _around(name: str, narration: Sequence[str]) -> list[str]:
    """Return the narration right after the name, some two sentences each, at most 40 times."""
    found = []
    for text in narration:
        at = text.find(name)
        if at >= 0:
            found.append(text[max(0, at - 30) : at + len(name) + 140])
            if len(found) == 40:
                break
    return found


def _gender(name: str, tags: Counter[str], around: Sequence[str]) -> Gender:
    words = [word.strip(".").lower() for word in name.split()]
    for told in (TITLES.get(words[0]), GIVEN.get(name.split()[0].title()), NOUNS.get(words[-1])):
        if told in ("female", "male"):
            return told  # type: ignore[return-value]
    he = 3 * tags["he"] + sum(len(_HE.findall(text)) for text in around)
    she = 3 * tags["she"] + sum(len(_SHE.findall(text)) for text in around)
    if he + she < 2 or min(he, she) * 2 > max(he, she):
        return "neutral"
    return "female" if she > he else "male"


def _age(name: str, around: Sequence[str]) -> Age:
    beside = " ".join(text[: 30 + len(name) + 40] for text in around[:12])
    told = _YEARS.search(" ".join(around[:6]))
    if told and told["years"].lower() in _CHILD_YEARS:
        return "child"
    for pattern, age in ((_CHILD, "child"), (_OLD, "old"), (_YOUNG, "young")):
        if pattern.search(name) or len(pattern.findall(beside)) >= 3:
            return age  # type: ignore[return-value]
    return "adult"
