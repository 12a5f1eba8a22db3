"""Small documents of every kind, made for one test each."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import pymupdf

PROSE = (
    "The lamp had burned low before anybody thought of the letter, and by then the rain had found its way under the door. "
    "Nobody moved to stop it, for they were listening to the steps on the stair. "
)
"""Two sentences that fill some lines of any page."""

_WORDS = (
    "the a and of to in that was he it his with as had you for she not at but lamp letter stair window rain conservatory "
    "misunderstanding neighbouring floorboards extraordinary nevertheless gentleman well-known immediately carriage "
    "evening door"
).split()


def prose(seed: int, sentences: int = 5) -> str:
    """Return sentences that are not the same for another seed."""
    chance = Random(seed)
    return " ".join(
        " ".join(chance.choices(_WORDS, k=chance.randint(6, 22))).capitalize() + "." for _ in range(sentences)
    )


_CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
_PAGE = """<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"
 xmlns:epub="http://www.idpf.org/2007/ops"><head><title>page</title></head><body>{}</body></html>"""


def write(path: Path, content: str | bytes) -> Path:
    """Write and return the path."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def epub(
    path: Path,
    pages: Mapping[str, str],
    *,
    contents: str = "",
    ncx: str = "",
    metadata: str = "<dc:title>The Lamp</dc:title><dc:creator>Ada Reed</dc:creator><dc:language>en-gb</dc:language>",
    extra: Mapping[str, bytes | str] | None = None,
    manifest: str = "",
    nonlinear: Sequence[str] = (),
    guide: str = "",
) -> Path:
    """Write an EPUB of bodies by file name, in that order; contents: the <ol> of its navigation."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    linear = ["no" if name in nonlinear else "yes" for name in pages]
    spine = "".join(f'<itemref idref="i{n}" linear="{linear[n]}"/>' for n in range(len(pages)))
    if contents:
        items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    if ncx:
        items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">'
        f"<metadata>{metadata}</metadata><manifest>{items}{manifest}</manifest><spine>{spine}</spine>{guide}</package>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("OPS/package.opf", package)
        for name, body in pages.items():
            archive.writestr(f"OPS/{name}", _PAGE.format(body))
        if contents:
            archive.writestr(
                "OPS/nav.xhtml", _PAGE.format(f'<nav epub:type="toc"><h1>Contents</h1>{contents}</nav>')
            )
        if ncx:
            archive.writestr(
                "OPS/toc.ncx",
                f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{ncx}</navMap></ncx>',
            )
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path


@cache
def _font(name: str) -> pymupdf.Font:
    return pymupdf.Font(name)


@cache
def _letter_width(letter: str) -> float:
    """In sizes of the type; Times has no kerning here."""
    return _font("tiro").text_length(letter, 1)


@dataclass
class Typesetter:
    """Sets paragraphs on the pages of a PDF as a printer would: justified widths, indents, divided words, columns."""

    width: float = 340
    height: float = 520
    columns: int = 1
    size: float = 10.5
    indent: float = 14
    skip: float = 0
    """White space between paragraphs in points."""
    heads: tuple[str, str] | None = None
    """Running heads of even and odd pages."""
    numbers: bool = True
    first_number: int = 1
    document: pymupdf.Document = field(default_factory=pymupdf.open)
    page: pymupdf.Page | None = None
    y: float = 0
    column: int = 0
    _writer: pymupdf.TextWriter | None = None

    MARGIN, TOP, GUTTER = 50, 70, 20

    @property
    def column_width(self) -> float:
        return (self.width - 2 * self.MARGIN - self.GUTTER * (self.columns - 1)) / self.columns

    def turn(self) -> None:
        """Begin a page."""
        self.finish()
        self.page = self.document.new_page(width=self.width, height=self.height)
        self._writer = pymupdf.TextWriter(self.page.rect)
        self.y, self.column = self.TOP, 0
        number = self.first_number + self.page.number
        if self.heads and self.page.number:
            self._writer.append((self.MARGIN + 60, 40), self.heads[number % 2], _font("tiro"), 8)
        if self.numbers:
            self._writer.append((self.width / 2 - 4, self.height - 24), str(number), _font("tiro"), 8)

    def finish(self) -> pymupdf.Document:
        """Print what the page holds so far and return the document."""
        if self._writer is not None and self.page is not None:
            self._writer.write_text(self.page)
        self._writer = None
        return self.document

    def down(self, step: float) -> None:
        """Go down, to the next column, or to the next page."""
        if self.page is None:
            self.turn()
        self.y += step
        if self.y > self.height - 60:
            if self.column + 1 < self.columns:
                self.column, self.y = self.column + 1, self.TOP
            else:
                self.turn()

    def put(self, text: str, *, x: float = 0, size: float | None = None, font: str = "tiro") -> None:
        """Print at the current place."""
        assert self._writer is not None
        left = self.MARGIN + self.column * (self.column_width + self.GUTTER) + x
        self._writer.append((left, self.y), text, _font(font), size or self.size)

    def heading(self, text: str, *, size: float = 16) -> None:
        """Print a heading with white space around it."""
        self.down(2 * size)
        self.put(text, x=20, size=size, font="tibo")
        self.down(1.6 * size)

    def paragraph(self, text: str) -> None:
        """Print a paragraph; long words are divided with a hyphen."""
        words, x, line = text.split(), self.indent, ""
        while words:
            candidate = f"{line} {words[0]}".strip()
            if self._fits(candidate, x):
                line = candidate
                words.pop(0)
                continue
            for cut in range(len(words[0]) - 3, 2, -1) if len(words[0]) > 7 and words[0].isalpha() else ():
                if self._fits(f"{line} {words[0][:cut]}-", x):
                    line, words[0] = f"{line} {words[0][:cut]}-", words[0][cut:]
                    break
            self._line(line.strip(), x)
            line, x = "", 0
        if line:
            self._line(line, x)
        self.y += self.skip

    def _fits(self, text: str, x: float) -> bool:
        return sum(map(_letter_width, text)) * self.size <= self.column_width - x

    def _line(self, text: str, x: float) -> None:
        self.down(1.2 * self.size)
        self.put(text, x=x)

    def save(self, path: Path, **options: object) -> Path:
        """Write the PDF."""
        self.finish().save(path, **options)
        return path
