//! The live picture, mirrored as in a looking-glass, with the skeleton and the neutral drawn over it.

use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, ColorImage, Context, FontId, Painter, Pos2, Rect, RectShape, Role, ScrollArea, Sense, Shape,
    Stroke, TextureHandle, TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::{
    skeleton,
    theme::{self, CARD_RADIUS, Palette, space},
    words,
};
use crate::{
    engine::{Command, Monitor, Snapshot, SourceState},
    frame::Frame,
    posture::State,
};

/// Before the first picture, in points: what most webcams give.
const USUAL_ASPECT: f32 = 4.0 / 3.0;
/// The names in the grammar of sources.
const CAMERA: &str = "camera";
const DEMO: &str = "demo";

/// The picture on the graphics card; one texture, set anew for every new frame.
#[derive(Default)]
pub(super) struct LivePicture {
    texture: Option<TextureHandle>,
    shown: Option<Arc<Frame>>,
}

impl LivePicture {
    /// Puts a frame that is not there yet on the graphics card.
    pub(super) fn take(&mut self, context: &Context, snapshot: &Snapshot) {
        let Some(frame) = &snapshot.frame else {
            // The user paused: the last picture of him goes too.
            (self.texture, self.shown) = (None, None);
            return;
        };
        if self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, frame)) {
            return;
        }
        let image = color_image(frame, context.input(|input| input.max_texture_side));
        match &mut self.texture {
            Some(texture) => texture.set(image, TextureOptions::LINEAR),
            None => self.texture = Some(context.load_texture("live picture", image, TextureOptions::LINEAR)),
        }
        self.shown = Some(Arc::clone(frame));
    }

    /// Width over height of what is shown.
    pub(super) fn aspect(&self, snapshot: &Snapshot) -> f32 {
        snapshot.frame.as_ref().map_or(USUAL_ASPECT, |frame| {
            let (width, height) = frame.image.dimensions();
            // A strip would leave no room for anything else.
            (width as f32 / height.max(1) as f32).clamp(0.5, 3.0)
        })
    }

    /// The picture in a box of `size`, or what there is instead of one.
    pub(super) fn show(&mut self, ui: &mut Ui, size: Vec2, snapshot: &Snapshot, monitor: &dyn Monitor) {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let palette = Palette::of(ui);
        ui.painter().rect_filled(rect, CARD_RADIUS, palette.inset);
        let Some(texture) = self.texture.as_ref().filter(|_| snapshot.frame.is_some()) else {
            ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(space::L)), |ui| instead_ui(ui, snapshot, monitor));
            return;
        };
        let picture = fit(texture.size_vec2(), rect);
        // Mirrored: the picture's right edge is drawn at the left.
        let uv = Rect::from_min_max(pos2(1.0, 0.0), pos2(0.0, 1.0));
        ui.painter().add(RectShape::filled(picture, CARD_RADIUS, Color32::WHITE).with_texture(texture.id(), uv));

        let painter = ui.painter_at(picture);
        if let Some(neutral) = &snapshot.neutral {
            skeleton::paint_neutral(&painter, picture, &neutral.pose);
        }
        if let Some(pose) = snapshot.pose.as_ref().known() {
            let state = snapshot.assessment.as_ref().map(|assessment| assessment.state);
            skeleton::paint_live(&painter, picture, pose, state);
            if let (Some(neutral), Some(assessment)) = (&snapshot.neutral, &snapshot.assessment) {
                skeleton::paint_limit(&painter, picture, pose, &neutral.pose, assessment);
            }
        }
        if snapshot.neutral.is_some() {
            paint_legend(&painter, picture);
        }
        let badge = match (&snapshot.source, &snapshot.assessment) {
            (SourceState::Opening, _) => Some(words::OPENING),
            (SourceState::Paused, _) => Some(words::PAUSED),
            (SourceState::Ended, _) => Some(words::ENDED),
            (SourceState::Failed { .. }, _) => Some(words::NO_PICTURE),
            (SourceState::Streaming { .. }, Some(assessment)) if matches!(assessment.state, State::Unknown(_)) => None,
            (SourceState::Streaming { .. }, _) => None,
        };
        if let Some(badge) = badge {
            paint_chip(&painter, picture.left_top() + Vec2::splat(space::M), badge);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words::LIVE_PICTURE));
        if matches!(snapshot.source, SourceState::Ended | SourceState::Failed { .. }) {
            overlay_ui(ui, picture, snapshot, monitor);
        }
    }
}

fn color_image(frame: &Frame, max_side: usize) -> ColorImage {
    let (width, height) = frame.image.dimensions();
    let side = width.max(height) as usize;
    if side <= max_side {
        return ColorImage::from_rgb([width as usize, height as usize], frame.image.as_raw());
    }
    // A photograph may be larger than the graphics card takes.
    let scaled = |length: u32| ((length as usize * max_side / side).max(1)) as u32;
    let small = image::imageops::thumbnail(&frame.image, scaled(width), scaled(height));
    ColorImage::from_rgb([small.width() as usize, small.height() as usize], small.as_raw())
}
