//! How a calibration goes on, and which one is in force.

use std::sync::Arc;

use super::{Analysis, DEMO};
use crate::{
    engine::{CalibrationState, Event, analyzer::Calibration, capture::Capture},
    posture::{CALIBRATION_SECS, Neutral},
    text,
    time::Mono,
};

/// How long "calibrated" stays to be read.
const CALIBRATION_TOLD_SECS: f64 = 4.0;
/// How long it stays that a calibration was refused, and why: time to read it and to sit differently.
const REFUSAL_TOLD_SECS: f64 = 30.0;
/// How often it is looked whether the monitors are still the same: who docks a laptop takes his seat for longer.
const DESK_SECS: f64 = 30.0;

impl Analysis {
    pub(super) fn start_calibration(&mut self) {
        self.watcher.analyzer.start_calibration(CALIBRATION_SECS);
        self.snapshot.calibration =
            CalibrationState::Running { remaining_secs: CALIBRATION_SECS, progress: 0.0, problem: None };
    }

    pub(super) fn tell_calibration(&mut self, calibration: Calibration) {
        let at = self.clock.now();
        self.snapshot.calibration = match calibration {
            Calibration::Running { remaining_secs, problem } => CalibrationState::Running {
                remaining_secs,
                progress: (1.0 - remaining_secs / CALIBRATION_SECS) as f32,
                problem: problem.map(text::refusal_sentence),
            },
            Calibration::Done(neutral) => {
                if self.snapshot.source_spec != DEMO {
                    self.keep(&neutral);
                }
                self.snapshot.neutral = Some(neutral);
                CalibrationState::Done { at }
            }
            Calibration::Refused(refusal) => {
                if self.calibrate && self.snapshot.neutral.is_none() && !self.is_over {
                    self.watcher.analyzer.start_calibration(CALIBRATION_SECS);
                }
                CalibrationState::Refused { reason: text::refusal_sentence(refusal), at }
            }
            Calibration::Idle => match &self.snapshot.calibration {
                CalibrationState::Running { .. } => CalibrationState::Idle,
                other => other.clone(),
            },
        };
    }

    /// How a calibration ended is news for a while only, whether frames still come or not.
    pub(super) fn calibration_told_until(&self) -> Option<Mono> {
        match self.snapshot.calibration {
            CalibrationState::Done { at } => Some(at + CALIBRATION_TOLD_SECS),
            CalibrationState::Refused { at, .. } => Some(at + REFUSAL_TOLD_SECS),
            CalibrationState::Idle | CalibrationState::Running { .. } => None,
        }
    }

    /// A neutral that cannot be kept still serves until the program ends.
    fn keep(&mut self, neutral: &Arc<Neutral>) {
        self.own_neutral = Some(Arc::clone(neutral));
        // Whatever was wrong with the former one is wrong no longer.
        self.snapshot.notice = None;
        match self.keeping.keep(self.desk.as_ref(), neutral) {
            Ok(name) => {
                self.tell_profile(name);
                self.snapshot.profiles = self.keeping.list().into();
            }
            Err(error) => {
                self.snapshot.notice = Some(text::notice("notice-calibration-not-saved", &error));
            }
        }
    }

    /// Chooses the neutral of this camera and these monitors; looks from time to time whether they are still the same.
    pub(super) fn know_the_desk(&mut self) {
        let now = self.clock.now();
        let Some(camera) = self.capture.as_ref().and_then(Capture::camera) else { return };
        if self.desk.is_some() && now - self.desk_looked_at < DESK_SECS {
            return;
        }
        self.desk_looked_at = now;
        let Some(desk) = self.keeping.desk(camera) else { return };
        if self.desk.as_ref().is_some_and(|former| former.is_same_desk(&desk)) {
            return;
        }
        let chosen = self.keeping.choose(&desk);
        self.desk = Some(desk);
        self.own_neutral = chosen.neutral.map(Arc::new);
        self.watcher.set_neutral(self.own_neutral.clone());
        self.snapshot.neutral.clone_from(&self.own_neutral);
        self.snapshot.calibration = CalibrationState::Idle;
        if chosen.notice.is_some() {
            self.snapshot.notice = chosen.notice;
        }
        self.tell_profile(chosen.name);
        self.snapshot.profiles = self.keeping.list().into();
        if self.calibrate && self.own_neutral.is_none() {
            self.start_calibration();
        }
    }

    fn tell_profile(&mut self, name: Option<String>) {
        if self.snapshot.profile != name {
            self.snapshot.profile.clone_from(&name);
            self.emit(Event::Profile { name });
        }
    }

    /// Puts a profile aside. If it is the one in use, nothing is compared until there is another.
    pub(super) fn reset_profile(&mut self, id: &str) {
        match self.keeping.remove(id) {
            Ok(()) => {
                self.desk = None;
                self.know_the_desk();
            }
            Err(error) => self.snapshot.notice = Some(error.to_string()),
        }
        self.snapshot.profiles = self.keeping.list().into();
    }
}
