# How somebody sits, what was measured, and why something is unknown.
# A reason (why-...) is a part of a sentence: it begins with a small letter and has no full stop.

state-unknown = Unknown
state-neutral = Near your neutral
    .verdict = You sit as you were calibrated, for { $lasted }.
    .leaving = You are moving away from your neutral.

# .within: the same within a sentence. .measured: with numbers. .seen: without them. .offer: what may feel good.
deviation-forward-head = Head forward
    .within = head forward
    .measured = About { $value } further forward than your neutral (±{ $uncertainty }), for { $lasted }.
    .measured-as-angle = About { $value } of neck angle lost against your neutral (±{ $uncertainty }), for { $lasted }.
    .seen = Your head is further forward than your neutral, for { $lasted }.
    .offer = Letting the head glide back over the shoulders may feel good.
deviation-rounded-shoulders = Shoulders rounded
    .within = shoulders rounded
    .measured = About { $value } further forward than your neutral (±{ $uncertainty }), for { $lasted }.
    .seen = Your shoulders are further forward than your neutral, for { $lasted }.
    .offer = Letting the shoulders sink back and down may feel good.
deviation-slump = Slumped
    .within = slumped
    .measured = About { $value } rounder in the upper back than your neutral (±{ $uncertainty }), for { $lasted }.
    .seen = Your upper back is rounder than your neutral, for { $lasted }.
    .offer = Sitting back and growing a little taller may feel good.
deviation-too-close = Close to the screen
    .within = close to the screen
    .measured = About { $value } from the camera to your eyes (±{ $uncertainty }), for { $lasted }.
    .seen = Your eyes are close to the screen, for { $lasted }.
    .offer = A little more distance may be easier on the eyes; larger letters help with that.
deviation-head-tilt = Head tilted
    .within = head tilted
    .measured = About { $value } to one side (±{ $uncertainty }), for { $lasted }.
    .seen = Your head leans to one side, for { $lasted }.
    .offer = If a second screen or the phone is the reason, it could stand elsewhere.
deviation-shoulder-tilt = Shoulders uneven
    .within = shoulders uneven
    .measured = About { $value } between left and right (±{ $uncertainty }), for { $lasted }.
    .seen = One shoulder is higher than the other, for { $lasted }.
    .offer = If an armrest is the reason, it could be set higher or lower.
deviation-leaning-in = Leaning in
    .within = leaning in
    .measured = About { $value } against your neutral (±{ $uncertainty }), for { $lasted }.
    .seen = You lean towards the screen, for { $lasted }.
deviation-reclining = Leaning back
    .within = leaning back
    .measured = About { $value } against your neutral (±{ $uncertainty }), for { $lasted }.
    .seen = You lean back, for { $lasted }.
deviation-looking-down = Looking down
    .within = looking down
    .measured = About { $value } lower than your neutral (±{ $uncertainty }), for { $lasted }.
    .seen = You look down, for { $lasted }.
deviation-turned-away = Turned away
    .within = turned away
    .measured = About { $value } away from the camera (±{ $uncertainty }), for { $lasted }.
    .seen = You are turned away from the camera, for { $lasted }.

metric-forward-head-deg = Neck angle, change
metric-forward-head-mm = Head forward, change
metric-rounded-shoulders-mm = Shoulders forward, change
metric-slump-deg = Upper back rounding, change
metric-lean-deg = Trunk lean, change
metric-head-pitch-deg = Head nod, change
metric-head-yaw-deg = Head turn
metric-head-roll-deg = Head tilt
metric-shoulder-tilt-deg = Shoulder tilt
metric-distance-mm = Distance to the camera

why-no-neutral = there is no neutral to compare with; calibrate first
why-nobody = nobody is in the picture
why-someone-else = somebody is there, but not where you were calibrated
why-too-dark = the picture is too dark; more light from the front would help
why-covered = nothing can be seen; open the camera's shutter, or switch a light on
why-backlit = strong light from behind hides you; draw a curtain, or turn the desk a little
why-low-confidence = a part of the head or shoulders is hidden or not seen clearly
why-out-of-frame = the head or a shoulder is at the edge of the picture; move the camera or yourself
why-not-frontal = you are turned too far from the camera
why-head-pitched = the head is nodded too far for this to be measured
why-leaning-in = you have leaned or moved in; from the front that looks much like a slouch
why-too-far-from-neutral = you have moved too far from where you were calibrated
why-too-far-away = you are too far from the camera
why-not-measured = this estimator does not measure it

# Parts of a sentence, like the reasons.
refusal-not-seen = you were not seen well enough: { $why }
refusal-not-still = you moved; sit still, as upright as is comfortable, for ten seconds
refusal-too-short = there were too few pictures for one
refusal-no-difference = it looked like your neutral; go a little further into the posture, and hold it
refusal-turned = your head was turned to and fro; look at your screen

own-posture-slouch = own slouch
own-posture-rounded-shoulders = own rounded shoulders

profile-not-used = not used yet
profile-calibrated = calibrated { $calibrated }
profile-used = used { $used }
profile-calibrated-and-used = calibrated { $calibrated }, used { $used }
