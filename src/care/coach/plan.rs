//! What is to be done, in its order: rounds, sides, repetitions and times.

use super::state::Side;
use crate::care::{Check, Dose};

/// An exercise that is to be coached.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Its id, such as `chin_tuck`.
    pub exercise: String,
    /// What can be seen of it.
    pub check: Check,
    /// How much is wanted: the least of every range, which is enough.
    pub dose: Dose,
}

/// One round on one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bout {
    /// From 1.
    pub(super) round: u32,
    pub(super) side: Option<Side>,
    pub(super) task: Task,
}

/// What is wanted of a bout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Task {
    /// Movements to and fro, each held for so long.
    Repeat { times: u32, hold_secs: f64 },
    /// One position, held as long as it is seen.
    Hold { secs: f64 },
    /// A time that runs by itself.
    Timer { secs: f64 },
    /// Breaths by the guide.
    Breathe { secs: f64 },
    /// Out of the picture for so long.
    Away { secs: f64 },
    /// Whatever the user says.
    Log,
}

/// Repetitions, where a dose names none.
const REPETITIONS: u32 = 10;
/// A stretch, where a dose names no time: the least of what is usual.
const STRETCH_SECS: u32 = 20;
/// What a repetition that nobody counts takes.
const UNSEEN_REPETITION_SECS: u32 = 4;
/// Breathing, where a dose names no time.
const BREATHING_SECS: u32 = 120;
/// The shortest interruption of sitting for which an effect was measured (Dunstan 2012, Diabetes Care 35:976).
const BREAK_SECS: u32 = 120;

impl Assignment {
    /// All bouts: both sides of a round before the next round.
    pub(super) fn bouts(&self) -> Vec<Bout> {
        let rounds = least(self.dose.sets).unwrap_or(1);
        let sides: &[Option<Side>] =
            if self.dose.each_side { &[Some(Side::Left), Some(Side::Right)] } else { &[None] };
        let task = self.task();
        (1..=rounds).flat_map(|round| sides.iter().map(move |&side| Bout { round, side, task })).collect()
    }

    fn task(&self) -> Task {
        let dose = &self.dose;
        let hold_secs = least(dose.hold_secs);
        let duration_secs = least(dose.duration_secs);
        match self.check {
            Check::ChinTuck
            | Check::ShoulderRolls
            | Check::ShoulderBladeSqueeze
            | Check::BandPullApart
            | Check::WallAngels
            | Check::YAndW => Task::Repeat {
                times: least(dose.repetitions).unwrap_or(REPETITIONS),
                hold_secs: hold_secs.unwrap_or_default().into(),
            },
            Check::DoorframeStretch
            | Check::ArmAcrossChest
            | Check::UpperTrapeziusStretch
            | Check::LevatorScapulaeStretch => {
                Task::Hold { secs: hold_secs.or(duration_secs).unwrap_or(STRETCH_SECS).into() }
            }
            Check::Breathing => Task::Breathe { secs: duration_secs.unwrap_or(BREATHING_SECS).into() },
            Check::Timer => {
                let repetitions = least(dose.repetitions).map(|times| times * UNSEEN_REPETITION_SECS);
                let secs = duration_secs.or(hold_secs).or(repetitions).unwrap_or(STRETCH_SECS);
                Task::Timer { secs: secs.into() }
            }
            Check::Away => Task::Away { secs: duration_secs.unwrap_or(BREAK_SECS).into() },
            Check::Log => Task::Log,
        }
    }
}

impl Bout {
    /// What the outcome counts when all of it is done: repetitions, or seconds.
    pub(super) fn wanted(&self) -> u32 {
        match self.task {
            Task::Repeat { times, .. } => times,
            Task::Hold { secs } | Task::Timer { secs } | Task::Breathe { secs } | Task::Away { secs } => {
                secs as u32
            }
            Task::Log => 1,
        }
    }
}

fn least(range: Option<[u32; 2]>) -> Option<u32> {
    range.map(|[least, _]| least)
}
