"""The worker process, `python -m jobs.worker`: one a home, runs the queued jobs one after another."""

import _thread
import argparse
import faulthandler
import logging
import os
import signal
import sys
import threading

from filelock import FileLock, Timeout
from huey.consumer import Consumer

from jobs import files, folders, log, processes, queue, runner
from jobs.store import jobs as store

logger = logging.getLogger(__name__)

ALREADY_RUNNING = 3
"""Exit status when another worker serves this home."""
GRACE_S = 4.0
"""How long a job may take to reach a part border when the worker is closed."""
POLL_S = (0.05, 0.2)
"""How often the queue is read when it is busy and when it is idle. A read costs 0.01 ms."""


class StudioConsumer(Consumer):
    """Huey's consumer, which on any signal lets the running job end at its next part border."""

    def stop(self, graceful: bool = False) -> None:
        runner.stopping.set()
        super().stop(graceful=True)


def main(arguments: list[str] | None = None) -> int:
    """Serve the queue of the present home until told to stop; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m jobs.worker", description=__doc__)
    parser.add_argument("--attached", action="store_true", help="end when standard input is closed")
    attached = parser.parse_args(arguments).attached
    faulthandler.enable()
    try:
        with FileLock(folders.state() / "worker.lock", timeout=0):
            log.rotate()
            log.start()
            _serve(attached)
    except Timeout:
        logger.warning("Another worker serves %s already", folders.state().parent)
        return ALREADY_RUNNING
    except KeyboardInterrupt:
        pass
    return 0


def _serve(attached: bool) -> None:
    recover()
    first_s, idle_s = POLL_S
    consumer = StudioConsumer(
        queue.bell().huey, workers=1, initial_delay=first_s, max_delay=idle_s, shutdown_timeout=GRACE_S
    )
    if attached:
        threading.Thread(target=_follow_parent, name="parent", daemon=True).start()
    logger.info("worker %s serves %s", processes.me(), folders.state().parent)
    consumer.run()
    _put_back()
    logger.info("worker %s ends", processes.me())


def recover() -> None:
    """Make good what a dead worker left behind: unfinished files, its jobs, lost bells."""
    (folders.state() / "worker").write_text(processes.me())
    for root in (folders.parts(), folders.artifacts()):
        files.delete_strays(root)
    for job_id in store.sweep(processes.is_alive):
        store.add_log(job_id, "The process that ran it was gone.")
        logger.warning(
            "job %s was left by a process that is gone; it is %s now", job_id, store.get(job_id).status
        )
    queue.submit_upkeep()
    queue.ring_all()


def _put_back() -> None:
    """Queue a job that did not reach a part border in time; its thread ends with this process."""
    for job in store.active():
        if job.status == "running" and store.owner(job.id) == processes.me():
            store.give_way(job.id, "Waiting to go on")


def _follow_parent() -> None:
    # the other end is closed when the parent closes it, and also when the parent dies in whatever way
    sys.stdin.buffer.read()
    _thread.interrupt_main(signal.SIGINT)


if __name__ == "__main__":
    status = main()
    logging.shutdown()
    # not sys.exit: that waits for threads that are still inside a native call
    os._exit(status)
