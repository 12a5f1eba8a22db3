"""What a chapter is cut into before there are turns: passages of the source, and pieces that tile it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engines.types import NARRATOR, BlockKind, Chapter


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a chapter, or one line of it, with its place in `Chapter.text`."""

    start: int
    text: str
    kind: BlockKind

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class CueNote:
    """A sound that the source itself asks for."""

    kind: str
    """music, ambience or effect."""
    description: str
    seconds: float | None = None


@dataclass(slots=True)
class Piece:
    """A turn in the making. It begins at `start` and ends where the next one begins."""

    start: int
    kind: str = "narration"
    speaker: str = NARRATOR
    delivery: str = "neutral"
    confidence: float = 1.0
    pause_s: float | None = None
    opens_scene: bool = False
    """A scene begins with it."""
    title: str = ""
    """Of the scene that it opens."""
    cues: list[CueNote] = field(default_factory=list)
    """Sounds that begin here."""
    paragraph: int = -1
    """Number of the prose paragraph it belongs to; -1: none."""
    end: int = 0
    """Set by `tile`."""


def passages(chapter: Chapter) -> Iterator[Passage]:
    """Yield the blocks of a chapter with their places; empty ones are left out."""
    start = 0
    for block in chapter.blocks:
        if block.text.strip():
            yield Passage(start, block.text, block.kind)
        start += len(block.text) + 2


def lines(passage: Passage) -> Iterator[Passage]:
    """Yield the lines of a passage as passages; empty ones are left out."""
    start = passage.start
    for line in passage.text.split("\n"):
        if line.strip():
            yield Passage(start + len(line) - len(line.lstrip()), line.strip(), passage.kind)
        start += len(line) + 1


def tile(pieces: Sequence[Piece], length: int) -> list[Piece]:
    """Return the pieces, sorted by start, so that they cover 0 to `length` without gap or overlap; empty ones vanish.

    White space between two pieces belongs to the first of them.
    """
    if length == 0:
        return []
    ordered = sorted(pieces, key=lambda piece: piece.start) or [Piece(0, "silent")]
    ordered[0].start = 0
    for piece, following in zip(ordered, ordered[1:], strict=False):
        piece.end = following.start
    ordered[-1].end = length
    kept = [piece for piece in ordered if piece.end > piece.start]
    _keep_marks(ordered, kept)
    return kept


def _keep_marks(ordered: Sequence[Piece], kept: Sequence[Piece]) -> None:
    """Hand what an empty piece opened or asked for to the piece after it."""
    waiting: list[Piece] = []
    living = {id(piece) for piece in kept}
    for piece in ordered:
        if id(piece) not in living:
            waiting.append(piece)
            continue
        for lost in waiting:
            piece.opens_scene = piece.opens_scene or lost.opens_scene
            piece.title = piece.title or lost.title
            piece.cues = lost.cues + piece.cues
        waiting = []
