"""Real books of every kind, from the file to the script, and one short scene of one of them to the finished sound."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf
import pytest

from engines import audio
from engines.documents.reader import read_document
from engines.mixing.card import Card
from engines.quality.roundtrip import hear, word_error_rate
from engines.scripting.parser import parse
from engines.scripting.score import plan_score
from engines.types import NARRATOR, Document, Script
from jobs import artifacts, direct, projects
from jobs.kinds import audiobook
from jobs.production import turn_requests

EPUB = "data/docs/epub3_samples/childrens-literature.epub"
NOVELS = "data/quotes/pdnc/data"
FOUNTAIN = "data/scripts/fountain_official/FountainTests/Brick And Steel.txt"

pytestmark = pytest.mark.shared


def read(path: Path) -> tuple[Document, Script]:
    """Return the document and its scored script, after what holds for every script was checked."""
    document = read_document(path)
    script = plan_score(parse(document))
    texts = {chapter.id: chapter.text for chapter in document.chapters}
    told: dict[str, str] = {}
    for scene in script.scenes:
        told[scene.chapter_id] = told.get(scene.chapter_id, "") + "".join(turn.text for turn in scene.turns)
        turn_ids = {turn.id for turn in scene.turns}
        assert {cue.turn_id for cue in scene.cues} <= turn_ids
    assert told == {chapter_id: texts[chapter_id] for chapter_id in told}, "word for word"
    assert [chapter.id for chapter in script.chapters] == list(told)
    return document, script


def speakers(script: Script) -> list[str]:
    """Return who speaks beside the narrator, who has the most turns first."""
    turns = Counter(turn.speaker for scene in script.scenes for turn in scene.spoken_turns)
    return [name for name, _ in turns.most_common() if name != NARRATOR]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def chapter(shared: Path) -> tuple[str, list[str]]:
    """Return the heading and the paragraphs of a novel's chapter: the second of The Sign of the Four."""
    text = (shared / NOVELS / "TheSignOfTheFour/novel_text.txt").read_text(encoding="utf-8")
    first, last = re.search(r"^Chapter II$", text, re.M), re.search(r"^Chapter III$", text, re.M)
    heading, *rest = [
        " ".join(block.split()) for block in re.split(r"\n\s*\n", text[first.start() : last.start()])
    ]
    return heading, [paragraph for paragraph in rest if paragraph]


def as_docx(path: Path, heading: str, paragraphs: list[str]) -> None:
    written = docx.Document()
    written.add_heading(heading, level=1)
    for paragraph in paragraphs:
        written.add_paragraph(paragraph)
    written.save(path)


