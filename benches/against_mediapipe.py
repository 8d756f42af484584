"""CPU time per frame of `sitwell analyze` and of MediaPipe's pose, complexity 1. Run by against_mediapipe.sh.

Both get the same 640x480 frames and one processor core each, turn by turn. Of MediaPipe only the calls of
`process` are counted. Of Sitwell the whole process is counted, reading, colour conversion, scoring and printing
included, less a run over the first frames alone, which takes away the start.
"""

import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import cv2
import numpy

WIDTH, HEIGHT = 640, 480
FRAMES = 300
WARM_UP_FRAMES = 20
ROUNDS = 3


def frames(folder):
    """FRAMES pictures, as I420 bytes: those of the folder, again and again, each a little shifted."""
    files = sorted(p for p in pathlib.Path(folder).iterdir() if p.suffix in (".jpg", ".png"))
    if not files:
        sys.exit(f"{folder}: no .jpg or .png pictures")
    pictures = []
    for file in files:
        picture = cv2.imread(str(file))
        if picture is None:
            sys.exit(f"{file}: not a picture that can be read")
        pictures.append(cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))
    shots = []
    for index in range(FRAMES):
        # The person changes rarely, as in front of a webcam, and is never quite still.
        picture = pictures[index * len(pictures) // FRAMES]
        shift = numpy.float32([[1, 0, 3 * numpy.sin(index / 5)], [0, 1, 3 * numpy.cos(index / 7)]])
        moved = cv2.warpAffine(picture, shift, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
        shots.append(cv2.cvtColor(moved, cv2.COLOR_BGR2YUV_I420).tobytes())
    return shots


def write_y4m(path, shots):
    with open(path, "wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode())
        for shot in shots:
            file.write(b"FRAME\n" + shot)


def one_core():
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def child_cpu_secs(command, **options):
    """User and system time of a finished child, and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, preexec_fn=one_core, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done


def sitwell_ms(program, estimator, short, whole):
    """Milliseconds of CPU time a frame."""
    secs = []
    for path in (short, whole):
        with open(path, "rb") as frames_in:
            command = [program, "analyze", "-", "--format", "jsonl", "--estimator", estimator]
            cpu, done = child_cpu_secs(command, stdin=frames_in)
        lines = sum(1 for line in done.stdout.splitlines() if line.startswith(b"{"))
        wanted = WARM_UP_FRAMES if path == short else FRAMES
        if lines < wanted:
            sys.exit(f"{' '.join(command)}: {lines} lines for {wanted} frames, exit status {done.returncode}")
        secs.append(cpu)
    return 1e3 * (secs[1] - secs[0]) / (FRAMES - WARM_UP_FRAMES)


def mediapipe_ms(whole):
    cpu, done = child_cpu_secs([sys.executable, __file__, "--mediapipe", whole], stderr=subprocess.DEVNULL)
    if done.returncode != 0:
        sys.exit(
            "MediaPipe failed; run this to see why: "
            + " ".join([sys.executable, __file__, "--mediapipe", whole])
        )
    return json.loads(done.stdout)["ms"]


def run_mediapipe(whole):
    """In a child: tracks the person through the file and prints the CPU time of a frame."""
    import mediapipe

    frame_bytes = WIDTH * HEIGHT * 3 // 2
    data = pathlib.Path(whole).read_bytes().split(b"\n", 1)[1]
    pose = mediapipe.solutions.pose.Pose(static_image_mode=False, model_complexity=1)
    spent, found = 0.0, 0
    for index in range(FRAMES):
        start = index * (frame_bytes + 6) + 6
        shot = numpy.frombuffer(data[start : start + frame_bytes], numpy.uint8).reshape(
            HEIGHT * 3 // 2, WIDTH
        )
        rgb = cv2.cvtColor(shot, cv2.COLOR_YUV2RGB_I420)
        before = time.process_time()
        result = pose.process(rgb)
        if index >= WARM_UP_FRAMES:
            spent += time.process_time() - before
            found += result.pose_landmarks is not None
    if found < (FRAMES - WARM_UP_FRAMES) * 0.9:
        sys.exit(f"MediaPipe found somebody in {found} frames only")
    print(json.dumps({"ms": 1e3 * spent / (FRAMES - WARM_UP_FRAMES)}))


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    folder = sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parent.parent / "tests" / "people"
    with tempfile.TemporaryDirectory() as scratch:
        short, whole = os.path.join(scratch, "short.y4m"), os.path.join(scratch, "whole.y4m")
        shots = frames(folder)
        write_y4m(short, shots[:WARM_UP_FRAMES])
        write_y4m(whole, shots)
        table = {"MediaPipe 0.10.21, complexity 1": [], "Sitwell, MoveNet": [], "Sitwell, BlazePose": []}
        for _ in range(ROUNDS):
            table["MediaPipe 0.10.21, complexity 1"].append(mediapipe_ms(whole))
            table["Sitwell, MoveNet"].append(sitwell_ms(program, "movenet", short, whole))
            table["Sitwell, BlazePose"].append(sitwell_ms(program, "blazepose", short, whole))
    reference = statistics.median(table["MediaPipe 0.10.21, complexity 1"])
    print(f"CPU time a frame, {FRAMES} frames of {WIDTH}x{HEIGHT}, median of {ROUNDS} rounds")
    for name, values in table.items():
        ms = statistics.median(values)
        print(f"{name:34} {ms:6.1f} ms   {ms / reference:.2f} of MediaPipe")


if __name__ == "__main__":
    if sys.argv[1] == "--mediapipe":
        run_mediapipe(sys.argv[2])
    else:
        main()
