//! One session: its timeline, and what happened in it.

use eframe::egui::{Label, Ui, vec2};
use jiff::civil::Date;

use super::{
    export::Export,
    sessions::session_words,
    side_by_side,
    timeline::{self, Timeline},
    totals::{Totals, percent},
};
use crate::{
    posture::Estimate,
    report::Choice,
    store::{About, Answer, Episode, ExerciseDone, SessionId, SessionRecord, Store, StoreError, Stretch},
    text::{self, words, words_with},
    time::WallTime,
    ui::{
        deleting::Deletion,
        theme::{self, Palette, space},
    },
};

/// A session, ready to be drawn.
#[derive(Clone, Debug)]
pub(super) struct SessionView {
    id: SessionId,
    date: Date,
    day: String,
    /// From when to when.
    name: String,
    totals: Totals,
    /// The findings with their shares of the known time, the most frequent first.
    findings: Vec<(&'static str, f64, f64)>,
    timeline: Timeline,
    /// What was watched, and how well it was calibrated.
    about: Vec<String>,
    /// How the user sat, rested and exercised.
    calm: Vec<List>,
    /// What lasted, and what was told about it.
    events: Vec<List>,
}

/// What happened, one line after the other.
#[derive(Clone, Debug)]
struct List {
    title: &'static str,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    when: String,
    what: String,
    note: String,
}

/// What the user wants of the session.
pub(super) enum Asked {
    Back,
    Delete,
}

impl SessionView {
    pub(super) fn read(store: &Store, id: SessionId) -> Result<Self, StoreError> {
        Ok(Self::of(&store.read()?.session(id)?))
    }

    fn of(record: &SessionRecord) -> Self {
        let session = &record.session;
        let until = session.until;
        let known_secs = session.times.known_secs;
        let faults =
            session.times.finding_secs.iter().filter(|(fault, secs)| fault.is_fault() && **secs > 0.0);
        let mut findings: Vec<_> = faults
            .map(|(fault, secs)| (text::deviation_name(fault), *secs, secs / known_secs.max(1.0)))
            .collect();
        findings.sort_by(|a, b| b.1.total_cmp(&a.1));
        let list =
            |title: &str, lines: Vec<Line>| (!lines.is_empty()).then(|| List { title: words(title), lines });
        let episodes = record.episodes.iter().map(|episode| episode_line(episode, until)).collect();
        let alerts = record.alerts.iter().map(alert_line).collect();
        let exercises = record.exercises.iter().map(exercise_line).collect();
        Self {
            id: session.id,
            date: session.date,
            day: text::date_long_words(session.date),
            name: session_words(session)[0].clone(),
            totals: Totals {
                times: session.times.clone(),
                breaks: record.breaks.len() as u32,
                exercises: record.exercises.len() as u32,
                ..Totals::default()
            },
            findings,
            timeline: Timeline::of(record),
            about: about(record),
            calm: [list("history-sittings", sitting_lines(record)), list("history-exercises", exercises)]
                .into_iter()
                .flatten()
                .collect(),
            events: [list("history-episodes", episodes), list("history-alerts", alerts)]
                .into_iter()
                .flatten()
                .collect(),
        }
    }

    pub(super) fn deletion(&self) -> Deletion {
        Deletion::session(self.id, format!("{}, {}", self.day, self.name))
    }
}

pub(super) fn ui(ui: &mut Ui, session: &SessionView, store: &Store, export: &mut Export) -> Option<Asked> {
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        if ui.button(format!("‹ {}", words("history-back"))).clicked() {
            asked = Some(Asked::Back);
        }
        ui.label(theme::title(&session.day));
    });
    theme::card(ui, |ui| {
        ui.label(theme::heading(&session.name));
        let lines = session.totals.lines();
        let told: Vec<_> = lines.iter().map(|line| format!("{} {}", line.name, line.value)).collect();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::L, space::S);
            for line in &lines {
                ui.add(Label::new(theme::two_lines(ui, &line.value, line.name)).extend());
            }
        });
        ui.add_space(space::S);
        timeline::timeline_ui(ui, &session.timeline, &format!("{}: {}", session.name, told.join("; ")));
        ui.add_space(space::XS);
        timeline::legend_ui(ui, &session.timeline);
    });
    side_by_side(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            if !session.findings.is_empty() {
                findings_ui(ui, session);
            }
            lists_ui(ui, &session.calm);
        },
        |ui| lists_ui(ui, &session.events),
    );
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("history-about-session")));
        for line in &session.about {
            ui.label(theme::small(line));
        }
        export.ui(ui, store, Choice::Session(session.id), session.date);
        if ui.button(words("history-delete-session")).clicked() {
            asked = Some(Asked::Delete);
        }
    });
    asked
}

fn findings_ui(ui: &mut Ui, session: &SessionView) {
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("history-findings")));
        for (name, secs, share) in &session.findings {
            ui.add_space(space::XS);
            let told = words_with(
                "history-time-and-share",
                &[("time", text::duration_words(*secs).into()), ("share", percent(*share))],
            );
            super::findings::share_row_ui(ui, name, &told, *share);
        }
    });
}

