"""One try of a claimed job, from its Params to the way it ended, written into its row."""

import errno
import json
import logging
import threading
import time
from collections.abc import Callable

from pydantic import ValidationError

from engines.errors import EngineError, PassingError
from engines.types import Noun
from jobs import kinds
from jobs.context import BEAT_EVERY_S, Cancelled, Context, Yielded
from jobs.store import jobs as store
from jobs.types import Job

log = logging.getLogger(__name__)

PASSING = (PassingError, ConnectionError, TimeoutError)
"""What may go away by itself."""
FIRST_DELAY_S = 5.0
"""Before the second try; before the third it is DELAY_GROWTH times as long."""
DELAY_GROWTH = 4.0
STUCK_AFTER_S = 3.0
"""A job that was told to stop and is still inside one part after this long is stuck in a native call."""

stopping = threading.Event()
"""Set when this process, a worker, is being closed: the job that runs goes back into the queue."""


def attempt(job: Job, context: Context, *, on_stuck: Callable[[], None] | None = None) -> None:
    """Run a claimed job once: it ends done, failed, cancelled or queued again, and raises nothing of its own.

    on_stuck: called from another thread when the job was told to stop and does not get to a part's border.
    """
    with _Pulse(context, on_stuck):
        try:
            kind = kinds.find(job.kind)
            store.finish(job.id, kind.run(context, _params(kind, job)))
        except Cancelled:
            context.log("Cancelled.")
        except Yielded:
            context.log("Gave way; it goes on by itself.")
            store.give_way(job.id, "Waiting to go on")
        except KeyboardInterrupt:
            store.cancel(job.id)
            raise
        except PASSING as exc:
            _try_again(job, exc)
        except EngineError as exc:
            store.fail(job.id, str(exc))
        except (Exception, SystemExit) as exc:  # noqa: BLE001 the one place where any failure of a job ends
            store.fail(job.id, _unexpected(job, exc))


def _params(kind: kinds.Kind, job: Job) -> Noun:
    try:
        return kind.Params.model_validate_json(json.dumps(job.params))
    except ValidationError as exc:
        log.warning("job %s has params that %s does not take: %s", job.id, job.kind, exc)
        raise EngineError(f"“{job.title}” was made by another version of the studio. Start it anew.") from exc


def _try_again(job: Job, exc: Exception) -> None:
    sentence = (
        str(exc) if isinstance(exc, EngineError) else f"There was no answer ({exc or type(exc).__name__})."
    )
    log.warning("job %s, try %s: %s", job.id, job.attempt, sentence)
    if job.attempt >= store.MAX_ATTEMPTS:
        store.fail(job.id, f"{sentence} It was tried {job.attempt} times. Resume it when the cause is gone.")
        return
    delay_s = FIRST_DELAY_S * DELAY_GROWTH ** (job.attempt - 1)
    message = f"Try {job.attempt + 1} of {store.MAX_ATTEMPTS} in {delay_s:.0f} s"
    store.add_log(job.id, f"{sentence} {message}.")
    store.try_again(job.id, at=time.time() + delay_s, message=message)


def _unexpected(job: Job, exc: BaseException) -> str:
    if isinstance(exc, OSError) and exc.errno == errno.ENOSPC:
        return "The disk is full. Free some space and resume: finished parts are kept."
    log.error("job %s (%s) failed unexpectedly", job.id, job.kind, exc_info=exc)
    return f"Something unexpected went wrong (job {job.id}). The log has the details."


class _Pulse(threading.Thread):
    """Keeps the row's heart beating while a job is inside a long part, and notices when it does not stop."""

    def __init__(self, context: Context, on_stuck: Callable[[], None] | None):
        super().__init__(name="pulse", daemon=True)
        self._context = context
        self._on_stuck = on_stuck
        self._ended = threading.Event()

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()

    def run(self) -> None:
        told_at: float | None = None
        while not self._ended.wait(BEAT_EVERY_S):
            try:
                self._context.check()
            except Cancelled:
                told_at = told_at or time.monotonic()
                if self._on_stuck and time.monotonic() - told_at >= STUCK_AFTER_S:
                    self._on_stuck()
            except Yielded:
                pass
            else:
                self._context.beat()
