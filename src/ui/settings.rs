//! The page of the settings: every choice with its usual value and a sentence about it, and the calibrations.

use std::ops::RangeInclusive;

use eframe::egui::{
    Button, CursorIcon, DragValue, Label, Link, Response, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextEdit, ThemePreference, Ui, UiBuilder, Vec2, WidgetInfo, lerp, pos2, vec2,
};

use super::{
    theme::{self, Palette, space},
    words::{self, SettingWords},
};
use crate::{
    profile::Kept,
    settings::{ALERTS_AN_HOUR, AWAY_SECS, DWELL_SECS, SITTING_SECS, Settings, Theme},
    text,
};

/// The widest column of words that is still easy to read, in points.
const COLUMN: f32 = 640.0;
/// Below this width, in points, what is chosen stands under what it is about.
const IN_ONE_ROW_FROM: f32 = 400.0;
const SWITCH: Vec2 = vec2(40.0, 22.0);
/// The room of a number with its two buttons, and of the name of a source, in points.
const NUMBER_WIDTH: f32 = 84.0;
const SOURCE_WIDTH: f32 = 200.0;
const SECS_A_MINUTE: f64 = 60.0;

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct SettingsShown<'a> {
    /// The settings in force.
    pub(super) settings: &'a Settings,
    /// Whether Sitwell starts with the desktop; `None`: this desktop cannot be told.
    pub(super) starts_with_desktop: Option<bool>,
    /// The calibrations that are kept.
    pub(super) profiles: &'a [Kept],
    /// The name of the one that is in force.
    pub(super) profile_in_use: Option<&'a str>,
}

/// What the user wants changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SettingsWish {
    /// These settings instead.
    Settings(Box<Settings>),
    /// To start with the desktop, or to do so no longer.
    StartWithDesktop(bool),
    /// The profile of this id to be taken out of use.
    ResetProfile(String),
}

/// The page: what is being changed and has not been told yet.
#[derive(Clone, Debug, Default)]
pub(super) struct SettingsPage {
    edit: Option<Edit>,
    /// The profile whose reset is being asked about.
    asked_reset: Option<AskedReset>,
}

/// Settings on their way from the user to the engine and back.
#[derive(Clone, Debug)]
struct Edit {
    /// Those in force when it began; once they change, the engine has answered.
    before: Settings,
    wanted: Settings,
    is_told: bool,
}

/// A question that is asked before a profile is reset.
#[derive(Clone, Debug)]
struct AskedReset {
    /// The profile's id.
    id: String,
    /// Whether the question has been brought into view.
    is_shown: bool,
}

