//! The numbers of a report, computed once from what was kept of one or more sessions. Also the versioned schema of the
//! JSON report; `docs/report.schema.json` says the same to machines.
//!
//! Shares are of the known time: what is unknown is neither good nor bad. Percentiles are weighted by time.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    alerts::AlertLevel,
    posture::{Deviation, Estimate, Metric, State},
    store::{About, Answer, ExerciseDone, Feeling, Sample, SessionInfo, SessionRecord, Stretch},
    time::WallTime,
};

/// The version of the JSON schema; a field that goes away or changes its meaning counts it up.
pub const SCHEMA: u32 = 1;
/// A hole in the samples that is shorter does not end a stretch of a posture, in seconds.
const HOLE_SECS: f64 = 5.0;
/// A bin of a distribution of degrees; half of the uncertainty that is usual, so that none is lost.
const BIN_DEG: f32 = 1.0;
/// The same for millimetres.
const BIN_MM: f32 = 2.5;

/// Everything that a report says, as numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Whose it is; only where the user wants it to be told.
    pub name: Option<String>,
    /// Whether it is about a recording, whose times count from its beginning.
    pub is_recording: bool,
    /// From when.
    pub since: WallTime,
    /// Until when.
    pub until: WallTime,
    /// Seconds east of Greenwich of the user's clock.
    pub utc_offset_secs: i32,
    /// How many sessions.
    pub sessions: u32,
    /// What was in force at the end of the last of them: profile, calibration, versions.
    pub in_force: InForce,
    /// How long what.
    pub time: Time,
    /// Every deviation that was seen, faults first, the longest first.
    pub findings: Vec<FindingTime>,
    /// How the measurements lay.
    pub measurements: Vec<Distribution>,
    /// What was when.
    pub timeline: Vec<Span>,
    /// Faults that lasted.
    pub episodes: Vec<EpisodeTold>,
    /// Times of sitting without a break.
    pub sittings: Vec<Times>,
    /// Breaks.
    pub breaks: Vec<Times>,
    /// What the user was told.
    pub alerts: Vec<AlertTold>,
    /// Exercises.
    pub exercises: Vec<ExerciseDone>,
    /// How the user felt.
    pub feelings: Vec<Feeling>,
    /// The sessions before, if there were any.
    pub before: Option<Before>,
}

/// What was in force.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InForce {
    /// The source, for people.
    pub source: String,
    /// The profile.
    pub profile: Option<String>,
    /// Pictures that the calibration was made of; none: there was no calibration.
    pub calibration_pictures: Option<u32>,
    /// The spread of the calibration as a share of the user's size; 0.05 is the most that is taken.
    pub calibration_spread_share: Option<f32>,
    /// Whether the user showed rounded shoulders, by which they are measured better.
    pub has_own_rounded_shoulders: bool,
    /// Whether the neutral's angle was measured on a photo from the side.
    pub has_side_photo: bool,
    /// Sitwell's version.
    pub sitwell: String,
    /// What ran the networks.
    pub engine: String,
    /// The pose estimator.
    pub model: String,
}

impl InForce {
    fn of(info: &SessionInfo) -> Self {
        let calibration = info.calibration.as_ref();
        Self {
            source: info.source.clone(),
            profile: info.profile.clone(),
            calibration_pictures: calibration.map(|quality| quality.samples),
            calibration_spread_share: calibration.map(|quality| quality.spread_share),
            has_own_rounded_shoulders: calibration.is_some_and(|quality| {
                quality.own_postures.contains(&crate::posture::OwnPosture::RoundedShoulders)
            }),
            has_side_photo: calibration.is_some_and(|quality| quality.has_side_photo),
            sitwell: info.sitwell.clone(),
            engine: info.engine.clone(),
            model: info.model.clone(),
        }
    }
}

/// How long what, in seconds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Time {
    /// Somebody was there and was watched: known and unknown.
    pub monitored_secs: f64,
    /// There was a verdict.
    pub known_secs: f64,
    /// There was a verdict, and no fault.
    pub good_secs: f64,
    /// The longest time without a fault, unknown moments of some seconds bridged.
    pub longest_good_secs: f64,
    /// Nobody was there, or the camera was closed or lost, by key.
    pub absent: Vec<Reasoned>,
    /// Somebody was there and nothing could be told, by the key of the reason.
    pub unknown: Vec<Reasoned>,
}

impl Time {
    /// The share of the known time without a fault, 0 to 1.
    pub fn good_share(&self) -> Option<f64> {
        (self.known_secs > 0.0).then(|| self.good_secs / self.known_secs)
    }

    /// Unknown time, in seconds.
    pub fn unknown_secs(&self) -> f64 {
        self.unknown.iter().map(|reasoned| reasoned.secs).sum()
    }
}

/// A time and its reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reasoned {
    /// The key of the reason.
    pub reason: String,
    /// Seconds.
    pub secs: f64,
}

