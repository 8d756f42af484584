# The exercises and their page. The words of an exercise: its name, why it helps, what to do, what to mind.

exercise-chin-tuck = Chin tuck
    .why = It brings the head back over the shoulders and trains the small muscles that hold it there.
    .step-1 = Sit tall and look straight ahead.
    .step-2 = Draw the chin straight back, as if to make a double chin; look neither up nor down.
    .step-3 = Hold, keep breathing, and feel the back of the neck grow long.
    .step-4 = Let go slowly.
    .caution = Glide gently. Stop if it hurts, tingles or makes you dizzy.

exercise-shoulder-rolls = Shoulder rolls
    .why = They loosen shoulders that have crept up or forward.
    .step-1 = Let both arms hang.
    .step-2 = Lift the shoulders towards the ears.
    .step-3 = Roll them back and down in one slow, large circle.
    .step-4 = Breathe out as they sink.
    .caution = Make the circles smaller if a shoulder catches or hurts.

exercise-shoulder-blade-squeeze = Shoulder-blade squeeze
    .why = It trains the muscles between the shoulder blades, which draw the shoulders back.
    .step-1 = Sit or stand tall with the arms at your sides.
    .step-2 = Draw the shoulder blades together and a little down.
    .step-3 = Hold without lifting the shoulders or arching the back.
    .step-4 = Let go slowly.
    .caution = Half of your strength is enough. Stop at pain.

exercise-band-pull-apart = Band pull-apart
    .why = It strengthens the muscles that hold the shoulder blades back.
    .step-1 = Hold a light band in front of you at chest height, the arms almost straight.
    .step-2 = Pull it apart until the arms point to the sides.
    .step-3 = Squeeze the shoulder blades for a moment.
    .step-4 = Come back slowly, against the band.
    .caution = Take a lighter band if the shoulders rise. Check the band for cracks first.

exercise-wall-angels = Wall angels
    .why = They move a stiff upper back, open the chest and teach the shoulder blades to glide down and back.
    .step-1 = Stand with back and head near a wall, the feet a step away from it.
    .step-2 = Raise the bent arms until the elbows are at shoulder height.
    .step-3 = Slide the arms up along the wall as far as is easy.
    .step-4 = Slide down again, and keep the lower ribs quiet.
    .caution = Only as high as it stays free of pain; the hands need not touch the wall.

exercise-y-and-w = Y and W, standing
    .why = It strengthens the lower part of the trapezius and the muscles between the shoulder blades, which keep the upper back upright.
    .step-1 = Stand tall, knees soft, the shoulders low.
    .step-2 = Lift both arms into a Y, thumbs pointing back.
    .step-3 = Draw the elbows down and back into a W, towards the ribs.
    .step-4 = Squeeze the shoulder blades for a moment, then go up to the Y again.
    .caution = Lift only as far as the neck stays relaxed. Stop at pain in a shoulder.

exercise-y-and-w-prone = Y and W, lying
    .why = Against their own weight the arms train the lower trapezius and the muscles between the shoulder blades.
    .step-1 = Lie face down on a mat or a bench, a folded towel under the forehead.
    .step-2 = Lift the arms into a Y, thumbs up, and lower them.
    .step-3 = Lift them bent into a W, elbows towards the ribs, and lower them.
    .step-4 = Lift only as far as the neck stays relaxed.
    .caution = Standing it is easier. Stop at pain in a shoulder or the low back.

exercise-doorframe-stretch = Doorframe chest stretch
    .why = It lengthens the chest muscles that pull the shoulders forward.
    .step-1 = Stand in a doorway with the forearms on the frame, elbows at shoulder height.
    .step-2 = Step one foot through until you feel the chest open.
    .step-3 = Keep the back straight and breathe.
    .step-4 = Step back slowly.
    .caution = Lower the elbows if a shoulder pinches.

exercise-arm-across-chest = Arm across the chest
    .why = It stretches the back of the shoulder and the muscles beside the shoulder blade.
    .step-1 = Bring one arm straight across the chest at shoulder height.
    .step-2 = With the other hand, draw it closer above the elbow.
    .step-3 = Keep the shoulder low and breathe.
    .step-4 = Come back slowly and change sides.
    .caution = Pull above the elbow, not on it. A stretch may pull; it must not hurt.

exercise-upper-trapezius-stretch = Side-of-neck stretch
    .why = It eases the muscle from the neck to the shoulder, which tightens when one side is lifted.
    .step-1 = Sit tall and put one hand behind your back.
    .step-2 = Let the head sink towards the other shoulder, and keep looking ahead.
    .step-3 = Stay where you feel a mild pull, and breathe.
    .step-4 = Come back slowly and change sides.
    .caution = Do not pull the head with the hand. Stop at tingling in the arm.

