"""PDF: the text of the pages without what is printed around it, divided by the outline or by the headings."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engines.documents.chapters import mark_headings
from engines.documents.clean import tidy
from engines.documents.draft import APART, Draft, Mark, Piece
from engines.documents.headings import LEVELS, heading_of, title_case
from engines.documents.lines import printed_vocabulary
from engines.documents.pdf_furniture import (
    body_size,
    contents_pages,
    contents_title,
    leading,
    rows_of,
    without_footnotes,
    without_furniture,
)
from engines.documents.pdf_page import PrintedLine, in_reading_order, printed_lines
from engines.documents.pdf_paragraphs import Setter, plain
from engines.documents.pdf_screenplay import is_screenplay, screenplay_pieces
from engines.errors import DocumentError

if TYPE_CHECKING:
    import pymupdf

COVER_PIXELS = 1000
"""Longer edge of the cover picture."""

_MADE_BY_PROGRAM = re.compile(
    r"^(?:microsoft \w+ - |untitled|document\d*$|\(anonymous\)|.*\.(?:docx?|indd|tex|dvi|qxd|pdf|rtf|odt|pages)$)",
    re.I,
)
_AUTHOR = re.compile(r"(?:written )?by[:\s]+(?P<name>[^\W\d_][^\d]{2,60})", re.I)


class PasswordNeeded(DocumentError):
    """The PDF is locked; reading it again with the right password will do."""


def read_pdf(path: Path, name: str, password: str | None = None) -> Draft:
    """Return the draft of a PDF.

    Raises PasswordNeeded when it is locked and password does not open it, DocumentError when it is damaged, or a scan
    without a text layer.
    """
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        with pymupdf.open(path, filetype="pdf") as document:
            _unlock(document, name, password)
            return _draft(document, name)
    except (
        pymupdf.mupdf.FzErrorBase,
        RuntimeError,
        ValueError,
        OSError,
        IndexError,
        KeyError,
        TypeError,
        AttributeError,
    ) as exc:
        raise DocumentError(
            f"“{name}” is a damaged PDF and cannot be read. Open it in a PDF viewer and print it to a new PDF."
        ) from exc


def _unlock(document: "pymupdf.Document", name: str, password: str | None) -> None:
    if not document.needs_pass:
        return
    if not password:
        raise PasswordNeeded(f"“{name}” is locked. Enter its password to read it.")
    if not document.authenticate(password):
        raise PasswordNeeded(
            f"The password does not open “{name}”. Check capitals and spaces, and enter it again."
        )


def _draft(document: "pymupdf.Document", name: str) -> Draft:
    pages: list[list[PrintedLine]] = []
    pictures: list[int] = []
    for number in range(document.page_count):
        page = document[number]
        pages.append(printed_lines(page, number))
        if not pages[-1] and page.get_images():
            pictures.append(number)
    _check_text(pages, pictures, name)
    pages = in_reading_order(pages)
    outline = _outline(document)
    pieces, levels, notes = _pieces(pages, outline)
    facts = document.metadata or {}
    title, author = _title_page(pages, facts)
    draft = Draft(
        "pdf",
        pieces if outline else _marked(pieces, levels),
        title,
        author,
        _language(document),
        _cover(document, pages),
    )
    if pictures[1:] or (pictures and pictures[0] != 0):
        draft.warnings.append(
            f"{len(pictures)} of {len(pages)} pages are pictures without text and were left out."
        )
    if notes:
        draft.warnings.append(f"Footnotes on {notes} pages were left out.")
    return draft


def _check_text(pages: Sequence[Sequence[PrintedLine]], pictures: Sequence[int], name: str) -> None:
    letters = sum(len(line.text) for lines in pages for line in lines)
    if not pages:
        raise DocumentError(f"“{name}” has no pages. Choose another PDF.")
    if pictures and letters < 20 * len(pages):
        raise DocumentError(
            f"“{name}” is a scan: its pages are pictures without a text layer. "
            "Run it through text recognition (OCR, for example OCRmyPDF) and open the result."
        )
    if not letters:
        raise DocumentError(
            f"“{name}” holds no text, only drawings or empty pages. Choose a PDF whose text can be selected."
        )


def _pieces(
    pages: list[list[PrintedLine]], outline: Sequence[tuple[Mark, int]]
) -> tuple[list[Piece], list[int], int]:
    """Return pieces, heading levels, and the number of pages with footnotes."""
    cleared = without_furniture(pages)
    listed = contents_pages(cleared)
    contents = [piece for index in sorted(listed) for piece in _contents_pieces(cleared[index])]
    cleared = [[] if index in listed else lines for index, lines in enumerate(cleared)]
    size = body_size(cleared)
    cleared, notes = without_footnotes(cleared, size)
    words = printed_vocabulary(line.text for lines in cleared for line in lines)
    if not any(cleared):
        return contents, [0] * len(contents), notes
    lines = [line for page in cleared for line in page]
    if is_screenplay(lines):
        screenplay = screenplay_pieces(lines)
        return [*contents, *screenplay], [0] * (len(contents) + len(screenplay)), notes
    setter = Setter(cleared, size, leading(cleared, size), words)
    pieces, levels = setter.pieces(_marks_by_line(outline, cleared, listed))
    return _with_contents(pieces, levels, contents) + (notes,)


def _contents_pieces(lines: Sequence[PrintedLine]) -> list[Piece]:
    titles = (contents_title(" ".join(line.text for line in row)) for row in rows_of(lines))
    return [Piece("paragraph", title, matter="front") for title in titles if title]


def _with_contents(
    pieces: list[Piece], levels: list[int], contents: list[Piece]
) -> tuple[list[Piece], list[int]]:
    """Put the contents list before everything else: a front chapter of its own that is not ticked."""
    if not contents:
        return pieces, levels
    first = Piece(contents[0].kind, contents[0].text, (Mark("Contents", APART),), "front")
    return [first, *contents[1:], *pieces], [0] * len(contents) + levels


def _outline(document: "pymupdf.Document") -> list[tuple[Mark, int]]:
    """Return the outline (bookmarks) as marks with the index of their page; empty when it does not divide the document."""
    entries = [
        (Mark(tidy(title), level), page - 1)
        for level, title, page, *_ in document.get_toc(simple=True)
        if page > 0 and tidy(title)
    ]
    return entries if len({page for _, page in entries}) > 1 or len(entries) > 2 else []


def _marks_by_line(
    outline: Sequence[tuple[Mark, int]], pages: Sequence[Sequence[PrintedLine]], listed: set[int]
) -> dict[int, list[Mark]]:
    """Return id(line) -> marks: at the line that prints the title, else at the next line of text."""
    marks: dict[int, list[Mark]] = {}
    for mark, page in outline:
        if page in listed or page >= len(pages):
            continue
        line = _line_of(mark, pages[page])
        following = page
        while line is None and following < len(pages):
            line = next(iter(pages[following]), None)
            following += 1
        if line is not None:
            marks.setdefault(id(line), []).append(mark)
    return marks


def _line_of(mark: Mark, lines: Sequence[PrintedLine]) -> PrintedLine | None:
    title = plain(mark.title)
    for line in lines:
        text = plain(line.text)
        if text and (
            text == title
            or (len(text) >= 4 and (title.startswith(text) or (len(title) >= 6 and text.startswith(title))))
        ):
            return line
    return None


def _marked(pieces: list[Piece], levels: list[int]) -> list[Piece]:
    """Without an outline, "Chapter 3" headings divide the document; without those, headings by their size."""
    worded = [_worded_level(piece) if level else 0 for piece, level in zip(pieces, levels, strict=True)]
    if not any(worded):
        return mark_headings(pieces, levels)
    # A large line right below "CHAPTER I" is its title.
    for index in range(1, len(pieces)):
        if worded[index - 1] and levels[index] and not worded[index]:
            worded[index] = worded[index - 1]
    return mark_headings(pieces, worded)


def _worded_level(piece: Piece) -> int:
    heading = heading_of(piece.text)
    return LEVELS[heading.rank] if heading and heading.rank in ("part", "chapter", "named") else 0


def _title_page(pages: Sequence[Sequence[PrintedLine]], facts: dict[str, str]) -> tuple[str, str]:
    """Return title and author by the file's properties, else as the first page prints them."""
    title, author = tidy(facts.get("title") or ""), tidy(facts.get("author") or "")
    first = next((lines for lines in pages if lines), [])
    if not title or _MADE_BY_PROGRAM.match(title):
        size = body_size(pages)
        large = [line for line in first if line.size > 1.3 * size and not heading_of(line.text)]
        largest = max((line.size for line in large), default=0.0)
        title = title_case(tidy(" ".join(line.text for line in large if line.size > 0.95 * largest)))
    if not author:
        names = [match["name"].strip(" .") for line in first[:12] if (match := _AUTHOR.fullmatch(line.text))]
        author = title_case(names[0]) if names else ""
    return title[:300], author


def _language(document: "pymupdf.Document") -> str:
    kind, value = document.xref_get_key(document.pdf_catalog(), "Lang")
    return value if kind == "string" else ""


def _cover(document: "pymupdf.Document", pages: Sequence[Sequence[PrintedLine]]) -> bytes | None:
    """Return page one as a JPEG when it is mostly a picture."""
    page = document[0]
    area = abs(page.rect.width * page.rect.height) or 1.0
    covered = max(
        (abs(box.width * box.height) for image in page.get_image_info() for box in [_box(image)]), default=0.0
    )
    if covered < 0.5 * area or sum(len(line.text) for line in pages[0]) > 400:
        return None
    zoom = min(3.0, COVER_PIXELS / max(page.rect.width, page.rect.height, 1.0))
    import pymupdf

    picture = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
    return picture.tobytes("jpeg", jpg_quality=85)


def _box(image: dict[str, object]) -> "pymupdf.Rect":
    import pymupdf

    return pymupdf.Rect(image["bbox"])
