from collections.abc import Callable

import gradio as gr
import pytest

from engines.errors import EngineError
from jobs.store import jobs as store
from jobs.types import Artifact, Job
from studio import jobs_panel


def test_what_runs_comes_first_then_what_waits_then_what_ended(job: Callable[..., Job]) -> None:
    ended, waiting, running = job("done"), job("queued"), job("running")
    assert [found.id for found in jobs_panel.listed()] == [running.id, waiting.id, ended.id]


def test_previews_are_not_listed_once_they_are_done(job: Callable[..., Job]) -> None:
    job("done", kind="preview")
    failed = job("failed", kind="preview")
    assert [found.id for found in jobs_panel.listed()] == [failed.id]


def test_nothing_is_redrawn_while_nothing_changes(job: Callable[..., Job]) -> None:
    job("queued")
    _, seen = jobs_panel.redraw("")
    assert jobs_panel.refresh("", seen) == gr.skip()


@pytest.mark.parametrize("change", ["progress", "finish", "new"])
def test_a_change_is_drawn(change: str, job: Callable[..., Job]) -> None:
    running = job("running", title="Emma")
    _, seen = jobs_panel.redraw("")
    if change == "progress":
        store.beat(running.id, fraction=0.5, stage="Mix", message="chapter 2 of 3", eta_s=None)
    elif change == "finish":
        store.finish(running.id, {})
    else:
        job("queued", title="Persuasion")
    html, after = jobs_panel.refresh("", seen)
    assert after != seen
    assert {"progress": "chapter 2 of 3", "finish": "done", "new": "Persuasion"}[change] in html


def test_a_new_line_is_drawn_only_into_the_open_log(job: Callable[..., Job]) -> None:
    one = job("queued")
    _, closed = jobs_panel.redraw("")
    _, opened = jobs_panel.redraw(one.id)
    store.add_log(one.id, "A line of the log")
    assert jobs_panel.refresh("", closed) == gr.skip()
    assert "A line of the log" in jobs_panel.refresh(one.id, opened)[0]


def test_a_finished_job_flashes_its_result_on_the_bar(
    job: Callable[..., Job], kept: Callable[..., Artifact]
) -> None:
    running = job("running")
    made = kept("Emma.m4b", job_id=running.id)
    store.finish(running.id, {})
    bar = jobs_panel.draw(jobs_panel.listed(), "").split("vs-tray-bar")[1]
    assert f"artifact/{made.id}?download=1" in bar
    assert "Emma" in bar


def test_the_bar_offers_the_book_and_not_what_was_made_after_it(
    job: Callable[..., Job], kept: Callable[..., Artifact]
) -> None:
    running = job("running")
    book = kept("Emma.m4b", job_id=running.id)
    captions = kept("Emma.vtt", job_id=running.id)
    store.finish(running.id, {})
    bar = jobs_panel.draw(jobs_panel.listed(), "").split("vs-tray-bar")[1]
    assert book.id in bar and captions.id not in bar


def test_an_empty_studio_says_so() -> None:
    html, _ = jobs_panel.redraw("")
    assert "Nothing is running" in html
    assert "No jobs yet." in html


def test_buttons_do_what_they_say(job: Callable[..., Job]) -> None:
    one = job("queued")
    assert jobs_panel.act("cancel", one.id, log_id="") == ""
    assert store.get(one.id).status == "cancelled"
    jobs_panel.act("resume", one.id, log_id="")
    assert store.get(one.id).status == "queued"
    assert jobs_panel.act("log", one.id, log_id="") == one.id
    assert jobs_panel.act("log", one.id, log_id=one.id) == ""


@pytest.mark.parametrize(("action", "known"), [("cancel", False), ("rm -rf", True), ("", True)])
def test_what_no_button_says_is_refused(action: str, known: bool, job: Callable[..., Job]) -> None:
    job_id = job("queued").id if known else "nothing"
    with pytest.raises(EngineError):
        jobs_panel.act(action, job_id, log_id="")
    assert all(found.status == "queued" for found in store.recent())


def test_pressing_survives_a_forged_event(job: Callable[..., Job]) -> None:
    for sent in ({}, {"act": 3, "id": ["x"]}, {"act": "cancel"}):
        with pytest.raises(gr.Error):
            jobs_panel.press("", gr.EventData(None, sent))
