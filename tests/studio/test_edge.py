import logging

import gradio as gr
import pytest

from engines.errors import EngineError
from studio.edge import guarded


@guarded
def handler(failure: Exception | None) -> str:
    if failure:
        raise failure
    return "well"


def test_what_goes_well_passes_through() -> None:
    assert handler(None) == "well"
    assert handler.__name__ == "handler"


def test_a_sentence_is_shown_as_it_is_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(gr.Error) as caught:
        handler(EngineError("No voice for speaker Ana. Choose one in Cast."))
    assert caught.value.message == "No voice for speaker Ana. Choose one in Cast."
    assert caplog.records == []


def test_words_of_a_file_name_cannot_become_html() -> None:
    with pytest.raises(gr.Error) as caught:
        handler(EngineError("<img src=x onerror=alert(1)>.pdf is empty."))
    assert "<" not in caught.value.message


def test_a_bug_is_logged_with_its_traceback_and_called_unexpected(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(gr.Error) as caught:
        handler(ZeroDivisionError("secret detail"))
    assert caught.value.title == "Unexpected"
    assert "secret detail" not in caught.value.message
    assert caplog.records[0].exc_info is not None
