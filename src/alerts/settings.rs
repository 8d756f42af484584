//! What the user may choose about alerts.

use serde::{Deserialize, Serialize};

/// What the user may choose about alerts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own that the user sees")]
pub struct AlertSettings {
    /// Whether a lasting fault is told by a notification.
    pub notifications: bool,
    /// How long a fault lasts before it is told, in seconds.
    pub dwell_secs: f64,
    /// The most alerts about the posture an hour.
    pub max_an_hour: u32,
    /// Whether a fault that lasts on after it was told makes a sound.
    pub sound: bool,
    /// Whether a fault that lasts on after it was told colours the screen's edge.
    pub screen_edge: bool,
    /// Whether sitting for long is told.
    pub sitting_reminder: bool,
    /// After how long sitting is told, in seconds.
    pub sitting_secs: f64,
    /// After how long it is told once more and more firmly, in seconds.
    pub firm_sitting_secs: f64,
    /// Whether a rest for the eyes is proposed every twenty minutes.
    pub eye_break: bool,
}

impl Default for AlertSettings {
    fn default() -> Self {
        Self {
            notifications: true,
            dwell_secs: 60.0,
            max_an_hour: 4,
            sound: false,
            screen_edge: false,
            sitting_reminder: true,
            sitting_secs: 30.0 * 60.0,
            firm_sitting_secs: 50.0 * 60.0,
            eye_break: false,
        }
    }
}
