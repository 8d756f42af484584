//! Makes entries of the store of what the engine tells.

use std::sync::Arc;

use super::session_clock::SessionClock;
use crate::{
    alerts::{Alert, AlertEvent, AlertKind, BREAK_SECS, FORGOTTEN_SECS},
    care::coach::Outcome,
    engine::{Event, Record, Sampled, Snapshot},
    posture::{Neutral, OwnPosture},
    settings::Settings,
    source,
    store::{
        About, AlertGiven, Answer, CalibrationQuality, Entry, Episode, ExerciseDone, Sample, SessionInfo,
        Sides, Store, Stretch,
    },
    time::{Mono, WallTime},
};

/// Without a picture for so long a session is over: a lunch is part of a day, a night is not.
const APART_SECS: f64 = 4.0 * 3600.0;

/// What judges, for the record.
#[derive(Clone, Debug)]
pub struct Instruments {
    /// What runs the networks.
    pub engine: String,
    /// The pose estimator.
    pub model: String,
}

/// Records what the engine tells. A session begins with the first picture that is judged, and ends when the engine
/// stops, when another source is watched that is not recorded, or hours after the last picture.
pub struct Recorder {
    store: Store,
    instruments: Instruments,
    /// Whether a recording is recorded as well: its person need not be the user.
    is_of_recordings: bool,
    session: Option<Ongoing>,
    /// What the source is, for people, and what it does.
    source_name: String,
    source_state: &'static str,
}

struct Ongoing {
    clock: SessionClock,
    in_force: InForce,
    last_sample: Mono,
    sitting: Option<Sitting>,
    /// The alerts that can be answered, with their episodes.
    alerts: Vec<(u64, Option<u64>)>,
}

/// What a session is judged by.
#[derive(Clone, PartialEq)]
struct InForce {
    source: String,
    profile: Option<String>,
    neutral: Option<Arc<Neutral>>,
    settings: Arc<Settings>,
}

/// How long the user sits without a break.
#[derive(Clone, Copy, Debug)]
struct Sitting {
    since: Mono,
    left: Option<Mono>,
}

fn exercise_done(outcome: &Outcome, ended: WallTime) -> ExerciseDone {
    ExerciseDone {
        at: ended.after(-outcome.secs),
        exercise: outcome.exercise.clone(),
        secs: outcome.secs,
        counted: outcome.counted,
        wanted: outcome.wanted,
        is_seen: outcome.is_seen,
        sides: outcome.sides.map(|[left, right]| Sides { left, right }),
    }
}

impl Recorder {
    /// Records what the user's camera sees.
    pub fn new(store: Store, instruments: Instruments) -> Self {
        Self {
            store,
            instruments,
            is_of_recordings: false,
            session: None,
            source_name: String::new(),
            source_state: "opening",
        }
    }

    /// Records whatever is watched.
    #[must_use]
    pub fn of_recordings_too(self) -> Self {
        Self { is_of_recordings: true, ..self }
    }

    /// Takes in what happened, and what there is at that moment.
    pub fn hear(&mut self, record: &Record, snapshot: &Snapshot) {
        if let (Some(session), Some(time)) = (&mut self.session, record.time) {
            session.clock.hear(record.at, time);
        }
        match &record.event {
            Event::Sampled(sampled) => self.sample(record, sampled, snapshot),
            Event::Camera(change) => {
                self.source_state = change.state;
                if let Some(name) = &change.name {
                    self.source_name.clone_from(name);
                }
                self.note_camera(record.at);
            }
            Event::Alerts(event) => self.alert_event(event),
            Event::Exercise(outcome) => {
                let ended = record.time.unwrap_or_else(crate::time::WallTime::now);
                self.store.record(Entry::Exercise(exercise_done(outcome, ended)));
            }
            Event::Answer { answer, episode } => self.answer(record.at, answer, *episode),
            Event::Stopped => self.end(record.at),
            _ => {}
        }
    }

