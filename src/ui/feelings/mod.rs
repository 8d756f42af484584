//! How the user feels, over time beside the posture.

mod advice;
mod body_picture;
mod intensity;
mod over_time;
mod place;
mod today;
mod view;

use eframe::egui::{Align, Button, Label, Layout, Ui, vec2};

use self::{today::Draft, view::View};
use super::{
    background::Background,
    column::wide_column_ui,
    deleting::{self, Deletion},
    page::{Page, Scene},
    theme::{self, Palette, space},
    trouble,
};
use crate::{
    store::{Entry, Feeling, Store, StoreError},
    text::{Language, words},
    time::WallTime,
};

/// Wider than this, in points, lines are hard to read.
const WIDEST: f32 = 920.0;
/// So much of what was told is listed; the rest on demand.
const LISTED: usize = 6;

/// How the user feels.
#[derive(Default)]
pub(super) struct FeelingsPage {
    draft: Draft,
    view: Option<View>,
    reading: Background<Result<View, StoreError>>,
    /// The language in which the view was read; `None`: it has to be read anew.
    read_in: Option<Language>,
    /// The picture in which the page was drawn last, to tell when it is opened again.
    last_picture: u64,
    /// Whether something was kept since the page was opened.
    is_kept: bool,
    lists_all: bool,
    deletion: Option<Deletion>,
    deleting: Background<Result<(), StoreError>>,
    /// What could not be read or kept, and what to do about it.
    trouble: Option<String>,
}

impl FeelingsPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        self.take();
        self.read(ui, scene.store);
        wide_column_ui(ui, "feelings", WIDEST, |ui| self.contents_ui(ui, scene));
        self.deletion_ui(ui, scene.store);
    }

    fn contents_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.label(theme::title(Page::Feelings.name()));
        if let Some(trouble) = &self.trouble {
            trouble::card_ui(ui, trouble);
        }
        if self.is_kept {
            theme::card(ui, |ui| {
                ui.label(theme::heading(words("feelings-kept")).color(Palette::of(ui).fine));
                ui.label(words("feelings-kept-note"));
            });
        }
        let Some(view) = self.view.take() else { return };
        if let Some(advice) = view.answers.advice(scene.catalogue) {
            advice::advice_ui(ui, &advice);
        }
        if today::card_ui(ui, &mut self.draft, scene.catalogue, &view.answers) {
            self.keep(ui, scene.store);
        }
        if !view.told.is_empty() {
            over_time::card_ui(ui, &view.days);
            self.told_ui(ui, &view);
        }
        self.view = Some(view);
    }

    /// What was told so far, each to be deleted.
    fn told_ui(&mut self, ui: &mut Ui, view: &View) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("feelings-told")));
            let listed = if self.lists_all { view.told.len() } else { LISTED };
            for told in view.told.iter().take(listed) {
                ui.horizontal(|ui| {
                    // The button keeps its room beside long words.
                    let delete = words("feelings-delete");
                    let room = ui.available_width() - theme::row_width(ui, [delete]) - space::M;
                    let size = vec2(room.max(120.0), ui.spacing().interact_size.y);
                    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                        ui.set_width(size.x);
                        ui.add(Label::new(theme::two_lines(ui, &told.what, &told.when)).wrap());
                    });
                    let name = format!("{}, {}", told.when, told.what);
                    let button = ui.add(Button::new(delete)).on_hover_text(&name);
                    if button.clicked() {
                        self.deletion = Some(Deletion::feeling(told.at, name));
                    }
                });
            }
            if view.told.len() > listed && ui.button(words("feelings-all")).clicked() {
                self.lists_all = true;
            }
        });
    }

    /// Keeps what was told, and shows it.
    fn keep(&mut self, ui: &Ui, store: &Store) {
        let feeling = self.draft.feeling(WallTime::now());
        self.draft = Draft::default();
        self.is_kept = true;
        let store = store.clone();
        self.read_in = Some(Language::in_force());
        self.reading.start(ui.ctx(), "feelings", move || keep(&store, feeling));
    }

    fn deletion_ui(&mut self, ui: &Ui, store: &Store) {
        let Some(deletion) = &mut self.deletion else { return };
        match deleting::dialog_ui(ui.ctx(), deletion, self.deleting.is_running()) {
            None => {}
            Some(deleting::Answer::Keep) => self.deletion = None,
            Some(deleting::Answer::Delete) => {
                let (store, deletion) = (store.clone(), deletion.clone());
                self.deleting.start(ui.ctx(), "deletion", move || deletion.carry_out(&store));
            }
        }
    }

    /// Reads what was told whenever the page is opened.
    fn read(&mut self, ui: &Ui, store: &Store) {
        let picture = ui.ctx().cumulative_frame_nr();
        let is_opened = self.last_picture + 1 < picture;
        self.last_picture = picture;
        if is_opened {
            self.is_kept = false;
        }
        let is_read = self.read_in == Some(Language::in_force()) && !is_opened;
        if is_read || self.reading.is_running() {
            return;
        }
        self.read_in = Some(Language::in_force());
        let store = store.clone();
        self.reading.start(ui.ctx(), "feelings", move || read(&store));
    }

    /// Takes in what was read and done since the last picture.
    fn take(&mut self) {
        match self.reading.take() {
            Some(Ok(view)) => {
                self.view = Some(view);
                self.trouble = None;
            }
            Some(Err(error)) => {
                self.trouble = Some(trouble::of_store(&error));
                self.is_kept = false;
            }
            None => {}
        }
        if let Some(done) = self.deleting.take() {
            self.deletion = None;
            self.read_in = None;
            self.trouble = done.err().map(|error| trouble::of_store(&error));
        }
    }
}

fn read(store: &Store) -> Result<View, StoreError> {
    View::read(store, WallTime::now().date())
}

fn keep(store: &Store, feeling: Feeling) -> Result<View, StoreError> {
    store.record(Entry::Feeling(feeling));
    store.flush()?;
    read(store)
}
