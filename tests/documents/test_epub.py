"""EPUB: order, contents lists, what is skipped, what is mended, what is refused."""

import zipfile
from pathlib import Path

import pytest

from engines.documents.reader import read_document
from engines.errors import DocumentError
from engines.types import Document
from tests.documents.making import PROSE, epub

P = f"<p>{PROSE}</p>"


def body(document: Document) -> list[str]:
    return [chapter.title for chapter in document.chapters if chapter.matter == "body"]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for chapter in document.chapters for block in chapter.blocks]


def item(href: str, title: str, inner: str = "") -> str:
    return f'<li><a href="{href}">{title}</a>{inner}</li>'


def test_metadata_is_read(tmp_path: Path) -> None:
    document = read_document(epub(tmp_path / "b", {"a.xhtml": f"<h1>One</h1>{P}"}))
    assert (document.kind, document.title, document.author, document.language) == (
        "epub",
        "The Lamp",
        "Ada Reed",
        "en-GB",
    )


def test_the_contents_list_names_the_chapters_also_inside_one_file(tmp_path: Path) -> None:
    page = f'<h2 id="a">I</h2>{P}<h2 id="b">II</h2>{P}<p>end</p><div id="c"></div><h2>III</h2>{P}'
    places = [("a", "The Door"), ("b", "The Stair"), ("c", "The Roof")]
    contents = f"<ol>{''.join(item(f'one%20page.xhtml#{place}', title) for place, title in places)}</ol>"
    document = read_document(epub(tmp_path / "b", {"one page.xhtml": page}, contents=contents))
    assert body(document) == ["The Door", "The Stair", "The Roof"]
    assert document.chapters[1].blocks[-1].text == "end"
    assert document.chapters[2].blocks[0].text == "III"


def test_a_chapter_may_run_over_several_files_in_spine_order(tmp_path: Path) -> None:
    pages = {"z.xhtml": f"<h1>One</h1>{P}", "a.xhtml": "<p>More of one.</p>", "m.xhtml": f"<h1>Two</h1>{P}"}
    contents = f"<ol>{item('z.xhtml', 'One')}{item('m.xhtml', 'Two')}</ol>"
    document = read_document(epub(tmp_path / "b", pages, contents=contents))
    assert body(document) == ["One", "Two"]
    assert document.chapters[0].text.endswith("More of one.")


def test_an_ncx_serves_where_there_is_no_navigation(tmp_path: Path) -> None:
    ncx = "".join(
        f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{href}"/></navPoint>'
        for title, href in (("First", "a.xhtml"), ("Second", "b.xhtml"))
    )
    document = read_document(epub(tmp_path / "b", {"a.xhtml": P, "b.xhtml": P}, ncx=ncx))
    assert body(document) == ["First", "Second"]


def test_parts_hold_chapters_and_equal_titles_are_told_apart(tmp_path: Path) -> None:
    pages = {}
    contents = "<ol>"
    for part in ("Part One", "Part Two"):
        pages[f"{part[5:]}.xhtml"] = f"<h1>{part}</h1>"
        inner = ""
        for chapter in ("Chapter 1", "Chapter 2"):
            pages[f"{part[5:]}{chapter[8:]}.xhtml"] = f"<h2>{chapter}</h2>{P}"
            inner += item(f"{part[5:]}{chapter[8:]}.xhtml", chapter)
        contents += item(f"{part[5:]}.xhtml", part, f"<ol>{inner}</ol>")
    document = read_document(epub(tmp_path / "b", pages, contents=contents + "</ol>"))
    assert body(document) == [
        "Part One, Chapter 1",
        "Part One, Chapter 2",
        "Part Two, Chapter 1",
        "Part Two, Chapter 2",
    ]
    assert [block.text for block in document.chapters[2].blocks[:2]] == ["Part Two", "Chapter 1"]


def test_without_a_contents_list_headings_divide_the_book(tmp_path: Path) -> None:
    document = read_document(
        epub(tmp_path / "b", {"a.xhtml": f"<h1>One</h1>{P}<h1>Two</h1>{P}", "b.xhtml": f"<h1>Three</h1>{P}"})
    )
    assert body(document) == ["One", "Two", "Three"]
    assert any("no contents list" in warning for warning in document.warnings)


