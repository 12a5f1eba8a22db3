"""The type of a file is told by its content; what is no document is refused by a sentence that names it."""

import io
import zipfile
from pathlib import Path

import pytest

from engines.documents import sniff
from engines.documents.reader import read_document
from engines.errors import DocumentError
from tests.documents.making import PROSE, write


def archive(entries: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\x00", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG picture"),
        (b"MZ\x90\x00" + bytes(range(256)), "Windows program"),
        (b"\x7fELF" + bytes(100), "Linux program"),
        (b"ID3\x04" + bytes(100), "MP3"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(50), "sound"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100), "film or sound"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        (b"{\\rtf1 Hello}", "RTF"),
        (bytes(60) + b"BOOKMOBI" + bytes(100), "Kindle"),
        (bytes(range(256)) * 20, "binary"),
        (archive({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "Excel"),
        (archive({"ppt/presentation.xml": b"<x/>"}), "PowerPoint"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (archive({"holiday.jpg": b"x"}), "ZIP archive"),
        (archive({"word/document.xml": b"x"})[:60], "damaged"),
        (b"%PDF-1.7\n%nothing else", "damaged PDF"),
        (archive({"META-INF/container.xml": b"<container/>"}), "package file"),
        (archive({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<Types/>"}), "Word file"),
    ],
)
def test_what_is_no_book_is_refused_by_name(tmp_path: Path, content: bytes, named: str) -> None:
    with pytest.raises(DocumentError, match=named) as caught:
        read_document(write(tmp_path / "upload", content), name="my file.pdf")
    assert "my file.pdf" in str(caught.value)
    assert str(caught.value).rstrip().endswith(".")


def test_the_name_does_not_decide(tmp_path: Path) -> None:
    assert read_document(write(tmp_path / "a.pdf", PROSE)).kind == "text"
    assert (
        read_document(
            write(tmp_path / "a.txt", f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>")
        ).kind
        == "html"
    )
    assert (
        read_document(
            write(tmp_path / "b.txt", f"INT. TENT - NIGHT\n\n{PROSE}\n\nEXT. HILL - DAY\n\n{PROSE}")
        ).kind
        == "fountain"
    )


def test_an_absent_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document(tmp_path / "gone.txt")
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document(tmp_path)


def test_huge_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"word ")
        file.truncate(sniff.MAX_FILE_BYTES + 1)
    with pytest.raises(DocumentError, match="2 GB"):
        read_document(path)
    with path.open("wb") as file:
        file.write(b"word " * 20_000)
        file.truncate(sniff.MAX_TEXT_BYTES + 1)
    with pytest.raises(DocumentError, match="64 MB"):
        read_document(path)
