//! From measurements to findings and a state.

use enum_map::{Enum, EnumMap};
use serde::{Deserialize, Serialize};

use super::{
    measure::{Estimate, Measurements, Metric},
    reading::{Reading, Why},
};
use crate::time::Mono;

/// A way in which a posture can differ from the neutral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Deviation {
    ForwardHead,
    RoundedShoulders,
    Slump,
    TooClose,
    HeadTilt,
    ShoulderTilt,
    /// Told, never counted as a fault.
    LeaningIn,
    /// Told, never counted as a fault.
    Reclining,
    /// Told, never counted as a fault.
    LookingDown,
    /// Told, never counted as a fault.
    TurnedAway,
}

impl Deviation {
    /// Every deviation, in the order of declaration.
    pub const ALL: [Self; 10] = [
        Self::ForwardHead,
        Self::RoundedShoulders,
        Self::Slump,
        Self::TooClose,
        Self::HeadTilt,
        Self::ShoulderTilt,
        Self::LeaningIn,
        Self::Reclining,
        Self::LookingDown,
        Self::TurnedAway,
    ];

    /// The key in machine-readable output, such as `forward_head`.
    pub fn key(self) -> &'static str {
        match self {
            Self::ForwardHead => "forward_head",
            Self::RoundedShoulders => "rounded_shoulders",
            Self::Slump => "slump",
            Self::TooClose => "too_close",
            Self::HeadTilt => "head_tilt",
            Self::ShoulderTilt => "shoulder_tilt",
            Self::LeaningIn => "leaning_in",
            Self::Reclining => "reclining",
            Self::LookingDown => "looking_down",
            Self::TurnedAway => "turned_away",
        }
    }

    /// The measurement that shows it.
    pub fn metric(self) -> Metric {
        match self {
            Self::ForwardHead => Metric::ForwardHeadDeg,
            Self::RoundedShoulders => Metric::RoundedShouldersMm,
            Self::Slump => Metric::SlumpDeg,
            Self::TooClose => Metric::DistanceMm,
            Self::HeadTilt => Metric::HeadRollDeg,
            Self::ShoulderTilt => Metric::ShoulderTiltDeg,
            Self::LeaningIn | Self::Reclining => Metric::LeanDeg,
            Self::LookingDown => Metric::HeadPitchDeg,
            Self::TurnedAway => Metric::HeadYawDeg,
        }
    }

    /// The value of [`Self::metric`] at which it begins to count, in the metric's unit. Where either side counts
    /// (tilts, turns) it is the positive one.
    pub fn limit(self) -> f32 {
        match self {
            Self::ForwardHead => FORWARD_HEAD_LIMIT_DEG,
            // No published limit; a third of what the shoulder girdle can travel forward.
            Self::RoundedShoulders => 20.0,
            // No published limit; half of a full slouch (about 25 degrees of thoracic kyphosis).
            Self::Slump => 12.0,
            // 18 inches, the lower end of what OSHA recommends for a screen.
            Self::TooClose => 457.0,
            // ISO 11226: lateral flexion of the neck up to 10 degrees is acceptable.
            Self::HeadTilt => 10.0,
            // Three times what keypoint noise alone shows.
            Self::ShoulderTilt => 6.0,
            Self::LeaningIn => LEAN_LIMIT_DEG,
            Self::Reclining => -LEAN_LIMIT_DEG,
            Self::LookingDown => 15.0,
            Self::TurnedAway => 20.0,
        }
    }

    /// 0 = neutral, 1 = at the limit; never negative. A distance has the benefit of its large uncertainty.
    pub fn severity(self, measurements: &Measurements) -> Reading<f32> {
        let limit = self.limit();
        measurements.get(self.metric()).map(|Estimate { value, uncertainty }| match self {
            Self::TooClose => {
                ((COMFORTABLE_DISTANCE_MM - value - uncertainty) / (COMFORTABLE_DISTANCE_MM - limit)).max(0.0)
            }
            Self::HeadTilt | Self::ShoulderTilt | Self::TurnedAway => value.abs() / limit,
            _ => (value / limit).max(0.0),
        })
    }

    /// Whether it counts against the posture. The others are ordinary work: told, never alarmed.
    pub fn is_fault(self) -> bool {
        !matches!(self, Self::LeaningIn | Self::Reclining | Self::LookingDown | Self::TurnedAway)
    }
}

/// What is known of one deviation at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// How far: 0 = neutral, 1 = at the limit, more = beyond it.
    pub severity: Reading<f32>,
    /// The measurement behind it.
    pub metric: Metric,
    /// The value of that measurement.
    pub estimate: Reading<Estimate>,
    /// Since when it has been present, if it is: over the limit for the dwell time, with hysteresis.
    pub since: Option<Mono>,
}