/// How long a deviation was over its limit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingTime {
    /// Which.
    pub deviation: Deviation,
    /// Whether it is a fault; the others are only told.
    pub is_fault: bool,
    /// Seconds.
    pub secs: f64,
    /// Of the known time, 0 to 1.
    pub share: f64,
    /// The longest stretch, in seconds.
    pub longest_secs: f64,
    /// How many episodes there were.
    pub episodes: u32,
}

/// How a measurement lay over the known time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Distribution {
    /// Which.
    pub metric: Metric,
    /// `°` or `mm`.
    pub unit: &'static str,
    /// For how long it was known, in seconds.
    pub known_secs: f64,
    /// The 10th, 50th and 90th percentile.
    pub percentiles: [f32; 3],
    /// Half the width of the interval that holds the truth nine times of ten, of a single value; the median of them.
    pub uncertainty: f32,
    /// Seconds in bins of this width, by their lower ends.
    pub bin_width: f32,
    /// Lower ends and seconds, in order; bins between them are empty.
    pub bins: Vec<(f32, f64)>,
}

/// What was from when to when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Span {
    /// From when.
    pub since: WallTime,
    /// Until when.
    pub until: WallTime,
    /// What.
    pub what: What,
}

impl Span {
    /// Its length in seconds.
    pub fn secs(&self) -> f64 {
        secs_between(self.since, self.until)
    }
}

/// What a span of the timeline is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "key")]
pub enum What {
    /// No fault.
    Good,
    /// This fault, the strongest.
    Fault(Deviation),
    /// Nothing can be told, for the reason of this key.
    Unknown(String),
    /// Nobody is there, or no pictures come, for the reason of this key.
    Absent(String),
}

/// A fault that lasted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EpisodeTold {
    /// Which.
    pub fault: Deviation,
    /// From when.
    pub since: WallTime,
    /// Until when.
    pub until: WallTime,
    /// How far at its strongest.
    pub worst: Option<Measured>,
    /// Whether the user was told.
    pub alerted: bool,
    /// Whether the user said that it was wrong.
    pub was_wrong: bool,
}

/// A value with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// The value.
    pub value: f32,
    /// Half the width of the interval that holds the truth nine times of ten.
    pub uncertainty: f32,
    /// `°` or `mm`.
    pub unit: &'static str,
}

impl Measured {
    fn of(metric: Metric, estimate: Estimate) -> Self {
        Self { value: estimate.value, uncertainty: estimate.uncertainty, unit: metric.unit() }
    }
}

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Times {
    /// From when.
    pub since: WallTime,
    /// Until when.
    pub until: WallTime,
}

impl Times {
    /// Seconds.
    pub fn secs(self) -> f64 {
        secs_between(self.since, self.until)
    }
}

/// What the user was told, and answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlertTold {
    /// When.
    pub at: WallTime,
    /// `posture`, `sitting`, `eye_break` or `recalibrate`.
    pub about: &'static str,
    /// The fault, where it is about one.
    pub fault: Option<Deviation>,
    /// Whether it was repeated more firmly.
    pub is_insistent: bool,
    /// `snooze` or `was_wrong`.
    pub answer: Option<&'static str>,
}

/// The sessions before, to compare with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Before {
    /// How many sessions.
    pub sessions: u32,
    /// Known seconds in them.
    pub known_secs: f64,
    /// The share of the known time without a fault, 0 to 1.
    pub good_share: f64,
    /// The share of the known time of every fault, 0 to 1.
    pub fault_shares: BTreeMap<&'static str, f64>,
}

/// Computes a report from sessions in the order of time, and from those before them. Nothing, where there are none.
pub fn report(
    records: &[SessionRecord],
    before: &[crate::store::Session],
    name: Option<String>,
) -> Option<Report> {
    let (first, last) = (records.first()?, records.last()?);
    let samples: Vec<&Sample> = records.iter().flat_map(|record| &record.samples).collect();
    let timeline: Vec<Span> = records.iter().flat_map(timeline).collect();
    let time = time(&samples, &timeline);
    let all = |stretches: fn(&SessionRecord) -> &Vec<Stretch>| {
        records
            .iter()
            .flat_map(|record| stretches(record).iter().map(|stretch| times(record, *stretch)))
            .collect()
    };
    let episodes: Vec<EpisodeTold> = records.iter().flat_map(episodes).collect();
    Some(Report {
        schema: SCHEMA,
        name,
        is_recording: false,
        since: first.session.since,
        until: last.session.until,
        utc_offset_secs: first.session.utc_offset_secs,
        sessions: records.len() as u32,
        in_force: InForce::of(&last.session.info),
        findings: findings(&samples, &episodes, time.known_secs),
        measurements: distributions(&samples),
        time,
        timeline,
        episodes,
        sittings: all(|record| &record.sittings),
        breaks: all(|record| &record.breaks),
        alerts: records.iter().flat_map(alerts).collect(),
        exercises: records.iter().flat_map(|record| record.exercises.clone()).collect(),
        feelings: records.iter().flat_map(|record| record.feelings.clone()).collect(),
        before: before_of(before),
    })
}

