"""Prose -> pieces: narration and quotations of each paragraph, the quotations still without speakers."""

from collections.abc import Sequence

from engines.scripting.attribution import Attribution
from engines.scripting.book import Paragraph
from engines.scripting.deliveries import delivery_beside, shouted
from engines.scripting.pieces import Passage, Piece
from engines.scripting.quotes import Quoted, find_quotes, is_speech
from engines.types import NARRATOR


class Prose:
    """The prose paragraphs of a book in order; remembers which pieces wait for a speaker."""

    def __init__(self, styles: Sequence[str]) -> None:
        """styles: the quotation marks of speech; empty: everything is narration."""
        self.styles = styles
        self.paragraphs: list[Paragraph] = []
        self._waiting: list[list[Piece]] = []
        self._narration: list[list[tuple[Piece, int, int]]] = []
        self._open = False
        self._breaks = True

    def interrupt(self) -> None:
        """A heading, a break or a chapter's end: an open quotation ends, a conversation too."""
        self._open, self._breaks = False, True

    def add(self, passage: Passage) -> list[Piece]:
        """Return the pieces of the next paragraph."""
        text = passage.text
        quotes = find_quotes(text, self.styles) if self.styles else []
        goes_on = bool(self._open and quotes and not text[: quotes[0].start].strip(" _*"))
        self._open = bool(quotes and not quotes[-1].closed and quotes[-1].end == len(text))
        speech = [
            quoted
            for number, quoted in enumerate(quotes)
            if (goes_on and number == 0) or is_speech(text, quoted)
        ]
        number = len(self.paragraphs)
        self.paragraphs.append(Paragraph(text, speech, goes_on, self._breaks))
        self._breaks = False
        pieces, waiting = _pieces(passage, speech, number)
        self._waiting.append(waiting)
        self._narration.append(_ranges(passage, pieces))
        return pieces

    def assign(self, results: Sequence[Sequence[Attribution]], *, read_clauses: bool = True) -> None:
        """Write speakers and deliveries into the waiting pieces. read_clauses: whether "said Tom" is read out."""
        for paragraph, waiting, found, narration in zip(
            self.paragraphs, self._waiting, results, self._narration, strict=True
        ):
            for piece, quoted, attribution in zip(waiting, paragraph.quotes, found, strict=True):
                piece.speaker, piece.confidence = attribution.speaker, attribution.confidence
                piece.delivery = _delivery(paragraph, quoted, attribution)
            _spread_delivery(waiting)
            if not read_clauses:
                _silence_clauses(paragraph, found, narration)


def _pieces(passage: Passage, speech: Sequence[Quoted], number: int) -> tuple[list[Piece], list[Piece]]:
    """Return all pieces of a paragraph, and of these the quotations."""
    pieces: list[Piece] = []
    waiting: list[Piece] = []
    at = 0
    for quoted in speech:
        # a mark of emphasis right before belongs to the quotation: _"Now I am," said a voice._
        begin = quoted.start - (quoted.start > 0 and passage.text[quoted.start - 1] in "_*")
        if passage.text[at:begin].strip():
            pieces.append(Piece(passage.start + at, paragraph=number))
        piece = Piece(passage.start + begin, "dialogue", paragraph=number)
        pieces.append(piece)
        waiting.append(piece)
        at = quoted.end + len(passage.text[quoted.end :]) - len(passage.text[quoted.end :].lstrip())
    if passage.text[at:].strip() or not pieces:
        pieces.append(Piece(passage.start + at, paragraph=number))
    return pieces, waiting


def _delivery(paragraph: Paragraph, quoted: Quoted, attribution: Attribution) -> str:
    clause = attribution.clause
    if clause is None or clause.start < 0:
        return "neutral"
    delivery = delivery_beside(paragraph.text, clause.verb, clause.end)
    return shouted(paragraph.text[quoted.start : quoted.end], delivery, clause.verb)


def _spread_delivery(waiting: Sequence[Piece]) -> None:
    """Say the rest of an interrupted speech as it began, where nothing else is told."""
    for piece, following in zip(waiting, waiting[1:], strict=False):
        if following.delivery == "neutral" and following.speaker == piece.speaker != NARRATOR:
            following.delivery = piece.delivery


def _ranges(passage: Passage, pieces: Sequence[Piece]) -> list[tuple[Piece, int, int]]:
    """Return the narration pieces with their first and last character in the paragraph."""
    ends = [*(piece.start - passage.start for piece in pieces[1:]), len(passage.text)]
    return [
        (piece, piece.start - passage.start, end)
        for piece, end in zip(pieces, ends, strict=True)
        if piece.kind == "narration"
    ]


def _silence_clauses(
    paragraph: Paragraph, found: Sequence[Attribution], narration: Sequence[tuple[Piece, int, int]]
) -> None:
    """Make silent the narration that only says who speaks: said Tom."""
    clauses = [a.clause for a in found if a.clause and a.clause.verb and a.clause.start >= 0]
    for piece, start, end in narration:
        for clause in clauses:
            begin = max(start, clause.start)
            if start <= clause.end <= end:
                rest = paragraph.text[start:begin] + paragraph.text[clause.end : end]
                if not any(character.isalnum() for character in rest):
                    piece.kind = "silent"