impl SettingsPage {
    /// Draws the page over the whole room; gives what the user wants changed, once for every change.
    pub(super) fn ui(&mut self, ui: &mut Ui, shown: &SettingsShown<'_>) -> Option<SettingsWish> {
        let mut wish = None;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let room = ui.available_rect_before_wrap();
            let width = (room.width() - space::M).min(COLUMN);
            let left = room.left() + (room.width() - width) / 2.0;
            let column = room.with_min_x(left).with_max_x(left + width);
            let column = ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                ui.add_space(space::XS);
                ui.label(theme::title(words::SETTINGS));
                wish = self.cards_ui(ui, shown);
            });
            ui.advance_cursor_after_rect(column.response.rect);
        });
        wish
    }

    fn cards_ui(&mut self, ui: &mut Ui, shown: &SettingsShown<'_>) -> Option<SettingsWish> {
        if self.edit.as_ref().is_some_and(|edit| edit.before != *shown.settings) {
            self.edit = None;
        }
        let former = self.edit.as_ref().map_or(shown.settings, |edit| &edit.wanted).clone();
        let mut form =
            Form { settings: former.clone(), defaults: Settings::default(), is_being_edited: false };
        form.alerts_ui(ui);
        form.breaks_ui(ui);
        form.camera_ui(ui);
        let start = form.desktop_ui(ui, shown.starts_with_desktop);
        form.window_ui(ui);
        let reset = self.profiles_ui(ui, shown);
        if form.settings != former {
            self.edit = Some(Edit { before: shown.settings.clone(), wanted: form.settings, is_told: false });
        }
        // While a number is being typed or dragged nothing is told, or every step would be written to the disk.
        let told = self.edit.as_mut().filter(|edit| !edit.is_told && !form.is_being_edited).map(|edit| {
            edit.is_told = true;
            SettingsWish::Settings(Box::new(edit.wanted.clone()))
        });
        told.or(start.map(SettingsWish::StartWithDesktop)).or(reset.map(SettingsWish::ResetProfile))
    }

    /// The calibrations; gives the id of one that is to be reset.
    fn profiles_ui(&mut self, ui: &mut Ui, shown: &SettingsShown<'_>) -> Option<String> {
        let mut reset = None;
        theme::card(ui, |ui| {
            ui.label(theme::heading(words::CALIBRATIONS));
            ui.label(theme::small(if shown.profiles.is_empty() {
                words::NO_CALIBRATIONS
            } else {
                words::CALIBRATIONS_SENTENCE
            }));
            for kept in shown.profiles {
                ui.separator();
                let is_in_use = shown.profile_in_use == Some(kept.profile.name.as_str());
                if self.profile_ui(ui, kept, is_in_use) {
                    reset = Some(kept.id.clone());
                }
            }
        });
        reset
    }

    /// One calibration; true when it is to be reset.
    fn profile_ui(&mut self, ui: &mut Ui, kept: &Kept, is_in_use: bool) -> bool {
        let is_asked = self.asked_reset.as_ref().is_some_and(|asked| asked.id == kept.id);
        let name = &kept.profile.name;
        let button_width = theme::row_width(ui, [words::RESET]);
        row_ui(
            ui,
            button_width,
            |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.add(Label::new(theme::strong(name)).wrap());
                let told = text::profile_words(&kept.profile);
                let told = if is_in_use { format!("{}; {told}", words::IN_USE) } else { told };
                ui.label(theme::small(text::sentence(&told)));
            },
            |ui| {
                let button = ui.add_enabled(!is_asked, Button::new(words::RESET));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, !is_asked, format!("Reset {name}")));
                if button.clicked() {
                    self.asked_reset = Some(AskedReset { id: kept.id.clone(), is_shown: false });
                }
            },
        );
        if !is_asked {
            return false;
        }
        ui.label(words::RESET_SENTENCE);
        let answer = ui.horizontal_wrapped(|ui| {
            let yes = theme::primary_button(ui, words::RESET_NOW).clicked();
            (yes, ui.button(words::CANCEL).clicked())
        });
        // It may be below the lower edge.
        if let Some(asked) = self.asked_reset.as_mut().filter(|asked| !asked.is_shown) {
            answer.response.scroll_to_me(None);
            asked.is_shown = true;
        }
        let (yes, no) = answer.inner;
        if yes || no {
            self.asked_reset = None;
        }
        yes
    }
}

/// The settings while they are drawn.
struct Form {
    settings: Settings,
    defaults: Settings,
    /// Whether something is being typed or dragged.
    is_being_edited: bool,
}

