"""Processes by a name that outlives them: "pid:start". A pid alone is soon given to somebody else."""

import contextlib
from functools import cache

import psutil

START_TOLERANCE_S = 10.0
"""Start times are counted from boot, whose own time moves when the clock is set."""


@cache
def me() -> str:
    """Return the name of this process."""
    process = psutil.Process()
    return f"{process.pid}:{process.create_time():.0f}"


def is_alive(name: str) -> bool:
    """Return whether the process of this name still runs on this machine."""
    return _find(name) is not None


def kill(name: str, *, wait_s: float = 5.0) -> bool:
    """Kill the process and all it started, wait until they are gone; return whether it was there."""
    process = _find(name)
    if process is None:
        return False
    family = [process]
    with contextlib.suppress(psutil.NoSuchProcess):
        family += process.children(recursive=True)
    for member in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()
    psutil.wait_procs(family, timeout=wait_s)
    return True


def _find(name: str) -> psutil.Process | None:
    pid, _, started = name.partition(":")
    try:
        process = psutil.Process(int(pid))
        if (
            abs(process.create_time() - float(started)) > START_TOLERANCE_S
            or process.status() == psutil.STATUS_ZOMBIE
        ):
            return None
    except psutil.NoSuchProcess:
        return None
    return process
