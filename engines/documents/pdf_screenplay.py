"""A printed screenplay: its white space is turned back into Fountain's empty lines, and Fountain's reader does the rest."""

import re
from collections.abc import Sequence
from dataclasses import replace

from engines.documents.draft import Piece
from engines.documents.fountain import read_fountain
from engines.documents.pdf_page import PrintedLine

MIN_SCENES = 3

_SCENE = re.compile(r"(?:\d+[A-Z]?\.?\s+)?((?:INT|EXT|EST|INT\.?/EXT|I/E)\.? .*?)(?:\s+\d+[A-Z]?\.?)?")
_CONTINUED = re.compile(r"\(?(?:MORE|CONTINUED|CONT[’']D)\)?:?(?:\s*\(\d+\))?", re.I)


def is_screenplay(lines: Sequence[PrintedLine]) -> bool:
    """Return whether the lines of a document have scene headings as a screenplay does: at least one every four pages."""
    scenes = sum(_SCENE.fullmatch(line.text) is not None for line in lines)
    return scenes >= MIN_SCENES and 4 * scenes >= len({line.page for line in lines})


def screenplay_pieces(lines: Sequence[PrintedLine]) -> list[Piece]:
    """Return the elements of a printed screenplay."""
    text = ""
    leading = _leading(lines)
    previous: PrintedLine | None = None
    for line in lines:
        if _CONTINUED.fullmatch(line.text):
            continue
        if previous is not None:
            text += "\n\n" if _is_apart(previous, line, leading) else "\n"
        scene = _SCENE.fullmatch(line.text)
        text += scene[1] if scene else line.text
        previous = line
    pieces = read_fountain(text).pieces
    # On paper a speech's lines end where the column does.
    return [
        replace(piece, text=piece.text.replace("\n", " ")) if piece.kind == "dialogue" else piece
        for piece in pieces
    ]


def _leading(lines: Sequence[PrintedLine]) -> float:
    """Return the distance from one line to the next inside an element, in points: the least that is usual.

    Half of a screenplay's lines stand after an empty one, so the median would not do.
    """
    pairs = zip(lines, lines[1:], strict=False)
    steps = sorted(
        two.y0 - one.y0 for one, two in pairs if one.page == two.page and two.y0 - one.y0 > 0.8 * one.size
    )
    return steps[len(steps) // 10] if steps else 12.0


def _is_apart(previous: PrintedLine, line: PrintedLine, leading: float) -> bool:
    """Whether two lines belong to different elements; a speech goes on over the page in the same column."""
    if previous.page == line.page:
        return line.y0 - previous.y0 > 1.4 * leading
    return abs(previous.x0 - line.x0) > line.size or previous.text.rstrip().endswith(
        (".", "!", "?", ":", "--", "—")
    )
