//! What is said to somebody with red flags: whom to ask, and what waits until then. No diagnosis.

use eframe::egui::{CollapsingHeader, Frame, Label, Margin, Ui};

use crate::{
    care::{RedFlagAdvice, Urgency},
    text::{self, words, words_with},
    ui::theme::{self, Palette, space},
};

pub(super) fn advice_ui(ui: &mut Ui, advice: &RedFlagAdvice<'_>) {
    let palette = Palette::of(ui);
    let frame = Frame::new().fill(palette.deviation.gamma_multiply(0.14)).corner_radius(10);
    frame.inner_margin(Margin::same(14)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let (title, sentence) = match advice.urgency {
            Urgency::AtOnce => ("feelings-at-once", "feelings-at-once.what"),
            Urgency::Soon => ("feelings-soon", "feelings-soon.what"),
        };
        ui.label(theme::heading(words(title)).color(palette.deviation));
        ui.add(Label::new(words(sentence)).wrap());
        ui.add_space(space::XS);
        withheld_ui(ui, advice);
        ui.label(theme::small(words("red-flags-no-medical-device")));
    });
}

/// What is not suggested until a professional was asked.
fn withheld_ui(ui: &mut Ui, advice: &RedFlagAdvice<'_>) {
    if advice.urgency == Urgency::AtOnce {
        ui.label(words("feelings-everything-withheld"));
        return;
    }
    let count = advice.withheld.len();
    if count == 0 {
        return;
    }
    let title = words_with("feelings-withheld", &[("count", count.into())]);
    CollapsingHeader::new(title).id_salt("withheld").show(ui, |ui| {
        let names: Vec<_> = advice.withheld.iter().map(|exercise| text::exercise_name(exercise)).collect();
        ui.add(Label::new(names.join(", ")).wrap());
    });
}
