//! The window as a whole: the bar at the top, the navigation, and the page that is shown.

use std::sync::Arc;

use eframe::egui::{
    Button, CentralPanel, Context, Frame, Key, Label, Margin, Modifiers, Panel, Ui, Visuals, vec2,
};

use super::{
    calibration::{CalibrationPage, RecheckNote},
    exercises::{self, ExercisesPage},
    feelings::FeelingsPage,
    help::{self, AboutInfo},
    history::HistoryPage,
    icon,
    live::{self, Compact, LivePage},
    navigation,
    page::{Next, Page, Scene},
    settings::{SettingsPage, theme_preference},
    situation::SituationKeeper,
    theme::{self, icons, space},
    tour::{Tour, TourEnd},
    window_handle::WindowHandle,
};
use crate::{
    care::Catalogue,
    engine::{CalibrationState, CoachCommand, Command, Monitor, Snapshot, SourceState},
    posture::{State, Why},
    settings::{Motion, Settings},
    store::Store,
    text::words,
};

/// From this width on, in points, the navigation stands at the left; below it, under the page.
const NAVIGATION_AT_LEFT_FROM: f32 = 820.0;
/// The width of the navigation at the left, in points.
const NAVIGATION_WIDTH: f32 = 152.0;
/// The room of Sitwell's sign and name in the top bar, in points.
const NAME_WIDTH: f32 = 100.0;
/// The least room in the top bar for the name of the source, in points.
const SOURCE_NAME_FROM: f32 = 320.0;

/// What lies over the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialog {
    About,
    RedFlags,
    Tour(Tour),
}

/// Sitwell's window.
pub struct Window {
    monitor: Box<dyn Monitor>,
    snapshot: Arc<Snapshot>,
    catalogue: Catalogue,
    situation: SituationKeeper,
    store: Store,
    about: AboutInfo,
    handle: WindowHandle,
    page: Page,
    pages: Pages,
    compact: Compact,
    dialog: Option<Dialog>,
    /// Whether anybody sees it; `None`: not known yet.
    is_seen: Option<bool>,
    is_motion_reduced: bool,
    /// Whether a calibration went on in the latest snapshot, by which the window notices that one has begun.
    is_guided: bool,
    /// Whether a newcomer was taken to the calibration.
    is_invited: bool,
}

/// What every page remembers.
#[derive(Default)]
struct Pages {
    live: LivePage,
    exercises: ExercisesPage,
    history: HistoryPage,
    feelings: FeelingsPage,
    settings: SettingsPage,
    calibration: CalibrationPage,
    recheck: RecheckNote,
}

impl Window {
    /// A window on what `monitor` tells and what is in the `store`.
    pub fn new(
        context: &Context,
        monitor: Box<dyn Monitor>,
        store: Store,
        about: AboutInfo,
        catalogue: Catalogue,
        handle: WindowHandle,
    ) -> Self {
        theme::install(context);
        Self {
            snapshot: monitor.latest(),
            monitor,
            catalogue,
            situation: SituationKeeper::default(),
            store,
            about,
            handle,
            page: Page::default(),
            pages: Pages::default(),
            compact: Compact::default(),
            dialog: None,
            is_seen: None,
            is_motion_reduced: false,
            is_guided: false,
            is_invited: false,
        }
    }

    /// Shows a page. A calibration and an exercise end where their page is left.
    pub fn go(&mut self, page: Page) {
        if self.page == Page::Calibration && page != Page::Calibration {
            self.pages.calibration = CalibrationPage::default();
            if self.snapshot.guide.is_some() {
                self.monitor.send(Command::CancelCalibration);
            }
        }
        if self.page == Page::Exercises && page != Page::Exercises && self.pages.exercises.leave() {
            self.monitor.send(Command::Coach(CoachCommand::Stop));
        }
        self.page = page;
        self.situation.read_again();
    }

    /// Shows the calibration as soon as one begins, whoever asked for it; and begins the first one by itself.
    fn follow_calibration(&mut self) {
        let is_guided = self.snapshot.guide.is_some();
        if is_guided && !self.is_guided {
            self.go(Page::Calibration);
            if self.snapshot.settings.window.compact {
                // That takes a page of the large window.
                self.change_settings(|settings| settings.window.compact = false);
            }
        }
        self.is_guided = is_guided;
        if !self.is_invited && self.dialog.is_none() && is_newcomers(&self.snapshot) {
            self.is_invited = true;
            self.monitor.send(Command::Calibrate);
        }
    }

