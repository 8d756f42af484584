"""shoulders.onnx: from MoveNet's inner features around the shoulders to their joints and the jugular notch between them."""

import numpy as np

import features
import views

INPUT, OUTPUT = "patches", "offsets"
POINTS = ["left_glenohumeral", "right_glenohumeral", "jugular_notch"]
MIRRORED = [1, 0, 2]
MOST_TURNED_DEG = None  # pictures with the head turned further are not trained on
BLOCKS = [(7920, 1)]  # inputs, and their share in the fit
LAMBDA = 0.05  # flat between 0.02 and 0.2 with a person held out

# Where the features are read around each centre [scales]: about two cells apart in the fine ones, one in the deep ones.
PATCH, DEEP_PATCH = features.steps(5, 0.12), features.steps(3, 0.24)

MEASURES = {
    "height of the shoulder joints": lambda p: p[..., :2, 1].mean(-1),
    "their distance": lambda p: p[..., 0, 0] - p[..., 1, 0],
    "height of the jugular notch": lambda p: p[..., 2, 1],
}


def origins(points, scale):
    """What the outputs are measured from [3, 2]: the network's own shoulders and the base of the neck."""
    left, right = points[[views.LEFT_SHOULDER, views.RIGHT_SHOULDER]]
    return np.stack([left, right, (left + right) / 2 - [0, 0.1 * scale]])


def inputs(look, scale):
    centres = origins(look.points, scale)
    return np.concatenate([
        features.around(look.features, centres, PATCH, scale),
        features.around(look.deep_features, centres, DEEP_PATCH, scale),
    ])
