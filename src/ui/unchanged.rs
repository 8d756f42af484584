//! What did not change is not drawn again.
//!
//! A window is drawn anew for every picture of the camera, of which a graphics card takes no notice. Without one the
//! processor draws every pixel fifteen times a second, and nearly all of them as they were. So there the shapes of a picture
//! of the window are compared with those of the one before, and only the rectangles in which they differ are drawn over it.
//!
//! That the window still holds the former picture is no promise of OpenGL's, but what Mesa's software renderers do: they
//! show a picture by copying it. With any other renderer everything is drawn, and from the first picture on that was not there
//! any more as well.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use eframe::{
    egui::{
        Color32, Context, FullOutput, Plugin, Pos2, Rect, Shape, TextureId, TexturesDelta,
        epaint::{ClippedShape, ImageDelta, PaintCallback, TextShape},
        pos2,
    },
    egui_glow::{CallbackFn, Painter},
    glow::{self, HasContext as _},
};

/// How far the soft edge of a shape may reach beyond it, in points.
const SOFT_EDGE: f32 = 2.0;
/// From this share of the window on it is drawn as a whole.
const WHOLE_FROM: f32 = 0.7;
/// So many shapes further on a shape is looked for that stood elsewhere in the order; what lies between is drawn again.
const LOOK_AHEAD: usize = 100;

/// Adds it where the processor draws.
pub(super) fn install(context: &Context, gl: Option<&Arc<glow::Context>>) {
    if gl.is_some_and(|gl| is_mesas_software(gl)) {
        context.add_plugin(Unchanged::default());
    }
}

#[expect(unsafe_code, reason = "OpenGL is called through its C interface")]
fn is_mesas_software(gl: &glow::Context) -> bool {
    // SAFETY: the context is current while the window is created, and RENDERER may always be asked for.
    let renderer = unsafe { gl.get_parameter_string(glow::RENDERER) }.to_lowercase();
    // At the beginning of the name: what draws by way of Vulkan or of a host names it further on.
    ["llvmpipe", "softpipe"].iter().any(|name| renderer.starts_with(name))
}

/// Between egui and the painter: lets only those shapes through that the window lacks.
#[derive(Default)]
struct Unchanged {
    latest: Option<Scenery>,
    kept: Arc<Mutex<Kept>>,
}

/// What a picture of the window is drawn from.
struct Scenery {
    shapes: Vec<ClippedShape>,
    window: Rect,
    pixels_per_point: f32,
    ground: Color32,
}

impl Plugin for Unchanged {
    fn debug_name(&self) -> &'static str {
        "unchanged"
    }

    fn output_hook(&mut self, context: &Context, output: &mut FullOutput) {
        let now = Scenery {
            shapes: output.shapes.iter().filter(|it| it.shape != Shape::Noop).cloned().collect(),
            window: context.viewport_rect(),
            pixels_per_point: output.pixels_per_point,
            ground: context.global_style().visuals.panel_fill,
        };
        // A picture that was not drawn, because nobody would have seen it, is not there to be drawn over.
        let is_there = lock(&self.kept).take();
        let before = self.latest.take().filter(|_| is_there);
        let parts = before.and_then(|before| now.parts_unlike(&before, &output.textures_delta));
        output.shapes = self.shapes(&now, parts);
        self.latest = Some(now);
    }
}

impl Unchanged {
    /// The shapes in the parts that are to be drawn; without parts: all of them.
    fn shapes(&self, now: &Scenery, parts: Option<Vec<Rect>>) -> Vec<ClippedShape> {
        let ground = now.ground.to_normalized_gamma_f32();
        let corners = parts.as_ref().map(|parts| {
            let corner = |at: Pos2| [at.x, at.y].map(|at| (at * now.pixels_per_point).round() as i32);
            parts.iter().map(|part| [corner(part.min), corner(part.max)]).collect::<Vec<_>>()
        });
        let begin = self.callback(now.window, move |kept, gl, size_px| {
            kept.begin(gl, size_px, corners.as_deref(), ground);
        });
        let end = self.callback(now.window, Kept::end);
        let mut shapes = vec![begin];
        match parts {
            None => shapes.extend(now.shapes.iter().cloned()),
            Some(parts) => {
                for part in parts {
                    let touched = now.shapes.iter().filter(|it| reach(it).intersects(part));
                    shapes.extend(
                        touched
                            .map(|it| ClippedShape { clip_rect: it.clip_rect.intersect(part), ..it.clone() }),
                    );
                }
            }
        }
        shapes.push(end);
        shapes
    }

