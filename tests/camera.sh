#!/usr/bin/env bash
# The real program on a virtual webcam (tests/webcam-rig): whatever happens to the camera, `sitwell watch` says so, and
# watches again when it is over. The kernel's own driver is in between.
#
#   tests/camera.sh PROGRAM        (make test-camera builds and passes it)
#
# Three guests are booted: a webcam that sends MJPEG, through a hard day; one that comes late, may not be opened at first,
# and sends YUYV; and one that offers nothing that can be read. Prints `N passed, M failed`; exit status 1 if something
# failed. What was done and what was told is compared by camera_log.py; its table stands in docs/RELIABILITY.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# The guest's processor is emulated, some 25 times slower; every limit in seconds is longer by this.
slack_secs=1.5

# --- In the guest ----------------------------------------------------------------------------------------------------

# try NAME COMMAND...: keeps what it says and returns as $OUT/NAME.{out,err,status}. What hangs is ended, with status 124.
try() {
    local name=$1 status=0
    shift
    timeout 240 "$@" >"$OUT/$name.out" 2>"$OUT/$name.err" || status=$?
    echo "$status" >"$OUT/$name.status"
}

# watch NAME COMMAND...: starts a watch in the background; $watched is its number.
watch() {
    scene=$1
    shift
    "$@" watch camera --models "$OUT/models" >"$OUT/$scene.out" 2>"$OUT/$scene.err" &
    watched=$!
    await 60 grep -q '"type":"camera"' "$OUT/$scene.out"
}

# await SECS COMMAND...: until the command is true, or the time is over.
await() {
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $until ] || return 0
        sleep 0.1
    done
}

verdicts() { grep -c '"type":"posture"' "$OUT/$scene.out"; }
has_told() { # STATES VERDICTS: the last state is one of them, and if it is `streaming`, there are so many verdicts
    local state
    state=$(sed -n 's/.*"type":"camera".*"state":"\([a-z_]*\)".*/\1/p' "$OUT/$scene.out" | tail -n1)
    [[ "|$1|" == *"|$state|"* ]] && { [ "$1" != streaming ] || [ "$(verdicts)" -ge "$2" ]; }
}

