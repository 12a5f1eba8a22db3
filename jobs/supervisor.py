"""Keeps one worker process alive beside the page, and ends it with the page."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType

from engines import settings
from jobs import folders, log, processes, worker

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "jobs.worker", "--attached")
LONGEST_DELAY_S = 30.0
HEALTHY_AFTER_S = 60.0
"""A worker that lived this long is restarted at once, as if it never had died before."""
OTHERS_TURN_S = 5.0
"""Another studio's worker serves the home: look this often whether it is gone."""


class Supervisor:
    """Starts the worker, and again when it dies, and stops it: a context manager."""

    def __init__(self, command: Sequence[str] = COMMAND):
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def __enter__(self) -> "Supervisor":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the worker and watch over it; returns at once."""
        log.start()
        self._thread.start()

    def stop(self) -> None:
        """End the worker: its job goes back into the queue at the next part border, or is cut off there."""
        self._stopping.set()
        process = self._process
        if process and process.poll() is None:
            self._end(process)
        if self._thread.is_alive():
            self._thread.join()

    @property
    def is_alive(self) -> bool:
        """Whether a worker of ours runs at this moment."""
        process = self._process
        return process is not None and process.poll() is None

    def _watch(self) -> None:
        deaths = 0
        while not self._stopping.is_set():
            started_at = time.monotonic()
            self._process = self._spawn()
            if self._stopping.is_set():
                self._end(self._process)
            status = self._process.wait()
            if self._stopping.is_set():
                return
            deaths = 0 if time.monotonic() - started_at >= HEALTHY_AFTER_S else deaths + 1
            delay_s = _delay_s(status, deaths)
            logger.warning("The worker ended with status %s; the next starts in %.0f s", status, delay_s)
            self._stopping.wait(delay_s)

    def _spawn(self) -> "subprocess.Popen[bytes]":
        # what native libraries print ends up here; our own log goes to studio.log
        with (folders.logs() / "worker.out").open("ab") as output:
            return subprocess.Popen(
                self._command,
                cwd=settings.PROJECT,
                env={**os.environ, "STUDIO_HOME": str(settings.home())},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                # a session of its own: Ctrl-C in the terminal is for the page, which closes the worker
                start_new_session=os.name == "posix",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(timeout=worker.GRACE_S + 2)
        except subprocess.TimeoutExpired:
            processes.kill(processes.name(process.pid))


def _delay_s(status: int, deaths: int) -> float:
    if status == worker.ALREADY_RUNNING:
        return OTHERS_TURN_S
    return 0.0 if deaths <= 2 else min(LONGEST_DELAY_S, 2.0 ** (deaths - 3))
