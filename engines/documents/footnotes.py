"""Footnotes that are printed in the running text: `*See chapter 4.` below a paragraph with `whale.*` in it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from engines.documents.draft import Piece

REACH = 4
"""So many pieces back a note's mark may stand."""

_NOTE = re.compile(r"(?P<mark>\*{1,3}|[†‡§]{1,2})(?=[^\s*†‡§])")
_NOTE_KINDS = ("paragraph", "quote")


def without_star_notes(pieces: Sequence[Piece]) -> tuple[list[Piece], int]:
    """Return the pieces without notes marked by stars and daggers, and without those marks, and how many notes there were.

    A paragraph is a note only when its mark stands after a word in one of the pieces just before it.
    """
    kept: list[Piece] = []
    count = 0
    for piece in pieces:
        note = _NOTE.match(piece.text) if piece.kind in _NOTE_KINDS and not piece.marks else None
        owners = _owners(kept, note["mark"]) if note else []
        if note is None or not owners:
            kept.append(piece)
            continue
        for index in owners:
            # Two places may share a note.
            kept[index] = replace(
                kept[index], text=_reference(note["mark"]).sub("", kept[index].text).strip()
            )
        count += 1
    return kept, count


def _owners(kept: Sequence[Piece], mark: str) -> list[int]:
    """Return the indices of the last few pieces that carry the mark."""
    first = max(0, len(kept) - REACH)
    return [index for index in range(first, len(kept)) if _reference(mark).search(kept[index].text)]


def _reference(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[\w.,;:!?'\"’”)]){re.escape(mark)}(?![*†‡§\w])")
