"""A real worker process: what it does while it lives, and what is left when it is killed."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import settings
from engines.errors import EngineError
from jobs import artifacts, direct, files, folders, kinds, processes, queue, worker
from jobs.store import jobs as store
from jobs.supervisor import Supervisor
from jobs.types import Job

COMMAND = (sys.executable, "-m", "tests.jobs.worker", "--attached")
PATIENCE_S = 20.0


def wait(job_id: str, *statuses: str) -> Job:
    """Return the job as soon as it has one of these statuses."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        job = store.get(job_id)
        if job.status in statuses:
            return job
        time.sleep(0.01)
    raise AssertionError(f"still not {statuses}: {store.get(job_id)}")


def wait_for(condition) -> None:
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.01)


def submit(diary: Path, title: str, *, priority: int = 0, **more) -> str:
    params = kinds.find("book").Params(diary=str(diary), title=title, **more)
    return queue.submit("book", params, title=title, priority=priority)


def diary_of(diary: Path) -> Counter[str]:
    """Count "begin 3", "end 3", …"""
    return Counter(line.rsplit(" ", 1)[0] for line in diary.read_text().splitlines())


def text_of(job: Job) -> str:
    return artifacts.path(job.result["artifact"]).read_text()


def undisturbed(diary: Path, turns: int) -> str:
    """Return the text of a book that nothing disturbs."""
    params = kinds.find("book").Params(diary=str(diary), title="undisturbed", turns=turns, seconds=0)
    return text_of(direct.run("book", params, title="undisturbed"))


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Path]:
    """The home of one worker that the tests of this module share."""
    home = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUDIO_HOME", str(home))
        supervisor = Supervisor(COMMAND)
        supervisor.start()
        wait_for(queue.worker)
    yield home
    supervisor.stop()


