import threading
import time

import pytest

from jobs import artifacts, files, folders, runner
from jobs import context as module
from jobs.context import Cancelled, Yielded
from jobs.store import jobs as store


def strays() -> list:
    return list((folders.parts() / files.UNFINISHED).glob("*"))


@pytest.fixture(autouse=True)
def look_always(monkeypatch):
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.001)


def test_finished_parts_are_not_rendered_twice(context, write):
    first = context.part("speech", {"text": "a"}, write, suffix=".txt")
    again = context.part("speech", {"text": "a"}, write, suffix=".txt")
    other = context.part("speech", {"text": "b"}, write, suffix=".txt")
    assert first == again != other
    assert first.read_text() == "sound" and write.calls == 2


def test_a_render_that_fails_leaves_nothing(context):
    def torn(path):
        path.write_text("half")
        path.with_name(path.name + ".tmp").write_text("half")
        raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"):
        context.part("speech", {"text": "a"}, torn)
    with pytest.raises(RuntimeError, match="Nothing was written"):
        context.part("speech", {"text": "a"}, lambda path: None)
    assert strays() == [] and not list(folders.parts().rglob("*.wav"))


def test_parts_come_in_the_order_of_their_requests_and_equal_ones_are_rendered_once(context):
    rendered, done = [], []

    def render(request, path):
        time.sleep(0.02 * (3 - request["n"]))
        rendered.append(request["n"])
        path.write_text(str(request["n"]))

    requests = [{"n": n} for n in (0, 1, 2, 1, 0)]
    main = threading.current_thread()
    paths = context.parts(
        "speech",
        requests,
        render,
        suffix=".txt",
        workers=3,
        on_done=lambda: done.append(threading.current_thread()),
    )
    assert [path.read_text() for path in paths] == ["0", "1", "2", "1", "0"]
    assert sorted(rendered) == [0, 1, 2]
    assert done == [main] * 5
    assert context.parts("speech", [], render) == []


def test_the_first_failure_stops_the_rest(context):
    begun = []

    def render(request, path):
        begun.append(request["n"])
        time.sleep(0.01)
        if request["n"] == 3:
            raise ValueError("torn")
        path.write_text("x")

    with pytest.raises(ValueError, match="torn"):
        context.parts("speech", [{"n": n} for n in range(100)], render, workers=2)
    assert len(begun) < 10 and strays() == []


def test_cancel_is_seen_at_the_next_part_by_every_thread(context, write):
    context.part("speech", {"text": "a"}, write)
    store.cancel(context.job_id)
    time.sleep(0.002)
    with pytest.raises(Cancelled):
        context.part("speech", {"text": "b"}, write)
    with pytest.raises(Cancelled):
        context.parts("speech", [{"text": "c"}, {"text": "d"}], lambda request, path: write(path))
    assert write.calls == 1 and strays() == []


def test_cancel_ends_parts_that_are_being_rendered(context):
    def render(request, path):
        time.sleep(0.05)
        path.write_text("x")

    threading.Timer(0.15, store.cancel, [context.job_id]).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        context.parts("speech", [{"n": n} for n in range(1000)], render)
    assert time.monotonic() - begun < 1 and strays() == []


def test_an_engine_that_catches_everything_cannot_keep_a_cancelled_job(context):
    store.cancel(context.job_id)

    def engine():
        try:
            context.check()
        except Exception:  # noqa: BLE001 what some engine does
            return "kept"

    with pytest.raises(Cancelled):
        engine()


def test_a_waiting_preview_is_given_way_to(context, write):
    context.part("speech", {"text": "a"}, write)
    store.insert("book", {}, title="Preview", priority=10)
    time.sleep(0.002)
    with pytest.raises(Yielded):
        context.part("speech", {"text": "b"}, write)


def test_a_worker_that_is_closed_ends_its_job_at_a_part_border(context, monkeypatch):
    stopping = threading.Event()
    stopping.set()
    monkeypatch.setattr(context, "_stopping", stopping)
    with pytest.raises(Yielded):
        context.check()
    assert not runner.stopping.is_set()


def test_progress_is_written_at_most_twice_a_second_but_a_new_stage_at_once(context, monkeypatch):
    beats = []
    beat = store.beat
    monkeypatch.setattr(store, "beat", lambda *a, **k: (beats.append(k["message"]), beat(*a, **k)))
    for turn in range(200):
        context.report(turn / 200, f"turn {turn}", stage="Speech")
    context.report(0.99, "mixing", stage="Mix")
    assert beats == ["turn 0", "mixing"]
    job = store.get(context.job_id)
    assert (job.fraction, job.stage, job.message) == (0.99, "Mix", "mixing")


def test_a_report_may_be_out_of_range(context):
    context.report(1.0000001, "done", stage="x")
    assert store.get(context.job_id).fraction == 1


def test_what_is_saved_belongs_to_the_job(context):
    kept = context.save(b"book", kind="m4b", name="Book.m4b", details={"seconds": 3.5})
    assert artifacts.path(kept.id).read_bytes() == b"book"
    assert (kept.job_id, kept.kind, kept.details) == (context.job_id, "m4b", {"seconds": 3.5})


def test_the_log_can_be_read(context):
    context.log("Ana has no voice; the narrator reads her.")
    assert [line.text for line in store.log(context.job_id)] == ["Ana has no voice; the narrator reads her."]