def as_pdf(path: Path, heading: str, paragraphs: list[str]) -> None:
    """Print pages with a running head and a page number, paragraphs indented, as a novel is printed."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    style = (
        "body {font: 11pt serif} p {margin: 0; text-indent: 16pt; text-align: justify} h1 {font-size: 18pt}"
    )
    story = pymupdf.Story(f"<h1>{heading}</h1>{body}", user_css=style)
    writer = pymupdf.DocumentWriter(str(path))
    page, more = pymupdf.Rect(0, 0, 420, 595), 1
    while more:
        device = writer.begin_page(page)
        more, _ = story.place(page + (54, 64, -54, -64))
        story.draw(device)
        writer.end_page()
    writer.close()
    with pymupdf.open(path) as printed:
        for number, sheet in enumerate(printed, start=1):
            sheet.insert_text((150, 40), "THE SIGN OF THE FOUR", fontsize=9)
            sheet.insert_text((205, 570), str(number), fontsize=9)
        printed.saveIncr()


# ── from the file to the script ──────────────────────────────────────────────────────────────────


def test_an_epub_anthology(shared: Path) -> None:
    document, script = read(shared / EPUB)
    assert document.kind == "epub" and document.title == "Children's Literature"
    titles = [one.title for one in script.chapters]
    assert titles[1] == "190 A FOUR-LEAVED CLOVER" and "194 THE NIGHTINGALE" in titles
    assert len(script.scenes) > 40 and {"Emperor", "Nightingale"} & {
        name.split()[-1] for name in speakers(script)
    }
    assert any(cue.kind == "music" for scene in script.scenes for cue in scene.cues)


def test_emma_as_plain_text(shared: Path) -> None:
    document, script = read(shared / NOVELS / "Emma/novel_text.txt")
    assert (document.kind, document.title, len(script.chapters)) == ("text", "Emma", 55)
    assert set(speakers(script)[:3]) == {"Emma", "Mr. Knightley", "Harriet"}, "who speaks most in the novel"
    assert sum(len(words(turn.text)) for scene in script.scenes for turn in scene.turns) > 150_000


@pytest.mark.parametrize(("kind", "make"), [("docx", as_docx), ("pdf", as_pdf)])
def test_a_chapter_of_a_novel_in_an_office_format(
    kind: str, make: Callable[[Path, str, list[str]], None], tmp_path: Path, shared: Path
) -> None:
    heading, paragraphs = chapter(shared)
    path = tmp_path / f"chapter.{kind}"
    make(path, heading, paragraphs)
    document, script = read(path)
    assert document.kind == kind and len(script.chapters) == 1
    read_out = " ".join(turn.text for scene in script.scenes for turn in scene.turns)
    # as letters: a hyphen at the end of a printed line may have been the word's own
    assert "".join(words(read_out)) == "".join(words(" ".join([heading, *paragraphs]))), "no head, no number"
    assert any(name.endswith("Holmes") for name in speakers(script))
    assert any(name.endswith("Miss Morstan") for name in speakers(script))


def test_a_screenplay(shared: Path) -> None:
    document, script = read(shared / FOUNTAIN)
    assert document.kind == "fountain" and {"Brick", "Steel", "Jack", "Dan"} <= set(speakers(script))
    assert [scene.title for scene in script.scenes][0].startswith("EXT. BRICK'S")
    jack = next(turn for scene in script.scenes for turn in scene.turns if turn.speaker == "Jack")
    assert "(" not in jack.text, "a parenthetical is a delivery, not read out"


# ── one scene to the finished sound ──────────────────────────────────────────────────────────────


@pytest.mark.weights
def test_a_scene_of_emma_is_heard_as_it_is_written(shared: Path) -> None:
    path = shared / NOVELS / "Emma/novel_text.txt"
    opened = projects.open_file(path, path.name)
    projects.update_settings(
        opened.id, formats=("m4b", "acx", "vtt"), chapter_ids=opened.settings.chapter_ids[:6]
    )
    script = projects.parse(opened.id)
    scene = next(
        one
        for one in script.scenes
        if 60 < sum(len(words(turn.text)) for turn in one.spoken_turns) < 90
        and any(turn.kind == "dialogue" for turn in one.spoken_turns)
    )
    params = audiobook.Params(project_id=opened.id, scene_ids=(scene.id,))
    job = direct.run("audiobook", params, title="Emma", project_id=opened.id)
    assert job.status == "done", job.error

    cards = [Card.model_validate(card) for card in job.result["cards"]]
    assert {card.standard for card in cards} == {"ACX", "scored mix"}
    assert [card.readings for card in cards if not card.passed] == []

    project = projects.get(opened.id)
    said = [turn_requests(turn, project.cast, project.settings) for turn in scene.spoken_turns]
    wanted = " ".join(request["text"] for pairs in said for _, request in pairs)
    made = {artifacts.get(one).kind: artifacts.path(one) for one in job.result["artifact_ids"]}
    assert set(made) == {"m4b", "acx", "vtt"}
    heard = hear(audio.read(made["acx"], rate_hz=16000))
    assert word_error_rate(wanted, heard) < 0.10, heard
