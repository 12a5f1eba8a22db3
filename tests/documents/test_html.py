"""HTML pages: the article without the site around it."""

from pathlib import Path

from engines.documents.reader import read_document
from tests.documents.making import PROSE, write

PAGE = f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="{{}}"><title>The Lamp – a page</title>
<meta name="author" content="Ada Reed"><style>unseen</style><script>unseen()</script></head>
<body><header><a href="/">unseen site</a></header><nav>unseen menu</nav>
<article><h1>The Lamp</h1><h2>The Door</h2><p>{PROSE}</p><p>Zoë’s <a href="#x">link</a>.<a href="#fn1"><sup>1</sup></a></p>
<h2>The Stair</h2><p>{PROSE}</p><aside>unseen advertisement</aside>after the aside</article>
<footer>unseen imprint</footer></body></html>"""


def test_only_the_article_is_read(tmp_path: Path) -> None:
    document = read_document(write(tmp_path / "upload", PAGE.format("utf-8")), name="page")
    assert (document.kind, document.title, document.author, document.language) == (
        "html",
        "The Lamp – a page",
        "Ada Reed",
        "en-US",
    )
    assert [chapter.title for chapter in document.chapters if chapter.matter == "body"][-2:] == [
        "The Door",
        "The Stair",
    ]
    text = "\n".join(chapter.text for chapter in document.chapters)
    assert "unseen" not in text
    assert "Zoë’s link." in text
    assert "after the aside" in text


def test_the_declared_encoding_is_believed(tmp_path: Path) -> None:
    content = PAGE.format("windows-1252").encode("cp1252")
    document = read_document(write(tmp_path / "page.html", content))
    assert "Zoë’s link." in "\n".join(chapter.text for chapter in document.chapters)
