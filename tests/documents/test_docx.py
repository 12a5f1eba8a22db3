"""Word files: styles to chapters, what is skipped, what is refused."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from engines.documents.reader import read_document
from engines.errors import DocumentError
from engines.types import Document
from tests.documents.making import PROSE


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for chapter in document.chapters for block in chapter.blocks]


def save(word, path: Path) -> Path:
    word.save(str(path))
    return path


def test_headings_divide_and_properties_name_the_book(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title, word.core_properties.author, word.core_properties.language = (
        "The Lamp",
        "Ada Reed",
        "en-GB",
    )
    word.add_heading("The Lamp", 0)
    for title in ("The Door", "The Stair"):
        word.add_heading(title, 1)
        word.add_paragraph(PROSE)
        word.add_heading("A detail", 2)
        word.add_paragraph(PROSE)
    document = read_document(save(word, tmp_path / "upload"), name="x.docx")
    assert (document.kind, document.title, document.author, document.language) == (
        "docx",
        "The Lamp",
        "Ada Reed",
        "en-GB",
    )
    assert [chapter.title for chapter in document.chapters if chapter.matter == "body"] == [
        "The Door",
        "The Stair",
    ]


def test_chapters_typed_without_styles_are_found(tmp_path: Path) -> None:
    word = docx.Document()
    for title in ("Chapter 1", "Chapter 2"):
        word.add_paragraph(title)
        word.add_paragraph(PROSE)
    document = read_document(save(word, tmp_path / "typed.docx"))
    assert [chapter.title for chapter in document.chapters] == ["Chapter 1", "Chapter 2"]
    assert document.chapters[0].blocks[0].kind == "heading"


def test_quotes_lists_breaks_and_tables(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Dear Wren, come home.", style="Quote")
    word.add_paragraph("bread", style="List Bullet")
    word.add_paragraph("* * *")
    word.add_paragraph("O wild west wind\nthou breath of autumn")
    word.add_paragraph("left\tright")
    table = word.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ("Name", "Age", "Emma", "21"), strict=True
    ):
        cell.text = text
    document = read_document(save(word, tmp_path / "a.docx"))
    assert kinds(document) == [
        ("quote", "Dear Wren, come home."),
        ("paragraph", "bread"),
        ("break", "* * *"),
        ("verse", "O wild west wind\nthou breath of autumn"),
        ("paragraph", "left right"),
        ("paragraph", "Name, Age"),
        ("paragraph", "Emma, 21"),
    ]
    assert document.warnings == ("1 tables are read row by row.",)


def test_headers_deletions_comments_and_notes_are_not_read(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "unseen header"
    word.sections[0].footer.paragraphs[0].text = "unseen footer"
    paragraph = word.add_paragraph("She stayed")
    paragraph._p.append(_tracked("w:del", "w:delText", " unseen"))
    paragraph._p.append(_tracked("w:ins", "w:t", " at home"))
    note = OxmlElement("w:footnoteReference")
    note.set(qn("w:id"), "2")
    paragraph.add_run(".")._r.append(note)
    word.add_comment(paragraph.runs[0], text="unseen comment")
    hidden = paragraph.add_run("unseen too")
    hidden.font.hidden = True
    document = read_document(save(word, tmp_path / "a.docx"))
    assert kinds(document) == [("paragraph", "She stayed at home.")]
    assert document.warnings == ("1 footnotes or endnotes were left out.",)


def _tracked(change: str, tag: str, text: str):
    element, run, words = OxmlElement(change), OxmlElement("w:r"), OxmlElement(tag)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    element.append(run)
    return element


def test_the_words_of_links_are_kept(shared: Path) -> None:
    document = read_document(
        shared / "data/docs/docx_python_docx/features/steps/test_files/par-hyperlinks.docx"
    )
    assert any("hyperlink" in text for _, text in kinds(document))


def test_a_damaged_file_is_refused_by_sentence(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph(PROSE)
    path = save(word, tmp_path / "a.docx")
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents["word/document.xml"] = contents["word/document.xml"][:400]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    with pytest.raises(DocumentError, match="a.docx"):
        read_document(path)
