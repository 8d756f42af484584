//! A guide to breathe by, and whether the shoulders breathe along.

use super::state::{Hint, Phase};
use crate::{posture::Reading, time::Mono};

/// In and out: six breaths a minute, longer out than in.
const IN_SECS: f64 = 4.0;
const OUT_SECS: f64 = 6.0;
/// A breath that lifts the shoulders by more than this share of their width, 11 mm, is made with the neck.
const LIFT: f32 = 0.03;
/// A movement of the shoulders by this much, 4 mm, is a breath and no noise.
const SWING: f32 = 0.011;
/// Breaths that follow each other faster are not slow.
const HASTY_SECS: f64 = 3.0;
/// How many breaths in a row are told, hasty ones and lifting ones: one may be a sigh, or noise.
const HASTY_BREATHS: u32 = 3;
const LIFTING_BREATHS: u32 = 2;

/// The guide, and what was seen beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Breathing {
    /// Since the beginning.
    pub(super) secs: f64,
    pub(super) seen_secs: f64,
    /// The turning point of the shoulders' height that was seen last.
    extreme: Option<f32>,
    is_rising: bool,
    lowest: f32,
    last_breath: Option<Mono>,
    hasty: u32,
    lifting: u32,
    last: Option<Mono>,
}

impl Breathing {
    /// Takes in the height of the shoulders, in their widths; gives what to do differently.
    pub(super) fn step(&mut self, at: Mono, height: Reading<f32>) -> Option<Hint> {
        let step_secs = self.last.map_or(0.0, |last| at - last).max(0.0);
        self.last = Some(at);
        self.secs += step_secs;
        let height = height.known()?;
        self.seen_secs += step_secs;
        let extreme = *self.extreme.get_or_insert(height);
        if self.is_rising {
            self.extreme = Some(extreme.max(height));
            if extreme - height > SWING {
                self.is_rising = false;
                self.extreme = Some(height);
                let is_hasty = self.last_breath.is_some_and(|last| at - last < HASTY_SECS);
                self.hasty = if is_hasty { self.hasty + 1 } else { 0 };
                self.last_breath = Some(at);
                self.lifting = if extreme - self.lowest > LIFT { self.lifting + 1 } else { 0 };
                if self.lifting >= LIFTING_BREATHS {
                    return Some(Hint::ShouldersDown);
                }
            }
        } else {
            self.extreme = Some(extreme.min(height));
            if height - extreme > SWING {
                self.is_rising = true;
                self.lowest = extreme;
                self.extreme = Some(height);
            }
        }
        (self.hasty >= HASTY_BREATHS).then_some(Hint::Slower)
    }

    /// Where the guide is.
    pub(super) fn phase(&self, wanted_secs: f64) -> Phase {
        let of_breath = self.secs % (IN_SECS + OUT_SECS);
        let is_in = of_breath < IN_SECS;
        let progress = if is_in { of_breath / IN_SECS } else { (of_breath - IN_SECS) / OUT_SECS };
        Phase::Breathe { is_in, progress: progress as f32, secs: self.secs, wanted_secs }
    }
}
