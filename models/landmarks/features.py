"""MoveNet's inner features around points of a person, as src/estimator/features.rs samples them."""

import numpy as np


def steps(n, step):
    """A square of n x n positions, rows first."""
    along = (np.arange(n) - (n - 1) / 2) * step
    return np.array([(x, y) for y in along for x in along])


def around(features, centres, patch, scale):
    """The features at the patch around every centre [n, 2] -> [channels * n * places], channel by channel."""
    return sample(features, (centres[:, None] + scale * patch).reshape(-1, 2))


def sample(features, at):
    """Bilinear, the border replicated: features [1, channels, cells, cells] at [n, 2] -> [channels * n], channel by channel."""
    cells = features.shape[2]
    x, y = np.clip(at * cells - 0.5, 0, cells - 1).astype(np.float32).T
    x0, y0 = np.minimum(x.astype(int), cells - 2), np.minimum(y.astype(int), cells - 2)
    a, b, f = x - x0, y - y0, features[0]
    above = f[:, y0, x0] * (1 - a) + f[:, y0, x0 + 1] * a
    below = f[:, y0 + 1, x0] * (1 - a) + f[:, y0 + 1, x0 + 1] * a
    return (above * (1 - b) + below * b).ravel()
