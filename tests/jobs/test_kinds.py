from typing import get_args

import pytest

from engines.errors import EngineError
from engines.types import Noun
from jobs import kinds


@pytest.mark.parametrize("name", kinds.names())
def test_a_kind_is_a_module_with_params_device_and_run(name):
    kind = kinds.find(name)
    assert issubclass(kind.Params, Noun)
    assert kind.DEVICE in get_args(kinds.Device)
    assert callable(kind.run)


def test_kinds_are_found_by_their_place():
    assert {"book", "trouble", "upkeep"} <= set(kinds.names())


@pytest.mark.parametrize("name", ["nothing", "", "../upkeep", "os"])
def test_an_unknown_kind_is_a_sentence(name):
    with pytest.raises(EngineError, match="Choose one of .*upkeep"):
        kinds.find(name)