fn secs_between(since: WallTime, until: WallTime) -> f64 {
    until.0.duration_since(since.0).as_secs_f64().max(0.0)
}

fn times(record: &SessionRecord, stretch: Stretch) -> Times {
    Times { since: stretch.since, until: stretch.until.unwrap_or(record.session.until) }
}

fn time(samples: &[&Sample], timeline: &[Span]) -> Time {
    let mut time = Time::default();
    let mut unknown: BTreeMap<&str, f64> = BTreeMap::new();
    for sample in samples.iter().filter(|sample| !sample.is_away()) {
        time.monitored_secs += sample.secs;
        match sample.state {
            State::Unknown(why) => *unknown.entry(why.key()).or_default() += sample.secs,
            _ => time.known_secs += sample.secs,
        }
        if sample.is_good() {
            time.good_secs += sample.secs;
        }
    }
    let mut absent: BTreeMap<&str, f64> = BTreeMap::new();
    for span in timeline {
        if let What::Absent(key) = &span.what {
            *absent.entry(key).or_default() += span.secs();
        }
    }
    time.unknown = reasoned(unknown);
    time.absent = reasoned(absent);
    time.longest_good_secs = longest(samples, Sample::is_good);
    time
}

/// The longest first.
fn reasoned(secs_by_reason: BTreeMap<&str, f64>) -> Vec<Reasoned> {
    let mut reasons: Vec<_> = secs_by_reason
        .into_iter()
        .map(|(reason, secs)| Reasoned { reason: reason.to_owned(), secs })
        .collect();
    reasons.sort_by(|a, b| b.secs.total_cmp(&a.secs));
    reasons
}

/// The longest stretch in which `holds`, in seconds; short unknown moments and holes are bridged and not counted.
fn longest(samples: &[&Sample], holds: impl Fn(&Sample) -> bool) -> f64 {
    let (mut longest, mut present, mut hole) = (0.0_f64, 0.0, 0.0);
    let mut last: Option<WallTime> = None;
    for sample in samples {
        let since_last = last.map_or(0.0, |last| secs_between(last, sample.at));
        last = Some(sample.at);
        // A time without samples is one without knowledge.
        hole += (since_last - sample.secs).max(0.0);
        if holds(sample) {
            present = if hole > HOLE_SECS { sample.secs } else { present + sample.secs };
            hole = 0.0;
        } else if sample.is_known() {
            (present, hole) = (0.0, 0.0);
        } else {
            hole += sample.secs;
        }
        longest = longest.max(present);
    }
    longest
}

fn findings(samples: &[&Sample], episodes: &[EpisodeTold], known_secs: f64) -> Vec<FindingTime> {
    let mut findings: Vec<_> = Deviation::ALL
        .into_iter()
        .map(|deviation| {
            let is_there = |sample: &Sample| sample.is_known() && sample.present[deviation];
            let secs: f64 = samples.iter().filter(|sample| is_there(sample)).map(|sample| sample.secs).sum();
            FindingTime {
                deviation,
                is_fault: deviation.is_fault(),
                secs,
                share: if known_secs > 0.0 { secs / known_secs } else { 0.0 },
                longest_secs: longest(samples, is_there),
                episodes: episodes.iter().filter(|episode| episode.fault == deviation).count() as u32,
            }
        })
        .filter(|finding| finding.secs > 0.0 || finding.episodes > 0)
        .collect();
    findings.sort_by(|a, b| b.is_fault.cmp(&a.is_fault).then(b.secs.total_cmp(&a.secs)));
    findings
}

fn distributions(samples: &[&Sample]) -> Vec<Distribution> {
    Metric::ALL.into_iter().filter_map(|metric| distribution(metric, samples)).collect()
}

fn distribution(metric: Metric, samples: &[&Sample]) -> Option<Distribution> {
    let known = |sample: &&Sample| {
        let estimate = sample.measurements.get(metric).known()?;
        (sample.secs > 0.0).then_some((estimate, sample.secs))
    };
    let known: Vec<(Estimate, f64)> = samples.iter().filter_map(known).collect();
    let values: Vec<_> = known.iter().map(|(estimate, secs)| (estimate.value, *secs)).collect();
    let uncertainties = known.iter().map(|(estimate, secs)| (estimate.uncertainty, *secs)).collect();
    let percentiles = percentiles(values.clone(), [0.1, 0.5, 0.9])?;
    let [uncertainty] = self::percentiles(uncertainties, [0.5])?;
    let bin_width = if metric.unit() == "mm" { BIN_MM } else { BIN_DEG };
    let mut bins: BTreeMap<i32, f64> = BTreeMap::new();
    for (value, secs) in values {
        *bins.entry((value / bin_width).floor() as i32).or_default() += secs;
    }
    Some(Distribution {
        metric,
        unit: metric.unit(),
        known_secs: known.iter().map(|(_, secs)| secs).sum(),
        percentiles,
        uncertainty,
        bin_width,
        bins: bins.into_iter().map(|(bin, secs)| (bin as f32 * bin_width, secs)).collect(),
    })
}

