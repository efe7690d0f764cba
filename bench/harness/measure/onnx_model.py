# SPDX-License-Identifier: MIT
"""An ONNX model of one Dropout in training mode, written without the package onnx.

The numbers are those of onnx/onnx.proto, in protobuf's wire format.
"""
import struct

FLOAT, BOOL = 1, 9  # TensorProto.DataType


def varint(value):
    head = bytearray()
    while value > 127:
        head.append(value & 127 | 128)
        value >>= 7
    return bytes([*head, value])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def scalar(name, kind, raw):
    """A TensorProto without dimensions."""
    return field(2, kind) + field(8, name) + field(9, raw)


def tensor_info(name):
    """A ValueInfoProto: float32, of whatever shape."""
    return field(1, name) + field(2, field(1, field(1, FLOAT)))


def dropout(ratio):
    """The model's bytes: data -> output. What is constant are initializers: only data is bound."""
    node = b"".join(field(1, name) for name in ("data", "ratio", "training_mode"))
    node += field(2, "output") + field(4, "Dropout")
    graph = field(1, node) + field(2, "dropout")
    graph += field(5, scalar("ratio", FLOAT, struct.pack("<f", ratio)))
    graph += field(5, scalar("training_mode", BOOL, b"\1"))
    graph += field(11, tensor_info("data")) + field(12, tensor_info("output"))
    ir_version, opset = 7, 13  # those of ONNX 1.8, which every later runtime reads
    return field(1, ir_version) + field(7, graph) + field(8, field(1, "") + field(2, opset))
