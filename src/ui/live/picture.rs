//! The live picture, mirrored as in a looking-glass, or the skeleton alone; with the neutral and the limit over it.

use std::sync::Arc;

use eframe::egui::{
    Color32, ColorImage, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions,
    Ui, UiBuilder, Vec2, WidgetInfo, epaint::RectShape, pos2, vec2,
};

use super::{
    instead,
    overlay::{self, CHIP_EDGE, CHIP_GROUND, CHIP_TEXT, Icon},
    skeleton,
};
use crate::ui::{
    page::Scene,
    theme::{self, CARD_RADIUS, Palette, space},
};
use crate::{
    engine::{Command, Snapshot, SourceState},
    frame::Frame,
    settings::{Picture, Settings},
    text::words,
};

/// Before the first picture, in points: what most webcams give.
const USUAL_ASPECT: f32 = 4.0 / 3.0;
/// The strip at the end of a recording, in points.
const STRIP_HEIGHT: f32 = 48.0;
const STRIP_IN_ONE_ROW_FROM: f32 = 440.0;
/// A picture that is so many times as large as it is shown is made smaller before it goes to the graphics card.
const MUCH_LARGER: f32 = 1.5;

/// The picture on the graphics card; one texture, set anew for every new frame that is shown.
#[derive(Default)]
pub(in crate::ui) struct LivePicture {
    texture: Option<TextureHandle>,
    shown: Option<Arc<Frame>>,
}

impl LivePicture {
    /// The picture in a box of `size`, or what there is instead of one, with the buttons to hide it and to make the
    /// window small.
    pub(in crate::ui) fn show(&mut self, ui: &mut Ui, size: Vec2, scene: &Scene<'_>) {
        if let Some(picture) = self.show_bare(ui, size, scene) {
            buttons_ui(ui, picture, scene.snapshot.settings.window.picture, scene);
        }
    }

    /// The same without the buttons; gives where the picture is.
    pub(in crate::ui) fn show_bare(&mut self, ui: &mut Ui, size: Vec2, scene: &Scene<'_>) -> Option<Rect> {
        let (room, response) = ui.allocate_exact_size(size, Sense::hover());
        let snapshot = scene.snapshot;
        let Some(frame) = &snapshot.frame else {
            // The user paused: the last picture of him goes too.
            self.forget();
            instead::in_box_ui(ui, room, scene);
            return None;
        };
        let (width, height) = frame.image.dimensions();
        let picture = fit(vec2(width as f32, height as f32), room);
        let kind = snapshot.settings.window.picture;
        match kind {
            Picture::Camera => self.picture_ui(ui, room, picture, frame),
            Picture::Skeleton => {
                self.forget();
                let palette = Palette::of(ui);
                let outline = Stroke::new(1.0, palette.border);
                ui.painter().rect(room, CARD_RADIUS, palette.card, outline, StrokeKind::Inside);
            }
        }
        let name = words(match kind {
            Picture::Camera => "live-picture",
            Picture::Skeleton => "live-skeleton-picture",
        });
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        paint_poses(ui, picture, kind, snapshot);

        // What stands over the picture keeps clear of the strip at the end of a recording.
        let ended = snapshot.source == SourceState::Ended;
        let strip = Rect::from_x_y_ranges(room.x_range(), room.bottom() - strip_height(room)..=room.bottom());
        let bottom = if ended { picture.bottom().min(strip.top()) } else { picture.bottom() };
        if snapshot.neutral.is_some() {
            let has_limit = snapshot.head_at_limit.is_some();
            let live = skeleton::live_color(snapshot.assessment.as_ref().map(|assessment| assessment.state));
            overlay::legend_ui(ui, pos2(picture.left(), bottom), picture.width(), live, has_limit);
        }
        if ended {
            ended_ui(ui, strip, scene);
        }
        Some(picture)
    }

    /// Forgets the picture, on the graphics card, too.
    fn forget(&mut self) {
        (self.texture, self.shown) = (None, None);
    }

    fn picture_ui(&mut self, ui: &Ui, room: Rect, picture: Rect, frame: &Arc<Frame>) {
        if !self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, frame)) {
            let shown_px = picture.size().max_elem() * ui.pixels_per_point();
            let largest = ui.input(|input| input.max_texture_side);
            let image = color_image(frame, shown_px, largest);
            if let Some(texture) = &mut self.texture {
                texture.set(image, TextureOptions::LINEAR);
            } else {
                let texture = ui.ctx().load_texture("live picture", image, TextureOptions::LINEAR);
                self.texture = Some(texture);
            }
            self.shown = Some(Arc::clone(frame));
        }
        let Some(texture) = &self.texture else { return };
        // What lies under the picture would be painted in vain.
        if picture.size() != room.size() {
            ui.painter().rect_filled(room, CARD_RADIUS, Palette::of(ui).inset);
        }
        // Mirrored: the picture's right edge is drawn at the left.
        let uv = Rect::from_min_max(pos2(1.0, 0.0), pos2(0.0, 1.0));
        ui.painter()
            .add(RectShape::filled(picture, CARD_RADIUS, Color32::WHITE).with_texture(texture.id(), uv));
    }
}

fn paint_poses(ui: &Ui, picture: Rect, kind: Picture, snapshot: &Snapshot) {
    let painter = ui.painter_at(picture);
    let pose = snapshot.pose.as_ref().known();
    if let Some(pose) = pose.filter(|_| kind == Picture::Skeleton) {
        skeleton::paint_body(&painter, picture, pose, Palette::of(ui).inset);
    }
    if let Some(neutral) = &snapshot.neutral {
        skeleton::paint_neutral(&painter, picture, &neutral.pose);
    }
    if let Some(pose) = pose {
        if let Some(head) = &snapshot.head_at_limit {
            skeleton::paint_limit(&painter, picture, head);
        }
        let state = snapshot.assessment.as_ref().map(|assessment| assessment.state);
        skeleton::paint_live(&painter, picture, pose, state);
    }
}

