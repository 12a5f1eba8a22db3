"""What a file is, told by its content; what is not a document is named in the refusal."""

import re
import zipfile
from pathlib import Path
from typing import Literal

from engines.documents.encoding import decode
from engines.errors import DocumentError

Kind = Literal["pdf", "docx", "epub", "html", "markdown", "fountain", "text"]

MAX_FILE_BYTES = 2 * 1024**3
"""A larger file is refused unread."""
MAX_TEXT_BYTES = 64 * 1024**2
"""Longest plain text, Markdown, HTML or Fountain file: some hundred novels."""
HEAD_BYTES = 65_536
TELLING_CHARACTERS = 200_000
"""How much of a plain text its dialect is told by."""

READABLE = "PDF, DOCX, EPUB, TXT, Markdown, HTML or Fountain"

_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xca\xfe\xba\xbe", "a Mac or Java program"),
    (b"\xcf\xfa\xed\xfe", "a Mac program"),
    (b"ID3", "an MP3 sound file"),
    (b"\xff\xfb", "an MP3 sound file"),
    (b"\xff\xf3", "an MP3 sound file"),
    (b"fLaC", "a FLAC sound file"),
    (b"OggS", "an Ogg sound file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3", "a database"),
    (b"\x1aE\xdf\xa3", "a Matroska film"),
    (b"%!PS", "a PostScript file"),
    (b"AT&TFORM", "a DjVu scan"),
    (b"wOFF", "a font"),
    (b"OTTO", "a font"),
    (b"\x00\x01\x00\x00\x00", "a font"),
)
_OFFICE = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"), ("visio/", "a Visio drawing"))
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|h[1-6]|p|div)[\s>]",
    re.I | re.S,
)
_SCENE = re.compile(r"^[ \t]*(?:INT|EXT|EST|INT\.?/EXT|I/E)(?:\.| )[^\n]{2,}$", re.M)
_SCENE_FORCED = re.compile(r"^\.[A-Za-z][^\n]+$", re.M)
_TITLE_PAGE = re.compile(r"\A\s*Title:", re.I)
_CREDIT = re.compile(r"^(?:Credit|Authors?|Draft date|Contact|Source):", re.I | re.M)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^\S[^\n]*\n(?:={3,}|-{3,})[ \t]*$|\[[^\]\n]+\]\([^)\n]+\)|"
    r"(?<!\*)\*\*[^*\n]+\*\*|^```|^> \S|^[-*+] \[[ x]\]",
    re.M,
)


def kind_of(head: bytes, path: Path, name: str) -> Kind:
    """Return the type of the file at path, whose first HEAD_BYTES are head.

    name only decides between plain text, Markdown and Fountain where the content fits more than one of them.
    Raises DocumentError naming what the file is, when it is nothing the studio reads.
    """
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(path, name)
    _refuse_foreign(head, name)
    return text_kind(decode(head), name)


def _zip_kind(path: Path, name: str) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            mimetype = _mimetype(archive) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as exc:
        raise DocumentError(
            f"“{name}” is a damaged ZIP-based file (EPUB or DOCX?) and cannot be opened. Get another copy of it."
        ) from exc
    if mimetype.startswith(b"application/epub") or "META-INF/container.xml" in names:
        return "epub"
    if "word/document.xml" in names or any(entry.startswith("word/") for entry in names):
        return "docx"
    if mimetype.startswith(_OPEN_DOCUMENT):
        raise _foreign(name, "an OpenDocument file", "Open it in LibreOffice and save it as DOCX.")
    for folder, what in _OFFICE:
        if any(entry.startswith(folder) for entry in names):
            raise _foreign(name, what)
    if any(entry.lower().endswith((".opf", "container.xml")) for entry in names):
        return "epub"
    if "[Content_Types].xml" in names:
        return "docx"
    raise _foreign(name, "a ZIP archive", "Unpack it and choose the book inside.")


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as entry:
        return entry.read(100).strip()


def _refuse_foreign(head: bytes, name: str) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _foreign(
            name,
            "an old Word, Excel or password-protected Office file",
            "Open it in Word or LibreOffice and save it as DOCX without a password.",
        )
    if head.startswith(b"{\\rtf"):
        raise _foreign(name, "an RTF file", "Open it in Word or LibreOffice and save it as DOCX.")
    if head[60:68] in (b"BOOKMOBI", b"TEXtREAd"):
        raise _foreign(name, "a Kindle (MOBI) book", "Convert it to EPUB, for example with Calibre.")
    if head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI ", b"WEBP"):
        raise _foreign(name, "a sound, film or picture file")
    if head[4:8] == b"ftyp":
        raise _foreign(name, "a film or sound file")
    for magic, what in _FOREIGN:
        if head.startswith(magic) and (len(magic) > 2 or _is_binary(head)):
            raise _foreign(name, what)
    if _is_binary(head):
        raise _foreign(name, "a binary file of an unknown kind")


def _is_binary(head: bytes) -> bool:
    text = decode(head)
    bad = sum(
        character < " " and character not in "\t\n\r\f\x0b\x1a\x1b\x00" for character in text
    ) + text.count("\x00")
    return bad > max(2, 0.002 * len(text)) or text.count("\ufffd") > 0.05 * len(text) + 2


def _foreign(name: str, what: str, advice: str = "") -> DocumentError:
    return DocumentError(
        f"“{name}” is {what}, not a book or script. {advice or f'Choose a {READABLE} file.'}"
    )


def text_kind(text: str, name: str) -> Kind:
    """Return which dialect of plain text this is; the name decides only between dialects that fit."""
    suffix = Path(name).suffix.lower()
    text = text[:TELLING_CHARACTERS]
    if _HTML.match(text):
        return "html"
    scenes = len(_SCENE.findall(text))
    if scenes >= 2 or (
        _TITLE_PAGE.match(text) and _CREDIT.search(text) and (scenes or _SCENE_FORCED.search(text))
    ):
        return "fountain"
    if suffix in (".fountain", ".spmd"):
        return "fountain"
    marks = len(_MARKDOWN.findall(text))
    if suffix in (".md", ".markdown", ".mdown", ".mkd"):
        return "markdown"
    return "markdown" if marks >= 2 and re.search(r"^#{1,6} \S", text, re.M) else "text"


def check_readable(path: Path, name: str) -> bytes:
    """Return the first bytes of the file. Raises DocumentError for one that is absent, empty or too large."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except (OSError, ValueError) as exc:
        raise DocumentError(
            f"“{name}” cannot be read: {getattr(exc, 'strerror', None) or exc}. Check the file and try again."
        ) from exc
    if not size or not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DocumentError(f"“{name}” is empty. Choose a file with text in it.")
    if size > MAX_FILE_BYTES:
        raise DocumentError(
            f"“{name}” is {size / 1024**3:.1f} GB; the most that is read is 2 GB. Split it into volumes."
        )
    return head


def check_text_size(path: Path, name: str) -> bytes:
    """Return the whole content of a text file. Raises DocumentError for one no book is as long as."""
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise DocumentError(
            f"“{name}” is a text of more than {MAX_TEXT_BYTES >> 20} MB, longer than any book. Split it."
        )
    return path.read_bytes()