    fn follow_motion(&mut self, context: &Context) {
        let is_reduced = match self.snapshot.settings.window.motion {
            Motion::System => self.handle.is_motion_reduced(),
            Motion::Reduced => true,
            Motion::Full => false,
        };
        if self.is_motion_reduced != is_reduced {
            self.is_motion_reduced = is_reduced;
            theme::motion::set_reduced(context, is_reduced);
        }
    }

    fn top_bar_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let buttons = self.top_bar_buttons();
            let (about, pain) = (words("help-about"), words("red-flags-short"));
            let names: Vec<&str> = buttons.iter().map(|(_, name, _)| *name).chain([about]).collect();
            let all = ui.available_width() - theme::row_width(ui, [pain]) - ui.spacing().item_spacing.x;
            let are_named = all > icons::buttons_width(ui, &names, true) + NAME_WIDTH;
            // At the right edge, and yet reached from left to right by the keyboard.
            let room = all - icons::buttons_width(ui, &names, are_named) - ui.spacing().item_spacing.x;
            ui.allocate_ui(vec2(room.max(0.0), ui.available_height()), |ui| {
                ui.set_min_width(room.max(0.0));
                if room > NAME_WIDTH {
                    icon::show(ui, 24.0);
                    ui.label(theme::heading("Sitwell"));
                }
                if room > SOURCE_NAME_FROM
                    && let SourceState::Streaming { name } = &self.snapshot.source
                {
                    ui.add(Label::new(theme::small(name)).truncate());
                }
            });
            // In reach on every page of every size.
            if ui.add(Button::new(pain)).on_hover_text(words("red-flags-link")).clicked() {
                self.dialog = Some(Dialog::RedFlags);
            }
            for (icon, name, command) in buttons {
                let button = icons::button_ui(ui, icon, name, are_named, command.is_some());
                if let Some(command) = command.filter(|_| button.clicked()) {
                    self.monitor.send(command);
                }
            }
            if icons::button_ui(ui, icons::ABOUT, about, are_named, true).clicked() {
                self.dialog = Some(Dialog::About);
            }
        });
    }

    /// The buttons that the state of the source asks for: icon, name, and what they do; one without a command cannot
    /// be pressed now.
    fn top_bar_buttons(&self) -> Vec<(&'static str, &'static str, Option<Command>)> {
        let is_running = matches!(self.snapshot.calibration, CalibrationState::Running { .. });
        let idle = !is_running && self.snapshot.guide.is_none();
        let pause = (icons::PAUSE, words("program-pause"), Some(Command::Pause { secs: None }));
        let calibrate = |command| (icons::CALIBRATE, words("program-calibrate"), command);
        match self.snapshot.source {
            SourceState::Opening => vec![calibrate(None), pause],
            SourceState::Streaming { .. } | SourceState::Blind { .. } => {
                vec![calibrate(idle.then_some(Command::Calibrate)), pause]
            }
            SourceState::Paused(_) | SourceState::Away => {
                vec![(icons::RESUME, words("program-resume"), Some(Command::Resume))]
            }
            SourceState::Failed { .. } | SourceState::Ended => Vec::new(),
        }
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        let mut scene = Scene::new(
            &self.snapshot,
            &self.catalogue,
            self.situation.situation(),
            &self.store,
            &*self.monitor,
        );
        match self.page {
            Page::Live => {
                self.pages.recheck.ui(ui, &scene);
                self.pages.live.ui(ui, &mut scene);
            }
            Page::Exercises => self.pages.exercises.ui(ui, &mut scene),
            Page::History => self.pages.history.ui(ui, &mut scene),
            Page::Feelings => self.pages.feelings.ui(ui, &mut scene),
            Page::Settings => self.pages.settings.ui(ui, &mut scene),
            Page::Help => help::page_ui(ui, &mut scene),
            Page::Calibration => self.pages.calibration.ui(ui, &mut scene),
        }
        let Scene { next, done, spinal_condition, .. } = scene;
        if let Some(id) = done {
            self.situation.record_done(id);
        }
        if let Some(answer) = spinal_condition {
            self.situation.record_spinal_condition(&self.store, answer);
        }
        match next {
            None => {}
            Some(Next::Page(page)) => self.go(page),
            Some(Next::Exercise(id)) => {
                self.pages.exercises.open(id);
                self.go(Page::Exercises);
            }
            Some(Next::RedFlags) => self.dialog = Some(Dialog::RedFlags),
            Some(Next::Tour) => self.begin_tour(),
            Some(Next::About) => self.dialog = Some(Dialog::About),
        }
    }

    /// Shows the tour over the present page.
    pub fn begin_tour(&mut self) {
        self.dialog = Some(Dialog::Tour(Tour::default()));
    }

    fn end_tour(&mut self, end: TourEnd) {
        if end == TourEnd::Calibrate {
            self.go(Page::Calibration);
        }
        if !self.snapshot.settings.window.is_tour_over {
            self.change_settings(|settings| settings.window.is_tour_over = true);
        }
    }

    fn change_settings(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = Settings::clone(&self.snapshot.settings);
        change(&mut settings);
        self.monitor.send(Command::SetSettings(Box::new(settings)));
    }

    fn dialog_ui(&mut self, context: &Context) {
        let is_closed = match &mut self.dialog {
            None => return self.keys(context),
            Some(Dialog::About) => help::dialog_ui(context, &self.about),
            Some(Dialog::RedFlags) => exercises::red_flags_dialog_ui(context, &self.catalogue.red_flags),
            Some(Dialog::Tour(tour)) => {
                let end = tour.ui(context);
                if let Some(end) = end {
                    self.end_tour(end);
                }
                end.is_some()
            }
        };
        if is_closed {
            self.dialog = None;
        }
    }

    /// The keys that lead from page to page.
    fn keys(&mut self, context: &Context) {
        let is_pressed = |modifiers, key| context.input_mut(|input| input.consume_key(modifiers, key));
        // Escape leads back to where one came from.
        if is_pressed(Modifiers::NONE, Key::Escape) {
            self.go(Page::Live);
        }
        if is_pressed(Modifiers::NONE, Key::F1) {
            self.go(Page::Help);
        }
        let numbers = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
        for (page, number) in Page::IN_NAVIGATION.into_iter().zip(numbers) {
            if is_pressed(Modifiers::COMMAND, number) {
                self.go(page);
            }
        }
    }
}

