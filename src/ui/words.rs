//! The window's own labels; words about states, findings and reasons are in [`crate::text`].

pub(in crate::ui) const CALIBRATE: &str = "Calibrate";
pub(in crate::ui) const CALIBRATE_NOW: &str = "Calibrate now";
pub(in crate::ui) const CANCEL: &str = "Cancel";
pub(in crate::ui) const TRY_AGAIN: &str = "Try again";
pub(in crate::ui) const DISMISS: &str = "Dismiss";
pub(in crate::ui) const SNOOZE: &str = "Snooze 30 min";
pub(in crate::ui) const WAS_WRONG: &str = "That was wrong";
pub(in crate::ui) const PAUSE: &str = "Pause";
pub(in crate::ui) const RESUME: &str = "Resume";
pub(in crate::ui) const ABOUT: &str = "About";
pub(in crate::ui) const CLOSE: &str = "Close";
pub(in crate::ui) const TRY_CAMERA: &str = "Try the camera again";
pub(in crate::ui) const USE_CAMERA: &str = "Use the camera";
pub(in crate::ui) const PLAY_AGAIN: &str = "Play again";
pub(in crate::ui) const PLAY_DEMO: &str = "Play the demo";

pub(in crate::ui) const OPENING: &str = "Opening …";
pub(in crate::ui) const OPENING_SENTENCE: &str =
    "One moment; the picture comes as soon as the source gives one.";
pub(in crate::ui) const PAUSED: &str = "Paused";
pub(in crate::ui) const AWAY: &str = "Away";
pub(in crate::ui) const ENDED: &str = "The recording is over";
pub(in crate::ui) const ENDED_SENTENCE: &str = "It had no picture.";
pub(in crate::ui) const NO_PICTURE: &str = "No picture";
pub(in crate::ui) const DEMO_SENTENCE: &str =
    "Without a camera, the demo shows what Sitwell does: a computer-made person at a desk.";
pub(in crate::ui) const WAITING: &str = "Looking …";
pub(in crate::ui) const WAITING_SENTENCE: &str = "Waiting for the first judged picture.";

pub(in crate::ui) const CALIBRATING: &str = "Sit upright and still";
pub(in crate::ui) const CALIBRATING_SENTENCE: &str =
    "Sit well and at ease, and look at the screen. This becomes your neutral.";
pub(in crate::ui) const CALIBRATING_GOOD: &str = "Good, keep still.";
pub(in crate::ui) const CALIBRATION_REFUSED: &str = "The calibration did not work";
pub(in crate::ui) const CALIBRATION_DONE: &str = "Calibrated. Everything is now compared with how you sat.";

pub(in crate::ui) const MORE_MEASUREMENTS: &str = "All measurements";
pub(in crate::ui) const SCORE: &str = "Score";
pub(in crate::ui) const LAST_TEN_MINUTES: &str = "last 10 minutes";
pub(in crate::ui) const SCORE_UNKNOWN: &str = "unknown";

pub(in crate::ui) const CARE: &str = "What helps";
pub(in crate::ui) const CARE_NOTHING: &str =
    "Nothing in particular now. Move every 30 to 60 minutes: variety beats a perfect posture.";

pub(in crate::ui) const LIVE_PICTURE: &str = "Live picture, mirrored";
pub(in crate::ui) const LIMIT: &str = "limit";
pub(in crate::ui) const NEUTRAL: &str = "neutral";
pub(in crate::ui) const NEUTRAL_OVERLAY: &str = "your neutral";

pub(in crate::ui) const ABOUT_TITLE: &str = "About Sitwell";
pub(in crate::ui) const PRIVACY: &str = "Everything happens on this computer. Sitwell sends nothing over the network, and no picture is \
                                  ever stored: each one is looked at in memory and forgotten.";
pub(in crate::ui) const ENGINE: &str = "Inference";
pub(in crate::ui) const MODELS: &str = "Models";
pub(in crate::ui) const LICENCES: &str = "Licences";
pub(in crate::ui) const APPEARANCE: &str = "Appearance";
pub(in crate::ui) const AS_THE_DESKTOP: &str = "As the desktop";
pub(in crate::ui) const LIGHT: &str = "Light";
pub(in crate::ui) const DARK: &str = "Dark";

