# What belongs to no page, and the names of the pages.

page-live = Live
page-exercises = Exercises
page-history = History
page-feelings = How you feel
page-settings = Settings
page-help = Help
page-calibration = Calibration

program-calibrate = Calibrate
program-pause = Pause
program-resume = Resume
program-cancel = Cancel
program-close = Close
