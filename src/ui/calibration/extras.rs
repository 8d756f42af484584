//! What may be added to the neutral: none of it is needed.

use eframe::egui::{Button, ComboBox, Label, Response, Role, TextEdit, Ui, WidgetInfo};

use super::mark::Mark;
use crate::{
    engine::{CalibrationStep, Command, Snapshot},
    posture::{Own, OwnPosture},
    text::{words, words_with},
    ui::{
        page::Scene,
        settings::row_ui,
        theme::{self, space},
    },
};

/// The room of a row's buttons, in points.
const CONTROL_WIDTH: f32 = 120.0;
/// Fields of view that data sheets of webcams have, in degrees. Those that are given across the diagonal are larger.
const FIELDS_OF_VIEW_DEG: [f32; 8] = [50.0, 55.0, 60.0, 70.0, 78.0, 82.0, 90.0, 103.0];
/// Letters of a name that fit a line.
const MAX_NAME_LETTERS: usize = 60;

/// What the user is about to change.
#[derive(Default)]
pub(super) struct Extras {
    /// The name as it is being typed.
    name: Option<String>,
}

impl Extras {
    /// The card; true when the photo from the side is wanted.
    pub(super) fn card_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let Some(neutral) = &scene.snapshot.neutral else { return false };
        let own = &neutral.own;
        theme::card(ui, |ui| {
            ui.label(theme::heading(words("calibration-extras-title")));
            ui.label(super::weak(words("calibration-extras-sentence")));
            let shown =
                |posture| own.postures[posture].as_ref().map(|_| words("calibration-shown").to_owned());
            let mm = |mm: f32| words_with("calibration-extra-chin-tuck.value", &[("mm", mm.round().into())]);
            let steps = [
                (
                    "calibration-extra-slouch",
                    CalibrationStep::Own(OwnPosture::Slouch),
                    shown(OwnPosture::Slouch),
                ),
                (
                    "calibration-extra-rounded",
                    CalibrationStep::Own(OwnPosture::RoundedShoulders),
                    shown(OwnPosture::RoundedShoulders),
                ),
                ("calibration-extra-chin-tuck", CalibrationStep::ChinTuck, own.chin_tuck_mm.map(mm)),
            ];
            let can_show = scene.snapshot.source.is_streaming();
            for (key, step, value) in steps {
                let label = match &value {
                    None => words("calibration-show"),
                    Some(_) => words("calibration-show-again"),
                };
                extra_ui(ui, key, value.as_deref(), |ui| {
                    if button(ui, label, key, can_show).clicked() {
                        scene.send(Command::CalibrateStep(step));
                    }
                });
            }
            let wants_photo = photo_ui(ui, scene, own);
            field_of_view_ui(ui, scene, own);
            self.name_ui(ui, scene);
            wants_photo
        })
    }

    fn name_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let Some(in_use) = &scene.snapshot.profile else { return };
        ui.add_space(space::XS);
        ui.label(theme::strong(words("calibration-extra-name")));
        let name = self.name.get_or_insert_with(|| in_use.clone());
        let edit = TextEdit::singleline(name)
            .char_limit(MAX_NAME_LETTERS)
            .desired_width(ui.available_width())
            .hint_text(words("calibration-extra-name.about"));
        let edit = ui.add(edit);
        edit.widget_info(|| WidgetInfo {
            label: Some(words("calibration-extra-name").to_owned()),
            ..WidgetInfo::text_edit(true, "", name.as_str(), "")
        });
        if edit.lost_focus() {
            if name.trim() != in_use && !name.trim().is_empty() {
                scene.send(Command::RenameProfile(name.trim().to_owned()));
            }
            self.name = None;
        }
    }
}

/// A row: the name, with a sign and a value where there is one, what it is good for, and what changes it.
fn extra_ui(ui: &mut Ui, key: &str, value: Option<&str>, control: impl FnOnce(&mut Ui)) {
    ui.add_space(space::XS);
    row_ui(
        ui,
        CONTROL_WIDTH,
        |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::strong(words(key)));
                if let Some(value) = value {
                    Mark::Well.ui(ui, 14.0);
                    ui.label(super::weak(value));
                }
            });
            ui.add(Label::new(theme::small(words(&format!("{key}.about")))).wrap());
        },
        |ui| {
            ui.vertical(control);
        },
    );
}

/// A button of a row, with a name that says of what.
fn button(ui: &mut Ui, label: &str, key: &str, is_enabled: bool) -> Response {
    let button = Button::new(label).min_size([CONTROL_WIDTH, 0.0].into());
    let button = ui.add_enabled(is_enabled, button);
    let name = format!("{label}: {}", words(key));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, &name));
    button
}

/// The row of the photo; true when one is to be chosen.
fn photo_ui(ui: &mut Ui, scene: &Scene<'_>, own: &Own) -> bool {
    const KEY: &str = "calibration-extra-photo";
    let value = own
        .neutral_cva_deg
        .map(|degrees| words_with("calibration-extra-photo.value", &[("degrees", degrees.round().into())]));
    let mut is_wanted = false;
    extra_ui(ui, KEY, value.as_deref(), |ui| {
        let label =
            if value.is_some() { "calibration-extra-photo.change" } else { "calibration-extra-photo.choose" };
        is_wanted = button(ui, words(label), KEY, true).clicked();
        if value.is_some() && button(ui, words("calibration-extra-photo.remove"), KEY, true).clicked() {
            scene.send(Command::DescribeNeutral {
                neutral_cva_deg: None,
                field_of_view_deg: own.field_of_view_deg,
            });
        }
    });
    is_wanted
}

fn field_of_view_ui(ui: &mut Ui, scene: &Scene<'_>, own: &Own) {
    const KEY: &str = "calibration-extra-field-of-view";
    let name = |degrees: Option<f32>| match degrees {
        None => words("calibration-extra-field-of-view.usual").to_owned(),
        Some(degrees) => words_with("calibration-extra-field-of-view.value", &[("degrees", degrees.into())]),
    };
    extra_ui(ui, KEY, None, |ui| {
        let mut chosen = own.field_of_view_deg;
        let list =
            ComboBox::from_id_salt(KEY).width(CONTROL_WIDTH).selected_text(name(chosen)).show_ui(ui, |ui| {
                let choices = FIELDS_OF_VIEW_DEG.into_iter().map(Some);
                for choice in std::iter::once(None).chain(choices) {
                    ui.selectable_value(&mut chosen, choice, name(choice));
                }
            });
        let label = format!("{}: {}", words(KEY), name(chosen));
        list.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &label));
        if chosen != own.field_of_view_deg {
            scene.send(Command::DescribeNeutral {
                neutral_cva_deg: own.neutral_cva_deg,
                field_of_view_deg: chosen,
            });
        }
    });
}

/// The command that adds the angle of a photo to what the user told before.
pub(super) fn with_angle(snapshot: &Snapshot, degrees: f32) -> Command {
    let own = snapshot.neutral.as_ref().map(|neutral| &neutral.own);
    Command::DescribeNeutral {
        neutral_cva_deg: Some(degrees),
        field_of_view_deg: own.and_then(|own| own.field_of_view_deg),
    }
}