/// To hide the picture or show it, and to make the window small.
fn buttons_ui(ui: &mut Ui, picture: Rect, kind: Picture, scene: &Scene<'_>) {
    let (other, icon, name) = match kind {
        Picture::Camera => (Picture::Skeleton, Icon::HidePicture, words("live-show-skeleton")),
        Picture::Skeleton => (Picture::Camera, Icon::ShowPicture, words("live-show-picture")),
    };
    if overlay::button_ui(ui, overlay::button_place(picture, 1), icon, name) {
        change(scene, |settings| settings.window.picture = other);
    }
    let small = overlay::button_place(picture, 0);
    if overlay::button_ui(ui, small, Icon::SmallWindow, words("live-small-window")) {
        change(scene, |settings| settings.window.compact = true);
    }
}

/// Remembers another choice.
pub(in crate::ui) fn change(scene: &Scene<'_>, change: impl FnOnce(&mut Settings)) {
    let mut settings = Settings::clone(&scene.snapshot.settings);
    change(&mut settings);
    scene.send(Command::SetSettings(Box::new(settings)));
}

/// Width over height of what is shown.
pub(in crate::ui) fn aspect(snapshot: &Snapshot) -> f32 {
    snapshot.frame.as_ref().map_or(USUAL_ASPECT, |frame| {
        let (width, height) = frame.image.dimensions();
        // A strip would leave no room for anything else.
        (width as f32 / height.max(1) as f32).clamp(0.5, 3.0)
    })
}

/// The pixels for the graphics card, which takes no side beyond `largest`, for a picture whose longer side is shown with
/// `shown_px` pixels.
fn color_image(frame: &Frame, shown_px: f32, largest: usize) -> ColorImage {
    let (width, height) = frame.image.dimensions();
    let side = width.max(height) as usize;
    let wanted = if side as f32 > MUCH_LARGER * shown_px { shown_px.max(1.0) as usize } else { side };
    let wanted = wanted.min(largest);
    if wanted == side {
        return ColorImage::from_rgb([width as usize, height as usize], frame.image.as_raw());
    }
    let scaled = |length: u32| ((length as usize * wanted / side).max(1)) as u32;
    let small = image::imageops::thumbnail(&frame.image, scaled(width), scaled(height));
    ColorImage::from_rgb([small.width() as usize, small.height() as usize], small.as_raw())
}

/// The largest rectangle of the aspect of `size` in the middle of `room`.
fn fit(size: Vec2, room: Rect) -> Rect {
    let scale = (room.width() / size.x).min(room.height() / size.y);
    Rect::from_center_size(room.center(), size * scale)
}

/// The strip over the lower edge of the last picture of a recording: the picture and what it shows stay to be seen.
fn ended_ui(ui: &mut Ui, strip: Rect, scene: &Scene<'_>) {
    let corners = CornerRadius { nw: 0, ne: 0, sw: CARD_RADIUS, se: CARD_RADIUS };
    ui.painter().rect_filled(strip, corners, CHIP_GROUND);
    let inside = UiBuilder::new().max_rect(strip.shrink2(vec2(space::M, space::S)));
    ui.new_child(inside).scope(|ui| {
        // A button's own ground may be as dark as the strip.
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, CHIP_EDGE);
        let ended = theme::strong(words("live-ended")).color(CHIP_TEXT);
        if strip.height() > STRIP_HEIGHT {
            ui.label(ended);
            ui.horizontal(|ui| instead::after_the_end_ui(ui, scene));
        } else {
            ui.horizontal_centered(|ui| {
                ui.label(ended);
                let labels = [words("live-play-again"), words("live-use-camera")];
                let buttons = theme::row_width(ui, labels);
                ui.add_space((ui.available_width() - buttons).max(0.0));
                instead::after_the_end_ui(ui, scene);
            });
        }
    });
}

/// One row of words and buttons where they fit beside each other, otherwise two.
fn strip_height(room: Rect) -> f32 {
    if room.width() < STRIP_IN_ONE_ROW_FROM { STRIP_HEIGHT + 28.0 } else { STRIP_HEIGHT }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Mono;

    fn frame(width: u32, height: u32) -> Frame {
        let image = image::RgbImage::from_pixel(width, height, image::Rgb([9, 8, 7]));
        Frame { at: Mono(0.0), index: 0, name: None, image }
    }

    #[test]
    fn a_picture_keeps_its_aspect_and_stays_inside() {
        let room = Rect::from_min_size(pos2(10.0, 20.0), vec2(300.0, 300.0));
        let wide = fit(vec2(640.0, 320.0), room);
        assert_eq!(wide.size(), vec2(300.0, 150.0));
        assert!(room.contains_rect(wide));
    }

    #[test]
    fn a_photograph_too_large_for_the_graphics_card_is_made_smaller() {
        let small = color_image(&frame(400, 100), 400.0, 200);
        assert_eq!(small.size, [200, 50]);
        assert_eq!(small.pixels.first(), Some(&Color32::from_rgb(9, 8, 7)));
    }

    #[test]
    fn a_picture_goes_to_the_graphics_card_in_about_the_size_in_which_it_is_shown() {
        assert_eq!(color_image(&frame(640, 480), 578.0, 4096).size, [640, 480], "not worth the work");
        assert_eq!(color_image(&frame(1920, 1080), 578.0, 4096).size, [578, 325]);
    }
}
