//! Deleting what was kept: always asked again, and everything only by typing a word.

use eframe::egui::{Button, Context, Frame, Id, Margin, Modal, TextEdit, Ui};
use jiff::civil::Date;

use crate::{
    store::{SessionId, Store, StoreError},
    text::{self, words, words_with},
    time::WallTime,
    ui::theme::{self, space},
};

/// What is to be deleted, and how far the question has come.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Deletion {
    what: What,
    /// What the user typed.
    typed: String,
}

#[derive(Clone, Debug)]
enum What {
    Session {
        id: SessionId,
        name: String,
    },
    /// What the user told at this moment.
    Feeling {
        at: WallTime,
        name: String,
    },
    Day(Date),
    Everything,
}

/// What the user decided.
pub(in crate::ui) enum Answer {
    Keep,
    Delete,
}

impl Deletion {
    pub(in crate::ui) fn session(id: SessionId, name: String) -> Self {
        Self { what: What::Session { id, name }, typed: String::new() }
    }

    pub(in crate::ui) fn feeling(at: WallTime, name: String) -> Self {
        Self { what: What::Feeling { at, name }, typed: String::new() }
    }

    pub(in crate::ui) fn day(day: Date) -> Self {
        Self { what: What::Day(day), typed: String::new() }
    }

    pub(in crate::ui) fn everything() -> Self {
        Self { what: What::Everything, typed: String::new() }
    }

    /// Deletes it; comes back when it is gone.
    pub(in crate::ui) fn carry_out(&self, store: &Store) -> Result<(), StoreError> {
        match self.what {
            What::Session { id, .. } => store.delete_session(id),
            What::Feeling { at, .. } => store.delete_feeling(at),
            What::Day(day) => store.delete_day(day),
            What::Everything => store.delete_everything(),
        }
    }

    fn title(&self) -> &'static str {
        words(match self.what {
            What::Session { .. } => "history-delete-session-title",
            What::Feeling { .. } => "feelings-delete-title",
            What::Day(_) => "history-delete-day-title",
            What::Everything => "history-delete-everything-title",
        })
    }

    fn question(&self) -> String {
        match &self.what {
            What::Session { name, .. } => {
                words_with("history-delete-session-question", &[("session", name.as_str().into())])
            }
            What::Feeling { name, .. } => {
                words_with("feelings-delete-question", &[("feeling", name.as_str().into())])
            }
            What::Day(day) => {
                let day = text::date_long_words(*day);
                words_with("history-delete-day-question", &[("day", day.into())])
            }
            What::Everything => words("history-delete-everything-question").to_owned(),
        }
    }

    /// Whether the button deletes; the whole of it wants a word typed, so that no slip of the hand can do it.
    fn is_confirmed(&self) -> bool {
        let word = words("history-delete-word");
        !matches!(self.what, What::Everything) || self.typed.trim().to_lowercase() == word.to_lowercase()
    }

    fn typing_ui(&mut self, ui: &mut Ui) {
        let asked = words_with("history-delete-type", &[("word", words("history-delete-word").into())]);
        let label = ui.label(asked);
        let edit = TextEdit::singleline(&mut self.typed).desired_width(180.0);
        ui.add(edit).labelled_by(label.id);
    }
}

/// Asks; gives the answer.
pub(in crate::ui) fn dialog_ui(
    context: &Context,
    deletion: &mut Deletion,
    is_running: bool,
) -> Option<Answer> {
    let room = context.content_rect().size();
    let frame = Frame::popup(&context.global_style()).inner_margin(Margin::same(20));
    let modal = Modal::new(Id::unique("deletion")).frame(frame).show(context, |ui| {
        ui.set_width((room.x - 4.0 * space::L).min(420.0));
        ui.label(theme::title(deletion.title()));
        ui.label(deletion.question());
        if matches!(deletion.what, What::Everything) {
            deletion.typing_ui(ui);
        }
        ui.add_space(space::S);
        buttons_ui(ui, deletion.is_confirmed(), is_running)
    });
    let kept = modal.should_close() && !is_running;
    modal.inner.or(kept.then_some(Answer::Keep))
}

/// To keep is the easier one.
fn buttons_ui(ui: &mut Ui, is_confirmed: bool, is_running: bool) -> Option<Answer> {
    if is_running {
        ui.label(theme::small(words("history-deleting")));
        return None;
    }
    ui.horizontal_wrapped(|ui| {
        let keep = theme::primary_button(ui, words("history-keep"));
        let delete = ui.add_enabled(is_confirmed, Button::new(words("history-delete")));
        if delete.clicked() { Some(Answer::Delete) } else { keep.clicked().then_some(Answer::Keep) }
    })
    .inner
}
