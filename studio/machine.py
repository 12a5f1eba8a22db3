"""What this machine has and how busy it is; cheap enough to ask every two seconds."""

import os
import platform
import shutil
import warnings
from pathlib import Path

import psutil

from engines.settings import home
from engines.types import Noun


class Gpu(Noun):
    """One graphics card."""

    name: str
    used_bytes: int
    total_bytes: int
    load: float
    """Share of time it was busy lately, 0 to 1."""


class Machine(Noun):
    """The machine at one moment."""

    system: str
    """Operating system and processor."""
    cores: int
    cpu_load: float
    """Since it was last asked, 0 to 1."""
    memory_used_bytes: int
    memory_total_bytes: int
    disk_free_bytes: int
    """Where the studio's home is."""
    disk_total_bytes: int
    gpus: tuple[Gpu, ...]


def look() -> Machine:
    """Return the machine as it is now."""
    memory = psutil.virtual_memory()
    disk = shutil.disk_usage(_existing(home()))
    return Machine(
        system=f"{platform.system()} {platform.release()} · {platform.machine()}",
        cores=os.cpu_count() or 1,
        cpu_load=psutil.cpu_percent() / 100,
        memory_used_bytes=memory.total - memory.available,
        memory_total_bytes=memory.total,
        disk_free_bytes=disk.free,
        disk_total_bytes=disk.total,
        gpus=gpus(),
    )


def gpus() -> tuple[Gpu, ...]:
    """Return the NVIDIA cards; none where there is no driver."""
    with warnings.catch_warnings():
        # the package warns on import that it was renamed
        warnings.simplefilter("ignore")
        import pynvml  # noqa: PLC0415
    try:
        pynvml.nvmlInit()
        return tuple(_gpu(pynvml, index) for index in range(pynvml.nvmlDeviceGetCount()))
    except pynvml.NVMLError:
        return ()


def folder_bytes(folder: Path) -> tuple[int, int]:
    """Return the size of all files below a folder in bytes, and their number; zeros when it is not there."""
    total = files = 0
    pending = [folder] if folder.is_dir() else []
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    total += entry.stat().st_size
                    files += 1
    return total, files


def _gpu(pynvml: object, index: int) -> Gpu:
    handle = pynvml.nvmlDeviceGetHandleByIndex(index)
    memory = pynvml.nvmlDeviceGetMemoryInfo(handle)
    load = pynvml.nvmlDeviceGetUtilizationRates(handle).gpu / 100
    name = pynvml.nvmlDeviceGetName(handle)
    return Gpu(
        name=name if isinstance(name, str) else name.decode(),
        used_bytes=memory.used,
        total_bytes=memory.total,
        load=load,
    )


def _existing(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.exists())
