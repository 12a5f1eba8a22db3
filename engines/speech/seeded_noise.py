"""Makes an ONNX graph that draws its own noise take it from outside, so that a seed repeats a sentence exactly.

onnxruntime seeds a RandomNormalLike node when a session is made and never again: the second sentence depends on the
first, and on the threads. Here every such node becomes a slice, of the wanted shape, out of a new graph input. Only the
few fields of the protobuf wire format that this touches are written, so the package `onnx` is not needed
(field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

RANDOM = b"RandomNormalLike"
PREFIX = "studio_noise_"
ORIGIN = "studio_noise_origin"
"""A graph input that must be three int64 zeros: where the slices begin."""

MODEL_GRAPH = 7
GRAPH_NODE, GRAPH_INPUT = 1, 11
NODE_INPUT, NODE_OUTPUT, NODE_NAME, NODE_TYPE = 1, 2, 3, 4
FLOAT, INT64 = 1, 7
LENGTH_DELIMITED = 2


def take_noise_from_outside(model: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the model with its noise as float inputs of shape (1, channels, steps), and their names in graph order.

    An input may be longer than needed in both last dimensions; the first values are used.
    """
    names: list[str] = []
    changed = b"".join(
        _field(number, _graph(value, names)) if number == MODEL_GRAPH else raw
        for number, value, raw in _fields(model)
    )
    return changed, tuple(names)


@lru_cache(maxsize=8)
def noise(seed: int, channels: int, steps: int) -> np.ndarray:
    """Return standard normal noise, float32, shape (1, channels, steps), the same for the same arguments."""
    return np.random.default_rng(seed).standard_normal((1, channels, steps), dtype=np.float32)


def _graph(graph: bytes, names: list[str]) -> bytes:
    parts = []
    for number, value, raw in _fields(graph):
        if number == GRAPH_NODE and (node := _node_fields(value))[NODE_TYPE] == RANDOM:
            name = f"{PREFIX}{len(names)}"
            names.append(name)
            parts.append(_slice_of(name, node[NODE_INPUT], node[NODE_OUTPUT]))
        else:
            parts.append(raw)
    inputs = [_input(name, FLOAT, 3) for name in names]
    if names:
        inputs.append(_input(ORIGIN, INT64, 1))
    return b"".join(parts + inputs)


def _slice_of(noise_name: str, like: bytes, output: bytes) -> bytes:
    """Two nodes: the shape of what the noise must be like, and the noise from the origin to that shape."""
    shape = f"{noise_name}_shape".encode()
    return _node(b"Shape", [like], shape) + _node(
        b"Slice", [noise_name.encode(), ORIGIN.encode(), shape], output
    )


def _node(kind: bytes, inputs: list[bytes], output: bytes) -> bytes:
    fields = [_field(NODE_INPUT, name) for name in inputs]
    fields += [_field(NODE_OUTPUT, output), _field(NODE_NAME, kind + b"_" + output), _field(NODE_TYPE, kind)]
    return _field(GRAPH_NODE, b"".join(fields))


def _input(name: str, element: int, rank: int) -> bytes:
    """A ValueInfoProto: name (1), type (2) > tensor_type (1) > elem_type (1), shape (2) > dim (1), each of any size."""
    shape = b"".join(_field(1, _field(2, f"{name}_{axis}".encode())) for axis in range(rank))
    tensor = _varint(1 << 3) + _varint(element) + _field(2, shape)
    return _field(GRAPH_INPUT, _field(1, name.encode()) + _field(2, _field(1, tensor)))


def _node_fields(node: bytes) -> dict[int, bytes]:
    return {number: value for number, value, _ in _fields(node)}


def _fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield number, contents (of length-delimited fields) and raw bytes of every field of a protobuf message."""
    place = 0
    while place < len(message):
        start = place
        key, place = _read_varint(message, place)
        wire = key & 7
        value = b""
        if wire == 0:
            _, place = _read_varint(message, place)
        elif wire == LENGTH_DELIMITED:
            size, place = _read_varint(message, place)
            value = message[place : place + size]
            place += size
        else:
            place += 8 if wire == 1 else 4
        yield key >> 3, value, message[start:place]


def _field(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | LENGTH_DELIMITED) + _varint(len(value)) + value


def _read_varint(message: bytes, place: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        byte = message[place]
        place += 1
        result |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return result, place


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    return bytes([*encoded, value])
