#!/usr/bin/env python3
"""Writes a stand-in for MoveNet that sees the same person in every picture, at hardly any cost.

    camera_model.py FOLDER        (then `sitwell --models FOLDER`)

The tests with the virtual webcam are about the camera. Their guest's processor is emulated, where one look of the real
network takes seconds, or half a minute on a busy machine; in between the program would notice nothing.
"""

import pathlib
import struct
import sys

# Score .8 everywhere; nose, eyes, ears, shoulders, then elbows to ankles below them, as (x, y) of the picture.
POINTS = [(0.50, 0.36), (0.53, 0.33), (0.47, 0.33), (0.57, 0.35), (0.43, 0.35), (0.66, 0.56), (0.34, 0.56)]
POINTS += [(0.68, 0.80), (0.32, 0.80)] + [(0.60, 0.95), (0.40, 0.95)] * 4
FLOAT, INT32, INT64 = 1, 6, 7


def varint(value):
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def field(number, value):
    """One field of a protocol buffer: a number, or text or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor(name, kind, shape, raw):
    return b"".join(field(1, size) for size in shape) + field(2, kind) + field(8, name) + field(9, raw)


def typed(name, kind, shape):
    dimensions = b"".join(field(1, field(1, size)) for size in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, dimensions)))


def model():
    keypoints = [value for x, y in POINTS for value in (y, x, 0.8)]
    outputs = {"keypoints": [1, 1, 17, 3], "features": [1, 48, 48, 48], "deep_features": [1, 160, 12, 12]}
    graph = field(1, field(1, "person") + field(2, "keypoints") + field(4, "Identity"))
    graph += field(5, tensor("person", FLOAT, outputs["keypoints"], struct.pack("<51f", *keypoints)))
    for name in ("features", "deep_features"):
        graph += field(1, field(1, name + "_shape") + field(2, name) + field(4, "ConstantOfShape"))
        graph += field(5, tensor(name + "_shape", INT64, [4], struct.pack("<4q", *outputs[name])))
    graph += field(2, "stand_in") + field(11, typed("image", INT32, [1, 192, 192, 3]))
    for name, shape in outputs.items():
        graph += field(12, typed(name, FLOAT, shape))
    return field(1, 8) + field(7, graph) + field(8, field(2, 13))


folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
(folder / "movenet_lightning.onnx").write_bytes(model())
