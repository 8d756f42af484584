//! The live page: how the user sits now, in a picture, in words and over time.

mod alert_card;
mod gauge;
mod last_hour;
mod measurements;
mod picture;
mod skeleton;
mod timeline;
mod verdict;

use eframe::egui::{Context, Margin, Rangef, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

pub(in crate::ui) use last_hour::LastHour;

use self::{picture::LivePicture, timeline::History};
use super::{
    exercises::Suggested,
    page::Scene,
    theme::{self, space},
};
use crate::engine::Snapshot;

/// Below this width, in points, everything stands in one column.
const TWO_COLUMNS_FROM: f32 = 820.0;
/// The column of words beside the picture, in points: long lines are hard to read.
const WORDS_COLUMN: Rangef = Rangef { min: 350.0, max: 480.0 };
/// The room of the scroll bar, in points.
const SCROLL_BAR: f32 = space::M;

/// The live page: the picture, the words and the last minutes.
#[derive(Default)]
pub(super) struct LivePage {
    picture: LivePicture,
    history: History,
    suggested: Suggested,
}

impl LivePage {
    /// Takes in the newest snapshot, whichever page is shown.
    pub(super) fn take(&mut self, context: &Context, snapshot: &Snapshot) {
        if let Some(assessment) = &snapshot.assessment {
            self.history.push(assessment.at, assessment.score.known());
        }
        self.picture.take(context, snapshot);
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        if ui.available_width() >= TWO_COLUMNS_FROM {
            self.two_columns_ui(ui, scene);
        } else {
            self.one_column_ui(ui, scene);
        }
    }

    fn two_columns_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let aspect = picture::aspect(scene.snapshot);
        let area = ui.available_rect_before_wrap();
        let picture_height = area.height() - timeline::CARD_HEIGHT - space::M;
        let wanted = picture_height * aspect;
        let words_width = WORDS_COLUMN.clamp(area.width() - wanted - space::M);
        let split = area.right() - words_width - space::M;

        let left = Rect::from_min_max(area.min, pos2(split, area.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            // As much of the height as the picture's aspect can fill; the timeline follows close under it.
            let height = picture_height.min(left.width() / aspect).max(160.0);
            ui.spacing_mut().item_spacing.y = space::M;
            self.picture.show(ui, vec2(left.width(), height), scene);
            timeline::card_ui(ui, &self.history, scene.snapshot);
        });

        // The scroll bar has the margin of the window to itself.
        let right = Rect::from_min_max(pos2(split + space::M, area.top()), area.max + vec2(SCROLL_BAR, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            words_scroll_area().show(ui, |ui| self.words_ui(ui, scene));
        });
        ui.advance_cursor_after_rect(area);
    }

    fn words_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        ui.spacing_mut().item_spacing.y = space::M;
        verdict::notice_ui(ui, scene.snapshot);
        alert_card::card_ui(ui, scene);
        verdict::card_ui(ui, scene);
        gauge::card_ui(ui, scene.snapshot);
        self.suggested.card_ui(ui, scene);
        measurements::card_ui(ui, scene.snapshot);
    }

    fn one_column_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let area = ui.available_rect_before_wrap();
        let wider = Rect::from_min_max(area.min, area.max + vec2(SCROLL_BAR, 0.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(wider));
        words_scroll_area().show(&mut ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            verdict::notice_ui(ui, scene.snapshot);
            alert_card::card_ui(ui, scene);
            verdict::card_ui(ui, scene);
            if scene.snapshot.frame.is_some() {
                let width = ui.available_width();
                let size = vec2(width, width / picture::aspect(scene.snapshot));
                self.picture.show(ui, size, scene);
            } else {
                theme::card(ui, |ui| picture::instead_ui(ui, scene));
            }
            gauge::card_ui(ui, scene.snapshot);
            self.suggested.card_ui(ui, scene);
            timeline::card_ui(ui, &self.history, scene.snapshot);
            measurements::card_ui(ui, scene.snapshot);
        });
    }
}

fn words_scroll_area() -> ScrollArea {
    ScrollArea::vertical()
        .auto_shrink(false)
        .content_margin(Margin { right: SCROLL_BAR as i8, ..Margin::ZERO })
}