@pytest.fixture
def served(house: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of this test is the one that the shared worker serves."""
    monkeypatch.setenv("STUDIO_HOME", str(house))
    wait_for(queue.worker)
    return house


# ── while it lives ───────────────────────────────────────────────────────────────────────────────


def test_a_job_starts_within_half_a_second(served, diary):
    delays = []
    for n in range(5):
        job = wait(submit(diary, f"short {n}", turns=1, seconds=0), "done")
        delays.append(job.started_at - job.created_at)
    assert sorted(delays)[2] <= 0.5 and max(delays) < 1.5


def test_a_preview_overtakes_a_book_at_a_part_border(served, diary, tmp_path):
    book = submit(diary, "long", turns=30, seconds=0.05)
    wait_for(lambda: store.get(book).fraction > 0)
    preview = submit(tmp_path / "preview.txt", "preview", priority=queue.PREVIEW_PRIORITY, turns=1, seconds=0)
    done = wait(preview, "done")
    assert done.finished_at - done.created_at < 1.5
    assert store.get(book).status != "done"
    finished = wait(book, "done")
    assert finished.attempt == 1
    assert set(diary_of(diary).values()) == {1}, "giving way renders nothing twice"


def test_cancel_takes_less_than_a_second(served, diary):
    book = submit(diary, "cancelled", turns=200, seconds=0.05)
    wait(book, "running")
    begun = time.monotonic()
    assert queue.cancel(book)
    assert store.get(book).status == "cancelled"
    wait(submit(diary, "after the cancelled", turns=1, seconds=0), "done")
    assert time.monotonic() - begun < 1.5, "the worker is free again"
    assert not list((folders.parts() / files.UNFINISHED).iterdir())


def test_a_cancelled_job_is_resumed_from_its_finished_parts(served, diary):
    book = submit(diary, "resumed", turns=20, seconds=0.03)
    wait_for(lambda: diary.exists() and diary_of(diary)["end 3"])
    queue.cancel(book)
    before = diary_of(diary)
    queue.resume(book)
    job = wait(book, "done")
    assert max(diary_of(diary)[f"end {n}"] for n in range(20)) == 1
    assert sum(before.values()) < 40 and text_of(job) == "".join(f"turn {n}\n" for n in range(20))
    with pytest.raises(EngineError, match="cannot be resumed: it is done"):
        queue.resume(book)


def test_a_hard_stop_ends_a_native_call_and_the_next_job_runs(served, diary):
    book = submit(diary, "stuck", turns=1, seconds=60)
    wait_for(lambda: diary.exists() and diary_of(diary)["begin 0"])
    begun = time.monotonic()
    assert queue.hard_stop(book)
    assert time.monotonic() - begun < 1
    assert store.get(book).status == "cancelled"
    wait(submit(diary, "after the stuck", turns=1, seconds=0), "done")
    assert store.get(book).status == "cancelled"


def test_a_passing_failure_goes_back_into_the_queue_and_the_worker_does_not_wait(served, diary, tmp_path):
    params = kinds.find("trouble").Params(diary=str(diary), how="passing", times=1)
    job_id = queue.submit("trouble", params, title="passing")
    wait_for(lambda: store.get(job_id).message.startswith("Try 2 of 3"))
    wait(submit(tmp_path / "other.txt", "meanwhile", turns=1, seconds=0), "done")
    assert store.get(job_id).status == "queued"
    assert wait(job_id, "done").result == {"tries": 2}


def test_a_second_worker_is_refused(served):
    second = subprocess.run(
        COMMAND, cwd=settings.PROJECT, env=os.environ | {"STUDIO_HOME": str(served)}, timeout=20
    )
    assert second.returncode == worker.ALREADY_RUNNING
    assert queue.worker()


# ── when it is killed ────────────────────────────────────────────────────────────────────────────


def test_a_killed_book_goes_on_and_no_finished_part_is_rendered_twice(diary, tmp_path):
    with Supervisor(COMMAND):
        book = submit(diary, "killed", turns=25, seconds=0.04, workers=2)
        for killed_at in (5, 12):
            wait_for(lambda n=killed_at: diary.exists() and diary_of(diary)[f"end {n}"])
            os.kill(int(queue.worker().split(":")[0]), signal.SIGKILL)
            wait_for(lambda: queue.worker() is None or store.get(book).attempt > 1)
        job = wait(book, "done")
    seen = diary_of(diary)
    assert all(seen[f"end {n}"] == 1 for n in range(25)), "each part was finished once"
    assert 25 < sum(seen[f"begin {n}"] for n in range(25)) <= 25 + 2 * 2, (
        "only what was under way was begun again"
    )
    assert job.attempt == 3
    assert text_of(job).encode() == undisturbed(tmp_path / "other.txt", 25).encode()
    assert not list((folders.parts() / files.UNFINISHED).iterdir())


def test_rows_without_a_bell_run_at_the_next_start_and_a_row_rung_twice_runs_once(diary, tmp_path):
    lost = submit(tmp_path / "lost.txt", "lost", turns=1, seconds=0)
    queue.bell().huey.storage.flush_all()
    twice = submit(diary, "twice", turns=2, seconds=0)
    queue.ring(store.Waiting(twice, 0, 0))
    with Supervisor(COMMAND):
        wait(lost, "done")
        wait(twice, "done")
        wait(submit(tmp_path / "last.txt", "last", turns=1, seconds=0), "done")
    assert store.get(twice).attempt == 1 and set(diary_of(diary).values()) == {1}


def test_the_worker_ends_with_its_parent_and_its_job_is_kept(diary):
    parent = subprocess.Popen(COMMAND, cwd=settings.PROJECT, stdin=subprocess.PIPE)
    book = submit(diary, "left", turns=100, seconds=0.05)
    wait_for(lambda: store.get(book).fraction > 0)
    name = queue.worker()
    parent.stdin.close()
    assert parent.wait(timeout=worker.GRACE_S + 3) == 0
    assert not processes.is_alive(name) and queue.worker() is None
    assert (store.get(book).status, store.get(book).attempt) == ("queued", 0)


def test_a_job_that_kills_its_worker_three_times_is_left_for_a_person(diary):
    book = submit(diary, "poison", turns=1, seconds=60)
    for _ in range(store.MAX_ATTEMPTS):
        assert store.claim(book, "2:2"), "three workers died over it"
        worker.recover()
    assert store.get(book).status == "interrupted" and store.get(book).error == store.INTERRUPTED
    queue.resume(book)
    assert store.get(book).status == "queued" and store.get(book).attempt == 0
