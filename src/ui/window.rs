//! The window as a whole: what is where, at which size.

use std::sync::Arc;

use eframe::egui::{
    self, Button, CentralPanel, Context, Frame, Key, Label, Margin, Panel, Rect, ScrollArea, Ui, UiBuilder,
    pos2, vec2,
};

use super::{
    about::{self, AboutInfo},
    alert,
    exercises::Exercises,
    gauge, icon,
    live::{self, LivePicture},
    measurements,
    settings::{self, SettingsPage, SettingsShown, SettingsWish},
    theme::{self, space},
    timeline::{self, History},
    verdict,
    window_handle::WindowHandle,
    words,
};
use crate::{
    care::Catalogue,
    engine::{CalibrationState, Command, Monitor, Snapshot, SourceState},
};

/// Below this width, in points, everything stands in one column.
const TWO_COLUMNS_FROM: f32 = 820.0;
/// The column of words beside the picture, in points: long lines are hard to read.
const WORDS_COLUMN: egui::Rangef = egui::Rangef { min: 350.0, max: 480.0 };
/// The room of Sitwell's sign and name in the top bar, in points.
const NAME_WIDTH: f32 = 100.0;
/// The least room in the top bar for the name of the source, in points.
const SOURCE_NAME_FROM: f32 = 320.0;

/// The room of the scroll bar, in points.
const SCROLL_BAR: f32 = space::M;

/// What lies over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialog {
    About,
    RedFlags,
}

/// Sitwell's window.
pub struct Window {
    monitor: Box<dyn Monitor>,
    snapshot: Arc<Snapshot>,
    picture: LivePicture,
    history: History,
    exercises: Exercises,
    catalogue: Catalogue,
    about: AboutInfo,
    dialog: Option<Dialog>,
    /// In place of everything else, while it is open.
    settings: Option<SettingsPage>,
    handle: WindowHandle,
    /// Whether anybody sees it; `None`: not known yet.
    is_seen: Option<bool>,
}

impl Window {
    /// A window on what `monitor` tells.
    pub fn new(
        context: &Context,
        monitor: Box<dyn Monitor>,
        about: AboutInfo,
        catalogue: Catalogue,
        handle: WindowHandle,
    ) -> Self {
        theme::install(context);
        Self {
            snapshot: monitor.latest(),
            monitor,
            picture: LivePicture::default(),
            history: History::default(),
            exercises: Exercises::default(),
            catalogue,
            about,
            dialog: None,
            settings: None,
            handle,
            is_seen: None,
        }
    }

    fn take_newest(&mut self) {
        self.snapshot = self.monitor.latest();
        if let Some(assessment) = &self.snapshot.assessment {
            self.history.push(assessment.at, assessment.score.known());
            self.exercises.answer(assessment.strongest_fault());
        }
    }

