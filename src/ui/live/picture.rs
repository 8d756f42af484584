//! The live picture, mirrored as in a looking-glass, with the skeleton and the neutral drawn over it.

use std::sync::Arc;

use eframe::egui::{
    Color32, ColorImage, Context, CornerRadius, FontId, Painter, Pos2, Rect, Role, ScrollArea, Sense, Shape,
    Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo, epaint::RectShape,
    pos2, vec2,
};

use super::skeleton;
use crate::ui::{
    page::Scene,
    theme::{self, CARD_RADIUS, Palette, space},
    words,
};
use crate::{
    engine::{Command, Snapshot, SourceState},
    frame::Frame,
    text,
};

/// Before the first picture, in points: what most webcams give.
const USUAL_ASPECT: f32 = 4.0 / 3.0;
/// The strip at the end of a recording, in points.
const STRIP_HEIGHT: f32 = 48.0;
const STRIP_IN_ONE_ROW_FROM: f32 = 440.0;
/// The names in the grammar of sources.
const CAMERA: &str = "camera";
const DEMO: &str = "demo";

/// The picture on the graphics card; one texture, set anew for every new frame.
#[derive(Default)]
pub(in crate::ui) struct LivePicture {
    texture: Option<TextureHandle>,
    shown: Option<Arc<Frame>>,
}

impl LivePicture {
    /// Puts a frame that is not there yet on the graphics card.
    pub(in crate::ui) fn take(&mut self, context: &Context, snapshot: &Snapshot) {
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

    /// The picture in a box of `size`, or what there is instead of one.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, size: Vec2, scene: &Scene<'_>) {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let palette = Palette::of(ui);
        let Some(texture) = self.texture.as_ref().filter(|_| scene.snapshot.frame.is_some()) else {
            let outline = Stroke::new(1.0, palette.border);
            ui.painter().rect(rect, CARD_RADIUS, palette.card, outline, StrokeKind::Inside);
            instead_in_ui(ui, rect, scene);
            return;
        };
        ui.painter().rect_filled(rect, CARD_RADIUS, palette.inset);
        let picture = fit(texture.size_vec2(), rect);
        // Mirrored: the picture's right edge is drawn at the left.
        let uv = Rect::from_min_max(pos2(1.0, 0.0), pos2(0.0, 1.0));
        ui.painter()
            .add(RectShape::filled(picture, CARD_RADIUS, Color32::WHITE).with_texture(texture.id(), uv));

        // What stands over the picture keeps clear of the strip at the end of a recording.
        let ended = scene.snapshot.source == SourceState::Ended;
        let strip = Rect::from_x_y_ranges(rect.x_range(), rect.bottom() - strip_height(rect)..=rect.bottom());
        let legend_bottom = if ended { picture.bottom().min(strip.top()) } else { picture.bottom() };
        let painter = ui.painter_at(picture);
        if let Some(neutral) = &scene.snapshot.neutral {
            skeleton::paint_neutral(&painter, picture, &neutral.pose);
        }
        if let Some(pose) = scene.snapshot.pose.as_ref().known() {
            if let Some(head) = &scene.snapshot.head_at_limit {
                skeleton::paint_limit(&painter, picture, head);
            }
            let state = scene.snapshot.assessment.as_ref().map(|assessment| assessment.state);
            skeleton::paint_live(&painter, picture, pose, state);
        }
        if scene.snapshot.neutral.is_some() {
            paint_legend(&painter, pos2(picture.left(), legend_bottom));
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words::LIVE_PICTURE));
        if ended {
            ended_ui(ui, strip, scene);
        }
    }
}

