//! The labels of the live page and of the exercises.

pub(in crate::ui) const CALIBRATE_NOW: &str = "Calibrate now";
pub(in crate::ui) const CANCEL: &str = "Cancel";
pub(in crate::ui) const TRY_AGAIN: &str = "Try again";
pub(in crate::ui) const DISMISS: &str = "Dismiss";
pub(in crate::ui) const SNOOZE: &str = "Snooze 30 min";
pub(in crate::ui) const WAS_WRONG: &str = "That was wrong";
pub(in crate::ui) const RESUME: &str = "Resume";
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


pub(in crate::ui) const LIVE_PICTURE: &str = "Live picture, mirrored";
pub(in crate::ui) const LIMIT: &str = "limit";
pub(in crate::ui) const NEUTRAL: &str = "neutral";
pub(in crate::ui) const NEUTRAL_OVERLAY: &str = "your neutral";
