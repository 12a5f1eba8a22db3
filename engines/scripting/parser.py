"""The rule parser: a document becomes scenes and turns in milliseconds a chapter, with no model and word for word."""

from collections.abc import Iterator, Sequence

from engines.errors import ScriptError
from engines.scripting.attribution import attribute
from engines.scripting.chapter import cut
from engines.scripting.pieces import CueNote, Piece, tile
from engines.scripting.presets import Template
from engines.scripting.presets import template as load_template
from engines.scripting.prose import Prose
from engines.scripting.quotes import detect_styles
from engines.scripting.scenes import SceneDraft, group
from engines.types import Chapter, Cue, Document, Scene, Script, ScriptChapter, Span, Turn

CUE_SECONDS = {"music": 45.0, "ambience": 45.0, "effect": 3.0}
"""Length of a cue that the source asks for without saying how long."""
CUE_LEVELS_DB = {"music": -20.0, "ambience": -22.0, "effect": -14.0}


def parse(document: Document, *, template: str = "auto", chapters: Sequence[str] | None = None) -> Script:
    """Return the script of a document: its chapters as scenes, the scenes as turns with speakers and deliveries.

    The turns of a chapter tile its text: joined, they are `Chapter.text`, character by character. chapters: ids in any
    order; None: all of the body (all there are, when nothing is body). Raises ScriptError for an unknown chapter or when
    nothing can be read, PresetError for an unknown template.
    """
    rules = load_template(template)
    chosen = _chosen(document, chapters)
    prose = Prose(_styles(chosen, rules))
    cuts = [(chapter, chapter.text, cut(chapter, rules, prose)) for chapter in chosen]
    if prose.styles:
        prose.assign(attribute(prose.paragraphs), read_clauses=rules.attributions)
    numbers = _Numbers()
    scenes = [
        _scene(draft, chapter.id, text, numbers)
        for chapter, text, pieces in cuts
        for draft in group(tile(pieces, len(text)), text, rules)
    ]
    if not scenes:
        raise ScriptError(
            f"{document.title or 'The document'} has no text to read in the chosen chapters. Choose others."
        )
    return Script(
        title=document.title,
        author=document.author,
        language=document.language,
        chapters=tuple(
            ScriptChapter(id=chapter.id, title=chapter.title) for chapter, text, _ in cuts if text
        ),
        scenes=tuple(scenes),
    )


def _chosen(document: Document, chapters: Sequence[str] | None) -> list[Chapter]:
    if chapters is None:
        return [c for c in document.chapters if c.matter == "body"] or list(document.chapters)
    unknown = set(chapters) - {chapter.id for chapter in document.chapters}
    if unknown:
        raise ScriptError(
            f"{document.title} has no chapter {', '.join(sorted(unknown))}. Choose from its table of contents."
        )
    return [chapter for chapter in document.chapters if chapter.id in chapters]


def _styles(chapters: Sequence[Chapter], rules: Template) -> tuple[str, ...]:
    if rules.form == "plain":
        return ()
    if rules.quotes:
        return rules.quotes
    return detect_styles([block.text for chapter in chapters for block in chapter.blocks])


class _Numbers:
    """Hands out the ids of a script: t1, t2, … s1, … q1, …"""

    def __init__(self) -> None:
        self._next = {"t": 0, "s": 0, "q": 0}

    def take(self, letter: str) -> str:
        self._next[letter] += 1
        return f"{letter}{self._next[letter]}"


def _scene(draft: SceneDraft, chapter_id: str, text: str, numbers: _Numbers) -> Scene:
    scene_id = numbers.take("s")
    turns = tuple(_turn(piece, chapter_id, text, numbers) for piece in draft.pieces)
    return Scene(
        id=scene_id,
        chapter_id=chapter_id,
        title=draft.title,
        turns=turns,
        cues=tuple(_cues(draft.pieces, turns, numbers)),
    )


def _turn(piece: Piece, chapter_id: str, text: str, numbers: _Numbers) -> Turn:
    return Turn(
        id=numbers.take("t"),
        kind=piece.kind,  # type: ignore[arg-type]
        speaker=piece.speaker,
        text=text[piece.start : piece.end],
        span=Span(chapter_id=chapter_id, start=piece.start, end=piece.end),
        delivery=piece.delivery,  # type: ignore[arg-type]
        pause_s=piece.pause_s,
        confidence=piece.confidence,
    )


def _cues(pieces: Sequence[Piece], turns: Sequence[Turn], numbers: _Numbers) -> Iterator[Cue]:
    """Yield the cues the source asks for, each anchored to the next turn that is spoken, else to the last."""
    spoken = [turn.kind != "silent" for turn in turns]
    for index, piece in enumerate(pieces):
        for note in piece.cues:
            heard = next((i for i in range(index, len(turns)) if spoken[i]), None)
            anchor = (
                heard if heard is not None else max((i for i in range(index) if spoken[i]), default=index)
            )
            yield made_cue(note, numbers.take("q"), turns[anchor].id)


def made_cue(note: CueNote, cue_id: str, turn_id: str) -> Cue:
    """Return the cue of a note in the source, with the usual length and level where it tells none."""
    return Cue(
        id=cue_id,
        kind=note.kind,  # type: ignore[arg-type]
        description=note.description,
        seconds=note.seconds or CUE_SECONDS[note.kind],
        level_db=CUE_LEVELS_DB[note.kind],
        turn_id=turn_id,
    )
