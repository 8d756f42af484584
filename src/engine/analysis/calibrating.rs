//! How a calibration goes on, and which one is in force.

use std::sync::Arc;

use super::{Analysis, DEMO};
use crate::{
    engine::{
        CalibrationState, CalibrationStep, Event, Guide, Taken, analyzer::Calibration, capture::Capture,
    },
    posture::{CALIBRATION_SECS, Neutral},
    text,
    time::{Mono, WallTime},
};

/// How long "calibrated" stays to be read, where the user is not guided.
const CALIBRATION_TOLD_SECS: f64 = 4.0;
/// How long it stays that a calibration was refused, and why: time to read it and to sit differently.
const REFUSAL_TOLD_SECS: f64 = 30.0;
/// How often it is looked whether the monitors are still the same: who docks a laptop takes his seat for longer.
const DESK_SECS: f64 = 30.0;
/// After so long a new calibration is worth its ten seconds: chairs are set, screens are moved a little, and bodies change.
/// Nobody has measured how fast; what moves at once is noticed at once, as drift.
const RECHECK_HOURS: i64 = 6 * 7 * 24;

impl Analysis {
    /// Takes the neutral at once, of whoever is there, without guiding anybody.
    fn start_calibration(&mut self) {
        self.watcher.analyzer.start_calibration(CALIBRATION_SECS);
        self.snapshot.calibration =
            CalibrationState::Running { remaining_secs: CALIBRATION_SECS, progress: 0.0, problem: None };
    }

    pub(super) fn start_guide(&mut self) {
        self.former = None;
        self.snapshot.guide = None;
        self.start_step(CalibrationStep::Framing);
    }

    pub(super) fn start_step(&mut self, step: CalibrationStep) {
        let needs_neutral = matches!(step, CalibrationStep::Own(_) | CalibrationStep::ChinTuck);
        let step =
            if needs_neutral && self.snapshot.neutral.is_none() { CalibrationStep::Framing } else { step };
        let guide = self.snapshot.guide.get_or_insert_with(|| Guide::at(step));
        *guide = Guide { taken: guide.taken.take(), ..Guide::at(step) };
        self.snapshot.calibration = CalibrationState::Idle;
        self.watcher.analyzer.start_step(step);
    }

    /// After the source was opened again, or the desk turned out to be another one: what was being taken begins anew.
    pub(super) fn resume_guide(&mut self) {
        let begun = self.snapshot.guide.as_ref().map(|guide| guide.step);
        if let Some(CalibrationStep::Framing | CalibrationStep::Neutral) = begun {
            self.start_step(CalibrationStep::Framing);
        }
    }

    pub(super) fn leave_calibration(&mut self) {
        self.watcher.analyzer.cancel_calibration();
        self.snapshot.calibration = CalibrationState::Idle;
        self.snapshot.guide = None;
        self.former = None;
    }

    pub(super) fn undo_calibration(&mut self) {
        if let Some((neutral, calibrated)) = self.former.take() {
            self.put_in_force(&neutral, calibrated.unwrap_or_else(WallTime::now));
        }
        self.leave_calibration();
    }

    /// Adds to the neutral in force what the user tells of it.
    pub(super) fn describe_neutral(&mut self, neutral_cva_deg: Option<f32>, field_of_view_deg: Option<f32>) {
        let Some(neutral) = self.snapshot.neutral.as_deref() else { return };
        let mut described = neutral.clone();
        described.own.neutral_cva_deg = neutral_cva_deg;
        described.own.field_of_view_deg = field_of_view_deg;
        if described.own.is_possible() {
            let calibrated = self.snapshot.calibrated.unwrap_or_else(WallTime::now);
            self.put_in_force(&Arc::new(described), calibrated);
        }
    }

    pub(super) fn rename_profile(&mut self, name: &str) {
        match self.keeping.rename(self.desk.as_ref(), name) {
            Ok(Some(name)) => self.tell_profile(Some(name)),
            Ok(None) => {}
            Err(error) => {
                self.snapshot.notice = Some(text::notice_not_saved("calibration-name-not-saved", &error));
            }
        }
        self.snapshot.profiles = self.keeping.list().into();
    }

