from collections.abc import Callable
from pathlib import Path

import gradio as gr
import pytest

from engines.health import Check
from engines.registry import all_engines
from jobs import folders
from jobs.store import jobs as store
from jobs.types import Job
from studio import machine, system_view
from studio.tabs import system
from tests.studio.test_markup import read


def press(act: str, subject: str = "", *, page: int = 0, log_id: str = "") -> tuple[str, int, str]:
    return system.press("", page, log_id, gr.EventData(None, {"act": act, "id": subject}))


def test_the_machine_is_plausible() -> None:
    now = machine.look()
    assert now.cores >= 1
    assert 0 <= now.cpu_load <= 1
    assert 0 < now.memory_used_bytes < now.memory_total_bytes
    assert 0 < now.disk_free_bytes < now.disk_total_bytes


def test_curves_keep_the_latest_looks() -> None:
    curves: list[tuple[float, float]] = []
    for _ in range(3):
        _, curves = system.look(curves)
    assert len(curves) == 3
    _, curves = system.look([(0.0, 0.0)] * system.POINTS)
    assert len(curves) == system.POINTS


def test_a_curve_stays_inside_its_picture() -> None:
    (_, _), (_, line) = read(system_view.curve([0, 0.5, 1], points=3)).elements
    points = [tuple(map(float, point.split(","))) for point in line["points"].split()]
    assert all(0 <= x <= system_view.CURVE_WIDTH and 0 <= y <= system_view.CURVE_HEIGHT for x, y in points)
    assert points[0][1] > points[1][1] > points[2][1]


def test_folders_are_measured(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one").write_bytes(b"12345")
    (tmp_path / "two").write_bytes(b"123")
    assert machine.folder_bytes(tmp_path) == (8, 2)
    assert machine.folder_bytes(tmp_path / "absent") == (0, 0)


def test_every_engine_is_shown_with_its_licence() -> None:
    text = read(system.show_house()[1]).text
    for engine in all_engines().values():
        assert engine.title in text
        assert engine.licence in text


def test_an_engine_that_is_not_ready_says_what_it_needs() -> None:
    engine = next(iter(all_engines().values()))
    html = system_view.engines([(engine, "It needs a network. Run `make install`.")])
    assert "It needs a network." in html
    assert "vs-off" in html


def test_health_shows_what_to_mend_first() -> None:
    good = Check(name="Python", passed=True, sentence="Python 3.11.")
    bad = Check(name="ffmpeg", passed=False, sentence="There is no ffmpeg. Run `make install`.")
    text = read(system_view.health([good, bad], engine_ids=[])).text
    assert "1 thing to mend" in text
    assert text.index("There is no ffmpeg") < text.index("Python 3.11.")
    assert "Everything is in place" in system_view.health([good], engine_ids=[])


def test_jobs_are_filtered_by_status(job: Callable[..., Job]) -> None:
    job("done", title="Emma"), job("failed", title="Persuasion")
    html, page, log_id = system.filter_jobs("failed")
    assert "Persuasion" in html and "Emma" not in html
    assert (page, log_id) == (0, "")
    assert "No such jobs." in system.filter_jobs("running")[0]


def test_a_failed_job_is_resumed_and_its_log_read(job: Callable[..., Job]) -> None:
    failed = job("failed")
    store.add_log(failed.id, "Speech begins")
    html, _, log_id = press("log", failed.id)
    assert "Speech begins" in html and log_id == failed.id
    press("resume", failed.id)
    assert store.get(failed.id).status == "queued"


def test_pages_of_jobs_are_turned(job: Callable[..., Job]) -> None:
    for number in range(system.PAGE + 1):
        job("done", title=f"Book {number:02d}")
    html, page, _ = press("older")
    assert page == 1 and "Book 00" in html and "Book 01" not in html


def test_clearing_parts_is_a_job() -> None:
    part = folders.parts() / "ab" / "ab12.wav"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x" * 2000)
    assert "2.0 kB" in system.show_storage()
    system.clear(gr.EventData(None, {"act": "clear"}))
    (asked,) = store.active()
    assert asked.kind == "upkeep" and asked.params["parts_limit_bytes"] == 0


def test_what_no_button_says_is_refused() -> None:
    with pytest.raises(gr.Error):
        system.clear(gr.EventData(None, {"act": "everything"}))
    with pytest.raises(gr.Error):
        press("resume", "nothing")
    assert store.recent() == []
