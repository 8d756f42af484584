//! What exercises are chosen from: what was seen since the window was opened, what was done and told, and what is at hand.

use eframe::egui::Context;
use enum_map::EnumMap;
use jiff::{ToSpan, civil::Date};

use super::background::Background;
use crate::{
    alerts::AlertKind,
    care::{Done, Need, RedFlagAnswers, Seen, Situation},
    engine::Snapshot,
    posture::{Assessment, Deviation, State},
    store::{Store, StoreError},
    time::{Mono, WallTime},
};

/// Two judged moments are further apart only when nothing was seen in between.
const MAX_GAP_SECS: f64 = 10.0;
/// What was done before that no longer matters for what comes next.
const DAYS: i32 = 28;

/// The situation of the user, kept beside the window.
#[derive(Debug, Default)]
pub(in crate::ui) struct SituationKeeper {
    situation: Situation,
    judged: Option<Mono>,
    faults: EnumMap<Deviation, Fault>,
    /// When the window was opened; `None`: with the next snapshot.
    opened: Option<WallTime>,
    /// The exercises that were done since then, each with its end.
    done: Vec<(String, WallTime)>,
    /// Those before, and what was told.
    kept: Kept,
    reading: Background<Result<Kept, StoreError>>,
    /// Whether what is kept has been asked for since it may have changed.
    is_read: bool,
}

/// What was seen of one fault since the window was opened.
#[derive(Clone, Copy, Debug, Default)]
struct Fault {
    /// In all, in seconds.
    secs: f64,
    /// The highest; 0 = never seen.
    severity: f64,
}

/// What the store knows.
#[derive(Clone, Debug, Default)]
struct Kept {
    done: Vec<(String, WallTime)>,
    red_flags: Vec<String>,
}

impl SituationKeeper {
    /// The situation at the newest snapshot.
    pub(in crate::ui) fn situation(&self) -> &Situation {
        &self.situation
    }

    /// An exercise has just been done.
    pub(in crate::ui) fn record_done(&mut self, id: String) {
        self.done.push((id, WallTime::now()));
    }

    /// What is kept may have changed: it is read again.
    pub(in crate::ui) fn read_again(&mut self) {
        self.is_read = false;
    }

    /// Takes in the newest snapshot, whichever page is shown.
    pub(in crate::ui) fn take(&mut self, context: &Context, snapshot: &Snapshot, store: &Store) {
        self.take_kept(context, store);
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
        self.situation.red_flags.clone_from(&self.kept.red_flags);
        let now = WallTime::now();
        let done = self.done.iter().chain(&self.kept.done);
        self.situation.done =
            done.map(|(id, at)| Done { id: id.clone(), secs_ago: at.secs_until(now).max(0.0) }).collect();
    }

    fn take_kept(&mut self, context: &Context, store: &Store) {
        let opened = *self.opened.get_or_insert_with(WallTime::now);
        // Why the store cannot be read is told by the pages that show it; what was read before still holds.
        if let Some(Ok(kept)) = self.reading.take() {
            self.kept = kept;
        }
        if !self.is_read {
            self.is_read = true;
            let store = store.clone();
            self.reading.start(context, "situation", move || Kept::read(&store, opened));
        }
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

impl Kept {
    /// What was done before the window was opened, and the newest answers about red flags.
    fn read(store: &Store, opened: WallTime) -> Result<Self, StoreError> {
        let reader = store.read()?;
        let today = opened.date();
        let done = reader.exercises(today.saturating_sub(DAYS.days())..=today)?.into_iter();
        let feelings = reader.feelings(Date::MIN..=Date::MAX)?;
        Ok(Self {
            done: done.filter(|it| it.at < opened).map(|it| (it.exercise, it.at)).collect(),
            red_flags: RedFlagAnswers::of(feelings.iter().map(|feeling| &feeling.red_flags)).present(),
        })
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
