# The help, and the box about the program.

help-intro = What Sitwell can tell you, what it cannot, and how to get the best of it.

help-sees = What Sitwell sees
    .line-1 = Where your head and your shoulders are, compared with your own neutral.
    .line-2 = Whether you lean, look down, turn away or come close to the screen.
    .line-3 = How long you have been sitting, and whether you are there at all.
    .line-4 = When it cannot tell, and why. Then it says “unknown” and counts nothing.
help-sees-not = What it cannot see
    .line-1 = Your lower back, your legs, your chair: they are not in the picture.
    .line-2 = Pain, tension or their causes. How you feel only you know.
    .line-3 = Whether a posture is good or bad for you. It tells how far you are from your neutral, and for how long.
    .line-4 = Who you are. It recognises nobody.
help-numbers = How the numbers come about
    .line-1 = A small network, on this computer, finds nose, eyes, ears and shoulders in the picture.
    .line-2 = A model of the body then looks for the posture that explains these points best, with your neutral as the start. So every number is a change from how you sat when you calibrated.
    .line-3 = Behind ± stands how far the truth may be away, nine times out of ten. From the front, leaning in and slouching look much alike; then the range is wide, or the number is left out.
    .line-4 = A limit is what a webcam can tell apart from noise, or what studies of posture found. It is no border between healthy and ill.

help-questions = Questions people ask
help-red-flags = Pain?
    .about = Some signs belong to a doctor or physiotherapist, not to a program.
help-keys = Keys
    .tab = from one control to the next; with Shift back
    .space = press the chosen button or switch
    .escape = close what lies over the window; then back to the first page
    .pages = the pages, from the first to the last
    .help = this help
    .compact = the small window that stays above the others, and back
    .undo = on the page of the settings: take back the last change
help-key-tab = Tab
    .space = Space
    .escape = Esc
    .pages = Ctrl+1 … Ctrl+6
    .help = F1
    .compact = F9
    .undo = Ctrl+Z
help-tour = Show the tour again
help-about = About
help-about-title = About Sitwell
    .privacy = Everything happens on this computer. Sitwell sends nothing over the network, and no picture is ever stored: each one is looked at in memory and forgotten.
    .no-medical-device = Sitwell is no medical device: it neither finds nor treats an illness.
    .engine = Inference
    .models = Models
    .licences = Licences
