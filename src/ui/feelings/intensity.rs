//! How much it hurts, from 0 to 10.

use eframe::egui::{
    Align2, EventFilter, FontId, Id, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::{Action, ActionData},
    pos2, vec2,
};

use crate::{
    text::{words, words_with},
    ui::theme::{self, Palette},
};

pub(super) const MOST: u8 = 10;
const HEIGHT: f32 = 38.0;
/// A number is no wider than this, in points.
const WIDEST: f32 = 46.0;

/// The scale; true when another number was chosen. Arrow keys, Home and End as on a slider.
pub(super) fn scale_ui(ui: &mut Ui, intensity: &mut u8) -> bool {
    let count = usize::from(MOST) + 1;
    let width = ui.available_width().min(WIDEST * count as f32);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click_and_drag());
    let former = *intensity;
    if let Some(pointer) = response.interact_pointer_pos() {
        *intensity = ((pointer.x - rect.left()) / width * count as f32).clamp(0.0, f32::from(MOST)) as u8;
        response.request_focus();
    }
    if response.has_focus() {
        // Otherwise an arrow leads to the next control.
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        *intensity = by_keyboard(ui, *intensity);
    }
    *intensity = by_screen_reader(ui, response.id, *intensity);

    let palette = Palette::of(ui);
    let cell = width / count as f32;
    for number in 0..=MOST {
        let left = rect.left() + cell * f32::from(number);
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(cell, HEIGHT)).shrink2(vec2(1.5, 2.0));
        let is_chosen = number == *intensity;
        // Up to the chosen number the colour grows, so that the scale is read without the numbers too.
        let strength =
            if number <= *intensity && *intensity > 0 { 0.15 + 0.05 * f32::from(number) } else { 0.0 };
        let fill = palette.inset.lerp_to_gamma(palette.deviation, strength);
        let fill = match (is_chosen, number) {
            (true, 0) => palette.fine,
            (true, _) => palette.deviation,
            (false, _) => fill,
        };
        ui.painter().rect_filled(area, 7.0, fill);
        let font = if is_chosen { FontId::new(15.0, theme::semibold()) } else { FontId::proportional(13.0) };
        let color = if is_chosen { palette.card } else { palette.text };
        ui.painter().text(area.center(), Align2::CENTER_CENTER, number.to_string(), font, color);
        if is_chosen && response.has_focus() {
            let stroke = Stroke::new(2.0, palette.text);
            ui.painter().rect_stroke(area, 7.0, stroke, StrokeKind::Outside);
        }
    }
    let told = format!("{}: {}", words("feelings-how-much"), intensity_words(*intensity));
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(*intensity)),
        ..WidgetInfo::labeled(Role::Slider, true, &told)
    });
    *intensity != former
}

fn by_keyboard(ui: &Ui, intensity: u8) -> u8 {
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowLeft) {
            intensity.saturating_sub(1)
        } else if pressed(Key::ArrowRight) {
            (intensity + 1).min(MOST)
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            MOST
        } else {
            intensity
        }
    })
}

/// What a screen reader asks for, as of a slider.
fn by_screen_reader(ui: &Ui, id: Id, intensity: u8) -> u8 {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(f64::from(MOST));
        node.set_numeric_value_step(1.0);
        for action in [Action::SetValue, Action::Increment, Action::Decrement] {
            node.add_action(action);
        }
    });
    ui.input(|input| {
        let up = input.num_accesskit_action_requests(id, Action::Increment) as u8;
        let down = input.num_accesskit_action_requests(id, Action::Decrement) as u8;
        let set = input.accesskit_action_requests(id, Action::SetValue).filter_map(|request| {
            let Some(ActionData::NumericValue(value)) = request.data else { return None };
            Some(value.clamp(0.0, f64::from(MOST)) as u8)
        });
        set.last().unwrap_or(intensity).saturating_add(up).min(MOST).saturating_sub(down)
    })
}

/// `4 of 10, moderate`. The words go by the usual cut points of the scale (Serlin et al., Pain 1995;61:277).
pub(super) fn intensity_words(intensity: u8) -> String {
    let name = words(match intensity {
        0 => "feelings-none",
        1..=4 => "feelings-mild",
        5..=6 => "feelings-moderate",
        _ => "feelings-severe",
    });
    words_with("feelings-intensity", &[("value", intensity.to_string().into()), ("name", name.into())])
}
