import threading
import time

from jobs import kinds, processes, runner
from jobs.context import Context
from jobs.store import jobs as store
from jobs.types import Job


def claim(diary, **more) -> Job:
    params = kinds.find("book").Params(diary=str(diary), **more).model_dump()
    return store.claim(store.insert("book", params, title="A book"), processes.me())


def test_a_long_part_keeps_the_heart_beating(diary, monkeypatch):
    monkeypatch.setattr(runner, "BEAT_EVERY_S", 0.02)
    job = claim(diary, turns=1, seconds=1.1)
    runner.attempt(job, Context(job))
    ended = store.get(job.id)
    assert ended.status == "done" and ended.heartbeat_at - ended.started_at > 0.4


def test_a_job_that_does_not_stop_is_noticed(diary, monkeypatch):
    monkeypatch.setattr(runner, "BEAT_EVERY_S", 0.02)
    monkeypatch.setattr(runner, "STUCK_AFTER_S", 0.1)
    noticed = threading.Event()
    job = claim(diary, turns=1, seconds=0.6)
    threading.Timer(0.1, store.cancel, [job.id]).start()
    runner.attempt(job, Context(job), on_stuck=noticed.set)
    assert noticed.is_set() and store.get(job.id).status == "cancelled"


def test_a_job_that_stops_in_time_is_left_alone(diary, monkeypatch):
    monkeypatch.setattr(runner, "BEAT_EVERY_S", 0.02)
    monkeypatch.setattr(runner, "STUCK_AFTER_S", 0.5)
    noticed = threading.Event()
    job = claim(diary, turns=100, seconds=0.01)
    threading.Timer(0.1, store.cancel, [job.id]).start()
    begun = time.monotonic()
    runner.attempt(job, Context(job), on_stuck=noticed.set)
    assert time.monotonic() - begun < 1 and not noticed.is_set()


def test_the_pulse_ends_with_the_job(diary):
    job = claim(diary, turns=1, seconds=0)
    runner.attempt(job, Context(job))
    assert "pulse" not in {thread.name for thread in threading.enumerate()}
