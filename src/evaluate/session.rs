//! How well a recording is followed over time.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    metrics,
    protocol::Judged,
    report::{pairs, rounded, true_value},
};
use crate::posture::Metric;

/// While the true craniovertebral angle stays within this span, in degrees, and the true turn of the head within
/// the next, the user sits still.
const STILL_CVA_SPAN_DEG: f64 = 1.0;
const STILL_YAW_SPAN_DEG: f64 = 8.0;
/// A shorter rest says nothing.
const MIN_STILL_SECS: f64 = 2.0;
/// The delay is looked for up to this, in steps of that.
const MAX_DELAY_SECS: f64 = 3.0;
const DELAY_STEP_SECS: f64 = 0.1;

/// The figures of one person's session.
#[derive(Debug, Serialize)]
pub struct SessionFigures {
    /// Who.
    pub person: String,
    /// Which session.
    pub session: String,
    /// How many pictures.
    pub pictures: usize,
    /// In how many of them the forward head is known.
    pub known: usize,
    /// Correlation of the change of the craniovertebral angle with the truth.
    pub correlation: Option<f64>,
    /// Its mean absolute error, in degrees.
    pub mae_deg: Option<f64>,
    /// Share of truths within the told uncertainty.
    pub coverage: Option<f64>,
    /// Standard deviation of the told change while the user sits still, in degrees.
    pub deviation_when_still_deg: Option<f64>,
    /// How late the told change is, in seconds: the delay of the truth that correlates best with it.
    pub delay_secs: Option<f64>,
    /// From when on which state was told, in seconds. The first is no change.
    pub states: Vec<(f64, &'static str)>,
}

/// The figures of every session; the pictures of each are in the order of time.
pub(super) fn session_figures(judged: &[&Judged]) -> Vec<SessionFigures> {
    let mut sessions: BTreeMap<(&str, &str), Vec<&Judged>> = BTreeMap::new();
    for judged in judged {
        let picture = judged.picture;
        sessions.entry((&picture.person, &picture.sequence)).or_default().push(judged);
    }
    sessions
        .into_iter()
        .map(|((person, session), mut course)| {
            course.sort_by(|a, b| a.picture.secs().total_cmp(&b.picture.secs()));
            let pairs = pairs(&course, Metric::ForwardHeadDeg);
            SessionFigures {
                person: person.to_owned(),
                session: session.to_owned(),
                pictures: course.len(),
                known: pairs.len(),
                correlation: metrics::correlation(&pairs).map(rounded),
                mae_deg: metrics::mean_absolute_error(&pairs).map(rounded),
                coverage: metrics::coverage(&pairs).map(rounded),
                deviation_when_still_deg: deviation_when_still(&moments(&course)).map(rounded),
                delay_secs: delay(&moments(&course)).map(rounded),
                states: states(&course),
            }
        })
        .collect()
}

/// A moment of a session: the true turn of the head, and the true and the told change, in degrees.
#[derive(Clone, Copy, Debug)]
struct Moment {
    secs: f64,
    true_cva_deg: f64,
    true_yaw_deg: f64,
    told_deg: Option<f64>,
}

fn moments(course: &[&Judged]) -> Vec<Moment> {
    let moment = |judged: &&Judged| {
        let told = judged.analysis.measurements.get(Metric::ForwardHeadDeg).known();
        Some(Moment {
            secs: judged.picture.secs(),
            true_cva_deg: true_value(judged.picture, Metric::ForwardHeadDeg)?,
            true_yaw_deg: true_value(judged.picture, Metric::HeadYawDeg).unwrap_or(0.0),
            told_deg: told.map(|estimate| f64::from(estimate.value)),
        })
    };
    course.iter().filter_map(moment).collect()
}

/// Over all rests together, each against its own mean.
fn deviation_when_still(moments: &[Moment]) -> Option<f64> {
    let mut squares = Vec::new();
    let mut rest = moments;
    while let Some((first, others)) = rest.split_first() {
        let (mut cva, mut yaw) = (Span::at(first.true_cva_deg), Span::at(first.true_yaw_deg));
        let more = others.iter().take_while(|moment| {
            cva.include(moment.true_cva_deg) <= STILL_CVA_SPAN_DEG
                && yaw.include(moment.true_yaw_deg) <= STILL_YAW_SPAN_DEG
        });
        let (still, later) = rest.split_at(1 + more.count());
        let secs = still.last().map_or(0.0, |last| last.secs - first.secs);
        let told: Vec<f64> = still.iter().filter_map(|moment| moment.told_deg).collect();
        let mean = metrics::mean(told.iter().copied());
        if let Some(mean) = mean.filter(|_| secs >= MIN_STILL_SECS) {
            squares.extend(told.iter().map(|told| (told - mean).powi(2)));
        }
        rest = later;
    }
    metrics::mean(squares.into_iter()).map(f64::sqrt)
}

/// The smallest interval around the values seen.
struct Span {
    low: f64,
    high: f64,
}

impl Span {
    fn at(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// Its length with this value in it.
    fn include(&mut self, value: f64) -> f64 {
        self.low = self.low.min(value);
        self.high = self.high.max(value);
        self.high - self.low
    }
}

fn delay(moments: &[Moment]) -> Option<f64> {
    let steps = (MAX_DELAY_SECS / DELAY_STEP_SECS).round() as usize;
    let mut best: Option<(f64, f64)> = None;
    for step in 0..=steps {
        let delay_secs = step as f64 * DELAY_STEP_SECS;
        let pairs: Vec<metrics::Pair> = moments
            .iter()
            .filter_map(|moment| {
                let truth = true_cva_at(moments, moment.secs - delay_secs)?;
                Some(metrics::Pair { estimate: moment.told_deg?, uncertainty: 0.0, truth })
            })
            .collect();
        let Some(correlation) = metrics::correlation(&pairs) else { continue };
        if best.is_none_or(|(highest, _)| correlation > highest) {
            best = Some((correlation, delay_secs));
        }
    }
    best.map(|(_, delay_secs)| delay_secs)
}

/// Linear between the moments.
fn true_cva_at(moments: &[Moment], secs: f64) -> Option<f64> {
    let (before, after) = moments.split_at(moments.partition_point(|moment| moment.secs <= secs));
    let before = before.last()?;
    let Some(after) = after.first() else { return Some(before.true_cva_deg) };
    let part = (secs - before.secs) / (after.secs - before.secs);
    Some(before.true_cva_deg + part * (after.true_cva_deg - before.true_cva_deg))
}

fn states(course: &[&Judged]) -> Vec<(f64, &'static str)> {
    let mut states: Vec<(f64, &'static str)> = Vec::new();
    for judged in course {
        let key = judged.state.key();
        if states.last().is_none_or(|(_, last)| *last != key) {
            states.push((judged.picture.secs(), key));
        }
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5 pictures a second; `truth` and `told` are degrees at a time in seconds.
    fn course(secs: f64, truth: impl Fn(f64) -> f64, told: impl Fn(f64) -> Option<f64>) -> Vec<Moment> {
        (0..(secs * 5.0) as u32)
            .map(|index| {
                let secs = f64::from(index) / 5.0;
                Moment { secs, true_cva_deg: truth(secs), true_yaw_deg: 0.0, told_deg: told(secs) }
            })
            .collect()
    }

    fn step(secs: f64) -> f64 {
        -12.0 * ((secs - 10.0) / 2.0).clamp(0.0, 1.0)
    }

    #[test]
    fn a_delay_is_found_and_none_is_none() {
        for delay_secs in [0.0, 0.4, 1.0] {
            let found = delay(&course(30.0, step, |secs| Some(step(secs - delay_secs)))).unwrap();
            assert!((found - delay_secs).abs() < 1e-9, "{found} for {delay_secs}");
        }
        assert_eq!(delay(&course(30.0, |_| 0.0, |_| Some(0.0))), None);
        assert_eq!(delay(&[]), None);
    }

    #[test]
    fn movement_is_no_unrest_and_an_offset_is_none() {
        // Told: the truth and an offset, with a jitter of 0.5 to either side.
        let jitter = |secs: f64| if (secs * 5.0).round() as i64 % 2 == 0 { 0.5 } else { -0.5 };
        let told = |secs: f64| Some(step(secs) - 3.0 + jitter(secs));
        let found = deviation_when_still(&course(30.0, step, told)).unwrap();
        assert!((0.49..0.56).contains(&found), "{found}");
        assert_eq!(deviation_when_still(&course(30.0, |secs| -5.0 * secs, told)), None);
        assert_eq!(deviation_when_still(&course(30.0, step, |_| None)), None);
    }
}
