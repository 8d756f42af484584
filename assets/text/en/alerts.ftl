# Alerts, as notifications of the desktop and on the live page.

alert-still = Still: { $posture }
alert-sitting = Time for a change?
    .body = You have been sitting for { $lasted }. A few steps or a moment of standing may feel good.
alert-sitting-long = A long time of sitting
    .body = You have been sitting for { $lasted }. Two minutes away from the desk are a break.
alert-eye-break = A rest for your eyes?
    .body = You have been at the screen for { $lasted }. Looking at something 6 m away or further for 20 s may feel good.
alert-recalibrate = Did the camera or your seat move?
    .body = Head and shoulders have been elsewhere in the picture for { $lasted }, both together. { $offer }
    .offer = Your posture is judged again as soon as you calibrate (ten seconds) or everything is back in its place.
    .short = Camera or chair moved; calibrate again

alert-button-open = Open Sitwell
alert-button-show-exercise = Show an exercise
alert-button-snooze = Snooze 30 min
alert-button-was-wrong = That was wrong
alert-button-calibrate = Calibrate