impl Form {
    fn alerts_ui(&mut self, ui: &mut Ui) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words::ALERTS));
            self.switch_ui(ui, &words::NOTIFICATIONS, |settings| &mut settings.alerts.notifications);
            self.number_ui(ui, &words::DWELL, &DWELL_SECS, Unit::Secs, true, |settings| {
                &mut settings.alerts.dwell_secs
            });
            self.alerts_an_hour_ui(ui);
            self.switch_ui(ui, &words::SOUND, |settings| &mut settings.alerts.sound);
            self.switch_ui(ui, &words::SCREEN_EDGE, |settings| &mut settings.alerts.screen_edge);
        });
    }

    fn alerts_an_hour_ui(&mut self, ui: &mut Ui) {
        let range = f64::from(*ALERTS_AN_HOUR.start())..=f64::from(*ALERTS_AN_HOUR.end());
        let usual = f64::from(self.defaults.alerts.max_an_hour);
        let mut count = f64::from(self.settings.alerts.max_an_hour);
        let enabled = self.settings.alerts.notifications;
        self.is_being_edited |=
            number_row_ui(ui, &words::ALERTS_AN_HOUR, &range, Unit::AnHour, enabled, &mut count, usual);
        self.settings.alerts.max_an_hour = count as u32;
    }

    fn breaks_ui(&mut self, ui: &mut Ui) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words::BREAKS));
            self.switch_ui(ui, &words::SITTING, |settings| &mut settings.alerts.sitting_reminder);
            let enabled = self.settings.alerts.sitting_reminder;
            let former = self.settings.alerts.clone();
            self.number_ui(ui, &words::SITTING_AFTER, &SITTING_SECS, Unit::Mins, enabled, |settings| {
                &mut settings.alerts.sitting_secs
            });
            self.number_ui(ui, &words::FIRM_SITTING_AFTER, &SITTING_SECS, Unit::Mins, enabled, |settings| {
                &mut settings.alerts.firm_sitting_secs
            });
            // The firmer one is never the first: whichever was moved takes the other along.
            let alerts = &mut self.settings.alerts;
            if alerts.sitting_secs != former.sitting_secs {
                alerts.firm_sitting_secs = alerts.firm_sitting_secs.max(alerts.sitting_secs);
            } else if alerts.firm_sitting_secs != former.firm_sitting_secs {
                alerts.sitting_secs = alerts.sitting_secs.min(alerts.firm_sitting_secs);
            }
            self.switch_ui(ui, &words::EYE_BREAK, |settings| &mut settings.alerts.eye_break);
        });
    }

    fn camera_ui(&mut self, ui: &mut Ui) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words::CAMERA));
            self.source_ui(ui);
            self.switch_ui(ui, &words::RELEASE_WHEN_AWAY, |settings| &mut settings.camera.release_when_away);
            let enabled = self.settings.camera.release_when_away;
            self.number_ui(ui, &words::AWAY_AFTER, &AWAY_SECS, Unit::Secs, enabled, |settings| {
                &mut settings.camera.away_secs
            });
        });
    }

    /// The source of the frames, in a line of text.
    fn source_ui(&mut self, ui: &mut Ui) {
        let usual = &self.defaults.camera.source;
        let source = &mut self.settings.camera.source;
        let is_changed = source != usual;
        let (asked_back, edited) =
            setting_row_ui(ui, &words::SOURCE, usual, is_changed, SOURCE_WIDTH, |ui| {
                let width = SOURCE_WIDTH.min(ui.available_width());
                let margin = vec2(space::S, 7.0);
                let line = ui.add(TextEdit::singleline(source).desired_width(width).margin(margin));
                line.widget_info(|| WidgetInfo {
                    current_text_value: Some(source.clone()),
                    ..WidgetInfo::labeled(Role::TextInput, true, words::SOURCE.name)
                });
                line.has_focus()
            });
        self.is_being_edited |= edited;
        if asked_back || (!edited && source.trim().is_empty()) {
            source.clone_from(usual);
        }
    }

    /// The switches of the desktop; gives whether Sitwell is to start with it, if that is to change.
    fn desktop_ui(&mut self, ui: &mut Ui, starts_with_desktop: Option<bool>) -> Option<bool> {
        let mut start = None;
        theme::card(ui, |ui| {
            ui.label(theme::heading(words::DESKTOP));
            if let Some(mut starts) = starts_with_desktop
                && switch_row_ui(ui, &words::START_WITH_DESKTOP, &mut starts, false)
            {
                start = Some(starts);
            }
            self.switch_ui(ui, &words::TRAY, |settings| &mut settings.desktop.tray);
            self.switch_ui(ui, &words::CLOSE_TO_BACKGROUND, |settings| {
                &mut settings.desktop.close_to_background
            });
        });
        start
    }

    /// Few Linux desktops tell a program whether they are light or dark, so there is a choice.
    fn window_ui(&mut self, ui: &mut Ui) {
        let choices = [
            (Theme::System, words::AS_THE_DESKTOP),
            (Theme::Light, words::LIGHT),
            (Theme::Dark, words::DARK),
        ];
        theme::card(ui, |ui| {
            ui.label(theme::heading(words::APPEARANCE));
            ui.horizontal_wrapped(|ui| {
                for (choice, word) in choices {
                    ui.selectable_value(&mut self.settings.window.theme, choice, word);
                }
            });
        });
    }

    fn switch_ui(&mut self, ui: &mut Ui, words: &SettingWords, of: fn(&mut Settings) -> &mut bool) {
        let usual = *of(&mut self.defaults);
        let _changed = switch_row_ui(ui, words, of(&mut self.settings), usual);
    }

    fn number_ui(
        &mut self,
        ui: &mut Ui,
        words: &SettingWords,
        secs: &RangeInclusive<f64>,
        unit: Unit,
        enabled: bool,
        of: fn(&mut Settings) -> &mut f64,
    ) {
        let usual = *of(&mut self.defaults);
        self.is_being_edited |= number_row_ui(ui, words, secs, unit, enabled, of(&mut self.settings), usual);
    }
}