def test_notes_marks_page_numbers_and_hidden_things_are_not_read(tmp_path: Path) -> None:
    page = f"""<h1>One</h1><p>The whale<a epub:type="noteref" href="#n1">1</a> is<span epub:type="pagebreak">12</span> a
    fish<sup><a href="#n2">[2]</a></sup>, he said.<sup>3</sup> It weighs 10<sup>3</sup> stone<a href="#n4">[4]</a>.</p>{P}
    <p hidden="hidden">unseen</p><p style="display: none">unseen</p><script>unseen()</script><span class="pagenum">13</span>
    <aside epub:type="footnote" id="n1"><p>unseen note</p></aside><section role="doc-endnotes"><p>unseen too</p></section>
    <figure><img src="x.png" alt="unseen"/><figcaption>unseen whale</figcaption></figure><p>[Illustration: unseen]</p>"""
    document = read_document(epub(tmp_path / "b", {"a.xhtml": page}))
    assert kinds(document)[1] == ("paragraph", "The whale is a fish, he said. It weighs 103 stone.")
    assert "unseen" not in document.chapters[0].text
    assert "1" not in document.chapters[0].blocks[-1].text
    assert any("footnote" in warning for warning in document.warnings)


def test_front_and_back_matter_is_told_by_type_title_and_file(tmp_path: Path) -> None:
    pages = {
        "cover.xhtml": '<p epub:type="cover">The Lamp, a novel</p>',
        "copyright.xhtml": "<p>Copyright 1901</p>",
        "d.xhtml": '<section epub:type="dedication"><p>For Wren</p></section>',
        "one.xhtml": f"<h1>One</h1>{P}",
        "two.xhtml": f"<h1>Two</h1>{P}",
        "about.xhtml": "<h1>About the Author</h1><p>She lived.</p>",
        "index.xhtml": '<section epub:type="index"><h1>Register</h1><p>lamp, 12</p></section>',
    }
    titles = {
        "one.xhtml": "One",
        "two.xhtml": "Two",
        "about.xhtml": "About the Author",
        "index.xhtml": "Register",
    }
    contents = "<ol>" + "".join(item(href, title) for href, title in titles.items()) + "</ol>"
    document = read_document(epub(tmp_path / "b", pages, contents=contents))
    assert body(document) == ["One", "Two"]
    assert [chapter.matter for chapter in document.chapters] == ["front", "body", "body", "back", "back"]
    assert "For Wren" in document.chapters[0].text


def test_nonlinear_pages_and_contents_pages_are_left_out(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": f"<h1>One</h1>{P}",
        "map.xhtml": "<p>the map</p>",
        "b.xhtml": f'<nav epub:type="toc"><h2>Contents</h2></nav><h1>Two</h1>{P}',
    }
    document = read_document(epub(tmp_path / "b", pages, nonlinear=["map.xhtml"]))
    text = "\n".join(chapter.text for chapter in document.chapters)
    assert "the map" not in text
    assert "Contents" not in text


def test_verse_quotations_breaks_ruby_and_tables(tmp_path: Path) -> None:
    page = f"""<h1>One</h1><div class="poem"><p>The sea is calm,</p><p>the tide is full.</p></div>
    <blockquote><p>Dear Wren, come home.</p></blockquote><hr/><p>* * *</p><p><ruby>東<rt>とう</rt></ruby>京</p>
    <p>O wild west wind<br/>thou breath of autumn</p>
    <table><tr><th>Name</th><th>Age</th></tr><tr><td>Emma</td><td>21</td></tr></table><pre>if x:
      y()</pre><pre><code>import x</code></pre>{P}"""
    found = kinds(read_document(epub(tmp_path / "b", {"a.xhtml": page})))
    assert found[1:8] == [
        ("verse", "The sea is calm,\nthe tide is full."),
        ("quote", "Dear Wren, come home."),
        ("break", "* * *"),
        ("paragraph", "東京"),
        ("verse", "O wild west wind\nthou breath of autumn"),
        ("paragraph", "Name, Age"),
        ("paragraph", "Emma, 21"),
    ]
    assert ("verse", "if x:\ny()") in found
    assert not any("import x" in text for _, text in found)


def test_malformed_pages_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    page = "<h1>One<p>Fish &amp chips &nbsp;&eacute;t&eacute; <b>and <i>more</b></i>"
    page += f'<p>Tom & Emma<br>left.<a id="x"/> {PROSE}'
    document = read_document(epub(tmp_path / "b", {"a.xhtml": page}))
    text = document.chapters[0].text
    assert "été" in text
    assert "Tom & Emma" in text
    assert PROSE.strip()[-30:] in text


def test_missing_and_damaged_pages_are_warnings(tmp_path: Path) -> None:
    path = epub(
        tmp_path / "b",
        {"a.xhtml": f"<h1>One</h1>{P}"},
        manifest='<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>',
    )
    with zipfile.ZipFile(path, "a") as archive:
        package = (
            archive.read("OPS/package.opf")
            .decode()
            .replace('<itemref idref="i0"', '<itemref idref="gone"/><itemref idref="i0"')
        )
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("OPS/package.opf", package)
    document = read_document(path)
    assert "gone.xhtml" in document.warnings[0]
    assert body(document) == ["One"]


