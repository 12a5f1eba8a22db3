"""Chapter headings and contents lists in a plain text, told by words, numbering, empty lines and what lies between."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from engines.documents.clean import ends_sentence, is_ornament
from engines.documents.headings import LEVELS, Heading, heading_of, is_contents, is_upper
from engines.documents.lines import is_speech_line

CONTENTS_RUN = 3
"""So many headings in a row with nothing between them are a contents list."""
PAGE_CHARACTERS = 3_500
"""Lone digits closer together than this, and many, are page numbers."""


@dataclass(frozen=True)
class Group:
    """Printed lines between empty lines."""

    lines: tuple[str, ...]
    gap: int
    """Empty lines before it."""

    @property
    def first(self) -> str:
        return self.lines[0].strip()

    @property
    def length(self) -> int:
        return sum(len(line) for line in self.lines)


@dataclass(frozen=True)
class Found:
    """A heading at the start of a group."""

    level: int
    title_lines: tuple[str, ...]
    """The lines that are read out as headings, in order."""
    lines_used: int
    """Lines of its own group that belong to the heading."""
    takes_next: bool = False
    """Whether the whole next group is its subtitle."""


@dataclass(frozen=True)
class Headings:
    """What was found, by the index of the group."""

    found: dict[int, Found]
    contents: frozenset[int]
    """Groups that are a contents list."""
    page_numbers: frozenset[int]


def find_headings(groups: Sequence[Group]) -> Headings:
    """Return the chapter headings among the groups of a text."""
    candidates = {index: heading for index, group in enumerate(groups) if (heading := _candidate(group))}
    lists = {index for index, group in enumerate(groups) if _is_list_of_headings(group)}
    page_numbers = _page_numbers(groups, candidates)
    for index in lists | page_numbers:
        candidates.pop(index, None)
    candidates = _without_strays(groups, candidates)
    contents = _contents(groups, candidates)
    for index in contents:
        candidates.pop(index, None)
    contents |= lists
    ranks = {heading.rank for heading in candidates.values()}
    if ranks <= {"named", "scene"}:
        candidates |= _capital_titles(groups, candidates, contents)
    found = {
        index: _with_subtitle(groups, index, heading, candidates) for index, heading in candidates.items()
    }
    return Headings(found, frozenset(contents), frozenset(page_numbers))


def _candidate(group: Group) -> Heading | None:
    heading = heading_of(group.first)
    if heading is None or len(group.lines) > 8 and heading.rest:
        return None
    if heading.rank == "named" and len(group.lines) > 1:
        return None
    if heading.rank == "numeral" and heading.rest and (len(group.lines) > 2 or not _is_title(heading.rest)):
        return None
    if heading.rest and len(group.lines) == 1 and heading.rest[:1].islower():
        return None
    return heading


def _is_list_of_headings(group: Group) -> bool:
    if len(group.lines) < 2 or not (heading_of(group.lines[1]) or heading_of(group.lines[-1])):
        return False
    ranks = [
        heading.rank for line in group.lines if (heading := heading_of(line)) and heading.rank != "named"
    ]
    return len(ranks) >= CONTENTS_RUN or (len(ranks) == 2 and ranks[0] == ranks[1])


def _page_numbers(groups: Sequence[Group], candidates: dict[int, Heading]) -> set[int]:
    """Lone digits are page numbers where there are many of them, each about a page after the last."""
    digits = [
        index for index in candidates if len(groups[index].lines) == 1 and groups[index].first.isdecimal()
    ]
    if len(digits) < 10:
        return set()
    between = [
        _length_between(groups, first, second) for first, second in zip(digits, digits[1:], strict=False)
    ]
    return set(digits) if median(between) < PAGE_CHARACTERS else set()


def _length_between(groups: Sequence[Group], first: int, second: int) -> int:
    return sum(group.length for group in groups[first + 1 : second])


def _without_strays(groups: Sequence[Group], candidates: dict[int, Heading]) -> dict[int, Heading]:
    """Keep numerals only where they count up from one, and titled ones only where they are not the items of a list."""
    numerals = [index for index, heading in candidates.items() if heading.rank == "numeral"]
    titled = [index for index in numerals if candidates[index].rest]
    gaps = [_length_between(groups, first, second) for first, second in zip(titled, titled[1:], strict=False)]
    if titled and (len(titled) < 2 or median(gaps) < 1_000):
        numerals = [index for index in numerals if index not in titled]
    kept = {index for run in _counted_runs(numerals, candidates) if len(run) > 1 for index in run}
    return {
        index: heading for index, heading in candidates.items() if heading.rank != "numeral" or index in kept
    }


def _counted_runs(numerals: Sequence[int], candidates: dict[int, Heading]) -> list[list[int]]:
    """Return the numerals as runs that count up from one; what does not fit is left out."""
    runs: list[list[int]] = []
    for index in numerals:
        number = candidates[index].number
        if number == 1:
            runs.append([index])
        elif runs and number == len(runs[-1]) + 1:
            runs[-1].append(index)
    return runs


def _contents(groups: Sequence[Group], candidates: dict[int, Heading]) -> set[int]:
    """Return the groups of contents lists: runs of headings with no prose between them."""
    contents: set[int] = set()
    order = list(candidates)
    position = 0
    while position < len(order):
        stop = _end_of_run(groups, candidates, order, position)
        is_announced = is_contents(groups[order[position]].first)
        if stop - position >= CONTENTS_RUN or (is_announced and stop - position >= 2):
            first = order[position] + 1 if is_announced else order[position]
            last = order[stop] if stop < len(order) else order[stop - 1] + 1
            contents.update(range(first, last))
        position = max(stop, position + 1)
    return contents


def _end_of_run(
    groups: Sequence[Group], candidates: dict[int, Heading], order: list[int], position: int
) -> int:
    """Return the position after the last heading of a run; it ends where a heading comes a second time."""
    seen: set[tuple[int | None, str, int | None, str]] = set()
    part: int | None = None
    while position < len(order):
        heading = candidates[order[position]]
        part = heading.number if heading.rank == "part" else part
        key = (
            part,
            heading.rank,
            heading.number,
            groups[order[position]].first.lower() if heading.rank == "named" else "",
        )
        if key in seen:
            return position
        following = order[position + 1] if position + 1 < len(order) else len(groups)
        if any(_is_prose(group) for group in groups[order[position] + 1 : following]):
            return position
        seen.add(key)
        position += 1
    return position


def _is_prose(group: Group) -> bool:
    text = " ".join(line.strip() for line in group.lines)
    return not is_upper(text) and ends_sentence(text) and len(text.split()) >= 2


def _capital_titles(
    groups: Sequence[Group], candidates: dict[int, Heading], contents: set[int]
) -> dict[int, Heading]:
    """Where nothing is numbered, lines in capitals after a wide gap are the titles of stories."""
    titles = {
        index: Heading("chapter", None)
        for index, group in enumerate(groups[:-1])
        if index not in candidates
        and index not in contents
        and group.gap >= 2
        and _is_capital_title(group)
        and _is_prose(groups[index + 1])
    }
    return titles if len(titles) >= 2 else {}


def _is_capital_title(group: Group) -> bool:
    text = group.first
    return (
        len(group.lines) == 1
        and 4 <= len(text) <= 60
        and is_upper(text)
        and not text.endswith((".", ":", ",", "!", "?", '"', "”"))
        and not is_speech_line(text)
        and not is_ornament(text)
    )


def _is_title(line: str) -> bool:
    """Whether a short line reads as a title: in capitals, or most of its longer words capitalised, and not a sentence."""
    line = line.strip()
    if not line or len(line) > 90 or line.endswith((",", ";", "-", "—")):
        return False
    if is_upper(line):
        return True
    words = [word for word in line.split() if len(word) > 3] or line.split()
    return (
        not line.endswith((".", ":", '"', "”"))
        and sum(not word[0].islower() for word in words) * 5 >= len(words) * 3
    )


def _with_subtitle(
    groups: Sequence[Group], index: int, heading: Heading, candidates: dict[int, Heading]
) -> Found:
    group = groups[index]
    level = LEVELS[heading.rank]
    if heading.rank == "named" or heading.number is None:
        return Found(level, (group.first,), 1)
    rest = [line.strip() for line in group.lines[1:]]
    own = _own_subtitle(rest)
    if own or heading.rest:
        return Found(level, tuple(_joined_titles(group.first, rest[:own])), 1 + own)
    takes_next = (
        not rest
        and index + 1 < len(groups)
        and index + 1 not in candidates
        and _is_subtitle_group(groups, index + 1)
    )
    below = [line.strip() for line in groups[index + 1].lines] if takes_next else []
    return Found(level, tuple(_joined_titles(group.first, below)), 1, takes_next)


def _joined_titles(heading: str, subtitle: Sequence[str]) -> list[str]:
    """The wrapped lines of a subtitle are one title."""
    return [heading, " ".join(subtitle)] if subtitle else [heading]


def _own_subtitle(rest: Sequence[str]) -> int:
    """Return how many lines after the heading, in its own group, are its subtitle."""
    capitals = 0
    while capitals < len(rest) and is_upper(rest[capitals]):
        capitals += 1
    if capitals:
        return capitals
    if len(rest) == 1 and len(rest[0]) <= 80 and not ends_sentence(rest[0]) and not is_speech_line(rest[0]):
        return 1
    return 1 if rest and _is_title(rest[0]) and len(rest[0]) <= 60 and not is_speech_line(rest[0]) else 0


def _is_subtitle_group(groups: Sequence[Group], index: int) -> bool:
    group = groups[index]
    lines = [line.strip() for line in group.lines]
    if heading_of(lines[0]) or is_speech_line(lines[0]) or is_ornament(lines[0]) or index + 1 >= len(groups):
        return False
    text = " ".join(lines)
    if len(lines) <= 4 and is_upper(text) and len(text) <= 240:
        return True
    return len(lines) == 1 and _is_title(text) and not ends_sentence(text)
