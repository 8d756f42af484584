//! The chin tuck: the head glides back and stays level.
//!
//! Two things tell it. The ears rise over the shoulders, because the neck goes back about C7: that is seen surely, and tells
//! when and how far; but sitting up does it as well. The face becomes smaller: that proves it, but scatters by as much
//! as a small tuck makes, and is taken over the whole of it.

use super::{
    head::{Attitude, ShoulderMoves, distance_mm, middle, shoulder_moves},
    motion::Motion,
    state::Hint,
    track::{Baseline, EARS, EYES, SHOULDERS, Track, distance},
};
use crate::{
    posture::{Joint, Reading, Why},
    time::Mono,
};

/// How far back a head goes in a chin tuck, at least, in mm: 3 % of the face's size at half a metre.
const TUCK_MM: f32 = 15.0;
/// What the size of the face over the width of the shoulders scatters by: in a rendered session .6 to 1.0 %, and the place
/// where it started as much.
const SIZE_SCATTER: f32 = 0.013;
/// The ears rise by half of the way back.
const BACK_OF_RISE: f32 = 2.0;
/// The ears over the shoulders' outline, of an adult of average build.
const EARS_OVER_SHOULDERS_MM: f32 = 140.0;
/// Breath and arms move the shoulders up and down by this much.
const HEIGHT_SCATTER_MM: f32 = 2.5 * BACK_OF_RISE;
/// Over the whole of a tuck the face is smaller by what so much of a tuck makes.
const PROVEN: f32 = 0.5;
/// Nobody holds a tuck for longer; what is longer ago belongs to none.
const LONGEST_SECS: f64 = 20.0;
/// From further away the size of the face scatters by half a tuck even over a hold of three seconds.
const FARTHEST_MM: f32 = 1000.0;
const MAX_PITCH_DEG: f32 = 8.0;
/// Beyond this the width of the face says nothing about its distance.
const MAX_YAW_DEG: f32 = 15.0;
/// Shoulders that are still, in shoulder widths: breathing and noise are below half of it.
const STILL_SHOULDERS: f32 = 0.08;
const STILL_WIDTH: f32 = 0.06;
const LIFTED_SHOULDERS: f32 = 0.06;

/// Chin tucks in a row.
#[derive(Clone, Debug, Default)]
pub(super) struct ChinTuck {
    /// Since the last tuck.
    course: Vec<Moment>,
}

/// How far back the head is, of what makes a tuck, by each of both.
#[derive(Clone, Copy, Debug)]
struct Moment {
    at: Mono,
    by_height: f32,
    by_size: f32,
}

impl ChinTuck {
    pub(super) fn motion(&mut self, at: Mono, track: &Track, base: &Baseline) -> Reading<Motion> {
        let Some(distance_mm) = distance_mm(track, base) else { return Reading::Unknown(Why::LowConfidence) };
        if distance_mm > FARTHEST_MM {
            return Reading::Unknown(Why::TooFarAway);
        }
        let now = Upright::read(|pair| track.pair(pair));
        let then = Upright::read(|pair| base.pair(pair));
        now.and_then(|now| then.map(|then| (now, then))).and_then(|(now, then)| {
            Attitude::read(track, base).and_then(|attitude| {
                shoulder_moves(track, base).map(|moves| {
                    let by_size = now.back_by_size(&then, &moves, attitude, distance_mm);
                    let by_height = now.back_by_height(&then, &moves);
                    // Each weighs by what it scatters by.
                    let [size, height] = [SIZE_SCATTER * distance_mm, HEIGHT_SCATTER_MM].map(|mm| mm * mm);
                    let amount = (height * by_size + size * by_height) / (size + height);
                    self.course.retain(|moment| at - moment.at <= LONGEST_SECS);
                    self.course.push(Moment { at, by_height, by_size });
                    Motion { amount, fault: fault(attitude, &moves) }
                })
            })
        })
    }

    /// What keeps the movement to and fro that has just ended from being a tuck.
    pub(super) fn objection(&mut self) -> Option<Hint> {
        let highest = self.course.iter().map(|moment| moment.by_height).fold(0.0, f32::max);
        // Neither the way there nor the way back.
        let there = self.course.iter().filter(|moment| moment.by_height >= 0.75 * highest);
        let (sum, count) = there.fold((0.0, 0.0), |(sum, count), moment| (sum + moment.by_size, count + 1.0));
        self.course.clear();
        (sum < PROVEN * count).then_some(Hint::Further)
    }
}

/// Pairs of points, the left before the right.
struct Upright {
    ears: [[f32; 2]; 2],
    eyes: [[f32; 2]; 2],
    shoulders: [[f32; 2]; 2],
}

impl Upright {
    fn read(pair: impl Fn([Joint; 2]) -> Reading<[[f32; 2]; 2]>) -> Reading<Self> {
        pair(EARS).and_then(|ears| {
            pair(EYES).and_then(|eyes| pair(SHOULDERS).map(|shoulders| Self { ears, eyes, shoulders }))
        })
    }

    fn back_by_size(&self, then: &Self, moves: &ShoulderMoves, attitude: Attitude, distance_mm: f32) -> f32 {
        let size = |it: &Self| {
            let [ears, eyes] = [it.ears, it.eyes].map(|[left, right]| distance(left, right));
            ears + eyes
        };
        // A head that is turned a little is narrower, and no further away.
        let turned = attitude.yaw_deg.to_radians().cos().max(0.5);
        let ratio = size(self) / (size(then) * (1.0 + moves.growth) * turned);
        (1.0 - ratio) * distance_mm / TUCK_MM
    }

    fn back_by_height(&self, then: &Self, moves: &ShoulderMoves) -> f32 {
        let height = |it: &Self| {
            let ([_, ears_y], [_, shoulders_y]) = (middle(it.ears), middle(it.shoulders));
            shoulders_y - ears_y
        };
        let rise = height(self) / (height(then).max(1.0) * (1.0 + moves.growth)) - 1.0;
        BACK_OF_RISE * EARS_OVER_SHOULDERS_MM * rise / TUCK_MM
    }
}

fn fault(attitude: Attitude, moves: &ShoulderMoves) -> Option<Hint> {
    if attitude.pitch_deg.abs() > MAX_PITCH_DEG {
        Some(Hint::DoNotNod)
    } else if attitude.yaw_deg.abs() > MAX_YAW_DEG {
        Some(Hint::LookAhead)
    } else if moves.up > LIFTED_SHOULDERS {
        Some(Hint::ShouldersDown)
    } else if moves.away > STILL_SHOULDERS || moves.growth.abs() > STILL_WIDTH {
        Some(Hint::TrunkStill)
    } else {
        None
    }
}
