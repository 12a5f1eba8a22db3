"""Every test has a home of its own; none touches the network, the GPU or the real outputs."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh STUDIO_HOME."""
    folder = tmp_path / "outputs"
    monkeypatch.setenv("STUDIO_HOME", str(folder))
    return folder


@pytest.fixture
def shared() -> Path:
    """The folder of real data by others; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout")
    return SHARED
