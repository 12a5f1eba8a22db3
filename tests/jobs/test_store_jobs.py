import threading

import pytest

from engines.errors import EngineError
from jobs import processes
from jobs.store import jobs as store

ME = processes.me()


def submit(**more) -> str:
    return store.insert("book", {"text": "ä", "nested": [1, None]}, title="A book", **more)


def test_a_job_comes_back_as_it_was_submitted():
    job = store.get(submit(project_id="p", priority=3))
    assert (job.kind, job.title, job.params) == ("book", "A book", {"text": "ä", "nested": [1, None]})
    assert (job.status, job.priority, job.project_id, job.attempt) == ("queued", 3, "p", 0)
    assert job.is_active and not job.is_resumable and job.started_at is None


def test_an_unknown_job_is_a_sentence():
    with pytest.raises(EngineError, match="There is no job nowhere"):
        store.get("nowhere")


def test_a_job_claimed_by_many_runs_once():
    job_id = submit()
    claimed = []
    gate = threading.Barrier(6)

    def claim():
        gate.wait()
        claimed.append(store.claim(job_id, ME))

    threads = [threading.Thread(target=claim) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [job for job in claimed if job]
    assert len(winners) == 1 and winners[0].attempt == 1 and winners[0].status == "running"


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (lambda job_id: store.finish(job_id, {"artifact": "a"}), "done"),
        (lambda job_id: store.fail(job_id, "Torn. Glue it."), "failed"),
        (store.cancel, "cancelled"),
    ],
)
def test_what_has_ended_cannot_end_again(end, status):
    job_id = submit()
    store.claim(job_id, ME)
    assert end(job_id)
    before = store.get(job_id)
    assert before.status == status and before.finished_at
    assert not store.finish(job_id, {}) and not store.fail(job_id, "again") and not store.give_way(job_id, "")
    assert not store.cancel(job_id) and store.claim(job_id, ME) is None
    store.beat(job_id, fraction=0.1, stage="late", message="late", eta_s=1)
    assert store.get(job_id) == before


def test_a_done_job_cannot_be_resumed_and_a_cancelled_one_can():
    done, cancelled = submit(), submit()
    store.claim(done, ME)
    store.finish(done, {})
    store.cancel(cancelled)
    assert not store.resume(done)
    assert store.resume(cancelled)
    assert store.get(cancelled).status == "queued" and store.get(cancelled).finished_at is None


def test_giving_way_costs_no_try_and_keeps_the_progress():
    job_id = submit()
    store.claim(job_id, ME)
    store.beat(job_id, fraction=0.5, stage="Speech", message="turn 5 of 10", eta_s=9)
    store.give_way(job_id, "Waiting to go on")
    job = store.get(job_id)
    assert (job.status, job.attempt, job.fraction, job.eta_s) == ("queued", 0, 0.5, None)
    assert store.claim(job_id, ME).attempt == 1


def test_a_job_is_not_claimed_before_its_time():
    job_id = submit()
    store.claim(job_id, ME)
    store.try_again(job_id, at=4e9, message="later")
    assert store.claim(job_id, ME) is None
    assert [(job.id, job.due_at) for job in store.waiting()] == [(job_id, 4e9)]


def test_a_more_urgent_job_overtakes_only_when_it_could_run():
    book = submit()
    store.claim(book, ME)
    submit(priority=0)
    submit(priority=9, direct_owner=ME)
    late = submit(priority=9)
    store.claim(late, ME)
    store.try_again(late, at=4e9, message="later")
    assert store.look(book, ME) == (True, False)
    submit(priority=1)
    assert store.look(book, ME) == (True, True)


def test_a_job_belongs_to_the_process_that_claimed_it():
    job_id = submit()
    store.claim(job_id, ME)
    assert store.look(job_id, ME).is_mine
    assert not store.look(job_id, "1:1").is_mine
    store.cancel(job_id)
    assert not store.look(job_id, ME).is_mine
    assert store.look("nowhere", ME) == (False, False)


def test_the_sweep_takes_only_jobs_of_dead_processes():
    alive, dead, tired, direct, direct_waiting, queued = (
        submit(), submit(), submit(), submit(direct_owner="2:2"), submit(direct_owner="2:2"), submit()
    )  # fmt: skip
    store.claim(alive, ME)
    store.claim(dead, "2:2")
    for _ in range(store.MAX_ATTEMPTS):
        store.claim(tired, "2:2")
        store.try_again(tired, at=0, message="") if store.get(tired).attempt < store.MAX_ATTEMPTS else None
    store.claim(direct, "2:2")
    assert set(store.sweep(lambda owner: owner == ME)) == {dead, tired, direct, direct_waiting}
    states = {
        job_id: store.get(job_id).status for job_id in (alive, dead, tired, direct, direct_waiting, queued)
    }
    assert list(states.values()) == [
        "running",
        "queued",
        "interrupted",
        "interrupted",
        "interrupted",
        "queued",
    ]
    assert store.get(tired).error == store.INTERRUPTED
    assert [job.id for job in store.waiting()] == [dead, queued]


def test_lists_and_counts():
    first, second, urgent = submit(project_id="p"), submit(), submit(priority=5)
    store.claim(second, ME)
    assert [job.id for job in store.active()] == [second, urgent, first]
    assert [job.id for job in store.recent(limit=2)] == [urgent, second]
    assert [job.id for job in store.recent(limit=2, offset=2)] == [first]
    assert [job.id for job in store.recent(status="running")] == [second]
    assert [job.id for job in store.recent(project_id="p", status="queued")] == [first]
    assert store.counts() == {"queued": 2, "running": 1}
    assert store.newest("book").id == urgent and store.newest("preview") is None
    assert store.oldest_at() == store.get(first).created_at


def test_the_log_is_kept_in_order():
    job_id = submit()
    for text in ("one", "two", "three"):
        store.add_log(job_id, text)
    store.add_log("other", "not mine")
    assert [line.text for line in store.log(job_id)] == ["one", "two", "three"]
