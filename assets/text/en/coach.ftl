# The coach: an exercise before the camera. A hint is a whole sentence.

coach-round = Round { $round } of { $rounds }
coach-side-left = Left side
coach-side-right = Right side
coach-get-ready = Take your place
    .soon = It begins in { $secs } s.
    .still = Sit still for a moment; then it begins.
coach-move = Go on in your own time
coach-stretch = Go gently into the stretch
coach-log = In your own way; tell when it is done
coach-hold = Hold
coach-come-back = And gently back
coach-timer = Let the time run
coach-breathe-in = Breathe in
coach-breathe-out = Breathe out
coach-rest = Rest
    .then = The next round begins in { $secs } s.
coach-paused = Paused
coach-done = Well done

coach-repetitions = { $counted } of { $wanted } times
coach-seconds = { $secs } of { $wanted } seconds
coach-reach = How far the movement is

coach-confirm = Count it
    .hint = Says that you did it, also where the camera could not see it.
coach-begin = Begin
coach-confirm-time = That is enough
coach-pause = Pause
coach-go-on = Go on
coach-skip = Skip
coach-skip-rest = No rest needed
coach-leave = Leave
coach-finish = Finish

coach-cannot-see = I cannot see it: { $why }.
    .instead = Do it all the same, and press “Count it”.
coach-unseen-out-of-frame = what is needed is outside the picture; move back a little
coach-unseen-low-confidence = your arms, shoulders or head are hidden or not seen clearly
coach-unseen-too-far-away = you are too far away; come a little nearer
coach-unseen-no-neutral = you have not been still yet

coach-hint-hold-still = Hold still for a moment.
coach-hint-do-not-nod = Keep the face level; only the head goes back.
coach-hint-look-ahead = Look straight ahead.
coach-hint-shoulders-down = Let the shoulders stay down.
coach-hint-shoulders-level = Keep the shoulders level.
coach-hint-trunk-still = Let the trunk stay where it is.
coach-hint-further = A little further, if it feels good.
coach-hint-not-so-far = Not quite so far.
coach-hint-hold-longer = Hold it a little longer.
coach-hint-slower = Slower is better.
coach-hint-come-back = Long enough: come gently back.
coach-hint-make-circles = Make it a circle: up, back and down.
coach-hint-other-side = The other side, please.
coach-hint-both-arms = Both arms together.
coach-hint-straighten-elbows = Keep the elbows straight.
coach-hint-lift-elbow = Lift the elbow to the height of the shoulder.
coach-hint-hand-on-head = Rest the hand on the head.
coach-hint-go-to-the-door = Stand in the doorway, the forearm on its frame.
coach-hint-walk-away = Off you go: the time runs while you are away.
coach-hint-too-faint = This movement is too small for the camera here. Press “Count it” after each one.

coach-did-repetitions = You did { $counted } of { $wanted } repetitions.
coach-did-seconds = You did { $counted } of { $wanted } seconds.
coach-did-log = It is written down.
coach-did-nothing = Nothing was counted this time. That is fine: another time.
coach-was-seen = The camera saw it.
coach-was-told = You counted some of it yourself.
coach-sides = Left { $left }, right { $right }.
