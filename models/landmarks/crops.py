"""Makes crops.zip, what train.py trains on, from a graded set (gt.jsonl and its pictures).
usage: crops.py SET

Of every picture the square in which Sitwell looks at the person is kept, with a margin and reduced, and where the points
that are learned are in it."""

import argparse
import json
import pathlib
import zipfile

import cv2
import numpy as np

import views

HERE = pathlib.Path(__file__).parent
MARGIN = 1.12  # crop's side by the square's: room for the shifted views
CROP_PX = 304
JPEG_QUALITY = 90
SESSION_STEP = 8  # of the near-duplicate frames of a session every eighth is kept


def kept(records):
    frames = 0
    for record in records:
        if record["kind"] == "session":
            frames += 1
            if (frames - 1) % SESSION_STEP:
                continue
        yield record


def crop(movenet, rgb, record):
    """-> the crop, RGB, and its label"""
    left, top, side = views.find(movenet, rgb)
    margin = side * (MARGIN - 1) / 2
    corner, side_of_crop = np.array([left - margin, top - margin]), side * MARGIN
    in_crop = lambda point: np.round((np.array(point) - corner) * CROP_PX / side_of_crop, 3).tolist()
    truth = record["kp2d"]
    sequence = record["sequence"]
    label = {
        "person": record["person"],
        "sequence": sequence,
        "camera": sequence[:4] if sequence.startswith("cam") else "cam0",
        "kind": record["kind"],
        "head_turn_deg": round(record["delta"]["head_yaw_deg"], 1),
        "square": [*in_crop([left, top]), round(CROP_PX / MARGIN, 3)],
        "left_glenohumeral": in_crop(truth["shoulder_L"]),
        "right_glenohumeral": in_crop(truth["shoulder_R"]),
        "jugular_notch": in_crop(np.mean([truth["clav_L"], truth["clav_R"]], 0)),
        "nose": in_crop(truth["nose"]),
        "left_eye": in_crop(truth["eye_L"]),
        "right_eye": in_crop(truth["eye_R"]),
        "left_tragus": in_crop(truth["tragus_L"]),
        "right_tragus": in_crop(truth["tragus_R"]),
    }
    return views.resample(rgb, (*corner, side_of_crop), CROP_PX).astype(np.uint8), label


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=pathlib.Path)
    args = parser.parse_args()
    cv2.setNumThreads(1)
    movenet = views.open_network(HERE.parent / "movenet_lightning.onnx")
    with open(args.set / "gt.jsonl") as lines:
        records = [json.loads(line) for line in lines]
    labels = {}
    with zipfile.ZipFile(HERE / "crops.zip", "w") as archive:
        # A fixed time, so that the same crops make the same file.
        add = lambda name, content: archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
        for number, record in enumerate(kept(records)):
            image = cv2.imread(str(args.set / record["image"]))
            if image is None:
                raise SystemExit(f"cannot read {args.set / record['image']}")
            rgb, label = crop(movenet, np.ascontiguousarray(image[:, :, ::-1]), record)
            name = f"{number:04}.jpg"
            add(name, cv2.imencode(".jpg", rgb[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes())
            labels[name] = label
        add("labels.json", "{\n" + ",\n".join(f'"{name}": {json.dumps(label)}' for name, label in labels.items()) + "\n}\n")


if __name__ == "__main__":
    main()