fn lists_ui(ui: &mut Ui, lists: &[List]) {
    ui.spacing_mut().item_spacing.y = space::M;
    for list in lists {
        theme::card(ui, |ui| {
            ui.label(theme::heading(list.title));
            for line in &list.lines {
                line_ui(ui, line);
            }
        });
    }
}

fn line_ui(ui: &mut Ui, line: &Line) {
    ui.horizontal_top(|ui| {
        // Room for `10:30–11:00`.
        ui.allocate_ui(vec2(84.0, 0.0), |ui| {
            ui.set_min_width(84.0);
            ui.label(theme::small(&line.when).color(Palette::of(ui).text_weak));
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(Label::new(theme::strong(&line.what)).wrap());
            if !line.note.is_empty() {
                ui.add(Label::new(theme::small(&line.note)).wrap());
            }
        });
    });
}

fn from_to(since: WallTime, until: WallTime) -> String {
    words_with("history-from-to", &[("from", since.clock_words().into()), ("to", until.clock_words().into())])
}

fn lasted(since: WallTime, until: WallTime) -> String {
    text::duration_words(until.0.duration_since(since.0).as_secs_f64())
}

fn episode_line(episode: &Episode, session_until: WallTime) -> Line {
    let until = episode.until.unwrap_or(session_until);
    let mut notes = Vec::new();
    if let Some(worst) = episode.worst {
        // Which way is worse is said by the fault's name.
        let size = Estimate { value: worst.value.abs(), ..worst };
        let [value, uncertainty] = text::estimate_words(episode.fault.metric(), size);
        let arguments = [("value", value.into()), ("uncertainty", uncertainty.into())];
        notes.push(words_with("history-worst", &arguments));
    }
    if episode.alerted {
        notes.push(words("history-was-told").to_owned());
    }
    if episode.was_wrong {
        notes.push(words("history-was-wrong").to_owned());
    }
    Line {
        when: from_to(episode.since, until),
        what: format!("{}, {}", text::deviation_name(episode.fault), lasted(episode.since, until)),
        note: notes.join(" · "),
    }
}

/// Sitting and breaks in their order.
fn sitting_lines(record: &SessionRecord) -> Vec<Line> {
    let until = record.session.until;
    let mut stretches: Vec<(&Stretch, &str)> = Vec::new();
    stretches.extend(record.sittings.iter().map(|stretch| (stretch, words("history-sat"))));
    stretches.extend(record.breaks.iter().map(|stretch| (stretch, words("history-break"))));
    stretches.sort_by_key(|(stretch, _)| stretch.since);
    let line = |(stretch, name): (&Stretch, &str)| {
        let end = stretch.until.unwrap_or(until);
        Line {
            when: from_to(stretch.since, end),
            what: format!("{name}, {}", lasted(stretch.since, end)),
            note: String::new(),
        }
    };
    stretches.into_iter().map(line).collect()
}

fn alert_line(alert: &crate::store::AlertGiven) -> Line {
    let what = match alert.about {
        About::Posture { fault, .. } => text::deviation_name(fault),
        About::Sitting { .. } => words("history-alert-sitting"),
        About::EyeBreak => words("history-alert-eyes"),
        About::Recalibrate => words("history-alert-recalibrate"),
    };
    let answer = match alert.answer {
        None => words("history-no-answer"),
        Some((Answer::Snooze, _)) => words("history-snoozed"),
        Some((Answer::WasWrong, _)) => words("history-was-wrong"),
    };
    Line { when: alert.at.clock_words(), what: what.to_owned(), note: answer.to_owned() }
}

fn exercise_line(done: &ExerciseDone) -> Line {
    let counted =
        words_with("history-counted", &[("counted", done.counted.into()), ("wanted", done.wanted.into())]);
    let seen = words(if done.is_seen { "history-seen-by-camera" } else { "history-told-by-user" });
    Line {
        when: done.at.clock_words(),
        what: exercise_name(&done.exercise),
        note: format!("{counted} · {seen}"),
    }
}

/// What it is called; its id, where another version knew more of them.
fn exercise_name(id: &str) -> String {
    let key = text::key_of("exercise-", id);
    let is_known = text::is_known(text::Language::English, &key);
    if is_known { words(&key).to_owned() } else { id.to_owned() }
}

/// What was watched, and with what.
fn about(record: &SessionRecord) -> Vec<String> {
    let info = &record.session.info;
    let mut lines = vec![info.source.clone()];
    lines.extend(
        info.profile
            .as_ref()
            .map(|profile| words_with("history-profile", &[("profile", profile.as_str().into())])),
    );
    lines.push(match &info.calibration {
        None => words("history-no-calibration").to_owned(),
        Some(quality) => words_with("history-calibration", &[("samples", quality.samples.into())]),
    });
    lines.push(format!("Sitwell {}, {}, {}", info.sitwell, info.engine, info.model));
    lines.retain(|line| !line.is_empty());
    lines
}
