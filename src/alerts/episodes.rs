//! Faults as episodes: when one begins and ends, and for how long it could have been told.

use enum_map::EnumMap;

use super::AlertEvent;
use crate::{
    posture::{Assessment, Deviation, Estimate, Finding, LEAVE_SEVERITY, Reading},
    time::Mono,
};

/// A glance at the phone, a drink, a hand before the face: nothing is known for so long, and the same fault may go on
/// after it. After a longer time it is another one.
const MAX_UNKNOWN_SECS: f64 = 15.0;
/// Neck and slump that are less certain than this share of their limit cannot be told from leaning in, which is
/// ordinary work: the interval holds both. They colour the tray, and interrupt nobody.
const MAX_UNCERTAINTY_SHARE: f32 = 0.75;
/// An elbow on the armrest, a second screen or small print make a tilt or a short distance for a while in everybody.
/// From so many times the limit on it is worth an interruption; below, the tray's colour tells it.
const INTERRUPTING_SEVERITY_OF_ORDINARY_WORK: f32 = 2.0;

/// A fault that lasts.
#[derive(Clone, Debug)]
pub(super) struct Episode {
    pub(super) number: u64,
    pub(super) since: Mono,
    /// The severity when it was last known.
    pub(super) severity: f32,
    worst_severity: f32,
    worst: Option<Estimate>,
    pub(super) was_told: bool,
    pub(super) was_wrong: bool,
}

/// The course of one fault, from the moment at which it is over its limit.
#[derive(Clone, Debug, Default)]
struct Course {
    /// Last known to be there.
    last_there: Option<Mono>,
    /// It was worth telling at the moment before.
    was_worth_telling: bool,
    /// For how long it has been there, known and worth telling, while nothing spoke against telling it.
    tellable_secs: f64,
    episode: Option<Episode>,
}

/// A fault that lasts, as the policy sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ongoing<'a> {
    pub(super) fault: Deviation,
    pub(super) episode: &'a Episode,
    pub(super) tellable_secs: f64,
    /// It is known at this very moment, and worth telling.
    pub(super) is_present: bool,
}

/// The courses of all faults.
#[derive(Clone, Debug, Default)]
pub(super) struct Episodes {
    courses: EnumMap<Deviation, Course>,
    count: u64,
}

impl Episodes {
    /// Takes in one moment; `None`: nothing is known of it. `counted_secs` is the time since the moment before, 0
    /// where that does not count.
    pub(super) fn step(
        &mut self,
        at: Mono,
        counted_secs: f64,
        assessment: Option<&Assessment>,
        events: &mut Vec<AlertEvent>,
    ) {
        for fault in Deviation::ALL.into_iter().filter(|deviation| deviation.is_fault()) {
            let course = &mut self.courses[fault];
            if course.last_there.is_some_and(|last| at - last > MAX_UNKNOWN_SECS) {
                course.end(fault, events);
            }
            let finding = assessment.map(|assessment| &assessment.findings[fault]);
            let Some((finding, severity)) = finding.and_then(|f| Some((f, f.severity.known()?))) else {
                course.was_worth_telling = false;
                continue;
            };
            if finding.since.is_none() && severity <= course.limit() {
                course.end(fault, events);
                continue;
            }
            course.go_on(at, counted_secs, severity, is_worth_telling(fault, finding));
            if let Some(episode) = &mut course.episode {
                episode.note(severity, finding.estimate);
            } else if let Some(since) = finding.since {
                self.count += 1;
                course.episode = Some(Episode::begin(self.count, since, severity, finding.estimate));
                events.push(AlertEvent::EpisodeBegan { episode: self.count, fault, since });
            }
        }
    }

    /// Ends everything: what comes next has nothing to do with what was.
    pub(super) fn end_all(&mut self, events: &mut Vec<AlertEvent>) {
        for (fault, course) in &mut self.courses {
            course.end(fault, events);
        }
    }

    /// Nobody can be told now: how long a fault has lasted is counted afresh for those for which this is so.
    pub(super) fn begin_dwell_afresh(&mut self, is_concerned: impl Fn(Deviation) -> bool) {
        for (_, course) in self.courses.iter_mut().filter(|(fault, _)| is_concerned(*fault)) {
            course.tellable_secs = 0.0;
        }
    }

    /// The episodes that are going on.
    pub(super) fn ongoing(&self) -> impl Iterator<Item = Ongoing<'_>> {
        self.courses.iter().filter_map(|(fault, course)| {
            let episode = course.episode.as_ref()?;
            let is_present = course.was_worth_telling;
            Some(Ongoing { fault, episode, tellable_secs: course.tellable_secs, is_present })
        })
    }

    /// The episode of this fault, if one is going on.
    pub(super) fn of_mut(&mut self, fault: Deviation) -> Option<&mut Episode> {
        self.courses[fault].episode.as_mut()
    }
}

impl Episode {
    fn begin(number: u64, since: Mono, severity: f32, estimate: Reading<Estimate>) -> Self {
        let worst = estimate.known();
        Self { number, since, severity, worst_severity: severity, worst, was_told: false, was_wrong: false }
    }

    fn note(&mut self, severity: f32, estimate: Reading<Estimate>) {
        self.severity = severity;
        if severity > self.worst_severity {
            self.worst_severity = severity;
            self.worst = estimate.known();
        }
    }
}

impl Course {
    /// The severity above which the fault is there. The assessor goes by the same; after an unknown moment it begins
    /// anew, and an episode does not.
    fn limit(&self) -> f32 {
        if self.episode.is_some() { LEAVE_SEVERITY } else { 1.0 }
    }

    /// At a moment at which the fault is known and not over.
    fn go_on(&mut self, at: Mono, counted_secs: f64, severity: f32, is_worth_telling: bool) {
        let is_there = severity > self.limit();
        if is_there && is_worth_telling && self.was_worth_telling {
            self.tellable_secs += counted_secs;
        }
        self.was_worth_telling = is_there && is_worth_telling;
        if is_there {
            self.last_there = Some(at);
        }
    }

    fn end(&mut self, fault: Deviation, events: &mut Vec<AlertEvent>) {
        let Self { last_there, episode, .. } = std::mem::take(self);
        let Some(episode) = episode else { return };
        events.push(AlertEvent::EpisodeEnded {
            episode: episode.number,
            fault,
            since: episode.since,
            until: last_there.unwrap_or(episode.since),
            worst: episode.worst,
            alerted: episode.was_told,
            was_wrong: episode.was_wrong,
        });
    }
}

/// Whether a fault that is there is certain and strong enough to interrupt somebody.
fn is_worth_telling(fault: Deviation, finding: &Finding) -> bool {
    match fault {
        Deviation::ForwardHead | Deviation::Slump => finding
            .estimate
            .known()
            .is_some_and(|estimate| estimate.uncertainty <= MAX_UNCERTAINTY_SHARE * fault.limit().abs()),
        Deviation::TooClose | Deviation::HeadTilt | Deviation::ShoulderTilt => {
            finding.severity.known() > Some(INTERRUPTING_SEVERITY_OF_ORDINARY_WORK)
        }
        _ => true,
    }
}
