"""Making paragraphs of printed lines: what is wrapped is joined, what is verse, list or script keeps its lines."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import quantiles
from typing import Literal

from engines.documents.clean import ends_sentence

Shape = Literal["wrapped", "verse", "separate"]

NARROW = 60
"""Characters; prose is not wrapped to fewer, so a text of shorter lines is verse or a list."""
SLACK = 5
"""Characters by which a wrapped line may fall short of the longest."""

_SPEECH_PREFIX = re.compile(
    r"(?:[A-Z][A-Z0-9.’' &-]{1,34}|[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3})(?:\s*[(\[][^)\]]{1,60}[)\]])?\s*:(?=\s|$)"
    r"|[A-Z][A-Z’'-]+(?: [A-Z][A-Z’'-]*){0,3}(?:\s*[(\[][^)\]]{1,60}[)\]])?\.(?=\s|$)"
)
_HONORIFIC = re.compile(r"(?:MR|MRS|MS|DR|ST|MME|MLLE|REV|HON|CAPT|COL|SIR|NO|VOL|PP?)\.\s")
_LIST_DASH = re.compile(r"[-–—•]\s+\S")
_PREFIXES = frozenset(
    "self ex non well half all cross anti pseudo quasi semi vice great ill so good-for".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def is_speech_line(line: str) -> bool:
    """Return whether a line begins as a script's does: `HAMLET.`, `Emma (whispering): …`, `- Emma (whispering)`."""
    if _LIST_DASH.match(line):
        return True
    return _SPEECH_PREFIX.match(line) is not None and _HONORIFIC.match(line) is None


def wrap_width(groups: Iterable[Sequence[str]]) -> int:
    """Return the width in characters at which a text was hard-wrapped; 0 when its lines are whole paragraphs.

    groups are the runs of lines between empty lines.
    """
    lengths = [len(line.rstrip()) for group in groups for line in group[:-1]]
    if len(lengths) < 4:
        return max(lengths, default=0) if lengths and max(lengths) <= 100 else 0
    width = int(quantiles(lengths, n=20)[-1])
    return width if 40 <= width <= 110 else 0


def shape(lines: Sequence[str], width: int) -> Shape:
    """Return how a run of two or more lines belongs together.

    A break is forced where the next word would not have fitted into width; forced breaks mean wrapped prose. Unforced
    ones are verse, or separate paragraphs where the lines end as sentences do.
    """
    breaks = list(zip(lines, lines[1:], strict=False))
    high = sum(_starts_high(line) for line in lines) / len(lines)
    if not _is_plainly_verse(lines, high, width):
        forced = sum(_is_forced(line, following, width, slack=2 * SLACK) for line, following in breaks)
        is_short = max(len(line) for line in lines) <= 0.75 * width
        if width and (forced * 2 >= len(breaks) or (high < 0.7 and not is_short)):
            return "wrapped"
    finished = sum(ends_sentence(line) for line in lines[:-1])
    return "separate" if not width or finished * 3 >= len(breaks) * 2 else "verse"


def _is_plainly_verse(lines: Sequence[str], high: float, width: int) -> bool:
    """Whether capitals at the line starts are no chance: many lines, indented ones, or ones that leave the width unused."""
    if len(lines) < 4 or high < 0.9:
        return False
    is_narrow = width < NARROW or max(len(line) for line in lines) <= 0.85 * width
    return is_narrow or len(lines) >= 7 or all(line.startswith("  ") for line in lines)


def _starts_high(line: str) -> bool:
    """Verse begins its lines with capitals."""
    return line.lstrip(" \"'“‘(_-—")[:1].isupper()


def _is_forced(line: str, following: str, width: int, slack: int = SLACK) -> bool:
    if not width:
        return False
    words = following.split(maxsplit=1)
    return len(line.rstrip()) + 1 + len(words[0] if words else "") > width - slack


def split_script_lines(lines: Sequence[str], width: int) -> list[list[str]]:
    """Return the lines cut before every one that begins as a script's line does, so that none is joined to another.

    Inside wrapped prose a capitalised word with a colon may come first on a line by chance, so the cut needs a line
    before it that is finished, or short of the width.
    """
    runs: list[list[str]] = []
    for line in lines:
        previous = runs[-1][-1] if runs else ""
        starts = is_speech_line(line.strip()) and (
            not _is_forced(previous, line, width) or ends_sentence(previous)
        )
        if runs and not starts and not _stands_alone(previous.strip()):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _stands_alone(line: str) -> bool:
    """A speaker's name alone on its line: `HAMLET.`, `- Emma (whispering)`."""
    match = _SPEECH_PREFIX.match(line)
    if match and match.end() == len(line):
        return True
    return re.fullmatch(r"[-–—]\s+[A-Z][\w’' .-]{0,30}\([^)]{1,60}\)", line) is not None


def vocabulary(text: str) -> Counter[str]:
    """Return how often each word, hyphenated words whole, occurs in a text (lower case)."""
    return Counter(_WORD.findall(text.lower()))


def printed_vocabulary(lines: Iterable[str]) -> Counter[str]:
    """Return the vocabulary of printed lines without the halves of words that were divided at line ends."""
    whole, is_divided = [], False
    for line in lines:
        text = re.sub(r"^\S+\s?", "", line) if is_divided else line
        is_divided = line.endswith(("-", "\u00ad", "\u2010"))
        whole.append(re.sub(r"\S+$", "", text) if is_divided else text)
    return vocabulary("\n".join(whole))


def join(lines: Sequence[str], words: Counter[str], *, is_hyphenated: bool) -> str:
    """Return wrapped lines as one; a word divided at a line's end is mended.

    words: vocabulary of the whole text, by which a division hyphen is told from a true one. is_hyphenated: whether the
    typesetter divided words (a printed page) or broke lines only at true hyphens (most plain-text books).
    """
    text = ""
    for line in lines:
        line = line.strip()
        if not line:
            continue
        text = _append(text, line, words, is_hyphenated) if text else line
    return text


def _append(text: str, line: str, words: Counter[str], is_hyphenated: bool) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if text.endswith(("--", "—")):
        return text + line if line[0].islower() else f"{text} {line}"
    if not text.endswith(("-", "\u2010", "\u00ac")) or not line[0].isalpha() or not text[-2:-1].isalpha():
        return f"{text} {line}"
    before, after = _last_word(text[:-1]), _first_word(line)
    if _keeps_hyphen(before.lower(), after, words, is_hyphenated):
        return text[:-1] + "-" + line
    return text[:-1] + line


def _keeps_hyphen(before: str, after: str, words: Counter[str], is_hyphenated: bool) -> bool:
    if after[:1].isupper():
        return True
    after = after.lower()
    whole, hyphenated = words[before + after], words[f"{before}-{after}"]
    if whole != hyphenated:
        return hyphenated > whole
    if not is_hyphenated or before in _PREFIXES:
        return True
    # Neither form occurs elsewhere: two halves that are both words of their own are a compound.
    return len(before) > 3 and len(after) > 3 and words[before] > 1 and words[after] > 1


def _last_word(text: str) -> str:
    match = re.search(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*$", text[-60:])
    return match[0] if match else ""


def _first_word(line: str) -> str:
    match = _WORD.match(line)
    return match[0] if match else ""