    fn sample(&mut self, record: &Record, sampled: &Sampled, snapshot: &Snapshot) {
        let at = sampled.assessment.at;
        let is_recorded = self.is_of_recordings || source::is_camera(&snapshot.source_spec);
        let last = self.session.as_ref().map_or(at, |session| session.last_sample);
        if !is_recorded || at - last >= APART_SECS {
            self.end(last);
        }
        if !is_recorded {
            return;
        }
        let in_force = InForce {
            source: self.source_name.clone(),
            profile: snapshot.profile.clone(),
            neutral: sampled.neutral.clone(),
            settings: Arc::clone(&snapshot.settings),
        };
        if self.session.is_none() {
            self.begin(record, at, in_force.clone());
        }
        let Some(session) = &mut self.session else { return };
        if session.in_force != in_force {
            self.store.record(Entry::Changed(Box::new(info(&self.instruments, &in_force))));
            session.in_force = in_force;
        }
        if at - session.last_sample >= FORGOTTEN_SECS {
            // Nobody knows whether the user sat all that time.
            session.rise(&self.store, session.last_sample);
        }
        session.last_sample = at;
        let assessment = &sampled.assessment;
        self.store.record(Entry::Sample(Box::new(Sample {
            at: session.clock.time_at(at),
            secs: sampled.secs,
            measurements: sampled.measurements.clone(),
            state: assessment.state,
            score: assessment.score,
            present: enum_map::EnumMap::from_fn(|deviation| assessment.findings[deviation].since.is_some()),
        })));
    }

    fn begin(&mut self, record: &Record, at: Mono, in_force: InForce) {
        // A recording that is not played in real time is of another time; the present one is as good as any.
        let now = record.time.unwrap_or_else(crate::time::WallTime::now);
        let clock = SessionClock::start(at, now.after(at - record.at));
        let info = Box::new(info(&self.instruments, &in_force));
        self.store.record(Entry::Began { at: clock.time_at(at), info });
        // A file that the user named for a recording keeps what is in it.
        if !self.is_of_recordings
            && let Some(first) = in_force.settings.privacy.retention.first_day(clock.time_at(at).date())
        {
            self.store.prune_soon(first);
        }
        self.session = Some(Ongoing { clock, in_force, last_sample: at, sitting: None, alerts: Vec::new() });
        self.note_camera(at);
    }

    fn end(&mut self, at: Mono) {
        if let Some(mut session) = self.session.take() {
            session.rise(&self.store, session.last_sample);
            self.store.record(Entry::Ended { at: session.clock.time_at(at) });
        }
    }

    fn note_camera(&self, at: Mono) {
        if let Some(session) = &self.session {
            let state = self.source_state.to_owned();
            self.store.record(Entry::Camera { at: session.clock.time_at(at), state });
        }
    }

    fn alert_event(&mut self, event: &AlertEvent) {
        let Some(session) = &mut self.session else { return };
        let time_at = |at: Mono| session.clock.time_at(at);
        match event {
            AlertEvent::EpisodeBegan { episode, fault, since } => {
                self.store.record(Entry::Episode(Episode {
                    number: *episode,
                    fault: *fault,
                    since: time_at(*since),
                    until: None,
                    worst: None,
                    alerted: false,
                    was_wrong: false,
                }));
            }
            AlertEvent::EpisodeEnded { episode, fault, since, until, worst, alerted, was_wrong } => {
                self.store.record(Entry::Episode(Episode {
                    number: *episode,
                    fault: *fault,
                    since: time_at(*since),
                    until: Some(time_at(*until)),
                    worst: *worst,
                    alerted: *alerted,
                    was_wrong: *was_wrong,
                }));
            }
            AlertEvent::Alert(alert) => {
                let given = given(alert, session);
                let episode = match given.about {
                    About::Posture { episode, .. } => Some(episode),
                    _ => None,
                };
                if session.alerts.iter().all(|(number, _)| *number != given.number) {
                    session.alerts.push((given.number, episode));
                }
                self.store.record(Entry::Alert(given));
            }
            AlertEvent::Arrived { at } => session.sit(&self.store, *at),
            AlertEvent::Left { since } => {
                if let Some(sitting) = &mut session.sitting {
                    sitting.left = Some(*since);
                    let until = Some(session.clock.time_at(*since));
                    let since = session.clock.time_at(sitting.since);
                    self.store.record(Entry::Sitting(Stretch { since, until }));
                }
            }
        }
    }

