//! A row of the settings page: what a setting is about, its usual value, and what changes it.

use std::ops::RangeInclusive;

use eframe::egui::{
    Button, CursorIcon, DragValue, Label, Link, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo, lerp, pos2, vec2,
};

use crate::{
    text::{words, words_with},
    ui::theme::{self, Palette, space},
};

/// Below this width, in points, what is chosen stands under what it is about.
const IN_ONE_ROW_FROM: f32 = 400.0;
const SWITCH: Vec2 = vec2(40.0, 22.0);
/// The room of a number between its two buttons, in points.
const NUMBER_WIDTH: f32 = 84.0;
const SECS_A_MINUTE: f64 = 60.0;

/// How a number is shown and stepped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Unit {
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
pub(in crate::ui) fn switch_row_ui(ui: &mut Ui, key: &str, on: &mut bool, usual: bool) -> bool {
    let before = *on;
    let usual_word = words(if usual { "settings-on" } else { "settings-off" });
    let (asked_back, ()) = setting_row_ui(ui, key, usual_word, *on != usual, SWITCH.x, |ui| {
        if switch(ui, *on, words(key)).clicked() {
            *on = !*on;
        }
    });
    if asked_back {
        *on = usual;
    }
    *on != before
}

/// The same with a number between two buttons; true while it is being typed or dragged.
pub(in crate::ui) fn number_row_ui(
    ui: &mut Ui,
    key: &str,
    range: &RangeInclusive<f64>,
    unit: Unit,
    enabled: bool,
    value: &mut f64,
    usual: f64,
) -> bool {
    let shown = |value: f64| format!("{}{}", (value / unit.size()).round(), unit.suffix());
    let width = NUMBER_WIDTH + 2.0 * (ui.spacing().interact_size.y + ui.spacing().item_spacing.x);
    let (asked_back, edited) = setting_row_ui(ui, key, &shown(usual), *value != usual, width, |ui| {
        ui.add_enabled_ui(enabled, |ui| number(ui, words(key), range, unit, value)).inner
    });
    if asked_back {
        *value = usual;
    }
    edited
}

/// A setting with a few words to choose from, all of them in view.
pub(in crate::ui) fn choice_row_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    key: &str,
    choices: &[(T, &str)],
    value: &mut T,
) {
    let now = *value;
    if let Some(choice) = words_row_ui(ui, key, Role::RadioButton, choices, |choice| choice == now) {
        *value = choice;
    }
}

/// The same, of which any number can be chosen.
pub(in crate::ui) fn choices_row_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    key: &str,
    choices: &[(T, &str)],
    chosen: &mut Vec<T>,
) {
    if let Some(choice) = words_row_ui(ui, key, Role::CheckBox, choices, |choice| chosen.contains(&choice)) {
        let before = chosen.len();
        chosen.retain(|other| *other != choice);
        if chosen.len() == before {
            chosen.push(choice);
        }
    }
}

/// What a setting is about, and words to click; gives the one that was clicked.
fn words_row_ui<T: Copy>(
    ui: &mut Ui,
    key: &str,
    role: Role,
    choices: &[(T, &str)],
    is_chosen: impl Fn(T) -> bool,
) -> Option<T> {
    ui.add_space(space::XS);
    ui.label(theme::strong(words(key)));
    ui.add(Label::new(theme::small(words(&format!("{key}.about")))).wrap());
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        for (choice, name) in choices {
            let is_chosen = is_chosen(*choice);
            let button = ui.selectable_label(is_chosen, *name);
            let label = format!("{}: {name}", words(key));
            button.widget_info(|| WidgetInfo::selected(role, true, is_chosen, &label));
            if button.clicked() {
                clicked = Some(*choice);
            }
        }
    });
    clicked
}

/// A row: what a setting is about with its usual value, then the control, of so many points. Gives whether the usual
/// value was asked back, and what the control gave.
pub(in crate::ui) fn setting_row_ui<R>(
    ui: &mut Ui,
    key: &str,
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
            ui.label(theme::strong(words(key)));
            ui.add(Label::new(theme::small(words(&format!("{key}.about")))).wrap());
            ui.spacing_mut().interact_size.y = 14.0;
            ui.horizontal(|ui| {
                ui.label(theme::small(words_with("settings-usually", &[("value", usual.into())])));
                if is_changed {
                    let link = ui.add(Link::new(RichText::new(words("settings-set-back")).small()));
                    let arguments = [("setting", words(key).into()), ("value", usual.into())];
                    let label = words_with("settings-set-back.to", &arguments);
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
pub(in crate::ui) fn row_ui<R>(
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
        let stepped = |ui: &mut Ui, sign: &str, key: &str, by: f64| {
            let button = ui.add_sized(side, Button::new(theme::strong(sign)));
            let label = words_with(key, &[("setting", name.into())]);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label));
            if button.clicked() { by } else { 0.0 }
        };
        let mut steps = stepped(ui, "−", "settings-less", -1.0);
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
        steps += stepped(ui, "+", "settings-more", 1.0);
        if steps != 0.0 {
            *value = (*value + steps * unit.step() * unit.size()).clamp(*range.start(), *range.end());
        }
        drag.dragged() || drag.has_focus()
    })
    .inner
}