    fn top_bar_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let commands = self.top_bar_commands();
            let settings = if self.settings.is_some() { words::DONE } else { words::SETTINGS };
            // At the right edge, and yet reached from left to right by the keyboard.
            let labels = commands.iter().map(|(label, _)| *label).chain([settings, words::ABOUT]);
            let buttons = theme::row_width(ui, labels) + ui.spacing().item_spacing.x;
            // The buttons go first where there is little room.
            if ui.available_width() > buttons + NAME_WIDTH {
                icon::show(ui, 24.0);
                ui.label(theme::heading("Sitwell"));
            }
            let room = ui.available_width() - buttons;
            ui.allocate_ui(vec2(room.max(0.0), ui.available_height()), |ui| {
                ui.set_min_width(room.max(0.0));
                if room > SOURCE_NAME_FROM
                    && let SourceState::Streaming { name } = &self.snapshot.source
                {
                    ui.add(Label::new(theme::small(name)).truncate());
                }
            });
            for (label, command) in commands {
                let button = ui.add_enabled(command.is_some(), Button::new(label));
                if let Some(command) = command.filter(|_| button.clicked()) {
                    self.monitor.send(command);
                }
            }
            if self.settings.is_none() && ui.button(settings).clicked() {
                self.settings = Some(SettingsPage::default());
            } else if self.settings.is_some() && theme::primary_button(ui, settings).clicked() {
                self.settings = None;
            }
            if ui.button(words::ABOUT).clicked() {
                self.dialog = Some(Dialog::About);
            }
        });
    }

    /// The buttons that the state of the source asks for; one without a command cannot be pressed now.
    fn top_bar_commands(&self) -> Vec<(&'static str, Option<Command>)> {
        let idle = !matches!(self.snapshot.calibration, CalibrationState::Running { .. });
        let pause = (words::PAUSE, Some(Command::Pause { secs: None }));
        match self.snapshot.source {
            SourceState::Opening => vec![(words::CALIBRATE, None), pause],
            SourceState::Streaming { .. } | SourceState::Blind { .. } => {
                vec![(words::CALIBRATE, idle.then_some(Command::Calibrate)), pause]
            }
            SourceState::Paused(_) | SourceState::Away => vec![(words::RESUME, Some(Command::Resume))],
            SourceState::Failed { .. } | SourceState::Ended => Vec::new(),
        }
    }

    fn two_columns_ui(&mut self, ui: &mut Ui) {
        let area = ui.available_rect_before_wrap();
        let picture_height = area.height() - timeline::CARD_HEIGHT - space::M;
        let wanted = picture_height * live::aspect(&self.snapshot);
        let words_width = WORDS_COLUMN.clamp(area.width() - wanted - space::M);
        let split = area.right() - words_width - space::M;

        let left = Rect::from_min_max(area.min, pos2(split, area.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            // As much of the height as the picture's aspect can fill; the timeline follows close under it.
            let height = picture_height.min(left.width() / live::aspect(&self.snapshot)).max(160.0);
            ui.spacing_mut().item_spacing.y = space::M;
            self.picture.show(ui, vec2(left.width(), height), &self.snapshot, &*self.monitor);
            timeline::card_ui(ui, &self.history, &self.snapshot);
        });

        // The scroll bar has the margin of the window to itself.
        let right = Rect::from_min_max(pos2(split + space::M, area.top()), area.max + vec2(SCROLL_BAR, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            words_scroll_area().show(ui, |ui| self.words_ui(ui));
        });
        ui.advance_cursor_after_rect(area);
    }

    fn words_ui(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = space::M;
        verdict::notice_ui(ui, &self.snapshot);
        alert::card_ui(ui, &self.snapshot, &*self.monitor);
        verdict::card_ui(ui, &self.snapshot, &*self.monitor);
        gauge::card_ui(ui, &self.snapshot);
        self.care_ui(ui);
        measurements::card_ui(ui, &self.snapshot);
    }

    fn one_column_ui(&mut self, ui: &mut Ui) {
        let area = ui.available_rect_before_wrap();
        let wider = Rect::from_min_max(area.min, area.max + vec2(SCROLL_BAR, 0.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(wider));
        words_scroll_area().show(&mut ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            verdict::notice_ui(ui, &self.snapshot);
            alert::card_ui(ui, &self.snapshot, &*self.monitor);
            verdict::card_ui(ui, &self.snapshot, &*self.monitor);
            if self.snapshot.frame.is_some() {
                let width = ui.available_width();
                let size = vec2(width, width / live::aspect(&self.snapshot));
                self.picture.show(ui, size, &self.snapshot, &*self.monitor);
            } else {
                theme::card(ui, |ui| live::instead_ui(ui, &self.snapshot, &*self.monitor));
            }
            gauge::card_ui(ui, &self.snapshot);
            self.care_ui(ui);
            timeline::card_ui(ui, &self.history, &self.snapshot);
            measurements::card_ui(ui, &self.snapshot);
        });
    }

    /// The page of the settings, while it is open.
    fn settings_ui(&mut self, ui: &mut Ui) {
        let Some(page) = &mut self.settings else { return };
        let shown = SettingsShown {
            settings: &self.snapshot.settings,
            starts_with_desktop: self.snapshot.starts_with_desktop,
            profiles: &self.snapshot.profiles,
            profile_in_use: self.snapshot.profile.as_deref(),
        };
        if let Some(wish) = page.ui(ui, &shown) {
            self.monitor.send(match wish {
                SettingsWish::Settings(settings) => Command::SetSettings(settings),
                SettingsWish::StartWithDesktop(starts) => Command::StartWithDesktop(starts),
                SettingsWish::ResetProfile(id) => Command::ResetProfile(id),
            });
        }
        if self.dialog.is_none() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.settings = None;
        }
    }

    fn care_ui(&mut self, ui: &mut Ui) {
        if self.exercises.card_ui(ui, &self.catalogue).clicked() {
            self.dialog = Some(Dialog::RedFlags);
        }
    }

    fn dialog_ui(&mut self, context: &Context) {
        let closed = match self.dialog {
            None => return,
            Some(Dialog::About) => about::dialog_ui(context, &self.about),
            Some(Dialog::RedFlags) => {
                super::exercises::red_flags_dialog_ui(context, self.catalogue.red_flags())
            }
        };
        if closed {
            self.dialog = None;
        }
    }
}

fn words_scroll_area() -> ScrollArea {
    ScrollArea::vertical()
        .auto_shrink(false)
        .content_margin(Margin { right: SCROLL_BAR as i8, ..Margin::ZERO })
}

impl eframe::App for Window {
    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        let is_seen = context.input(|input| {
            let viewport = input.viewport();
            viewport.minimized != Some(true) && viewport.occluded != Some(true)
        });
        if self.is_seen != Some(is_seen) {
            self.is_seen = Some(is_seen);
            self.handle.set_seen(is_seen);
            // Fluent pictures are only worth their while where somebody looks.
            self.monitor.send(Command::Preview(is_seen));
        }
        self.take_newest();
        context.set_theme(settings::theme_preference(self.snapshot.settings.window.theme));
        self.picture.take(context, &self.snapshot);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let fill = ui.visuals().panel_fill;
        let margin = Margin::symmetric(space::L as i8, space::S as i8);
        Panel::top("top bar")
            .frame(Frame::new().fill(fill).inner_margin(margin))
            .show_separator_line(false)
            .show(ui, |ui| self.top_bar_ui(ui));
        let margin = Margin { left: space::L as i8, right: space::L as i8, top: 0, bottom: space::L as i8 };
        CentralPanel::default().frame(Frame::new().fill(fill).inner_margin(margin)).show(ui, |ui| {
            if self.settings.is_some() {
                self.settings_ui(ui);
            } else if ui.available_width() >= TWO_COLUMNS_FROM {
                self.two_columns_ui(ui);
            } else {
                self.one_column_ui(ui);
            }
        });
        self.dialog_ui(ui.ctx());
    }
}
