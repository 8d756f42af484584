//! "How do you feel today?": where, how much, and, for those who want, the questions about red flags.

use std::collections::BTreeMap;

use eframe::egui::{Align, Button, Checkbox, CollapsingHeader, Layout, Ui, vec2};

use super::{
    advice, body_picture,
    intensity::{intensity_words, scale_ui},
    place::Place,
};
use crate::{
    care::{Catalogue, RedFlagAnswers, Urgency},
    store::Feeling,
    text::{self, words},
    time::WallTime,
    ui::theme::{self, Palette, space},
};

/// From this width on, in points, the body stands beside the questions.
const BESIDE_FROM: f32 = 560.0;
const BODY_HEIGHT: f32 = 330.0;
/// Where there is little room, the list alone has to do.
const BODY_FROM: f32 = 300.0;

/// What the user is about to tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    places: Vec<Place>,
    intensity: u8,
    /// The answers; `None`: nothing was asked yet.
    red_flags: Option<BTreeMap<String, bool>>,
}

impl Draft {
    /// As it is kept. What was not asked is not answered.
    pub(super) fn feeling(&self, at: WallTime) -> Feeling {
        Feeling {
            at,
            places: self.places.iter().map(|place| place.key().to_owned()).collect(),
            intensity: Some(self.intensity),
            red_flags: self.red_flags.clone().unwrap_or_default(),
        }
    }

    fn toggle(&mut self, place: Place) {
        if self.places.contains(&place) {
            self.places.retain(|other| *other != place);
        } else {
            self.places.push(place);
        }
    }
}

/// The card; true when the user wants it kept.
pub(super) fn card_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    catalogue: &Catalogue,
    former: &RedFlagAnswers,
) -> bool {
    theme::card(ui, |ui| {
        ui.label(theme::heading(words("feelings-today")));
        ui.label(theme::small(words("feelings-today-note")));
        ui.add_space(space::XS);
        if ui.available_width() >= BESIDE_FROM {
            ui.horizontal_top(|ui| {
                body_ui(ui, draft);
                ui.add_space(space::L);
                let room = ui.available_width();
                ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
                    questions_ui(ui, draft, catalogue, former)
                })
                .inner
            })
            .inner
        } else {
            if ui.available_width() >= BODY_FROM {
                ui.vertical_centered(|ui| body_ui(ui, draft));
            }
            questions_ui(ui, draft, catalogue, former)
        }
    })
}

fn body_ui(ui: &mut Ui, draft: &mut Draft) {
    let names: Vec<_> = draft.places.iter().map(|place| place.name()).collect();
    let told = if names.is_empty() { words("feelings-nowhere").to_owned() } else { names.join(", ") };
    let told = format!("{}: {told}", words("feelings-body"));
    if let Some(place) = body_picture::body_ui(ui, BODY_HEIGHT, &draft.places, &told) {
        draft.toggle(place);
    }
}

fn questions_ui(ui: &mut Ui, draft: &mut Draft, catalogue: &Catalogue, former: &RedFlagAnswers) -> bool {
    ui.label(theme::strong(words("feelings-where")));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for place in Place::ALL {
            let is_chosen = draft.places.contains(&place);
            if ui.add(Button::selectable(is_chosen, place.name()).frame_when_inactive(true)).clicked() {
                draft.toggle(place);
            }
        }
    });
    ui.add_space(space::S);
    ui.label(theme::strong(words("feelings-how-much")));
    scale_ui(ui, &mut draft.intensity);
    ui.label(theme::small(intensity_words(draft.intensity)));
    ui.add_space(space::S);
    red_flags_ui(ui, draft, catalogue, former);
    ui.add_space(space::S);
    theme::primary_button(ui, words("feelings-keep")).clicked()
}

/// The questions begin with what was answered before, so that nobody has to think of it again.
fn red_flags_ui(ui: &mut Ui, draft: &mut Draft, catalogue: &Catalogue, former: &RedFlagAnswers) {
    if draft.places.contains(&Place::Chest) {
        let color = Palette::of(ui).deviation;
        ui.label(theme::strong(words("feelings-chest")).color(color));
    }
    CollapsingHeader::new(words("feelings-red-flags")).id_salt("red flags").show(ui, |ui| {
        let answers = draft.red_flags.get_or_insert_with(|| {
            let answer = |red_flag: &str| former.answer(red_flag).unwrap_or(false);
            catalogue.red_flags.iter().map(|asked| (asked.id.clone(), answer(&asked.id))).collect()
        });
        ui.spacing_mut().interact_size.y = 24.0;
        for urgency in [Urgency::AtOnce, Urgency::Soon] {
            ui.add_space(space::XS);
            ui.label(theme::small(words(match urgency {
                Urgency::AtOnce => "feelings-red-flags-with",
                Urgency::Soon => "feelings-red-flags-is",
            })));
            for asked in catalogue.red_flags.iter().filter(|asked| asked.urgency == urgency) {
                let applies = answers.entry(asked.id.clone()).or_default();
                let name = text::sentence(text::words_of("red-flag-", &asked.id));
                ui.add(Checkbox::new(applies, name));
            }
        }
    });
    if let Some(answers) = &draft.red_flags
        && let Some(advice) = RedFlagAnswers::of([answers]).advice(catalogue)
    {
        ui.add_space(space::XS);
        advice::advice_ui(ui, &advice);
    }
}
