//! The coach: from the keypoints of somebody who exercises to repetitions, holds and hints.
//!
//! Pure: the same poses at the same times always give the same counts. A pose becomes smoothed points (`track`), these
//! one number that says how far the movement is (`head`, `shoulders`, `arms`), and that number over time becomes
//! repetitions (`repetitions`) or seconds (`hold`). What is to be done, and in which order, is in `plan`. What cannot be
//! seen is not counted; the user may say that it was done.

mod arms;
mod bout;
mod breathing;
#[cfg(test)]
mod counting_tests;
#[cfg(test)]
mod course_tests;
mod head;
mod hold;
mod motion;
mod movement;
#[cfg(test)]
mod people_tests;
mod plan;
#[cfg(test)]
mod puppet_tests;
mod repetitions;
#[cfg(test)]
mod session_tests;
mod shoulders;
mod state;
mod track;
mod tuck;
#[cfg(test)]
mod wrong_form_tests;

pub use plan::Assignment;
pub use state::{CoachState, Hint, Outcome, Phase, Side};

use self::{
    bout::{Progress, Work},
    movement::Movement,
    plan::{Bout, Task},
    track::{Baseline, Stillness, Track},
};
use crate::{
    care::Check,
    posture::{Neutral, Pose, Reading, Why},
    time::Mono,
};

/// To take one's place before a round or a side begins.
const READY_SECS: f64 = 3.0;
/// So long still, and the place where the movement starts is known.
const STILL_SECS: f64 = 2.0;
/// Who cannot be seen still by then begins without being seen.
const GIVE_UP_SECS: f64 = 8.0;
/// Between two rounds.
const REST_SECS: f64 = 20.0;
/// A hint stays to be read.
const HINT_SECS: f64 = 2.5;
/// With this time constant the starting place of a repetition goes along with a posture that drifts; with the longer one,
/// with a chair that was moved: for a few seconds that is wrong form.
const FOLLOW_SECS: f64 = 6.0;
const FOLLOW_FAULT_SECS: f64 = 15.0;
/// An exercise that nobody goes on with for so long is left, so that the program watches again.
const LEFT_SECS: f64 = 600.0;
/// A pause of the whole program, such as sleep, is no time of the exercise.
const LONGEST_STEP_SECS: f64 = 2.0;

/// One exercise on its way.
#[derive(Clone, Debug)]
pub struct Coach {
    assignment: Assignment,
    bouts: Vec<Bout>,
    /// The present one.
    index: usize,
    stage: Stage,
    work: Work,
    movement: Movement,
    track: Track,
    stillness: Stillness,
    baseline: Option<Baseline>,
    /// Time that has passed without pauses.
    now: Mono,
    last_step: Option<Mono>,
    /// Something was done or asked last, with what had been counted then.
    active: Option<(Mono, u32)>,
    is_paused: bool,
    reach: f32,
    seen: Reading<()>,
    hint: Option<(Hint, Mono)>,
    /// What the bouts that are over brought, in their order.
    over: Vec<Progress>,
}

/// What goes on in a bout.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    GetReady { since: Mono },
    Work,
    Rest { since: Mono },
    Done,
}

impl Coach {
    /// Begins with taking one's place. The neutral, where there is one, tells the direction in which this user's
    /// shoulders round.
    pub fn new(assignment: Assignment, neutral: Option<&Neutral>) -> Self {
        let bouts = assignment.bouts();
        let work = bouts.first().map_or(Work::Log { is_told: true }, |bout| Work::of(bout.task));
        Self {
            index: 0,
            stage: Stage::GetReady { since: Mono::default() },
            work,
            movement: Movement::of(assignment.check, neutral),
            track: Track::new(Movement::smoothing_secs(assignment.check)),
            stillness: Stillness::default(),
            baseline: None,
            now: Mono::default(),
            last_step: None,
            active: None,
            is_paused: false,
            reach: 0.0,
            seen: Reading::Unknown(Why::Nobody),
            hint: None,
            over: Vec::new(),
            bouts,
            assignment,
        }
    }

    /// Time passes; `pose` is what the newest picture shows, `None`: there is none.
    pub fn step(&mut self, at: Mono, pose: Option<&Reading<Pose>>) {
        let step_secs = self.last_step.map_or(0.0, |last| at - last).clamp(0.0, LONGEST_STEP_SECS);
        self.last_step = Some(at);
        self.leave_if_forgotten(at);
        if self.is_paused || self.stage == Stage::Done {
            return;
        }
        self.now = self.now + step_secs;
        let nothing = Reading::Unknown(Why::NotMeasured);
        let pose = pose.unwrap_or(&nothing);
        self.track.take(self.now, pose);
        self.reach = 0.0;
        match self.stage {
            Stage::GetReady { since } => self.get_ready(since),
            Stage::Work => self.go_on(step_secs, pose),
            Stage::Rest { since } => {
                if self.now - since >= REST_SECS {
                    self.begin_bout();
                }
            }
            Stage::Done => {}
        }
    }

