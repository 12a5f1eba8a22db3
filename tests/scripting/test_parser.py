import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.errors import PresetError, ScriptError
from engines.scripting.parser import parse
from engines.types import NARRATOR, Block, Chapter, Document
from tests.scripting.conftest import NOVELS, assert_verbatim, blocks, document, turns

FRAGMENTS = (
    '"', "“", "”", "‘", "’", "'", "«", "»", "„", "— ", "-- ", "- Emma (whispering)", "Leo: ",
    "LEO. ", "[pause:2]", "[voice:Ada]",
    "[/voice]", "[Music: low strings, 20s]", "(aside)", "[Exit.]", "said Tom", "she asked",
    " he whispered, ", "Yes", "No!", "…",
    "Mr. Bennet", "it was late", ", ", ". ", " ", "\n", "# One", "Scene 1: A tent", "[", "]", "_", "*", "é", "🙂",
)  # fmt: skip
KINDS = (
    "paragraph",
    "paragraph",
    "paragraph",
    "heading",
    "verse",
    "break",
    "action",
    "character",
    "parenthetical",
    "dialogue",
    "note",
)
TEMPLATES = ("auto", "prose", "screenplay", "stage_play", "bullets", "plain")

texts = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14).map("".join) | st.text(max_size=40)
documents = st.lists(
    st.lists(st.builds(Block, kind=st.sampled_from(KINDS), text=texts), max_size=9), min_size=1, max_size=3
).map(
    lambda chapters: Document(
        title="H",
        kind="text",
        chapters=tuple(
            Chapter(id=f"c{n}", title="", blocks=tuple(b)) for n, b in enumerate(chapters, start=1)
        ),
    )
)


@settings(max_examples=250, deadline=None)
@given(documents, st.sampled_from(TEMPLATES))
def test_joined_turns_are_the_source_whatever_it_is(source: Document, template: str) -> None:
    try:
        script = parse(source, template=template)
    except ScriptError:
        assert not any(chapter.text for chapter in source.chapters)
        return
    assert_verbatim(source, script)
    ids = [turn.id for turn in turns(script)]
    assert len(ids) == len(set(ids))
    spoken = {turn.id for turn in turns(script)}
    assert all(cue.turn_id in spoken for scene in script.scenes for cue in scene.cues)


def test_joined_turns_are_the_source_in_whole_novels(novel: tuple[str, Document]) -> None:
    name, source = novel
    script = parse(source)
    assert_verbatim(source, script)
    said = [turn for turn in turns(script) if turn.kind == "dialogue"]
    assert len(said) > 500, name
    assert sum(turn.confidence < 0.3 for turn in said) < 0.05 * len(said), name


def test_a_whole_novel_is_parsed_at_fifty_thousand_words_a_second(shared) -> None:
    """Prints the measured figure: pytest -s -k fifty. Takes the best of two runs, as the machine may be busy."""
    path = shared / f"data/quotes/pdnc/data/{NOVELS[1]}/novel_text.txt"
    source = document(path.read_text(encoding="utf-8"))
    words = sum(len(chapter.text.split()) for chapter in source.chapters)
    seconds = []
    for _ in range(2):
        started = time.process_time()
        parse(source)
        seconds.append(time.process_time() - started)
    print(f"\n{words / min(seconds):,.0f} words/s on {NOVELS[1]}")
    assert words / min(seconds) > 50_000


def test_parsing_is_linear_in_the_length() -> None:
    paragraph = '"I see," said Tom. "You\'re late, Mary."\n\n"So I am," she answered, and the rain fell.\n\n'

    def measured(times: int) -> float:
        source = document(paragraph * times)
        started = time.process_time()
        parse(source)
        return time.process_time() - started

    measured(100)
    assert measured(4000) < 12 * max(measured(1000), 0.02)


def test_only_chosen_chapters_are_parsed() -> None:
    source = document("One.", "Two.", "Three.")
    script = parse(source, chapters=["c3", "c1"])
    assert [chapter.id for chapter in script.chapters] == ["c1", "c3"]
    assert [turn.text for turn in turns(script)] == ["One.", "Three."]


def test_front_and_back_matter_are_left_out_unless_there_is_nothing_else() -> None:
    source = document("Copyright.", "It began.")
    front = source.chapters[0].model_copy(update={"matter": "front"})
    script = parse(source.model_copy(update={"chapters": (front, source.chapters[1])}))
    assert [turn.text for turn in turns(script)] == ["It began."]
    alone = parse(source.model_copy(update={"chapters": (front,)}))
    assert [turn.text for turn in turns(alone)] == ["Copyright."]


def test_unknown_chapters_and_templates_are_told_in_a_sentence() -> None:
    with pytest.raises(ScriptError, match="no chapter c9"):
        parse(document("One."), chapters=["c9"])
    with pytest.raises(PresetError, match="There is no script template opera"):
        parse(document("One."), template="opera")


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ScriptError, match="no text to read"):
        parse(Document(title="Blank", kind="text", chapters=(Chapter(id="c1", title="", blocks=()),)))


def test_headings_are_read_and_breaks_are_silent() -> None:
    script = parse(
        blocks(
            ("heading", "Chapter One"),
            ("paragraph", "It rained."),
            ("break", "* * *"),
            ("paragraph", "It stopped."),
        )
    )
    assert [turn.kind for turn in turns(script)] == ["heading", "narration", "silent", "narration"]
    assert [scene.title for scene in script.scenes] == ["Chapter One", "It stopped"]


def test_the_plain_template_leaves_everything_to_the_narrator() -> None:
    script = parse(document('"Yes," said Tom.\n\nEmma: No.'), template="plain")
    assert {turn.speaker for turn in turns(script)} == {NARRATOR}
    assert {turn.kind for turn in turns(script)} == {"narration"}


def test_inline_marks_pause_and_change_the_voice() -> None:
    script = parse(
        document("It was dark. [pause:2] Then [voice:Ada]come here[/voice] it was light. [pause 500ms]")
    )
    spoken = [(t.speaker, t.text.strip(), t.pause_s) for t in turns(script) if t.kind != "silent"]
    assert spoken == [
        (NARRATOR, "It was dark.", 2.0),
        (NARRATOR, "Then", None),
        ("Ada", "come here", None),
        (NARRATOR, "it was light.", 0.5),
    ]
