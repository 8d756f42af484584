# The live page and the small window: how the user sits now, in a picture, in words and over time.

live-picture = Live picture, mirrored
live-skeleton-picture = Your skeleton, mirrored; the picture stays hidden
live-show-skeleton = Show only the skeleton
live-show-picture = Show the picture
live-small-window = Small window (F9)
live-large-window = Large window (F9)
live-legend-you = you
live-legend-neutral = your neutral
live-legend-limit = limit
live-legend-you-hint = Your head, shoulders and arms as they are seen now. A pale part is seen less clearly.
live-legend-neutral-hint = Head and shoulders where you were calibrated.
live-legend-limit-hint = Where the line of your eyes would be at the limit of a head that has gone forward.

live-score = Score
live-score-of-100 = { $score } of 100
live-score-hint = 100: as in your neutral. 50: the strongest finding is at its limit.
live-score-unknown = unknown

live-waiting = Looking …
live-waiting-sentence = A moment, until the first picture has been judged.
live-no-neutral = Show Sitwell how you sit well
live-no-neutral-sentence = Sit upright and at ease for ten seconds. From then on, everything is compared with you, and not with somebody else's ideal.
live-calibrate-now = Calibrate now
live-try-again = Try again
live-dismiss = Dismiss
live-cancel = Cancel

live-calibrating = Sit upright and still
live-calibrating-sentence = Sit well and at ease, and look at the screen. This becomes your neutral.
live-calibrating-good = Good, keep still.
live-calibrating-left = { $seconds } seconds to go
live-calibration-refused = The calibration did not work
live-calibration-done = Calibrated. Everything is now compared with how you sat.

live-body = From the side
live-body-estimated = estimated from the front
live-body-note = Where your shoulders go is told by an average body.
live-body-note-own = Where your shoulders go is told by how you round them yourself.
live-gauge-neutral = neutral
live-gauge-limit = limit { $limit }
live-gauge-unknown = { $name }: unknown
live-gauge-usual = usual this hour: { $from } to { $to }

live-findings = Why
live-why-forward-head = Your neck angle is { $value } (±{ $uncertainty }) less than in your neutral, { $over } beyond the limit of { $limit }.
live-why-rounded-shoulders = Your shoulders are { $value } (±{ $uncertainty }) further forward than in your neutral, { $over } beyond the limit of { $limit }.
live-why-slump = Your upper back is { $value } (±{ $uncertainty }) rounder than in your neutral, { $over } beyond the limit of { $limit }.
live-why-too-close = Your eyes are { $value } (±{ $uncertainty }) from the camera, { $over } nearer than the limit of { $limit }.
live-why-head-tilt = Your head leans { $value } (±{ $uncertainty }) to one side, { $over } beyond the limit of { $limit }.
live-why-shoulder-tilt = Your shoulders stand { $value } (±{ $uncertainty }) aslant, { $over } beyond the limit of { $limit }.
live-why-leaning-in = Your trunk leans { $value } (±{ $uncertainty }) further forward than in your neutral. That is ordinary work and does not count.
live-why-reclining = Your trunk leans { $value } (±{ $uncertainty }) further back than in your neutral. That is a rest and does not count.
live-why-looking-down = Your face points { $value } (±{ $uncertainty }) lower than in your neutral. That does not count.
live-why-turned-away = Your head is turned { $value } (±{ $uncertainty }) aside. That does not count.
live-why-within = At this moment it is within the limit of { $limit } again.
live-since = Since { $clock }, for { $duration }.
live-just-begun = It has only just begun.
live-usual = Usual this hour: { $from } to { $to }.

live-unknown = Not known now
live-cue-forward-head = neck angle
live-cue-rounded-shoulders = shoulders
live-cue-slump = upper back
live-cue-lean = lean of the trunk
live-cue-head-pitch = nod of the head
live-cue-head-yaw = turn of the head
live-cue-head-roll = tilt of the head
live-cue-shoulder-tilt = level of the shoulders
live-cue-distance = distance

live-measurements = All measurements
live-measurement-unknown = unknown

live-timeline = Last hour
live-timeline-10-min = 10 min
live-timeline-1-h = 1 h
live-timeline-sum = { $fine } of { $judged } without a finding
live-timeline-sum-breaks = { $breaks ->
    [one] { $breaks } break
   *[other] { $breaks } breaks
}
live-timeline-empty = It fills while you sit.
live-timeline-now = now
live-timeline-fine = near your neutral
live-timeline-told = ordinary work
live-timeline-fault = finding
live-timeline-unknown = unknown
live-timeline-away = away
live-timeline-paused = paused
live-timeline-no-camera = no camera
live-timeline-run = { $from } to { $until }, { $duration }

live-snooze = Snooze 30 min
live-was-wrong = That was wrong
live-show-exercise = Show an exercise

live-opening = Opening …
live-opening-sentence = One moment; the picture comes as soon as the camera or the recording gives one.
live-paused = Paused
live-away = Away
live-away-sentence = Nobody has been there for a while, so the camera is closed. Sitwell looks now and then whether you are back.
live-ended = The recording is over
live-ended-sentence = It had no picture.
live-no-picture = No picture
live-resume = Resume
live-try-camera = Try the camera again
live-use-camera = Use the camera
live-play-again = Play again
live-play-demo = Play the demo
live-demo-sentence = Without a camera, the demo shows what Sitwell does: a computer-made person at a desk.