    fn leave_if_forgotten(&mut self, at: Mono) {
        let counted = self.outcome().counted;
        match self.active {
            Some((since, then)) if then == counted => {
                if at - since >= LEFT_SECS {
                    self.stage = Stage::Done;
                }
            }
            _ => self.active = Some((at, counted)),
        }
    }

    /// The user says that it was done: one repetition, or what is left of a time.
    pub fn confirm(&mut self) {
        match self.stage {
            Stage::GetReady { .. } => self.stage = Stage::Work,
            Stage::Work => {
                self.hint = None;
                self.work.confirm();
                self.end_bout_if_done();
            }
            Stage::Rest { .. } => self.begin_bout(),
            Stage::Done => {}
        }
    }

    /// The user wants what comes next: the next side or round, or the end.
    pub fn skip(&mut self) {
        match self.stage {
            Stage::Rest { .. } => self.begin_bout(),
            Stage::GetReady { .. } | Stage::Work => self.end_bout(),
            Stage::Done => {}
        }
    }

    /// Stops the time, or lets it go on.
    pub fn set_paused(&mut self, is_paused: bool) {
        (self.is_paused, self.active) = (is_paused, None);
    }

    /// Whether the camera has to look closely now.
    pub fn is_watching(&self) -> bool {
        let sees = !matches!(self.assignment.check, Check::Timer | Check::Log | Check::Away);
        sees && !self.is_paused && matches!(self.stage, Stage::GetReady { .. } | Stage::Work)
    }

    /// Whether the time stands.
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// Whether everything is done, or was skipped.
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    fn get_ready(&mut self, since: Mono) {
        let waited_secs = self.now - since;
        let is_placed = self.find_place();
        if waited_secs >= READY_SECS && is_placed || waited_secs >= GIVE_UP_SECS {
            self.stage = Stage::Work;
        }
    }

    /// Looks for the place where the movement starts, if it is needed and not known.
    fn find_place(&mut self) -> bool {
        if self.baseline.is_some() || !Movement::needs_baseline(self.assignment.check) {
            self.seen = Reading::Known(());
            return true;
        }
        let found = self.stillness.wait(&self.track, STILL_SECS);
        self.seen = found.as_ref().map(|_| ());
        match found {
            Reading::Known(Some(baseline)) => {
                self.baseline = Some(baseline);
                self.stillness = Stillness::default();
                true
            }
            Reading::Known(None) => {
                self.tell(Some(Hint::HoldStill));
                false
            }
            Reading::Unknown(_) => false,
        }
    }

    fn go_on(&mut self, step_secs: f64, pose: &Reading<Pose>) {
        let side = self.bout().and_then(|bout| bout.side);
        match &mut self.work {
            Work::Timer { secs, .. } => {
                *secs += step_secs;
                self.seen = Reading::Known(());
            }
            Work::Log { .. } => self.seen = Reading::Known(()),
            Work::Away { secs, .. } => {
                let is_away = matches!(pose.why(), Some(Why::Nobody | Why::SomeoneElse));
                if is_away {
                    *secs += step_secs;
                }
                self.seen = if is_away { Reading::Known(()) } else { pose.as_ref().map(|_| ()) };
                self.tell((pose.why().is_none()).then_some(Hint::WalkAway));
            }
            Work::Breathe { .. } => {
                self.find_place();
                self.breathe();
            }
            Work::Repeat { .. } | Work::Hold { .. } => {
                if self.find_place() {
                    let motion = self.movement.motion(self.now, &self.track, self.baseline.as_ref(), side);
                    self.seen = motion.map(|_| ());
                    self.reach = motion.known().map_or(0.0, |motion| motion.amount.clamp(0.0, 1.0));
                    self.count(motion.known(), step_secs);
                }
            }
        }
        self.end_bout_if_done();
    }

    fn breathe(&mut self) {
        let base = self.baseline.as_ref();
        let height = base
            .map_or(Reading::Unknown(Why::NoNeutral), |base| shoulders::shoulder_height(&self.track, base));
        if let Work::Breathe { breathing, .. } = &mut self.work {
            let hint = breathing.step(self.now, height);
            self.tell(hint);
        }
    }