/// How a number is shown and stepped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Secs,
    Mins,
    AnHour,
}

impl Unit {
    /// What one of it is, in what is kept.
    fn size(self) -> f64 {
        match self {
            Self::Secs | Self::AnHour => 1.0,
            Self::Mins => SECS_A_MINUTE,
        }
    }

    /// A button's step, in the unit.
    fn step(self) -> f64 {
        match self {
            Self::Secs => 10.0,
            Self::Mins => 5.0,
            Self::AnHour => 1.0,
        }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Secs => "\u{a0}s",
            Self::Mins => "\u{a0}min",
            Self::AnHour => "",
        }
    }
}

/// What a setting is about, its usual value, and its switch; true when it was changed.
fn switch_row_ui(ui: &mut Ui, words: &SettingWords, on: &mut bool, usual: bool) -> bool {
    let before = *on;
    let usual_word = if usual { words::ON } else { words::OFF };
    let (asked_back, ()) = setting_row_ui(ui, words, usual_word, *on != usual, SWITCH.x, |ui| {
        if switch(ui, *on, words.name).clicked() {
            *on = !*on;
        }
    });
    if asked_back {
        *on = usual;
    }
    *on != before
}

/// The same with a number between two buttons; true while it is being typed or dragged.
fn number_row_ui(
    ui: &mut Ui,
    words: &SettingWords,
    range: &RangeInclusive<f64>,
    unit: Unit,
    enabled: bool,
    value: &mut f64,
    usual: f64,
) -> bool {
    let shown = |value: f64| format!("{}{}", (value / unit.size()).round(), unit.suffix());
    let width = NUMBER_WIDTH + 2.0 * (ui.spacing().interact_size.y + ui.spacing().item_spacing.x);
    let (asked_back, edited) = setting_row_ui(ui, words, &shown(usual), *value != usual, width, |ui| {
        ui.add_enabled_ui(enabled, |ui| number(ui, words.name, range, unit, value)).inner
    });
    if asked_back {
        *value = usual;
    }
    edited
}

/// A row: what a setting is about with its usual value, then the control, of so many points. Gives whether the usual
/// value was asked back, and what the control gave.
fn setting_row_ui<R>(
    ui: &mut Ui,
    words: &SettingWords,
    usual: &str,
    is_changed: bool,
    control_width: f32,
    control: impl FnOnce(&mut Ui) -> R,
) -> (bool, R) {
    ui.add_space(space::XS);
    let mut asked_back = false;
    let given = row_ui(
        ui,
        control_width,
        |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(theme::strong(words.name));
            ui.add(Label::new(theme::small(words.about)).wrap());
            ui.spacing_mut().interact_size.y = 14.0;
            ui.horizontal(|ui| {
                ui.label(theme::small(format!("Usually {usual}")));
                if is_changed {
                    let link = ui.add(Link::new(eframe::egui::RichText::new(words::SET_BACK).small()));
                    let label = format!("{}: set back to {usual}", words.name);
                    link.widget_info(|| WidgetInfo::labeled(Role::Link, true, &label));
                    asked_back = link.clicked();
                }
            });
        },
        control,
    );
    (asked_back, given)
}

