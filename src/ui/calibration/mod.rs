//! The guided calibration, from the first look at the picture to a verdict about its quality.
//!
//! The engine goes from step to step ([`Guide`](crate::engine::Guide)); this page draws the one that it is at.

mod extras;
mod framing;
mod mark;
mod neck_points;
mod recheck;
mod review;
mod side_photo;
mod taking;

use eframe::egui::{
    Key, Label, Modifiers, Rangef, Rect, Response, RichText, Role, ScrollArea, Ui, UiBuilder, WidgetInfo,
    WidgetText, accesskit, pos2, vec2,
};

use self::{extras::Extras, mark::Mark, side_photo::SidePhoto};
use super::{
    live::picture::{self, LivePicture},
    page::{Next, Page, Scene},
    theme::{self, Palette, space},
};
use crate::{
    engine::{CalibrationState, CalibrationStep, Command, Guide, Snapshot},
    posture::{Framing, State, Why},
    text::{words, words_with},
};

pub(super) use recheck::RecheckNote;

/// Below this width, in points, the picture stands under the words.
const TWO_COLUMNS_FROM: f32 = 720.0;
/// The column of words beside the picture, in points, and the share of the room that it may have: the picture is the larger
/// part.
const WORDS_COLUMN: Rangef = Rangef { min: 340.0, max: 480.0 };
const WORDS_SHARE: f32 = 0.47;
const HEADLINE_MARK: f32 = 26.0;

/// The page of the guided calibration.
#[derive(Default)]
pub(super) struct CalibrationPage {
    mirror: LivePicture,
    /// The engine was asked to begin.
    is_asked: bool,
    extras: Extras,
    photo: Option<SidePhoto>,
}

impl CalibrationPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        if scene.snapshot.guide.is_none() && !self.is_asked {
            self.is_asked = true;
            scene.send(Command::Calibrate);
        }
        if let Some(photo) = &mut self.photo {
            let is_closed = photo.ui(ui, scene);
            if is_closed || escaped(ui) {
                self.photo = None;
            }
            return;
        }
        let is_step =
            scene.snapshot.guide.as_ref().is_some_and(|guide| {
                matches!(guide.step, CalibrationStep::Own(_) | CalibrationStep::ChinTuck)
            });
        if is_step && escaped(ui) {
            scene.send(Command::CalibrateStep(CalibrationStep::Review));
        }
        let shown = mirrored(scene.snapshot);
        if ui.available_width() >= TWO_COLUMNS_FROM {
            self.two_columns_ui(ui, scene, &shown);
        } else {
            self.one_column_ui(ui, scene, &shown);
        }
    }

    fn two_columns_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, shown: &Snapshot) {
        let area = ui.available_rect_before_wrap();
        let wanted = area.height() * picture::aspect(shown);
        let words_width =
            WORDS_COLUMN.clamp((area.width() - wanted - space::M).max(WORDS_SHARE * area.width()));
        let split = area.right() - words_width - space::M;
        let left = Rect::from_min_max(area.min, pos2(split, area.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            let height = left.height().min(left.width() / picture::aspect(shown));
            self.mirror.show_bare(ui, vec2(left.width(), height), &scene.of(shown));
        });
        let right = Rect::from_min_max(pos2(split + space::M, area.top()), area.max);
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(right.width() - space::M);
                self.words_ui(ui, scene);
            });
        });
        ui.advance_cursor_after_rect(area);
    }

    fn one_column_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, shown: &Snapshot) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - space::M);
            self.words_ui(ui, scene);
            ui.add_space(space::M);
            let width = ui.available_width();
            self.mirror.show_bare(ui, vec2(width, width / picture::aspect(shown)), &scene.of(shown));
        });
    }

    /// The cards of the step.
    fn words_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.spacing_mut().item_spacing.y = space::M;
        let Some(guide) = scene.snapshot.guide.clone() else {
            begin_ui(ui, scene);
            return;
        };
        steps_ui(ui, &guide);
        match &scene.snapshot.calibration {
            CalibrationState::Running { remaining_secs, progress, problem } => {
                taking::card_ui(ui, scene, &guide, (*remaining_secs, *progress, problem.as_deref()));
            }
            CalibrationState::Refused { reason, .. } => taking::refused_ui(ui, scene, &guide, reason),
            CalibrationState::Idle | CalibrationState::Done { .. } => match guide.step {
                CalibrationStep::Framing | CalibrationStep::Neutral => framing::card_ui(ui, scene, &guide),
                CalibrationStep::Own(_) | CalibrationStep::ChinTuck | CalibrationStep::Review => {
                    review::card_ui(ui, scene, &guide);
                    if self.extras.card_ui(ui, scene) {
                        self.photo = Some(SidePhoto::default());
                    }
                }
            },
        }
    }
}