/// The verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It cannot be told, because of this.
    Unknown(Why),
    /// Near the neutral.
    Neutral,
    /// The strongest present deviation, or the former one where that is about as strong; a fault goes before one
    /// that is only told.
    Deviating(Deviation),
}

impl State {
    /// The key in machine-readable output: `unknown`, `neutral`, or that of the deviation, such as `forward_head`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown",
            Self::Neutral => "neutral",
            Self::Deviating(deviation) => deviation.key(),
        }
    }
}

/// The verdict on one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// When.
    pub at: Mono,
    /// The verdict.
    pub state: State,
    /// Since when the state has been this one; a deviation counts from when it went over its limit.
    pub since: Mono,
    /// 100 = neutral, 50 = the worst fault is at its limit, 0 = twice its limit or more.
    pub score: Reading<f32>,
    /// What is known of every deviation.
    pub findings: EnumMap<Deviation, Finding>,
}

impl Assessment {
    /// The present fault of the highest severity.
    pub fn strongest_fault(&self) -> Option<Deviation> {
        match self.state {
            State::Deviating(deviation) if deviation.is_fault() => Some(deviation),
            _ => None,
        }
    }
}

/// Above the smallest change that a side view with markers can tell, 5.0-5.5 degrees (Gallego-Izquierdo 2020), and
/// about the difference between people with and without chronic neck pain, 6.7 degrees (Lau 2009).
const FORWARD_HEAD_LIMIT_DEG: f32 = -8.0;
/// What a chair's back or a look at small print makes of an upright trunk.
const LEAN_LIMIT_DEG: f32 = 7.0;
/// Nearer than this is nearer than most guidance asks for (50-70 cm).
const COMFORTABLE_DISTANCE_MM: f32 = 600.0;
/// A deviation begins above this severity and, once there, ends below [`LEAVE`]: no flicker at the limit.
const ENTER: f32 = 1.0;
const LEAVE: f32 = 0.6;
/// Shorter than this is a movement, not a posture.
const DWELL_SECS: f64 = 3.0;
/// A deviation is over when it has been below [`LEAVE`] for so long: one wrong picture does not end it.
const END_SECS: f64 = 1.5;
/// The state stays with a deviation until another's severity is higher by so much: two that are alike do not take
/// turns.
const CLEARLY_STRONGER: f32 = 1.0;
/// An unknown moment (a hand before the face) does not end a deviation; a longer one does.
const MAX_UNKNOWN_SECS: f64 = 2.0;

/// The past of one deviation.
#[derive(Clone, Copy, Debug, Default)]
struct Course {
    /// Over the limit since then.
    over_since: Option<Mono>,
    /// Present: over the limit for the dwell time.
    present: bool,
    /// Present, but below [`LEAVE`] since then.
    below_since: Option<Mono>,
    last_known: Option<Mono>,
}

impl Course {
    fn step(&mut self, at: Mono, severity: Reading<f32>, dwell_secs: f64) {
        // An unknown moment ends nothing; nor is a gap in the recording time spent in a posture.
        if self.last_known.is_some_and(|last| !(0.0..=MAX_UNKNOWN_SECS).contains(&(at - last))) {
            *self = Self::default();
        }
        let Reading::Known(severity) = severity else { return };
        self.last_known = Some(at);
        if severity > ENTER {
            let since = *self.over_since.get_or_insert(at);
            self.present |= at - since >= dwell_secs;
            self.below_since = None;
        } else if !self.present {
            self.over_since = None;
        } else if severity > LEAVE {
            self.below_since = None;
        } else if at - *self.below_since.get_or_insert(at) >= END_SECS {
            *self = Self { last_known: Some(at), ..Self::default() };
        }
    }
}

/// From measurements over time to findings and a state, with hysteresis and dwell in seconds.
#[derive(Clone, Debug, Default)]
pub struct Assessor {
    courses: EnumMap<Deviation, Course>,
    state: Option<(State, Mono)>,
}

impl Assessor {
    /// Takes in the measurements of one moment.
    pub fn assess(&mut self, at: Mono, measurements: &Measurements) -> Assessment {
        let findings = EnumMap::from_fn(|deviation: Deviation| {
            let estimate = measurements.get(deviation.metric());
            let severity = deviation.severity(measurements);
            let course = &mut self.courses[deviation];
            course.step(at, severity, dwell_secs(deviation));
            let since = course.over_since.filter(|_| course.present);
            Finding { severity, metric: deviation.metric(), estimate, since }
        });
        let state = state(&findings, self.state.map(|(former, _)| former));
        let began = match state {
            State::Deviating(deviation) => findings[deviation].since.unwrap_or(at),
            State::Neutral | State::Unknown(_) => at,
        };
        let since = match self.state {
            Some((former, since)) if former == state => since,
            _ => began,
        };
        self.state = Some((state, since));
        Assessment { at, state, since, score: score(&findings), findings }
    }
}

