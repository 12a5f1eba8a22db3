import logging
import time

import pytest

from jobs import artifacts, direct, kinds, log, runner
from jobs.store import jobs as store


@pytest.fixture(autouse=True)
def no_delay(monkeypatch):
    monkeypatch.setattr(runner, "FIRST_DELAY_S", 0.01)


def book(diary, **more):
    return kinds.find("book").Params(diary=str(diary), seconds=0.01, **more)


def trouble(diary, how, times=99):
    return kinds.find("trouble").Params(diary=str(diary), how=how, times=times)


def tries(diary) -> int:
    return len(diary.read_text().splitlines())


def test_a_job_runs_here_as_it_would_in_the_worker(diary):
    seen = []
    job = direct.run("book", book(diary, turns=5), title="A book", project_id="p", on_report=seen.append)
    assert (job.status, job.fraction, job.attempt, job.error) == ("done", 1, 1, None)
    assert artifacts.path(job.result["artifact"]).read_text() == "".join(f"turn {n}\n" for n in range(5))
    assert artifacts.get(job.result["artifact"]).project_id == "p"
    assert seen and seen[0].message == "turn 1 of 5" and seen[0].status == "running"
    assert store.waiting() == []


def test_a_second_run_takes_all_parts_as_they_are(diary):
    first = direct.run("book", book(diary, turns=5, workers=2), title="A book")
    rendered = tries(diary)
    second = direct.run("book", book(diary, turns=5), title="A book")
    assert tries(diary) == rendered == 10
    assert artifacts.get(first.result["artifact"]).sha256 == artifacts.get(second.result["artifact"]).sha256


@pytest.mark.parametrize("how", ["passing", "network"])
def test_a_passing_failure_is_tried_three_times_with_growing_delays(diary, how):
    job = direct.run("trouble", trouble(diary, how, times=2), title="x")
    assert job.status == "done" and job.result == {"tries": 3} and job.attempt == 3
    waits = [line.text for line in store.log(job.id)]
    assert "Try 2 of 3 in 0 s" in waits[0] and "Try 3 of 3" in waits[1]


def test_after_three_tries_a_person_decides(diary):
    job = direct.run("trouble", trouble(diary, "passing"), title="x")
    assert job.status == "failed" and tries(diary) == 3
    assert job.error == "The server is busy. It was tried 3 times. Resume it when the cause is gone."


def test_the_delay_grows_exponentially(diary, monkeypatch):
    monkeypatch.setattr(runner, "FIRST_DELAY_S", 5.0)
    delays = []
    monkeypatch.setattr(store, "try_again", lambda job_id, at, message: delays.append(at - time.time()))
    for attempt in (1, 2):
        job = store.get(store.insert("trouble", {}, title="x")).model_copy(update={"attempt": attempt})
        runner._try_again(job, ConnectionError("no route"))
    assert delays == [pytest.approx(5, abs=0.5), pytest.approx(20, abs=0.5)]


def test_a_sentence_is_shown_as_it_is_and_not_tried_again(diary):
    job = direct.run("trouble", trouble(diary, "sentence"), title="x")
    assert (job.status, job.error, tries(diary)) == ("failed", "The tape is torn. Glue it.", 1)


@pytest.mark.parametrize("how", ["bug", "exit"])
def test_a_bug_is_not_tried_again_and_its_traceback_is_in_the_log(diary, how):
    job = direct.run("trouble", trouble(diary, how), title="x")
    assert job.status == "failed" and tries(diary) == 1
    assert job.error == f"Something unexpected went wrong (job {job.id}). The log has the details."
    written = log.file().read_text()
    assert job.id in written and "Traceback" in written and "trouble.py" in written


def test_a_full_disk_is_a_sentence(diary):
    assert "disk is full" in direct.run("trouble", trouble(diary, "disk"), title="x").error


def test_ctrl_c_cancels_the_row(diary):
    with pytest.raises(KeyboardInterrupt):
        direct.run("trouble", trouble(diary, "interrupt"), title="x")
    assert [job.status for job in store.recent()] == ["cancelled"]


def test_params_of_another_version_are_a_sentence():
    job_id = store.insert("trouble", {"gone": 1}, title="An old job")
    job = store.claim(job_id, "1:1")
    runner.attempt(job, runner.Context(job))
    assert store.get(job_id).error == "“An old job” was made by another version of the studio. Start it anew."


def test_a_cancel_from_elsewhere_ends_it(diary):
    def cancel(job):
        store.cancel(job.id)

    job = direct.run("book", book(diary, turns=500), title="A book", on_report=cancel)
    assert job.status == "cancelled" and tries(diary) < 100


def test_an_unknown_kind_is_a_sentence(diary):
    assert "There is no kind" in direct.run("nothing", book(diary), title="x").error


def test_the_log_follows_the_home(tmp_path, monkeypatch):
    log.start()
    log.start()
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "elsewhere"))
    log.start()
    logging.getLogger("jobs").warning("here")
    assert log.file().read_text().count("here") == 1 and "elsewhere" in str(log.file())


def test_a_long_log_is_put_aside(monkeypatch):
    monkeypatch.setattr(log, "MAX_BYTES", 10)
    log.file().write_text("x" * 11)
    log.rotate()
    assert not log.file().exists() and log.file().with_name("studio.log.1").exists()
