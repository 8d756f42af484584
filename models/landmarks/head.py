"""head.onnx: from MoveNet's inner features around the face and from its own points to where nose, eyes and ears really are."""

import numpy as np

import features
import views

INPUT, OUTPUT = "inputs", "corrections"
POINTS = ["nose", "left_eye", "right_eye", "left_tragus", "right_tragus"]
MIRRORED = [0, 2, 1, 4, 3]
MOST_TURNED_DEG = 35  # from the calibration; beyond it an ear is hidden. With these few pictures the map is no better

# Where the features are read around each centre [scales]: about a cell apart.
PATCH, DEEP_PATCH = features.steps(5, 0.06), features.steps(3, 0.24)
# Inputs and their share in the fit: early features and those the network's outputs are made of at 4 x 25 places, deep ones of
# two kinds at 3 x 9, the network's own points. Found with a person held out.
BLOCKS = [(24 * 100, 1 / 17), (24 * 100, 2 / 17), (64 * 27, 4 / 17), (96 * 27, 4 / 17), (21, 5 / 17)]
LAMBDA = 0.1

MEASURES = {
    "height of the nose": lambda p: p[..., 0, 1],
    "height of the eyes": lambda p: p[..., 1:3, 1].mean(-1),
    "height of the ears": lambda p: p[..., 3:5, 1].mean(-1),
    "distance of the eyes": lambda p: p[..., 1, 0] - p[..., 2, 0],
    "distance of the ears": lambda p: p[..., 3, 0] - p[..., 4, 0],
}


def origins(points, _scale):
    """What the outputs are measured from [5, 2]: the network's own points."""
    return points[: len(POINTS)]


def inputs(look, scale):
    nose, left_eye, right_eye, left_ear, right_ear = look.points[:5]
    eyes = (left_eye + right_eye) / 2
    seen = slice(0, views.RIGHT_SHOULDER + 1)
    return np.concatenate([
        features.around(look.features, np.stack([nose, eyes, left_ear, right_ear]), PATCH, scale),
        features.around(look.deep_features, np.stack([nose, left_ear, right_ear]), DEEP_PATCH, scale),
        ((look.points[seen] - eyes) / scale).ravel(),
        look.scores[seen],
    ])
