"""How soon the page is there after `python app.py`, and how soon a job starts after it was submitted."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError

from jobs import queue
from jobs.kinds.preview import Params
from jobs.store import jobs as store
from tests.bench.figure import Figure

PATIENCE_S = 60
JOBS = 8


def measure() -> Iterator[Figure]:
    started = time.perf_counter()
    with running_studio() as (url, pid):
        _wait(lambda: _answers(url))
        yield Figure("Page ready after python app.py", time.perf_counter() - started, "s", 8.0)
        yield Figure(
            "torch or onnxruntime in the page's process", float(_model_libraries(pid)), "libraries", 0.0
        )
        # the first job waits for the worker, which starts beside the page
        _start_delay()
        delays = [_start_delay() for _ in range(JOBS)]
        note = f"worst of {JOBS}, worker idle; mean {sum(delays) / JOBS:.2f} s"
        yield Figure("Job start delay", max(delays), "s", 0.5, note=note)


@contextmanager
def running_studio() -> Iterator[tuple[str, int]]:
    """Start the studio on a free port with the present home, give its address and process id, stop it afterwards."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "app.py", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(
        command, env=os.environ.copy(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}/", process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


def _model_libraries(pid: int) -> int:
    """Return how many model libraries the process has mapped (Linux)."""
    maps = Path(f"/proc/{pid}/maps").read_text()
    return sum(name in maps for name in ("libtorch", "onnxruntime"))


def _start_delay() -> float:
    job_id = queue.submit("preview", Params(voice_id="?", text="?"), title="bench")
    _wait(lambda: store.get(job_id).started_at is not None)
    job = store.get(job_id)
    _wait(lambda: not store.get(job_id).is_active)
    time.sleep(0.7)
    return job.started_at - job.created_at


def _wait(condition) -> None:
    deadline = time.perf_counter() + PATIENCE_S
    while not condition():
        if time.perf_counter() > deadline:
            raise TimeoutError("The studio did not answer.")
        time.sleep(0.02)