    fn count(&mut self, motion: Option<motion::Motion>, step_secs: f64) {
        let mut is_at_start = false;
        let hint = match &mut self.work {
            Work::Repeat { counter, seen, .. } => {
                let counted = counter.step(self.now, motion);
                if counted.is_stuck {
                    self.baseline = None;
                }
                is_at_start = counter.held_secs().is_none();
                if counted.is_one {
                    let objection = self.movement.objection(self.now);
                    if objection.is_none() {
                        *seen += 1;
                        self.hint = None;
                    }
                    objection
                } else {
                    counted.hint
                }
            }
            Work::Hold { hold, .. } => hold.step(self.now, motion),
            Work::Breathe { .. } | Work::Timer { .. } | Work::Away { .. } | Work::Log { .. } => None,
        };
        self.tell(hint);
        let is_faint = self.seen.why() == Some(Why::LowConfidence)
            && matches!(self.movement, Movement::Squeeze(_))
            && self.track.shoulder_width().why().is_none();
        self.tell(is_faint.then_some(Hint::TooFaint));
        // A user who sinks or comes nearer between two movements starts from there.
        if let (Some(motion), Some(baseline)) = (motion, &mut self.baseline)
            && is_at_start
            && motion.amount.abs() < motion::LEAVE
        {
            let tau_secs = if motion.fault.is_none() { FOLLOW_SECS } else { FOLLOW_FAULT_SECS };
            baseline.follow(&self.track, 1.0 - (-step_secs / tau_secs).exp() as f32);
        }
    }

    fn tell(&mut self, hint: Option<Hint>) {
        if let Some(hint) = hint {
            self.hint = Some((hint, self.now));
        }
    }

    fn bout(&self) -> Option<&Bout> {
        self.bouts.get(self.index)
    }

    fn end_bout_if_done(&mut self) {
        if self.work.is_done() {
            self.end_bout();
        }
    }

    fn end_bout(&mut self) {
        self.over.push(self.work.progress());
        let round = self.bout().map(|bout| bout.round);
        self.index += 1;
        (self.hint, self.reach) = (None, 0.0);
        match self.bout() {
            None => self.stage = Stage::Done,
            Some(next) if Some(next.round) == round => self.begin_bout(),
            Some(_) => self.stage = Stage::Rest { since: self.now },
        }
    }

    fn begin_bout(&mut self) {
        if let Some(bout) = self.bout() {
            self.work = Work::of(bout.task);
        }
        self.baseline = None;
        self.stillness = Stillness::default();
        self.stage = Stage::GetReady { since: self.now };
    }

    /// What there is to tell now.
    pub fn state(&self) -> CoachState {
        let bout = self.bout().or(self.bouts.last());
        let phase = match self.stage {
            Stage::GetReady { since } => {
                Phase::GetReady { remaining_secs: (READY_SECS - (self.now - since)).max(0.0) }
            }
            Stage::Work => self.work.phase(),
            Stage::Rest { since } => {
                Phase::Rest { remaining_secs: (REST_SECS - (self.now - since)).max(0.0) }
            }
            Stage::Done => Phase::Done,
        };
        let hint = self.hint.filter(|(_, at)| self.now - *at < HINT_SECS).map(|(hint, _)| hint);
        let (repetition, wanted) = match bout.map(|bout| bout.task) {
            Some(Task::Repeat { times, .. }) => (self.work.progress().counted, times),
            _ => (u32::from(self.stage == Stage::Done), 1),
        };
        CoachState {
            exercise: self.assignment.exercise.clone(),
            phase,
            is_paused: self.is_paused,
            repetition,
            wanted,
            side: bout.and_then(|bout| bout.side),
            round: [bout.map_or(1, |bout| bout.round), self.bouts.last().map_or(1, |bout| bout.round)],
            reach: self.reach,
            hint,
            seen: self.seen,
            outcome: self.outcome(),
        }
    }

    /// What has been done so far.
    pub fn outcome(&self) -> Outcome {
        let present = (self.index < self.bouts.len()).then(|| self.work.progress());
        let brought: Vec<_> = self.over.iter().copied().chain(present).collect();
        let counted = brought.iter().map(|progress| progress.counted).sum();
        let seen: u32 = brought.iter().map(|progress| progress.seen).sum();
        let of_side = |side| -> u32 {
            let bouts = self.bouts.iter().zip(&brought);
            bouts.filter(|(bout, _)| bout.side == Some(side)).map(|(_, progress)| progress.counted).sum()
        };
        Outcome {
            exercise: self.assignment.exercise.clone(),
            secs: self.now.secs(),
            counted,
            wanted: self.bouts.iter().map(Bout::wanted).sum(),
            is_seen: counted > 0 && seen == counted,
            sides: self.assignment.dose.each_side.then(|| [of_side(Side::Left), of_side(Side::Right)]),
        }
    }
}
