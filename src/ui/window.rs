//! The window as a whole: the bar at the top, the navigation, and the page that is shown.

use std::sync::Arc;

use eframe::egui::{
    Button, CentralPanel, Context, Frame, Key, Label, Margin, Modifiers, Panel, Ui, Visuals, vec2,
};

use super::{
    calibration::CalibrationPage,
    exercises::{self, ExercisesPage},
    feelings::FeelingsPage,
    help::{self, AboutInfo, HelpPage},
    history::HistoryPage,
    icon,
    live::{self, Compact, LivePage},
    page::{Next, Page, Scene},
    settings::{self, SettingsPage},
    theme::{self, space},
    window_handle::WindowHandle,
};
use crate::{
    care::Catalogue,
    engine::{CalibrationState, Command, Monitor, Snapshot, SourceState},
    text::words,
};

/// From this width on, in points, the navigation stands at the left; below it, under the page.
const NAVIGATION_AT_LEFT_FROM: f32 = 820.0;
/// The width of the navigation at the left, in points.
const NAVIGATION_WIDTH: f32 = 132.0;
/// The room of Sitwell's sign and name in the top bar, in points.
const NAME_WIDTH: f32 = 100.0;
/// The least room in the top bar for the name of the source, in points.
const SOURCE_NAME_FROM: f32 = 320.0;

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
    catalogue: Catalogue,
    about: AboutInfo,
    handle: WindowHandle,
    page: Page,
    pages: Pages,
    compact: Compact,
    dialog: Option<Dialog>,
    /// Whether anybody sees it; `None`: not known yet.
    is_seen: Option<bool>,
}

/// What every page remembers.
#[derive(Default)]
struct Pages {
    live: LivePage,
    exercises: ExercisesPage,
    history: HistoryPage,
    feelings: FeelingsPage,
    settings: SettingsPage,
    help: HelpPage,
    calibration: CalibrationPage,
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
            catalogue,
            about,
            handle,
            page: Page::default(),
            pages: Pages::default(),
            compact: Compact::default(),
            dialog: None,
            is_seen: None,
        }
    }

    fn top_bar_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let commands = self.top_bar_commands();
            // At the right edge, and yet reached from left to right by the keyboard.
            let labels = commands.iter().map(|(label, _)| *label).chain([words("help-about")]);
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
            if ui.button(words("help-about")).clicked() {
                self.dialog = Some(Dialog::About);
            }
        });
    }

    /// The buttons that the state of the source asks for; one without a command cannot be pressed now.
    fn top_bar_commands(&self) -> Vec<(&'static str, Option<Command>)> {
        let idle = !matches!(self.snapshot.calibration, CalibrationState::Running { .. });
        let pause = (words("program-pause"), Some(Command::Pause { secs: None }));
        match self.snapshot.source {
            SourceState::Opening => vec![(words("program-calibrate"), None), pause],
            SourceState::Streaming { .. } | SourceState::Blind { .. } => {
                vec![(words("program-calibrate"), idle.then_some(Command::Calibrate)), pause]
            }
            SourceState::Paused(_) | SourceState::Away => {
                vec![(words("program-resume"), Some(Command::Resume))]
            }
            SourceState::Failed { .. } | SourceState::Ended => Vec::new(),
        }
    }

    fn navigation_ui(&mut self, ui: &mut Ui) {
        for page in Page::IN_NAVIGATION {
            if ui.selectable_label(self.page == page, page.name()).clicked() {
                self.page = page;
            }
        }
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        let mut scene = Scene::new(&self.snapshot, &self.catalogue, &*self.monitor);
        match self.page {
            Page::Live => self.pages.live.ui(ui, &mut scene),
            Page::Exercises => self.pages.exercises.ui(ui, &mut scene),
            Page::History => self.pages.history.ui(ui, &mut scene),
            Page::Feelings => self.pages.feelings.ui(ui, &mut scene),
            Page::Settings => self.pages.settings.ui(ui, &mut scene),
            Page::Help => self.pages.help.ui(ui, &mut scene),
            Page::Calibration => self.pages.calibration.ui(ui, &mut scene),
        }
        let next = scene.next;
        match next {
            None => {}
            Some(Next::Page(page)) => self.page = page,
            Some(Next::Exercise(_)) => self.page = Page::Exercises,
            Some(Next::RedFlags) => self.dialog = Some(Dialog::RedFlags),
        }
    }

    fn dialog_ui(&mut self, context: &Context) {
        let closed = match self.dialog {
            None => {
                // Escape leads back to where one came from.
                if context.input(|input| input.key_pressed(Key::Escape)) {
                    self.page = Page::Live;
                }
                return;
            }
            Some(Dialog::About) => help::dialog_ui(context, &self.about),
            Some(Dialog::RedFlags) => exercises::red_flags_dialog_ui(context, &self.catalogue.red_flags),
        };
        if closed {
            self.dialog = None;
        }
    }
}

impl eframe::App for Window {
    /// The ground; it is not painted once more, which a computer without a graphics card would feel.
    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

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
        self.snapshot = self.monitor.latest();
        context.set_theme(settings::theme_preference(self.snapshot.settings.window.theme));
        self.compact.follow(context, self.snapshot.settings.window.compact);
        self.pages.live.take(&self.snapshot, self.handle.last_hour());
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        if frame.gl().is_none() {
            ui.painter().rect_filled(ui.max_rect(), 0.0, ui.visuals().panel_fill);
        }
        let is_compact = self.snapshot.settings.window.compact;
        let scene = Scene::new(&self.snapshot, &self.catalogue, &*self.monitor);
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F9)) {
            live::change(&scene, |settings| settings.window.compact = !is_compact);
        }
        if is_compact {
            LivePage::compact_ui(ui, &scene);
            return;
        }
        let margin = Margin::symmetric(space::L as i8, space::S as i8);
        let bar = Frame::new().inner_margin(margin);
        Panel::top("top bar").frame(bar).show_separator_line(false).show(ui, |ui| self.top_bar_ui(ui));
        if ui.available_width() >= NAVIGATION_AT_LEFT_FROM {
            let panel = Panel::left("navigation").frame(bar).show_separator_line(false).resizable(false);
            panel.exact_size(NAVIGATION_WIDTH).show(ui, |ui| self.navigation_ui(ui));
        } else {
            Panel::bottom("navigation").frame(bar).show_separator_line(false).show(ui, |ui| {
                // Six names in the width of a telephone, all of them to be seen.
                ui.spacing_mut().button_padding = vec2(space::XS, space::XS);
                ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
                ui.spacing_mut().interact_size.y = 24.0;
                ui.horizontal_wrapped(|ui| self.navigation_ui(ui));
            });
        }
        let margin = Margin { left: space::L as i8, right: space::L as i8, top: 0, bottom: space::L as i8 };
        let frame = Frame::new().inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| self.page_ui(ui));
        self.dialog_ui(ui.ctx());
    }
}
