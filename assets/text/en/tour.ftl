# The tour of the first start: three steps.

tour-watch = Sitwell sees how you sit
    .text = Through the webcam, on this computer alone. When your head stays far forward or your shoulders rounded for a while, it tells you in a sentence, with numbers and how sure they are.
    .also = Small movements are fine. The best posture is the next one.
tour-calibrate = First, show it how you sit well
    .text = Sit upright and at ease and look at the screen for ten seconds. That is your neutral, and everything is compared with it.
    .also = Calibrate once for every desk and camera; Sitwell remembers each of them.
tour-quiet = Then forget about it
    .text = Close the window: Sitwell goes on quietly in the tray and speaks up rarely. Pause it there whenever you like; the camera's light goes out.
    .also = No picture is ever stored, and nothing leaves this computer.
tour-step = Step { $step } of { $steps }
tour-back = Back
tour-next = Next
tour-skip = Skip
tour-calibrate-now = Calibrate now
tour-later = Later