/// How long a deviation must last to be present.
fn dwell_secs(deviation: Deviation) -> f64 {
    match deviation {
        // It makes the forward head unknown, which cannot be told too soon; and it is no fault.
        Deviation::LeaningIn => 0.0,
        _ => DWELL_SECS,
    }
}

fn state(findings: &EnumMap<Deviation, Finding>, former: Option<State>) -> State {
    let strongest = |fault: bool| {
        let severity = |(deviation, finding): &(Deviation, &Finding)| {
            let kept = former == Some(State::Deviating(*deviation));
            finding.severity.known().unwrap_or(0.0) + if kept { CLEARLY_STRONGER } else { 0.0 }
        };
        findings
            .iter()
            .filter(|(deviation, finding)| deviation.is_fault() == fault && finding.since.is_some())
            .max_by(|a, b| severity(a).total_cmp(&severity(b)))
            .map(|(deviation, _)| State::Deviating(deviation))
    };
    // The forward head is what Sitwell is for: without it nobody may say that all is well.
    let unknown = || findings[Deviation::ForwardHead].severity.why().map(State::Unknown);
    strongest(true).or_else(|| strongest(false)).or_else(unknown).unwrap_or(State::Neutral)
}

fn score(findings: &EnumMap<Deviation, Finding>) -> Reading<f32> {
    findings[Deviation::ForwardHead].severity.map(|_| {
        let faults = findings.iter().filter(|(deviation, _)| deviation.is_fault());
        let worst = faults.filter_map(|(_, finding)| finding.severity.known()).fold(0.0, f32::max);
        100.0 * (1.0 - worst / 2.0).clamp(0.0, 1.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::steady::tests::Noise;

    /// Thirty seconds at these multiples of the limits, with noise of this deviation, as a share of the limit: white,
    /// or the mean over four pictures of white noise. The number of changes of state.
    fn changes(
        levels: &[(Deviation, f32)],
        noise_share: f64,
        rate_hz: f64,
        is_mean: bool,
        seed: u64,
    ) -> usize {
        let mut noise = Noise(seed);
        let mut assessor = Assessor::default();
        let mut past = vec![vec![0.0; 4]; levels.len()];
        let mut states = Vec::new();
        for frame in 0..(30.0 * rate_hz) as usize {
            let mut all = Measurements(EnumMap::from_fn(|metric| {
                let value = if metric == Metric::DistanceMm { 700.0 } else { 0.0 };
                Reading::Known(Estimate { value, uncertainty: 0.0 })
            }));
            for (past, (deviation, level)) in past.iter_mut().zip(levels) {
                past[frame % 4] = noise.next(noise_share * if is_mean { 2.0 } else { 1.0 });
                let error = if is_mean { past.iter().sum::<f64>() / 4.0 } else { past[frame % 4] };
                let value = deviation.limit() * (level + error as f32);
                all.0[deviation.metric()] = Reading::Known(Estimate { value, uncertainty: 0.0 });
                if *deviation == Deviation::LeaningIn && value > MAX_LEAN_IN_DEG as f32 {
                    all.0[Metric::ForwardHeadDeg] = Reading::Unknown(Why::LeaningIn);
                }
            }
            states.push(assessor.assess(Mono(frame as f64 / rate_hz), &all).state);
        }
        states.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }

    #[test]
    fn a_constant_posture_at_a_limit_changes_the_state_once_at_most() {
        let at_limit = Deviation::ALL.into_iter().filter(|d| *d != Deviation::TooClose);
        let alone: Vec<_> = at_limit.map(|deviation| vec![(deviation, 1.0)]).collect();
        let alike = [vec![(Deviation::ForwardHead, 1.6), (Deviation::Slump, 1.6)]];
        for levels in alone.iter().chain(&alike) {
            // A degree is an eighth of the forward head's limit.
            for (rate_hz, is_mean) in [(2.0, false), (2.0, true), (8.0, false), (8.0, true)] {
                let flickering = (0..200).filter(|seed| changes(levels, 0.125, rate_hz, is_mean, *seed) > 1);
                let flickering: Vec<_> = flickering.collect();
                assert!(flickering.is_empty(), "{levels:?} at {rate_hz} Hz, mean {is_mean}: {flickering:?}");
            }
        }
    }
}