/// The snapshot as the picture of this page shows it: the skeleton is blue while all is well, and no former posture lies
/// over it that somebody might try to fit into.
fn mirrored(snapshot: &Snapshot) -> Snapshot {
    let is_framed = |guide: &Guide| guide.framing.as_ref().is_none_or(Framing::is_possible);
    let is_still = !matches!(&snapshot.calibration, CalibrationState::Running { problem: Some(_), .. });
    let is_well = is_still && snapshot.guide.as_ref().is_none_or(is_framed);
    let state = if is_well { State::Neutral } else { State::Unknown(Why::NoNeutral) };
    let assessment =
        snapshot.assessment.clone().map(|assessment| crate::posture::Assessment { state, ..assessment });
    Snapshot { neutral: None, head_at_limit: None, assessment, ..snapshot.clone() }
}

/// Before the engine has begun.
fn begin_ui(ui: &mut Ui, scene: &Scene<'_>) {
    theme::card(ui, |ui| {
        ui.label(theme::title(words("calibration-about-title")));
        ui.label(words("calibration-about"));
        if theme::primary_button(ui, words("calibration-begin")).clicked() {
            scene.send(Command::Calibrate);
        }
    });
}

/// The three steps, the present one in bold, those that are done with a check.
fn steps_ui(ui: &mut Ui, guide: &Guide) {
    let names = ["calibration-step-picture", "calibration-step-posture", "calibration-step-result"];
    let present = match guide.step {
        CalibrationStep::Framing => 0,
        CalibrationStep::Neutral => 1,
        CalibrationStep::Own(_) | CalibrationStep::ChinTuck | CalibrationStep::Review => 2,
    };
    let row = ui.horizontal_wrapped(|ui| {
        for (number, key) in names.into_iter().enumerate() {
            let color = if number == present { Palette::of(ui).text } else { Palette::of(ui).text_weak };
            if number < present {
                Mark::Well.ui(ui, 14.0);
            }
            let name = format!("{} {}", number + 1, words(key));
            let name = if number == present { theme::strong(name) } else { RichText::new(name) };
            // One name for the row, below.
            ui.add(Label::new(name.color(color)));
            if number + 1 < names.len() {
                ui.label(weak("›"));
            }
        }
    });
    let name = words(names.get(present).copied().unwrap_or_default());
    let told = words_with("calibration-progress", &[("number", (present + 1).into()), ("name", name.into())]);
    row.response.widget_info(|| WidgetInfo::labeled(Role::Group, true, &told));
}

/// A sign and what it is about, in large letters; said aloud when it changes.
fn headline_ui(ui: &mut Ui, mark: Mark, headline: &str) {
    ui.horizontal(|ui| {
        mark.ui(ui, HEADLINE_MARK);
        announce(ui, theme::title(headline));
    });
}

/// Words that a screen reader says by itself when they change.
fn announce(ui: &mut Ui, told: impl Into<WidgetText>) -> Response {
    let label = ui.add(Label::new(told).wrap());
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
    label
}

/// Secondary words in the size of the others.
fn weak(words: impl Into<String>) -> RichText {
    RichText::new(words).weak()
}

/// Out of the step; out of the page where there is no other step to go back to.
fn cancel_ui(ui: &mut Ui, scene: &mut Scene<'_>, guide: &Guide) {
    let is_extra = matches!(guide.step, CalibrationStep::Own(_) | CalibrationStep::ChinTuck);
    let has_review = is_extra || guide.taken.is_some();
    let label = if has_review { words("calibration-back") } else { words("calibration-cancel") };
    if ui.button(label).clicked() {
        if has_review {
            scene.send(Command::CalibrateStep(CalibrationStep::Review));
        } else {
            scene.next = Some(Next::Page(Page::Live));
        }
    }
}

/// Whether Escape was pressed; it then means nothing to anything else.
fn escaped(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}
