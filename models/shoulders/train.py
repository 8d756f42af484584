"""Trains models/shoulders.onnx: from MoveNet's inner features to the shoulder joints and the jugular notch. See README.md.
usage: train.py OUT [--leave-out]

Writes OUT/shoulders.onnx; with --leave-out also OUT/PERSON/shoulders.onnx, trained without that person, for every person, and prints
how far these err on the person they do not know."""

import argparse
import hashlib
import json
import os
import pathlib
import zipfile

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is loaded: sums in the same order on any number of cores

import cv2
import numpy as np
import onnx
import scipy.linalg
from onnx import TensorProto, helper, numpy_helper

import views

HERE = pathlib.Path(__file__).parent
POINTS = ["left_glenohumeral", "right_glenohumeral", "jugular_notch"]  # the joints of the shoulders, the notch between them
MIRRORED = [1, 0, 2]
# Half of the pictures are also seen in a smaller square, half in a larger one, plain and mirrored: Sitwell's measure of a person
# wobbles. It leaves the errors in the right square as they are and takes an eighth off that of the joints' distance in such a one.
OTHER_SQUARES = [0.9, 1.1]
LAMBDA = 0.05  # of the mean squared standardized feature; flat between 0.02 and 0.2 with a person held out
WEIGHT_SCALE = 1024.0  # keeps the 16-bit weights out of the subnormal range


def steps(n, step):
    """A square of n x n positions, rows first."""
    along = (np.arange(n) - (n - 1) / 2) * step
    return np.array([(x, y) for y in along for x in along])


# Where the features are read around each centre [scales]: about two cells apart in the fine ones, one in the deep ones.
PATCHES = [steps(5, 0.12), steps(3, 0.24)]


def centres_and_scale(points):
    """Around which points of the network's own the features are read, and its measure of length; all in network space."""
    _, scale = views.place(points)
    left, right = points[[views.LEFT_SHOULDER, views.RIGHT_SHOULDER]]
    return np.stack([left, right, (left + right) / 2 - [0, 0.1 * scale]]), scale


def sample(features, at):
    """Bilinear, the border replicated: features [1, channels, cells, cells] at [n, 2] -> [channels * n], channel by channel."""
    cells = features.shape[2]
    x, y = np.clip(at * cells - 0.5, 0, cells - 1).astype(np.float32).T
    x0, y0 = np.minimum(x.astype(int), cells - 2), np.minimum(y.astype(int), cells - 2)
    a, b, f = x - x0, y - y0, features[0]
    above = f[:, y0, x0] * (1 - a) + f[:, y0, x0 + 1] * a
    below = f[:, y0 + 1, x0] * (1 - a) + f[:, y0 + 1, x0 + 1] * a
    return (above * (1 - b) + below * b).ravel()


def patches(points, features):
    """One view's input of shoulders.onnx, [7920]."""
    centres, scale = centres_and_scale(points)
    return np.concatenate(
        [sample(f, (centres[:, None] + scale * patch).reshape(-1, 2)) for f, patch in zip(features, PATCHES)])


def targets(points, truth):
    """One view's output of shoulders.onnx, [6]."""
    centres, scale = centres_and_scale(points)
    return ((truth - centres) / scale).ravel()


def truth_in_view(truth, square, view):
    truth = views.to_network(truth, square, view)
    return truth[MIRRORED] if view[2] else truth


def fit(x, y):
    """Ridge regression on standardized features, closed form. -> weights [7920, 6] and bias [6] for the raw features"""
    mean, sd = x.mean(0, dtype=np.float64), x.std(0, dtype=np.float64)
    sd += 0.05 * x.std(dtype=np.float64)
    z = (x - mean) / sd
    d = x.shape[1]
    gram = z @ z.T / d
    gram[np.diag_indices_from(gram)] += LAMBDA
    dual = scipy.linalg.solve(gram, y - y.mean(0), assume_a="pos", overwrite_a=True)
    weights = (z.T @ dual / d) / sd[:, None]
    weights = np.float64(np.float16(weights * WEIGHT_SCALE)) / WEIGHT_SCALE
    return weights, y.mean(0) - mean @ weights


