"""What a reader of one file type hands over: a flat stream of pieces with marks where chapters begin."""

from dataclasses import dataclass, field
from typing import Literal

from engines.types import BlockKind

Matter = Literal["front", "body", "back"]

APART = 9
"""Level of a mark under which no other section lies: a contents list, a publisher's frame."""


@dataclass(frozen=True)
class Mark:
    """The book itself says that a part, chapter or section begins here (contents list, heading)."""

    title: str
    level: int
    """1 is the outermost; only the order of levels matters."""


@dataclass(frozen=True)
class Piece:
    """A block to be, before the chapters are known."""

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()
    """The marks that stand before it, outermost first."""
    matter: Matter | None = None
    """What the file's own markup says; None: it says nothing."""


@dataclass
class Draft:
    """A document before its chapters are divided and its gaps filled."""

    kind: str
    pieces: list[Piece]
    title: str = ""
    author: str = ""
    language: str = ""
    cover: bytes | None = None
    warnings: list[str] = field(default_factory=list)
