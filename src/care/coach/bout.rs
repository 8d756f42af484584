//! The work of one bout: what is counted or timed in it.

use super::{breathing::Breathing, hold::Hold, plan::Task, repetitions::Repetitions, state::Phase};

/// A time of breathing counts as seen when the shoulders were seen for so much of it.
const SEEN_SHARE: f64 = 0.8;

/// What is going on.
#[derive(Clone, Debug)]
pub(super) enum Work {
    Repeat { counter: Repetitions, hold_secs: f64, wanted: u32, seen: u32, told: u32 },
    Hold { hold: Hold, wanted_secs: f64, told_secs: f64 },
    Breathe { breathing: Breathing, wanted_secs: f64, is_told: bool },
    Timer { secs: f64, wanted_secs: f64, is_told: bool },
    Away { secs: f64, wanted_secs: f64, is_told: bool },
    Log { is_told: bool },
}

/// What it brought: repetitions or seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    pub(super) counted: u32,
    /// Of these, by the camera.
    pub(super) seen: u32,
}

impl Work {
    pub(super) fn of(task: Task) -> Self {
        match task {
            Task::Repeat { times, hold_secs } => {
                let counter = Repetitions::new(hold_secs);
                Self::Repeat { counter, hold_secs, wanted: times, seen: 0, told: 0 }
            }
            Task::Hold { secs } => Self::Hold { hold: Hold::default(), wanted_secs: secs, told_secs: 0.0 },
            Task::Breathe { secs } => {
                Self::Breathe { breathing: Breathing::default(), wanted_secs: secs, is_told: false }
            }
            Task::Timer { secs } => Self::Timer { secs: 0.0, wanted_secs: secs, is_told: false },
            Task::Away { secs } => Self::Away { secs: 0.0, wanted_secs: secs, is_told: false },
            Task::Log => Self::Log { is_told: false },
        }
    }

    /// The user says that it was done.
    pub(super) fn confirm(&mut self) {
        match self {
            Self::Repeat { told, .. } => *told += 1,
            Self::Hold { hold, wanted_secs, told_secs } => *told_secs = (*wanted_secs - hold.secs).max(0.0),
            Self::Breathe { is_told, .. }
            | Self::Timer { is_told, .. }
            | Self::Away { is_told, .. }
            | Self::Log { is_told } => *is_told = true,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        match self {
            Self::Repeat { wanted, seen, told, .. } => seen + told >= *wanted,
            Self::Hold { hold, wanted_secs, told_secs } => hold.secs + told_secs >= *wanted_secs,
            Self::Breathe { breathing, wanted_secs, is_told } => *is_told || breathing.secs >= *wanted_secs,
            Self::Timer { secs, wanted_secs, is_told } | Self::Away { secs, wanted_secs, is_told } => {
                *is_told || secs >= wanted_secs
            }
            Self::Log { is_told } => *is_told,
        }
    }

    pub(super) fn progress(&self) -> Progress {
        match self {
            Self::Repeat { seen, told, .. } => Progress { counted: seen + told, seen: *seen },
            Self::Hold { hold, wanted_secs, told_secs } => {
                let counted = (hold.secs + told_secs).min(*wanted_secs).round() as u32;
                Progress { counted, seen: if *told_secs > 0.0 { hold.secs as u32 } else { counted } }
            }
            Self::Breathe { breathing, .. } => {
                let counted = breathing.secs.round() as u32;
                let is_seen = breathing.seen_secs >= SEEN_SHARE * breathing.secs;
                Progress { counted, seen: if is_seen { counted } else { 0 } }
            }
            Self::Timer { secs, .. } => Progress { counted: secs.round() as u32, seen: 0 },
            Self::Away { secs, .. } => Progress { counted: secs.round() as u32, seen: secs.round() as u32 },
            Self::Log { is_told } => Progress { counted: u32::from(*is_told), seen: 0 },
        }
    }

    pub(super) fn phase(&self) -> Phase {
        match self {
            Self::Repeat { counter, hold_secs, .. } => match counter.held_secs() {
                Some(secs) if *hold_secs > 0.0 => {
                    Phase::Hold { secs: secs.min(*hold_secs), wanted_secs: *hold_secs }
                }
                _ => Phase::Move,
            },
            Self::Hold { hold, wanted_secs, .. } if hold.is_held() || hold.secs > 0.0 => {
                Phase::Hold { secs: hold.secs, wanted_secs: *wanted_secs }
            }
            Self::Breathe { breathing, wanted_secs, .. } => breathing.phase(*wanted_secs),
            Self::Timer { secs, wanted_secs, .. } | Self::Away { secs, wanted_secs, .. } => {
                Phase::Timer { secs: *secs, wanted_secs: *wanted_secs }
            }
            Self::Hold { .. } | Self::Log { .. } => Phase::Move,
        }
    }
}
