//! How much of the time each finding held, part by part, and how that changed.

use eframe::egui::{Align, Layout, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{
    summary::change_words,
    view::{Finding, View},
};
use crate::{
    text::{self, words, words_with},
    ui::theme::{self, Palette, space},
};

const BARS_HEIGHT: f32 = 30.0;

pub(super) fn card_ui(ui: &mut Ui, view: &View) {
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("history-findings")));
        ui.label(theme::small(words("history-findings-note")));
        if view.findings.is_empty() {
            ui.add_space(space::XS);
            ui.label(words("history-findings-none"));
        }
        for finding in &view.findings {
            ui.add_space(space::XS);
            finding_ui(ui, finding, view);
        }
    });
}

fn finding_ui(ui: &mut Ui, finding: &Finding, view: &View) {
    let name = text::deviation_name(finding.deviation);
    let value = share_words(finding.share);
    if finding.parts.len() > 1 {
        name_ui(ui, name, &value);
        bars_ui(ui, finding, view);
    } else {
        share_row_ui(ui, name, &value, finding.share);
    }
    if let Some(change) = finding.change {
        let told = if change.is_sure() {
            text::sentence(&change_words(change, view.period.length))
        } else {
            words("history-finding-no-change").to_owned()
        };
        ui.label(theme::small(told));
    }
}

fn name_ui(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.label(theme::strong(name));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(theme::strong(value)));
    });
}

/// `12 min in an hour`.
fn share_words(share: f64) -> String {
    let minutes = share * 60.0;
    if minutes < 1.0 {
        return words("history-under-a-minute").to_owned();
    }
    words_with("history-minutes-of-hour", &[("minutes", format!("{minutes:.0}").into())])
}

/// A bar for every part of the period, on one scale with the other findings.
fn bars_ui(ui: &mut Ui, finding: &Finding, view: &View) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BARS_HEIGHT), Sense::hover());
    let palette = Palette::of(ui);
    let room = rect.width() / finding.parts.len() as f32;
    let width = (room * 0.7).min(22.0);
    for (index, share) in finding.parts.iter().enumerate() {
        let x = rect.left() + room * (index as f32 + 0.5);
        let Some(share) = share else { continue };
        let height = (*share / view.largest_share) as f32 * (rect.height() - 3.0);
        let top = pos2(x - width / 2.0, rect.bottom() - 2.0 - height.max(1.0));
        let bar = Rect::from_min_max(top, pos2(x + width / 2.0, rect.bottom() - 2.0));
        ui.painter().rect_filled(bar, 2.0, palette.deviation);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, (1.0, palette.border));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, told(finding, view)));
    if let Some(pointer) = response.hover_pos() {
        let index = ((pointer.x - rect.left()) / room) as usize;
        if let (Some(bar), Some(share)) = (view.bars.get(index), finding.parts.get(index)) {
            response.on_hover_text_at_pointer(format!("{}: {}", bar.name, part_words(*share)));
        }
    }
}

fn part_words(share: Option<f64>) -> String {
    share.map_or_else(|| words("history-share-unknown-long").to_owned(), share_words)
}

/// What a screen reader says instead of the bars.
fn told(finding: &Finding, view: &View) -> String {
    let parts = view.bars.iter().zip(&finding.parts).filter(|(_, share)| share.is_some());
    let parts: Vec<_> = parts.map(|(bar, share)| format!("{} {}", bar.name, part_words(*share))).collect();
    format!("{}: {}", text::deviation_name(finding.deviation), parts.join("; "))
}

/// A finding with its share of the whole, where there are no parts.
pub(super) fn share_row_ui(ui: &mut Ui, name: &str, value: &str, share: f64) {
    name_ui(ui, name, value);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    let palette = Palette::of(ui);
    ui.painter().rect_filled(rect, 4.0, palette.inset);
    let part = rect.with_max_x(rect.left() + (rect.width() * share as f32).max(4.0));
    ui.painter().rect_filled(part, 4.0, palette.deviation);
}
