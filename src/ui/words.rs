//! The window's own labels; words about states, findings and reasons are in [`crate::text`].

pub(super) const CALIBRATE: &str = "Calibrate";
pub(super) const CALIBRATE_NOW: &str = "Calibrate now";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const DISMISS: &str = "Dismiss";
pub(super) const SNOOZE: &str = "Snooze 30 min";
pub(super) const WAS_WRONG: &str = "That was wrong";
pub(super) const PAUSE: &str = "Pause";
pub(super) const RESUME: &str = "Resume";
pub(super) const ABOUT: &str = "About";
pub(super) const CLOSE: &str = "Close";
pub(super) const TRY_CAMERA: &str = "Try the camera again";
pub(super) const USE_CAMERA: &str = "Use the camera";
pub(super) const PLAY_AGAIN: &str = "Play again";
pub(super) const PLAY_DEMO: &str = "Play the demo";

pub(super) const OPENING: &str = "Opening …";
pub(super) const OPENING_SENTENCE: &str = "One moment; the picture comes as soon as the source gives one.";
pub(super) const PAUSED: &str = "Paused";
pub(super) const AWAY: &str = "Away";
pub(super) const ENDED: &str = "The recording is over";
pub(super) const ENDED_SENTENCE: &str = "It had no picture.";
pub(super) const NO_PICTURE: &str = "No picture";
pub(super) const DEMO_SENTENCE: &str =
    "Without a camera, the demo shows what Sitwell does: a computer-made person at a desk.";
pub(super) const WAITING: &str = "Looking …";
pub(super) const WAITING_SENTENCE: &str = "Waiting for the first judged picture.";

pub(super) const CALIBRATING: &str = "Sit upright and still";
pub(super) const CALIBRATING_SENTENCE: &str =
    "Sit well and at ease, and look at the screen. This becomes your neutral.";
pub(super) const CALIBRATING_GOOD: &str = "Good, keep still.";
pub(super) const CALIBRATION_REFUSED: &str = "The calibration did not work";
pub(super) const CALIBRATION_DONE: &str = "Calibrated. Everything is now compared with how you sat.";

pub(super) const MORE_MEASUREMENTS: &str = "All measurements";
pub(super) const SCORE: &str = "Score";
pub(super) const LAST_TEN_MINUTES: &str = "last 10 minutes";
pub(super) const SCORE_UNKNOWN: &str = "unknown";

pub(super) const CARE: &str = "What helps";
pub(super) const CARE_NOTHING: &str =
    "Nothing in particular now. Move every 30 to 60 minutes: variety beats a perfect posture.";
pub(super) const RED_FLAGS: &str = "Pain? When to see a professional";
pub(super) const RED_FLAGS_TITLE: &str = "When to see a professional";
pub(super) const RED_FLAGS_AT_ONCE: &str = "Get help at once if pain comes with:";
pub(super) const RED_FLAGS_SOON: &str = "Ask a doctor or physiotherapist if you have:";
pub(super) const NO_MEDICAL_DEVICE: &str = "Sitwell is no medical device and cannot tell what causes pain.";

pub(super) const LIVE_PICTURE: &str = "Live picture, mirrored";
pub(super) const LIMIT: &str = "limit";
pub(super) const NEUTRAL: &str = "neutral";
pub(super) const NEUTRAL_OVERLAY: &str = "your neutral";

pub(super) const ABOUT_TITLE: &str = "About Sitwell";
pub(super) const PRIVACY: &str = "Everything happens on this computer. Sitwell sends nothing over the network, and no picture is \
                                  ever stored: each one is looked at in memory and forgotten.";
pub(super) const ENGINE: &str = "Inference";
pub(super) const MODELS: &str = "Models";
pub(super) const LICENCES: &str = "Licences";
pub(super) const APPEARANCE: &str = "Appearance";
pub(super) const AS_THE_DESKTOP: &str = "As the desktop";
pub(super) const LIGHT: &str = "Light";
pub(super) const DARK: &str = "Dark";

pub(super) const SETTINGS: &str = "Settings";
pub(super) const DONE: &str = "Done";
pub(super) const ON: &str = "on";
pub(super) const OFF: &str = "off";
pub(super) const SET_BACK: &str = "Set back";

/// What a setting is called, and what it does in a sentence.
pub(super) struct SettingWords {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
}

const fn setting(name: &'static str, about: &'static str) -> SettingWords {
    SettingWords { name, about }
}

pub(super) const ALERTS: &str = "Alerts";
pub(super) const NOTIFICATIONS: SettingWords =
    setting("Notifications", "A message when you have sat in one posture for too long.");
pub(super) const DWELL: SettingWords = setting(
    "Wait before telling",
    "How long a posture lasts before it counts. A shorter one is just moving.",
);
pub(super) const ALERTS_AN_HOUR: SettingWords =
    setting("At most an hour", "Further messages about your posture are kept back.");
pub(super) const SOUND: SettingWords =
    setting("Sound", "A soft sound if a posture goes on after its message.");
pub(super) const SCREEN_EDGE: SettingWords =
    setting("Screen edge", "A soft colour at the edge of the screen if a posture goes on after its message.");

pub(super) const BREAKS: &str = "Breaks";
pub(super) const SITTING: SettingWords =
    setting("Sitting reminder", "A message when it is time to stand up. Being away starts the time anew.");
pub(super) const SITTING_AFTER: SettingWords = setting("First reminder", "After so long in the chair.");
pub(super) const FIRM_SITTING_AFTER: SettingWords =
    setting("Firmer reminder", "After so long in the chair, if you have stayed.");
pub(super) const EYE_BREAK: SettingWords =
    setting("Eye break", "Every 20 minutes: look at something far away for 20 seconds.");

pub(super) const CAMERA: &str = "Camera";
pub(super) const SOURCE: SettingWords =
    setting("Which camera", "Write camera for any, or camera:NAME for the one of that name.");
pub(super) const RELEASE_WHEN_AWAY: SettingWords = setting(
    "Close it while nobody is there",
    "Its light goes out, and Sitwell looks now and then whether you are back.",
);
pub(super) const AWAY_AFTER: SettingWords =
    setting("Close it after", "So long without anybody in the picture.");

pub(super) const DESKTOP: &str = "Desktop";
pub(super) const START_WITH_DESKTOP: SettingWords =
    setting("Start with the desktop", "Sitwell begins by itself when you log in.");
pub(super) const TRAY: SettingWords =
    setting("Tray icon", "Shows how you sit, and pauses with a click, where the desktop has a tray.");
pub(super) const CLOSE_TO_BACKGROUND: SettingWords = setting(
    "Go on without the window",
    "Closing the window leaves Sitwell watching, where the desktop can call the window back.",
);

pub(super) const CALIBRATIONS: &str = "Calibrations";
pub(super) const CALIBRATIONS_SENTENCE: &str =
    "One for every camera and desk. Sitwell takes the one that belongs to where you are.";
pub(super) const NO_CALIBRATIONS: &str =
    "There is none yet. Calibrate, and it is kept for this camera and desk.";
pub(super) const IN_USE: &str = "in use now";
pub(super) const RESET: &str = "Reset";
pub(super) const RESET_NOW: &str = "Reset this calibration";
pub(super) const RESET_SENTENCE: &str = "Sitwell will ask you to calibrate again at this desk.";
