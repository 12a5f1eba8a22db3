"""Cuts one chapter into pieces: chooses by block and line whether it is prose, script, screenplay, heading or direction."""

from collections.abc import Iterator

from engines.scripting.deliveries import delivery_of
from engines.scripting.notation import MARK, Direction, pause_seconds, read_direction, read_note
from engines.scripting.pieces import Passage, Piece, lines, passages
from engines.scripting.presets import Template
from engines.scripting.prose import Prose
from engines.scripting.script_lines import (
    Form,
    Label,
    detect_form,
    direction_length,
    label_names,
    read_label,
    shown_name,
)
from engines.types import NARRATOR, Chapter

_NARRATORS = frozenset(("narrator", "narration", "voiceover", "voice over", "storyteller", "teller"))
_FORMS: dict[str, Form] = {
    "prose": "prose",
    "screenplay": "prose",
    "stage_play": "stage_play",
    "bullets": "bullets",
}


def cut(chapter: Chapter, template: Template, prose: Prose) -> list[Piece]:
    """Return the pieces of a chapter in order; quotations in prose wait in `prose` for their speakers."""
    return _Cutter(chapter, template, prose).cut()


class _Cutter:
    def __init__(self, chapter: Chapter, template: Template, prose: Prose) -> None:
        self.template = template
        self.prose = prose
        self.passages = list(passages(chapter))
        self.form: Form = _FORMS.get(template.form, "prose")
        if template.form == "auto":
            self.form = detect_form(self.passages)
        self.names = label_names(self.passages) if self.form == "bullets" else frozenset()
        self.speaker = ""
        """Who was named above and has not spoken yet, or (on a stage) speaks on."""
        self.delivery = "neutral"
        self.is_awaited = False
        """A name stands above, its words come next."""

    def cut(self) -> list[Piece]:
        pieces: list[Piece] = []
        for passage in self._units():
            pieces += self._marked(passage, list(self._pieces(passage)))
        self.prose.interrupt()
        return pieces

    def _units(self) -> Iterator[Passage]:
        """Yield blocks, or their lines where lines mean something."""
        for passage in self.passages:
            splits = self.form != "prose" and passage.kind in ("paragraph", "verse", "quote")
            if splits and "\n" in passage.text and any(read_label(p.text, self.form) for p in lines(passage)):
                yield from lines(passage)
            else:
                yield passage

    def _pieces(self, passage: Passage) -> Iterator[Piece]:
        kind, text = passage.kind, passage.text
        if kind == "break":
            self._silence()
            yield Piece(passage.start, "silent", opens_scene=True, title="break")
        elif kind in ("heading", "scene_heading"):
            yield self._heading(passage)
        elif kind == "note":
            yield from self._direction(read_note(text), passage)
        elif kind == "character":
            self._name(shown_name(_without_extension(text)), _extension(text))
            yield Piece(passage.start, "silent")
        elif kind == "parenthetical":
            self.delivery = delivery_of(text) if delivery_of(text) != "neutral" else self.delivery
            yield Piece(passage.start, "silent")
        elif kind == "dialogue":
            yield self._speech(passage.start)
            self.is_awaited = True  # a parenthetical may interrupt it
        elif kind == "action":
            self._silence()
            yield Piece(passage.start)
        else:
            yield from self._text(passage)

    def _heading(self, passage: Passage) -> Piece:
        self._silence()
        kind = "heading" if passage.kind == "heading" or self.template.scene_headings else "silent"
        return Piece(passage.start, kind, opens_scene=True, title=_flat(passage.text))

    def _direction(self, direction: Direction | None, passage: Passage) -> Iterator[Piece]:
        """A line that is not spoken: it asks for a sound, opens a scene, or is somebody's remark."""
        if direction and direction.kind == "scene":
            self._silence()
            yield Piece(passage.start, "silent", opens_scene=True, title=direction.title)
        else:
            cues = [direction.cue] if direction and direction.cue else []
            yield Piece(passage.start, "silent", cues=cues)

    def _text(self, passage: Passage) -> Iterator[Piece]:
        """A paragraph of prose, or a line of a script."""
        if self.template.form == "plain":
            yield Piece(passage.start)
            return
        if direction := read_direction(passage.text):
            yield from self._direction(direction, passage)
            return
        if self.form == "prose":
            yield from self.prose.add(passage)
        elif label := read_label(passage.text, self.form, known=self.names):
            yield from self._labelled(passage, label)
        elif passage.text.startswith("#"):
            self._silence()
            yield Piece(passage.start, "heading", opens_scene=True, title=passage.text.lstrip("# "))
        else:
            yield from self._unlabelled(passage)

    def _labelled(self, passage: Passage, label: Label) -> Iterator[Piece]:
        self._name(label.name, label.how)
        yield Piece(passage.start, "silent")
        at = label.length
        if self.form == "stage_play" and (length := direction_length(passage.text[at:])):
            self.delivery = delivery_of(passage.text[at : at + length])
            at += length
        if at < len(passage.text):
            yield from self._spoken(passage, at)

    def _unlabelled(self, passage: Passage) -> Iterator[Piece]:
        text = passage.text
        if self.form == "stage_play":
            if direction_length(text) >= len(text) or not self.speaker:
                yield Piece(passage.start)
            else:
                yield from self._spoken(passage, 0)
        elif self.is_awaited:
            bullet = len(text) - len(text.lstrip("-*•– "))
            if bullet:
                yield Piece(passage.start, "silent")
            yield from self._spoken(passage, bullet)
        else:
            yield from self.prose.add(passage)

    def _spoken(self, passage: Passage, at: int) -> Iterator[Piece]:
        """Yield a speech from character `at` of the passage; directions in brackets inside it are the narrator's."""
        text = passage.text
        yield self._speech(passage.start + at)
        position = at
        while self.form == "stage_play" and (opening := _next_bracket(text, position)) >= 0:
            length = direction_length(text[opening:])
            if not length:
                break
            words = len(text[opening : opening + length].split())
            yield Piece(passage.start + opening, "silent" if words <= 3 else "narration")
            position = opening + length
            if position < len(text):
                yield Piece(passage.start + position, self._kind(), self.speaker, self.delivery)

    def _speech(self, start: int) -> Piece:
        self.is_awaited = False
        piece = Piece(start, self._kind(), self.speaker or NARRATOR, self.delivery)
        if self.form != "stage_play" and piece.kind == "narration":
            self.speaker = ""
        return piece

    def _kind(self) -> str:
        return "narration" if self.speaker in ("", NARRATOR) else "dialogue"

    def _name(self, name: str, how: str) -> None:
        self.prose.interrupt()
        self.speaker = NARRATOR if name.lower() in _NARRATORS else name
        self.delivery = delivery_of(how)
        self.is_awaited = True

    def _silence(self) -> None:
        self.prose.interrupt()
        self.speaker, self.delivery, self.is_awaited = "", "neutral", False

    def _marked(self, passage: Passage, pieces: list[Piece]) -> list[Piece]:
        """Cut the pieces of a passage at inline marks and obey those: [pause:2], [voice:Ada]."""
        if "[" not in passage.text and "<<" not in passage.text:
            return pieces
        voice = ""
        for match in MARK.finditer(passage.text):
            start, end = passage.start + match.start(), passage.start + match.end()
            while end < passage.end and passage.text[end - passage.start].isspace():
                end += 1
            before = [piece for piece in pieces if piece.start <= start]
            if not before:
                continue
            at = pieces.index(before[-1])
            host = before[-1]
            if match["pause"]:
                host.pause_s = pause_seconds(match)
                voice = voice or (host.speaker if host.kind == "dialogue" else "")
            elif match["end"]:
                voice = ""
            else:
                voice = (match["voice"] or match["marker"] or "").strip()
            rest = Piece(
                end, host.kind, host.speaker, host.delivery, host.confidence, paragraph=host.paragraph
            )
            if voice and not match["pause"]:
                rest.kind, rest.speaker, rest.confidence = "dialogue", voice, 1.0
            elif match["end"]:
                rest.kind, rest.speaker = "narration", NARRATOR
            following = pieces[at + 1].start if at + 1 < len(pieces) else passage.end
            text = passage.text[end - passage.start : following - passage.start]
            pieces[at + 1 : at + 1] = [Piece(start, "silent"), *([rest] if text.strip() else [])]
        return pieces


def _next_bracket(text: str, start: int) -> int:
    found = [at for at in (text.find("[", start), text.find("(", start)) if at >= 0]
    return min(found, default=-1)


def _flat(text: str) -> str:
    return " ".join(text.split()).strip("# ")


def _without_extension(text: str) -> str:
    return text.split("(")[0].strip(" ^@\n") or text.strip(" ^@")


def _extension(text: str) -> str:
    _, bracket, rest = text.partition("(")
    return rest.partition(")")[0] if bracket else ""
