"""How Sitwell looks at a picture, in Python: src/estimator/square.rs and movenet.rs. Points of a look are in network space: units
of the input square as the network saw it, a mirrored one mirrored, 0 in the middle of its first pixel."""

from typing import NamedTuple

import numpy as np
import onnxruntime
import scipy.sparse

INPUT_PX = 192
LAST_COLUMN = (INPUT_PX - 1) / INPUT_PX
NOSE, LEFT_SHOULDER, RIGHT_SHOULDER = 0, 5, 6
MIRRORED = [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15]
VIEWS = [(0.0, 0.0, False), (0.0, 0.0, True), (0.052, 0.034, False), (-0.052, -0.034, True)]  # shift [sides], mirrored
SQUARE_SIDE, SQUARE_BELOW_CENTRE = 2.9, 0.55  # sizes of the person
FIT_DISTANCE, FIT_RATIO = 0.3, 1.3


def open_network(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def taps(origin, side, outputs, length):
    """The matrix [outputs, length] that resamples one axis: area-averaged where it shrinks, bilinear where it grows."""
    scale = np.float32(max(side, 1.0)) / np.float32(outputs)
    centre = np.float32(origin) + (np.arange(outputs, dtype=np.float32) + np.float32(0.5)) * scale
    half = np.maximum(scale, np.float32(1)) / np.float32(2)
    pixel = np.arange(length, dtype=np.float32)
    overlap = np.minimum(pixel + 1, (centre + half)[:, None]) - np.maximum(pixel, (centre - half)[:, None])
    return scipy.sparse.csr_matrix(np.maximum(overlap, 0) / (2 * half), dtype=np.float32)


def resample(rgb, square, size):
    """`square` (left, top, side) of the picture as `size` x `size` pixels, black outside the picture, rounded to int32."""
    left, top, side = square
    height, width = rgb.shape[:2]
    rows = taps(top, side, size, height) @ rgb.reshape(height, -1).astype(np.float32)
    columns = taps(left, side, size, width) @ rows.reshape(size, width, 3).transpose(1, 0, 2).reshape(width, -1)
    return (columns.reshape(size, size, 3).transpose(1, 0, 2) + np.float32(0.5)).astype(np.int32)


def shifted(square, view):
    left, top, side = square
    return left + view[0] * side, top + view[1] * side, side


class Look(NamedTuple):
    points: np.ndarray  # [17, 2], x and y in network space
    scores: np.ndarray  # [17]
    features: np.ndarray  # [1, 48, 48, 48]
    deep_features: np.ndarray  # [1, 160, 12, 12]


def look(movenet, rgb, square, view):
    pixels = resample(rgb, shifted(square, view), INPUT_PX)
    if view[2]:
        pixels = pixels[:, ::-1]
    keypoints, features, deep_features = movenet.run(
        ["keypoints", "features", "deep_features"], {"image": np.ascontiguousarray(pixels[None])})
    points = keypoints[0, 0].astype(np.float64)
    return Look(points[:, 1::-1], points[:, 2], features, deep_features)


def to_network(points, square, view):
    """Points of the picture [n, 2] in network space; left and right are not exchanged."""
    left, top, side = shifted(square, view)
    points = (points - [left, top]) / side - 0.5 / INPUT_PX
    return points * [-1, 1] + [LAST_COLUMN, 0] if view[2] else points


def place(points):
    """Centre and size of a person: `Pose::place`."""
    middle = points[[LEFT_SHOULDER, RIGHT_SHOULDER]].mean(0)
    width = np.hypot(*(points[LEFT_SHOULDER] - points[RIGHT_SHOULDER]))
    return (points[NOSE] + middle) / 2, max(width, 1.5 * np.hypot(*(points[NOSE] - middle)))


def square_around(centre, size):
    side = SQUARE_SIDE * size
    return centre[0] - side / 2, centre[1] + SQUARE_BELOW_CENTRE * size - side / 2, side


def fits(square, centre, size):
    fitting = square_around(centre, size)
    ratio = max(square[2] / fitting[2], fitting[2] / square[2])
    apart = np.hypot(*(fitting[i] + fitting[2] / 2 - square[i] - square[2] / 2 for i in (0, 1)))
    return ratio <= FIT_RATIO and apart <= FIT_DISTANCE * size


def place_in_view(movenet, rgb, square, view):
    points = look(movenet, rgb, square, view).points
    if view[2]:
        points = points[MIRRORED] * [-1, 1] + [LAST_COLUMN, 0]
    left, top, side = shifted(square, view)
    return place(points * side + [left, top])


def find(movenet, rgb):
    """The square in which Sitwell looks at the person of a picture once it has found him."""
    height, width = rgb.shape[:2]
    longest = max(width, height)
    square = ((width - longest) / 2, (height - longest) / 2, longest)
    centre, size = place_in_view(movenet, rgb, square, VIEWS[0])
    if not fits(square, centre, size):
        centre, size = place_in_view(movenet, rgb, square_around(centre, size), VIEWS[0])
    return square_around(centre, size)
