#!/usr/bin/env bash
# Hours with a webcam that stalls and is unplugged at random, and whether the session's log tells the truth about them.
#
#   tests/camera-hour.sh PROGRAM [HOURS] [window|watch]        (make soak-camera builds and passes it)
#
# HOURS may be a fraction, such as 0.05. `window` is the real window, on a screen without a screen, drawn in software;
# `watch` is `sitwell watch`. SEED=number repeats a run. What was done and what the log tells is compared by
# camera_log.py. The logs are kept in OUT, or else in a new folder, which is printed. Exit status 1 if anything is wrong.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# Added to every limit in seconds: the guest's processor is emulated, some 25 times slower.
slack_secs=2

# --- In the guest ----------------------------------------------------------------------------------------------------

deed() { # STATES WORDS COMMAND...
    echo "$EPOCHREALTIME $1 $2" >>"$OUT/hour.deeds"
    shift 2
    "$@"
}
# usage: the time, the resident memory in KiB, the open files and the threads of the program.
usage() {
    local memory
    memory=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$watched/status")
    echo "$EPOCHSECONDS $memory $(ls "/proc/$watched/fd" | wc -l) $(ls "/proc/$watched/task" | wc -l)" >>"$OUT/hour.usage"
}
await_camera() { # SECS: until the log says that it streams
    local until=$((SECONDS + $1))
    until grep -q '"state":"streaming"' "$OUT/hour.out" 2>/dev/null; do
        if [ $SECONDS -ge $until ] || ! kill -0 "$watched" 2>/dev/null; then
            echo "camera-hour: error: it does not watch" >>"$OUT/hour.err"
            exit 1
        fi
        sleep 0.5
    done
}
between() { # LEAST MOST: waits so many seconds, in tenths
    local tenths=$(($1 * 10 + RANDOM % (($2 - $1) * 10 + 1)))
    sleep "$((tenths / 10)).$((tenths % 10))"
}

guest() {
    local sitwell=$1 secs=$2 kind=$3 until status=0
    RANDOM=$4
    if [ "$kind" = window ]; then
        Xvfb :9 -screen 0 800x600x24 -nolisten tcp >/dev/null 2>&1 &
        export DISPLAY=:9 LIBGL_ALWAYS_SOFTWARE=1
        sleep 3
        "$sitwell" --source camera --models "$OUT/models" --log "$OUT/hour.out" >"$OUT/hour.said" 2>"$OUT/hour.err" &
    else
        "$sitwell" watch camera --models "$OUT/models" >"$OUT/hour.out" 2>"$OUT/hour.err" &
    fi
    watched=$!
    await_camera 120
    deed streaming "started" true
    until=$((EPOCHSECONDS + secs))
    while [ $EPOCHSECONDS -lt $until ]; do
        between 8 40
        usage
        case $((RANDOM % 4)) in
        0 | 1)
            deed stalled "stalled" camctl stall
            between 1 30
            deed streaming "goes on" camctl resume
            ;;
        2)
            deed unplugged "unplugged" camctl unplug
            between 1 30
            deed streaming "plugged in" camctl plug
            ;;
        3)
            deed stalled "stalled" camctl stall
            between 4 10
            deed unplugged "unplugged while stalled" camctl unplug
            camctl resume
            between 4 10
            deed streaming "plugged in" camctl plug
            ;;
        esac
    done
    between 10 12
    usage
    kill "$watched"
    wait "$watched" || status=$?
    echo "$status" >"$OUT/hour.status"
}

if [ "${1-}" = --in-guest ]; then
    shift
    guest "$@"
    exit 0
fi

# --- On the host -----------------------------------------------------------------------------------------------------

program=$(realpath "${1:?"usage: tests/camera-hour.sh PROGRAM [HOURS] [window|watch]"}")
hours=${2:-1} kind=${3:-window} seed=${SEED:-$RANDOM}
secs=$(awk "BEGIN { print int($hours * 3600) }")
out=${OUT:-$(mktemp -d)}
mkdir -p "$out"
rm -f "$out"/hour.*
python3 "$here/camera_model.py" "$out/models"
cp "$here"/../models/{head,shoulders}.onnx "$out/models/"
"$here/webcam-rig/build-guest.sh"
echo "soak-camera: $hours h of $kind, SEED=$seed, logs in $out"
"$here/webcam-rig/run-in-vm.sh" --out "$out" --timeout $((secs + 600)) --frames "$here/../assets/demo" \
    "$here/camera-hour.sh" --in-guest "$program" "$secs" "$kind" "$seed" || {
    cat "$out/hour.err" >&2
    exit 1
}

failed=0
python3 "$here/camera_log.py" --slack "$slack_secs" "$out/hour.deeds" "$out/hour.out" || failed=1
awk 'NR == 1 { files = $3; threads = $4 } { memory = $2 > memory ? $2 : memory; f = $3; t = $4 }
     END { printf "at most %.0f MiB resident; open files %d, then %d; threads %d, then %d\n", memory / 1024, files, f, threads, t
           exit f > files || t > threads }' "$out/hour.usage" || { echo "FAILED: it holds more than at the start"; failed=1; }
[ "$(cat "$out/hour.status")" = 0 ] || { echo "FAILED: exit status $(cat "$out/hour.status")"; failed=1; }
exit $failed
