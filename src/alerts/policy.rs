//! Whether the user is told now: what speaks against it, and what goes before what.

use std::collections::VecDeque;

use enum_map::EnumMap;

use super::{
    Alert, AlertEvent, AlertKind, AlertLevel, AlertSettings, Moment,
    drift::Drift,
    episodes::{Episodes, Ongoing},
    presence::{Presence, Sight},
    sitting::Sitting,
};
use crate::{
    posture::{Deviation, Finding, Neutral},
    time::Mono,
};

/// Pictures come every two seconds at the slowest. A longer pause between two moments is none of which anything is
/// known: the computer slept, the camera was in trouble.
pub(crate) const MAX_GAP_SECS: f64 = 5.0;
/// After the start, after a pause and when the user came back: nobody is told while still settling down.
const SETTLING_SECS: f64 = 60.0;
/// Two alerts at once are one too many.
const APART_SECS: f64 = 60.0;
/// Another fault is not told right after one: whoever has just sat up differently has done what he could.
const POSTURES_APART_SECS: f64 = 5.0 * 60.0;
/// The same fault is not told again for so long: the user remembers, and decides.
const REFRACTORY_SECS: f64 = 10.0 * 60.0;
/// A fault that the user called wrong is wrong again for as long as camera, light and clothes stay the same. Who is told
/// so twice in a row switches the alerts off.
const WRONG_QUIET_SECS: f64 = 3600.0;
/// Whoever was asked to calibrate anew, and has not, is not asked again for so long.
const ASK_AGAIN_SECS: f64 = 3600.0;
const HOUR_SECS: f64 = 3600.0;
/// An alert about the posture comes within so many seconds of its dwell time.
const PUNCTUALITY_SECS: f64 = 1.0;

/// An alert about the posture that was given.
#[derive(Clone, Copy, Debug)]
struct Told {
    id: u64,
    at: Mono,
    fault: Deviation,
    episode: u64,
    level: AlertLevel,
}

/// When the user is told something: fed with moments, it answers with events. It knows no clock: all time is that of the
/// moments.
#[derive(Clone, Debug, Default)]
pub struct Alerts {
    settings: AlertSettings,
    last: Option<Mono>,
    /// Pictures arrive, and the user has been there, since then.
    settled_since: Option<Mono>,
    last_picture: Option<Mono>,
    presence: Presence,
    episodes: Episodes,
    sitting: Sitting,
    drift: Drift,
    asked_to_recalibrate_at: Option<Mono>,
    snoozed_until: Option<Mono>,
    /// The alerts about the posture of the past hour, the oldest first.
    told: VecDeque<Told>,
    last_told_at: Option<Mono>,
    /// How many alerts there have been.
    count: u64,
    quiet_until: EnumMap<Deviation, Option<Mono>>,
    /// What happened between two moments.
    pending: Vec<AlertEvent>,
}

