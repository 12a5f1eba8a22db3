"""A voice says a line while the person waits: one urgent job, and the wait for it."""

import time

from engines.errors import EngineError
from engines.speech.library import voices
from jobs import queue
from jobs.kinds import preview
from jobs.store import jobs as store
from jobs.types import Job

WAIT_S = 120.0
"""How long a person is kept waiting; the job itself goes on after that."""
LOOK_EVERY_S = 0.05
TITLE_CHARACTERS = 48


def hear(params: preview.Params) -> str:
    """Let a voice speak and return the artifact id of the sound. What was said before is there at once.

    Raises EngineError with the job's own sentence when it fails, or after WAIT_S on a busy machine.
    """
    voice = voices().get(params.voice_id)
    if voice is None:
        raise EngineError(f"There is no voice {params.voice_id}. Choose one of the Voices tab.")
    line = params.text.strip() or voice.sample_text
    short = line if len(line) <= TITLE_CHARACTERS else line[:TITLE_CHARACTERS].rstrip() + "…"
    job_id = queue.submit("preview", params, title=f"{voice.name}: {short}", priority=queue.PREVIEW_PRIORITY)
    return str(wait(job_id).result["artifact_id"])


def wait(job_id: str, *, seconds: float = WAIT_S) -> Job:
    """Return the job when it is done. Raises EngineError when it fails, is cancelled or takes longer."""
    until = time.monotonic() + seconds
    job = store.get(job_id)
    while job.is_active and time.monotonic() < until:
        time.sleep(LOOK_EVERY_S)
        job = store.get(job_id)
    if job.is_active:
        raise EngineError(
            f"{job.title} is still to come: the machine is busy. Ask again when the bar below is empty."
        )
    if job.status != "done":
        raise EngineError(job.error or f"{job.title} was cancelled. Ask again.")
    return job
