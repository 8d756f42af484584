//! What exercises are chosen from: what was seen since the window was opened, what was done, and what is at hand.

use enum_map::EnumMap;

use crate::{
    alerts::AlertKind,
    care::{Done, Need, Seen, Situation},
    engine::Snapshot,
    posture::{Assessment, Deviation, State},
    time::Mono,
};

/// Two judged moments are further apart only when nothing was seen in between.
const MAX_GAP_SECS: f64 = 10.0;

/// The situation of the user, kept beside the window.
#[derive(Debug, Default)]
pub(in crate::ui) struct SituationKeeper {
    situation: Situation,
    judged: Option<Mono>,
    faults: EnumMap<Deviation, Fault>,
    /// The exercises that were done since the window was opened, each with its end.
    done: Vec<(String, Mono)>,
}

/// What was seen of one fault since the window was opened.
#[derive(Clone, Copy, Debug, Default)]
struct Fault {
    /// In all, in seconds.
    secs: f64,
    /// The highest; 0 = never seen.
    severity: f64,
}

impl SituationKeeper {
    /// The situation at the newest snapshot.
    pub(in crate::ui) fn situation(&self) -> &Situation {
        &self.situation
    }

    /// An exercise was done, at this moment.
    pub(in crate::ui) fn record_done(&mut self, id: String, at: Mono) {
        self.done.push((id, at));
    }

    /// Takes in the newest snapshot, whichever page is shown.
    pub(in crate::ui) fn take(&mut self, snapshot: &Snapshot) {
        if let Some(assessment) = &snapshot.assessment {
            self.count(assessment);
        }
        let present = snapshot.assessment.as_ref().map(present_faults).unwrap_or_default();
        let past = self.faults.iter().filter(|(deviation, fault)| {
            fault.severity > 0.0 && present.iter().all(|seen| seen.need != Need::from(*deviation))
        });
        let past = past.map(|(deviation, fault)| Seen {
            need: deviation.into(),
            severity: fault.severity,
            lasted_secs: fault.secs,
            is_now: false,
        });
        self.situation.seen = present.iter().copied().chain(past).chain(long_sitting(snapshot)).collect();
        let care = &snapshot.settings.care;
        self.situation.kit.clone_from(&care.kit);
        self.situation.place = care.place;
        let done = self.done.iter();
        self.situation.done =
            done.map(|(id, at)| Done { id: id.clone(), secs_ago: (snapshot.at - *at).max(0.0) }).collect();
    }

    fn count(&mut self, assessment: &Assessment) {
        let secs = self.judged.map_or(0.0, |judged| (assessment.at - judged).clamp(0.0, MAX_GAP_SECS));
        self.judged = Some(assessment.at);
        for seen in present_faults(assessment) {
            let deviation = Deviation::ALL.into_iter().find(|deviation| Need::from(*deviation) == seen.need);
            let Some(deviation) = deviation else { continue };
            let fault = &mut self.faults[deviation];
            fault.secs += secs;
            fault.severity = fault.severity.max(seen.severity);
        }
    }
}

/// The faults that are there now.
fn present_faults(assessment: &Assessment) -> Vec<Seen> {
    let faults = assessment.findings.iter().filter(|(deviation, _)| deviation.is_fault());
    let present = faults.filter_map(|(deviation, finding)| {
        let since = if assessment.state == State::Deviating(deviation) {
            Some(assessment.since)
        } else {
            finding.since
        };
        Some(Seen {
            need: deviation.into(),
            severity: f64::from(finding.severity.known().unwrap_or(1.0)),
            lasted_secs: assessment.at - since?,
            is_now: true,
        })
    });
    present.collect()
}

/// That the user has sat for long, while that is being told.
fn long_sitting(snapshot: &Snapshot) -> Option<Seen> {
    let alert = snapshot.alert.as_ref().filter(|alert| matches!(alert.kind, AlertKind::Sitting { .. }))?;
    Some(Seen {
        need: Need::LongSitting,
        severity: 1.0,
        lasted_secs: snapshot.at - alert.since,
        is_now: true,
    })
}
