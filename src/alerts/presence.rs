//! Whether somebody is there.

use super::AlertEvent;
use crate::{
    posture::{Pose, Reading, Why},
    time::Mono,
};

/// Nobody was seen for so long: to bend down for a pen, or to lean out of the picture, takes less.
const AWAY_SECS: f64 = 60.0;

/// What one moment says about who is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// Somebody is seen.
    Somebody,
    /// The picture is good, and nobody is in it.
    Nobody,
    /// Somebody is seen who is not the user, or not where the user was calibrated.
    Stranger,
    /// There is no picture, or none that tells (dark, covered).
    Nothing,
}

impl Sight {
    pub(super) fn of(pose: &Reading<Pose>) -> Self {
        match pose {
            Reading::Known(_) => Self::Somebody,
            Reading::Unknown(Why::Nobody) => Self::Nobody,
            Reading::Unknown(Why::SomeoneElse) => Self::Stranger,
            Reading::Unknown(_) => Self::Nothing,
        }
    }
}

/// Whether the user is away, over time.
#[derive(Clone, Debug, Default)]
pub(super) struct Presence {
    was_seen: bool,
    away_since: Option<Mono>,
    /// Nobody has been seen since then, and for how much of that time it is known.
    empty_since: Option<Mono>,
    empty_secs: f64,
}

impl Presence {
    /// Takes in one moment. Only the time between two moments that both show nobody counts as absence.
    pub(super) fn step(&mut self, at: Mono, counted_secs: f64, sight: Sight, events: &mut Vec<AlertEvent>) {
        match sight {
            Sight::Somebody => {
                if self.away_since.is_some() || !self.was_seen {
                    events.push(AlertEvent::Arrived { at });
                }
                *self = Self { was_seen: true, ..Self::default() };
            }
            Sight::Nobody => {
                if self.empty_since.is_some() {
                    self.empty_secs += counted_secs;
                }
                let since = *self.empty_since.get_or_insert(at);
                if self.empty_secs >= AWAY_SECS && self.away_since.is_none() {
                    self.leave(since, events);
                }
            }
            Sight::Stranger | Sight::Nothing => {}
        }
    }

    /// The user is away since then.
    pub(super) fn leave(&mut self, since: Mono, events: &mut Vec<AlertEvent>) {
        if self.away_since.is_none() {
            self.away_since = Some(since);
            events.push(AlertEvent::Left { since });
        }
    }

    pub(super) fn away_since(&self) -> Option<Mono> {
        self.away_since
    }

    /// For how long nobody has been there, as far as it is known: 0 while somebody is.
    pub(super) fn empty_secs(&self, at: Mono) -> f64 {
        self.away_since.map_or(self.empty_secs, |since| at - since)
    }
}
