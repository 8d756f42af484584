#!/usr/bin/env bash
# The real window on a screen without a screen: the tour by keyboard, then on every page a real mouse that clicks
# everywhere. Sitwell must keep what was chosen, still answer, and end in peace.
#
#   tests/click_through.sh PROGRAM        (make test-clicks builds and passes it; about a minute)
#
# With PICTURES=folder a picture of every page is kept there. That, and comparing what is drawn in parts, needs ImageMagick.
set -euo pipefail
program=$(realpath "$1")
for tool in Xvfb xdotool dbus-run-session; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (scripts/setup test)"; exit 0; }
done

if [ -z "${CLICK_THROUGH_HOME:-}" ]; then
    # A home, a screen and a bus of its own; whatever happens, they end with it.
    CLICK_THROUGH_HOME=$(mktemp -d)
    export CLICK_THROUGH_HOME
    trap 'rm -rf "$CLICK_THROUGH_HOME"' EXIT
    export HOME=$CLICK_THROUGH_HOME XDG_RUNTIME_DIR=$CLICK_THROUGH_HOME/run LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8
    unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME WAYLAND_DISPLAY
    mkdir -m 700 "$XDG_RUNTIME_DIR"
    exec 3<>"$HOME/display"
    Xvfb -displayfd 3 -screen 0 1120x760x24 -nolisten tcp 2>/dev/null &
    server=$!
    trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$CLICK_THROUGH_HOME"' EXIT
    until [ -s "$HOME/display" ]; do sleep 0.1; done
    DISPLAY=:$(head -n1 "$HOME/display")
    export DISPLAY
    dbus-run-session -- "$0" "$program"
    exit
fi

failed() {
    echo "FAILED: $1" >&2
    cat "$HOME/said" >&2
    exit 1
}
# press KEY...: each, and a moment for the window to answer.
press() {
    for key in "$@"; do
        xdotool key "$key"
        sleep 0.3
    done
}
# One of the clicks makes the window the small one.
enlarge() {
    if [ "$(xdotool getwindowgeometry --shell "$window" | sed -n 's/^WIDTH=//p')" -lt 400 ]; then press F9; fi
}
page() {
    enlarge
    press Escape Escape "ctrl+$1"
    sleep 0.5
    [ -z "${PICTURES:-}" ] || import -window root "$PICTURES/page-$1.png"
}

"$program" --source demo >"$HOME/said" 2>&1 &
sitwell=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name '^Sitwell$' | head -n1) || failed "no window appeared"
# There is no window manager that would do it.
xdotool windowfocus --sync "$window"
sleep 2

# The tour by keyboard; a slow machine may need Escape more than once.
press Tab Return Tab Return
settings=$HOME/.config/sitwell/settings.toml
for _ in $(seq 30); do
    if grep -qs 'is_tour_over = true' "$settings"; then break; fi
    press Escape
    sleep 1
done
grep -qs 'is_tour_over = true' "$settings" || failed "the end of the tour was not kept"

for number in 1 2 3 4 5 6; do
    page "$number"
    for y in $(seq 60 55 740); do
        clicks=
        for x in $(seq 40 75 1100); do clicks+=" mousemove $x $y click 1"; done
        # shellcheck disable=SC2086 # a list of commands
        xdotool $clicks
        sleep 0.2
        enlarge
        # What opened over the window covers it; what was typed or asked is left.
        press Escape "ctrl+$number"
    done
    kill -0 "$sitwell" 2>/dev/null || failed "Sitwell ended on page $number"
done

# Drawn in parts, the window is what it is when drawn as a whole, which a change of its size makes it.
if command -v compare >/dev/null && command -v import >/dev/null; then
    page 6
    xdotool mousemove 500 300 click 5 click 5 mousemove 60 700
    sleep 1
    import -window "$window" "$HOME/parts.png"
    xdotool windowsize --sync "$window" 1100 740
    sleep 1
    xdotool windowsize --sync "$window" 1120 760
    sleep 1
    import -window "$window" "$HOME/whole.png"
    differing=$(compare -metric AE "$HOME/parts.png" "$HOME/whole.png" null: 2>&1) || true
    [ "${differing%% *}" = 0 ] || failed "drawn in parts, $differing pixels are not as they are when all are drawn"
fi

timeout 20 "$program" status >/dev/null || failed "Sitwell does not answer any more"
"$program" quit >/dev/null
wait "$sitwell" || failed "Sitwell ended with an error"
! grep -qi panicked "$HOME/said" || failed "something panicked"
echo "every page was clicked through"
