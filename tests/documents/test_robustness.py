"""Whatever a stranger uploads: a Document or a sentence, never a library's traceback."""

import io
import random
import unicodedata
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engines.documents.reader import read_document
from engines.errors import DocumentError
from engines.types import Document
from tests.documents.making import PROSE, Typesetter, epub

KINDS = ("pdf", "docx", "epub", "html", "md", "fountain", "txt")
MODEST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@cache
def whole(kind: str) -> bytes:
    """Return a small sound file of a kind."""
    if kind == "pdf":
        setter = Typesetter()
        setter.heading("Chapter 1")
        setter.paragraph(PROSE * 4)
        return setter.finish().tobytes()
    if kind == "docx":
        word, content = docx.Document(), io.BytesIO()
        word.add_heading("Chapter 1", 1)
        word.add_paragraph(PROSE)
        word.add_table(2, 2).cell(0, 0).text = "cell"
        word.save(content)
        return content.getvalue()
    if kind == "epub":
        path = Path("/tmp") / f"voice-studio-test-{random.getrandbits(64):x}"
        try:
            contents = '<ol><li><a href="a.xhtml">One</a></li><li><a href="b.xhtml#x">Two</a></li></ol>'
            pages = {
                "a.xhtml": f"<h1>One</h1><p>{PROSE}</p>",
                "b.xhtml": f'<h1 id="x">Two</h1><p>{PROSE}</p>',
            }
            return epub(path, pages, contents=contents).read_bytes()
        finally:
            path.unlink()
    texts = {
        "html": f"<!DOCTYPE html><html><body><h1>One</h1><p>{PROSE}</p><table><tr><td>x</td></tr></table></body></html>",
        "md": f"# One\n\n{PROSE}\n\n| a | b |\n|---|---|\n\n> quote\n\n- item\n",
        "fountain": f"Title: One\n\nINT. TENT - NIGHT\n\n{PROSE}\n\nEMMA (V.O.)\n(low)\nLeo?\n\nCUT TO:\n\n[[note]]\n",
        "txt": f"ONE\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}\n",
    }
    return texts[kind].encode()


def check(path: Path, content: bytes, name: str) -> None:
    path.write_bytes(content)
    try:
        document = read_document(path, name=name)
    except DocumentError as refusal:
        assert str(refusal).strip().endswith((".", "?", "!"))
        assert "Traceback" not in str(refusal)
    else:
        check_sound(document)


def check_sound(document: Document) -> None:
    """What every document promises."""
    assert document.title == document.title.strip() != ""
    assert document.language
    assert document.chapters
    assert any(chapter.matter == "body" for chapter in document.chapters)
    for chapter in document.chapters:
        assert chapter.title
        for block in chapter.blocks:
            assert block.text == block.text.strip() != ""
            assert unicodedata.is_normalized("NFC", block.text)
            assert not set(block.text) & set("\u00ad\u200b\ufeff\x00\r\t")
            assert "\n" not in block.text or block.kind in ("verse", "dialogue")
            assert "\n\n" not in block.text


@MODEST
@given(content=st.binary(max_size=400), name=st.sampled_from(["x.pdf", "x.txt", "x.md", "x.fountain", ""]))
@example(content=b"\xff\xfe", name="x.txt")
@example(content=b"PK\x03\x04", name="x.epub")
@example(content=b"PK\x05\x06" + bytes(18), name="x.docx")
@example(content=b"<html>", name="x.html")
@example(content=b"---\n", name="x.md")
def test_random_bytes(tmp_path: Path, content: bytes, name: str) -> None:
    check(tmp_path / "upload", content, name)


@settings(MODEST, max_examples=150)
@given(
    text=st.text(st.sampled_from("aB. \n\t#*_-=>[]()|`~\\!@^:/<&;1I“'"), max_size=160),
    suffix=st.sampled_from(["txt", "md", "fountain", "html"]),
)
def test_random_marks(tmp_path: Path, text: str, suffix: str) -> None:
    check(tmp_path / "upload", text.encode(), f"x.{suffix}")


@pytest.mark.parametrize("kind", KINDS)
def test_truncated_and_damaged_files(tmp_path: Path, kind: str) -> None:
    sound = whole(kind)
    check_sound(read_document(_write(tmp_path / "sound", sound), name=f"x.{kind}"))
    chance = random.Random(7)
    for _ in range(25):
        check(tmp_path / "upload", sound[: chance.randrange(len(sound))], f"x.{kind}")
        damaged = bytearray(sound)
        for _ in range(chance.choice((1, 4, 30))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        check(tmp_path / "upload", bytes(damaged), f"x.{kind}")


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_damaged_parts_in_a_whole_archive(tmp_path: Path, kind: str) -> None:
    chance = random.Random(11)
    for _ in range(40):
        check(tmp_path / "upload", with_damaged_part(whole(kind), chance), f"x.{kind}")


def with_damaged_part(content: bytes, chance: random.Random) -> bytes:
    """Return an archive one of whose parts has lost, changed or doubled some bytes; its checksums are right."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name != "mimetype" and parts[name]])
    start = chance.randrange(len(parts[name]))
    end = min(len(parts[name]), start + chance.choice((0, 1, 8, 200)))
    filling = chance.choice(
        (b"", b"<", b"&x;", b'"', b"<w:p>", bytes([chance.randrange(256)]), parts[name][start:end] * 2)
    )
    parts[name] = parts[name][:start] + filling + parts[name][end:]
    if chance.random() < 0.1:
        del parts[name]
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return damaged.getvalue()


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.shared
def test_real_files_are_read_or_refused_by_sentence(shared: Path) -> None:
    folder = shared / "data" / "docs"
    files = sorted([*folder.glob("epub*/*.epub"), *folder.glob("docx_python_docx/**/*.docx")])
    files += sorted((shared / "data/scripts/fountain_official/FountainTests").glob("*.fountain"))
    refused = []
    for path in files:
        try:
            check_sound(read_document(path))
        except DocumentError as refusal:
            refused.append(path.name)
            assert path.name in str(refusal)
    assert len(files) > 80
    assert not [name for name in refused if "sample" in name or name.endswith(".fountain")]
    assert len(refused) < 30
