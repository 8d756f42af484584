//! The posture that best explains seven keypoints: Gauss-Newton with a wide prior to get near, then each of the
//! [`causes`](super::causes) as a prior of its own in closed form, weighed by its evidence.

use super::{
    body::{OBSERVATIONS, Posture, STATES, state},
    causes::{CAUSES, Cause, RANGES, Range},
    linear::Cholesky,
    measure::Estimate,
    observe::Observation,
    reference::Reference,
};

/// How far each degree of freedom strays from the neutral whatever the cause (one standard deviation), in radians
/// and millimetres: wide enough for the first step to get near, and the unit of everything below.
const USUAL_RANGE: [f64; STATES] = {
    let mut range = [0.0; STATES];
    range[state::LEAN] = 0.12;
    range[state::SLUMP] = 0.12;
    range[state::NECK] = 0.15;
    range[state::PROTRACTION] = 20.0;
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
/// of a degree against an uncertainty of two.
const SMALL_STEP: f64 = 0.1;
/// An explanation less likely than this changes nothing that is told.
const NEGLIGIBLE: f64 = 1e-3;

/// The solved posture: several explanations and how likely each is.
#[derive(Clone, Debug)]
pub(super) struct Solution {
    /// The mean over the explanations.
    pub(super) posture: Posture,
    /// Sum of the squared residuals over their standard deviations, the wide prior's included.
    pub(super) misfit: f64,
    explanations: [Explanation; CAUSES],
}

/// The posture if one cause were the reason.
#[derive(Clone, Copy, Debug)]
struct Explanation {
    probability: f64,
    /// In units of [`USUAL_RANGE`], from the neutral.
    unknowns: [f64; STATES],
    /// Factor of the inverse covariance, in the same units.
    information: Cholesky<STATES>,
}

impl Solution {
    /// How likely this cause is, 0..1.
    pub(super) fn probability(&self, cause: Cause) -> f64 {
        let of = RANGES.iter().zip(&self.explanations).filter(|(range, _)| range.cause == cause);
        of.map(|(_, explanation)| explanation.probability).sum()
    }

    /// One standard deviation of a quantity with this gradient by the states: within the explanations and between
    /// them.
    pub(super) fn deviation(&self, mut gradient: [f64; STATES]) -> f64 {
        for (g, range) in gradient.iter_mut().zip(USUAL_RANGE) {
            *g *= range;
        }
        let value = |unknowns: &[f64; STATES]| unknowns.iter().zip(gradient).map(|(u, g)| u * g).sum::<f64>();
        let likely = || self.explanations.iter().filter(|e| e.probability > NEGLIGIBLE);
        let mean: f64 = likely().map(|e| e.probability * value(&e.unknowns)).sum();
        let total: f64 = likely().map(|e| e.probability).sum();
        let variance: f64 = likely()
            .map(|e| {
                e.probability
                    * (e.information.variance(gradient) + (value(&e.unknowns) - mean / total).powi(2))
            })
            .sum();
        (variance / total).sqrt()
    }

    /// One standard deviation of a state.
    fn deviation_of(&self, index: usize) -> f64 {
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

/// The least-squares problem at one point: minimise |residuals - slopes * step|² plus a prior.
struct Linearised {
    /// Where, in units of [`USUAL_RANGE`] from the neutral.
    unknowns: [f64; STATES],
    /// slopesᵀ slopes; the upper triangle alone.
    information: [[f64; STATES]; STATES],
    /// slopesᵀ residuals.
    towards: [f64; STATES],
    /// residualsᵀ residuals.
    residual: f64,
}

/// Solves for the posture, starting from the neutral. `None` when the points fit no body before the camera.
pub(super) fn solve(reference: &Reference, observation: &Observation) -> Option<Solution> {
    // The wide prior: mean 0 and precision 1, because these are the units.
    let settled = settle(reference, observation, &[0.0; STATES], &[1.0; STATES])?;
    explain(reference, &settled.linearised, settled.misfit)
}

/// The posture if this were the reason.
pub(super) fn solve_for(reference: &Reference, observation: &Observation, range: &Range) -> Option<Posture> {
    let (mean, precision) = prior(range);
    let settled = settle(reference, observation, &mean, &precision)?;
    let mut posture = reference.neutral_posture;
    for ((state, unknown), usual) in posture.0.iter_mut().zip(settled.unknowns).zip(USUAL_RANGE) {
        *state += unknown * usual;
    }
    Some(posture)
}

/// Where Gauss-Newton came to rest.
struct Settled {
    unknowns: [f64; STATES],
    /// The problem a small step before.
    linearised: Linearised,
    misfit: f64,
}

fn settle(
    reference: &Reference,
    observation: &Observation,
    mean: &[f64; STATES],
    precision: &[f64; STATES],
) -> Option<Settled> {
    let observation = &observation.clone().of_shoulders(reference.has_joints && observation.has_joints);
    let mut unknowns = [0.0; STATES];
    let mut steps = 0;
    loop {
        let linearised = linearise(reference, observation, unknowns, steps == 0)?;
        steps += 1;
        let (_, step, misfit) = linearised.with_prior(mean, precision)?;
        let mut largest = 0.0_f64;
        for (unknown, step) in unknowns.iter_mut().zip(step) {
            *unknown += step;
            largest = largest.max(step.abs());
        }
        if largest < SMALL_STEP || steps == MAX_STEPS {
            // Not a number (a keypoint at infinity) ends here, not in a verdict.
            return misfit.is_finite().then_some(Settled { unknowns, linearised, misfit });
        }
    }
}

/// Mean and precision of a cause's prior, in units of [`USUAL_RANGE`].
fn prior(range: &Range) -> ([f64; STATES], [f64; STATES]) {
    let (mut mean, mut precision) = (range.mean, range.deviation);
    for ((mean, precision), usual) in mean.iter_mut().zip(&mut precision).zip(USUAL_RANGE) {
        *mean /= usual;
        *precision = (usual / *precision).powi(2);
    }
    (mean, precision)
}

/// Each cause as the prior of the same linearised problem.
fn explain(reference: &Reference, here: &Linearised, misfit: f64) -> Option<Solution> {
    let mut costs = [0.0; CAUSES];
    let mut explanations = [None; CAUSES];
    for ((range, cost), explanation) in RANGES.iter().zip(&mut costs).zip(&mut explanations) {
        let (mean, precision) = prior(range);
        let prior_determinant: f64 = precision.iter().product();
        let (information, step, misfit) = here.with_prior(&mean, &precision)?;
        *cost = misfit;
        let mut unknowns = here.unknowns;
        for (unknown, step) in unknowns.iter_mut().zip(step) {
            *unknown += step;
        }
        // Laplace: a cause that could have explained much else is less likely than one that fits as narrowly.
        let narrowness = (prior_determinant / information.determinant()).sqrt();
        *explanation = Some(Explanation { probability: narrowness, unknowns, information });
    }
    let best = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let [Some(a), Some(b), Some(c), Some(d), Some(e), Some(f), Some(g), Some(h)] = explanations else {
        return None;
    };
    let mut explanations = [a, b, c, d, e, f, g, h];
    for (explanation, cost) in explanations.iter_mut().zip(costs) {
        explanation.probability *= (0.5 * (best - cost)).exp();
    }
    let total: f64 = explanations.iter().map(|e| e.probability).sum();
    let mut posture = reference.neutral_posture;
    for explanation in &mut explanations {
        explanation.probability /= total;
        for ((state, unknown), usual) in posture.0.iter_mut().zip(explanation.unknowns).zip(USUAL_RANGE) {
            *state += explanation.probability * unknown * usual;
        }
    }
    total.is_normal().then_some(Solution { posture, misfit, explanations })
}

#[expect(clippy::indexing_slicing, reason = "indices run below the arrays' sizes")]
fn linearise(
    reference: &Reference,
    observation: &Observation,
    unknowns: [f64; STATES],
    at_neutral: bool,
) -> Option<Linearised> {
    let (mut projection, mut rows) = if at_neutral {
        // Every solution begins at the neutral, where all this is known beforehand.
        reference.at_neutral
    } else {
        let mut posture = reference.neutral_posture;
        for k in 0..STATES {
            posture.0[k] += unknowns[k] * USUAL_RANGE[k];
        }
        reference.scene.linearise(&posture)?
    };
    for (index, slopes) in &reference.own_slopes {
        for row in 0..OBSERVATIONS {
            projection[row] += slopes[row] * unknowns[*index] * USUAL_RANGE[*index];
            rows[row][*index] += slopes[row];
        }
    }
    let mut information = [[0.0; STATES]; STATES];
    let mut towards = [0.0; STATES];
    let mut residual = 0.0;
    for row in 0..OBSERVATIONS {
        let precision = observation.precision[row];
        let off = (observation.points[row] - projection[row]) * precision;
        residual += off * off;
        let slopes = &mut rows[row];
        for k in 0..STATES {
            slopes[k] *= precision * USUAL_RANGE[k];
            towards[k] += slopes[k] * off;
        }
        for k in 0..STATES {
            let pivot = slopes[k];
            for j in k..STATES {
                information[k][j] += pivot * slopes[j];
            }
        }
    }
    Some(Linearised { unknowns, information, towards, residual })
}

impl Linearised {
    /// With a prior of this mean and precision: the factor of the inverse covariance, the step to the minimum, and
    /// the minimum.
    #[expect(clippy::indexing_slicing, reason = "indices run below the arrays' sizes")]
    fn with_prior(
        &self,
        mean: &[f64; STATES],
        precision: &[f64; STATES],
    ) -> Option<(Cholesky<STATES>, [f64; STATES], f64)> {
        let mut information = self.information;
        let mut towards = self.towards;
        let mut misfit = self.residual;
        for k in 0..STATES {
            let off = mean[k] - self.unknowns[k];
            information[k][k] += precision[k];
            towards[k] += precision[k] * off;
            misfit += precision[k] * off * off;
        }
        let information = Cholesky::new(&information)?;
        let step = information.solve(towards);
        misfit -= towards.iter().zip(step).map(|(t, s)| t * s).sum::<f64>();
        Some((information, step, misfit))
    }
}
