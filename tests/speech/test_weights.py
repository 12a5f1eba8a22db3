import hashlib
from pathlib import Path

import pytest

from engines import registry, weights
from engines.errors import NotReady
from engines.weights import Weights, joined, missing, verified

CONTENTS = b"weights"
DIGEST = hashlib.sha256(CONTENTS).hexdigest()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package `carrier`, and a cache of its own."""
    folder = tmp_path / "site" / "carrier"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "a.bin").write_bytes(CONTENTS)
    monkeypatch.syspath_prepend(str(folder.parent))
    monkeypatch.setenv("STUDIO_CACHE", str(tmp_path / "cache"))
    return folder


def test_a_right_file_is_found_and_hashed_once(package: Path, monkeypatch: pytest.MonkeyPatch):
    file = Weights("carrier", "a.bin", DIGEST)
    assert verified(file) == package / "a.bin"
    monkeypatch.setattr(weights.hashlib, "file_digest", lambda *_: pytest.fail("hashed again"))
    assert verified(file) == package / "a.bin"


def test_a_changed_file_is_hashed_again_and_refused(package: Path):
    file = Weights("carrier", "a.bin", DIGEST)
    verified(file)
    (package / "a.bin").write_bytes(b"tampered!")
    with pytest.raises(NotReady, match=r"carrier/a.bin.*SHA-256.*make install"):
        verified(file)


def test_what_is_absent_is_named_with_the_command_that_mends_it(package: Path):
    absent = Weights("carrier", "b.bin", DIGEST)
    nowhere = Weights("no_such_package", "b.bin", DIGEST)
    assert missing("It", [Weights("carrier", "a.bin", DIGEST)]) is None
    assert "carrier/b.bin, no_such_package/b.bin" in (missing("It", [absent, nowhere]) or "")
    for file in (absent, nowhere):
        with pytest.raises(NotReady, match="make install"):
            verified(file)


def test_parts_are_joined_once(package: Path, tmp_path: Path):
    (package / "b.bin").write_bytes(b" in parts")
    parts = [
        Weights("carrier", "a.bin", DIGEST),
        Weights("carrier", "b.bin", hashlib.sha256(b" in parts").hexdigest()),
    ]
    whole = hashlib.sha256(b"weights in parts").hexdigest()
    path = joined(parts, "whole.bin", whole)
    assert path.read_bytes() == b"weights in parts"
    (package / "a.bin").unlink()
    assert joined(parts, "whole.bin", whole) == path
    assert not list((tmp_path / "cache").glob("*.tmp"))


def test_a_wrong_part_is_refused_and_leaves_nothing(package: Path, tmp_path: Path):
    with pytest.raises(NotReady, match="SHA-256"):
        joined([Weights("carrier", "a.bin", "0" * 64)], "whole.bin", DIGEST)
    assert not (tmp_path / "cache" / "whole.bin").exists()


@pytest.mark.weights
@pytest.mark.parametrize("role", ["speech", "transcription", "speakers", "quality"])
def test_every_embedded_engine_is_ready_where_its_packages_are(role: str):
    assert {
        engine_id: engine.ready() for engine_id, engine in registry.engines(role).items()
    } == dict.fromkeys(registry.engines(role))
