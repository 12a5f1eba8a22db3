"""Waiting for a voice. A thread plays the worker."""

import threading
import time
from collections.abc import Callable

import pytest

from engines.errors import EngineError
from jobs.kinds.preview import Params
from jobs.store import jobs as store
from jobs.types import Job
from studio import preview


def soon(act: Callable[[], object]) -> None:
    threading.Timer(0.15, act).start()


def test_it_waits_until_the_voice_has_spoken(job: Callable[..., Job]) -> None:
    running = job("running", kind="preview")
    soon(lambda: store.finish(running.id, {"artifact_id": "a1"}))
    assert preview.wait(running.id, seconds=5).result == {"artifact_id": "a1"}


def test_a_failure_is_told_in_the_jobs_own_words(job: Callable[..., Job]) -> None:
    running = job("running", kind="preview")
    soon(lambda: store.fail(running.id, "Ada has lost her voice. Run `make install`."))
    with pytest.raises(EngineError, match="lost her voice"):
        preview.wait(running.id, seconds=5)


def test_a_cancelled_line_is_not_waited_for(job: Callable[..., Job]) -> None:
    with pytest.raises(EngineError, match="cancelled"):
        preview.wait(job("cancelled").id)


def test_a_busy_machine_is_said(job: Callable[..., Job]) -> None:
    started = time.monotonic()
    with pytest.raises(EngineError, match="busy"):
        preview.wait(job("queued").id, seconds=0.2)
    assert time.monotonic() - started < 2


def test_a_line_is_asked_for_with_priority_and_a_short_title() -> None:
    def speak() -> None:
        (waiting,) = store.active()
        store.claim(waiting.id, "1:1")
        store.finish(waiting.id, {"artifact_id": "a1"})

    soon(speak)
    assert preview.hear(Params(voice_id="ada", text="word " * 40)) == "a1"
    (asked,) = store.recent()
    assert asked.kind == "preview"
    assert asked.priority > 0
    assert len(asked.title) < 70


def test_an_unknown_voice_is_refused_before_anything_is_queued() -> None:
    with pytest.raises(EngineError, match="no voice nobody"):
        preview.hear(Params(voice_id="nobody"))
    assert store.recent() == []
