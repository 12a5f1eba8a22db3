"""The engines a contract is held against: the fakes always, the real ones with their weights."""

from typing import Any

import pytest

from engines.base import Engine
from engines.registry import engines


def engines_of(role: str, *fakes: type[Engine]) -> list[Any]:
    """Return pytest parameters: every fake, then every engine of the registry marked `weights`."""
    real = [
        pytest.param(engine, id=engine_id, marks=pytest.mark.weights)
        for engine_id, engine in engines(role).items()
    ]
    return [pytest.param(fake, id=fake.id) for fake in fakes] + real


def loaded(engine_class: type[Engine]) -> Engine:
    """Return the engine ready to use; the test is skipped where it is not."""
    if sentence := engine_class.ready():
        pytest.skip(sentence)
    engine = engine_class()
    engine.load()
    return engine