    pub(super) fn tell_calibration(&mut self, calibration: Calibration) {
        let at = self.clock.now();
        let step = self.watcher.analyzer.calibration_step();
        if let (Some(guide), Some(step)) = (&mut self.snapshot.guide, step) {
            *guide = Guide { taken: guide.taken.take(), ..Guide::at(step) };
        }
        self.snapshot.calibration = match calibration {
            Calibration::Framing { framing, progress } => {
                if let Some(guide) = &mut self.snapshot.guide {
                    (guide.framing, guide.framing_progress) = (Some(framing), progress);
                }
                CalibrationState::Idle
            }
            Calibration::Running { remaining_secs, begins_in_secs, problem } => {
                if let Some(guide) = &mut self.snapshot.guide {
                    guide.begins_in_secs = begins_in_secs;
                }
                let whole_secs = step.filter(|_| self.snapshot.guide.is_some());
                let whole_secs = whole_secs.map_or(CALIBRATION_SECS, CalibrationStep::still_secs);
                CalibrationState::Running {
                    remaining_secs,
                    progress: (1.0 - remaining_secs / whole_secs) as f32,
                    problem: problem.map(text::refusal_sentence),
                }
            }
            Calibration::Done(neutral) => {
                self.take(neutral);
                CalibrationState::Done { at }
            }
            Calibration::Refused(refusal) => {
                let is_guided = self.snapshot.guide.is_some();
                if self.calibrate && !is_guided && self.snapshot.neutral.is_none() && !self.is_over {
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

    /// What was taken is in force.
    fn take(&mut self, neutral: Arc<Neutral>) {
        let is_new = self.snapshot.guide.as_ref().is_none_or(|guide| guide.step == CalibrationStep::Neutral);
        if is_new && self.former.is_none() {
            self.former = self.snapshot.neutral.clone().map(|former| (former, self.snapshot.calibrated));
        }
        let taken = self.watcher.analyzer.taken().cloned();
        if let Some(guide) = &mut self.snapshot.guide {
            if is_new {
                guide.taken = taken.map(|taken| Taken { has_former: self.former.is_some(), ..taken });
            }
            guide.step = CalibrationStep::Review;
        }
        let calibrated = if is_new { None } else { self.snapshot.calibrated };
        let calibrated = calibrated.unwrap_or_else(WallTime::now);
        if self.snapshot.source_spec == DEMO {
            (self.snapshot.neutral, self.snapshot.calibrated) = (Some(neutral), Some(calibrated));
        } else {
            self.keep(&neutral, calibrated);
        }
    }

    /// How a calibration ended is news for a while only, whether frames still come or not; who is guided is told until he
    /// leaves.
    pub(super) fn calibration_told_until(&self) -> Option<Mono> {
        match self.snapshot.calibration {
            _ if self.snapshot.guide.is_some() => None,
            CalibrationState::Done { at } => Some(at + CALIBRATION_TOLD_SECS),
            CalibrationState::Refused { at, .. } => Some(at + REFUSAL_TOLD_SECS),
            CalibrationState::Idle | CalibrationState::Running { .. } => None,
        }
    }

    /// Compares with this neutral from now on, and keeps it.
    fn put_in_force(&mut self, neutral: &Arc<Neutral>, calibrated: WallTime) {
        self.watcher.set_neutral(Some(Arc::clone(neutral)));
        if self.snapshot.source_spec == DEMO {
            self.snapshot.neutral = Some(Arc::clone(neutral));
        } else {
            self.keep(neutral, calibrated);
        }
    }

    /// A neutral that cannot be kept still serves until the program ends.
    fn keep(&mut self, neutral: &Arc<Neutral>, calibrated: WallTime) {
        self.own_neutral = Some(Arc::clone(neutral));
        self.snapshot.neutral = Some(Arc::clone(neutral));
        self.tell_age(Some(calibrated));
        // Whatever was wrong with the former one is wrong no longer.
        self.snapshot.notice = None;
        match self.keeping.keep(self.desk.as_ref(), neutral, calibrated) {
            Ok(name) => {
                self.tell_profile(name);
                self.snapshot.profiles = self.keeping.list().into();
            }
            Err(error) => {
                self.snapshot.notice = Some(text::notice_not_saved("notice-calibration-not-saved", &error));
            }
        }
    }

    fn tell_age(&mut self, calibrated: Option<WallTime>) {
        self.snapshot.calibrated = calibrated;
        self.snapshot.is_recheck_due = calibrated
            .is_some_and(|made| WallTime::now().0.duration_since(made.0).as_hours() >= RECHECK_HOURS);
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
        self.tell_age(chosen.calibrated);
        self.former = None;
        if chosen.notice.is_some() {
            self.snapshot.notice = chosen.notice;
        }
        self.tell_profile(chosen.name);
        self.snapshot.profiles = self.keeping.list().into();
        if self.snapshot.guide.is_some() {
            self.resume_guide();
        } else if self.calibrate && self.own_neutral.is_none() {
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
