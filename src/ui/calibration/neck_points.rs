//! A photo from the side with two points on it, tragus and C7, that mouse and keyboard move.

use eframe::egui::{
    Align2, Color32, ColorImage, Context, EventFilter, FontId, Id, InputState, Key, Painter, Pos2, Rect,
    Response, Role, Sense, Shape, Stroke, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use image::RgbImage;

use crate::{
    text::{words, words_with},
    ui::theme::{CARD_RADIUS, Palette},
};

/// A larger photo is made smaller: graphics cards take this much, and no screen shows more of it.
const MAX_SIDE: u32 = 2048;
const ZOOM: [f32; 2] = [1.0, 8.0];
const ZOOM_STEP: f32 = 1.4;
const MIN_HEIGHT: f32 = 160.0;
/// A point, and the room around it that a finger or a mouse may hit, in points.
const RADIUS: f32 = 7.0;
const REACH: f32 = 22.0;
/// What an arrow key moves a point by, on the screen, and with Shift.
const STEP: f32 = 1.0;
const LONG_STEP: f32 = 10.0;
/// Colours over a picture do not follow the theme.
const LINE: Color32 = Color32::from_rgb(0x6c, 0xbd, 0xf0);
const EDGE: Color32 = Color32::from_black_alpha(0xa0);

/// Which of the two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    Tragus,
    C7,
}

/// The photo and its points, in pixels of the picture.
pub(super) struct NeckPoints {
    texture: TextureHandle,
    tragus: Pos2,
    c7: Pos2,
    zoom: f32,
    /// What is in the middle of the view.
    centre: Pos2,
    moved_last: Point,
}

impl NeckPoints {
    /// The points begin near the middle, where they are seen.
    pub(super) fn new(context: &Context, photo: &RgbImage) -> Self {
        let texture = context.load_texture("side photo", color_image(photo), TextureOptions::LINEAR);
        let at = |x: f32, y: f32| (texture.size_vec2() * vec2(x, y)).to_pos2();
        Self {
            tragus: at(0.55, 0.35),
            c7: at(0.42, 0.55),
            zoom: 1.0,
            centre: at(0.5, 0.5),
            moved_last: Point::Tragus,
            texture,
        }
    }

    /// The craniovertebral angle in degrees: at C7, between the horizontal and the line to the tragus, whichever way the
    /// user faces. Below zero where the ear lies lower than the neck.
    pub(super) fn angle_deg(&self) -> f32 {
        let line = self.tragus - self.c7;
        (-line.y).atan2(line.x.abs()).to_degrees()
    }

