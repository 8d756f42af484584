//! The cards of the settings: every choice with its usual value and a sentence about it.

use std::ops::RangeInclusive;

use eframe::egui::{Label, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::setting_row::{Unit, choice_row_ui, choices_row_ui, number_row_ui, setting_row_ui, switch_row_ui};
use crate::{
    care::{Kit, Place},
    settings::{
        ALERTS_AN_HOUR, AWAY_SECS, DWELL_SECS, LanguageChoice, Motion, Picture, Retention, SITTING_SECS,
        Settings, Theme,
    },
    store::Store,
    text::{Language, kit_name, place_name, words, words_with},
    ui::theme::{self, space},
};

/// The room of the name of a source, in points.
const SOURCE_WIDTH: f32 = 200.0;

/// The settings while they are drawn.
pub(super) struct Form {
    pub(super) settings: Settings,
    defaults: Settings,
    /// Whether something is being typed or dragged.
    pub(super) is_being_edited: bool,
}

impl Form {
    pub(super) fn of(settings: Settings) -> Self {
        Self { settings, defaults: Settings::default(), is_being_edited: false }
    }

    /// The cards; gives whether Sitwell is to start with the desktop, if that is to change.
    pub(super) fn ui(&mut self, ui: &mut Ui, starts_with_desktop: Option<bool>) -> Option<bool> {
        self.alerts_ui(ui);
        self.breaks_ui(ui);
        self.camera_ui(ui);
        self.care_ui(ui);
        let start = self.desktop_ui(ui, starts_with_desktop);
        self.window_ui(ui);
        start
    }

    fn alerts_ui(&mut self, ui: &mut Ui) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("settings-alerts")));
            self.switch_ui(ui, "settings-notifications", |settings| &mut settings.alerts.notifications);
            self.number_ui(ui, "settings-dwell", &DWELL_SECS, Unit::Secs, true, |settings| {
                &mut settings.alerts.dwell_secs
            });
            self.alerts_an_hour_ui(ui);
            self.switch_ui(ui, "settings-sound", |settings| &mut settings.alerts.sound);
            self.switch_ui(ui, "settings-screen-edge", |settings| &mut settings.alerts.screen_edge);
        });
    }

    fn alerts_an_hour_ui(&mut self, ui: &mut Ui) {
        let range = f64::from(*ALERTS_AN_HOUR.start())..=f64::from(*ALERTS_AN_HOUR.end());
        let usual = f64::from(self.defaults.alerts.max_an_hour);
        let mut count = f64::from(self.settings.alerts.max_an_hour);
        let enabled = self.settings.alerts.notifications;
        self.is_being_edited |=
            number_row_ui(ui, "settings-alerts-an-hour", &range, Unit::AnHour, enabled, &mut count, usual);
        self.settings.alerts.max_an_hour = count as u32;
    }

    fn breaks_ui(&mut self, ui: &mut Ui) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("settings-breaks")));
            self.switch_ui(ui, "settings-sitting", |settings| &mut settings.alerts.sitting_reminder);
            let enabled = self.settings.alerts.sitting_reminder;
            let former = self.settings.alerts.clone();
            self.number_ui(ui, "settings-sitting-after", &SITTING_SECS, Unit::Mins, enabled, |settings| {
                &mut settings.alerts.sitting_secs
            });
            self.number_ui(
                ui,
                "settings-sitting-long-after",
                &SITTING_SECS,
                Unit::Mins,
                enabled,
                |settings| &mut settings.alerts.firm_sitting_secs,
            );
            // The firmer one is never the first: whichever was moved takes the other along.
            let alerts = &mut self.settings.alerts;
            if alerts.sitting_secs != former.sitting_secs {
                alerts.firm_sitting_secs = alerts.firm_sitting_secs.max(alerts.sitting_secs);
            } else if alerts.firm_sitting_secs != former.firm_sitting_secs {
                alerts.sitting_secs = alerts.sitting_secs.min(alerts.firm_sitting_secs);
            }
            self.switch_ui(ui, "settings-eye-break", |settings| &mut settings.alerts.eye_break);
        });
    }

    fn camera_ui(&mut self, ui: &mut Ui) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("settings-camera")));
            self.source_ui(ui);
            self.switch_ui(ui, "settings-release-when-away", |settings| {
                &mut settings.camera.release_when_away
            });
            let enabled = self.settings.camera.release_when_away;
            self.number_ui(ui, "settings-away-after", &AWAY_SECS, Unit::Secs, enabled, |settings| {
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
            setting_row_ui(ui, "settings-source", usual, is_changed, SOURCE_WIDTH, |ui| {
                let width = SOURCE_WIDTH.min(ui.available_width());
                let margin = vec2(space::S, 7.0);
                let line = ui.add(TextEdit::singleline(source).desired_width(width).margin(margin));
                line.widget_info(|| WidgetInfo {
                    current_text_value: Some(source.clone()),
                    ..WidgetInfo::labeled(Role::TextInput, true, words("settings-source"))
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
            ui.label(theme::heading(words("settings-desktop")));
            if let Some(mut starts) = starts_with_desktop
                && switch_row_ui(ui, "settings-start-with-desktop", &mut starts, false)
            {
                start = Some(starts);
            }
            self.switch_ui(ui, "settings-tray", |settings| &mut settings.desktop.tray);
            self.switch_ui(ui, "settings-close-to-background", |settings| {
                &mut settings.desktop.close_to_background
            });
        });
        start
    }

    /// What exercises may ask for.
    fn care_ui(&mut self, ui: &mut Ui) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("page-exercises")));
            let places = Place::ALL.map(|place| (place, place_name(place)));
            choice_row_ui(ui, "settings-place", &places, &mut self.settings.care.place);
            let kit = Kit::ALL.map(|kit| (kit, kit_name(kit)));
            choices_row_ui(ui, "settings-kit", &kit, &mut self.settings.care.kit);
        });
    }

    fn window_ui(&mut self, ui: &mut Ui) {
        let window = &mut self.settings.window;
        let as_the_desktop = words("settings-as-the-desktop");
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("settings-window")));
            let themes = [
                (Theme::System, as_the_desktop),
                (Theme::Light, words("settings-theme.light")),
                (Theme::Dark, words("settings-theme.dark")),
            ];
            choice_row_ui(ui, "settings-theme", &themes, &mut window.theme);
            let motions = [
                (Motion::System, as_the_desktop),
                (Motion::Reduced, words("settings-motion.reduced")),
                (Motion::Full, words("settings-motion.full")),
            ];
            choice_row_ui(ui, "settings-motion", &motions, &mut window.motion);
            let pictures = [
                (Picture::Camera, words("settings-picture.camera")),
                (Picture::Skeleton, words("settings-picture.skeleton")),
            ];
            choice_row_ui(ui, "settings-picture", &pictures, &mut window.picture);
            let languages = [
                (LanguageChoice::System, as_the_desktop),
                (LanguageChoice::English, Language::English.own_name()),
                (LanguageChoice::German, Language::German.own_name()),
            ];
            choice_row_ui(ui, "settings-language", &languages, &mut window.language);
        });
    }

    /// What is kept, where, and for how long.
    pub(super) fn data_ui(&mut self, ui: &mut Ui) {
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("settings-data")));
            ui.label(words("settings-data.about"));
            if let Some(path) = Store::default_path() {
                let place = words_with("settings-data.place", &[("path", path.display().to_string().into())]);
                ui.add(Label::new(theme::small(place)).wrap());
            }
            let retentions = [
                (Retention::Unlimited, words("settings-retention.unlimited")),
                (Retention::TwoYears, words("settings-retention.two-years")),
                (Retention::OneYear, words("settings-retention.one-year")),
                (Retention::ThreeMonths, words("settings-retention.three-months")),
            ];
            choice_row_ui(ui, "settings-retention", &retentions, &mut self.settings.privacy.retention);
        });
    }

    fn switch_ui(&mut self, ui: &mut Ui, key: &str, of: fn(&mut Settings) -> &mut bool) {
        let usual = *of(&mut self.defaults);
        let _changed = switch_row_ui(ui, key, of(&mut self.settings), usual);
    }

    fn number_ui(
        &mut self,
        ui: &mut Ui,
        key: &str,
        secs: &RangeInclusive<f64>,
        unit: Unit,
        enabled: bool,
        of: fn(&mut Settings) -> &mut f64,
    ) {
        let usual = *of(&mut self.defaults);
        self.is_being_edited |= number_row_ui(ui, key, secs, unit, enabled, of(&mut self.settings), usual);
    }
}
