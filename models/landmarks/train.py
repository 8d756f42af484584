"""Trains models/shoulders.onnx and models/head.onnx on crops.zip. See README.md.
usage: train.py OUT [--leave-out]

Writes OUT/shoulders.onnx and OUT/head.onnx; with --leave-out also OUT/PERSON/..., trained without that person, for every person, and
prints how far these err on the person they do not know."""

import argparse
import hashlib
import json
import pathlib
import zipfile

import cv2
import numpy as np

import head
import ridge
import shoulders
import views

HERE = pathlib.Path(__file__).parent
# Half of the pictures are also seen in a smaller square, half in a larger one, plain and mirrored: Sitwell's measure of a person
# wobbles. It leaves the errors in the right square as they are and takes an eighth off that of the joints' distance in such a one.
OTHER_SQUARES = [0.9, 1.1]


def read_crops():
    """Yields the label and the crop, RGB, of every picture."""
    with zipfile.ZipFile(HERE / "crops.zip") as archive:
        for name, label in json.loads(archive.read("labels.json")).items():
            image = cv2.imdecode(np.frombuffer(archive.read(name), np.uint8), cv2.IMREAD_COLOR)
            yield label, np.ascontiguousarray(image[:, :, ::-1])


def truth(part, label):
    return np.array([label[name] for name in part.POINTS])


def truth_in_view(part, label, square, view):
    points = views.to_network(truth(part, label), square, view)
    return points[part.MIRRORED] if view[2] else points


def looks_at(movenet, rgb, square, number):
    """-> of a picture, with its number, every look that is trained on, with its square and view; those of Sitwell come first"""
    left, top, side = square
    zoom = OTHER_SQUARES[number % 2]
    other = left + side * (1 - zoom) / 2, top + side * (1 - zoom) / 2, side * zoom
    ways = [(square, view) for view in views.VIEWS] + [(other, view) for view in views.VIEWS[:2]]
    return [(views.look(movenet, rgb, *way), *way) for way in ways]


class Rows:
    """What is trained on: for every look at every picture the points that the outputs are measured from [n, 6, points, 2] and the
    scale of the person [n, 6], both in network space, x [n, 6, inputs] and y [n, 6, outputs]."""

    def __init__(self, part):
        self.part, self.origins, self.scales, self.x, self.y = part, [], [], [], []

    def add(self, label, looks):
        scales = [views.place(look.points)[1] for look, _, _ in looks]
        origins = [self.part.origins(look.points, scale) for (look, _, _), scale in zip(looks, scales)]
        self.origins.append(origins)
        self.scales.append(scales)
        self.x.append([np.float32(self.part.inputs(look, scale)) for (look, _, _), scale in zip(looks, scales)])
        self.y.append([((truth_in_view(self.part, label, *way) - origin) / scale).ravel()
                       for (_, *way), origin, scale in zip(looks, origins, scales)])

    def fit(self, chosen):
        x, y = np.array(self.x)[chosen], np.array(self.y)[chosen]
        return ridge.fit(x.reshape(-1, x.shape[-1]), y.reshape(-1, y.shape[-1]), self.part.BLOCKS, self.part.LAMBDA)

    def in_crop(self, outputs, labels):
        """The outputs [n, 6, outputs] of Sitwell's own views as points of the crops [n, 4, points, 2]."""
        at = outputs.reshape(np.shape(self.origins)) * np.array(self.scales)[:, :, None, None] + self.origins
        at = at[:, : len(views.VIEWS)]
        for label, seen in zip(labels, at):
            for number, view in enumerate(views.VIEWS):
                if view[2]:
                    seen[number] = seen[number][self.part.MIRRORED] * [-1, 1] + [views.LAST_COLUMN, 0]
                left, top, side = views.shifted(label["square"], view)
                seen[number] = seen[number] * side + [left, top]
        return at


def print_errors(part, labels, found, what):
    """Standard deviations of the errors after the person has calibrated, in percent of the width of the shoulders."""
    true = np.array([truth(part, label) for label in labels])
    joints = np.array([truth(shoulders, label) for label in labels])
    whose = np.array([label["person"] + label["camera"] for label in labels])
    calibration = np.array([label["kind"] == "calibration" for label in labels])
    judged = np.array([label["kind"] not in ("calibration", "session") for label in labels])
    if part.MOST_TURNED_DEG:
        judged &= np.array([abs(label["head_turn_deg"]) <= part.MOST_TURNED_DEG for label in labels])
    for name, measure in part.MEASURES.items():
        spreads = []
        for at in (found, found.mean(1, keepdims=True)):
            error = measure(at) - measure(true)[:, None]
            for one in set(whose):
                own = whose == one
                width = np.abs(joints[own & calibration, 0, 0] - joints[own & calibration, 1, 0]).mean()
                error[own] = 100 * (error[own] - error[own & calibration].mean(0)) / width
            spreads.append(np.sqrt((error[judged].std(0) ** 2).mean()))
        print(f"{name}, {what}: {spreads[0]:.2f} % of one view, {spreads[1]:.2f} % of the mean of four", flush=True)


def save(path, part, weights, bias):
    path.parent.mkdir(parents=True, exist_ok=True)
    content = ridge.network(path.stem, part.INPUT, part.OUTPUT, weights, bias).SerializeToString()
    path.write_bytes(content)
    print(f"{hashlib.sha256(content).hexdigest()}  {path}", flush=True)


def train(part, rows, labels, out, leave_out):
    file = part.__name__ + ".onnx"
    chosen = np.array([not part.MOST_TURNED_DEG or abs(label["head_turn_deg"]) <= part.MOST_TURNED_DEG for label in labels])
    save(out / file, part, *rows.fit(chosen))
    if not leave_out:
        return
    people = np.array([label["person"] for label in labels])
    predicted = np.zeros(np.shape(rows.y))
    for person in sorted(set(people)):
        weights, bias = rows.fit(chosen & (people != person))
        save(out / person / file, part, weights, bias)
        predicted[people == person] = np.array(rows.x)[people == person] @ weights + bias
    print_errors(part, labels, rows.in_crop(np.zeros_like(predicted), labels), "as measured from")
    print_errors(part, labels, rows.in_crop(predicted, labels), "found")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--leave-out", action="store_true")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    movenet = views.open_network(HERE.parent / "movenet_lightning.onnx")
    labels, parts = [], [Rows(shoulders), Rows(head)]
    for number, (label, rgb) in enumerate(read_crops()):
        labels.append(label)
        looks = looks_at(movenet, rgb, label["square"], number)
        for rows in parts:
            rows.add(label, looks)
    for rows in parts:
        train(rows.part, rows, labels, args.out, args.leave_out)


if __name__ == "__main__":
    main()
