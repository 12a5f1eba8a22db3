"""Processes by a name that outlives them: "pid:start". A pid alone is soon given to somebody else."""

import contextlib
import os
from functools import cache

import psutil

START_TOLERANCE_S = 10.0
"""Start times are counted from boot, whose own time moves when the clock is set."""


@cache
def me() -> str:
    """Return the name of this process."""
    return name(os.getpid())


def name(pid: int) -> str:
    """Return the name of a process that runs. Raises psutil.NoSuchProcess."""
    return f"{pid}:{psutil.Process(pid).create_time():.0f}"


def is_alive(process: str) -> bool:
    """Return whether the process of this name still runs on this machine."""
    return _find(process) is not None


def kill(process: str, *, wait_s: float = 5.0) -> bool:
    """Kill the process and all it started, wait until they are gone; return whether it was there."""
    found = _find(process)
    if found is None:
        return False
    family = [found]
    with contextlib.suppress(psutil.NoSuchProcess):
        family += found.children(recursive=True)
    # the parent last: it may be this very process
    for member in reversed(family):
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()
    psutil.wait_procs(family, timeout=wait_s)
    return True


def _find(process: str) -> psutil.Process | None:
    pid, _, started = process.partition(":")
    try:
        found = psutil.Process(int(pid))
        is_another = abs(found.create_time() - float(started)) > START_TOLERANCE_S
        if is_another or found.status() == psutil.STATUS_ZOMBIE:
            return None
    except (psutil.Error, ValueError):
        # gone, somebody else's, or no name at all
        return None
    return found