    fn callback(
        &self,
        window: Rect,
        act: impl Fn(&mut Kept, &glow::Context, [u32; 2]) + Send + Sync + 'static,
    ) -> ClippedShape {
        let kept = Arc::clone(&self.kept);
        let callback = CallbackFn::new(move |info, painter: &Painter| {
            act(&mut lock(&kept), painter.gl(), info.screen_size_px);
        });
        let shape = Shape::Callback(PaintCallback { rect: window, callback: Arc::new(callback) });
        ClippedShape::new(window, shape)
    }
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Scenery {
    /// The rectangles, apart from each other and of whole pixels, in which it differs; `None`: nearly everywhere.
    fn parts_unlike(&self, before: &Self, textures: &TexturesDelta) -> Option<Vec<Rect>> {
        let is_alike = self.window == before.window
            && self.pixels_per_point == before.pixels_per_point
            && self.ground == before.ground;
        // Letters are added to the texture of the font; what was drawn from it before stands where it stood.
        let fonts = textures.set.get(&TextureId::default());
        if !is_alike || fonts.is_some_and(|deltas| deltas.iter().any(ImageDelta::is_whole)) {
            return None;
        }
        let is_new =
            |texture: TextureId| texture != TextureId::default() && textures.set.contains_key(&texture);
        let parts = differences(&before.shapes, &self.shapes, is_new).into_iter().filter_map(|part| {
            let scale = self.pixels_per_point;
            let part = part.intersect(self.window);
            let min = pos2((part.min.x * scale).floor() / scale, (part.min.y * scale).floor() / scale);
            let max = pos2((part.max.x * scale).ceil() / scale, (part.max.y * scale).ceil() / scale);
            part.is_positive().then_some(Rect::from_min_max(min, max))
        });
        let parts = apart(parts);
        let area: f32 = parts.iter().map(Rect::area).sum();
        (area < WHOLE_FROM * self.window.area()).then_some(parts)
    }
}

/// Where the shapes of two pictures differ; a shape with a new texture differs from itself.
fn differences(
    before: &[ClippedShape],
    now: &[ClippedShape],
    is_new: impl Fn(TextureId) -> bool,
) -> Vec<Rect> {
    let mut parts = Vec::new();
    let mut rest = before;
    for shape in now {
        let found = rest.iter().take(LOOK_AHEAD).position(|old| is_same(old, shape));
        match found.filter(|_| !uses(&shape.shape, &is_new)).and_then(|at| rest.split_at_checked(at)) {
            Some((gone, from)) => {
                parts.extend(gone.iter().map(reach));
                rest = from.get(1..).unwrap_or_default();
            }
            None => parts.push(reach(shape)),
        }
    }
    parts.extend(rest.iter().map(reach));
    parts
}

/// Which pixels a shape may colour.
fn reach(shape: &ClippedShape) -> Rect {
    let bounds = shape.shape.visual_bounding_rect().expand(SOFT_EDGE);
    shape.transform_after_tessellation.mul_rect(bounds).intersect(shape.clip_rect)
}

fn is_same(a: &ClippedShape, b: &ClippedShape) -> bool {
    a.clip_rect == b.clip_rect
        && a.transform_after_tessellation == b.transform_after_tessellation
        && match (&a.shape, &b.shape) {
            // Words that were laid out before are the same piece of memory.
            (Shape::Text(a), Shape::Text(b)) => Arc::ptr_eq(&a.galley, &b.galley) && is_set_the_same(a, b),
            (a, b) => a == b,
        }
}

fn is_set_the_same(a: &TextShape, b: &TextShape) -> bool {
    a.pos == b.pos
        && a.angle == b.angle
        && a.underline == b.underline
        && a.opacity_factor == b.opacity_factor
        && a.fallback_color == b.fallback_color
        && a.override_text_color == b.override_text_color
}

fn uses(shape: &Shape, is_new: &impl Fn(TextureId) -> bool) -> bool {
    match shape {
        Shape::Vec(shapes) => shapes.iter().any(|shape| uses(shape, is_new)),
        // What it draws is not known.
        Shape::Callback(_) => true,
        shape => is_new(shape.texture_id()),
    }
}

/// The same area in rectangles of which none touches another.
fn apart(parts: impl Iterator<Item = Rect>) -> Vec<Rect> {
    let mut all: Vec<Rect> = Vec::new();
    for mut part in parts {
        while let Some(at) = all.iter().position(|other| other.intersects(part)) {
            part = part.union(all.swap_remove(at));
        }
        all.push(part);
    }
    all
}

/// The upper left and the lower right corner of a part, in pixels from the upper left of the window.
type Corners = [[i32; 2]; 2];

/// What is in the window.
#[derive(Default)]
struct Kept {
    /// A framebuffer of one pixel, which is bound between two pictures: what clears the window before each of them
    /// clears that one instead.
    aside: Option<glow::Framebuffer>,
    size_px: [u32; 2],
    /// Whether it is drawn from the latest shapes.
    is_latest: bool,
    /// Where something new was drawn, in pixels from the lower left, and what is there.
    proof: Option<([i32; 2], [u8; 4])>,
    /// Whether the window once held something else than what had been drawn.
    is_lost: bool,
}

impl Kept {
    /// Whether the window holds what was drawn last; asked once for every picture.
    fn take(&mut self) -> bool {
        std::mem::take(&mut self.is_latest) && !self.is_lost
    }
}

#[expect(unsafe_code, reason = "OpenGL is called through its C interface")]
impl Kept {
    /// Lays the ground in `parts` of the window, or everywhere.
    fn begin(&mut self, gl: &glow::Context, size_px: [u32; 2], parts: Option<&[Corners]>, ground: [f32; 4]) {
        let is_resized = self.size_px != size_px;
        self.size_px = size_px;
        let [red, green, blue, alpha] = ground;
        let parts = parts.filter(|_| !is_resized);
        let former = self.proof.replace((middle_of_largest(parts, size_px), [0; 4]));
        let height = size_px[1] as i32;
        // SAFETY: egui's painter has made the context current.
        unsafe {
            gl.bind_framebuffer(glow::FRAMEBUFFER, None);
            if let (Some((at, pixel)), Some(_)) = (former, parts) {
                self.is_lost |= pixel_at(gl, at) != pixel;
            }
            gl.clear_color(red, green, blue, alpha);
            match parts {
                None => {
                    gl.disable(glow::SCISSOR_TEST);
                    gl.clear(glow::COLOR_BUFFER_BIT);
                }
                Some(parts) => {
                    gl.enable(glow::SCISSOR_TEST);
                    for [[left, top], [right, bottom]] in parts {
                        gl.scissor(*left, height - bottom, right - left, bottom - top);
                        gl.clear(glow::COLOR_BUFFER_BIT);
                    }
                }
            }
        }
    }