    /// An answer is to the alert of the episode that it names, else to the latest.
    fn answer(&mut self, at: Mono, answer: &str, episode: Option<u64>) {
        let Some(session) = &mut self.session else { return };
        let answer = match answer {
            "snooze" => Answer::Snooze,
            "was_wrong" => Answer::WasWrong,
            _ => return,
        };
        let place = session.alerts.iter().rposition(|(_, of)| episode.is_none() || *of == episode);
        if let Some(place) = place {
            let (alert, _) = session.alerts.remove(place);
            self.store.record(Entry::Answer { alert, answer, at: session.clock.time_at(at) });
        }
    }
}

impl Ongoing {
    /// The user is there: sits on after a short absence, and anew after a break.
    fn sit(&mut self, store: &Store, at: Mono) {
        let since = match self.sitting {
            Some(Sitting { left: Some(left), .. }) if at - left >= BREAK_SECS => {
                let [since, until] = [self.clock.time_at(left), self.clock.time_at(at)];
                store.record(Entry::Break(Stretch { since, until: Some(until) }));
                at
            }
            Some(Sitting { since, .. }) => since,
            None => at,
        };
        self.sitting = Some(Sitting { since, left: None });
        store.record(Entry::Sitting(Stretch { since: self.clock.time_at(since), until: None }));
    }

    /// The user sat until then, unless it is known that it was not for as long.
    fn rise(&mut self, store: &Store, at: Mono) {
        if let Some(Sitting { since, left }) = self.sitting.take() {
            let [since, until] = [since, left.unwrap_or(at)].map(|at| self.clock.time_at(at));
            store.record(Entry::Sitting(Stretch { since, until: Some(until) }));
        }
    }
}

fn given(alert: &Alert, session: &Ongoing) -> AlertGiven {
    AlertGiven {
        number: alert.id,
        at: session.clock.time_at(alert.at),
        about: match alert.kind {
            AlertKind::Posture { fault, episode, estimate } => About::Posture { fault, episode, estimate },
            AlertKind::Sitting { is_firm } => About::Sitting { is_firm },
            AlertKind::EyeBreak => About::EyeBreak,
            AlertKind::Recalibrate => About::Recalibrate,
        },
        level: alert.level,
        since: session.clock.time_at(alert.since),
        answer: None,
    }
}

fn info(instruments: &Instruments, in_force: &InForce) -> SessionInfo {
    let InForce { source, profile, neutral, settings } = in_force;
    SessionInfo {
        source: source.clone(),
        profile: profile.clone(),
        calibration: neutral.as_deref().map(quality),
        sitwell: env!("CARGO_PKG_VERSION").to_owned(),
        engine: instruments.engine.clone(),
        model: instruments.model.clone(),
        // Settings are a table of plain values: there is nothing that TOML could not say.
        settings: toml::to_string(settings.as_ref()).unwrap_or_default(),
    }
}

fn quality(neutral: &Neutral) -> CalibrationQuality {
    let shown = [OwnPosture::Slouch, OwnPosture::RoundedShoulders];
    CalibrationQuality {
        samples: neutral.samples,
        spread_share: neutral.spread_px / neutral.place.size_px.max(1.0),
        own_postures: shown.into_iter().filter(|shown| neutral.own.postures[*shown].is_some()).collect(),
        has_side_photo: neutral.own.neutral_cva_deg.is_some(),
    }
}
