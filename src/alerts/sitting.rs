//! How long the user has been sitting, and looking at the screen.

use super::{AlertSettings, presence::Sight};
use crate::time::Mono;

/// So long an absence is a break. Two minutes of walking in every twenty are the shortest interruption of sitting for
/// which an effect was measured (Dunstan 2012).
pub(crate) const BREAK_SECS: f64 = 120.0;
/// While nothing is known (a dark picture, a camera in trouble) the user is taken to sit on for so long.
const MAX_UNKNOWN_SECS: f64 = 60.0;
/// When nothing was known for so long, nobody can say that the user was sitting all the time.
pub(crate) const FORGOTTEN_SECS: f64 = 3600.0;
/// 20-20-20: every twenty minutes look at something twenty feet (6 m) away for twenty seconds.
const LOOKING_SECS: f64 = 20.0 * 60.0;
const REST_OF_EYES_SECS: f64 = 20.0;

/// The present sitting.
#[derive(Clone, Debug, Default)]
pub(super) struct Sitting {
    since: Option<Mono>,
    last_seen: Option<Mono>,
    sat_secs: f64,
    unknown_secs: f64,
    /// How long it had lasted when the user was last told.
    told_at_secs: Option<f64>,
    looked_secs: f64,
}

impl Sitting {
    /// Takes in one moment; `empty_secs` is for how long nobody has been there.
    pub(super) fn step(&mut self, at: Mono, counted_secs: f64, sight: Sight, empty_secs: f64) {
        let is_forgotten = self.last_seen.is_some_and(|last| at - last >= FORGOTTEN_SECS);
        if empty_secs >= BREAK_SECS || is_forgotten {
            *self = Self::default();
        }
        if empty_secs >= REST_OF_EYES_SECS {
            self.looked_secs = 0.0;
        }
        match sight {
            Sight::Somebody => {
                self.since.get_or_insert(at);
                self.last_seen = Some(at);
                self.unknown_secs = 0.0;
                self.sit(counted_secs);
            }
            Sight::Stranger | Sight::Nothing if empty_secs == 0.0 => {
                self.unknown_secs += counted_secs;
                if self.since.is_some() && self.unknown_secs <= MAX_UNKNOWN_SECS {
                    self.sit(counted_secs);
                }
            }
            _ => {}
        }
    }

    fn sit(&mut self, secs: f64) {
        self.sat_secs += secs;
        self.looked_secs += secs;
    }

    /// Since when the user sits.
    pub(super) fn since(&self) -> Option<Mono> {
        self.since
    }

    /// Whether the sitting is to be told: first at the one time, firmly at the other, then firmly again and again
    /// after as long as the first took. `Some(true)`: firmly.
    pub(super) fn due(&self, settings: &AlertSettings) -> Option<bool> {
        let (first, firm) = (settings.sitting_secs, settings.firm_sitting_secs);
        let due_at_secs = match self.told_at_secs {
            None => first.min(firm),
            Some(told) if told < firm => firm,
            Some(told) => told + first,
        };
        (settings.sitting_reminder && self.sat_secs >= due_at_secs).then_some(self.sat_secs >= firm)
    }

    pub(super) fn told(&mut self) {
        self.told_at_secs = Some(self.sat_secs);
    }

    /// Since about when the eyes have been at the screen, if that is for long.
    pub(super) fn eyes_due_since(&self, at: Mono) -> Option<Mono> {
        (self.looked_secs >= LOOKING_SECS).then(|| at + -self.looked_secs)
    }

    pub(super) fn rest_eyes(&mut self) {
        self.looked_secs = 0.0;
    }
}