    /// Everything is drawn.
    fn end(&mut self, gl: &glow::Context, _size_px: [u32; 2]) {
        if self.aside.is_none() {
            self.aside = one_pixel(gl);
        }
        if let Some((at, pixel)) = &mut self.proof {
            *pixel = pixel_at(gl, *at);
        }
        // SAFETY: as in `begin`; the framebuffer is of this context.
        unsafe { gl.bind_framebuffer(glow::FRAMEBUFFER, self.aside) };
        self.is_latest = self.aside.is_some();
    }
}

/// A place where something new is drawn: in pixels from the lower left.
fn middle_of_largest(parts: Option<&[Corners]>, size_px: [u32; 2]) -> [i32; 2] {
    let [width, height] = size_px.map(|side| side as i32);
    let area = |[[left, top], [right, bottom]]: &Corners| (right - left) * (bottom - top);
    let largest = parts.and_then(|parts| parts.iter().max_by_key(|part| area(part)));
    let [[left, top], [right, bottom]] = largest.copied().unwrap_or([[0, 0], [width, height]]);
    [i32::midpoint(left, right), height - i32::midpoint(top, bottom) - 1]
}

/// What is at a place of the framebuffer that is bound.
#[expect(unsafe_code, reason = "OpenGL is called through its C interface")]
fn pixel_at(gl: &glow::Context, [x, y]: [i32; 2]) -> [u8; 4] {
    let mut pixel = [0; 4];
    let into = glow::PixelPackData::Slice(Some(&mut pixel));
    // SAFETY: as in `Kept::begin`; there is room for the one pixel that is asked for.
    unsafe { gl.read_pixels(x, y, 1, 1, glow::RGBA, glow::UNSIGNED_BYTE, into) };
    pixel
}

/// A framebuffer of one pixel, if there can be one.
#[expect(unsafe_code, reason = "OpenGL is called through its C interface")]
fn one_pixel(gl: &glow::Context) -> Option<glow::Framebuffer> {
    // SAFETY: as in `Kept::begin`; both objects are made here.
    unsafe {
        let (framebuffer, pixel) = (gl.create_framebuffer().ok()?, gl.create_renderbuffer().ok()?);
        gl.bind_renderbuffer(glow::RENDERBUFFER, Some(pixel));
        gl.renderbuffer_storage(glow::RENDERBUFFER, glow::RGBA8, 1, 1);
        gl.bind_framebuffer(glow::FRAMEBUFFER, Some(framebuffer));
        let (place, kind) = (glow::COLOR_ATTACHMENT0, glow::RENDERBUFFER);
        gl.framebuffer_renderbuffer(glow::FRAMEBUFFER, place, kind, Some(pixel));
        let is_complete = gl.check_framebuffer_status(glow::FRAMEBUFFER) == glow::FRAMEBUFFER_COMPLETE;
        gl.bind_framebuffer(glow::FRAMEBUFFER, None);
        is_complete.then_some(framebuffer)
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{CornerRadius, vec2};

    use super::*;

    fn square(x: f32, colour: Color32) -> ClippedShape {
        let rect = Rect::from_min_size(pos2(x, 10.0), vec2(10.0, 10.0));
        ClippedShape::new(window(), Shape::rect_filled(rect, CornerRadius::ZERO, colour))
    }

    fn window() -> Rect {
        Rect::from_min_size(Pos2::ZERO, vec2(400.0, 100.0))
    }

    fn scenery(shapes: Vec<ClippedShape>) -> Scenery {
        Scenery { shapes, window: window(), pixels_per_point: 1.5, ground: Color32::BLACK }
    }

    fn parts(before: Vec<ClippedShape>, now: Vec<ClippedShape>) -> Vec<Rect> {
        scenery(now).parts_unlike(&scenery(before), &TexturesDelta::default()).expect("parts, not everything")
    }

    const RED: Color32 = Color32::RED;

    #[test]
    fn the_same_shapes_leave_nothing_to_draw() {
        let shapes = || vec![square(0.0, RED), square(50.0, RED), square(100.0, RED)];
        assert!(parts(shapes(), shapes()).is_empty());
    }

    #[test]
    fn what_changes_comes_or_goes_is_drawn_where_it_is_and_where_it_was() {
        let before = || vec![square(0.0, RED), square(50.0, RED), square(100.0, RED), square(300.0, RED)];
        let lies_in = |parts: &[Rect], x: f32| parts.iter().any(|part| part.contains(pos2(x, 15.0)));
        let moved = vec![square(0.0, RED), square(200.0, RED), square(100.0, RED), square(300.0, RED)];
        let parts_of_moved = parts(before(), moved);
        assert!([55.0, 205.0].into_iter().all(|x| lies_in(&parts_of_moved, x)), "{parts_of_moved:?}");
        assert!([5.0, 105.0, 305.0].into_iter().all(|x| !lies_in(&parts_of_moved, x)), "{parts_of_moved:?}");
        let gone = parts(before(), vec![square(0.0, RED), square(100.0, RED)]);
        assert!(lies_in(&gone, 55.0) && lies_in(&gone, 305.0) && gone.len() == 2, "{gone:?}");
        let more = [square(0.0, Color32::BLUE)].into_iter().chain(before().split_off(1)).collect();
        let recoloured = parts(before(), more);
        assert!(lies_in(&recoloured, 5.0) && recoloured.len() == 1, "{recoloured:?}");
    }

    #[test]
    fn parts_are_apart_and_of_whole_pixels() {
        let many = |colour| (0..20).map(|n| square(7.0 * n as f32, colour)).collect::<Vec<_>>();
        let parts = parts(many(RED), many(Color32::BLUE));
        assert_eq!(parts.len(), 1, "{parts:?}");
        for side in [parts[0].left(), parts[0].right(), parts[0].top(), parts[0].bottom()] {
            assert!((side * 1.5 - (side * 1.5).round()).abs() < 1e-3, "{side}");
        }
    }

    #[test]
    fn a_new_texture_is_drawn_though_its_shape_is_the_same() {
        let texture = TextureId::Managed(7);
        let rect = Rect::from_min_size(pos2(20.0, 20.0), vec2(40.0, 40.0));
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let picture = || ClippedShape::new(window(), Shape::image(texture, rect, whole, Color32::WHITE));
        let shapes = || vec![square(0.0, RED), picture(), square(200.0, RED)];
        assert!(differences(&shapes(), &shapes(), |_| false).is_empty());
        let parts = apart(differences(&shapes(), &shapes(), |it| it == texture).into_iter());
        assert_eq!(parts, [rect.expand(SOFT_EDGE)]);
    }

    #[test]
    fn another_size_or_ground_is_drawn_as_a_whole() {
        let before = scenery(vec![square(0.0, RED)]);
        let lighter = Scenery { ground: Color32::WHITE, ..scenery(vec![square(0.0, RED)]) };
        assert!(lighter.parts_unlike(&before, &TexturesDelta::default()).is_none());
        let larger = Scenery { window: window().expand(1.0), ..scenery(vec![square(0.0, RED)]) };
        assert!(larger.parts_unlike(&before, &TexturesDelta::default()).is_none());
    }
}
