"""Fountain screenplays (fountain.io/syntax) as blocks; indentation is ignored, so many plain-text screenplays fit too."""

import re
from collections.abc import Iterator
from dataclasses import replace

from engines.documents.clean import normal_breaks, tidy, tidy_lines
from engines.documents.draft import Draft, Mark, Piece
from engines.types import BlockKind

_TITLE_FIELD = re.compile(r"^(?P<key>[A-Za-z][A-Za-z ]{0,30}):[ \t]*(?P<value>.*)$")
_TITLE_KEYS = frozenset(
    "title credit author authors source notes draft date contact copyright revision language".split()
) | {"draft date"}
_NOTE = re.compile(r"\[\[(.*?)\]\]|/\*(.*?)(?:\*/|\Z)", re.S)
_TOKEN = re.compile("\ue000(\\d+)\ue001")

_SCENE = re.compile(r"(?:INT|EXT|EST|INT\.?/EXT|I\.?/E)(?:\.\s*|\s+)\S.*", re.I)
_SCENE_NUMBER = re.compile(r"\s*#[\w.-]+#\s*$")
_TRANSITION = re.compile(r"[^a-z]*\bTO:|FADE (?:IN|OUT)[.:]|FADE TO BLACK[.:]|CUT TO BLACK[.:]")
_CUE = re.compile(r"(?P<name>[^a-z(\[{<>=~!#]*[A-Z][^a-z(]*?)(?P<extension>\s*\([^)]*\))*(?P<dual>\s*\^)?")
_SECTION = re.compile(r"(?P<depth>#{1,6})\s*(?P<title>\S.*)")
_PAGE_BREAK = re.compile(r"={3,}")
_EMPHASIS = (
    re.compile(r"(?<!\\)\*{1,3}(?=\S)(.+?)(?<=\S)(?<!\\)\*{1,3}"),
    re.compile(r"(?<![\w\\])_(?=\S)(.+?)(?<=\S)_(?!\w)"),
)


def read_fountain(text: str) -> Draft:
    """Return the draft of a screenplay; sections (#) become chapters."""
    text, notes = _lift_notes(normal_breaks(text))
    fields, text = _title_page(text)
    pieces = [part for piece in _elements(text.split("\n")) for part in _with_notes(piece, notes)]
    return Draft(
        "fountain",
        pieces,
        _plain(fields.get("title", "")),
        _plain(fields.get("author", "") or fields.get("authors", "")),
    )


def _lift_notes(text: str) -> tuple[str, list[str]]:
    """Replace [[notes]] and /* boneyards */ by tokens, so that their line breaks and words disturb nothing."""
    notes: list[str] = []

    def lift(match: re.Match[str]) -> str:
        notes.append(tidy(match[1] or match[2] or ""))
        return f"\ue000{len(notes) - 1}\ue001"

    return _NOTE.sub(lift, text.replace("\ue000", "").replace("\ue001", "")), notes


def _title_page(text: str) -> tuple[dict[str, str], str]:
    """Return the title page's fields (lower-case keys) and the text after it."""
    head, _, rest = text.lstrip("\n").partition("\n\n")
    first = _TITLE_FIELD.match(head.split("\n", 1)[0])
    if first is None or first["key"].strip().lower() not in _TITLE_KEYS:
        return {}, text
    fields: dict[str, str] = {}
    key = ""
    for line in head.split("\n"):
        if (match := _TITLE_FIELD.match(line)) and not line.startswith((" ", "\t")):
            key = match["key"].strip().lower()
            fields[key] = match["value"].strip()
        elif key:
            fields[key] = f"{fields[key]} {line.strip()}".strip()
    return fields, rest


