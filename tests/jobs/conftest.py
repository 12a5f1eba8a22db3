"""The kinds of tests/jobs/kinds beside the real ones, and contexts of jobs that run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jobs import kinds, processes, runner
from jobs.context import Context
from jobs.store import jobs as store

FAKES = Path(__file__).parent / "kinds"


@pytest.fixture(autouse=True)
def fake_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(FAKES)])


@pytest.fixture
def context() -> Context:
    """The context of a job that this process runs as a worker would."""
    job = store.claim(store.insert("book", {}, title="A book"), processes.me())
    assert job
    return Context(job, stopping=runner.stopping)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """Where the fake kinds write what they did."""
    return tmp_path / "diary.txt"


@pytest.fixture
def write() -> Callable[[Path], None]:
    """A render that counts how often it was called, as `write.calls`."""

    def render(path: Path) -> None:
        render.calls += 1
        path.write_text("sound")

    render.calls = 0
    return render
