from collections.abc import Callable

import pytest

from jobs.types import Artifact, Job, LogLine
from studio import jobs_view
from tests.studio.test_markup import read


def pressed(html: str) -> set[str]:
    return {attributes["data-act"] or "" for _, attributes in read(html).elements if "data-act" in attributes}


@pytest.mark.parametrize(
    ("status", "actions"),
    [
        ("queued", {"log", "cancel"}), ("running", {"log", "cancel", "stop"}), ("done", {"log"}),
        ("failed", {"log", "resume"}), ("cancelled", {"log", "resume"}),
    ],
)  # fmt: skip
def test_each_status_offers_what_can_be_done(status: str, actions: set[str], job: Callable[..., Job]) -> None:
    assert pressed(jobs_view.job_item(job(status))) == actions


def test_a_running_job_says_how_far_it_is(job: Callable[..., Job]) -> None:
    found = read(jobs_view.job_item(job("running")))
    assert "Speech · turn 3 of 12 · about 60 s left" in found.text
    assert any(attributes.get("aria-valuenow") == "25" for _, attributes in found.elements)


def test_time_left_runs_on_between_heartbeats(job: Callable[..., Job]) -> None:
    running = job("running")
    assert jobs_view.time_left(running, now=running.heartbeat_at + 31) == 30
    assert jobs_view.time_left(running, now=running.heartbeat_at + 900) == jobs_view.ETA_STEP_S
    assert jobs_view.time_left(job("done")) is None


def test_a_failed_job_says_why(job: Callable[..., Job]) -> None:
    assert (
        "Choose one in Cast."
        in read(jobs_view.job_item(job("failed", error="No voice. Choose one in Cast."))).text
    )


def test_titles_are_text(job: Callable[..., Job]) -> None:
    assert "<script" not in jobs_view.job_item(job(title="<script>alert(1)</script>"))


def test_results_can_be_played_and_downloaded(job: Callable[..., Job], kept: Callable[..., Artifact]) -> None:
    files = [kept("one.wav"), kept("two.json", kind="script")]
    elements = read(jobs_view.job_item(job("done"), results=files)).elements
    assert [a["data-play"] for _, a in elements if "data-play" in a] == [f"artifact/{files[0].id}"]
    assert [a["href"] for name, a in elements if name == "a"] == [
        f"artifact/{file.id}?download=1" for file in files
    ]


def test_many_results_are_counted_not_listed(job: Callable[..., Job], kept: Callable[..., Artifact]) -> None:
    assert "3 more files in the Library" in jobs_view.result_line([kept()] * 5, most=2)


def test_the_log_is_shown_when_asked(job: Callable[..., Job]) -> None:
    assert "Chapter 1 mixed" in jobs_view.job_item(job(), log=[LogLine(at=0.0, text="Chapter 1 mixed")])
    assert "Nothing has been logged yet." in jobs_view.job_item(job(), log=[])
