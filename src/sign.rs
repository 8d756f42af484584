//! Sitwell's sign: a head well over its shoulders, in a rounded square. Drawn, so that it is sharp at every size.
//!
//! The tray shows how things are by its colour, and to those who do not see the colour by its shape, too.

use tiny_skia::{
    Color, FillRule, LineCap, Mask, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8, Stroke, Transform,
};

/// What the sign tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// All is well: the head is over the shoulders.
    #[default]
    Well,
    /// A fault of the posture lasts: the head has drifted forward, on a warm ground.
    Attention,
    /// The camera is closed on purpose: only an outline.
    Paused,
    /// There are no pictures and there should be: struck through.
    Trouble,
}

/// A colour: red, green, blue.
pub type Rgb = [u8; 3];

/// The ground of [`Sign::Well`].
pub const GROUND: Rgb = [0x1f, 0x6f, 0xb2];
/// The ground of [`Sign::Attention`], and the colour of attention elsewhere on the desktop.
pub const WARM: Rgb = [0xc8, 0x64, 0x0c];
/// In the middle between white and black, because a panel may be of either.
const GREY: Rgb = [0x80, 0x86, 0x90];
const WHITE: Rgb = [0xff; 3];

/// Shapes in a unit square: centre and radius of the head, and of the circle whose upper part is the shoulders.
pub const HEAD: ([f32; 2], f32) = ([0.5, 0.34], 0.155);
/// See [`HEAD`].
pub const SHOULDERS: ([f32; 2], f32) = ([0.5, 0.86], 0.31);
/// The radius of the square's corners.
pub const CORNER: f32 = 0.24;
/// Where the head is when it has drifted: forward and down, far enough to be seen in 22 pixels.
const HEAD_FORWARD: [f32; 2] = [0.71, 0.45];
/// From corner to corner, within the square.
const SLASH: [[f32; 2]; 2] = [[0.16, 0.16], [0.84, 0.84]];

/// The sign as rows of red, green, blue and alpha (not premultiplied), `side_px` wide and high; empty if it cannot be
/// drawn (`side_px` is 0), which only costs the picture.
pub fn rgba(sign: Sign, side_px: u32) -> Vec<u8> {
    let pixmap = draw(sign, side_px);
    let pixels = pixmap.iter().flat_map(Pixmap::pixels);
    let straight = pixels.map(PremultipliedColorU8::demultiply);
    straight.flat_map(|c| [c.red(), c.green(), c.blue(), c.alpha()]).collect()
}

/// The sign as a picture; `None` where `side_px` is 0.
pub fn draw(sign: Sign, side_px: u32) -> Option<Pixmap> {
    let mut canvas = Canvas { pixmap: Pixmap::new(side_px, side_px)?, side_px: side_px as f32 };
    match sign {
        Sign::Well => {
            canvas.fill(&square(0.0)?, GROUND);
            canvas.figure(HEAD.0, WHITE)?;
        }
        Sign::Attention => {
            canvas.fill(&square(0.0)?, WARM);
            canvas.figure(HEAD_FORWARD, WHITE)?;
        }
        Sign::Paused => {
            const WIDTH: f32 = 0.08;
            canvas.line(&square(WIDTH / 2.0)?, WIDTH, GREY);
            canvas.figure(HEAD.0, GREY)?;
        }
        Sign::Trouble => {
            canvas.fill(&square(0.0)?, GREY);
            canvas.figure(HEAD.0, WHITE)?;
            let slash = slash()?;
            canvas.line(&slash, 0.26, GREY);
            canvas.line(&slash, 0.1, WHITE);
        }
    }
    Some(canvas.pixmap)
}

struct Canvas {
    pixmap: Pixmap,
    side_px: f32,
}

impl Canvas {
    fn fill(&mut self, path: &Path, color: Rgb) {
        let scale = Transform::from_scale(self.side_px, self.side_px);
        self.pixmap.fill_path(path, &paint(color), FillRule::Winding, scale, None::<&Mask>);
    }

    fn line(&mut self, path: &Path, width: f32, color: Rgb) {
        let scale = Transform::from_scale(self.side_px, self.side_px);
        let stroke = Stroke { width, line_cap: LineCap::Round, ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint(color), &stroke, scale, None::<&Mask>);
    }