def _elements(lines: list[str]) -> Iterator[Piece]:
    """Yield the elements of a screenplay in order."""
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        is_after_gap = index == 0 or not lines[index - 1].strip()
        if not line or _PAGE_BREAK.fullmatch(line):
            index += 1
        elif single := _single_line(
            line, is_after_gap, index + 1 >= len(lines) or not lines[index + 1].strip()
        ):
            yield from single
            index += 1
        elif is_after_gap and _is_cue(line) and index + 1 < len(lines) and lines[index + 1].strip(" \t"):
            yield Piece("character", line.lstrip("@").rstrip("^ \t"))
            index, speech = _speech_lines(lines, index + 1)
            yield from _speech(speech)
        else:
            start = index
            while (
                index < len(lines)
                and lines[index].strip()
                and (index == start or not _breaks_action(lines[index].strip()))
            ):
                index += 1
            yield from _action([part.strip() for part in lines[start:index]])


def _single_line(line: str, is_after_gap: bool, is_before_gap: bool) -> list[Piece]:
    """Return the element that one line is by itself; empty for a line of action or speech."""
    if section := _SECTION.fullmatch(line):
        title = _plain(section["title"])
        return [Piece("heading", title, (Mark(title, len(section["depth"])),))] if title else []
    if line.startswith("="):
        return [Piece("note", line.lstrip("= \t") or line)]
    if line.startswith(">"):
        return (
            [Piece("action", line[1:-1].strip())]
            if line.endswith("<") and len(line) > 2
            else [Piece("note", line[1:].strip() or line)]
        )
    if re.match(r"\.[^.\s]", line):
        return [Piece("scene_heading", _SCENE_NUMBER.sub("", line[1:]))]
    if is_after_gap and _SCENE.fullmatch(line):
        return [Piece("scene_heading", _SCENE_NUMBER.sub("", line))]
    if is_after_gap and is_before_gap and _TRANSITION.fullmatch(line):
        return [Piece("note", line)]
    return []


def _breaks_action(line: str) -> bool:
    """Whether a line inside a paragraph of action begins another element."""
    return line.startswith((">", "#", "=")) or re.match(r"\.[^.\s]", line) is not None


def _is_cue(line: str) -> bool:
    return line.startswith("@") or (_CUE.fullmatch(line) is not None and not line.startswith(("!", ".", ">")))


def _speech_lines(lines: list[str], index: int) -> tuple[int, list[str]]:
    """Return the index after a speech and its lines; a line of two spaces goes on with it, an empty one ends it."""
    speech: list[str] = []
    while index < len(lines) and (lines[index].strip() or lines[index].startswith("  ")):
        speech.append(lines[index].strip())
        index += 1
    return index, speech


def _speech(lines: list[str]) -> Iterator[Piece]:
    run: list[str] = []
    kind: BlockKind = "dialogue"
    for line in lines:
        own: BlockKind = (
            "parenthetical"
            if re.fullmatch(r"\(.*\)", line)
            else "verse"
            if line.startswith("~")
            else "dialogue"
        )
        if run and (own != kind or own == "parenthetical"):
            yield Piece(kind, "\n".join(run))
            run = []
        kind = own
        run.append(line.lstrip("~").strip() if own == "verse" else line)
    if run:
        # Lyrics are sung by whoever is named above them.
        yield Piece("dialogue" if kind == "verse" else kind, "\n".join(run))


def _action(lines: list[str]) -> Iterator[Piece]:
    if all(line.startswith("~") for line in lines):
        yield Piece("verse", "\n".join(line.lstrip("~").strip() for line in lines))
    else:
        yield Piece("action", " ".join(line.removeprefix("!") for line in lines))


def _with_notes(piece: Piece, notes: list[str]) -> Iterator[Piece]:
    """Yield the piece without its note tokens and marks of emphasis, then the notes that stood in it."""
    text = _TOKEN.sub("", piece.text)
    text = tidy_lines(_plain(text)) if piece.kind in ("dialogue", "verse") else tidy(_plain(text))
    if text:
        marks = tuple(replace(mark, title=tidy(_TOKEN.sub("", mark.title)) or text) for mark in piece.marks)
        yield replace(piece, text=text, marks=marks)
    for number in _TOKEN.findall(piece.text):
        if notes[int(number)]:
            yield Piece("note", notes[int(number)])


def _plain(text: str) -> str:
    """Return text without *emphasis*, _underlines_ and backslashes."""
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    return re.sub(r"\\([*_\\])", r"\1", text).strip()
