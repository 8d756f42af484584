//! Which movement is looked for, and what it needs.

use super::{
    arms::{self, PullApart},
    head,
    motion::Motion,
    shoulders::{Rolls, Squeeze},
    state::{Hint, Side},
    track::{Baseline, Track},
    tuck::ChinTuck,
};
use crate::{
    care::Check,
    posture::{Neutral, Reading, Why},
    time::Mono,
};

/// A movement that can be seen, with what it remembers.
#[derive(Clone, Debug)]
pub(super) enum Movement {
    ChinTuck(ChinTuck),
    Rolls(Rolls),
    Squeeze(Squeeze),
    PullApart(PullApart),
    WallAngels,
    YAndW,
    Doorframe,
    AcrossChest,
    UpperTrapezius,
    LevatorScapulae,
    /// Nothing moves that could be counted.
    Nothing,
}

impl Movement {
    pub(super) fn of(check: Check, neutral: Option<&Neutral>) -> Self {
        match check {
            Check::ChinTuck => Self::ChinTuck(ChinTuck::default()),
            Check::ShoulderRolls => Self::Rolls(Rolls::default()),
            Check::ShoulderBladeSqueeze => Self::Squeeze(Squeeze::new(neutral)),
            Check::BandPullApart => Self::PullApart(PullApart::default()),
            Check::WallAngels => Self::WallAngels,
            Check::YAndW => Self::YAndW,
            Check::DoorframeStretch => Self::Doorframe,
            Check::ArmAcrossChest => Self::AcrossChest,
            Check::UpperTrapeziusStretch => Self::UpperTrapezius,
            Check::LevatorScapulaeStretch => Self::LevatorScapulae,
            Check::Breathing | Check::Timer | Check::Away | Check::Log => Self::Nothing,
        }
    }

    /// What it shows now. Movements of head and shoulders are compared with the place where they start.
    pub(super) fn motion(
        &mut self,
        at: Mono,
        track: &Track,
        base: Option<&Baseline>,
        side: Option<Side>,
    ) -> Reading<Motion> {
        let side = side.unwrap_or(Side::Left);
        match (self, base) {
            (Self::PullApart(pull_apart), _) => pull_apart.motion(track),
            (Self::WallAngels, _) => arms::WALL_ANGELS.motion(track),
            (Self::YAndW, _) => arms::Y_AND_W.motion(track),
            (Self::Doorframe, _) => arms::doorframe(track),
            (Self::AcrossChest, _) => arms::across_chest(track, side),
            (Self::Nothing, _) => Reading::Unknown(Why::NotMeasured),
            (_, None) => Reading::Unknown(Why::NoNeutral),
            (Self::ChinTuck(tuck), Some(base)) => tuck.motion(at, track, base),
            (Self::Squeeze(squeeze), Some(base)) => squeeze.motion(at, track, base),
            (Self::UpperTrapezius, Some(base)) => head::upper_trapezius(track, base, side),
            (Self::LevatorScapulae, Some(base)) => head::levator_scapulae(track, base, side),
            (Self::Rolls(rolls), Some(base)) => rolls.motion(at, track, base),
        }
    }

    /// What keeps a movement to and fro that has just ended from being a repetition.
    pub(super) fn objection(&mut self, at: Mono) -> Option<Hint> {
        match self {
            Self::ChinTuck(tuck) => tuck.objection(),
            Self::Rolls(rolls) => rolls.objection(at),
            _ => None,
        }
    }

    /// Whether the place from which it starts has to be known first.
    pub(super) fn needs_baseline(check: Check) -> bool {
        matches!(
            check,
            Check::ChinTuck
                | Check::ShoulderRolls
                | Check::ShoulderBladeSqueeze
                | Check::UpperTrapeziusStretch
                | Check::LevatorScapulaeStretch
                | Check::Breathing
        )
    }

    /// Time constant of the smoothing in seconds: long for small slow movements, short for large quick ones.
    pub(super) fn smoothing_secs(check: Check) -> f64 {
        match check {
            Check::ShoulderBladeSqueeze => 0.3,
            Check::ChinTuck => 0.35,
            Check::UpperTrapeziusStretch | Check::LevatorScapulaeStretch | Check::Breathing => 0.3,
            _ => 0.12,
        }
    }
}
