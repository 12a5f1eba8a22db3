"""A ZIP from a stranger, opened with limits: no bombs, no huge entries, no trust in its names."""

import posixpath
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from engines.errors import DocumentError

MAX_XML_BYTES = 25 * 1024**2
"""Unpacked size of one XML or HTML entry; the longest novels have 4 MB."""
MAX_TOTAL_BYTES = 300 * 1024**2
"""Unpacked size of all entries that may ever be unpacked (sound and film never are)."""
MAX_ENTRIES = 20_000
MAX_RATIO = 200
"""Most that an entry over 1 MB may have been squeezed; text comes to 3-10."""

_NEVER_UNPACKED = (
    ".mp3",
    ".m4a",
    ".mp4",
    ".m4v",
    ".aac",
    ".ogg",
    ".oga",
    ".ogv",
    ".opus",
    ".wav",
    ".webm",
    ".mov",
)
_MARKUP = (".xml", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".rels", ".svg", ".smil", ".css")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


class Archive:
    """Read access to the entries of a ZIP file. Use as a context manager."""

    def __init__(self, path: Path, name: str) -> None:
        """Open and check. Raises DocumentError for a damaged archive or one that would unpack to too much."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(path)
            self._check(self._zip.infolist())
        except _DAMAGE as exc:
            raise DocumentError(
                f"“{name}” is damaged and cannot be unpacked. Get another copy of it."
            ) from exc
        self._names = frozenset(self._zip.namelist())
        self._by_lower = {entry.lower(): entry for entry in self._zip.namelist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        total = sum(
            entry.file_size for entry in entries if not entry.filename.lower().endswith(_NEVER_UNPACKED)
        )
        is_bomb = (
            len(entries) > MAX_ENTRIES
            or total > MAX_TOTAL_BYTES
            or any(
                entry.file_size > MAX_XML_BYTES and entry.filename.lower().endswith(_MARKUP)
                for entry in entries
            )
            or any(
                entry.file_size > 1024**2 and entry.file_size > MAX_RATIO * entry.compress_size
                for entry in entries
            )
        )
        if is_bomb:
            self._zip.close()
            raise DocumentError(
                f"“{self.name}” would unpack to far more than a book holds (a ZIP bomb, or many huge pictures) "
                "and was refused. "
                "Save it again without pictures, or get another copy."
            )

    @property
    def names(self) -> list[str]:
        return self._zip.namelist()

    def find(self, href: str) -> str | None:
        """Return the entry an href means: exactly, percent-decoded, or in another case; None when there is none."""
        for candidate in (href, unquote(href)):
            candidate = posixpath.normpath(candidate).lstrip("/")
            if candidate.lower() in self._by_lower:
                return candidate if candidate in self._names else self._by_lower[candidate.lower()]
        return None

    def read(self, entry: str) -> bytes:
        """Return an entry's bytes. Raises DocumentError where it is damaged, encrypted or too large."""
        try:
            with self._zip.open(entry) as file:
                content = file.read(MAX_XML_BYTES + 1)
        except _DAMAGE as exc:
            raise DocumentError(
                f"The part “{entry}” of “{self.name}” is damaged or encrypted. Get another copy of it."
            ) from exc
        if len(content) > MAX_XML_BYTES:
            raise DocumentError(
                f"The part “{entry}” of “{self.name}” is larger than {MAX_XML_BYTES >> 20} MB and was refused."
            )
        return content
