"""Markdown: its marks become kinds of blocks or go; what is left is read as text."""

import re
from collections.abc import Iterator, Sequence

from engines.documents.chapters import mark_headings
from engines.documents.clean import (
    SCENE_BREAK,
    is_ornament,
    normal_breaks,
    tidy,
    tidy_lines,
    without_editors_notes,
)
from engines.documents.draft import Draft, Piece
from engines.documents.flow import row_text
from engines.documents.lines import is_speech_line
from engines.types import BlockKind

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(
    r"^(?P<key>title|author|lang|language):[ \t]*[\"']?(?P<value>[^\n]*?)[\"']?[ \t]*$", re.I | re.M
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.M | re.S)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-{2,})[ \t]*")
_ITEM = re.compile(r" {0,12}(?:[-*+]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<text>.*)")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*\S+.*")

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])")
_INLINE = (
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])"), ""),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<(?:https?|mailto):[^>\s]*>"), ""),
    (re.compile(r"</?[A-Za-z][^<>\n]*>"), ""),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
)


def read_markdown(text: str) -> Draft:
    """Return the draft of a Markdown text."""
    text = normal_breaks(text)
    fields: dict[str, str] = {}
    if match := _FRONT_MATTER.match(text):
        fields = {field["key"].lower(): field["value"].strip() for field in _FIELD.finditer(match["fields"])}
        text = text[match.end() :]
    text, listings = _FENCE.subn("\n", _COMMENT.sub("", text))
    pieces: list[Piece] = []
    levels: list[int] = []
    for piece, level in _blocks(text.expandtabs(4)):
        pieces.append(piece)
        levels.append(level)
    warnings = [f"{listings} program listings were left out."] if listings else []
    language = fields.get("lang", "") or fields.get("language", "")
    return Draft(
        "markdown",
        mark_headings(pieces, levels),
        fields.get("title", ""),
        fields.get("author", ""),
        language,
        warnings=warnings,
    )


def _blocks(text: str) -> Iterator[tuple[Piece, int]]:
    for group in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text):
        lines = [line for line in group.split("\n") if line.strip()]
        if lines and not _FOOTNOTE.match(lines[0]):
            yield from _group(lines)


def _group(lines: Sequence[str]) -> Iterator[tuple[Piece, int]]:
    """Yield the blocks of lines that no empty line parts."""
    pending: list[str] = []
    for index, line in enumerate(lines):
        heading, underline = _HEADING.fullmatch(line), _UNDERLINE.fullmatch(line)
        if heading or (underline and pending) or is_ornament(line):
            if underline and pending:
                yield from _heading(" ".join(pending), 1 if underline["mark"][0] == "=" else 2)
            else:
                yield from _paragraphs(pending)
                yield from (
                    _heading(heading["text"], len(heading["marks"]))
                    if heading
                    else [(Piece("break", SCENE_BREAK), 0)]
                )
            pending = []
        elif _REFERENCE.fullmatch(line) or _TABLE_RULE.fullmatch(line):
            continue
        elif _ITEM.fullmatch(line) or line.lstrip().startswith(("|", ">")) != lines[
            index - 1
        ].lstrip().startswith(("|", ">")):
            yield from _paragraphs(pending)
            pending = [line]
        else:
            pending.append(line)
    yield from _paragraphs(pending)


def _heading(text: str, level: int) -> Iterator[tuple[Piece, int]]:
    if clean := tidy(_plain(text)):
        yield Piece("heading", clean), level


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[Piece, int]]:
    """Yield what follows one another without an empty line: a paragraph, an item, a quotation, table rows, script lines."""
    if not lines:
        return
    if lines[0].lstrip().startswith(">"):
        inner = "\n".join(re.sub(r"^\s*(?:>\s?)+", "", line) for line in lines)
        for paragraph in re.split(r"\n\s*\n", inner):
            yield from _joined(paragraph.split("\n"), "quote")
    elif lines[0].lstrip().startswith("|"):
        for line in lines:
            cells = [_plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            if text := row_text(cells):
                yield Piece("paragraph", text), 0
    else:
        yield from _joined(_script_items(lines), "paragraph")


def _script_items(lines: Sequence[str]) -> list[str]:
    """An item loses its bullet, unless it is a line of a script (`- Emma (whispering)`), which the parser must recognise."""
    item = _ITEM.fullmatch(lines[0])
    if item is None or re.fullmatch(r"[-–—]\s+[A-Z][^.!?]{0,40}(?:\([^)]+\)|:.*|…\s?.*)", lines[0].strip()):
        return list(lines)
    return [item["text"], *lines[1:]]


def _joined(lines: Sequence[str], kind: BlockKind) -> Iterator[tuple[Piece, int]]:
    """Join wrapped lines; two spaces or a backslash at a line's end keep a break, a script's line stands alone."""
    run: list[str] = []
    for line in [*lines, ""]:
        if run and (not line or is_speech_line(line.strip())):
            yield from _run(run, kind)
            run = []
        if line:
            run.append(line)


def _run(lines: Sequence[str], kind: BlockKind) -> Iterator[tuple[Piece, int]]:
    text = "".join(
        re.sub(r"(?: {2,}|\\)$", "\n", line) if re.search(r"(?: {2,}|\\)$", line) else line + " "
        for line in lines
    )
    text = tidy_lines(without_editors_notes(_plain(text)))
    if not text:
        return
    if "\n" in text:
        yield Piece("verse", text), 0
    else:
        yield Piece("break" if is_ornament(text) else kind, text), 0


def _plain(text: str) -> str:
    """Return text without inline marks; a link leaves its words, a picture nothing."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return f"\ue000{len(kept) - 1}\ue001"

    text = _ESCAPED.sub(keep, text)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return re.sub(
        "\ue000(\\d+)\ue001", lambda match: kept[int(match[1])] if int(match[1]) < len(kept) else "", text
    )
