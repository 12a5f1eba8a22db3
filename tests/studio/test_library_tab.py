from collections.abc import Callable

import gradio as gr
import pytest

from jobs import artifacts
from jobs.store import jobs as store
from jobs.types import Artifact, Job
from studio.tabs import library
from tests.studio.test_markup import read


def press(act: str, subject: str = "", *, page: int = 0, opened: str = "") -> tuple[str, int, str]:
    return library.press("", "", "", page, opened, gr.EventData(None, {"act": act, "id": subject}))


def test_an_empty_library_says_how_it_is_filled() -> None:
    assert "Make an audiobook" in library.show("", "", "", 0, "")


def test_everything_is_listed_the_newest_first(kept: Callable[..., Artifact]) -> None:
    kept("one.wav"), kept("two.wav")
    text = read(library.show("", "", "", 0, "")).text
    assert text.index("two.wav") < text.index("one.wav")
    assert text.startswith("2 files")


def test_filters_narrow_the_list(kept: Callable[..., Artifact]) -> None:
    kept("Emma.m4b", kind="m4b"), kept("Emma 1.mp3", kind="mp3"), kept("Persuasion.m4b", kind="m4b")
    html, page, opened = library.search("emma", "m4b", "")
    assert "Emma.m4b" in html
    assert "Emma 1.mp3" not in html and "Persuasion" not in html
    assert (page, opened) == (0, "")
    assert "Nothing fits." in library.search("nothing like it", "", "")[0]


def test_pages_are_turned(kept: Callable[..., Artifact]) -> None:
    for number in range(library.PAGE + 2):
        kept(f"file {number:02d}.wav")
    html, page, _ = press("older")
    assert page == 1
    assert "file 01.wav" in html and "file 02.wav" not in html
    assert press("newer", page=1)[1] == 0
    assert press("newer", page=0)[1] == 0


def test_details_say_where_a_file_comes_from(kept: Callable[..., Artifact], job: Callable[..., Job]) -> None:
    running = job("running", title="Emma")
    artifact = kept("Emma.wav", job_id=running.id, details={"lufs": -19.5, "voice": "Ada"})
    store.finish(running.id, {})
    html, _, opened = press("details", artifact.id)
    text = read(html).text
    assert opened == artifact.id
    for words in ("Emma (audiobook)", artifact.sha256, "-19.5", "Ada", '{"scenes": [1, 2]}'):
        assert words in text
    assert press("details", artifact.id, opened=artifact.id)[2] == ""


def test_a_forgotten_job_does_not_hide_a_file(kept: Callable[..., Artifact]) -> None:
    artifact = kept(job_id="forgotten")
    assert artifact.sha256 in press("details", artifact.id)[0]


def test_delete_removes_the_file_and_the_line(kept: Callable[..., Artifact]) -> None:
    artifact = kept()
    file = artifacts.path(artifact.id)
    html, _, _ = press("delete", artifact.id)
    assert not file.exists()
    assert "Nothing has been made yet." in html


def test_deleting_asks_first(kept: Callable[..., Artifact]) -> None:
    kept()
    buttons = [a for _, a in read(library.show("", "", "", 0, "")).elements if a.get("data-act") == "delete"]
    assert all(button["data-confirm"] for button in buttons) and len(buttons) == 1


def test_file_names_are_text(kept: Callable[..., Artifact]) -> None:
    kept("a.wav", details={"text": "<img src=x onerror=alert(1)>"})
    artifact = kept("b.wav", details={"text": "<img src=x onerror=alert(1)>"})
    assert "<img" not in press("details", artifact.id)[0]


def test_only_kinds_that_exist_are_offered(kept: Callable[..., Artifact]) -> None:
    kept("Emma.m4b", kind="m4b"), kept("line.wav", kind="preview")
    kinds, _ = library.choices("", "stem", "")
    assert [value for _, value in kinds.choices] == ["", "m4b", "preview"]
    assert kinds.value == ""


@pytest.mark.parametrize("act", ["", "format-disk"])
def test_what_no_button_says_is_refused(act: str) -> None:
    with pytest.raises(gr.Error):
        press(act)
