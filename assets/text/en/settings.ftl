# The page of the settings: every choice with a sentence about it (.about).

settings-intro = Everything here is kept on this computer. Changes hold at once.
settings-undo = Undo
    .hint = Takes back the last change (Ctrl+Z)
settings-all-back = Set all back
    .hint = Everything on this page as it usually is; undo brings it back
settings-usually = Usually { $value }
settings-set-back = Set back
    .to = { $setting }: set back to { $value }
settings-on = on
settings-off = off
settings-less = { $setting }: less
settings-more = { $setting }: more

settings-alerts = Alerts
settings-notifications = Notifications
    .about = A message when you have sat in one posture for too long.
settings-dwell = Wait before telling
    .about = How long a posture lasts before it counts. A shorter one is just moving.
settings-alerts-an-hour = At most an hour
    .about = Further messages about your posture are kept back.
settings-sound = Sound
    .about = A soft sound if a posture goes on after its message.
settings-screen-edge = Screen edge
    .about = A soft colour at the edge of the screen if a posture goes on after its message.

settings-breaks = Breaks
settings-sitting = Sitting reminder
    .about = A message when it is time to stand up. Being away starts the time anew.
settings-sitting-after = First reminder
    .about = After so long in the chair.
settings-sitting-long-after = Firmer reminder
    .about = After so long in the chair, if you have stayed.
settings-eye-break = Eye break
    .about = Every 20 minutes: look at something far away for 20 seconds.

settings-camera = Camera
settings-source = Which camera
    .about = Write camera for any, or camera:NAME for the one of that name.
settings-release-when-away = Close it while nobody is there
    .about = Its light goes out, and Sitwell looks now and then whether you are back.
settings-away-after = Close it after
    .about = So long without anybody in the picture.

settings-place = Where you are
    .about = Exercises that suit the place come first.
settings-kit = At hand
    .about = Exercises that need something else are not suggested.

settings-desktop = Desktop
settings-start-with-desktop = Start with the desktop
    .about = Sitwell begins by itself when you log in.
settings-tray = Tray icon
    .about = Shows how you sit, and pauses with a click, where the desktop has a tray.
settings-close-to-background = Go on without the window
    .about = Closing the window leaves Sitwell watching, where the desktop can call the window back.

settings-window = Window
settings-as-the-desktop = As the desktop
settings-theme = Colours
    .about = Few Linux desktops tell a program whether they are light or dark; then choose here.
    .light = Light
    .dark = Dark
settings-motion = Motion
    .about = Reduced shows exercises as rows of pictures, and nothing glides.
    .reduced = Reduced
    .full = Full
settings-picture = Live picture
    .about = The skeleton alone shows how you sit without showing you.
    .camera = Camera and skeleton
    .skeleton = Skeleton alone
settings-language = Language
    .about = Of the window, the tray and the messages. Commands in a terminal stay English.

settings-calibrations = Calibrations
    .about = One for every camera and desk. Sitwell takes the one that belongs to where you are.
    .none = There is none yet. Calibrate, and it is kept for this camera and desk.
    .in-use = in use now
settings-reset = Reset
    .name = Reset { $profile }
    .now = Reset this calibration
    .question = Sitwell will ask you to calibrate again at this desk.

settings-data = Your data
    .about = Sitwell keeps numbers about how you sat, your exercises and what you tell about how you feel: on this computer alone. You can delete them on the page “History” at any time. No picture is ever kept.
    .place = They are in { $path }
settings-retention = Keep for
    .about = Older days are deleted for good the next time Sitwell starts watching, with the exercises and feelings of those days.
    .unlimited = Always
    .two-years = Two years
    .one-year = One year
    .three-months = Three months