/// Somebody is seen for whom nothing was ever calibrated. The demo's person is nobody's guest.
fn is_newcomers(snapshot: &Snapshot) -> bool {
    let state = snapshot.assessment.as_ref().map(|assessment| assessment.state);
    state == Some(State::Unknown(Why::NoNeutral))
        && snapshot.source.is_streaming()
        && snapshot.calibration == CalibrationState::Idle
        && snapshot.profiles.is_empty()
        && snapshot.guide.is_none()
        && snapshot.source_spec != "demo"
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
        self.follow_calibration();
        context.set_theme(theme_preference(self.snapshot.settings.window.theme));
        self.follow_motion(context);
        self.compact.follow(context, self.snapshot.settings.window.compact);
        self.situation.take(context, &self.snapshot, &self.store);
        self.pages.live.take(self.handle.last_hour());
    }

    /// Who closes the window leaves its page, and nothing that needs it goes on.
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.go(Page::Live);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        if frame.gl().is_none() {
            ui.painter().rect_filled(ui.max_rect(), 0.0, ui.visuals().panel_fill);
        }
        let is_compact = self.snapshot.settings.window.compact;
        let situation = self.situation.situation();
        let scene = Scene::new(&self.snapshot, &self.catalogue, situation, &self.store, &*self.monitor);
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
        let asked = if ui.available_width() >= NAVIGATION_AT_LEFT_FROM {
            let margin =
                Margin { left: space::M as i8, right: 0, top: space::XS as i8, bottom: space::M as i8 };
            let panel = Panel::left("navigation").frame(Frame::new().inner_margin(margin));
            let panel = panel.show_separator_line(false).resizable(false).exact_size(NAVIGATION_WIDTH);
            panel.show(ui, |ui| navigation::at_left_ui(ui, self.page)).inner
        } else {
            let bar = Frame::new().inner_margin(Margin::symmetric(space::XS as i8, space::XS as i8));
            let panel = Panel::bottom("navigation").frame(bar).show_separator_line(false);
            panel.show(ui, |ui| navigation::below_ui(ui, self.page)).inner
        };
        if let Some(page) = asked {
            self.go(page);
        }
        let margin = Margin { left: space::L as i8, right: space::L as i8, top: 0, bottom: space::L as i8 };
        let frame = Frame::new().inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| self.page_ui(ui));
        self.dialog_ui(ui.ctx());
    }
}
