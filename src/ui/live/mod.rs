//! The live page: how the user sits now, in a picture, in words and over time; and the small window of the same.

mod alert_card;
mod body;
mod calibrating;
mod compact;
mod findings;
mod instead;
mod last_hour;
mod measurements;
mod overlay;
pub(in crate::ui) mod picture;
mod scale;
mod sign;
mod skeleton;
mod timeline;
mod unknown;
mod verdict;

use std::sync::Arc;

use eframe::egui::{Margin, Rangef, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

pub(super) use self::{
    compact::{Compact, FULL_SIZE, MIN_FULL_SIZE},
    last_hour::LastHour,
    picture::change,
};

use self::{picture::LivePicture, timeline::Timeline};
use super::{
    exercises::Suggested,
    page::Scene,
    theme::{self, space},
};
use crate::{engine::CalibrationState, time::WallTime};

/// Below this width, in points, everything stands in one column.
const TWO_COLUMNS_FROM: f32 = 680.0;
/// The column of words beside the picture, in points: long lines are hard to read.
const WORDS_COLUMN: Rangef = Rangef { min: 340.0, max: 460.0 };
/// A picture that is higher tells no more, in points; on a large screen the page stays in the middle.
const MAX_PICTURE_HEIGHT: f32 = 840.0;
/// In one column the picture takes this share of the window's height, and at least so many points.
const PICTURE_SHARE: f32 = 0.55;
const MIN_PICTURE_HEIGHT: f32 = 240.0;
/// The room of the scroll bar, in points.
const SCROLL_BAR: f32 = space::M;

/// The live page: the picture, the words and the last hour.
#[derive(Default)]
pub(super) struct LivePage {
    picture: LivePicture,
    timeline: Timeline,
    last_hour: Arc<LastHour>,
    suggested: Suggested,
}

impl LivePage {
    /// Takes in what happened lately, whichever page is shown.
    pub(super) fn take(&mut self, last_hour: Arc<LastHour>) {
        self.last_hour = last_hour;
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let now = WallTime::now();
        if ui.available_width() >= TWO_COLUMNS_FROM {
            self.two_columns_ui(ui, scene, now);
        } else {
            self.one_column_ui(ui, scene, now);
        }
    }

    /// Draws the small window.
    pub(super) fn compact_ui(ui: &mut Ui, scene: &Scene<'_>) {
        compact::window_ui(ui, scene);
    }

    fn two_columns_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, now: WallTime) {
        let aspect = picture::aspect(scene.snapshot);
        let room = ui.available_rect_before_wrap();
        let picture_height = (room.height() - timeline::CARD_HEIGHT - space::M).min(MAX_PICTURE_HEIGHT);
        let wanted = picture_height * aspect;
        let words_width = WORDS_COLUMN.clamp(room.width() - wanted - space::M);
        // On a wide screen the columns stay together, in the middle.
        let width = room.width().min(wanted.max(600.0) + space::M + words_width);
        let area = Rect::from_center_size(room.center(), vec2(width, room.height()));
        let split = area.right() - words_width - space::M;

        let left = Rect::from_min_max(area.min, pos2(split, area.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            // As much of the height as the picture's aspect can fill; the timeline follows close under it.
            let height = picture_height.min(left.width() / aspect).max(160.0);
            ui.spacing_mut().item_spacing.y = space::M;
            self.picture.show(ui, vec2(left.width(), height), scene);
            self.timeline.card_ui(ui, ui.available_height(), &self.last_hour, now);
        });

        // The scroll bar has the margin of the window to itself.
        let right = Rect::from_min_max(pos2(split + space::M, area.top()), area.max + vec2(SCROLL_BAR, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            words_scroll_area().show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                verdict::notice_ui(ui, scene.snapshot);
                alert_card::card_ui(ui, scene);
                verdict::card_ui(ui, scene);
                self.details_ui(ui, scene, now);
            });
        });
        ui.advance_cursor_after_rect(room);
    }

    fn one_column_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, now: WallTime) {
        let area = ui.available_rect_before_wrap();
        let wider = Rect::from_min_max(area.min, area.max + vec2(SCROLL_BAR, 0.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(wider));
        words_scroll_area().show(&mut ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            verdict::notice_ui(ui, scene.snapshot);
            alert_card::card_ui(ui, scene);
            verdict::card_ui(ui, scene);
            if scene.snapshot.frame.is_some() {
                let aspect = picture::aspect(scene.snapshot);
                let most = (area.height() * PICTURE_SHARE).max(MIN_PICTURE_HEIGHT);
                let height = (ui.available_width() / aspect).min(most);
                let size = vec2(height * aspect, height);
                ui.vertical_centered(|ui| self.picture.show(ui, size, scene));
            } else {
                theme::card(ui, |ui| instead::instead_ui(ui, scene));
            }
            self.timeline.card_ui(ui, timeline::CARD_HEIGHT, &self.last_hour, now);
            self.details_ui(ui, scene, now);
        });
    }

    /// What was found and measured, and what helps.
    fn details_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, now: WallTime) {
        let snapshot = scene.snapshot;
        // Who calibrates is told how that goes, and nothing else.
        if matches!(snapshot.calibration, CalibrationState::Running { .. }) {
            return;
        }
        findings::card_ui(ui, snapshot, &self.last_hour, now);
        body::card_ui(ui, snapshot, &self.last_hour);
        unknown::card_ui(ui, snapshot);
        self.suggested.card_ui(ui, scene);
        measurements::card_ui(ui, snapshot);
    }
}

fn words_scroll_area() -> ScrollArea {
    ScrollArea::vertical()
        .auto_shrink(false)
        .content_margin(Margin { right: SCROLL_BAR as i8, ..Margin::ZERO })
}
