//! The page of the settings: every choice with its usual value and a sentence about it, and the calibrations.

mod setting_row;

use std::ops::RangeInclusive;

use eframe::egui::{
    Button, Label, Role, ScrollArea, TextEdit, ThemePreference, Ui, UiBuilder, WidgetInfo, vec2,
};

use self::setting_row::{Unit, number_row_ui, row_ui, setting_row_ui, switch_row_ui};
use super::{
    page::Scene,
    theme::{self, space},
    words::{self, SettingWords},
};
use crate::{
    engine::Command,
    profile::Kept,
    settings::{ALERTS_AN_HOUR, AWAY_SECS, DWELL_SECS, SITTING_SECS, Settings, Theme},
    text,
};

/// The widest column of words that is still easy to read, in points.
const COLUMN: f32 = 640.0;
/// The room of the name of a source, in points.
const SOURCE_WIDTH: f32 = 200.0;

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct SettingsShown<'a> {
    /// The settings in force.
    pub(in crate::ui) settings: &'a Settings,
    /// Whether Sitwell starts with the desktop; `None`: this desktop cannot be told.
    pub(in crate::ui) starts_with_desktop: Option<bool>,
    /// The calibrations that are kept.
    pub(in crate::ui) profiles: &'a [Kept],
    /// The name of the one that is in force.
    pub(in crate::ui) profile_in_use: Option<&'a str>,
}

/// What the user wants changed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum SettingsWish {
    /// These settings instead.
    Settings(Box<Settings>),
    /// To start with the desktop, or to do so no longer.
    StartWithDesktop(bool),
    /// The profile of this id to be taken out of use.
    ResetProfile(String),
}

/// The page: what is being changed and has not been told yet.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct SettingsPage {
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
    /// Draws the page; tells the engine what the user wants changed, once for every change.
    pub(in crate::ui) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let shown = SettingsShown {
            settings: &scene.snapshot.settings,
            starts_with_desktop: scene.snapshot.starts_with_desktop,
            profiles: &scene.snapshot.profiles,
            profile_in_use: scene.snapshot.profile.as_deref(),
        };
        if let Some(wish) = self.wish_ui(ui, &shown) {
            scene.send(match wish {
                SettingsWish::Settings(settings) => Command::SetSettings(settings),
                SettingsWish::StartWithDesktop(starts) => Command::StartWithDesktop(starts),
                SettingsWish::ResetProfile(id) => Command::ResetProfile(id),
            });
        }
    }

    fn wish_ui(&mut self, ui: &mut Ui, shown: &SettingsShown<'_>) -> Option<SettingsWish> {
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

/// What egui is told about the chosen colours.
pub(in crate::ui) fn theme_preference(theme: Theme) -> ThemePreference {
    match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    }
}