    /// Buttons and keys of the zoom.
    pub(super) fn zoom_ui(&mut self, ui: &mut Ui) {
        let (plus, minus) = ui.input(|input| {
            let is_plus = input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals);
            (is_plus, input.key_pressed(Key::Minus))
        });
        let nearer = zoom_button(ui, "+", "calibration-photo-zoom-in").clicked() || plus;
        let further = zoom_button(ui, "−", "calibration-photo-zoom-out").clicked() || minus;
        if nearer || further {
            self.zoom_by(if nearer { ZOOM_STEP } else { 1.0 / ZOOM_STEP });
        }
    }

    fn zoom_by(&mut self, factor: f32) {
        let [least, most] = ZOOM;
        self.zoom = (self.zoom * factor).clamp(least, most);
        let middle = (self.texture.size_vec2() / 2.0).to_pos2();
        self.centre = if self.zoom > least { *self.point(self.moved_last) } else { middle };
    }

    fn point(&mut self, point: Point) -> &mut Pos2 {
        match point {
            Point::Tragus => &mut self.tragus,
            Point::C7 => &mut self.c7,
        }
    }

    /// Draws the photo in the room that is left, with its points.
    pub(super) fn ui(&mut self, ui: &mut Ui) {
        let size = vec2(ui.available_width(), ui.available_height().max(MIN_HEIGHT));
        let (rect, response) = ui.allocate_exact_size(size, Sense::drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words("calibration-photo-name")));
        let pinched = ui.input(InputState::zoom_delta);
        if response.contains_pointer() && pinched != 1.0 {
            self.zoom_by(pinched);
        }
        let photo = self.texture.size_vec2();
        let scale = (rect.width() / photo.x).min(rect.height() / photo.y) * self.zoom;
        self.centre -= response.drag_delta() / scale;
        self.centre = self.centre.clamp(Pos2::ZERO, photo.to_pos2());
        let view = View { rect, centre: self.centre, scale };
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, CARD_RADIUS, Palette::of(ui).inset);
        let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let shown = Rect::from_min_max(view.on_screen(Pos2::ZERO), view.on_screen(photo.to_pos2()));
        painter.image(self.texture.id(), shown, uv, Color32::WHITE);
        let dots = [Point::Tragus, Point::C7].map(|point| (point, self.point_ui(ui, &view, point)));
        self.paint_angle(&painter, &view);
        for (point, response) in dots {
            self.paint_point(&painter, &view, point, &response);
        }
    }

    /// One point under mouse and keyboard.
    fn point_ui(&mut self, ui: &mut Ui, view: &View, point: Point) -> Response {
        let id = ui.scope_id().with(point.name());
        let at = view.on_screen(*self.point(point));
        let response =
            ui.interact(Rect::from_center_size(at, Vec2::splat(2.0 * REACH)), id, Sense::click_and_drag());
        let mut by = response.drag_delta();
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        if response.has_focus() {
            by += arrows(ui, id);
        }
        if by != Vec2::ZERO {
            let room = self.texture.size_vec2().to_pos2();
            let moved = (*self.point(point) + by / view.scale).clamp(Pos2::ZERO, room);
            *self.point(point) = moved;
            self.moved_last = point;
            if !response.dragged() && !view.rect.contains(view.on_screen(moved)) {
                self.centre = moved;
            }
        }
        let Pos2 { x, y } = *self.point(point);
        let arguments = [("name", point.words().into()), ("x", x.round().into()), ("y", y.round().into())];
        let told = words_with("calibration-photo-point", &arguments);
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &told));
        response
    }

    /// The line to the tragus, the horizontal, and the angle between them.
    fn paint_angle(&self, painter: &Painter, view: &View) {
        let (tragus, c7) = (view.on_screen(self.tragus), view.on_screen(self.c7));
        let along = vec2(if tragus.x < c7.x { -1.0 } else { 1.0 }, 0.0);
        let reach = (tragus - c7).length().max(40.0);
        for (stroke, is_edge) in [(Stroke::new(5.0, EDGE), true), (Stroke::new(2.0, LINE), false)] {
            painter.line_segment([c7, tragus], stroke);
            let horizontal = [c7, c7 + along * reach];
            if is_edge {
                painter.line_segment(horizontal, stroke);
            } else {
                painter.extend(Shape::dashed_line(&horizontal, stroke, 6.0, 4.0));
            }
            let radians = self.angle_deg().to_radians();
            let turned = |share: f32| {
                let angle = radians * share;
                c7 + 0.45 * reach * vec2(along.x * angle.cos(), -angle.sin())
            };
            painter.line((0..=24).map(|i| turned(i as f32 / 24.0)).collect(), stroke);
        }
    }

    fn paint_point(&mut self, painter: &Painter, view: &View, point: Point, response: &Response) {
        let at = view.on_screen(*self.point(point));
        let radius = if response.hovered() || response.has_focus() { RADIUS + 2.0 } else { RADIUS };
        painter.circle_stroke(at, radius, Stroke::new(5.0, EDGE));
        painter.circle_stroke(at, radius, Stroke::new(2.0, Color32::WHITE));
        painter.circle_filled(at, 1.5, Color32::WHITE);
        if response.has_focus() {
            painter.circle_stroke(at, radius + 5.0, Stroke::new(2.0, LINE));
        }
        let galley =
            painter.layout_no_wrap(point.words().to_owned(), FontId::proportional(13.0), Color32::WHITE);
        let chip =
            Align2::LEFT_CENTER.anchor_size(at + vec2(radius + 10.0, 0.0), galley.size() + vec2(12.0, 6.0));
        painter.rect_filled(chip, 6.0, EDGE);
        painter.galley(chip.min + vec2(6.0, 3.0), galley, Color32::WHITE);
    }
}

impl Point {
    fn name(self) -> &'static str {
        match self {
            Self::Tragus => "tragus",
            Self::C7 => "c7",
        }
    }

    fn words(self) -> &'static str {
        words(match self {
            Self::Tragus => "calibration-photo-tragus",
            Self::C7 => "calibration-photo-c7",
        })
    }
}

/// Which part of the photo is seen where.
struct View {
    rect: Rect,
    centre: Pos2,
    /// Points of the screen a pixel of the picture.
    scale: f32,
}

impl View {
    fn on_screen(&self, in_photo: Pos2) -> Pos2 {
        self.rect.center() + (in_photo - self.centre) * self.scale
    }
}

/// How far the arrow keys move what has the focus, in points of the screen.
fn arrows(ui: &Ui, id: Id) -> Vec2 {
    // Otherwise they would move the focus.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    ui.input(|input| {
        let step = if input.modifiers.shift { LONG_STEP } else { STEP };
        let pressed = |key| input.num_presses(key) as f32;
        let right = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
        let down = pressed(Key::ArrowDown) - pressed(Key::ArrowUp);
        step * vec2(right, down)
    })
}

fn zoom_button(ui: &mut Ui, sign: &str, key: &str) -> Response {
    let button = ui.button(sign);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, words(key)));
    button
}

fn color_image(photo: &RgbImage) -> ColorImage {
    let (width, height) = photo.dimensions();
    let side = width.max(height);
    if side <= MAX_SIDE {
        return ColorImage::from_rgb([width as usize, height as usize], photo.as_raw());
    }
    let scaled = |length: u32| (u64::from(length) * u64::from(MAX_SIDE) / u64::from(side)).max(1) as u32;
    let small = image::imageops::thumbnail(photo, scaled(width), scaled(height));
    ColorImage::from_rgb([small.width() as usize, small.height() as usize], small.as_raw())
}
