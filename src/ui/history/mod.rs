//! Days, weeks and months of sitting, and the sessions behind them.

mod bars;
mod export;
mod findings;
mod heat_map;
mod legend;
mod period;
mod session;
mod sessions;
mod summary;
mod timeline;
mod totals;
mod trend;
mod view;

use eframe::egui::{Button, Frame, Id, Label, Role, Ui, WidgetInfo, vec2};
use jiff::civil::Date;

use self::{
    export::Export,
    period::{Length, Period},
    session::SessionView,
    view::View,
};
use super::{
    background::Background,
    column::wide_column_ui,
    deleting::{self, Deletion},
    page::{Page, Scene},
    theme::{self, Palette, space},
    trouble,
};
use crate::{
    report::Choice,
    store::{SessionId, Store, StoreError},
    text::{Language, words},
    time::{Clock, Mono, WallTime},
};

/// While the page is open, what it shows is read again after this time, in seconds.
const FRESH_SECS: f64 = 60.0;
/// From this width on, in points, findings and hours stand side by side.
const TWO_COLUMNS_FROM: f32 = 780.0;
/// Wider than this, in points, a chart says no more.
const WIDEST: f32 = 1440.0;

/// The history.
pub(super) struct HistoryPage {
    clock: Clock,
    /// What is asked for; what is shown follows as soon as it is read.
    period: Period,
    view: Option<View>,
    session: Option<SessionView>,
    reading: Background<Result<View, StoreError>>,
    reading_session: Background<Result<SessionView, StoreError>>,
    /// What was asked for last; `None`: it has to be read anew.
    asked: Option<Asked>,
    /// The picture in which the page was drawn last, to tell when it is opened again.
    last_picture: u64,
    export: Export,
    deletion: Option<Deletion>,
    deleting: Background<Result<(), StoreError>>,
    /// What could not be read or deleted, and what to do about it.
    trouble: Option<String>,
}

/// What was asked of the store, and when.
#[derive(Clone, Copy, Debug)]
struct Asked {
    at: Mono,
    period: Period,
    language: Language,
}

impl Default for HistoryPage {
    fn default() -> Self {
        Self {
            clock: Clock::start(),
            period: Period::around(today(), Length::default()),
            view: None,
            session: None,
            reading: Background::default(),
            reading_session: Background::default(),
            asked: None,
            last_picture: 0,
            export: Export::default(),
            deletion: None,
            deleting: Background::default(),
            trouble: None,
        }
    }
}

