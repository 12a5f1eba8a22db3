"""How fast the rule parser is on a whole novel."""

import time
from collections.abc import Iterator
from pathlib import Path

from engines.documents.reader import read_document
from engines.scripting.parser import parse
from tests.bench.figure import Figure
from tests.conftest import SHARED

NOVEL = SHARED / "data/quotes/pdnc/data/Emma/novel_text.txt"
SAMPLE = Path("presets/sample/the_lantern.md")


def measure() -> Iterator[Figure]:
    path = NOVEL if NOVEL.is_file() else SAMPLE
    document = read_document(path)
    words = sum(len(chapter.text.split()) for chapter in document.chapters)
    parse(document, chapters=[document.chapters[0].id])
    started = time.perf_counter()
    script = parse(document)
    seconds = time.perf_counter() - started
    parsed = sum(len(turn.text.split()) for scene in script.scenes for turn in scene.turns)
    note = f"{parsed:,} of {words:,} words of {document.title or path.name} in {seconds:.2f} s"
    yield Figure("Parsing a whole novel", parsed / seconds, "words/s", 50_000, at_most=False, note=note)
