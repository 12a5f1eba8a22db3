import numpy as np
import pytest

from engines.speech.seeded_noise import (
    GRAPH_INPUT,
    GRAPH_NODE,
    MODEL_GRAPH,
    NODE_TYPE,
    ORIGIN,
    _field,
    _fields,
    _node,
    _node_fields,
    _read_varint,
    _varint,
    noise,
    take_noise_from_outside,
)  # fmt: skip


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**21, 2**35 + 7])
def test_varints_read_back(value: int):
    assert _read_varint(_varint(value), 0) == (value, len(_varint(value)))


def test_a_graph_without_noise_is_left_byte_for_byte():
    model = _field(1, b"producer") + _field(MODEL_GRAPH, _node(b"Add", [b"a", b"b"], b"c"))
    assert take_noise_from_outside(model) == (model, ())


def test_a_random_node_becomes_a_slice_of_an_input():
    model = _field(MODEL_GRAPH, _node(b"RandomNormalLike", [b"a"], b"z") + _node(b"Mul", [b"z", b"s"], b"y"))
    changed, names = take_noise_from_outside(model)
    ((_, graph, _),) = _fields(changed)
    fields = [(number, value) for number, value, _ in _fields(graph)]
    kinds = [_node_fields(value)[NODE_TYPE] for number, value in fields if number == GRAPH_NODE]
    inputs = [next(_fields(value))[1].decode() for number, value in fields if number == GRAPH_INPUT]
    assert kinds == [b"Shape", b"Slice", b"Mul"]
    assert inputs == [*names, ORIGIN]


def test_noise_is_normal_and_follows_its_seed():
    assert noise(3, 2, 1000).shape == (1, 2, 1000)
    assert abs(noise(3, 2, 1000).std() - 1) < 0.1
    assert not np.array_equal(noise(3, 2, 1000), noise(4, 2, 1000))
