//! What exercises are chosen from: what was seen today and now, what was done and told, and what is at hand.

use eframe::egui::Context;
use jiff::{ToSpan, civil::Date};

use super::background::Background;
use crate::{
    alerts::AlertKind,
    care::{Done, Need, RedFlagAnswers, SPINAL_CONDITION, Seen, Situation},
    engine::Snapshot,
    posture::{Assessment, Deviation, State},
    store::{Entry, Feeling, Store, StoreError},
    time::WallTime,
};

/// What was over a limit for long enough to count was at least there; how far over it is not added up.
const SEVERITY_OF_PAST: f64 = 1.0;
/// What was done before that no longer matters for what comes next.
const DAYS: i32 = 28;

/// The situation of the user, kept beside the window.
#[derive(Debug, Default)]
pub(in crate::ui) struct SituationKeeper {
    situation: Situation,
    /// What was answered in this window, until it is read back.
    spinal_condition: Option<bool>,
    /// The faults that were there in the latest snapshot.
    present: Vec<Seen>,
    /// Those that went by since the window was opened, each with how long it was there in all, in seconds: what is not
    /// recorded, or not yet, was seen all the same.
    gone: Vec<(Need, f64)>,
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

/// What the store knows.
#[derive(Clone, Debug, Default)]
struct Kept {
    done: Vec<(String, WallTime)>,
    answers: RedFlagAnswers,
    /// The faults of today, each with how long it was there in all, in seconds.
    today: Vec<(Need, f64)>,
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

    /// The user has answered whether there is a condition of the spine; kept with what is told of red flags.
    pub(in crate::ui) fn record_spinal_condition(&mut self, store: &Store, answer: bool) {
        self.spinal_condition = Some(answer);
        store.record(Entry::Feeling(Feeling {
            at: WallTime::now(),
            places: Vec::new(),
            intensity: None,
            red_flags: [(SPINAL_CONDITION.to_owned(), answer)].into(),
        }));
    }

    /// What is kept may have changed: it is read again.
    pub(in crate::ui) fn read_again(&mut self) {
        self.is_read = false;
    }

    /// Takes in the newest snapshot, whichever page is shown.
    pub(in crate::ui) fn take(&mut self, context: &Context, snapshot: &Snapshot, store: &Store) {
        let present = snapshot.assessment.as_ref().map(present_faults).unwrap_or_default();
        let mut over = std::mem::replace(&mut self.present, present);
        over.retain(|seen| !self.is_present(seen.need));
        for over in over {
            match self.gone.iter_mut().find(|(need, _)| *need == over.need) {
                Some((_, secs)) => *secs += over.lasted_secs,
                None => self.gone.push((over.need, over.lasted_secs)),
            }
            // It is part of the day.
            self.is_read = false;
        }
        self.take_kept(context, store);
        let past = self.past();
        self.situation.seen =
            self.present.iter().copied().chain(past).chain(long_sitting(snapshot)).collect();
        let care = &snapshot.settings.care;
        self.situation.kit.clone_from(&care.kit);
        self.situation.place = care.place;
        self.situation.red_flags = self.kept.answers.present();
        self.situation.spinal_condition =
            self.kept.answers.answer(SPINAL_CONDITION).or(self.spinal_condition);
        if self.spinal_condition == Some(true) && self.kept.answers.answer(SPINAL_CONDITION).is_none() {
            self.situation.red_flags.push(SPINAL_CONDITION.to_owned());
        }
        let now = WallTime::now();
        let done = self.done.iter().chain(&self.kept.done);
        self.situation.done =
            done.map(|(id, at)| Done { id: id.clone(), secs_ago: at.secs_until(now).max(0.0) }).collect();
    }

    fn is_present(&self, need: Need) -> bool {
        self.present.iter().any(|seen| seen.need == need)
    }

    /// The faults of today that are not there now. What went by in this window is in the day as well once it is kept.
    fn past(&self) -> Vec<Seen> {
        let secs_of = |faults: &[(Need, f64)], need| {
            faults.iter().find(|(other, _)| *other == need).map_or(0.0, |(_, secs)| *secs)
        };
        let faults = Deviation::ALL.into_iter().filter(|deviation| deviation.is_fault()).map(Need::from);
        let past = faults.filter(|need| !self.is_present(*need)).filter_map(|need| {
            let lasted_secs = secs_of(&self.kept.today, need).max(secs_of(&self.gone, need));
            let seen = Seen { need, severity: SEVERITY_OF_PAST, lasted_secs, is_now: false };
            (lasted_secs > 0.0).then_some(seen)
        });
        past.collect()
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
}

impl Kept {
    /// What was done before the window was opened, the newest answers about red flags, and the day so far.
    fn read(store: &Store, opened: WallTime) -> Result<Self, StoreError> {
        let reader = store.read()?;
        let today = WallTime::now().date();
        let done = reader.exercises(today.saturating_sub(DAYS.days())..=today)?.into_iter();
        let feelings = reader.feelings(Date::MIN..=Date::MAX)?;
        let times = reader.days(today..=today)?.pop().map(|day| day.times).unwrap_or_default();
        let faults = Deviation::ALL.into_iter().filter(|deviation| deviation.is_fault());
        Ok(Self {
            done: done.filter(|it| it.at < opened).map(|it| (it.exercise, it.at)).collect(),
            answers: RedFlagAnswers::of(feelings.iter().map(|feeling| &feeling.red_flags)),
            today: faults
                .map(|fault| (fault.into(), times.finding_secs[fault]))
                .filter(|(_, secs)| *secs > 0.0)
                .collect(),
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
