//! One-Euro filter (Casiez et al. 2012) for measurements at irregular times.

use enum_map::EnumMap;

use super::measure::{Estimate, Measurements, Metric};
use crate::time::Mono;

/// Slow drifts pass, jitter faster than this does not: sitting postures change over seconds.
const MIN_CUTOFF_HZ: f32 = 1.0;
/// The cut-off rises by this for every [`typical_step`] a second, so that a real movement is followed at once.
const CUTOFF_PER_SPEED: f32 = 1.0;
/// The filter's own speed estimate, as in the paper.
const SPEED_CUTOFF_HZ: f32 = 1.0;
/// After a longer gap the past says nothing about the present.
const MAX_GAP_SECS: f64 = 2.0;

/// A change of this size is one that matters; it makes the speeds of degrees and millimetres comparable.
fn typical_step(metric: Metric) -> f32 {
    match metric {
        Metric::ForwardHeadMm | Metric::RoundedShouldersMm => 20.0,
        Metric::DistanceMm => 100.0,
        _ => 8.0,
    }
}

#[derive(Clone, Copy, Debug)]
struct Past {
    at: Mono,
    value: f32,
    speed: f32,
}

/// Smooths every measurement on its own; an unknown one stays unknown.
#[derive(Clone, Debug, Default)]
pub struct Smoother {
    past: EnumMap<Metric, Option<Past>>,
}

impl Smoother {
    /// The smoothed measurements. The uncertainty stays that of a single picture: the greater part of the error
    /// (the body's build, clothes, the camera's angle) does not average out over time.
    pub fn smooth(&mut self, at: Mono, measurements: &Measurements) -> Measurements {
        Measurements(EnumMap::from_fn(|metric| {
            measurements
                .get(metric)
                .map(|estimate| Estimate { value: self.step(metric, at, estimate.value), ..estimate })
        }))
    }

    fn step(&mut self, metric: Metric, at: Mono, raw: f32) -> f32 {
        let Some(past) = self.past[metric].filter(|past| (0.0..=MAX_GAP_SECS).contains(&(at - past.at)))
        else {
            self.past[metric] = Some(Past { at, value: raw, speed: 0.0 });
            return raw;
        };
        let secs = (at - past.at) as f32;
        if secs <= 0.0 {
            return past.value;
        }
        let speed = past.speed + weight(SPEED_CUTOFF_HZ, secs) * ((raw - past.value) / secs - past.speed);
        let cutoff_hz = MIN_CUTOFF_HZ + CUTOFF_PER_SPEED * speed.abs() / typical_step(metric);
        let value = past.value + weight(cutoff_hz, secs) * (raw - past.value);
        self.past[metric] = Some(Past { at, value, speed });
        value
    }
}

/// How much of a new value counts, for a low pass of this cut-off after this time.
fn weight(cutoff_hz: f32, secs: f32) -> f32 {
    let tau = 1.0 / (std::f32::consts::TAU * cutoff_hz);
    secs / (secs + tau)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::posture::{Reading, Why};

    fn forward(value: Reading<f32>) -> Measurements {
        let mut all = Measurements::unknown(Why::NoNeutral);
        all.0[Metric::ForwardHeadDeg] = value.map(|value| Estimate { value, uncertainty: 2.0 });
        all
    }

    fn run(samples: &[(f64, Reading<f32>)]) -> Vec<Reading<f32>> {
        let mut smoother = Smoother::default();
        samples
            .iter()
            .map(|&(t, v)| smoother.smooth(Mono(t), &forward(v)).get(Metric::ForwardHeadDeg).map(|e| e.value))
            .collect()
    }

    #[test]
    fn jitter_is_damped_and_a_step_is_followed_within_a_second() {
        let samples: Vec<_> = (0..80)
            .map(|i| {
                let jitter = if i % 2 == 0 { 1.0 } else { -1.0 };
                let level = if i < 40 { 0.0 } else { -12.0 };
                (f64::from(i) / 8.0, Reading::Known(level + jitter))
            })
            .collect();
        let smooth: Vec<f32> = run(&samples).into_iter().filter_map(Reading::known).collect();
        let spread = smooth[20..40].iter().fold(0.0_f32, |m, v| m.max(v.abs()));
        assert!(spread < 0.7, "jitter of 1 comes out as {spread}");
        assert!(smooth[48] < -10.0, "a second after the step: {}", smooth[48]);
    }

    #[test]
    fn a_long_gap_starts_afresh() {
        let out = run(&[(0.0, Reading::Known(0.0)), (60.0, Reading::Known(-20.0))]);
        assert_eq!(out[1], Reading::Known(-20.0));
    }

    proptest! {
        #[test]
        fn stays_within_what_was_seen_and_unknown_stays_unknown(
            values in prop::collection::vec((0.01..0.9_f64, prop::option::of(-30.0..30.0_f32)), 1..60),
        ) {
            let mut t = 0.0;
            let samples: Vec<_> = values
                .iter()
                .map(|(step, v)| { t += step; (t, v.map_or(Reading::Unknown(Why::NotFrontal), Reading::Known)) })
                .collect();
            let known = || samples.iter().filter_map(|(_, v)| v.known());
            let (low, high) = (known().fold(f32::MAX, f32::min), known().fold(f32::MIN, f32::max));
            for ((_, raw), smooth) in samples.iter().zip(run(&samples)) {
                match (raw, smooth) {
                    (Reading::Known(_), Reading::Known(v)) => prop_assert!(v >= low - 1e-3 && v <= high + 1e-3),
                    (Reading::Unknown(a), Reading::Unknown(b)) => prop_assert_eq!(*a, b),
                    _ => prop_assert!(false, "known and unknown were exchanged"),
                }
            }
        }
    }
}