impl Alerts {
    /// Nothing has happened yet.
    pub fn new(settings: AlertSettings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// From now on it goes by these.
    pub fn set_settings(&mut self, settings: AlertSettings) {
        self.settings = settings;
    }

    /// Takes in one moment. Moments may come at any rate; a time before that of the former moment counts as the same.
    pub fn step(&mut self, moment: &Moment<'_>) -> Vec<AlertEvent> {
        let mut events = std::mem::take(&mut self.pending);
        if !moment.at.secs().is_finite() {
            return events;
        }
        let at = self.last.filter(|last| *last > moment.at).unwrap_or(moment.at);
        let passed_secs = self.last.map_or(0.0, |last| at - last);
        let counted_secs = if passed_secs > MAX_GAP_SECS { 0.0 } else { passed_secs };
        self.last = Some(at);
        self.snoozed_until = self.snoozed_until.filter(|until| at < *until);

        let sight = moment.seen.map_or(Sight::Nothing, |seen| Sight::of(seen.pose));
        // Up to now: whoever is back at this moment was away until then.
        let empty_secs = self.presence.empty_secs(at);
        self.presence.step(at, counted_secs, sight, &mut events);
        self.settle(at, moment.seen.is_some(), &events);
        self.sitting.step(at, counted_secs, sight, empty_secs);
        let holds = self.drift.step(at, counted_secs, moment.seen.map(|seen| seen.pose));
        if self.drift.moved_since().is_some() {
            self.episodes.end_all(&mut events);
        }
        let assessment = moment.seen.map(|seen| seen.assessment).filter(|_| holds);
        self.episodes.step(at, counted_secs, assessment, &mut events);
        if self.is_quiet(moment) {
            self.episodes.begin_dwell_afresh(|_| true);
        } else {
            self.wait_for_what_was_told();
            let finding = |fault| assessment.map(|assessment| assessment.findings[fault]);
            events.extend(self.alert(at, counted_secs, sight, finding).map(AlertEvent::Alert));
        }
        events
    }

    /// The user came, or pictures came back.
    fn settle(&mut self, at: Mono, is_picture: bool, events: &[AlertEvent]) {
        let was_blind = self.last_picture.is_some_and(|last| at - last > MAX_GAP_SECS);
        if was_blind || events.iter().any(|event| matches!(event, AlertEvent::Arrived { .. })) {
            self.settled_since = None;
        }
        if is_picture {
            self.last_picture = Some(at);
            self.settled_since.get_or_insert(at);
        }
    }

    /// Nobody is told anything now. What was held back for this reason is not told when the reason ends: a fault has
    /// to last for the whole dwell time from then on, because it shall be about what the user does now and not about
    /// how he sat in the call.
    fn is_quiet(&self, moment: &Moment<'_>) -> bool {
        moment.is_hushed || self.snoozed_until.is_some() || self.presence.away_since().is_some()
    }

    /// One posture, one alert: while a fault lasts that was told, the others wait, and then begin afresh.
    fn wait_for_what_was_told(&mut self) {
        let is_told = |ongoing: &Ongoing<'_>| ongoing.episode.was_told && !ongoing.episode.was_wrong;
        let told = self.episodes.ongoing().find(is_told).map(|ongoing| ongoing.fault);
        if let Some(told) = told {
            self.episodes.begin_dwell_afresh(|fault| fault != told);
        }
    }

    fn alert(
        &mut self,
        at: Mono,
        counted_secs: f64,
        sight: Sight,
        finding: impl Fn(Deviation) -> Option<Finding>,
    ) -> Option<Alert> {
        let is_recent = |then: Option<Mono>, secs: f64| then.is_some_and(|then| at - then < secs);
        if self.settled_since.is_none_or(|since| at - since < SETTLING_SECS)
            || is_recent(self.last_told_at, APART_SECS)
            || !matches!(sight, Sight::Somebody | Sight::Stranger)
        {
            return None;
        }
        // Up to twice as long as the time since the last moment, the next one might be late by more than the
        // punctuality: then this one is the better.
        let early_secs = (2.0 * counted_secs - PUNCTUALITY_SECS).clamp(0.0, PUNCTUALITY_SECS);
        let alert = self.recalibration_alert(at).or_else(|| self.posture_alert(at, early_secs, finding));
        let alert = match alert {
            None if sight == Sight::Somebody => self.sitting_alert(at).or_else(|| self.eye_break(at)),
            other => other,
        }?;
        self.last_told_at = Some(at);
        Some(alert)
    }

    fn recalibration_alert(&mut self, at: Mono) -> Option<Alert> {
        let since = self.drift.moved_since()?;
        if self.asked_to_recalibrate_at.is_some_and(|asked| at - asked < ASK_AGAIN_SECS) {
            return None;
        }
        self.asked_to_recalibrate_at = Some(at);
        Some(self.notification(at, AlertKind::Recalibrate, since))
    }

    fn posture_alert(
        &mut self,
        at: Mono,
        early_secs: f64,
        finding: impl Fn(Deviation) -> Option<Finding>,
    ) -> Option<Alert> {
        self.told.retain(|told| at - told.at <= HOUR_SECS);
        if self.told.len() >= self.settings.max_an_hour as usize {
            return None;
        }
        let due = self.episodes.ongoing().filter_map(|ongoing| {
            let finding = finding(ongoing.fault)?;
            // Present, and known to be, at this very moment.
            (ongoing.is_present && finding.since.is_some()).then_some(())?;
            let (level, repeated) = self.level_due(at, early_secs, &ongoing)?;
            Some((ongoing, level, repeated, finding.estimate.known()))
        });
        let (ongoing, level, repeated, estimate) =
            due.max_by(|(a, ..), (b, ..)| a.episode.severity.total_cmp(&b.episode.severity))?;
        let (fault, episode, since) = (ongoing.fault, ongoing.episode.number, ongoing.episode.since);
        let id = repeated.unwrap_or_else(|| {
            self.count += 1;
            self.count
        });
        if let Some(episode) = self.episodes.of_mut(fault) {
            episode.was_told = true;
        }
        self.quiet_until[fault] = Some(at + REFRACTORY_SECS);
        self.told.push_back(Told { id, at, fault, episode, level });
        Some(Alert { id, at, kind: AlertKind::Posture { fault, episode, estimate }, level, since })
    }

    /// How loudly an episode is to be told now, if at all, and the number of the notification that this repeats.
    fn level_due(
        &self,
        at: Mono,
        early_secs: f64,
        ongoing: &Ongoing<'_>,
    ) -> Option<(AlertLevel, Option<u64>)> {
        let dwell_secs = self.settings.dwell_secs;
        let is_due = |secs: f64, due_secs: f64| secs >= due_secs || secs > due_secs - early_secs;
        let is_insistent_wanted = self.settings.sound || self.settings.screen_edge;
        let is_long = is_insistent_wanted && is_due(ongoing.tellable_secs, 2.0 * dwell_secs);
        if ongoing.episode.was_wrong {
            return None;
        }
        if ongoing.episode.was_told {
            let told = self.told.iter().rev().find(|told| told.episode == ongoing.episode.number)?;
            let is_due =
                is_long && told.level == AlertLevel::Notification && is_due(at - told.at, dwell_secs);
            return is_due.then_some((AlertLevel::Insistent, Some(told.id)));
        }
        let is_apart = self.told.back().is_none_or(|told| at - told.at >= POSTURES_APART_SECS);
        let is_refractory = self.quiet_until[ongoing.fault].is_some_and(|until| at < until);
        if is_refractory || !is_apart {
            return None;
        }
        if self.settings.notifications {
            is_due(ongoing.tellable_secs, dwell_secs).then_some((AlertLevel::Notification, None))
        } else {
            is_long.then_some((AlertLevel::Insistent, None))
        }
    }

    fn sitting_alert(&mut self, at: Mono) -> Option<Alert> {
        let is_firm = self.sitting.due(&self.settings)?;
        let since = self.sitting.since()?;
        self.sitting.told();
        Some(self.notification(at, AlertKind::Sitting { is_firm }, since))
    }

    fn eye_break(&mut self, at: Mono) -> Option<Alert> {
        if !self.settings.eye_break {
            self.sitting.rest_eyes();
        }
        let since = self.sitting.eyes_due_since(at)?;
        self.sitting.rest_eyes();
        Some(self.notification(at, AlertKind::EyeBreak, since))
    }

    fn notification(&mut self, at: Mono, kind: AlertKind, since: Mono) -> Alert {
        self.count += 1;
        Alert { id: self.count, at, kind, level: AlertLevel::Notification, since }
    }

    /// Tells nothing for `secs` from `at` on; whatever goes on then has to last for the dwell time once more.
    pub fn snooze(&mut self, at: Mono, secs: f64) {
        self.snoozed_until = (secs > 0.0).then(|| at + secs);
    }

    /// Until when nothing is told, if so.
    pub fn snoozed_until(&self) -> Option<Mono> {
        self.snoozed_until
    }

    /// Ends it now.
    pub fn unsnooze(&mut self) {
        self.snoozed_until = None;
    }

    /// The user says that the alert about this episode was wrong: its colour goes, and its fault is not told for an
    /// hour. It also counts where the episode is over already.
    pub fn was_wrong(&mut self, at: Mono, episode: u64) {
        let ongoing = self.episodes.ongoing().find(|ongoing| ongoing.episode.number == episode);
        let told = || self.told.iter().find(|told| told.episode == episode).map(|told| told.fault);
        let Some(fault) = ongoing.map(|ongoing| ongoing.fault).or_else(told) else { return };
        self.quiet_until[fault] = Some(at + WRONG_QUIET_SECS);
        if let Some(ongoing) = self.episodes.of_mut(fault).filter(|ongoing| ongoing.number == episode) {
            ongoing.was_wrong = true;
        }
    }

    /// The screen was locked or the computer sent to sleep: the user is away from then on, until somebody is seen
    /// again. (No picture alone says nothing about that.)
    pub fn locked(&mut self, at: Mono) {
        self.presence.leave(at, &mut self.pending);
    }

    /// A neutral was taken or another profile chosen (`None`: there is none): what was measured against the former one
    /// is over. The neutral's pose is what the drift check compares with.
    pub fn set_neutral(&mut self, neutral: Option<&Neutral>) {
        self.episodes.end_all(&mut self.pending);
        self.drift = Drift::of(neutral);
        self.asked_to_recalibrate_at = None;
    }

    /// Since when camera or chair are not where they were at the calibration, so that postures are not judged: until
    /// a new neutral, or until everything is back.
    pub fn needs_recalibration(&self) -> Option<Mono> {
        self.drift.moved_since()
    }

    /// Another source: what was seen before says nothing about what comes. What was told, and a snooze, stay.
    pub fn forget(&mut self) {
        self.episodes.end_all(&mut self.pending);
        self.presence = Presence::default();
        self.sitting = Sitting::default();
        self.drift.forget();
        self.settled_since = None;
        self.last_picture = None;
        self.last = None;
    }

    /// The fault of the present episode, which colours the tray; of several the strongest.
    pub fn attention(&self) -> Option<Deviation> {
        let right = self.episodes.ongoing().filter(|ongoing| !ongoing.episode.was_wrong);
        let strongest = right.max_by(|a, b| a.episode.severity.total_cmp(&b.episode.severity));
        strongest.map(|ongoing| ongoing.fault)
    }

    /// Since when the user is away, if so.
    pub fn is_away(&self) -> Option<Mono> {
        self.presence.away_since()
    }

    /// Since when the user has been sitting, short absences included; `None` while nobody has been seen or the user
    /// had a break.
    pub fn sitting_since(&self) -> Option<Mono> {
        self.sitting.since()
    }
}