pub(in crate::ui) const SETTINGS: &str = "Settings";
pub(in crate::ui) const DONE: &str = "Done";
pub(in crate::ui) const ON: &str = "on";
pub(in crate::ui) const OFF: &str = "off";
pub(in crate::ui) const SET_BACK: &str = "Set back";

/// What a setting is called, and what it does in a sentence.
pub(in crate::ui) struct SettingWords {
    pub(in crate::ui) name: &'static str,
    pub(in crate::ui) about: &'static str,
}

const fn setting(name: &'static str, about: &'static str) -> SettingWords {
    SettingWords { name, about }
}

pub(in crate::ui) const ALERTS: &str = "Alerts";
pub(in crate::ui) const NOTIFICATIONS: SettingWords =
    setting("Notifications", "A message when you have sat in one posture for too long.");
pub(in crate::ui) const DWELL: SettingWords = setting(
    "Wait before telling",
    "How long a posture lasts before it counts. A shorter one is just moving.",
);
pub(in crate::ui) const ALERTS_AN_HOUR: SettingWords =
    setting("At most an hour", "Further messages about your posture are kept back.");
pub(in crate::ui) const SOUND: SettingWords =
    setting("Sound", "A soft sound if a posture goes on after its message.");
pub(in crate::ui) const SCREEN_EDGE: SettingWords =
    setting("Screen edge", "A soft colour at the edge of the screen if a posture goes on after its message.");

pub(in crate::ui) const BREAKS: &str = "Breaks";
pub(in crate::ui) const SITTING: SettingWords =
    setting("Sitting reminder", "A message when it is time to stand up. Being away starts the time anew.");
pub(in crate::ui) const SITTING_AFTER: SettingWords =
    setting("First reminder", "After so long in the chair.");
pub(in crate::ui) const FIRM_SITTING_AFTER: SettingWords =
    setting("Firmer reminder", "After so long in the chair, if you have stayed.");
pub(in crate::ui) const EYE_BREAK: SettingWords =
    setting("Eye break", "Every 20 minutes: look at something far away for 20 seconds.");

pub(in crate::ui) const CAMERA: &str = "Camera";
pub(in crate::ui) const SOURCE: SettingWords =
    setting("Which camera", "Write camera for any, or camera:NAME for the one of that name.");
pub(in crate::ui) const RELEASE_WHEN_AWAY: SettingWords = setting(
    "Close it while nobody is there",
    "Its light goes out, and Sitwell looks now and then whether you are back.",
);
pub(in crate::ui) const AWAY_AFTER: SettingWords =
    setting("Close it after", "So long without anybody in the picture.");

pub(in crate::ui) const DESKTOP: &str = "Desktop";
pub(in crate::ui) const START_WITH_DESKTOP: SettingWords =
    setting("Start with the desktop", "Sitwell begins by itself when you log in.");
pub(in crate::ui) const TRAY: SettingWords =
    setting("Tray icon", "Shows how you sit, and pauses with a click, where the desktop has a tray.");
pub(in crate::ui) const CLOSE_TO_BACKGROUND: SettingWords = setting(
    "Go on without the window",
    "Closing the window leaves Sitwell watching, where the desktop can call the window back.",
);

pub(in crate::ui) const CALIBRATIONS: &str = "Calibrations";
pub(in crate::ui) const CALIBRATIONS_SENTENCE: &str =
    "One for every camera and desk. Sitwell takes the one that belongs to where you are.";
pub(in crate::ui) const NO_CALIBRATIONS: &str =
    "There is none yet. Calibrate, and it is kept for this camera and desk.";
pub(in crate::ui) const IN_USE: &str = "in use now";
pub(in crate::ui) const RESET: &str = "Reset";
pub(in crate::ui) const RESET_NOW: &str = "Reset this calibration";
pub(in crate::ui) const RESET_SENTENCE: &str = "Sitwell will ask you to calibrate again at this desk.";
