//! What happened, as a line of a log: for `sitwell watch`, for the log of a session, and for whoever tells the user.

use std::sync::Arc;

use serde::Serialize;

use super::SourceState;
use crate::{
    alerts::AlertEvent,
    care::coach::Outcome,
    posture::{Assessment, Deviation, Measurements, Neutral, State},
    text,
    time::{Mono, WallTime},
};

/// Something that happened, and when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record {
    /// The time of day; none in a recording that is not played in real time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<WallTime>,
    /// Seconds since the start.
    pub at: Mono,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The program watches from now on.
    Started {
        /// Its version.
        version: &'static str,
        /// The source, in the grammar of [`crate::source`].
        source: String,
    },
    /// The source is doing differently.
    Camera(CameraChange),
    /// What was seen, about once a second: for the record of a session, and no line of a log.
    #[serde(skip)]
    Sampled(Box<Sampled>),
    /// The verdict changed.
    Posture(PostureChange),
    /// A calibration ended.
    Calibration {
        /// Whether there is a new neutral.
        is_done: bool,
        /// If not, why not, and what to change.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Another profile is in use.
    Profile {
        /// Its name; none at a desk that is new.
        name: Option<String>,
    },
    /// The user answered an alert, or asked for quiet.
    Answer {
        /// `snooze`, `unsnooze` or `was_wrong`.
        answer: &'static str,
        /// The episode that was wrong.
        #[serde(skip_serializing_if = "Option::is_none")]
        episode: Option<u64>,
    },
    /// An exercise was done, or as much of it as the user wanted.
    Exercise(Outcome),
    /// The user chose other settings.
    Settings,
    /// The program watches no more.
    Stopped,
    /// An episode, an alert, or the user comes or goes.
    #[serde(untagged)]
    Alerts(AlertEvent),
}

/// What was seen in about a second.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// How long it stands for: the time since the one before, or 0 after a gap.
    pub secs: f64,
    /// The measurements of the last picture.
    pub measurements: Measurements,
    /// The verdict on it.
    pub assessment: Assessment,
    /// What it was compared with.
    pub neutral: Option<Arc<Neutral>>,
}

/// How the source is doing now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CameraChange {
    /// The key of [`SourceState::key`].
    pub state: &'static str,
    /// What the source is, for people, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Record {
    /// Whether it is something that happened, a line of a log, and not only a second that passed.
    pub fn is_line(&self) -> bool {
        !matches!(self.event, Event::Sampled(_))
    }
}

impl CameraChange {
    /// The change to this state.
    pub fn to(state: &SourceState) -> Self {
        let [message, hint] = text::source_words(state);
        let some = |words: String| Some(words).filter(|words| !words.is_empty());
        let name = match state {
            SourceState::Streaming { name } | SourceState::Blind { name, .. } => Some(name.clone()),
            _ => None,
        };
        Self { state: state.key(), name, message: some(message), hint: some(hint) }
    }
}

/// The verdict that holds from now on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PostureChange {
    /// The key of [`State::key`].
    pub state: &'static str,
    /// Why it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
    /// Since when.
    pub since: Mono,
    /// The verdict in a sentence.
    pub words: String,
    /// 100 = neutral, 50 = the worst fault is at its limit, 0 = twice its limit or more; none while unknown.
    pub score: Option<f32>,
    /// The deviations that are over their limits, the strongest first.
    pub findings: Vec<FindingTold>,
}

/// A deviation that is over its limit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingTold {
    /// Which.
    pub deviation: Deviation,
    /// 1 = at the limit.
    pub severity: f32,
    /// The value of the measurement behind it.
    pub value: f32,
    /// Half the width of the interval that holds the truth nine times of ten.
    pub uncertainty: f32,
    /// `°` or `mm`.
    pub unit: &'static str,
    /// Since when.
    pub since: Mono,
}

impl PostureChange {
    /// The change to this verdict.
    pub fn to(assessment: &Assessment, measurements: &Measurements) -> Self {
        let mut findings: Vec<_> = assessment
            .findings
            .iter()
            .filter_map(|(deviation, finding)| {
                let estimate = finding.estimate.known()?;
                Some(FindingTold {
                    deviation,
                    severity: rounded(finding.severity.known()?),
                    value: rounded(estimate.value),
                    uncertainty: rounded(estimate.uncertainty),
                    unit: finding.metric.unit(),
                    since: finding.since?,
                })
            })
            .collect();
        findings.sort_by(|a, b| b.severity.total_cmp(&a.severity));
        Self {
            state: assessment.state.key(),
            why: match assessment.state {
                State::Unknown(why) => Some(why.key()),
                State::Neutral | State::Deviating(_) => None,
            },
            since: assessment.since,
            words: text::verdict_sentence(assessment, measurements),
            score: assessment.score.known().map(rounded),
            findings,
        }
    }
}

/// A hundredth of a degree or a millimetre is finer than any measurement.
fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_flat_line() {
        let record =
            Record { time: None, at: Mono(1.5), event: Event::Alerts(AlertEvent::Left { since: Mono(0.5) }) };
        let line = serde_json::to_string(&record).unwrap();
        assert_eq!(line, r#"{"at":1.5,"type":"left","since":0.5}"#);
        let state = SourceState::Failed {
            kind: "busy",
            message: "camera 0 is in use by another program".into(),
            hint: "close it".into(),
        };
        let record = Record { event: Event::Camera(CameraChange::to(&state)), ..record };
        let line = serde_json::to_string(&record).unwrap();
        assert!(line.starts_with(r#"{"at":1.5,"type":"camera","state":"busy","message":"#), "{line}");
    }
}
