//! A calibration on its way, step by step, as a plain function of the poses.

use std::{collections::VecDeque, sync::Arc};

use crate::{
    posture::{
        Aspect, CALIBRATION_SECS, Calibrator, Framing, Look, Neutral, OwnPosture, Pose, Quality, Reading,
        Refusal, Why,
    },
    time::Mono,
};

/// A step of a calibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalibrationStep {
    /// Whether the camera sees the user as it should; goes on to the neutral by itself.
    Framing,
    /// The user's upright posture.
    Neutral,
    /// A posture beside the neutral, which the user may show.
    Own(OwnPosture),
    /// How far the head can glide back.
    ChinTuck,
    /// Nothing is taken; what there is can be looked at.
    Review,
}

impl CalibrationStep {
    /// Seconds of sitting still that it takes.
    pub fn still_secs(self) -> f64 {
        match self {
            Self::Framing | Self::Review => 0.0,
            Self::Neutral => CALIBRATION_SECS,
            // Held on purpose, which is tiring; 25 pictures are enough for a median.
            Self::Own(_) | Self::ChinTuck => 5.0,
        }
    }

    /// Seconds to get into the posture before it is taken.
    fn lead_secs(self) -> f64 {
        match self {
            Self::Framing | Self::Neutral | Self::Review => 0.0,
            Self::Own(_) | Self::ChinTuck => 3.0,
        }
    }
}

/// What a frame meant for the calibration.
#[derive(Clone, Debug, PartialEq)]
pub enum Calibration {
    /// None is running.
    Idle,
    /// It is looked how the camera sees the user.
    Framing {
        /// How.
        framing: Framing,
        /// How much of the time that it must be well has passed, 0 to 1.
        progress: f32,
    },
    /// A posture is being taken.
    Running {
        /// Seconds still to go.
        remaining_secs: f64,
        /// Until it begins, where there is time to get into the posture.
        begins_in_secs: f64,
        /// What is wrong with this frame, if anything.
        problem: Option<Refusal>,
    },
    /// It ended with a new neutral, or with more to the one in force.
    Done(Arc<Neutral>),
    /// It ended without; the former neutral, if any, stays.
    Refused(Refusal),
}

/// How long the camera must see the user well before the neutral is taken; and how long it waits for what would be better
/// still, time enough to read it and to do it.
const WELL_SECS: f64 = 2.0;
const PASSABLE_SECS: f64 = 6.0;
/// Then nobody is about to be calibrated.
const FRAMING_PATIENCE_SECS: f64 = 180.0;
/// So many poses are looked at together: about a second of them.
const RECENT_POSES: usize = 5;
/// A posture is given up after so many times the seconds that it takes: at least half of the pictures must be fit for it.
const PATIENCE: f64 = 2.0;

/// When a posture is taken to its end.
#[derive(Clone, Copy, Debug)]
enum Pace {
    /// After so many seconds, come what may: a part of a recording.
    Clock { secs: f64 },
    /// After so many seconds of sitting still; the time in which the user moves or is not seen does not count.
    Still,
}

/// A calibration on its way.
#[derive(Debug)]
pub(super) struct CalibrationRun {
    pub(super) step: CalibrationStep,
    pub(super) calibrator: Calibrator,
    /// What was wrong with the light in the latest picture.
    pub(super) light: Option<Why>,
    pace: Pace,
    began: Option<Mono>,
    recent: VecDeque<Pose>,
    possible_since: Option<Mono>,
    good_since: Option<Mono>,
}

/// What became of a frame in a run.
#[derive(Debug)]
pub(super) enum Progress {
    /// It goes on so.
    On(Calibration),
    /// The camera sees the user: on to the neutral.
    Framed,
    /// The posture has been taken, or cannot be.
    Over,
}

impl CalibrationRun {
    /// Of the coming `secs`.
    pub(super) fn by_clock(step: CalibrationStep, secs: f64) -> Self {
        Self::new(step, Pace::Clock { secs })
    }

    /// Of so much sitting still as the step takes.
    pub(super) fn guided(step: CalibrationStep) -> Self {
        Self::new(step, Pace::Still)
    }

    /// Whether the user is guided through it; a part of a recording is taken as it is.
    pub(super) fn is_guided(&self) -> bool {
        matches!(self.pace, Pace::Still)
    }

