"""Markdown: marks become kinds of blocks or vanish."""

from pathlib import Path

from engines.documents.reader import read_document
from tests.documents.making import PROSE, write

TEXT = f"""---
title: "The Lamp"
author: Ada Reed
---
# The Lamp

## Chapter 1

{PROSE}
She read *every* __word__ of the [long letter](http://example.org "x") in `code`,
twice.[^1] ![a lamp](lamp.png) <!-- unseen -->

> Dear Wren,
> come home.

- bread
- milk

***

| Name | Age |
|------|-----|
| Emma | 21  |

```python
unseen()
```

O wild west wind  
thou breath of autumn

Chapter 2
---------

Five \\* three is <b>fifteen</b>.

[^1]: unseen note
[ref]: http://example.org
"""


def test_markdown(tmp_path: Path) -> None:
    document = read_document(write(tmp_path / "upload", TEXT), name="lamp.md")
    assert (document.kind, document.title, document.author) == ("markdown", "The Lamp", "Ada Reed")
    body = [chapter for chapter in document.chapters if chapter.matter == "body"]
    assert [chapter.title for chapter in body] == ["Chapter 1", "Chapter 2"]
    blocks = [(block.kind, block.text) for chapter in body for block in chapter.blocks]
    assert blocks == [
        ("heading", "The Lamp"),
        ("heading", "Chapter 1"),
        ("paragraph", f"{PROSE}She read every word of the long letter in code, twice."),
        ("quote", "Dear Wren, come home."),
        ("paragraph", "bread"),
        ("paragraph", "milk"),
        ("break", "* * *"),
        ("paragraph", "Name, Age"),
        ("paragraph", "Emma, 21"),
        ("verse", "O wild west wind\nthou breath of autumn"),
        ("heading", "Chapter 2"),
        ("paragraph", "Five * three is fifteen."),
    ]
    assert document.warnings == ("1 program listings were left out.",)


def test_markdown_is_told_by_its_content(tmp_path: Path) -> None:
    assert read_document(write(tmp_path / "upload", TEXT), name="upload").kind == "markdown"


def test_script_lines_keep_their_dashes(tmp_path: Path) -> None:
    text = "# Scene\n\n- Emma (whispering)\n- Leo… What have you done?\n\nLeo: Nothing.\nEmma: Nothing?\n"
    blocks = [block.text for block in read_document(write(tmp_path / "a.md", text)).chapters[0].blocks]
    assert blocks == [
        "Scene",
        "- Emma (whispering)",
        "- Leo… What have you done?",
        "Leo: Nothing.",
        "Emma: Nothing?",
    ]
