#!/usr/bin/env bash
# The real program on a virtual webcam (tests/webcam-rig): what a user sees, with the kernel's own driver in between.
#
#   tests/camera.sh PROGRAM        (make test-camera builds and passes it)
#
# Two guests are booted, one whose camera sends MJPEG and one whose camera does not; both show the demo's person.
# Prints `N passed, M failed`; exit status 1 if something failed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# --- In the guest ----------------------------------------------------------------------------------------------------

# try NAME COMMAND...: keeps what it says and returns as $OUT/NAME.{out,err,status}. The guest's processor is emulated,
# a verdict takes seconds there; what hangs is ended, with exit status 124.
try() {
    local name=$1 status=0
    shift
    timeout 90 "$@" >"$OUT/$name.out" 2>"$OUT/$name.err" || status=$?
    echo "$status" >"$OUT/$name.status"
}

# await FILE PATTERN: waits until a command that runs in the background has said it.
await() {
    local tries
    for tries in $(seq 300); do
        ! grep -q "$2" "$OUT/$1" 2>/dev/null || return 0
        sleep 0.2
    done
}

guest_mjpeg() {
    local sitwell=$1
    local verdicts=("$sitwell" analyze camera --format jsonl --frames)
    try list "$sitwell" cameras
    try mjpeg "${verdicts[@]}" 5
    try by_name "$sitwell" analyze camera:SIMULATED --format jsonl --frames 1
    try other_number "$sitwell" analyze camera:7 --frames 1

    "${verdicts[@]}" 1000 >"$OUT/holder.out" 2>/dev/null &
    await holder.out frame
    try busy "${verdicts[@]}" 1
    try list_busy "$sitwell" cameras
    kill %1
    wait || true

    chmod 660 /dev/video0
    try denied setpriv --reuid=65534 --regid=65534 --clear-groups "${verdicts[@]}" 1
    chmod 666 /dev/video0

    try damaged "${verdicts[@]}" 4 &
    await damaged.out frame
    camctl corrupt 10000
    await damaged.err skipped
    camctl corrupt 0
    wait

    try stalled "${verdicts[@]}" 1000 &
    await stalled.out frame
    camctl stall
    wait
    camctl resume

    try replugged "${verdicts[@]}" 6 &
    await replugged.out frame
    camctl unplug
    sleep 1
    camctl plug
    wait

    try unplugged "${verdicts[@]}" 1000 &
    await unplugged.out frame
    camctl unplug
    wait
    try none "${verdicts[@]}" 1
    try list_none "$sitwell" cameras
}

guest_yuyv() {
    try yuyv "$1" analyze camera --format jsonl --frames 5
}

if [ "${1-}" = --in-guest ]; then
    "guest_$2" "$3"
    exit 0
fi

# --- On the host -----------------------------------------------------------------------------------------------------

program=${1:?"usage: tests/camera.sh PROGRAM"}
if [ "$(uname -sm)" != "Linux x86_64" ] || ! command -v apt-get >/dev/null; then
    echo "test-camera: skipped: the virtual webcam needs Debian on x86_64"
    exit 0
fi
out=$(mktemp -d)
passed=0 failed=0
trap '[ $failed = 0 ] && rm -rf "$out" || echo "test-camera: what the programs said is kept in $out"' EXIT

check() { # NAME COMMAND...: what was asserted, and a command that is true if it holds
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name"
    fi
}
says() { grep -qiE -- "$2" "$out/$1" 2>/dev/null || { sed 's/^/    /' "$out/$1" 2>&1 | cut -c1-200 | head -n 8; return 1; }; }
ends() { # NAME STATUS
    local status
    status=$(cat "$out/$1.status" 2>/dev/null) || status=none
    [ "$status" = "$2" ] || { echo "    exit status $status"; return 1; }
}
verdicts() { # NAME COUNT: so many frames, and a person's keypoints in each
    local count
    count=$(grep '"type":"frame"' "$out/$1.out" 2>/dev/null | grep -c '"left_shoulder":\[') || true
    [ "$count" = "$2" ] || { echo "    $count frames with a person"; return 1; }
}
boot() { # SCENE OPTIONS...
    local scene=$1
    shift
    echo "test-camera: booting a guest with a webcam ($scene)"
    "$here/webcam-rig/run-in-vm.sh" --out "$out" --timeout 600 "$@" \
        "$here/camera.sh" --in-guest "$scene" "$(realpath "$program")" ||
        check "the guest ($scene) came to its end" false
}

"$here/webcam-rig/build-guest.sh"
start=$SECONDS

boot mjpeg --frames "$here/../assets/demo"
check "the camera is listed by name" says list.out "Simulated Webcam"
check "with its formats" says list.out "640x480.*MJPEG|MJPEG.*640x480"
check "MJPEG: five verdicts and the end" ends mjpeg 0
check "MJPEG: a person in each" verdicts mjpeg 5
check "a part of the name is enough, in any case" ends by_name 0
check "a number that is not there: an error" ends other_number 1
check "that names the cameras there are" says other_number.err "no camera number 7.*Simulated Webcam"
check "busy: an error" ends busy 1
check "busy: said so" says busy.err "in use by another program"
check "busy: with a hint" says busy.err "^hint: close the program"
check "busy: the list says it too" says list_busy.out "in use"
check "denied: an error" ends denied 1
check "denied: said so" says denied.err "permission denied"
check "denied: with a hint" says denied.err "^hint: .*usermod"
check "damaged pictures are skipped" says damaged.err "warning: picture [0-9]+ was skipped"
check "and the analysis goes on to its end" ends damaged 0
check "stalled: an error" ends stalled 1
check "stalled: said so" says stalled.err "sends no pictures"
check "plugged in again: the analysis goes on" ends replugged 0
check "six verdicts in all" verdicts replugged 6
check "unplugged in mid-stream: an error" ends unplugged 1
check "unplugged: said so" says unplugged.err "error: .*was unplugged"
check "unplugged: with a hint" says unplugged.err "^hint: plug it in again"
check "no camera: an error" ends none 1
check "no camera: said so" says none.err "error: no camera was found"
check "no camera: with a hint" says none.err "^hint: plug a camera in"
check "no camera: the list says so" says list_none.err "no camera"

frames=$out/yuyv-frames
mkdir "$frames"
for picture in 000 010 020; do
    ffmpeg -nostdin -loglevel error -i "$here/../assets/demo/$picture.jpg" -f rawvideo -pix_fmt yuyv422 "$frames/$picture.yuyv"
done
# UYVY comes first, so the driver starts with it; it is not read, and must not keep YUYV from being found.
boot yuyv --mode uyvy:640x480@30 --mode yuyv:640x480@30,15 --frames "$frames"
check "YUYV: five verdicts and the end" ends yuyv 0
check "YUYV: a person in each" verdicts yuyv 5

echo "test-camera: $passed passed, $failed failed, $((SECONDS - start)) s"
[ $failed = 0 ]
