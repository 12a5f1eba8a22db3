"""PDF: what is printed around the text goes, what was divided for printing is joined again."""

from pathlib import Path

import pymupdf
import pytest

from engines.documents.pdf import PasswordNeeded
from engines.documents.reader import read_document
from engines.errors import DocumentError
from engines.types import Document
from tests.documents.making import PROSE, Typesetter, prose

CHAPTERS = [[prose(10 * chapter + number, 3 + number % 5) for number in range(12)] for chapter in (1, 2, 3)]


def story(chapters: int = 3, **options: object) -> Typesetter:
    setter = Typesetter(**options)
    for number, chapter in enumerate(CHAPTERS[:chapters], start=1):
        if setter.page is not None:
            setter.turn()
        setter.heading(f"Chapter {number}")
        for paragraph in chapter:
            setter.paragraph(paragraph)
    return setter


def paragraphs(document: Document) -> list[str]:
    return [
        block.text for chapter in document.chapters for block in chapter.blocks if block.kind == "paragraph"
    ]


@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"heads": ("THE LAMP", "ADA REED")},
        {"indent": 0, "skip": 7, "heads": ("The Lamp", "The Lamp")},
        {"columns": 2, "width": 520},
        {"columns": 3, "width": 780, "heads": ("THE LAMP", "CHAPTER")},
        {"first_number": 211},
    ],
    ids=["plain", "running heads", "spaced", "two columns", "three columns", "numbered from 211"],
)
def test_the_text_comes_back_as_it_was_set(tmp_path: Path, layout: dict) -> None:
    document = read_document(story(**layout).save(tmp_path / "a.pdf"))
    assert [chapter.title for chapter in document.chapters if chapter.matter == "body"] == [
        "Chapter 1",
        "Chapter 2",
        "Chapter 3",
    ]
    expected = [paragraph for chapter in CHAPTERS for paragraph in chapter]
    found = paragraphs(document)
    wrong = [text for text in found if text not in expected]
    # A paragraph that ends exactly at a page's foot, before a line without indent, cannot be told from its successor.
    assert len(wrong) <= 2, wrong
    assert "".join(found).replace(" ", "") == "".join(expected).replace(" ", "")


def test_paragraphs_run_over_pages(tmp_path: Path) -> None:
    setter = Typesetter(heads=("THE LAMP", "ADA REED"))
    setter.heading("Chapter 1")
    for number in range(3):
        setter.paragraph(prose(number))
    setter.paragraph(prose(7, 90))
    document = read_document(setter.save(tmp_path / "a.pdf"))
    assert setter.document.page_count >= 6
    assert paragraphs(document)[-1] == prose(7, 90)


def test_footnotes_and_their_marks_are_not_read(tmp_path: Path) -> None:
    setter = story(chapters=1)
    for page in setter.finish():
        page.insert_text(
            (50, page.rect.height - 52),
            "1 Unseen: see the chapter on lamps, which",
            fontname="tiro",
            fontsize=7.5,
        )
        page.insert_text((50, page.rect.height - 43), "is printed elsewhere.", fontname="tiro", fontsize=7.5)
    page = setter.document[0]
    page.insert_text((50, 40), "He lit it.", fontname="tiro", fontsize=10.5)
    page.insert_text(
        (50 + pymupdf.Font("tiro").text_length("He lit it.", 10.5), 36), "12", fontname="tiro", fontsize=6
    )
    document = read_document(setter.save(tmp_path / "a.pdf"))
    text = "\n".join(paragraphs(document))
    assert "Unseen" not in text
    assert "elsewhere" not in text
    assert "He lit it." in text
    assert "12" not in text
    assert any("Footnotes" in warning for warning in document.warnings)


def test_a_contents_page_is_front_matter(tmp_path: Path) -> None:
    setter = Typesetter()
    setter.turn()
    setter.heading("Contents", size=14)
    for number in range(1, 6):
        setter.down(14)
        setter.put(f"Chapter {number} . . . . . . . . . . . . . . {number * 7}")
    setter.turn()
    for number in range(1, 6):
        setter.heading(f"Chapter {number}")
        setter.paragraph(PROSE * 3)
    document = read_document(setter.save(tmp_path / "a.pdf"))
    assert [chapter.title for chapter in document.chapters if chapter.matter == "body"] == [
        f"Chapter {number}" for number in range(1, 6)
    ]
    assert [chapter.title for chapter in document.chapters if chapter.matter == "front"] == ["Contents"]


