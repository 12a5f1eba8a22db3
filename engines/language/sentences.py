"""Cuts text into sentences and clauses that tile it. Knows nothing of turns or speech."""

import re

MAX_CHARACTERS = 280
"""A sentence longer than this is cut at clause borders: neural voices lose their breath and their words beyond it."""

# A point after one of these ends no sentence, whatever follows.
_TITLES = (
    "mr mrs ms messrs mme mlle dr prof rev hon st sr jr gen col capt maj lt sgt cpl gov sen rep pres supt "
    "vs viz cf e.g i.e al fig vol ed eds op cit approx ca no nos pp ch int ext"
).split()
# A point after one of these ends a sentence only when a capital follows.
_WORDS = "etc inc ltd co corp bros ave blvd rd mt ft in oz lb lbs min sec hr hrs a.m p.m a.d b.c".split()
_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec".split()

_CLOSERS = "\"'”’»)]_*"
_ENDINGS = re.compile(r"[.!?…。！？]+[\"'”’»›)\]_*]*(?=\s|$)|\n\s*\n")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_INITIALS = re.compile(r"(?:\b[A-Z]\.\s*)*\b[A-Z]$")
_NEXT = re.compile(r"\s*[\"'“‘«„‹(\[_*—–-]*(\S?)")
_CLAUSES = (
    re.compile(r"[;:][\"'”’»)\]]*\s+|\s*(?:--|—|–)\s*"),
    re.compile(r",[\"'”’»)\]]*\s+"),
    re.compile(r"\s+(?=(?:and|but|or|nor|that|which|who|because|when|while|where|if|as|than|for|with|to)\b)"),
    re.compile(r"\s+"),
)


def split_sentences(text: str, *, longest: int = MAX_CHARACTERS) -> list[tuple[int, int]]:
    """Return half-open spans that tile the text, one a sentence, white space with the sentence before it.

    A sentence longer than `longest` characters is cut at its clause borders. Empty text gives no span.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _ENDINGS.finditer(text):
        if match.start() < start or not _is_ending(text, match):
            continue
        end = _past_space(text, match.end())
        if text[start:end].strip():
            spans.append((start, end))
            start = end
    if start < len(text):
        spans = _with_rest(text, spans, start)
    return [piece for span in spans for piece in _shorter(text, *span, longest)]


def _with_rest(text: str, spans: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    if spans and not text[start:].strip():
        return [*spans[:-1], (spans[-1][0], len(text))]
    return [*spans, (start, len(text))]


def _past_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _is_ending(text: str, match: re.Match[str]) -> bool:
    mark = match.group().rstrip(_CLOSERS)
    if not mark.strip():
        return True  # an empty line
    following = _NEXT.match(text, match.end())
    first = following.group(1) if following else ""
    if not first:
        return True
    if mark[-1] in "!?" or mark[-1] == "…" or len(mark) > 1:
        # "Really?" she said. — and "Well... perhaps": a small letter goes on with the sentence
        return not first.islower()
    before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    word = before.group().lower() if before else ""
    if word in _TITLES or (word in _MONTHS and first.isdigit()):
        return (
            word in ("no", "st", "jr", "sr", "in", "al") and first.isupper() and _is_final(text, match, word)
        )
    if word in _WORDS:
        return first.isupper()
    if _INITIALS.search(text, max(0, match.start() - 24), match.start()) and word != "i":
        return False
    return not first.islower()


def _is_final(text: str, match: re.Match[str], word: str) -> bool:
    """Tell whether No., Jr. and their like stand at a sentence's end: "He said no. Then…"."""
    return word in ("no", "jr", "sr") and text[match.start() - len(word)].islower()


def _shorter(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    while end - start > longest:
        cut = _clause_border(text, start, end, longest)
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _clause_border(text: str, start: int, end: int, longest: int) -> int:
    """Return the best place to cut: the strongest kind of border in the latter part of what fits, else any space."""
    limit = start + longest
    middle = start + (end - start) // 2 if end - start < 2 * longest else start + longest * 3 // 4
    for pattern in _CLAUSES:
        cuts = [m.end() for m in pattern.finditer(text, start, limit) if m.end() - start >= longest // 4]
        if cuts:
            return min(cuts, key=lambda cut: abs(cut - middle))
    return limit
