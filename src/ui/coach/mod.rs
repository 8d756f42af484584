//! An exercise before the camera: what to do now, how far it has come, what to do differently, and what the camera sees.

mod stage;
mod summary;

use eframe::egui::{Key, Label, Modifiers, Rangef, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{
    exercises, figure,
    live::picture::{self, LivePicture},
    page::Scene,
    theme::{self, space},
};
use crate::{
    care::{
        Exercise,
        coach::{Assignment, CoachState, Phase},
    },
    engine::{CoachCommand, Command, Snapshot},
    posture::{Assessment, State, Why},
    text::{self, words},
};

/// Below this width, in points, everything stands in one column.
const TWO_COLUMNS_FROM: f32 = 700.0;
/// The column of picture and figure, in points.
const PICTURES_COLUMN: Rangef = Rangef { min: 260.0, max: 420.0 };
/// The widest that the page grows, in points.
const PAGE_WIDTH: f32 = 1080.0;
const FIGURE_ASPECT: f32 = 0.62;
/// The highest that figure and picture grow on a narrow window, in points.
const NARROW_PICTURE_HEIGHT: f32 = 200.0;

/// How the user left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Leave {
    /// After the end of the exercise.
    Done {
        /// Whether anything was done of it.
        is_counted: bool,
    },
    /// Before it.
    Early,
}

/// The page of one exercise.
pub(in crate::ui) struct CoachPage {
    assignment: Assignment,
    name: &'static str,
    caution: &'static str,
    steps: Vec<&'static str>,
    mirror: LivePicture,
    has_begun: bool,
    /// Whether the button that matters has had the keyboard since the beginning.
    has_focus: bool,
}

impl CoachPage {
    /// Ready to begin with this exercise when it is first drawn.
    pub(in crate::ui) fn new(exercise: &Exercise) -> Self {
        Self {
            assignment: Assignment {
                exercise: exercise.id.clone(),
                check: exercise.check,
                dose: exercise.dose,
            },
            name: text::exercise_name(exercise),
            caution: text::exercise_caution(exercise),
            steps: text::exercise_steps(exercise),
            mirror: LivePicture::default(),
            has_begun: false,
            has_focus: false,
        }
    }

    /// Draws the page; tells when the user leaves it.
    pub(in crate::ui) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Option<Leave> {
        if !self.has_begun {
            self.has_begun = true;
            let start = CoachCommand::Start(Box::new(self.assignment.clone()));
            scene.send(Command::Coach(start));
        }
        let is_own = |state: &&CoachState| state.exercise == self.assignment.exercise;
        let Some(state) = scene.snapshot.coach.as_ref().filter(is_own).cloned() else {
            ui.ctx().request_repaint();
            return None;
        };
        let is_escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let left = if ui.available_width() >= TWO_COLUMNS_FROM {
            self.two_columns_ui(ui, scene, &state)
        } else {
            self.one_column_ui(ui, scene, &state)
        };
        let early = is_escaped.then(|| summary::leave_of(&state));
        let leave = left.or(early)?;
        scene.send(Command::Coach(CoachCommand::Stop));
        Some(leave)
    }

    fn two_columns_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, state: &CoachState) -> Option<Leave> {
        let room = ui.available_rect_before_wrap();
        let width = room.width().min(PAGE_WIDTH);
        let area =
            Rect::from_min_size(pos2(room.center().x - width / 2.0, room.top()), vec2(width, room.height()));
        let pictures_width = PICTURES_COLUMN.clamp(width * 0.38);
        let split = area.right() - pictures_width - space::M;
        let left = area.with_max_x(split);
        let leave = ui
            .scope_builder(UiBuilder::new().max_rect(left), |ui| {
                ScrollArea::vertical()
                    .id_salt("coach stage")
                    .show(ui, |ui| self.stage_ui(ui, scene, state))
                    .inner
            })
            .inner;
        let right = area.with_min_x(split + space::M);
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            ScrollArea::vertical().id_salt("coach pictures").show(ui, |ui| {
                let width = ui.available_width();
                self.pictures_ui(ui, scene, state, width);
            });
        });
        ui.advance_cursor_after_rect(area);
        leave
    }

    fn one_column_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, state: &CoachState) -> Option<Leave> {
        ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| {
                let leave = self.stage_ui(ui, scene, state);
                let aspect = picture::aspect(scene.snapshot);
                let width = ui.available_width().min(NARROW_PICTURE_HEIGHT * aspect);
                self.pictures_ui(ui, scene, state, width);
                leave
            })
            .inner
    }

    /// The exercise itself, or what became of it.
    fn stage_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, state: &CoachState) -> Option<Leave> {
        ui.spacing_mut().item_spacing.y = space::M;
        ui.add(Label::new(theme::title(self.name)).wrap());
        let leave = theme::card(ui, |ui| {
            ui.vertical_centered(|ui| {
                if state.phase == Phase::Done {
                    summary::ui(ui, state, &self.assignment)
                } else {
                    stage::ui(ui, scene, self.assignment.check, state, &mut self.has_focus)
                }
            })
            .inner
        });
        theme::card(ui, |ui| {
            ui.horizontal_top(|ui| {
                stage::paint_warning(ui);
                ui.vertical(|ui| {
                    ui.add(Label::new(theme::strong(words("red-flags-stop"))).wrap());
                    ui.add(Label::new(theme::small(self.caution)).wrap());
                });
            });
        });
        theme::card(ui, |ui| exercises::steps_ui(ui, &self.steps));
        leave
    }

    /// How it goes, and the user's mirror.
    fn pictures_ui(&mut self, ui: &mut Ui, scene: &Scene<'_>, state: &CoachState, width: f32) {
        ui.spacing_mut().item_spacing.y = space::M;
        figure::exercise_ui(ui, &state.exercise, vec2(width, width * FIGURE_ASPECT));
        let shown = mirrored(scene.snapshot, state);
        let height = width / picture::aspect(&shown);
        self.mirror.show(ui, vec2(width, height), &scene.of(&shown));
    }
}

/// What the mirror shows: how he sits is not the question, only whether he is seen.
fn mirrored(snapshot: &Snapshot, state: &CoachState) -> Snapshot {
    let is_seen = state.seen.why().is_none();
    let shown = if is_seen { State::Neutral } else { State::Unknown(Why::LowConfidence) };
    let assessment = snapshot.assessment.clone().map(|assessment| Assessment { state: shown, ..assessment });
    Snapshot { neutral: None, head_at_limit: None, assessment, ..snapshot.clone() }
}

#[cfg(test)]
mod tests;
