# The report of a session or of several days.

report-title = Posture report
report-when = { $date }, { $since } to { $until }
report-recording = Recording: { $source }, { $lasted }
report-footer = Sitwell { $version }. Measured through the webcam on this computer alone; no picture was kept.
report-percent = { $n }%
report-points = { $n } points
report-nothing-known = not known
report-none = none
report-line = { $when }: { $known } measured, { $good } of it near neutral, { $unknown } unknown
report-line-fault = ; most: { $fault }, { $lasted }

report-summary = In short
report-known = measured
report-known-of = of { $monitored } in front of the camera
report-good = near the neutral
report-good-remark = of the measured time
report-longest = longest stretch
report-longest-remark = near the neutral without a fault
report-breaks = { $n ->
    [one] break
   *[other] breaks
}
report-breaks-remark = longest sitting { $sitting }
report-nothing = Nothing could be measured in this time. Further down stands why.
report-well-good = { $good } of the measured time was near the neutral, up to { $longest } at a stretch.
report-well-breaks = { $n ->
    [one] One break interrupted the sitting.
   *[other] { $n } breaks interrupted the sitting.
}
report-well-exercises = { $n ->
    [one] One exercise was done.
   *[other] { $n } exercises were done.
}
report-well-better = The share near the neutral is { $points } percentage points higher than in the sessions before.
report-look-fault = Most often seen: { $fault }, { $lasted } in all ({ $share } of the measured time), { $longest } at the longest.
report-look-no-fault = No posture was beyond its limit for long enough to count.
report-look-sitting = The longest time of sitting without a break was { $longest }; moving every 30 to 60 minutes is commonly recommended.
report-look-unknown = More time was unknown than known: read these figures with care.

report-day = What was when
report-timeline-caption = Every row is one kind of time, from the beginning of the session to its end. Of several postures at once, the strongest one is shown.
report-days-caption = Every row is a day. Low and blue: near the neutral; high and orange: a fault; thin and grey: unknown; empty: away or not watched.
report-lane-good = Near neutral
report-lane-unknown = Unknown
report-lane-absent = Away or off
report-span = { $since }–{ $until }: { $what }, { $lasted }

report-findings = Postures
report-findings-caption = How long each posture was beyond its limit. The limit is a change against the calibrated neutral; several postures may be seen at once.
report-no-findings = No posture was beyond its limit for long enough to count.
report-is-fault = fault
report-is-told = told only
report-column-finding = Posture
report-column-kind = Kind
report-column-limit = Limit
report-column-time = Time
report-column-share = Share
report-column-longest = Longest
report-column-episodes = Episodes

report-measurements = Measurements
report-measurements-caption = How each measurement lay over the known time: one tenth of the time it was below the first value, half of the time below the second, nine tenths below the third. The uncertainty holds for a single value and covers the truth nine times of ten.
report-distribution-caption = { $metric }: half of the time below { $median }; eight tenths of the time between { $low } and { $high }. Orange: beyond the limit.
report-bin = { $from } to { $to }: { $lasted }
report-neutral = neutral
report-limit = limit
report-column-measurement = Measurement
report-column-low = 10%
report-column-median = 50%
report-column-high = 90%
report-column-uncertainty = Uncertainty
report-column-known = Known for

report-episodes = Episodes
report-episodes-caption = Postures that lasted beyond their limit.
report-column-from = From
report-column-until = Until
report-column-lasted = Lasted
report-column-worst = At the strongest
report-column-told = Alert
report-told = told
report-not-told = not told
report-was-wrong = told; answered “that was wrong”
report-more-rows = { $n } more rows are in the CSV and JSON of this report.

report-sitting = Sitting and breaks
report-sitting-caption = Times of sitting, and the breaks between them. A break is time away from the chair.
report-sitting-one = sitting
report-break-one = break
report-column-what = What

report-alerts = Alerts and answers
report-alerts-caption = What Sitwell told, and what was answered.
report-alert-sitting = long sitting
report-alert-eye-break = rest for the eyes
report-alert-recalibrate = camera or chair moved
report-answer-snooze = snoozed
report-answer-was-wrong = “that was wrong”
report-no-answer = no answer
report-column-at = When
report-column-about = About
report-column-answer = Answer

report-exercises = Exercises
report-exercises-caption = Exercises done, with repetitions counted and wanted.
report-column-exercise = Exercise
report-column-counted = Counted
report-column-seen = Counted by
report-seen = camera
report-by-user = the user

report-feelings = How it felt
report-feelings-caption = What the user told, of his own accord.
report-column-intensity = Pain
report-column-places = Where
report-column-flags = Warning signs
report-nowhere = nowhere

report-unmeasured = What was not measured
report-unmeasured-caption = Time in which nothing can be told, and why. It is in none of the shares above.
report-column-reason = Reason
report-column-share-of-it = Share of it
report-reason-no-neutral = no calibration yet
report-reason-nobody = nobody there
report-reason-someone-else = somebody elsewhere in the picture
report-reason-too-dark = too dark
report-reason-covered = camera covered
report-reason-backlit = strong light from behind
report-reason-low-confidence = head or shoulders hidden or unclear
report-reason-out-of-frame = head or shoulders at the edge of the picture
report-reason-not-frontal = turned away from the camera
report-reason-head-pitched = head nodded too far
report-reason-leaning-in = leaned or moved in
report-reason-too-far-from-neutral = too far from the place of the calibration
report-reason-too-far-away = too far from the camera
report-reason-not-measured = not measured by this model
report-reason-opening = camera being opened
report-reason-streaming = too few pictures
report-reason-dark = too dark
report-reason-away = nobody there, camera closed
report-reason-paused = paused
report-reason-ended = recording over
report-reason-no-camera = no camera
report-reason-busy = camera used by another program
report-reason-denied = camera not allowed
report-reason-unplugged = camera unplugged
report-reason-stalled = camera gave no pictures
report-reason-failed = camera failed

report-before = Compared with before
report-before-caption = { $n ->
    [one] This report beside the session before it ({ $known } measured).
   *[other] This report beside the { $n } sessions before it ({ $known } measured).
}
report-before-remark = Shares differ from day to day by some points for no particular reason.
report-column-now = Now
report-column-before = Before
report-column-change = Change

report-method = How this was measured, and its limits
report-method-how = A pose network finds points of head and shoulders in the pictures of the webcam; a model of the body and the camera turns them into angles and distances, as changes against the neutral that was calibrated. Craniovertebral angle means the angle between the horizontal and the line from the seventh neck vertebra to the tragus of the ear.
report-method-uncertainty = Every uncertainty is half the width of the interval that holds the truth nine times of ten, measured on people whom Sitwell was not tuned to.
report-method-own = Rounded shoulders are measured in the direction that the user showed.
report-method-average = Rounded shoulders are measured in the direction of an average body, because the user has not shown his own.
report-method-limits = A webcam from the front sees neither the back nor the hips. Great changes are told too small; leaning in, turning and a hidden ear or shoulder make most measurements unknown.
report-method-medical = Sitwell is no medical device: it describes how somebody sat, and says nothing about what causes pain.
report-calibration = { $n } pictures, spread { $spread }% of the body's size (at most 5%)
report-no-calibration = none: most is unknown
report-has-side-photo = yes, absolute angles are anchored by it
report-no-side-photo = no, changes against the neutral alone
report-fact-source = Camera
report-fact-profile = Calibration for
report-fact-calibration = Calibration
report-fact-side-photo = Side photo
report-fact-program = Program
report-fact-model = Model and engine
