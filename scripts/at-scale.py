#!/usr/bin/env python3
# /// script
# requires-python = ">=3.10"
# dependencies = ["ray>=2.9"]
# ///
"""Watches every recording of a folder as a task of its own in a Ray cluster (docs/AT-SCALE.md).

    at-scale.py FOLDER PARTS [--sitwell PROGRAM] [--address ADDRESS]

Every recording becomes PARTS/NAME.parquet, whole or not at all; what is there is not done again. The paths must be the
same on every machine of the cluster: a shared disk. Exit status: 0 done, 3 done, but not every recording could be
measured; standard error says why.
"""

import argparse
import pathlib
import subprocess
import sys

import ray

VIDEOS = {".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpg", ".webm", ".wmv", ".y4m"}
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".bmp"}


# One core each: Sitwell measures in one thread, and has ffmpeg decode in one. Should a worker or its machine die, Ray
# gives the task to another.
@ray.remote(num_cpus=1, max_retries=3)
def watch(sitwell: str, recording: str, part: str) -> str | None:
    """Why there is no part, where there is none."""
    if pathlib.Path(part).exists():
        return None
    command = [sitwell, "analyze", recording, "--report", part]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return None if done.returncode == 0 else done.stderr.strip() or f"exit status {done.returncode}"


def is_recording(path: pathlib.Path) -> bool:
    if path.is_dir():
        return any(inside.suffix.lower() in PICTURES for inside in path.iterdir())
    return path.suffix.lower() in VIDEOS


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("parts", type=pathlib.Path)
    options.add_argument("--sitwell", default="sitwell", help="the program [usual: the one in PATH]")
    options.add_argument("--address", help="of a running cluster [usual: this machine alone]")
    asked = options.parse_args()

    asked.parts.mkdir(parents=True, exist_ok=True)
    ray.init(address=asked.address, include_dashboard=False)
    names = {}
    for recording in filter(is_recording, sorted(asked.folder.resolve().iterdir())):
        part = asked.parts.resolve() / f"{recording.name}.parquet"
        task = watch.options(name=recording.name).remote(asked.sitwell, str(recording), str(part))
        names[task] = recording.name
    waiting, troubles = list(names), 0
    while waiting:
        (done,), waiting = ray.wait(waiting)
        trouble = ray.get(done)
        troubles += trouble is not None
        print(f"{names[done]}: {trouble or 'done'}", file=sys.stderr, flush=True)
    return 3 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
