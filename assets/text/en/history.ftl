# The history: days, weeks and months of sitting, and the sessions behind them.

history-length-day = Day
history-length-week = Week
history-length-month = Month
history-length-year = Year
history-earlier = Earlier
history-later = Later
history-today = Back to today
history-back = Back

# Times, shares and counts.
history-good = In good posture
history-good-short = good posture
history-found = With a finding
history-unknown = Could not be told
history-away = Away
history-gap = Not watched
history-sat = Sitting
history-break = Break
history-breaks = Breaks
history-exercises = Exercises
history-felt = How you felt
history-score = Score
history-posture = Posture
history-nothing-seen = nothing
history-time-and-share = { $time } ({ $share } %)
history-percent = { $share } %
history-of-ten = { $value } of 10
history-share-unknown = –
history-share-unknown-long = not known
history-minutes-of-hour = { $minutes } min in an hour
history-under-a-minute = less than 1 min in an hour
history-from-to = { $from }–{ $to }
history-hour-name = { $from }:00–{ $to }:00
history-hours-long = { $hours } h
history-minutes-long = { $minutes } min
history-hour = { $hour }:00: { $share } % in good posture
history-hour-unknown = { $hour }:00: you sat here, and it could not be told how
history-hour-nothing = { $hour }:00: nothing

# In short.
history-in-short = You sat well for { $share } % of the time that could be judged.
history-in-short-unknown = How you sat could not be told.
history-in-short-times = { $sat } of sitting; of that, { $unknown } could not be judged and count neither way.
history-change = { $name }: { $change }.
history-less = about { $minutes } min less in an hour than the { $length ->
    [day] day
    [week] week
    [month] month
   *[year] year
} before (±{ $uncertainty } min)
history-more = about { $minutes } min more in an hour than the { $length ->
    [day] day
    [week] week
    [month] month
   *[year] year
} before (±{ $uncertainty } min)
history-no-change = Much like the { $length ->
    [day] day
    [week] week
    [month] month
   *[year] year
} before; what differs is no more than days differ by chance.
history-too-few-days = A comparison with the { $length ->
    [day] day
    [week] week
    [month] month
   *[year] year
} before needs at least three days in each.
history-finding-no-change = No sure change
history-breaks-in-a-row = { $days } days with a break every hour. Nice.
history-tile-longest = longest sitting { $time }
history-tile-breaks-days = every hour on { $days } of { $of ->
    [one] 1 day
   *[other] { $of } days
}
history-tile-exercise-days = { $days ->
    [0] whenever you like
    [one] on 1 day
   *[other] on { $days } days
}
history-tile-felt = of 10 on average; 0 is no pain
history-tile-felt-nothing = nothing noted, and that is fine

# The charts.
history-chart = How long, and how well
history-chart-note = A click on a bar shows what is behind it.
history-findings = Findings
history-findings-note = Of the time that could be judged; several may hold at once.
history-findings-none = Nothing was found in the time that could be judged.
history-hours = Hours of the week
history-hours-note = The share in good posture, in percent.
history-less-good = less
history-more-good = more

# The sessions of a day.
history-sessions = Sessions
history-sessions-none = No session began on this day.
history-nothing-here = Nothing here
history-nothing-here-why = Sitwell did not watch in this time.

# One session.
history-episodes = What lasted
history-sittings = Sitting and breaks
history-alerts = What you were told
history-told-and-done = Told, done
history-legend-alerts = you were told something
history-legend-exercises = you did an exercise
history-worst = at its strongest { $value } (±{ $uncertainty })
history-was-told = you were told
history-was-wrong = you said that it was wrong
history-snoozed = you asked for quiet
history-no-answer = no answer
history-alert-sitting = Sitting for long
history-alert-eyes = A rest for the eyes
history-alert-recalibrate = Camera or seat moved
history-counted = { $counted } of { $wanted }
history-seen-by-camera = seen by the camera
history-told-by-user = as you told
history-about-session = About this session
history-profile = Profile: { $profile }
history-calibration = Calibrated with { $samples } pictures
history-no-calibration = Without a calibration, so that little could be told

# Nothing kept yet.
history-empty = Here your days will stand
history-empty-days = How long you sat each day, and how much of it in good posture.
history-empty-hours = At which hours you sit well, and when a break would help.
history-empty-trend = What changes from week to week, and how sure that is.
history-empty-place = It begins by itself while Sitwell watches. Numbers alone are kept, on this computer alone; never a picture.

# What is kept.
history-data = Your data
history-data-note = All of this stands in one file on this computer and nowhere else. What you delete is overwritten.
history-export = Save a report …
history-export-feelings = with how you felt
history-exported = Written: { $file }
history-delete-everything = Delete everything …
history-delete-day = Delete this day …
history-delete-session = Delete this session …
history-delete-session-title = Delete this session?
history-delete-session-question = { $session }: everything that was measured then will be gone for good. The other sessions stay.
history-delete-day-title = Delete this day?
history-delete-day-question = { $day }: everything that was measured, done and noted on this day will be gone for good. The other days stay.
history-delete-everything-title = Delete everything?
history-delete-everything-question = Every session, every exercise and every note of how you felt will be gone for good. Your calibrations and settings stay.
history-delete-word = delete
history-delete-type = If you are sure, type “{ $word }”:
history-delete = Delete for good
history-deleting = Deleting …
history-keep = Keep it
history-trouble = Your history cannot be read or changed now
