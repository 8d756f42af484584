#!/usr/bin/env bash
# What the window costs beside `sitwell watch`, on the same paced 640x480 source of 30 JPEG pictures a second of somebody
# who sits still: seen, covered by another window, closed into the background; seen while somebody moves all the time, fifteen
# pictures a second; and how often a paused Sitwell wakes up. Software drawing on a screen without a screen, with a message
# bus of its own.
#
#   benches/window.sh PROGRAM [MINUTES]        (3 minutes each, unless told)
#
# Needs ffmpeg (with ffplay), Xvfb and dbus-run-session.
set -euo pipefail
program=$(realpath "${1:?"usage: benches/window.sh PROGRAM [MINUTES]"}")
minutes=${2:-3}
if [ -z "${SITWELL_BENCH_BUS-}" ]; then
    SITWELL_BENCH_BUS=1 exec dbus-run-session -- "$0" "$program" "$minutes"
fi
demo=$(cd "$(dirname "$0")/.." && pwd)/assets/demo
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
export HOME=$work XDG_RUNTIME_DIR=$work LIBGL_ALWAYS_SOFTWARE=1 DISPLAY=:87
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME WAYLAND_DISPLAY
chmod 700 "$work"
Xvfb "$DISPLAY" -screen 0 1280x860x24 -nolisten tcp >/dev/null 2>&1 &
sleep 1

frames=$((minutes * 1800 + 900))
# source NAME FILTER: pictures of the demo's person with a webcam's noise.
source_of() {
    mkdir "$work/$1"
    ffmpeg -nostdin -loglevel error -loop 1 -framerate 30 -i "$demo/000.jpg" -t 10 \
        -vf "${2}noise=alls=8:allf=t" -q:v 3 "$work/$1/%06d.jpg"
    for ((n = 301; n <= frames; n++)); do
        ln "$work/$1/$(printf %06d $(((n - 1) % 300 + 1))).jpg" "$work/$1/$(printf %06d "$n").jpg"
    done
}
source_of quiet ""
source_of moving "scale=800:600,crop=640:480:x='80+60*sin(2*PI*t/3.333)':y=60,"
# Nobody who opens it for the first time.
mkdir -p "$work/.config/sitwell"
printf '[window]\nis_tour_over = true\n' >"$work/.config/sitwell/settings.toml"

"$program" analyze "$work/quiet@30" --frames 330 --save-profile "$work/profile.json" >/dev/null 2>&1

cpu_secs() { awk -v ticks="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13 + $14 + $15) / ticks }' "/proc/$1/stat"; }
switches() { cat "/proc/$1"/task/*/status | awk '/^voluntary_ctxt/ { sum += $2 } END { print sum }'; }

# cost NAME PID: CPU seconds a minute and resident memory, from ten seconds after the start.
cost() {
    sleep 10
    local before after
    before=$(cpu_secs "$2")
    sleep $((minutes * 60))
    after=$(cpu_secs "$2")
    awk -v name="$1" -v cpu="$after" -v before="$before" -v minutes="$minutes" \
        '/VmRSS/ { cpu = (cpu - before) / minutes
            printf "%-34s %8.2f CPU s a minute, %5.1f %% of a core %8.1f MiB\n", name, cpu, cpu / 0.6, $2 / 1024 }' \
        "/proc/$2/status"
}
# wake_ups NAME PID: of all its threads, over a minute.
wake_ups() {
    sleep 10
    local before
    before=$(switches "$2")
    sleep 60
    awk -v name="$1" -v before="$before" -v after="$(switches "$2")" \
        'BEGIN { printf "%-34s %8.2f wake-ups a second\n", name, (after - before) / 60 }'
}
end() { kill -TERM "$1" && wait "$1"; }

"$program" watch "$work/quiet@30" --live --profile "$work/profile.json" >/dev/null &
watch=$!
cost "watch" $watch
end $watch

"$program" --source "$work/quiet@30" --profile "$work/profile.json" &
window=$!
cost "window, seen" $window
ffplay -loglevel error -noborder -left 0 -top 0 -f lavfi -i color=black:s=1280x860:r=1 >/dev/null 2>&1 &
cover=$!
"$program" pause >/dev/null
"$program" resume >/dev/null # the recording from its beginning
cost "window, covered by another" $window
kill $cover
"$program" pause >/dev/null
wake_ups "window, seen, paused" $window
end $window

"$program" --source "$work/moving@30" --profile "$work/profile.json" &
window=$!
cost "window, seen, somebody moves" $window
end $window

"$program" --background --source "$work/quiet@30" --profile "$work/profile.json" &
background=$!
cost "in the background" $background
"$program" pause >/dev/null
wake_ups "in the background, paused" $background
end $background