def test_the_outline_names_the_chapters(tmp_path: Path) -> None:
    setter = Typesetter()
    outline = []
    for title in ("The Door", "The Stair", "The Roof"):
        setter.turn()
        outline.append([1, f"{len(outline) + 1}. {title}", setter.document.page_count])
        setter.heading(title, size=10.5)
        setter.paragraph(PROSE * 12)
    setter.finish().set_toc(outline)
    setter.document.set_metadata({"title": "The Lamp", "author": "Ada Reed"})
    document = read_document(setter.save(tmp_path / "a.pdf"))
    assert [chapter.title for chapter in document.chapters] == ["1. The Door", "2. The Stair", "3. The Roof"]
    assert [chapter.blocks[0].text for chapter in document.chapters] == ["The Door", "The Stair", "The Roof"]
    assert (document.title, document.author) == ("The Lamp", "Ada Reed")


def test_large_type_divides_a_document_without_outline_or_numbers(tmp_path: Path) -> None:
    setter = Typesetter()
    for title in ("The Door", "The Stair", "The Roof"):
        setter.heading(title)
        setter.paragraph(PROSE * 4)
    document = read_document(setter.save(tmp_path / "a.pdf"))
    assert [chapter.title for chapter in document.chapters] == ["The Door", "The Stair", "The Roof"]


def test_scene_breaks_of_white_space_are_kept(tmp_path: Path) -> None:
    setter = Typesetter(height=800)
    for _ in range(3):
        setter.paragraph(PROSE)
        setter.paragraph(PROSE)
        setter.y += 20
    document = read_document(setter.save(tmp_path / "a.pdf"))
    assert [block.kind for chapter in document.chapters for block in chapter.blocks] == [
        "paragraph",
        "paragraph",
        "break",
    ] * 2 + ["paragraph"] * 2


def test_a_printed_screenplay_is_told_apart_from_prose(tmp_path: Path) -> None:
    setter = Typesetter(width=612, height=792, size=12)
    script = [
        *[(0, "12   INT. TENT - NIGHT   12"), (0, ""), (0, "EMMA wakes. Rain on canvas, and then the")],
        *[(0, "sound of steps."), (0, ""), (150, "EMMA (V.O.)"), (110, "(whispering)")],
        *[(70, "Leo, what have you done with the"), (70, "lantern?"), (0, "")],
        *[(0, "EXT. HILL - DAWN"), (0, ""), (150, "LEO"), (70, "Nothing."), (0, "")],
        *[(0, "INT. TENT - DAWN"), (0, ""), (0, "She waits.")],
    ]
    for x, text in script:
        setter.down(12)
        if text:
            setter.put(text, x=x)
    document = read_document(setter.save(tmp_path / "a.pdf"))
    assert [(block.kind, block.text) for block in document.chapters[0].blocks] == [
        ("scene_heading", "INT. TENT - NIGHT"),
        ("action", "EMMA wakes. Rain on canvas, and then the sound of steps."),
        ("character", "EMMA (V.O.)"),
        ("parenthetical", "(whispering)"),
        ("dialogue", "Leo, what have you done with the lantern?"),
        ("scene_heading", "EXT. HILL - DAWN"),
        ("character", "LEO"),
        ("dialogue", "Nothing."),
        ("scene_heading", "INT. TENT - DAWN"),
        ("action", "She waits."),
    ]


def test_a_locked_pdf_asks_for_its_password(tmp_path: Path) -> None:
    setter = story(chapters=1)
    path = setter.save(
        tmp_path / "a.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="lamp", owner_pw="owner"
    )
    with pytest.raises(PasswordNeeded, match="password"):
        read_document(path)
    with pytest.raises(PasswordNeeded, match="does not open"):
        read_document(path, password="wrong")
    assert read_document(path, password="lamp").chapters[0].title == "Chapter 1"


def _picture(width: int, height: int) -> bytes:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, width, height))
    pixmap.clear_with(120)
    return pixmap.tobytes("png")


def test_a_scan_is_refused_and_says_so(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    for _ in range(3):
        page = pdf.new_page()
        page.insert_image(page.rect, stream=_picture(60, 80))
    pdf.save(tmp_path / "scan.pdf")
    with pytest.raises(DocumentError, match="scan"):
        read_document(tmp_path / "scan.pdf")


def test_a_first_page_that_is_a_picture_is_the_cover(tmp_path: Path) -> None:
    setter = Typesetter()
    page = setter.document.new_page(width=340, height=520)
    page.insert_image(page.rect, stream=_picture(600, 900))
    setter.turn()
    setter.paragraph(PROSE * 3)
    cover = read_document(setter.save(tmp_path / "a.pdf")).cover
    assert cover is not None
    assert cover.startswith(b"\xff\xd8\xff")
    assert len(cover) < 200_000


def test_an_empty_pdf_is_refused(tmp_path: Path) -> None:
    pdf = pymupdf.open()
    pdf.new_page()
    pdf.save(tmp_path / "empty.pdf")
    with pytest.raises(DocumentError, match="no text"):
        read_document(tmp_path / "empty.pdf")