impl HistoryPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        self.take();
        self.read(ui, scene.store);
        let id = if self.session.is_some() { "session" } else { "history" };
        wide_column_ui(ui, id, WIDEST, |ui| self.contents_ui(ui, scene));
        self.deletion_ui(ui, scene.store);
    }

    fn contents_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        if let Some(trouble) = &self.trouble {
            trouble::card_ui(ui, trouble);
        }
        if let Some(session) = &self.session {
            match session::ui(ui, session, scene.store, &mut self.export) {
                Some(session::Asked::Back) => self.session = None,
                Some(session::Asked::Delete) => self.deletion = Some(session.deletion()),
                None => {}
            }
            return;
        }
        let Some(view) = self.view.take() else {
            ui.label(theme::title(Page::History.name()));
            return;
        };
        if view.has_any {
            self.header_ui(ui, &view);
            self.period_ui(ui, &view, scene);
        } else {
            empty_ui(ui);
        }
        self.view = Some(view);
    }

    /// The name of the page, how much is shown, and the way to earlier and later.
    fn header_ui(&mut self, ui: &mut Ui, view: &View) {
        ui.horizontal_wrapped(|ui| {
            // As high as the switch, so that both stand on one line.
            ui.spacing_mut().interact_size.y = 38.0;
            ui.label(theme::title(Page::History.name()));
            ui.add_space(space::S);
            ui.spacing_mut().interact_size.y = 32.0;
            self.lengths_ui(ui);
        });
        ui.horizontal_wrapped(|ui| {
            let steps = [
                ("‹", "history-earlier", view.has_earlier, self.period.previous()),
                ("›", "history-later", view.has_later, self.period.next()),
            ];
            for (sign, name, is_there, to) in steps {
                let button = ui.add_enabled(is_there, Button::new(sign).min_size(vec2(36.0, 32.0)));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, is_there, words(name)));
                if button.on_hover_text(words(name)).clicked() {
                    self.period = to;
                }
            }
            ui.label(theme::heading(view.period.title()));
            if !self.period.contains(today()) && ui.button(words("history-today")).clicked() {
                self.period = Period::around(today(), self.period.length);
            }
        });
    }

    /// Day, week, month or year, as one switch.
    fn lengths_ui(&mut self, ui: &mut Ui) {
        Frame::new().fill(Palette::of(ui).inset).corner_radius(10).inner_margin(3).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for length in Length::ALL {
                    if ui.selectable_label(self.period.length == length, length.name()).clicked() {
                        // A shorter time is the one of today, or the last one of a longer time that is past.
                        let day = if self.period.contains(today()) { today() } else { self.period.last };
                        self.period = Period::around(day, length);
                    }
                }
            });
        });
    }

    fn period_ui(&mut self, ui: &mut Ui, view: &View, scene: &mut Scene<'_>) {
        if view.totals.is_empty() {
            theme::card(ui, |ui| {
                ui.label(theme::heading(words("history-nothing-here")));
                ui.label(words("history-nothing-here-why"));
            });
        } else {
            summary::summary_ui(ui, view);
            self.chart_ui(ui, view);
            if view.period.length == Length::Day {
                findings::card_ui(ui, view);
            } else {
                side_by_side(
                    ui,
                    |ui| findings::card_ui(ui, view),
                    |ui| heat_map::card_ui(ui, &view.heat_map),
                );
            }
        }
        if view.period.length == Length::Day {
            match sessions::card_ui(ui, view) {
                Some(sessions::Asked::Open(id)) => self.open(ui, scene.store, id),
                Some(sessions::Asked::DeleteDay) => self.deletion = Some(Deletion::day(view.period.first)),
                None => {}
            }
        }
        self.data_ui(ui, view, scene.store);
    }

    fn chart_ui(&mut self, ui: &mut Ui, view: &View) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("history-chart")));
            bars::legend_ui(ui, view.bars.iter().any(|bar| bar.totals.felt.is_some()));
            if let Some(period) = bars::chart_ui(ui, Id::unique("history chart"), &view.bars) {
                self.period = period;
            }
            if view.period.length != Length::Day {
                ui.label(theme::small(words("history-chart-note")));
            }
        });
    }

    /// Where all of this is kept, a report of it, and the way to be rid of it.
    fn data_ui(&mut self, ui: &mut Ui, view: &View, store: &Store) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("history-data")));
            ui.label(theme::small(words("history-data-note")));
            if !view.totals.is_empty() {
                let choice = Choice::Days(view.period.first, view.period.last);
                self.export.ui(ui, store, choice, view.period.first);
            }
            if ui.button(words("history-delete-everything")).clicked() {
                self.deletion = Some(Deletion::everything());
            }
        });
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

    fn open(&mut self, ui: &Ui, store: &Store, id: SessionId) {
        let store = store.clone();
        self.reading_session.start(ui.ctx(), "session", move || SessionView::read(&store, id));
    }

    /// Asks for what is to be shown, where that is something else than what was asked for last, or some time ago.
    fn read(&mut self, ui: &Ui, store: &Store) {
        let picture = ui.ctx().cumulative_frame_nr();
        let is_opened = self.last_picture + 1 < picture;
        self.last_picture = picture;
        let now = self.clock.now();
        let is_fresh = self.asked.is_some_and(|asked| {
            asked.period == self.period
                && asked.language == Language::in_force()
                && now - asked.at < FRESH_SECS
        });
        if (is_fresh && !is_opened) || self.reading.is_running() {
            return;
        }
        let (store, period, today) = (store.clone(), self.period, today());
        self.asked = Some(Asked { at: now, period, language: Language::in_force() });
        self.reading.start(ui.ctx(), "history", move || View::read(&store, period, today));
    }

    /// Takes in what was read and done since the last picture.
    fn take(&mut self) {
        self.export.take();
        match self.reading.take() {
            Some(Ok(view)) => {
                self.view = Some(view);
                self.trouble = None;
            }
            Some(Err(error)) => self.trouble = Some(trouble::of_store(&error)),
            None => {}
        }
        match self.reading_session.take() {
            Some(Ok(session)) => self.session = Some(session),
            Some(Err(error)) => self.trouble = Some(trouble::of_store(&error)),
            None => {}
        }
        if let Some(done) = self.deleting.take() {
            self.deletion = None;
            self.session = None;
            self.asked = None;
            self.trouble = done.err().map(|error| trouble::of_store(&error));
        }
    }
}

/// Two cards in two columns where there is room, otherwise one after the other.
fn side_by_side(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    if ui.available_width() < TWO_COLUMNS_FROM {
        left(ui);
        right(ui);
        return;
    }
    ui.spacing_mut().item_spacing.x = space::M;
    ui.columns_const(|[first, second]| {
        left(first);
        right(second);
    });
}

/// Before anything was kept: what will stand here.
fn empty_ui(ui: &mut Ui) {
    ui.label(theme::title(Page::History.name()));
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("history-empty")));
        for key in ["history-empty-days", "history-empty-hours", "history-empty-trend", "history-empty-place"]
        {
            ui.horizontal_top(|ui| {
                ui.label(theme::strong("•").color(Palette::of(ui).fine));
                ui.add(Label::new(words(key)).wrap());
            });
        }
    });
}

fn today() -> Date {
    WallTime::now().date()
}
