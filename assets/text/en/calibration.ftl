# The guided calibration.

calibration-step-picture = Picture
calibration-step-posture = Posture
calibration-step-result = Result
calibration-progress = Step { $number } of 3: { $name }
calibration-cancel = Cancel
calibration-go-on = Go on
calibration-try-again = Try again
calibration-back = Back

# Before anything has begun.
calibration-begin = Begin
calibration-about-title = Ten seconds of sitting well
calibration-about = Sitwell takes a look at how you sit when you sit well. Everything is compared with that, and only with that.

# 1: how the camera sees the user.
calibration-framing-title = A moment, looking …
calibration-framing-good = You are seen well
calibration-framing-sentence = Sit as you do at work and look at your screen. It goes on by itself.
calibration-framing-waits = It goes on by itself, or sooner with the button.

calibration-aspect-face = Face
    .well = seen
calibration-aspect-ears = Ears
    .well = both seen
calibration-aspect-shoulders = Shoulders
    .well = both seen
calibration-aspect-light = Light
    .well = good
calibration-aspect-distance = Distance
    .well = good
calibration-aspect-camera-height = Camera height
    .well = good
calibration-aspect-place = Place
    .well = room on all sides
calibration-aspect-facing = Facing
    .well = to the camera
calibration-aspect-untold = not seen yet
calibration-distance = about { $cm } cm

calibration-advice-come-into-view = Let your face be in the picture
calibration-advice-show-both-ears = One ear is hidden; hair behind both ears helps
calibration-advice-show-an-ear = Both ears are hidden; show at least one
calibration-advice-show-shoulders = Let both shoulders be in the picture
calibration-advice-uncover-lens = Open the camera's shutter
calibration-advice-more-light = More light from the front, please
calibration-advice-less-light-from-behind = The light comes from behind; draw a curtain
calibration-advice-more-distance = A little further from the camera
calibration-advice-less-distance = A little nearer to the camera
calibration-advice-raise-camera = The camera stands low; raise it if you can
calibration-advice-lower-camera = The camera stands high; lower it if you can
calibration-advice-move-left = A little to your left
calibration-advice-move-right = A little to your right
calibration-advice-tilt-camera-up = Tilt the camera up a little
calibration-advice-tilt-camera-down = Tilt the camera down a little
calibration-advice-face-camera = Turn to the camera, or the camera to you

# 2: the neutral, and what may be shown beside it.
calibration-neutral = Sit well, and keep still
    .sentence = Upright and at ease, eyes on your screen.
calibration-slouch = Slouch, as you do
    .sentence = Let your back grow round, and stay so until the ring is full.
calibration-rounded = Let your shoulders fall forward
    .sentence = As they do when you are tired; stay so until the ring is full.
calibration-chin-tuck = Draw your chin straight back
    .sentence = Level, as if along a shelf, only as far as is comfortable. Stay until the ring is full.
calibration-begins-in = { $seconds ->
        [one] Begins in 1 second
       *[other] Begins in { $seconds } seconds
    }
calibration-seconds-to-go = { $seconds ->
        [one] 1 second to go
       *[other] { $seconds } seconds to go
    }
calibration-keeps-still = Good. Just stay so.
calibration-waits = The ring waits:

# Refused.
calibration-refused-title = That did not work yet
calibration-refused-former = Your former calibration stays in force.

# 3: what was taken.
calibration-good-title = A good calibration
calibration-usable-title = A usable calibration
calibration-review-title = Your calibration
calibration-good-sentence = From now on everything is compared with how you just sat.
calibration-usable-sentence = It works. What would make it better stands below; you can leave it so.
calibration-made = Made on { $day }.
calibration-done = Done
calibration-again = Do it again
calibration-undo = Keep the former one
calibration-left-behind = You sit elsewhere than at the last calibration, so what you showed then holds no longer. Show it again below, if you like.
calibration-quality-stillness = Stillness
    .value = { $mm } mm of movement
    .advice = A little stiller next time: about { $mm } mm of movement
calibration-quality-clarity = Clarity
    .value = points steady to { $mm } mm
    .advice = The points jump by { $mm } mm; more light helps
calibration-quality-share = Pictures
    .value = { $percent } % of them fit
    .advice = Only { $percent } % of them fit; look at the screen the whole time

# What may be added.
calibration-extras-title = Make it surer, if you like
calibration-extras-sentence = None of this is needed, and all of it can come later.
calibration-shown = shown
calibration-show = Show
calibration-show-again = Show again
calibration-extra-slouch = My slouch
    .about = Tells a slouch more surely from leaning in.
calibration-extra-rounded = My rounded shoulders
    .about = Shoulders round differently on everybody; this learns yours.
calibration-extra-chin-tuck = My chin tuck
    .about = How far your head glides back; the coach goes by it.
    .value = { $mm } mm
calibration-extra-photo = A photo from the side
    .about = Two clicks on it give the angle of your neck itself, not only its change.
    .value = { $degrees }°
    .choose = Choose
    .change = Change
    .remove = Remove
calibration-extra-field-of-view = Field of view
    .about = From the camera's data sheet, if you have it; makes distances truer.
    .usual = usual (65°)
    .value = { $degrees }°
calibration-extra-name = Name
    .about = What this calibration is called.
calibration-name-not-saved = The name of your calibration could not be saved: { $reason }

# The photo from the side.
calibration-photo-title = The angle of your neck
calibration-photo-sentence = Somebody takes it from the side, at the height of your neck, while you sit well. It is only looked at, and never kept.
calibration-photo-choose = Choose a picture …
calibration-photo-take = Take one with the camera
calibration-photo-taking = Sit sideways to the camera: { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    }
calibration-photo-opening = Opening …
calibration-photo-failed = The picture could not be opened
calibration-photo-failed-hint = Choose a photo in JPEG or PNG.
calibration-photo-no-camera = The camera gives no picture now.
calibration-photo-points = Move the two points: one to the tragus, the small bump before the ear canal, the other to C7, the bone that stands out most at the base of the neck.
calibration-photo-keys = Drag them, or use Tab and the arrow keys (with Shift: further). Plus and minus zoom.
calibration-photo-tragus = Tragus
calibration-photo-c7 = C7
calibration-photo-point = { $name }: { $x }, { $y }
calibration-photo-angle = { $degrees }°
calibration-photo-impossible = So no neck can stand; see that the points are on the ear and on the neck.
calibration-photo-use = Use this angle
calibration-photo-zoom-in = Zoom in
calibration-photo-zoom-out = Zoom out
calibration-photo-name = Photo from the side

# Weeks later.
calibration-recheck = Your calibration is { $weeks } weeks old. Chairs, screens and bodies change; ten seconds make the numbers fresh.
calibration-recheck-now = Calibrate again
calibration-recheck-later = Later