def network(weights, bias):
    constants = {
        "weights_f16": np.float16(weights * WEIGHT_SCALE), "unscale": np.float32([1 / WEIGHT_SCALE]),
        "bias": np.float32(bias), "shape": np.array([1, len(POINTS), 2]),
    }
    nodes = [
        helper.make_node("Cast", ["weights_f16"], ["weights"], to=TensorProto.FLOAT),
        helper.make_node("MatMul", ["patches", "weights"], ["scaled"]),
        helper.make_node("Mul", ["scaled", "unscale"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["flat"]),
        helper.make_node("Reshape", ["flat", "shape"], ["offsets"]),
    ]
    graph = helper.make_graph(
        nodes, "shoulders",
        [helper.make_tensor_value_info("patches", TensorProto.FLOAT, [1, len(weights)])],
        [helper.make_tensor_value_info("offsets", TensorProto.FLOAT, [1, len(POINTS), 2])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


def read_crops():
    """Yields the label and the crop, RGB, of every picture."""
    with zipfile.ZipFile(HERE / "crops.zip") as archive:
        for name, label in json.loads(archive.read("labels.json")).items():
            image = cv2.imdecode(np.frombuffer(archive.read(name), np.uint8), cv2.IMREAD_COLOR)
            yield label, np.ascontiguousarray(image[:, :, ::-1])


def rows_of(movenet, rgb, label, square, views_of_it):
    """-> for every view the network's points [17, 2], x [7920] and y [6]"""
    truth = np.array([label[name] for name in POINTS])
    for view in views_of_it:
        points, features = views.look(movenet, rgb, square, view)
        yield points, patches(points, features), targets(points, truth_in_view(truth, square, view))


def read_rows(movenet):
    """-> the labels, and of every picture the network's points in the four views [n, 4, 17, 2], x [n, 6, 7920] and y [n, 6, 6]"""
    labels, points, x, y = [], [], [], []
    for number, (label, rgb) in enumerate(read_crops()):
        left, top, side = label["square"]
        zoom = OTHER_SQUARES[number % 2]
        other = left + side * (1 - zoom) / 2, top + side * (1 - zoom) / 2, side * zoom
        rows = [*rows_of(movenet, rgb, label, label["square"], views.VIEWS), *rows_of(movenet, rgb, label, other, views.VIEWS[:2])]
        labels.append(label)
        points.append([p for p, _, _ in rows[:4]])
        x.append([x for _, x, _ in rows])
        y.append([y for _, _, y in rows])
    return labels, np.array(points), np.array(x, np.float32), np.array(y)


def in_crop(offsets, points, square, view):
    """One view's output, as points of the crop [3, 2]."""
    centres, scale = centres_and_scale(points)
    at = offsets.reshape(-1, 2) * scale + centres
    if view[2]:
        at = at[MIRRORED] * [-1, 1] + [views.LAST_COLUMN, 0]
    left, top, side = views.shifted(square, view)
    return at * side + [left, top]


def print_errors(labels, points, predicted):
    """Standard deviations of the errors after the person has calibrated, in percent of the width of the shoulders."""
    truth = np.array([[label[name] for name in POINTS] for label in labels])
    found = np.array([[in_crop(*look, label["square"], view) for *look, view in zip(offsets, seen, views.VIEWS)]
                      for label, seen, offsets in zip(labels, points, predicted)])
    whose = np.array([label["person"] + label["camera"] for label in labels])
    calibration = np.array([label["kind"] == "calibration" for label in labels])
    judged = np.array([label["kind"] not in ("calibration", "session") for label in labels])
    measures = {
        "height of the shoulder joints": lambda p: p[..., :2, 1].mean(-1),
        "their distance": lambda p: p[..., 0, 0] - p[..., 1, 0],
        "height of the jugular notch": lambda p: p[..., 2, 1],
    }
    for name, measure in measures.items():
        for what, at in (("one view", found), ("mean of four", found.mean(1, keepdims=True))):
            error = measure(at) - measure(truth)[:, None]
            for one in set(whose):
                own = whose == one
                width = np.abs(truth[own & calibration, 0, 0] - truth[own & calibration, 1, 0]).mean()
                error[own] = 100 * (error[own] - error[own & calibration].mean(0)) / width
            print(f"{name}, {what}: {np.sqrt((error[judged].std(0) ** 2).mean()):.2f} %")


def save(folder, x, y):
    folder.mkdir(parents=True, exist_ok=True)
    weights, bias = fit(x.reshape(-1, x.shape[-1]), y.reshape(-1, y.shape[-1]))
    content = network(weights, bias).SerializeToString()
    (folder / "shoulders.onnx").write_bytes(content)
    print(f"{hashlib.sha256(content).hexdigest()}  {folder / 'shoulders.onnx'}", flush=True)
    return weights, bias


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--leave-out", action="store_true")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    labels, points, x, y = read_rows(views.open_network(HERE.parent / "movenet_lightning.onnx"))
    save(args.out, x, y)
    if args.leave_out:
        people = np.array([label["person"] for label in labels])
        predicted = np.empty_like(y)
        for person in sorted(set(people)):
            weights, bias = save(args.out / person, x[people != person], y[people != person])
            predicted[people == person] = x[people == person] @ weights + bias
        print_errors(labels, points, predicted[:, :len(views.VIEWS)])


if __name__ == "__main__":
    main()
