"""The kinds of tests/jobs/kinds stand beside the real ones."""

from pathlib import Path

import pytest

from jobs import kinds

FAKES = Path(__file__).parent / "kinds"


@pytest.fixture(autouse=True)
def fake_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(FAKES)])
