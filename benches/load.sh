#!/usr/bin/env bash
# What watching costs: CPU seconds a monitored minute and resident memory of `sitwell watch`, on a paced 640x480 source of
# 30 JPEG pictures a second (reading and decoding included), while somebody sits still and while somebody moves all
# the time.
#
#   benches/load.sh PROGRAM [MINUTES] [OPTIONS OF watch...]        (3 minutes each, unless told)
#
# For the pure-Rust engine: SITWELL_ENGINE=tract benches/load.sh PROGRAM. Needs ffmpeg and Linux.
set -euo pipefail
program=$(realpath "${1:?"usage: benches/load.sh PROGRAM [MINUTES] [OPTIONS]"}")
minutes=${2:-3}
shift $(($# < 2 ? $# : 2))
demo=$(cd "$(dirname "$0")/.." && pwd)/assets/demo
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

# record NAME FILTER: ten seconds at 30 a second of the demo's first picture under the filter, then again and again by
# links. A webcam's noise is new in every picture.
record() {
    local frames=$((minutes * 1800 + 300)) n
    mkdir -p "$work/$1"
    ffmpeg -nostdin -loglevel error -loop 1 -framerate 30 -i "$demo/000.jpg" -t 10 \
        -vf "$2,noise=alls=8:allf=t" -q:v 3 "$work/$1/%06d.jpg"
    for ((n = 301; n <= frames; n++)); do
        ln "$work/$1/$(printf %06d $(((n - 1) % 300 + 1))).jpg" "$work/$1/$(printf %06d "$n").jpg"
    done
}
record quiet "null"
# To and fro by 60 pixels in 3.3 seconds.
record moving "scale=800:600,crop=640:480:x='80+60*sin(2*PI*t/3.333)':y=60"

"$program" analyze "$work/quiet@30" --frames 330 --save-profile "$work/profile.json" >/dev/null 2>&1

# cpu_secs PID: user and system time of the process and of those it waited for.
cpu_secs() {
    awk -v ticks="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13 + $14 + $15) / ticks }' "/proc/$1/stat"
}

printf '%-8s %18s %14s %8s\n' input "CPU s a minute" "resident MiB" threads
for input in quiet moving; do
    "$program" watch "$work/$input@30" --live --profile "$work/profile.json" "$@" >"$work/$input.log" &
    pid=$!
    sleep $((minutes * 60))
    cpu=$(cpu_secs $pid)
    rss=$(awk '/VmRSS/ { print $2 / 1024 }' "/proc/$pid/status")
    threads=$(awk '/Threads/ { print $2 }' "/proc/$pid/status")
    awk -v name=$input -v cpu="$cpu" -v rss="$rss" -v threads="$threads" -v minutes="$minutes" \
        'BEGIN { printf "%-8s %18.2f %14.1f %8d\n", name, cpu / minutes, rss, threads }'
    kill -TERM $pid
    wait $pid
    grep -c '"type":"posture"' "$work/$input.log" | sed "s/^/         changes of the verdict: /"
done
