#!/bin/sh
# CPU time per frame of `sitwell analyze` against the official MediaPipe pose (complexity 1), on the same frames.
# usage: benches/against_mediapipe.sh target/release/sitwell [FOLDER-OF-PICTURES]
# Needs Python 3.9 to 3.12 and, the first time, the network: MediaPipe goes into target/mediapipe-venv.
set -eu
if [ $# -lt 1 ]; then
    sed -n '2,4p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
venv="$here/../target/mediapipe-venv"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check mediapipe==0.10.21
exec "$venv/bin/python" "$here/against_mediapipe.py" "$@"