    /// Head and shoulders.
    fn figure(&mut self, [x, y]: [f32; 2], color: Rgb) -> Option<()> {
        self.fill(&PathBuilder::from_circle(x, y, HEAD.1)?, color);
        let (([x, y], r), mut path) = (SHOULDERS, PathBuilder::new());
        path.move_to(x - r, y);
        path.cubic_to(x - r, y - 1.33 * r, x + r, y - 1.33 * r, x + r, y);
        path.close();
        self.fill(&path.finish()?, color);
        Some(())
    }
}

fn paint([red, green, blue]: Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(red, green, blue, 255));
    paint
}

/// A rounded square from four quadratic corners, `inset` from the edge.
fn square(inset: f32) -> Option<Path> {
    let (near, far, r, mut path) = (inset, 1.0 - inset, CORNER, PathBuilder::new());
    path.move_to(near + r, near);
    path.line_to(far - r, near);
    path.quad_to(far, near, far, near + r);
    path.line_to(far, far - r);
    path.quad_to(far, far, far - r, far);
    path.line_to(near + r, far);
    path.quad_to(near, far, near, far - r);
    path.line_to(near, near + r);
    path.quad_to(near, near, near + r, near);
    path.close();
    path.finish()
}

fn slash() -> Option<Path> {
    let ([[x, y], [to_x, to_y]], mut path) = (SLASH, PathBuilder::new());
    path.move_to(x, y);
    path.line_to(to_x, to_y);
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green, blue and alpha at a place in the unit square.
    fn pixel(sign: Sign, x: f32, y: f32) -> [u8; 4] {
        const SIDE: usize = 128;
        let at = |part: f32| (part * SIDE as f32) as usize;
        let rgba = rgba(sign, SIDE as u32);
        let start = (at(y) * SIDE + at(x)) * 4;
        [rgba[start], rgba[start + 1], rgba[start + 2], rgba[start + 3]]
    }

    #[test]
    fn the_sign_has_a_white_head_on_a_blue_ground() {
        assert_eq!(pixel(Sign::Well, 0.5, 0.34), [255, 255, 255, 255]);
        assert_eq!(pixel(Sign::Well, 0.1, 0.5), [GROUND[0], GROUND[1], GROUND[2], 255]);
        assert_eq!(pixel(Sign::Well, 0.0, 0.0)[3], 0);
    }

    #[test]
    fn each_sign_has_a_shape_of_its_own_in_the_size_of_a_tray() {
        // What is white or transparent and what is not, without any colour.
        let shape = |sign| -> Vec<u8> {
            let rgba = rgba(sign, 22);
            rgba.chunks(4)
                .map(|p| u8::from(p[3] < 128) + 2 * u8::from(p[0].min(p[1]).min(p[2]) > 190))
                .collect()
        };
        let signs = [Sign::Well, Sign::Attention, Sign::Paused, Sign::Trouble].map(shape);
        for (n, one) in signs.iter().enumerate() {
            for other in &signs[n + 1..] {
                let differing = one.iter().zip(other).filter(|(a, b)| a != b).count();
                assert!(differing > 30, "only {differing} of {} pixels differ", one.len());
            }
        }
    }

    /// The icons for the desktop's menus, as files: their sides, in pixels.
    const FILES: [u32; 3] = [48, 128, 256];

    fn file(side_px: u32) -> String {
        format!("assets/desktop/icons/sitwell-{side_px}.png")
    }

    #[test]
    fn the_icons_for_the_menus_are_the_sign() {
        for side_px in FILES {
            let picture = image::open(file(side_px)).unwrap().into_rgba8();
            assert!(
                picture.as_raw() == &rgba(Sign::Well, side_px),
                "{} is another picture; write it anew: cargo test --lib write_the_icons -- --ignored",
                file(side_px)
            );
        }
    }

    #[test]
    #[ignore = "writes the files of the test above"]
    fn write_the_icons() {
        for side_px in FILES {
            let colors = image::ExtendedColorType::Rgba8;
            image::save_buffer(file(side_px), &rgba(Sign::Well, side_px), side_px, side_px, colors).unwrap();
        }
    }

    #[test]
    fn no_size_is_no_picture() {
        assert!(rgba(Sign::Well, 0).is_empty());
    }
}