def test_entities_and_external_references_are_harmless(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file://{secret}">]>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Start &l9; &x; end.</p>{P}</body></html>'
    )
    manifest = '<item id="evil" href="evil.xhtml" media-type="application/xhtml+xml"/>'
    path = epub(tmp_path / "b", {"a.xhtml": P}, manifest=manifest, extra={"OPS/evil.xhtml": page})
    _replace(path, "OPS/package.opf", '<itemref idref="i0"', '<itemref idref="evil"/><itemref idref="i0"')
    text = "\n".join(chapter.text for chapter in read_document(path).chapters)
    assert "Start" in text
    assert "secret" not in text
    assert len(text) < 2000


def _replace(path: Path, entry: str, old: str, new: str) -> None:
    """Rewrite one entry of an archive."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[entry] = contents[entry].decode().replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("algorithm", "is_refused"),
    [("http://www.w3.org/2001/04/xmlenc#aes128-cbc", True), ("http://www.idpf.org/2008/embedding", False)],
)
def test_protected_books_are_refused_but_obfuscated_fonts_are_not(
    tmp_path: Path, algorithm: str, is_refused: bool
) -> None:
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
        f'<EncryptionMethod Algorithm="{algorithm}"/><CipherData><CipherReference URI="OPS/a.xhtml"/></CipherData>'
        "</EncryptedData></encryption>"
    )
    path = epub(tmp_path / "b", {"a.xhtml": P}, extra={"META-INF/encryption.xml": encryption})
    if is_refused:
        with pytest.raises(DocumentError, match="DRM"):
            read_document(path)
    else:
        assert PROSE.strip() in read_document(path).chapters[0].text


def test_the_cover_is_taken(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"x" * 100
    manifest = '<item id="c" href="img/cover.png" media-type="image/png" properties="cover-image"/>'
    path = epub(tmp_path / "b", {"a.xhtml": P}, manifest=manifest, extra={"OPS/img/cover.png": picture})
    assert read_document(path).cover == picture


def test_bombs_are_refused(tmp_path: Path) -> None:
    path = epub(tmp_path / "b", {"a.xhtml": P})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OPS/big.xhtml", b"0" * (26 * 1024**2))
    with pytest.raises(DocumentError, match="ZIP bomb"):
        read_document(path)


def test_endless_nesting_is_survived(tmp_path: Path) -> None:
    page = "<div>" * 3000 + "deep" + "</div>" * 3000 + P
    document = read_document(epub(tmp_path / "b", {"a.xhtml": page, "b.xhtml": P}))
    assert PROSE.strip() in document.chapters[0].text


@pytest.mark.shared
def test_childrens_literature(shared: Path) -> None:
    document = read_document(shared / "data/docs/epub3_samples/childrens-literature.epub")
    titles = body(document)
    assert len(titles) == 16
    assert titles[:2] == ["INTRODUCTORY", "190 A FOUR-LEAVED CLOVER"]
    assert titles[-1] == "204 THE KING OF THE GOLDEN RIVER OR THE BLACK BROTHERS"
    assert [chapter.title for chapter in document.chapters if chapter.matter == "front"][1] == "BIBLIOGRAPHY"
    assert document.author == "Charles Madison Curry, Erle Elsworth Clippinger"
    assert document.cover is not None


@pytest.mark.shared
def test_moby_dick(shared: Path) -> None:
    document = read_document(shared / "data/docs/epub3_samples/moby-dick-mo.epub")
    assert len(body(document)) == 136
    assert body(document)[0] == "Chapter 1. Loomings."
    assert body(document)[-1] == "Epilogue"
    first = next(chapter for chapter in document.chapters if chapter.matter == "body")
    assert first.blocks[1].text.startswith("Call me Ishmael. Some years ago—never mind how long precisely")
    assert not any(
        "*" in block.text
        for chapter in document.chapters
        for block in chapter.blocks
        if block.kind == "paragraph"
    )


@pytest.mark.shared
def test_the_waste_land(shared: Path) -> None:
    document = read_document(shared / "data/docs/epub3_samples/wasteland.epub")
    assert body(document) == [
        "I. THE BURIAL OF THE DEAD",
        "II. A GAME OF CHESS",
        "III. THE FIRE SERMON",
        "IV. DEATH BY WATER",
        "V. WHAT THE THUNDER SAID",
    ]
    stanza = document.chapters[1].blocks[1]
    assert stanza.kind == "verse"
    assert stanza.text.split("\n")[9] == "And went on in sunlight, into the Hofgarten,"
    assert not any(character.isdigit() for chapter in document.chapters for character in chapter.text)
