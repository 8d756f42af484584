//! The page of the settings: every choice with its usual value and a sentence about it, and the calibrations.

mod calibrations;
mod form;
mod setting_row;

use eframe::egui::{Button, Key, KeyboardShortcut, Modifiers, ThemePreference, Ui};

pub(in crate::ui) use self::setting_row::row_ui;
use self::{calibrations::Calibrations, form::Form};
use super::{
    column::column_ui,
    page::{Page, Scene},
    theme,
};
use crate::{
    engine::{Command, Snapshot},
    settings::{Settings, Theme, WindowSettings},
    text::words,
};

/// What everybody's fingers know.
const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);

/// The page: what is being changed and has not been told yet, and what can be undone.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct SettingsPage {
    edit: Option<Edit>,
    /// The settings before each change since the window was opened, the latest last.
    past: Vec<Settings>,
    calibrations: Calibrations,
}

/// Settings on their way from the user to the engine and back.
#[derive(Clone, Debug)]
struct Edit {
    /// Those in force when it began; once they change, the engine has answered.
    before: Settings,
    /// What an undo of this edit brings back; `None`: it is an undo itself.
    undone: Option<Settings>,
    wanted: Settings,
    is_told: bool,
}

impl SettingsPage {
    /// Draws the page; tells the engine what the user wants changed, once for every change.
    pub(in crate::ui) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        column_ui(ui, |ui| {
            if let Some(command) = self.cards_ui(ui, scene.snapshot) {
                scene.send(command);
            }
        });
    }

    fn cards_ui(&mut self, ui: &mut Ui, snapshot: &Snapshot) -> Option<Command> {
        let in_force = &*snapshot.settings;
        if self.edit.as_ref().is_some_and(|edit| edit.before != *in_force) {
            self.edit = None;
        }
        let former = self.edit.as_ref().map_or(in_force, |edit| &edit.wanted).clone();
        let asked = self.heading_ui(ui, &former);
        let mut form = Form::of(former.clone());
        let start = form.ui(ui, snapshot.starts_with_desktop);
        let reset = self.calibrations.card_ui(ui, snapshot);
        form.data_ui(ui);
        if form.settings != former {
            self.begin(in_force, form.settings);
        }
        match asked {
            Some(Asked::Undo) => {
                if let Some(wanted) = self.past.pop() {
                    self.edit = Some(Edit { before: in_force.clone(), undone: None, wanted, is_told: false });
                }
            }
            Some(Asked::AllBack) => self.begin(in_force, usual(&former)),
            None => {}
        }
        // While a number is being typed or dragged nothing is told, or every step would be written to the disk.
        let told = self.edit.as_mut().filter(|edit| !edit.is_told && !form.is_being_edited).map(|edit| {
            edit.is_told = true;
            self.past.extend(edit.undone.take());
            Command::SetSettings(Box::new(edit.wanted.clone()))
        });
        told.or(start.map(Command::StartWithDesktop)).or(reset.map(Command::ResetProfile))
    }

    /// Takes up a change. What comes before it is told is a part of the same change.
    fn begin(&mut self, in_force: &Settings, wanted: Settings) {
        let undone = match self.edit.take() {
            None => in_force.clone(),
            Some(Edit { undone: Some(undone), is_told: false, .. }) => undone,
            Some(edit) => edit.wanted,
        };
        self.edit = Some(Edit { before: in_force.clone(), undone: Some(undone), wanted, is_told: false });
    }

    /// The title and what concerns all settings.
    fn heading_ui(&self, ui: &mut Ui, settings: &Settings) -> Option<Asked> {
        ui.label(theme::title(Page::Settings.name()));
        ui.label(theme::small(words("settings-intro")));
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            let undo = ui.add_enabled(!self.past.is_empty(), Button::new(words("settings-undo")));
            // In a line of text the same keys take back what was typed.
            let by_key = !ui.ctx().text_edit_focused() && ui.input_mut(|input| input.consume_shortcut(&UNDO));
            if undo.on_hover_text(words("settings-undo.hint")).clicked() || by_key {
                asked = Some(Asked::Undo);
            }
            let is_changed = *settings != usual(settings);
            let all_back = ui.add_enabled(is_changed, Button::new(words("settings-all-back")));
            if all_back.on_hover_text(words("settings-all-back.hint")).clicked() {
                asked = Some(Asked::AllBack);
            }
        });
        asked
    }
}

/// What can be asked for all settings at once.
enum Asked {
    Undo,
    AllBack,
}

/// The usual settings of this page; what is chosen elsewhere stays.
fn usual(settings: &Settings) -> Settings {
    let WindowSettings { compact, is_tour_over, .. } = settings.window;
    let window = WindowSettings { compact, is_tour_over, ..WindowSettings::default() };
    Settings { window, ..Settings::default() }
}

/// What egui is told about the chosen colours.
pub(in crate::ui) fn theme_preference(theme: Theme) -> ThemePreference {
    match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    }
}
