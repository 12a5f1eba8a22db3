"""Documents made of a few lines, and whole novels."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.scripting.parser import parse
from engines.types import Block, Chapter, Document, Script, Turn

NOVELS = (
    "DaisyMiller", "Emma", "NightAndDay", "OliverTwist", "TheAwakening", "TheGambler", "TheSignOfTheFour", "WinnieThePooh",
)  # fmt: skip


def document(*chapters: str, kind: str = "text") -> Document:
    """A document of one or more chapters; an empty line separates the paragraphs."""
    made = [
        Chapter(
            id=f"c{number}",
            title=f"Chapter {number}",
            blocks=tuple(Block(text=text.strip()) for text in re.split(r"\n\s*\n", chapter) if text.strip()),
        )
        for number, chapter in enumerate(chapters, start=1)
    ]
    return Document(title="A Test", kind=kind, chapters=tuple(made))


def blocks(*pairs: tuple[str, str]) -> Document:
    """A document of one chapter from (kind, text) pairs."""
    made = tuple(Block(kind=kind, text=text) for kind, text in pairs)  # type: ignore[arg-type]
    return Document(title="A Test", kind="fountain", chapters=(Chapter(id="c1", title="One", blocks=made),))


def turns(script: Script) -> list[Turn]:
    return [turn for scene in script.scenes for turn in scene.turns]


def lines(text: str, template: str = "auto") -> list[tuple[str, str]]:
    """Return (speaker, words) of the spoken turns of a text."""
    spoken = [turn for turn in turns(parse(document(text), template=template)) if turn.kind != "silent"]
    return [(turn.speaker, " ".join(turn.text.split())) for turn in spoken]


def speakers(text: str, template: str = "auto") -> list[str]:
    """Return who speaks the quotations of a text, in order."""
    return [
        turn.speaker for turn in turns(parse(document(text), template=template)) if turn.kind == "dialogue"
    ]


def assert_verbatim(source: Document, script: Script) -> None:
    """Joined turns are the chapters' text, and every span is the turn's own slice."""
    for chapter in source.chapters:
        found = [t for scene in script.scenes if scene.chapter_id == chapter.id for t in scene.turns]
        assert "".join(turn.text for turn in found) == chapter.text
        at = 0
        for turn in found:
            assert turn.span is not None
            assert (turn.span.start, turn.span.chapter_id) == (at, chapter.id)
            at = turn.span.end
            assert turn.text == chapter.text[turn.span.start : turn.span.end]
        assert at == len(chapter.text)


@pytest.fixture(params=NOVELS)
def novel(request: pytest.FixtureRequest, shared: Path) -> Iterator[tuple[str, Document]]:
    """Each whole PDNC novel, cut into chapters of 400 paragraphs."""
    path = shared / "data/quotes/pdnc/data" / request.param / "novel_text.txt"
    if not path.is_file():
        pytest.skip(f"{path} is absent")
    paragraphs = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    yield (
        request.param,
        document(*("\n\n".join(paragraphs[i : i + 400]) for i in range(0, len(paragraphs), 400))),
    )