/// Width over height of what is shown.
pub(in crate::ui) fn aspect(snapshot: &Snapshot) -> f32 {
    snapshot.frame.as_ref().map_or(USUAL_ASPECT, |frame| {
        let (width, height) = frame.image.dimensions();
        // A strip would leave no room for anything else.
        (width as f32 / height.max(1) as f32).clamp(0.5, 3.0)
    })
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

/// The largest rectangle of the aspect of `size` in the middle of `room`.
fn fit(size: Vec2, room: Rect) -> Rect {
    let scale = (room.width() / size.x).min(room.height() / size.y);
    Rect::from_center_size(room.center(), size * scale)
}

/// What stands where the picture would be, in a box of a given size.
fn instead_in_ui(ui: &mut Ui, rect: Rect, scene: &Scene<'_>) {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect.shrink(space::L)));
    ScrollArea::vertical().auto_shrink(false).show(&mut ui, |ui| {
        // In the middle where there is room, from the top where there is not.
        ui.add_space((ui.available_height() / 2.0 - 130.0).max(0.0));
        instead_ui(ui, scene);
    });
}

/// What stands where the picture would be: why there is none, and what can be done.
pub(in crate::ui) fn instead_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let [message, hint] = text::source_words(&scene.snapshot.source);
    let (title, sentence) = match &scene.snapshot.source {
        // Of a recording it is about a file, whose name keeps its case.
        SourceState::Failed { .. } if is_camera(scene.snapshot) => {
            (words::NO_PICTURE, text::sentence(&message))
        }
        SourceState::Failed { .. } => (words::NO_PICTURE, text::with_full_stop(&message)),
        SourceState::Paused(_) => (words::PAUSED, text::sentence(&message)),
        SourceState::Away => (words::AWAY, text::sentence(&message)),
        SourceState::Ended => (words::ENDED, words::ENDED_SENTENCE.to_owned()),
        SourceState::Opening | SourceState::Streaming { .. } | SourceState::Blind { .. } => {
            (words::OPENING, words::OPENING_SENTENCE.to_owned())
        }
    };
    ui.vertical_centered(|ui| {
        ui.set_max_width(ui.available_width().min(440.0));
        let is_off = matches!(
            scene.snapshot.source,
            SourceState::Failed { .. } | SourceState::Paused(_) | SourceState::Away
        );
        paint_camera(ui, is_off);
        ui.label(theme::title(title));
        ui.label(sentence);
        if is_off {
            ui.label(theme::small(text::since_words(scene.snapshot.source_since)));
        }
        if !hint.is_empty() {
            ui.label(theme::strong_with_code(ui, &text::sentence(&hint)));
        }
        ui.add_space(space::S);
        ways_on_ui(ui, scene);
    });
}

/// Buttons for what can be done when there is no live picture.
fn ways_on_ui(ui: &mut Ui, scene: &Scene<'_>) {
    match &scene.snapshot.source {
        SourceState::Failed { .. } => {
            if is_camera(scene.snapshot) {
                if theme::primary_button(ui, words::TRY_CAMERA).clicked() {
                    scene.send(Command::Resume);
                }
            } else if theme::primary_button(ui, words::USE_CAMERA).clicked() {
                scene.send(Command::Open(CAMERA.to_owned()));
            }
            if ui.button(words::PLAY_DEMO).clicked() {
                scene.send(Command::Open(DEMO.to_owned()));
            }
            ui.label(theme::small(words::DEMO_SENTENCE));
        }
        SourceState::Ended => after_the_end_ui(ui, scene),
        SourceState::Paused(_) | SourceState::Away => {
            if theme::primary_button(ui, words::RESUME).clicked() {
                scene.send(Command::Resume);
            }
        }
        SourceState::Opening | SourceState::Streaming { .. } | SourceState::Blind { .. } => {}
    }
}

fn after_the_end_ui(ui: &mut Ui, scene: &Scene<'_>) {
    if theme::primary_button(ui, words::PLAY_AGAIN).clicked() {
        scene.send(Command::Resume);
    }
    if ui.button(words::USE_CAMERA).clicked() {
        scene.send(Command::Open(CAMERA.to_owned()));
    }
}

fn is_camera(snapshot: &Snapshot) -> bool {
    // `camera`, or `camera:2`.
    snapshot.source_spec.to_string_lossy().split(':').next() == Some(CAMERA)
}

