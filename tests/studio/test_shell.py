"""The page as a whole: what it loads, what it shows, what it lets out."""

import subprocess
import sys

import gradio as gr
import pytest

from engines.errors import EngineError
from engines.settings import PROJECT
from studio import shell

PUBLIC: set[str] = set()
"""Names of the events that are an API on purpose; the REST routes and the command line are the ways in."""
HEAVY = ("torch", "onnxruntime", "spacy", "transformers", "faster_whisper", "pyworld", "symusic", "librosa")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> gr.Blocks:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUDIO_HOME", str(tmp_path_factory.mktemp("home")))
        return shell.build()


def test_the_page_is_made_without_models() -> None:
    program = (
        "import sys, time; from studio import shell; started = time.monotonic(); shell.build(); "
        f"print(time.monotonic() - started, *[name for name in {HEAVY} if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    seconds, *loaded = ended.stdout.split()
    assert loaded == []
    assert float(seconds) < 4


def test_every_event_is_private(page: gr.Blocks) -> None:
    shown = {event.api_name for event in page.fns.values() if event.api_visibility != "private"}
    assert shown == PUBLIC


def test_every_handler_is_a_named_function(page: gr.Blocks) -> None:
    assert [event.name for event in page.fns.values() if event.fn and event.name == "<lambda>"] == []


def test_the_tabs_are_in_the_order_of_the_work(page: gr.Blocks) -> None:
    tabs = [
        block
        for block in page.blocks.values()
        if isinstance(block, gr.Tab) and block.parent.elem_id == "tabs"
    ]
    assert tuple(tab.id for tab in tabs) == shell.TABS


def test_only_known_tabs_are_opened_by_a_link() -> None:
    assert shell.open_linked(request("library")).selected == "library"
    assert shell.open_linked(request("nowhere")) == gr.skip()
    assert shell.open_linked(request(None)) == gr.skip()


@pytest.mark.parametrize(
    ("host", "share"),
    [("0.0.0.0", False), ("192.168.1.2", False), ("studio.example", False), ("127.0.0.1", True)],
)
def test_others_need_a_password(host: str, share: bool) -> None:
    with pytest.raises(EngineError, match="--auth USER:PASSWORD"):
        shell.launch_options(host=host, port=7860, share=share, auth="")
    options = shell.launch_options(host=host, port=7860, share=share, auth="ada:secret:with:colons")
    assert options["auth"] == ("ada", "secret:with:colons")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_needs_none(host: str) -> None:
    assert shell.launch_options(host=host, port=7860, share=False, auth="")["auth"] is None


@pytest.mark.parametrize("auth", ["ada", ":secret", "ada:"])
def test_half_a_password_is_refused(auth: str) -> None:
    with pytest.raises(EngineError, match="wants USER:PASSWORD"):
        shell.launch_options(host="127.0.0.1", port=7860, share=False, auth=auth)


def test_the_state_is_never_served(home: object) -> None:
    options = shell.launch_options(host="127.0.0.1", port=0, share=False, auth="")
    assert f"{home}/state" in options["blocked_paths"]
    assert options["strict_cors"] is True
    assert options["run_history"] is False
    assert options["server_port"] > 1023


def request(tab: str | None) -> gr.Request:
    """A request for the page with this tab in its address."""

    class Address:
        query_params = {"tab": tab} if tab else {}

    return gr.Request(Address())
