import os
import time

import pytest

from jobs import artifacts, direct, files, folders, parts, processes
from jobs.kinds import upkeep
from jobs.store import artifacts as store
from jobs.store import jobs as job_store
from jobs.store.database import connect

DAY_S = 86400


def keep(status: str | None, *, days: float) -> str:
    """Return an artifact made so many days ago by a job of this status; None: an upload."""
    job_id = job_store.insert("book", {}, title="x") if status else None
    connect().execute("update job set status = ? where id = ?", (status, job_id))
    kept = artifacts.keep(
        b"x", kind="m4b", name="x.m4b", job_id="forgotten" if status == "forgotten" else job_id
    )
    connect().execute("update artifact set created_at = created_at - ? where id = ?", (days * DAY_S, kept.id))
    return kept.id


def part(number: int, *, days: float, size: int = 100) -> None:
    path = parts.path("speech", {"n": number})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (time.time() - days * DAY_S,) * 2)


def left() -> list[int]:
    return [number for number in range(20) if parts.path("speech", {"n": number}).exists()]


def run(**params):
    job = direct.run("upkeep", upkeep.Params(**params), title="Upkeep")
    assert job.status == "done", job.error
    return job.result


def test_only_old_artifacts_of_unfinished_jobs_are_deleted():
    doomed = {keep(status, days=8) for status in ("failed", "cancelled", "interrupted")}
    orphaned = keep("queued", days=8)
    connect().execute("update artifact set job_id = 'forgotten' where id = ?", (orphaned,))
    spared = {keep(status, days=6) for status in ("failed", "cancelled")}
    spared |= {keep(status, days=100) for status in ("done", "queued", "running", None)}
    assert run()["artifacts"] == 4
    assert store.ids() == spared
    assert {folder.name for folder in folders.artifacts().iterdir()} == spared | {files.UNFINISHED}
    assert not doomed & store.ids()


def test_files_without_a_row_are_deleted_when_they_are_old():
    for name, days in (("old", 8), ("new", 1)):
        folder = folders.artifacts() / name
        folder.mkdir(parents=True)
        os.utime(folder, (time.time() - days * DAY_S,) * 2)
    assert run()["orphans"] == 1
    assert (folders.artifacts() / "new").exists() and not (folders.artifacts() / "old").exists()


def test_parts_beyond_the_limit_go_the_longest_unused_first():
    for number in range(6):
        part(number, days=10 - number)
    result = run(parts_limit_bytes=350)
    assert (result["parts"], result["freed_bytes"]) == (3, 300)
    assert left() == [3, 4, 5]


def test_parts_within_the_limit_stay_however_old():
    part(1, days=1000)
    assert run()["parts"] == 0 and left() == [1]


def test_a_part_used_today_stays_even_beyond_the_limit():
    part(1, days=0.5)
    part(2, days=2)
    assert run(parts_limit_bytes=0)["parts"] == 1
    assert left() == [1]


@pytest.mark.parametrize("root", [folders.parts, folders.artifacts])
def test_only_what_dead_processes_left_unfinished_is_deleted(root):
    corner = root() / files.UNFINISHED
    corner.mkdir(parents=True)
    dead, alive = corner / "999999999-5-0.tmp.wav", corner / f"{processes.me().replace(':', '-')}-77.tmp.wav"
    foreign = corner / "not-a-name.wav"
    for half in (dead, alive, foreign):
        half.write_text("half")
    assert run()["strays"] == 2
    assert alive.exists() and not dead.exists() and not foreign.exists()


def test_an_empty_home_is_fine():
    assert run() == {"artifacts": 0, "orphans": 0, "strays": 0, "parts": 0, "freed_bytes": 0}
