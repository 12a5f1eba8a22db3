"""What a job may do to the world: make parts, say how far it is, keep files, stop when asked."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from jobs import artifacts, files, folders, parts, processes
from jobs.pace import Pace
from jobs.store import jobs as store
from jobs.types import Artifact, Job

log = logging.getLogger(__name__)

BEAT_EVERY_S = 0.5
"""A row is written this often at most."""
LOOK_EVERY_S = 0.1
"""A row is read this often at most, to see whether somebody cancelled."""


class Cancelled(BaseException):
    """The job is no longer to be run. Not an Exception, so that no engine's `except Exception` keeps it."""


class Yielded(BaseException):
    """A more urgent job waits, or the worker is being closed: this one goes back into the queue."""


class Context:
    """Handed to a kind's `run`. All of it may be called from several threads.

    stopping: set when the worker is being closed. None: the job never gives way (a command line runs it).
    on_report: called with the job as it is in its row whenever that was written.
    """

    def __init__(
        self,
        job: Job,
        *,
        stopping: threading.Event | None = None,
        on_report: Callable[[Job], None] | None = None,
    ):
        self.job_id = job.id
        self.project_id = job.project_id
        self._stopping = stopping
        self._on_report = on_report
        self._fraction, self._stage, self._message = job.fraction, job.stage, ""
        self._pace = Pace(job.fraction)
        self._beaten_at = self._looked_at = float("-inf")
        self._ending: type[BaseException] | None = None
        self._lock = threading.RLock()

    def check(self) -> None:
        """Raise Cancelled or Yielded when the job is to stop here. Costs microseconds: call it often."""
        with self._lock:
            now = time.monotonic()
            if self._ending is None and now - self._looked_at >= LOOK_EVERY_S:
                self._looked_at = now
                self._ending = self._look()
            if self._ending:
                raise self._ending()

    def report(self, fraction: float, message: str, *, stage: str | None = None) -> None:
        """Say how much is done (0 to 1) and, in a few words, what is being done: "turn 7 of 120"."""
        with self._lock:
            is_new_stage = stage is not None and stage != self._stage
            self._fraction = min(1.0, max(0.0, fraction))
            self._message = message
            self._stage = self._stage if stage is None else stage
            self._pace.advance(self._fraction)
        self.beat(at_once=is_new_stage)

    def beat(self, *, at_once: bool = False) -> None:
        """Write the progress and that the process lives, at most twice a second."""
        with self._lock:
            now = time.monotonic()
            if not at_once and now - self._beaten_at < BEAT_EVERY_S:
                return
            self._beaten_at = now
            store.beat(
                self.job_id,
                fraction=self._fraction,
                stage=self._stage,
                message=self._message,
                eta_s=self._pace.eta_s(),
            )
        if self._on_report:
            self._on_report(store.get(self.job_id))

    def part(
        self, name: str, params: Mapping[str, Any], render: Callable[[Path], None], *, suffix: str = ".wav"
    ) -> Path:
        """Return the part's file, rendered only when there is none yet.

        params: everything that changes the result, the engine's version included (see parts.key).
        render: writes to the path it is given; the part appears when it returns, never when it raises.
        Raises Cancelled or Yielded before the work, and whatever render raises.
        """
        self.check()
        target = parts.path(name, params, suffix=suffix)
        is_new = not parts.is_finished(target)
        if is_new:
            self._render(target, render)
        self._count(is_new)
        return target

    def parts(
        self,
        name: str,
        requests: Sequence[dict[str, Any]],
        render: Callable[[dict[str, Any], Path], None],
        *,
        suffix: str = ".wav",
        workers: int = 2,
        on_done: Callable[[], None] | None = None,
    ) -> list[Path]:
        """Return a part for each request, in their order; `workers` threads render them, equal ones once.

        on_done: called in the calling thread after each request that is finished.
        The first failure stops the rest and is raised when the renders under way have ended.
        """
        targets = [parts.path(name, request, suffix=suffix) for request in requests]
        wanted = dict(zip(targets, requests, strict=True))
        copies = Counter(targets)
        missing = [target for target in wanted if not parts.is_finished(target)]
        for target in wanted.keys() - missing:
            self.check()
            self._done(copies[target], is_new=False, on_done=on_done)
        ended: SimpleQueue[Future[Path]] = SimpleQueue()
        with ThreadPoolExecutor(workers, thread_name_prefix=name) as pool:
            for target in missing:
                future = pool.submit(self._render, target, partial(render, wanted[target]))
                future.add_done_callback(ended.put)
            try:
                for _ in missing:
                    self._done(copies[self._next(ended)], is_new=True, on_done=on_done)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return targets

    def save(
        self, source: Path | bytes, *, kind: str, name: str, details: dict[str, Any] | None = None
    ) -> Artifact:
        """Copy a file or bytes into the artifacts, as made by this job for its project."""
        return artifacts.keep(
            source, kind=kind, name=name, project_id=self.project_id, job_id=self.job_id, details=details
        )

    def log(self, message: str) -> None:
        """Add a line to the job's log, which the person can read."""
        log.info("job %s: %s", self.job_id, message)
        store.add_log(self.job_id, message)

    def _render(self, target: Path, render: Callable[[Path], None]) -> Path:
        self.check()
        with files.completing(target, root=folders.parts()) as unfinished:
            render(unfinished)
        return target

    def _next(self, ended: SimpleQueue[Future[Path]]) -> Path:
        """Return the part that ends next, or raise what its render raised; look meanwhile whether to stop."""
        while True:
            try:
                return ended.get(timeout=LOOK_EVERY_S).result()
            except Empty:
                self.check()

    def _done(self, copies: int, *, is_new: bool, on_done: Callable[[], None] | None) -> None:
        for copy in range(copies):
            self._count(is_new and copy == 0)
            if on_done:
                on_done()

    def _count(self, is_new: bool) -> None:
        with self._lock:
            if is_new:
                self._pace.rendered()
            else:
                self._pace.found()

    def _look(self) -> type[BaseException] | None:
        sight = store.look(self.job_id, processes.me())
        if not sight.is_mine:
            return Cancelled
        if self._stopping is not None and (sight.is_overtaken or self._stopping.is_set()):
            return Yielded
        return None
