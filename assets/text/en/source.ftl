# What camera or file is doing, and what to do about it (.hint); parts of a sentence.
# What stands between backticks is to be typed, and stays as it is.

source-covered = the camera sees nothing
    .hint = open its shutter or uncover the lens; if the room is dark, switch a light on
source-dark = it is too dark to see you
    .hint = a lamp in front of you, beside the screen, helps most
source-away = nobody has been there for a while; the camera is closed
source-since = Since { $time }.

pause-by-user = you paused; the camera is closed
pause-asleep = the computer sleeps; the camera is closed
pause-locked = the screen is locked; the camera is closed
pause-switched-away = somebody else has the screen; the camera is closed

source-no-camera = no camera was found
    .hint = plug a camera in or switch it on (some laptops have a key or a slider for it); `sitwell cameras` lists what is there
    .of-number = there is no camera number { $number }
    .of-name = no camera has `{ $name }` in its name
    .others = there are: { $cameras }
    .no-others = there is none at all
source-busy = { $camera } is in use by another program
    .hint = close the program that shows its picture (a call, a browser tab, another Sitwell)
source-given-away = { $program } wanted { $camera } and has it
    .hint = Sitwell watches again by itself when the camera is free
source-denied = { $camera } may not be opened by this user (permission denied)
    .hint = allow camera access for this program in the system's privacy settings
    .hint-on-linux = add yourself to the group that owns it: `sudo usermod -aG video $USER`, then log in again
source-unplugged = { $camera } was unplugged
    .hint = plug it in again; it is found by itself
source-stalled = { $camera } sends no pictures
    .hint = plug it out and in again, or try another USB port without a hub
source-only-damaged = { $camera } sends only damaged pictures ({ $reason })
    .hint = try another cable, or another USB port without a hub
source-unsupported-format = { $camera } offers no picture format that Sitwell can read ({ $offers })
    .hint = try another camera; MJPEG, YUYV, UYVY, NV12, RGB, BGR and grey can be read
source-backend = { $camera }: { $said }
    .hint = `sitwell doctor` shows what the system says about the camera

notice-calibration-not-saved = Your calibration could not be saved: { $reason }
notice-calibration-not-read = Your calibration could not be read: { $reason }
notice-not-saved-hint = make the file and its folder writable, on a disk that is not full
notice-settings-not-saved = Your settings hold until Sitwell ends; they could not be saved: { $reason }
notice-settings-not-read = Your settings could not be read, so the usual ones hold: { $reason }
notice-new-desk = This desk is new to Sitwell: "{ $profile }" was calibrated with other monitors, from which you may sit differently.
    .hint = calibrate once at this desk; from then on it is chosen by itself