/// Words at the left and a control of so many points at the right, or below them where there is little room.
fn row_ui<R>(
    ui: &mut Ui,
    control_width: f32,
    about: impl FnOnce(&mut Ui),
    control: impl FnOnce(&mut Ui) -> R,
) -> R {
    if ui.available_width() < IN_ONE_ROW_FROM && control_width > SWITCH.x {
        ui.scope(about);
        return ui.horizontal(control).inner;
    }
    let room = ui.available_rect_before_wrap();
    let split = room.right() - control_width;
    let mut left = ui.new_child(UiBuilder::new().max_rect(room.with_max_x(split - space::L)));
    about(&mut left);
    let mut right = ui.new_child(UiBuilder::new().max_rect(room.with_min_x(split)));
    let given = control(&mut right);
    ui.advance_cursor_after_rect(left.min_rect().union(right.min_rect()));
    given
}

/// A switch; the place of its knob says the same as its colour.
fn switch(ui: &mut Ui, is_on: bool, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(SWITCH, Sense::click());
    let palette = Palette::of(ui);
    let is_switched = is_on != response.clicked();
    response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), is_switched, name));
    let way = ui.ctx().animate_bool_responsive(response.id, is_on);
    let track = rect.shrink(1.0);
    let (fill, knob) =
        if is_on { (palette.primary, palette.on_primary) } else { (palette.button, palette.text_weak) };
    let painter = ui.painter();
    painter.rect(track, track.height() / 2.0, fill, Stroke::new(1.0, palette.border), StrokeKind::Inside);
    let radius = track.height() / 2.0 - 4.0;
    let x = lerp(track.left() + radius + 4.0..=track.right() - radius - 4.0, way);
    painter.circle_filled(pos2(x, track.center().y), radius, knob);
    if response.has_focus() {
        let around = rect.expand(2.0);
        painter.rect_stroke(
            around,
            around.height() / 2.0,
            Stroke::new(2.0, palette.fine),
            StrokeKind::Middle,
        );
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A number that can be typed, dragged and stepped; true while it is being typed or dragged.
fn number(ui: &mut Ui, name: &str, range: &RangeInclusive<f64>, unit: Unit, value: &mut f64) -> bool {
    ui.horizontal(|ui| {
        let side = Vec2::splat(ui.spacing().interact_size.y);
        // A sign has room in a square.
        ui.spacing_mut().button_padding.x = space::XS;
        let stepped = |ui: &mut Ui, sign: &str, way: &str, by: f64| {
            let button = ui.add_sized(side, Button::new(theme::strong(sign)));
            button
                .widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("{name}: {way}")));
            if button.clicked() { by } else { 0.0 }
        };
        let mut steps = stepped(ui, "−", "less", -1.0);
        let mut shown = *value / unit.size();
        let in_unit = *range.start() / unit.size()..=*range.end() / unit.size();
        let drag = DragValue::new(&mut shown).range(in_unit).speed(unit.step() / 20.0).max_decimals(0);
        let drag = ui.add_sized(vec2(NUMBER_WIDTH, side.y), drag.suffix(unit.suffix()));
        drag.widget_info(|| WidgetInfo {
            label: Some(name.to_owned()),
            ..WidgetInfo::drag_value(ui.is_enabled(), shown)
        });
        // What was typed into a file may be finer than what is shown; looking at it does not change it.
        if drag.changed() && (shown - *value / unit.size()).abs() > 0.5 {
            *value = shown.round() * unit.size();
        }
        steps += stepped(ui, "+", "more", 1.0);
        if steps != 0.0 {
            *value = (*value + steps * unit.step() * unit.size()).clamp(*range.start(), *range.end());
        }
        drag.dragged() || drag.has_focus()
    })
    .inner
}

/// What egui is told about the chosen colours.
pub(super) fn theme_preference(theme: Theme) -> ThemePreference {
    match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    }
}