/// The strip over the lower edge of the last picture of a recording: the picture and what it shows stay to be seen.
fn ended_ui(ui: &mut Ui, strip: Rect, scene: &Scene<'_>) {
    let corners = CornerRadius { nw: 0, ne: 0, sw: CARD_RADIUS, se: CARD_RADIUS };
    ui.painter().rect_filled(strip, corners, CHIP_GROUND);
    let inside = UiBuilder::new().max_rect(strip.shrink2(vec2(space::M, space::S)));
    ui.new_child(inside).scope(|ui| {
        // A button's own ground may be as dark as the strip.
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, CHIP_EDGE);
        let words = theme::strong(words::ENDED).color(CHIP_TEXT);
        if strip.height() > STRIP_HEIGHT {
            ui.label(words);
            ui.horizontal(|ui| after_the_end_ui(ui, scene));
        } else {
            ui.horizontal_centered(|ui| {
                ui.label(words);
                let buttons = theme::row_width(ui, [words::PLAY_AGAIN, words::USE_CAMERA]);
                ui.add_space((ui.available_width() - buttons).max(0.0));
                after_the_end_ui(ui, scene);
            });
        }
    });
}

/// One row of words and buttons where they fit beside each other, otherwise two.
fn strip_height(room: Rect) -> f32 {
    if room.width() < STRIP_IN_ONE_ROW_FROM { STRIP_HEIGHT + 28.0 } else { STRIP_HEIGHT }
}

/// A camera, crossed out where it is closed.
fn paint_camera(ui: &mut Ui, closed: bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(64.0, 48.0), Sense::hover());
    let palette = Palette::of(ui);
    let stroke = Stroke::new(2.5, palette.text_weak);
    let painter = ui.painter();
    let body = Rect::from_min_size(rect.min + vec2(4.0, 8.0), vec2(40.0, 32.0));
    painter.rect_stroke(body, 6.0, stroke, StrokeKind::Middle);
    let lens = [(44.0, 20.0), (58.0, 12.0), (58.0, 36.0), (44.0, 28.0)].map(|(x, y)| rect.min + vec2(x, y));
    painter.add(Shape::closed_line(lens.to_vec(), stroke));
    if closed {
        let slash = [rect.min + vec2(4.0, 46.0), rect.min + vec2(58.0, 2.0)];
        painter.line_segment(slash, Stroke::new(7.0, palette.card));
        painter.line_segment(slash, stroke);
    }
}

/// Which line is which.
fn paint_legend(painter: &Painter, left_bottom: Pos2) {
    let galley = painter.layout_no_wrap(words::NEUTRAL_OVERLAY.to_owned(), chip_font(), CHIP_TEXT);
    let size = vec2(galley.size().x + 44.0, galley.size().y + 8.0);
    let chip = Rect::from_min_size(left_bottom + vec2(space::M, -space::M - size.y), size);
    painter.rect_filled(chip, size.y / 2.0, CHIP_GROUND);
    let y = chip.center().y;
    let line = [pos2(chip.left() + 10.0, y), pos2(chip.left() + 30.0, y)];
    painter.extend(Shape::dashed_line(&line, Stroke::new(2.0, Color32::WHITE), 5.0, 3.0));
    painter.galley(pos2(chip.left() + 36.0, y - galley.size().y / 2.0), galley, CHIP_TEXT);
}

/// Words on a dark ground are readable on any picture.
const CHIP_TEXT: Color32 = Color32::WHITE;
const CHIP_GROUND: Color32 = Color32::from_black_alpha(170);
const CHIP_EDGE: Color32 = Color32::from_gray(0x90);

fn chip_font() -> FontId {
    FontId::proportional(12.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Mono;

    #[test]
    fn a_picture_keeps_its_aspect_and_stays_inside() {
        let room = Rect::from_min_size(pos2(10.0, 20.0), vec2(300.0, 300.0));
        let wide = fit(vec2(640.0, 320.0), room);
        assert_eq!(wide.size(), vec2(300.0, 150.0));
        assert!(room.contains_rect(wide));
    }

    #[test]
    fn a_photograph_too_large_for_the_graphics_card_is_made_smaller() {
        let image = image::RgbImage::from_pixel(400, 100, image::Rgb([9, 8, 7]));
        let frame = Frame { at: Mono(0.0), index: 0, name: None, image };
        let small = color_image(&frame, 200);
        assert_eq!(small.size, [200, 50]);
        assert_eq!(small.pixels.first(), Some(&Color32::from_rgb(9, 8, 7)));
    }
}