exercise-levator-scapulae-stretch = Look-to-the-armpit stretch
    .why = It eases the muscle from the neck to the shoulder blade, which works hard when the head hangs forward.
    .step-1 = Turn the head halfway to one side.
    .step-2 = Lower the nose towards that armpit.
    .step-3 = Rest the hand of that side on the head and let its weight do the work.
    .step-4 = Breathe, come back slowly and change sides.
    .caution = Only the weight of the hand, no pulling. Leave it out if it makes you dizzy.

exercise-thoracic-opener = Upper-back opener
    .why = It lets a rounded upper back lean the other way for a while.
    .step-1 = Lie on your back with a roller or a double ball across, under the shoulder blades, knees bent.
    .step-2 = Support the head with both hands.
    .step-3 = Lean back over it and breathe out.
    .step-4 = Move a hand's width further and go on.
    .caution = Keep off the neck and the low back. Ask first if your bones are brittle.

exercise-banded-shoulder-distraction = Shoulder opener with a band
    .why = A gentle pull gives a stiff shoulder room to move overhead.
    .step-1 = Fix a long band high and firmly, and hold it with one hand.
    .step-2 = Step back and lean until the band draws the arm long.
    .step-3 = Let the shoulder blade glide, and breathe.
    .step-4 = Come back slowly and change sides.
    .caution = Stop at pain. Leave it out if a shoulder has ever been dislocated.

exercise-diaphragmatic-breathing = Slow belly breathing
    .why = Slow breaths low in the ribs let the neck and shoulder muscles rest, also under stress.
    .step-1 = Sit back with one hand on the lower ribs.
    .step-2 = Breathe in through the nose and feel the ribs widen to the sides.
    .step-3 = Breathe out slowly, longer than in.
    .step-4 = Let the shoulders stay quiet.
    .caution = Breathe as usual again if you feel light-headed.

exercise-walk = Stand up and walk
    .why = No posture is good for hours; a change of position helps more than a perfect one.
    .step-1 = Stand up now, before you feel stiff.
    .step-2 = Fetch some water, or walk up and down for a few minutes.
    .step-3 = Take the next call standing, and stretch in front of the television.
    .step-4 = Gather at least 8,000 steps over the day.
    .caution = Begin with less if you are not used to walking.

exercise-daily-movement = Movement of your choice
    .why = Regular stretching, mobility and strength keep an upper back well better than any one exercise.
    .step-1 = Choose what you like: stretching, yoga, mobility, or strength.
    .step-2 = Let the core have its share: the belly and the low back.
    .step-3 = Two to four days a week are a good beginning.
    .step-4 = Tell Sitwell when you have done it; it keeps the record.
    .caution = Begin with little and add slowly.

# The page.

exercises-all = All exercises
exercises-massage = Self-massage
exercises-habits = Habits
exercises-causes = Causes and muscles
exercises-for-you = For you
exercises-show = Show
exercises-start = Start
exercises-another = Something else
exercises-back = Back
exercises-any = Any
exercises-need = Helps with
exercises-kit = Needs
exercises-place = Place
exercises-time = Time
exercises-muscle = Muscle
exercises-at-hand = What I have
exercises-nothing-needed = Nothing
exercises-up-to = Up to { $minutes } min
exercises-choice = { $name }: { $value }
exercises-clear = Show all
exercises-count = { $shown } of { $all } exercises
exercises-none-fit = No exercise fits all of that.
exercises-how = What to do
exercises-step = Step { $number }: { $step }
exercises-mind = What to mind
exercises-works-on = Works on
exercises-dose = How much
exercises-dose-source = Where the numbers come from
exercises-takes = Takes
exercises-needs-kit = You need
exercises-where = Where
exercises-answers = Helps with
exercises-check = The camera
exercises-check-counts = counts along with you
exercises-check-timer = cannot see it; a timer runs
exercises-check-away = sees that you are away
exercises-check-log = sees nothing of it; you tell
exercises-kept-back = Kept back for now
exercises-withheld = Kept back for now, because of what you told about how you feel. Please ask a professional first.
exercises-spine = One question first: were you ever told that you have a condition of the spine?
    .why = With one, please ask a doctor or a physiotherapist before you try a new exercise. You are asked only once, and the answer stays on this computer.
    .no = No
    .yes = Yes
exercises-just-done = Well done. A rest is part of it; that will do for now.
exercises-see-professional = After what you told about how you feel, please see a professional before you do any exercise.
exercises-nothing-fits = Nothing fits what you have and where you are. The settings tell what that is.
exercises-good-now = Nothing in particular now. Move every 30 to 60 minutes: variety beats a perfect posture.
exercises-at-the-desk = At the desk: { $advice }
exercises-also = Goes well with it: { $exercise }
exercises-finished = Well done

routines = Routines
routines-two-minutes = Two minutes
    .about = A pause between two pieces of work, built from what was seen today.
routines-ten-minutes = Ten minutes
    .about = Once a day, for everything that was seen today.
routines-empty = Nothing can be put together from what you have and where you are.
routines-order = Loosen first, strengthen while you are fresh, then stretch, and end with a calm breath.
routines-step = { $number } of { $all }
