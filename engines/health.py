"""What this machine has and lacks, as sentences with the command that mends each lack."""

import os
import re
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from engines import settings, weights
from engines.base import Engine
from engines.registry import all_engines
from engines.types import Noun
from engines.weights import Weights

NEEDED_PYTHON = (3, 11)
NEEDED_FREE_BYTES = 2_000_000_000
INSTALL = "Run `make install`."


class Check(Noun):
    """One thing that was looked at."""

    name: str
    passed: bool
    sentence: str
    """What was found and, when it is not well, what to do."""


def checks() -> list[Check]:
    """Look at Python, packages, weights, ffmpeg, folders and engines. Loads no model and takes under a second."""
    return [_python(), *_packages(), _ffmpeg(), home_folder(), cache_folder(), *_engines()]


def home_folder() -> Check:
    """Look whether the home can be written and has room."""
    return _folder("Home", settings.home(), another="with --home DIR")


def cache_folder() -> Check:
    """Look whether the folder for joined and fetched weights can be written and has room."""
    return _folder("Cache", settings.cache(), another="by setting STUDIO_CACHE")


def weight_folders(engine: type[Engine]) -> dict[str, Path | None]:
    """Return the packages that carry an engine's weights, each with its folder, None where it is not installed.

    They are named by the Weights in the engine's module; an engine without any is known by its `packages`.
    """
    constants = vars(sys.modules[engine.__module__]).values()
    files = [one for value in constants for one in (value if isinstance(value, tuple) else (value,))]
    named = sorted({file.package for file in files if isinstance(file, Weights)})
    return {package: weights.folder(package) for package in named or engine.packages}


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] == NEEDED_PYTHON:
        return Check(name="Python", passed=True, sentence=f"Python {found}.")
    return Check(
        name="Python",
        passed=False,
        sentence=f"Python {found} runs, the pins are made for 3.11. Run `make run PYTHON=python3.11`.",
    )


def _packages() -> list[Check]:
    found = [
        check
        for name in ("requirements.txt", "requirements-weights.txt")
        for check in _file_of_packages(name)
    ]
    wrong = [check for check in found if not check.passed]
    return wrong or [
        Check(name="Packages", passed=True, sentence=f"All {len(found)} packages are installed as pinned.")
    ]


def _file_of_packages(file_name: str) -> list[Check]:
    path = settings.PROJECT / file_name
    if not path.is_file():
        return [
            Check(
                name=file_name,
                passed=False,
                sentence=f"{file_name} is missing from the checkout. Clone it again.",
            )
        ]
    pins = re.findall(
        r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.+!-]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return [_package(name, pinned) for name, pinned in pins]


def _package(name: str, pinned: str) -> Check:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name=name, passed=False, sentence=f"{name} is not installed. {INSTALL}")
    passed = found.split("+")[0] == pinned
    return Check(
        name=name, passed=passed, sentence=f"{name} {found} is installed; {pinned} is pinned. {INSTALL}"
    )


def _ffmpeg() -> Check:
    if system := shutil.which("ffmpeg"):
        return Check(name="ffmpeg", passed=True, sentence=f"ffmpeg of this system, {system}.")
    try:
        found = version("imageio-ffmpeg")
    except PackageNotFoundError:
        return Check(name="ffmpeg", passed=False, sentence=f"There is no ffmpeg. {INSTALL}")
    return Check(name="ffmpeg", passed=True, sentence=f"ffmpeg from the package imageio-ffmpeg {found}.")


def _folder(name: str, folder: Path, *, another: str) -> Check:
    try:
        free_bytes = _free_bytes(folder)
    except OSError as exc:
        sentence = f"{folder} cannot be written ({exc.strerror}). Choose another {another}."
        return Check(name=name, passed=False, sentence=sentence)
    free_gb = free_bytes / 1e9
    if free_bytes < NEEDED_FREE_BYTES:
        sentence = f"{folder} has {free_gb:.1f} GB left. Free some, a novel needs about 2 GB, or choose another {another}."
        return Check(name=name, passed=False, sentence=sentence)
    return Check(name=name, passed=True, sentence=f"{folder}, {free_gb:.0f} GB free.")


def _free_bytes(folder: Path) -> int:
    """Return the room there is for a folder, which need not exist. Raises OSError when it cannot be made or written."""
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    probe = existing / f".voice-studio.{os.getpid()}.tmp"
    probe.touch()
    probe.unlink()
    return shutil.disk_usage(existing).free


def _engines() -> list[Check]:
    return [
        Check(name=engine_id, passed=sentence is None, sentence=sentence or f"{engine.title} is ready.")
        for engine_id, engine in all_engines().items()
        for sentence in [engine.ready()]
    ]
