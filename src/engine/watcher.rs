//! The engine as a plain function of its frames: look, judge what is worth it, alert. The live engine calls it from its
//! thread, [`super::replay()`] in a loop.

use std::sync::Arc;

use super::{
    analyzer::{Analysis, Analyzer, Calibration},
    event::{Event, PostureChange, Sampled},
    rate::{Demand, Rate},
    small_picture::SmallPicture,
};
use crate::{
    alerts::{AlertSettings, Alerts, MAX_GAP_SECS, Moment, Seen},
    care::coach::Coach,
    estimator::EstimatorError,
    frame::Frame,
    posture::{Neutral, Reading, State, Why},
    text,
    time::Mono,
};

/// Between two samples: those that are judged twice a second or oftener give every other of theirs, or fewer.
const SAMPLE_SECS: f64 = 0.95;

/// Looks at frames, judges those that are worth it, and makes events of the verdicts.
pub struct Watcher {
    pub(super) analyzer: Analyzer,
    pub(super) alerts: Alerts,
    pub(super) rate: Rate,
    /// The exercise that is being done.
    pub(super) coach: Option<Coach>,
    /// When the coach was last told anything.
    pub(super) coached_at: Option<Mono>,
    /// Whether the user must not be disturbed.
    pub(super) is_hushed: bool,
    /// The picture that was judged last.
    judged: Option<SmallPicture>,
    /// The verdict that was told last.
    state: Option<State>,
    /// The last sample, if nothing was missed since.
    sampled_at: Option<Mono>,
}

/// What became of a look at a frame.
#[derive(Debug)]
pub(super) struct Looked {
    /// If it was judged.
    pub(super) analysis: Option<Analysis>,
    /// Whether it differs visibly from the one that was judged last.
    pub(super) has_changed: bool,
    pub(super) events: Vec<Event>,
}

impl Watcher {
    /// Starts without a past.
    pub fn new(analyzer: Analyzer, settings: AlertSettings) -> Self {
        let mut alerts = Alerts::new(settings);
        alerts.set_neutral(analyzer.neutral().map(AsRef::as_ref));
        Self {
            analyzer,
            alerts,
            rate: Rate::default(),
            coach: None,
            coached_at: None,
            is_hushed: false,
            judged: None,
            state: None,
            sampled_at: None,
        }
    }

    /// Looks at a frame, whose time is not before [`Self::next_look_at`].
    pub(super) fn look(&mut self, frame: &Frame) -> Result<Looked, EstimatorError> {
        let small = SmallPicture::of(frame);
        let has_changed = self.judged.as_ref().is_none_or(|judged| small.differs_from(judged));
        if !self.rate.look(frame.at, has_changed) {
            return Ok(Looked { analysis: None, has_changed, events: Vec::new() });
        }
        let analysis = self.analyzer.analyze(frame)?;
        self.judged = Some(small);
        self.rate.demand(self.demand_of(&analysis));
        let mut events: Vec<Event> = self.sample(&analysis).into_iter().collect();
        match &analysis.calibration {
            Calibration::Idle | Calibration::Framing { .. } | Calibration::Running { .. } => {}
            Calibration::Done(neutral) => {
                self.alerts.set_neutral(Some(neutral));
                events.push(Event::Calibration { is_done: true, reason: None });
            }
            Calibration::Refused(refusal) => events.push(Event::Calibration {
                is_done: false,
                reason: Some(text::sentence(&text::refusal_sentence(*refusal))),
            }),
        }
        events.extend(self.step_coach(frame.at, Some(&analysis.pose)));
        // How somebody moves who exercises is no posture.
        if !self.is_coaching() && self.state != Some(analysis.assessment.state) {
            self.state = Some(analysis.assessment.state);
            events.push(Event::Posture(PostureChange::to(&analysis.assessment, &analysis.measurements)));
        }
        // Who calibrates is told how that goes, and nothing else.
        if !self.analyzer.is_calibrating() {
            let Analysis { pose, measurements, assessment, .. } = &analysis;
            let is_posture = !self.is_coaching() || pose.why() == Some(Why::Nobody);
            let seen = is_posture.then_some(Seen { pose, measurements, assessment });
            events.extend(self.step(frame.at, seen));
        }
        Ok(Looked { analysis: Some(analysis), has_changed, events })
    }

    /// Time passes without a picture.
    pub(super) fn see_nothing(&mut self, at: Mono) -> Vec<Event> {
        self.state = None;
        self.judged = None;
        self.sampled_at = None;
        self.step(at, None)
    }

    /// The end: what is still going on ends with it.
    pub(super) fn end(&mut self, at: Mono) -> Vec<Event> {
        self.alerts.forget();
        let mut events = self.step(at, None);
        events.extend(self.stop_coach());
        events
    }

    /// When to look next.
    pub(super) fn next_look_at(&self) -> Option<Mono> {
        self.rate.next_look_at()
    }

    /// Compares with this neutral from now on.
    pub(super) fn set_neutral(&mut self, neutral: Option<Arc<Neutral>>) {
        self.alerts.set_neutral(neutral.as_deref());
        self.analyzer.set_neutral(neutral);
    }

    /// What is recorded of this picture, if it is time for that. Who calibrates or exercises is not watched.
    fn sample(&mut self, analysis: &Analysis) -> Option<Event> {
        if self.analyzer.is_calibrating() || self.is_coaching() {
            self.sampled_at = None;
            return None;
        }
        let at = analysis.assessment.at;
        let passed_secs = self.sampled_at.map_or(0.0, |last| at - last);
        if self.sampled_at.is_some() && passed_secs < SAMPLE_SECS {
            return None;
        }
        self.sampled_at = Some(at);
        Some(Event::Sampled(Box::new(Sampled {
            secs: if passed_secs > MAX_GAP_SECS { 0.0 } else { passed_secs },
            measurements: analysis.measurements.clone(),
            assessment: analysis.assessment.clone(),
            neutral: self.analyzer.neutral().cloned(),
        })))
    }

    fn step(&mut self, at: Mono, seen: Option<Seen<'_>>) -> Vec<Event> {
        let is_hushed = self.is_hushed || self.is_coaching();
        let moment = Moment { at, seen, is_hushed };
        self.alerts.step(&moment).into_iter().map(Event::Alerts).collect()
    }

    fn demand_of(&self, analysis: &Analysis) -> Demand {
        if self.analyzer.is_calibrating() {
            return Demand::Calibration;
        }
        if self.coach.as_ref().is_some_and(Coach::is_watching) {
            return Demand::Coach;
        }
        // Nobody there: nothing to hurry for; a movement is noticed all the same.
        if let Reading::Unknown(Why::Nobody | Why::TooDark | Why::Covered) = analysis.pose {
            return Demand::Quiet;
        }
        let findings = &analysis.assessment.findings;
        let fault_is_coming = findings.iter().any(|(deviation, finding)| {
            deviation.is_fault() && finding.severity.known().is_some_and(|severity| severity > 1.0)
        });
        match analysis.assessment.state {
            State::Unknown(Why::NoNeutral) => Demand::Quiet,
            State::Unknown(_) | State::Deviating(_) => Demand::Normal,
            State::Neutral if fault_is_coming => Demand::Normal,
            State::Neutral => Demand::Quiet,
        }
    }
}
