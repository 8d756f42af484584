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
/// A deviation begins above this severity and, once there, ends below [`LEAVE_SEVERITY`]: no flicker at the limit.
const ENTER: f32 = 1.0;
pub(crate) const LEAVE_SEVERITY: f32 = 0.6;
/// Shorter than this is a movement, not a posture.
const DWELL_SECS: f64 = 3.0;
/// A deviation is over when it has been below [`LEAVE_SEVERITY`] for so long: one wrong picture does not end it.
const END_SECS: f64 = 1.5;
/// The state stays with a deviation until another's severity is higher by so much: two that are alike do not take
/// turns.
const CLEARLY_STRONGER: f32 = 1.0;
/// An unknown moment (a hand before the face, a glance aside) ends neither a deviation nor the neutral; a longer one
/// does.
const MAX_UNKNOWN_SECS: f64 = 2.0;

/// The past of one deviation.
#[derive(Clone, Copy, Debug, Default)]
struct Course {
    /// Over the limit since then.
    over_since: Option<Mono>,
    /// Present: over the limit for the dwell time.
    present: bool,
    /// Present, but below [`LEAVE_SEVERITY`] since then.
    below_since: Option<Mono>,
    last_known: Option<Mono>,
    /// Known without a break since then.
    known_since: Option<Mono>,
}

impl Course {
    fn step(&mut self, at: Mono, severity: Reading<f32>) {
        // An unknown moment ends nothing; nor is a gap in the recording time spent in a posture.
        if self.last_known.is_some_and(|last| !(0.0..=MAX_UNKNOWN_SECS).contains(&(at - last))) {
            *self = Self::default();
        }
        let Reading::Known(severity) = severity else {
            self.known_since = None;
            return;
        };
        self.last_known = Some(at);
        self.known_since.get_or_insert(at);
        if severity > ENTER {
            let since = *self.over_since.get_or_insert(at);
            self.present |= at - since >= DWELL_SECS;
            self.below_since = None;
        } else if !self.present {
            self.over_since = None;
        } else if severity > LEAVE_SEVERITY {
            self.below_since = None;
        } else if at - *self.below_since.get_or_insert(at) >= END_SECS {
            *self = Self { last_known: self.last_known, known_since: self.known_since, ..Self::default() };
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
            course.step(at, severity);
            let since = course.over_since.filter(|_| course.present);
            Finding { severity, metric: deviation.metric(), estimate, since }
        });
        let former = self.state.map(|(former, _)| former);
        let state = self.held(at, former, state(&findings, former));
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

    /// The former state, where a posture at the limit of what can be measured would make it flicker.
    fn held(&self, at: Mono, former: Option<State>, state: State) -> State {
        let forward_head = &self.courses[Deviation::ForwardHead];
        let is_recent = |since: Option<Mono>, secs: f64| since.is_some_and(|since| at - since < secs);
        match (former, state) {
            (Some(State::Neutral), State::Unknown(why))
                if depends_on_posture(why) && is_recent(forward_head.last_known, MAX_UNKNOWN_SECS) =>
            {
                State::Neutral
            }
            (Some(State::Unknown(why)), State::Neutral)
                if depends_on_posture(why) && is_recent(forward_head.known_since, DWELL_SECS) =>
            {
                State::Unknown(why)
            }
            _ => state,
        }
    }
}

/// Whether the reason is how somebody sits, and not that nobody, or nothing, is there to be measured.
fn depends_on_posture(why: Why) -> bool {
    matches!(
        why,
        Why::LowConfidence
            | Why::OutOfFrame
            | Why::NotFrontal
            | Why::HeadPitched
            | Why::LeaningIn
            | Why::TooFarFromNeutral
    )
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

    /// The neutral itself.
    fn upright() -> Measurements {
        Measurements(EnumMap::from_fn(|metric| {
            let value = if metric == Metric::DistanceMm { 700.0 } else { 0.0 };
            Reading::Known(Estimate { value, uncertainty: 0.0 })
        }))
    }

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
            let mut all = upright();
            for (past, (deviation, level)) in past.iter_mut().zip(levels) {
                past[frame % 4] = noise.next(noise_share * if is_mean { 2.0 } else { 1.0 });
                let error = if is_mean { past.iter().sum::<f64>() / 4.0 } else { past[frame % 4] };
                let value = deviation.limit() * (level + error as f32);
                all.0[deviation.metric()] = Reading::Known(Estimate { value, uncertainty: 0.0 });
            }
            states.push(assessor.assess(Mono(frame as f64 / rate_hz), &all).state);
        }
        states.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }

    #[test]
    fn an_unknown_moment_ends_no_neutral_and_a_known_moment_no_unknown() {
        let known = Reading::Known(());
        let state_after = |moments: &[(Reading<()>, f64)]| {
            let (mut assessor, mut at, mut state) = (Assessor::default(), 0.0, State::Neutral);
            for (reading, secs) in moments {
                let end = at + secs;
                while at < end {
                    let all = Measurements(upright().0.map(|_, estimate| reading.and_then(|()| estimate)));
                    state = assessor.assess(Mono(at), &all).state;
                    at += 0.25;
                }
            }
            state
        };
        for (why, is_held) in [(Why::LeaningIn, true), (Why::OutOfFrame, true), (Why::Nobody, false)] {
            let unknown = Reading::Unknown(why);
            let (held_neutral, held_unknown) = if is_held {
                (State::Neutral, State::Unknown(why))
            } else {
                (State::Unknown(why), State::Neutral)
            };
            assert_eq!(state_after(&[(known, 5.0), (unknown, 1.75)]), held_neutral, "{why:?}");
            assert_eq!(state_after(&[(known, 5.0), (unknown, 3.0)]), State::Unknown(why));
            assert_eq!(state_after(&[(unknown, 3.0), (known, 2.0)]), held_unknown, "{why:?}");
            assert_eq!(state_after(&[(unknown, 3.0), (known, 4.0)]), State::Neutral, "{why:?}");
        }
    }

    #[test]
    fn what_is_known_half_of_the_time_seldom_flickers() {
        for rate_hz in [2.0, 8.0] {
            let mut flickering = 0;
            for seed in 0..200 {
                let (mut noise, mut assessor) = (Noise(seed), Assessor::default());
                let mut state_at = |at| {
                    let mut all = upright();
                    if noise.next(1.0) > 0.0 {
                        all.0[Metric::ForwardHeadDeg] = Reading::Unknown(Why::LeaningIn);
                    }
                    assessor.assess(Mono(at), &all).state
                };
                let states: Vec<_> =
                    (0..(30.0 * rate_hz) as usize).map(|i| state_at(i as f64 / rate_hz)).collect();
                let changes = states.windows(2).filter(|pair| pair[0] != pair[1]).count();
                flickering += usize::from(changes > 1);
            }
            // With few pictures a second, chance now and then makes a run of several seconds.
            assert!(flickering <= 30, "{flickering} of 200 at {rate_hz} Hz");
        }
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
