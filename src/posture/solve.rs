//! The posture that best explains seven keypoints: maximum a posteriori by Gauss-Newton, with its covariance.
//!
//! Why a prior: several causes move the same points (leaning in, slumping, rolling the chair and gliding the head
//! forward all make the face larger). How far each usually goes tells them apart where the picture alone does not,
//! and what stays undecided between them comes out as uncertainty instead of as a wrong alarm.

use super::{
    body::{OBSERVATIONS, Posture, STATES, state},
    linear::Cholesky,
    measure::Estimate,
    observe::Observation,
    reference::Reference,
};

/// How far each degree of freedom usually strays from the neutral at a desk (one standard deviation), in radians
/// and millimetres. They are ranges of the body, not fits: a clear forward head is 8-15 degrees, a lean to the
/// screen 7-15, reclining as much, a slouch 8-30 of kyphosis (half of it at the upper thorax), the shoulder girdle
/// travels about 30 mm each way and rises about 5 while typing, a chair rolls 3-4 cm before one sits elsewhere,
/// and one sinks by 1 cm (or tilts the screen by a degree).
const USUAL_RANGE: [f64; STATES] = {
    let mut range = [0.0; STATES];
    range[state::LEAN] = 0.12;
    range[state::SLUMP] = 0.12;
    range[state::NECK] = 0.15;
    range[state::PROTRACTION] = 30.0;
    range[state::SHRUG] = 5.0;
    range[state::CHAIR_X] = 50.0;
    range[state::CHAIR_Y] = 8.0;
    range[state::CHAIR_Z] = 35.0;
    range[state::HEAD_YAW] = 0.35;
    range[state::HEAD_PITCH] = 0.25;
    range[state::HEAD_ROLL] = 0.15;
    range[state::TRUNK_YAW] = 0.12;
    range[state::TRUNK_SIDE] = 0.06;
    range
};

/// Enough for a lean of 15 degrees; nearer to the neutral it stops earlier.
const MAX_STEPS: usize = 5;
/// A step below this share of the usual range is the last: the next one would be ten times smaller again, a tenth
/// of a degree against an uncertainty of four.
const SMALL_STEP: f64 = 0.1;

/// The solved posture.
#[derive(Clone, Debug)]
pub(super) struct Solution {
    pub(super) posture: Posture,
    /// Sum of the squared residuals over their standard deviations, the prior's included.
    pub(super) misfit: f64,
    /// Factor of the inverse covariance, in units of [`USUAL_RANGE`].
    information: Cholesky<STATES>,
}

impl Solution {
    /// One standard deviation of a quantity with this gradient by the states.
    pub(super) fn deviation(&self, mut gradient: [f64; STATES]) -> f64 {
        for (g, range) in gradient.iter_mut().zip(USUAL_RANGE) {
            *g *= range;
        }
        self.information.variance(gradient).sqrt()
    }

    /// One standard deviation of a state.
    pub(super) fn deviation_of(&self, index: usize) -> f64 {
        let mut gradient = [0.0; STATES];
        if let Some(g) = gradient.get_mut(index) {
            *g = 1.0;
        }
        self.deviation(gradient)
    }

    /// A state's change against another posture.
    pub(super) fn change(&self, index: usize, from: &Posture) -> Estimate {
        let at = |p: &Posture| p.0.get(index).copied().unwrap_or_default();
        Estimate::new(at(&self.posture) - at(from), self.deviation_of(index))
    }
}

/// Solves for the posture, starting from and drawn to the neutral. `None` when the points fit no body before the
/// camera.
#[expect(clippy::indexing_slicing, reason = "indices run below the arrays' sizes")]
pub(super) fn solve(reference: &Reference, observation: &Observation) -> Option<Solution> {
    // Unknowns in units of their usual range, so that the prior is the identity.
    let mut unknowns = [0.0_f64; STATES];
    let at = |unknowns: &[f64; STATES]| {
        let mut posture = reference.neutral_posture;
        for k in 0..STATES {
            posture.0[k] += unknowns[k] * USUAL_RANGE[k];
        }
        posture
    };
    let mut steps = 0;
    loop {
        // Every solution begins at the neutral, where all this is known beforehand.
        let (projection, mut rows) =
            if steps == 0 { reference.at_neutral } else { reference.scene.linearise(&at(&unknowns))? };
        steps += 1;
        let mut information = [[0.0; STATES]; STATES];
        let mut towards = [0.0; STATES];
        let mut residuals = [0.0; OBSERVATIONS];
        for k in 0..STATES {
            information[k][k] = 1.0;
            towards[k] = -unknowns[k];
        }
        for row in 0..OBSERVATIONS {
            let precision = observation.precision[row];
            residuals[row] = (observation.points[row] - projection[row]) * precision;
            let slopes = &mut rows[row];
            for k in 0..STATES {
                slopes[k] *= precision * USUAL_RANGE[k];
                towards[k] += slopes[k] * residuals[row];
            }
            for k in 0..STATES {
                let pivot = slopes[k];
                for j in k..STATES {
                    information[k][j] += pivot * slopes[j];
                }
            }
        }
        let information = Cholesky::new(&information)?;
        let step = information.solve(towards);
        let mut largest = 0.0_f64;
        for k in 0..STATES {
            unknowns[k] += step[k];
            largest = largest.max(step[k].abs());
        }
        if largest >= SMALL_STEP && steps < MAX_STEPS {
            continue;
        }
        // What the last step leaves over; it is small, so that the linear picture of it is exact enough.
        let mut misfit: f64 = unknowns.iter().map(|u| u * u).sum();
        for (slopes, residual) in rows.iter().zip(residuals) {
            let left: f64 = residual - slopes.iter().zip(step).map(|(slope, s)| slope * s).sum::<f64>();
            misfit += left * left;
        }
        // Not a number (a keypoint at infinity) ends here, not in a verdict.
        return misfit.is_finite().then(|| Solution { posture: at(&unknowns), misfit, information });
    }
}
