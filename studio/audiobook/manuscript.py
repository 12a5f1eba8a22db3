"""What was read from a document, as a person sees it before parsing: cover, facts, chapters with ticks."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from markupsafe import Markup

from engines.types import Chapter, Document
from jobs.preflight import FALLBACK_FACTOR, MIX_FACTOR, WORDS_PER_S
from jobs.projects import Project
from studio.audiobook import fields
from studio.audiobook.covers import cover
from studio.format import count, duration
from studio.markup import badge, join, tag

FIRST_LINE = 140
"""Characters of a chapter by which a person knows it."""
SPOKEN = {"paragraph", "heading", "verse", "quote", "action", "dialogue"}
MATTERS = {"front": "front matter", "back": "back matter"}


def welcome() -> Markup:
    """Return what step 1 says before there is a project."""
    return tag(
        "p", "PDF, Word, EPUB, Fountain, Markdown, HTML or text. No manuscript at hand?", class_="au-note"
    )


def reading(
    project: Project, document: Document, factors: Mapping[str, float], *, templates: Sequence[fields.Choice]
) -> Markup:
    """Return the document as it was read, and what parsing will go by.

    factors: seconds of sound per second of computing, by voice id. templates: layouts to choose from.
    """
    words = {chapter.id: word_count(chapter) for chapter in document.chapters}
    ticked = ticked_chapters(project, document)
    total = sum(words[chapter_id] for chapter_id in ticked)
    head = tag(
        "div",
        cover(project, document),
        _facts(project, document, total, len(ticked), factors),
        class_="au-read",
    )
    warnings = [tag("p", warning, class_="au-flag-text") for warning in document.warnings]
    chapters = tag(
        "ol",
        *(_chapter(each, words[each.id], each.id in ticked) for each in document.chapters),
        class_="au-chapters",
    )
    layout = fields.select("template", project.settings.template, "How the text is laid out", templates)
    more = fields.labelled("How the text is laid out", layout, css="au-layout")
    return join([head, *warnings, tag("h3", "Chapters to read out", class_="au-h3"), chapters, more])


def ticked_chapters(project: Project, document: Document) -> tuple[str, ...]:
    """Return the ids of the chapters that will be read out: those ticked, else all of the body."""
    if project.settings.chapter_ids:
        return tuple(
            chapter.id for chapter in document.chapters if chapter.id in project.settings.chapter_ids
        )
    return tuple(chapter.id for chapter in document.chapters if chapter.matter == "body")


def with_tick(document: Document, ticked: Sequence[str], chapter_id: str, checked: bool) -> tuple[str, ...]:
    """Return the ticked chapters, in reading order, after one tick was set or taken off."""
    wanted = {*ticked, chapter_id} if checked else set(ticked) - {chapter_id}
    return tuple(chapter.id for chapter in document.chapters if chapter.id in wanted)


def word_count(chapter: Chapter) -> int:
    """Return the number of words that are read out."""
    return sum(len(block.text.split()) for block in chapter.blocks if block.kind in SPOKEN)


def first_line(chapter: Chapter) -> str:
    """Return the beginning of the chapter's prose, at most FIRST_LINE characters."""
    prose = " ".join(
        block.text for block in chapter.blocks if block.kind in SPOKEN and block.kind != "heading"
    )
    return shorten(prose[: 4 * FIRST_LINE], FIRST_LINE, placeholder="…")


def _facts(
    project: Project, document: Document, words: int, chapters: int, factors: Mapping[str, float]
) -> Markup:
    audio_s = words / WORDS_PER_S
    factor = factors.get(project.cast.narrator.voice_id)
    compute_s = audio_s / (factor or FALLBACK_FACTOR) + audio_s / factors.get("mix", MIX_FACTOR)
    facts = (
        (f"{chapters} of {len(document.chapters)}", "chapters"),
        (f"{words:,}", "words"),
        (duration(audio_s), "of audio"),
        (f"about {duration(compute_s)}", "to make here" if factor else "to make here, not measured yet"),
    )
    return tag(
        "div",
        fields.labelled("Title", fields.text("title", project.title, "Title", css="au-title")),
        fields.labelled("Author", fields.text("author", project.author, "Author", placeholder="unknown")),
        tag(
            "dl", *(tag("div", tag("dd", value), tag("dt", name)) for value, name in facts), class_="au-facts"
        ),
        tag("p", f"{project.source_name} · {document.kind} · {document.language}", class_="au-note"),
        class_="au-grow",
    )


def _chapter(chapter: Chapter, words: int, ticked: bool) -> Markup:
    label = tag("span", chapter.title or "Untitled", class_="au-chapter")
    matter = badge(MATTERS[chapter.matter]) if chapter.matter in MATTERS else None
    note = tag("span", count(words, "word"), matter, class_="au-scene-note")
    line = tag("span", first_line(chapter), class_="au-first-line")
    return tag("li", fields.tick("chapter", ticked, join([label, note, line]), row=chapter.id))
