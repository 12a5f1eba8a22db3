from datetime import datetime

import pytest

from engines import settings
from engines.errors import EngineError
from jobs import kinds, queue
from jobs.kinds import upkeep
from jobs.store import jobs as store
from jobs.store.database import connect


def submit(**more) -> str:
    return queue.submit("book", kinds.find("book").Params(diary="x"), title="A book", **more)


def rung() -> list[str]:
    return [task.args[0] for task in queue.bell().huey.pending()]


def test_a_row_is_written_and_the_bell_rung():
    low, high = submit(), submit(priority=5)
    assert [job.id for job in store.waiting()] == rung() == [high, low]


def test_each_home_has_a_bell_of_its_own(tmp_path, monkeypatch):
    submit()
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "elsewhere"))
    assert rung() == []


def test_bells_without_a_row_to_run_are_dropped():
    cancelled, kept = submit(), submit()
    queue.cancel(cancelled)
    queue.ring_all()
    assert rung() == [kept]


def test_params_of_another_kind_are_a_bug():
    with pytest.raises(TypeError, match="book takes Params"):
        queue.submit("book", upkeep.Params(), title="x")


def test_what_there_is_not_cannot_be_cancelled_nor_resumed():
    for ask in (queue.cancel, queue.resume, queue.hard_stop):
        with pytest.raises(EngineError, match="There is no job nowhere"):
            ask("nowhere")


def test_a_hard_stop_of_a_waiting_job_kills_nobody():
    job_id = submit()
    assert not queue.hard_stop(job_id)
    assert store.get(job_id).status == "cancelled"


def test_upkeep_is_submitted_once_a_night_and_not_to_a_new_home():
    queue.submit_upkeep()
    assert store.newest("upkeep") is None
    submit()
    queue.submit_upkeep()
    assert store.newest("upkeep") is None
    connect().execute("update job set created_at = created_at - 90000")
    queue.submit_upkeep()
    queue.submit_upkeep()
    assert [job.kind for job in store.active()] == ["book", "upkeep"]


def test_the_nightly_task_is_known_to_huey():
    (task,) = queue.bell().huey._registry.periodic_tasks
    assert type(task).__name__ == "nightly_upkeep"
    assert [hour for hour in range(24) if task.validate_datetime(datetime(2026, 11, 20, hour, 17))] == [3]


@pytest.mark.parametrize(
    ("url", "storage"),
    [
        ("redis://host:1/0", "PriorityRedisStorage"),
        ("postgresql://host/db", "PostgresStorage"),
        ("", "SqliteStorage"),
    ],
)
def test_the_bell_may_hang_elsewhere(url, storage, tmp_path):
    found, _ = queue._storage(tmp_path / "queue.db", url)
    assert found.__name__ == storage


def test_a_queue_that_is_not_understood_is_a_sentence(monkeypatch):
    monkeypatch.setattr(settings, "queue_url", lambda: "carrier-pigeon://roof")
    with pytest.raises(EngineError, match="Set it to redis"):
        submit()