/// The values below which these shares of the weight lie; nothing, where there is no weight.
fn percentiles<const N: usize>(mut weighted: Vec<(f32, f64)>, shares: [f64; N]) -> Option<[f32; N]> {
    weighted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = weighted.iter().map(|(_, weight)| weight).sum();
    let (last, _) = *weighted.last()?;
    Some(shares.map(|share| {
        let mut sum = 0.0;
        let reached = weighted.iter().find(|(_, weight)| {
            sum += weight;
            sum >= share * total
        });
        reached.map_or(last, |(value, _)| *value)
    }))
}

/// What was when, without holes: the samples, and between them what the camera did.
fn timeline(record: &SessionRecord) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut push = |since: WallTime, until: WallTime, what: What| {
        if until <= since {
            return;
        }
        match spans.last_mut() {
            Some(last) if last.what == what && secs_between(last.until, since) < HOLE_SECS => {
                last.until = until;
            }
            _ => spans.push(Span { since, until, what }),
        }
    };
    let mut reached = record.session.since;
    for sample in &record.samples {
        let since = sample.at.after(-sample.secs).max(reached);
        gap(record, reached, since, &mut push);
        push(since, sample.at, what(sample));
        reached = sample.at.max(reached);
    }
    gap(record, reached, record.session.until, &mut push);
    spans
}

/// A time without samples, by what the camera did in it. A second or two of them is nothing.
fn gap(
    record: &SessionRecord,
    since: WallTime,
    until: WallTime,
    push: &mut impl FnMut(WallTime, WallTime, What),
) {
    if secs_between(since, until) < HOLE_SECS {
        return;
    }
    for camera in &record.camera {
        let (since, until) = (camera.since.max(since), camera.until.min(until));
        push(since, until, What::Absent(camera.state.clone()));
    }
}

fn what(sample: &Sample) -> What {
    match sample.state {
        _ if sample.is_away() => What::Absent("nobody".to_owned()),
        State::Unknown(why) => What::Unknown(why.key().to_owned()),
        State::Deviating(deviation) if deviation.is_fault() => What::Fault(deviation),
        _ => match Deviation::ALL.into_iter().find(|one| one.is_fault() && sample.present[*one]) {
            Some(fault) => What::Fault(fault),
            None => What::Good,
        },
    }
}

fn episodes(record: &SessionRecord) -> Vec<EpisodeTold> {
    let told = |episode: &crate::store::Episode| EpisodeTold {
        fault: episode.fault,
        since: episode.since,
        until: episode.until.unwrap_or(record.session.until),
        worst: episode.worst.map(|worst| Measured::of(episode.fault.metric(), worst)),
        alerted: episode.alerted,
        was_wrong: episode.was_wrong,
    };
    record.episodes.iter().map(told).collect()
}

fn alerts(record: &SessionRecord) -> Vec<AlertTold> {
    let told = |alert: &crate::store::AlertGiven| AlertTold {
        at: alert.at,
        about: match alert.about {
            About::Posture { .. } => "posture",
            About::Sitting { .. } => "sitting",
            About::EyeBreak => "eye_break",
            About::Recalibrate => "recalibrate",
        },
        fault: match alert.about {
            About::Posture { fault, .. } => Some(fault),
            _ => None,
        },
        is_insistent: alert.level == AlertLevel::Insistent,
        answer: alert.answer.map(|(answer, _): (Answer, _)| answer.key()),
    };
    record.alerts.iter().map(told).collect()
}

fn before_of(sessions: &[crate::store::Session]) -> Option<Before> {
    let known_secs: f64 = sessions.iter().map(|session| session.times.known_secs).sum();
    if known_secs <= 0.0 {
        return None;
    }
    let good_secs: f64 = sessions.iter().map(|session| session.times.good_secs).sum();
    let share = |fault: Deviation| {
        sessions.iter().map(|session| session.times.finding_secs[fault]).sum::<f64>() / known_secs
    };
    let faults = Deviation::ALL.into_iter().filter(|deviation| deviation.is_fault());
    Some(Before {
        sessions: sessions.len() as u32,
        known_secs,
        good_share: good_secs / known_secs,
        fault_shares: faults.map(|fault| (fault.key(), share(fault))).collect(),
    })
}
