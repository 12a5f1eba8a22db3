"""The one door of this room: a file in, a Document out."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engines.documents.chapters import divide
from engines.documents.clean import tidy
from engines.documents.docx import read_docx
from engines.documents.draft import Draft
from engines.documents.encoding import decode
from engines.documents.epub import read_epub
from engines.documents.footnotes import without_star_notes
from engines.documents.fountain import read_fountain
from engines.documents.html import read_html
from engines.documents.markdown import read_markdown
from engines.documents.pdf import PasswordNeeded, read_pdf
from engines.documents.sniff import check_readable, check_text_size, kind_of, text_kind
from engines.documents.text import read_text
from engines.documents.tongue import guess_language
from engines.errors import DocumentError
from engines.types import Document

__all__ = ["PasswordNeeded", "read_document"]

_BULLET = re.compile(r"^(?:[•▪◦‣●■□➢✓❖]\s*)+(?=\S)")
_PLAIN: dict[str, Callable[[str], Draft]] = {
    "text": read_text,
    "markdown": read_markdown,
    "fountain": read_fountain,
}


def read_document(path: Path, *, name: str | None = None, password: str | None = None) -> Document:
    """Return what a PDF, DOCX, EPUB, HTML, Markdown, Fountain or plain-text file holds, as chapters of clean blocks.

    name: what the person called the file (an upload has another path); it titles a document without a title and
    decides between Markdown, Fountain and plain text where the content fits more than one. password: of a locked PDF.
    Raises PasswordNeeded for a locked PDF without the right password, DocumentError for a file that is absent, empty,
    too large, damaged, encrypted, without text, or no document.
    """
    name = tidy(name or path.name)[:200] or "The file"
    draft = _draft(path, name, password)
    _drop_star_notes(draft)
    draft.pieces = [
        replace(piece, text=text) for piece in draft.pieces if (text := _BULLET.sub("", piece.text.strip()))
    ]
    if not any(piece.kind != "break" for piece in draft.pieces):
        raise DocumentError(f"“{name}” holds no text that could be read. Choose a file with text in it.")
    title = tidy(draft.title)[:300] or _first_heading(draft) or _from_name(name)
    return Document(
        title=title,
        author=tidy(draft.author)[:300],
        language=_language(draft),
        kind=draft.kind,
        chapters=divide(draft.pieces, title=title),
        cover=draft.cover,
        warnings=tuple(draft.warnings),
    )


def _draft(path: Path, name: str, password: str | None) -> Draft:
    kind = kind_of(check_readable(path, name), path, name)
    if kind == "pdf":
        return read_pdf(path, name, password)
    if kind == "docx":
        return read_docx(path, name)
    if kind == "epub":
        return read_epub(path, name)
    content = check_text_size(path, name)
    if kind == "html":
        return read_html(content, name)
    text = decode(content)
    # The head alone may have looked like another dialect than the whole.
    kind = text_kind(text, name)
    return read_html(content, name) if kind == "html" else _PLAIN[kind](text)


def _drop_star_notes(draft: Draft) -> None:
    if draft.kind == "fountain":
        return
    draft.pieces, count = without_star_notes(draft.pieces)
    if count:
        draft.warnings.append(f"{count} footnotes marked with stars were left out.")


def _first_heading(draft: Draft) -> str:
    """A file of one opening heading is called by it; "Chapter 1" names no book."""
    first = draft.pieces[0]
    is_title = (
        first.kind == "heading"
        and draft.kind != "text"
        and not any(word in first.text.lower() for word in ("chapter", "part ", "act "))
    )
    return first.text[:300] if is_title else ""


def _from_name(name: str) -> str:
    stem = Path(name).stem.replace("_", " ").replace("-", " ")
    return tidy(stem) or "Untitled"


def _language(draft: Draft) -> str:
    """Return the language the file names, in BCP 47 spelling, when it names one; else a guess from the text."""
    declared = draft.language.strip().replace("_", "-")
    parts = declared.split("-")
    if (
        2 <= len(parts[0]) <= 3
        and parts[0].isalpha()
        and parts[0].isascii()
        and parts[0].lower() not in ("und", "mul", "zxx")
    ):
        return "-".join(
            [
                parts[0].lower(),
                *(part.upper() if len(part) == 2 else part for part in parts[1:] if part.isalnum()),
            ]
        )
    return guess_language("\n".join(piece.text for piece in draft.pieces[:400]))
