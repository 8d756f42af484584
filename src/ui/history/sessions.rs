//! The sessions of a day.

use eframe::egui::{Button, Ui};

use super::{
    totals::{sat_secs, time_and_share},
    view::View,
};
use crate::{
    store::{Session, SessionId},
    text::{self, words, words_with},
    ui::theme,
};

/// What the user wants of a day's sessions.
pub(super) enum Asked {
    Open(SessionId),
    DeleteDay,
}

pub(super) fn card_ui(ui: &mut Ui, view: &View) -> Option<Asked> {
    if view.sessions.is_empty() && view.totals.is_empty() {
        return None;
    }
    theme::card(ui, |ui| {
        let mut asked = None;
        ui.label(theme::heading(words("history-sessions")));
        if view.sessions.is_empty() {
            ui.label(theme::small(words("history-sessions-none")));
        }
        for session in &view.sessions {
            let [line, note] = session_words(session);
            let button = Button::new(theme::two_lines(ui, &line, &note)).wrap();
            if ui.add_sized([ui.available_width(), 52.0], button.right_text("›")).clicked() {
                asked = Some(Asked::Open(session.id));
            }
        }
        if ui.button(words("history-delete-day")).clicked() {
            asked = Some(Asked::DeleteDay);
        }
        asked
    })
}

/// From when to when, and what it was like.
pub(super) fn session_words(session: &Session) -> [String; 2] {
    let clock = words_with(
        "history-from-to",
        &[("from", session.since.clock_words().into()), ("to", session.until.clock_words().into())],
    );
    let times = &session.times;
    let good = match times.good_share() {
        Some(share) => {
            format!("{}: {}", words("history-good"), time_and_share(times.good_secs, share))
        }
        None => words("history-in-short-unknown").to_owned(),
    };
    let sat = text::duration_words(sat_secs(times));
    [format!("{clock} · {sat}"), good]
}
