# The icon in the tray: its line and its menu; and what other programs are answered (sitwell pause, status, ...).

tray-opening = Opening the camera …
tray-looking = Looking …
tray-quiet-until = { $status }; no alerts until { $time }
tray-open = Open Sitwell
tray-pause = Pause
tray-resume = Resume
tray-pause-an-hour = Pause for 1 hour
tray-snooze = Snooze alerts for 30 min
tray-calibrate = Calibrate
tray-quit = Quit

answer-paused = Paused; the camera is closed. `sitwell resume` opens it again.
    .for-a-while = Paused for { $duration }; the camera is closed.
answer-resumed = Watching again.
answer-calibrating = Sit comfortably upright and look at the screen for ten seconds; that becomes your neutral.
    .refused = there is no picture to calibrate on: { $reason }
answer-shown = The window is shown.
answer-snoozed = No alerts for { $duration }.
answer-quitting = Sitwell ends.
answer-opening = The camera is being opened.
answer-watching = Watching with { $camera }.
answer-nothing-judged = Nothing is judged at the moment.