# deed STATES WORDS [COMMAND...]: does it, and waits until it was told, and a little longer for what must not be told.
deed() {
    local states=$1 words=$2 before
    shift 2
    before=$(verdicts) || true
    has_told "$states" 0 || before=$((before + 1))
    echo "$EPOCHREALTIME $states $words" >>"$OUT/$scene.deeds"
    [ $# = 0 ] || "$@"
    [ "$states" = = ] || await 15 has_told "$states" "$before"
    sleep 2
}

# stop: as a user ends it; what it holds at the end is kept.
stop() {
    ls "/proc/$watched/fd" | wc -l >"$OUT/$scene.fds_at_end"
    ls "/proc/$watched/task" | wc -l >"$OUT/$scene.threads_at_end"
    kill "$watched"
    local status=0
    wait "$watched" || status=$?
    echo "$status" >"$OUT/$scene.status"
}
spent_ticks() { echo $(($(cut -d' ' -f14,15 "/proc/$watched/stat" | tr ' ' '+'))); }
has_frames() { grep -q '^frame=[1-9]' "$OUT/other.progress" 2>/dev/null; }

guest_day() {
    local sitwell=$1 node other holder
    try list "$sitwell" cameras
    try mjpeg "$sitwell" analyze camera:SIMULATED --format jsonl --frames 3
    try other_number "$sitwell" analyze camera:7 --frames 1

    # Who keeps the old number open makes the camera come back under another one.
    sleep 1000 </dev/video0 &
    holder=$!
    ffmpeg -nostdin -loglevel fatal -progress "$OUT/other.progress" -f v4l2 -i /dev/video0 -f null - &
    other=$!
    await 30 has_frames
    try list_busy "$sitwell" cameras
    watch day "$sitwell"
    deed busy "in use at the start"
    deed streaming "free again" kill "$other"
    ls "/proc/$watched/fd" | wc -l >"$OUT/day.fds"
    ls "/proc/$watched/task" | wc -l >"$OUT/day.threads"

    deed = "two frames a second" camctl fps 2
    deed = "as many as agreed" camctl fps 0
    deed = "five frames corrupt" camctl corrupt 5
    deed = "five frames cut short" camctl truncate 5
    deed = "others ask what it offers" try list_in_use "$sitwell" cameras
    deed failed "every frame corrupt" camctl corrupt 100000
    deed streaming "frames whole again" camctl corrupt 0
    deed failed "every frame cut short" camctl truncate 100000
    deed streaming "frames whole again" camctl truncate 0
    # The driver keeps these from the program.
    deed stalled "every frame empty" camctl empty 100000
    deed streaming "frames filled again" camctl empty 0
    deed stalled "every frame marked as damaged" camctl error 100000
    deed streaming "frames unmarked again" camctl error 0

    deed stalled "stalled" camctl stall
    deed = "still stalled" sleep 6
    deed streaming "goes on" camctl resume
    deed unplugged "unplugged" camctl unplug
    spent_ticks >"$OUT/day.ticks_before"
    deed = "still unplugged" sleep 5
    spent_ticks >"$OUT/day.ticks_after"
    deed streaming "plugged in, under another number" camctl plug
    ls /dev >"$OUT/day.dev"
    kill "$holder"

    deed unplugged "unplugged once more" camctl unplug
    camctl refuse on
    deed failed "plugged in, and does not start" camctl plug
    deed streaming "starts" camctl refuse off

    node=$(ls /dev/video* | head -n1)
    wants_it() { sleep 1000 <"$node" & }
    deed busy "another program wants it" wants_it
    try other ffmpeg -nostdin -loglevel error -f v4l2 -i "$node" -frames:v 10 -f null -
    deed streaming "which is done with it" kill $!
    stop
}

guest_late() {
    local sitwell=$1
    try list_none "$sitwell" cameras
    try none "$sitwell" analyze camera --frames 1
    watch late setpriv --reuid=65534 --regid=65534 --clear-groups "$sitwell"
    deed no_camera "no camera at the start"
    # The guest's kernel gives a new device file to root alone.
    deed denied "plugged in, not permitted" camctl plug
    deed streaming "permitted" chmod 666 /dev/video0
    stop
    try yuyv "$sitwell" analyze camera --format jsonl --frames 3
}

guest_unreadable() {
    watch unreadable "$1"
    deed unsupported_format "no usable format"
    stop
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
value() { cat "$out/$1" 2>/dev/null || echo none; }
is() { # FILE VALUE
    [ "$(value "$1")" = "$2" ] || { echo "    $1: $(value "$1")"; return 1; }
}
at_most() { # NUMBER LIMIT
    [ "$1" -le "$2" ] || { echo "    $1, and at most $2 would be right"; return 1; }
}
persons() { # NAME COUNT: so many frames, and a person's keypoints in each
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
    check "$scene: what was told is what was done" \
        python3 "$here/camera_log.py" --slack "$slack_secs" "$out/$scene.deeds" "$out/$scene.out"
    check "$scene: it ends when it is told to, cleanly" is "$scene.status" 0
    check "$scene: and says so" says "$scene.out" '"type":"stopped"'
}

"$here/webcam-rig/build-guest.sh"
start=$SECONDS
# The one that tests the pictures themselves (`analyze`) is the real network.
python3 "$here/camera_model.py" "$out/models"
cp "$here"/../models/{head,shoulders}.onnx "$out/models/"
chmod -R a+rX "$out"

boot day --frames "$here/../assets/demo"
check "the camera is listed by name" says list.out "Simulated Webcam"
check "with its formats" says list.out "640x480.*MJPEG|MJPEG.*640x480"
check "MJPEG: a part of the name is enough, in any case" is mjpeg.status 0
check "MJPEG: a person in each frame" persons mjpeg 3
check "a number that is not there: an error" is other_number.status 1
check "that names the cameras there are" says other_number.err "no camera number 7.*Simulated Webcam"
check "busy: the list says it" says list_busy.out "in use by another program"
check "busy: the watch says what to do" says day.out '"state":"busy".*close the program'
check "plugged in under another number" says day.dev "^video[2-9]"
check "wanted by another program: said which" says day.out '"state":"busy".*sleep wanted .*"hint":"Sitwell watches again'
check "wanted by another program: which got it" is other.status 0
check "nothing is left open over all of it" at_most "$(value day.fds_at_end)" "$(value day.fds)"
check "and no thread" at_most "$(value day.threads_at_end)" "$(value day.threads)"
# A tick is 10 ms; 7 s pass.
check "waiting for the camera takes hardly any processor time" at_most "$(($(value day.ticks_after) - $(value day.ticks_before)))" 100

frames=$out/yuyv-frames
mkdir "$frames"
for picture in 000 010 020; do
    ffmpeg -nostdin -loglevel error -i "$here/../assets/demo/$picture.jpg" -f rawvideo -pix_fmt yuyv422 "$frames/$picture.yuyv"
done
# M420 comes first, so the driver starts with it; nobody reads it, and it must not keep YUYV from being found.
boot late --unplugged --mode m420:640x480@30 --mode yuyv:640x480@30,7.5 --frames "$frames"
check "no camera: the list says so" says list_none.err "no camera"
check "no camera: an error" is none.status 1
check "no camera: said so" says none.err "error: no camera was found"
check "no camera: with a hint" says none.err "^hint: plug a camera in"
check "denied: with a hint" says late.out '"state":"denied".*"hint":".*usermod'
check "YUYV: verdicts and the end" is yuyv.status 0
check "YUYV: a person in each frame" persons yuyv 3

boot unreadable --mode m420:640x480@30
check "no usable format: said what it offers" says unreadable.out '"state":"unsupported_format".*M420'

echo "test-camera: $passed passed, $failed failed, $((SECONDS - start)) s"
[ $failed = 0 ]