    fn new(step: CalibrationStep, pace: Pace) -> Self {
        Self {
            step,
            calibrator: Calibrator::default(),
            light: None,
            pace,
            began: None,
            recent: VecDeque::new(),
            possible_since: None,
            good_since: None,
        }
    }

    /// Takes in a frame: its pose, and what is wrong with its light.
    pub(super) fn add(&mut self, at: Mono, pose: &Reading<Pose>, light: Option<Why>) -> Progress {
        self.light = light;
        let elapsed_secs = at - *self.began.get_or_insert(at);
        if self.step == CalibrationStep::Framing {
            return self.frame(at, pose, elapsed_secs);
        }
        let (lead_secs, patience_secs) = match self.pace {
            Pace::Clock { secs } => (0.0, secs),
            Pace::Still => (self.step.lead_secs(), PATIENCE * self.step.still_secs()),
        };
        let begins_in_secs = lead_secs - elapsed_secs;
        if begins_in_secs > 0.0 {
            let remaining_secs = self.step.still_secs();
            return Progress::On(Calibration::Running { remaining_secs, begins_in_secs, problem: None });
        }
        let problem = self.calibrator.add(at, pose);
        let remaining_secs = match self.pace {
            Pace::Clock { secs } => secs - self.calibrator.elapsed_secs(at),
            Pace::Still => self.step.still_secs() - self.calibrator.still_secs(),
        };
        if remaining_secs <= 0.0 || self.calibrator.elapsed_secs(at) >= patience_secs {
            return Progress::Over;
        }
        Progress::On(Calibration::Running { remaining_secs, begins_in_secs: 0.0, problem })
    }

    fn frame(&mut self, at: Mono, pose: &Reading<Pose>, elapsed_secs: f64) -> Progress {
        let framing = Framing::of(&self.middle(pose), self.light);
        self.good_since = framing.is_good().then(|| self.good_since.unwrap_or(at));
        self.possible_since = framing.is_possible().then(|| self.possible_since.unwrap_or(at));
        let secs = |since: Option<Mono>| since.map_or(0.0, |since| at - since);
        let progress =
            (secs(self.good_since) / WELL_SECS).max(secs(self.possible_since) / PASSABLE_SECS) as f32;
        if progress >= 1.0 {
            Progress::Framed
        } else if elapsed_secs >= FRAMING_PATIENCE_SECS {
            Progress::On(Calibration::Refused(refusal_of(&framing, pose)))
        } else {
            Progress::On(Calibration::Framing { framing, progress })
        }
    }

    /// The median of the latest poses, so that nothing flickers near a limit.
    fn middle(&mut self, pose: &Reading<Pose>) -> Reading<Pose> {
        let Reading::Known(pose) = pose else {
            self.recent.clear();
            return pose.clone();
        };
        self.recent.push_back(pose.clone());
        if self.recent.len() > RECENT_POSES {
            self.recent.pop_front();
        }
        let recent: Vec<&Pose> = self.recent.iter().collect();
        Neutral::of_poses(&recent).map(|middle| middle.pose)
    }
}

/// Why nothing came of looking.
fn refusal_of(framing: &Framing, pose: &Reading<Pose>) -> Refusal {
    match framing.looks[Aspect::Facing] {
        Look::Wrong(_) => Refusal::Turned,
        _ => Refusal::NotSeen(pose.why().unwrap_or(Why::LowConfidence)),
    }
}

/// A neutral that was taken, as the user is told about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// How good it is.
    pub quality: Quality,
    /// Whether what the user showed beside the former neutral still holds; true where there was nothing.
    pub keeps_own: bool,
    /// Whether there is a former neutral to go back to.
    pub has_former: bool,
}

/// The guided calibration, from when the user asks for it until he leaves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// The step that is being done, or was done last.
    pub step: CalibrationStep,
    /// How the camera sees the user, while that is looked at.
    pub framing: Option<Framing>,
    /// How much of the time that it must be well has passed, 0 to 1.
    pub framing_progress: f32,
    /// Until the posture of this step is taken, in seconds.
    pub begins_in_secs: f64,
    /// The neutral that was taken in it, if it was.
    pub taken: Option<Taken>,
}

impl Guide {
    pub(super) fn at(step: CalibrationStep) -> Self {
        Self { step, framing: None, framing_progress: 0.0, begins_in_secs: 0.0, taken: None }
    }
}
