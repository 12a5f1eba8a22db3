"""Rows and files to look at, made the way a worker makes them."""

import io
from collections.abc import Callable

import numpy as np
import pytest
import soundfile

from jobs import artifacts
from jobs.store import jobs as store
from jobs.types import Artifact, Job

OWNER = "1:1"


def sound(seconds: float = 0.5, rate_hz: int = 8000) -> bytes:
    """A WAV file of a sine."""
    written = io.BytesIO()
    samples = 0.2 * np.sin(2 * np.pi * 220 * np.arange(int(seconds * rate_hz)) / rate_hz)
    soundfile.write(written, samples.astype(np.float32), rate_hz, format="WAV")
    return written.getvalue()


@pytest.fixture
def job() -> Callable[..., Job]:
    """Makes a job of any status."""

    def make(
        status: str = "queued", *, title: str = "Emma", kind: str = "audiobook", error: str = "It broke."
    ) -> Job:
        job_id = store.insert(kind, {"scenes": [1, 2]}, title=title)
        if status not in ("queued", "cancelled"):
            assert store.claim(job_id, OWNER)
            store.beat(job_id, fraction=0.25, stage="Speech", message="turn 3 of 12", eta_s=60)
        change = {
            "done": lambda: store.finish(job_id, {}),
            "failed": lambda: store.fail(job_id, error),
            "cancelled": lambda: store.cancel(job_id),
        }.get(status)
        assert change is None or change()
        return store.get(job_id)

    return make


@pytest.fixture
def kept() -> Callable[..., Artifact]:
    """Keeps a short sound as an artifact."""

    def make(name: str = "chapter 1.wav", *, kind: str = "wav", **more: object) -> Artifact:
        return artifacts.keep(sound(), kind=kind, name=name, **more)

    return make
