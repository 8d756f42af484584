//! Pictures with the skeleton, the neutral, the limit and the verdict drawn on them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};
use anyhow::{Context, anyhow};
use image::{Rgb, RgbImage, imageops};
use tiny_skia::{
    LineCap, Paint, PathBuilder, Pixmap, PremultipliedColorU8, Rect, Stroke, StrokeDash, Transform,
};

use crate::{
    engine::analyzer::{Analysis, Calibration},
    frame::Frame,
    posture::{BONES, Deviation, Joint, Keypoint, Neutral, Pose, Reading, State},
    text,
};

/// Below this confidence a point is a guess, and is not drawn.
const MIN_CONFIDENCE: f32 = 0.2;
/// Blue and orange stay apart for colour-blind eyes; the words say the same.
const FINE: [u8; 3] = [0x6c, 0xbd, 0xf0];
const DEVIATING: [u8; 3] = [0xf2, 0xa9, 0x3b];
const UNKNOWN: [u8; 3] = [0xc8, 0xcf, 0xd8];
const NEUTRAL: [u8; 3] = [0xff; 3];
/// A dark edge shows on a light ground, the colour on a dark one.
const EDGE: [u8; 3] = [0; 3];

/// Pictures for a document, in pixels.
const MAX_WIDTH: u32 = 640;

/// Writes annotated pictures into a folder.
pub(super) struct Annotator {
    folder: PathBuf,
    font: FontRef<'static>,
}

impl Annotator {
    /// Makes the folder if it is not there.
    pub(super) fn new(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder)
            .with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
        let font = FontRef::try_from_slice(include_bytes!("../../assets/fonts/Inter-Regular.otf"))
            .map_err(|error| anyhow!("the built-in font: {error}"))?;
        Ok(Self { folder: folder.to_owned(), font })
    }

    /// Writes one picture as `NUMBER.jpg`, or `NUMBER_NAME.jpg` where the frame has a name.
    pub(super) fn write(
        &self,
        frame: &Frame,
        analysis: &Analysis,
        neutral: Option<&Neutral>,
        head_at_limit: Option<&Pose>,
    ) -> anyhow::Result<()> {
        let stem =
            frame.name.as_deref().and_then(|name| Path::new(name).file_stem()).map(|s| s.to_string_lossy());
        let name = match stem {
            Some(stem) => format!("{:06}_{stem}.jpg", frame.index),
            None => format!("{:06}.jpg", frame.index),
        };
        let mut dashed = Vec::new();
        if let Some(neutral) = neutral {
            dashed.push((without_arms(&neutral.pose), NEUTRAL));
        }
        if let Some(limit) = head_at_limit {
            dashed.push((limit.clone(), DEVIATING));
        }
        self.save(&name, self.draw(&frame.image, analysis, &dashed, &words(analysis)))
    }

    /// Writes a picture with the skeleton, the true points dashed, and these lines of words, as `NAME.jpg`, at most
    /// [`MAX_WIDTH`] wide.
    pub(super) fn write_beside_truth(
        &self,
        name: &str,
        picture: &RgbImage,
        analysis: &Analysis,
        truth: &Pose,
        lines: &[String],
    ) -> anyhow::Result<()> {
        let dashed = [(without_arms(truth), NEUTRAL)];
        let drawn = self.draw(picture, analysis, &dashed, lines).map(|drawn| match drawn.width() {
            0..=MAX_WIDTH => drawn,
            width => {
                let height = (drawn.height() * MAX_WIDTH / width).max(1);
                imageops::resize(&drawn, MAX_WIDTH, height, imageops::FilterType::Triangle)
            }
        });
        self.save(&format!("{name}.jpg"), drawn)
    }

    fn save(&self, name: &str, drawn: Option<RgbImage>) -> anyhow::Result<()> {
        let path = self.folder.join(name);
        let picture = drawn.context("the picture is too large to draw on")?;
        picture.save(&path).with_context(|| {
            format!("{}: cannot be written (is the disk full, or the folder read-only?)", path.display())
        })
    }

    /// The skeleton in the colour of the verdict, other skeletons dashed under it, and the words above.
    fn draw(
        &self,
        picture: &RgbImage,
        analysis: &Analysis,
        dashed: &[(Pose, [u8; 3])],
        lines: &[String],
    ) -> Option<RgbImage> {
        let mut canvas = Canvas::over(picture)?;
        for (pose, color) in dashed {
            canvas.skeleton(pose, *color, true);
        }
        if let Reading::Known(pose) = &analysis.pose {
            canvas.skeleton(pose, color(analysis.assessment.state), false);
        }
        let mut picture = canvas.into_picture();
        let size = (picture.height() as f32 / 24.0).clamp(12.0, 48.0);
        let margin = size * 0.4;
        let band = (lines.len() as f32 * size * 1.25 + margin) as u32;
        darken(&mut picture, band);
        for (row, line) in lines.iter().enumerate() {
            self.write_line(&mut picture, line, margin, margin * 0.5 + row as f32 * size * 1.25, size);
        }
        Some(picture)
    }

    /// Draws white letters with the left end of the line at `x` and its top at `y`, in pixels.
    fn write_line(&self, picture: &mut RgbImage, line: &str, x: f32, y: f32, size_px: f32) {
        let font = self.font.as_scaled(PxScale::from(size_px));
        let mut at = x;
        for letter in line.chars() {
            let id = font.glyph_id(letter);
            let glyph: Glyph = id.with_scale_and_position(size_px, point(at, y + font.ascent()));
            at += font.h_advance(id);
            let Some(outline) = self.font.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            outline.draw(|dx, dy, coverage| {
                let (px, py) = (corner.x as i64 + i64::from(dx), corner.y as i64 + i64::from(dy));
                let target = u32::try_from(px).ok().zip(u32::try_from(py).ok());
                if let Some(Rgb(pixel)) = target.and_then(|(px, py)| picture.get_pixel_mut_checked(px, py)) {
                    for part in pixel {
                        *part =
                            (f32::from(*part) + (255.0 - f32::from(*part)) * coverage.clamp(0.0, 1.0)) as u8;
                    }
                }
            });
        }
    }
}

/// The verdict in two lines.
fn words(analysis: &Analysis) -> Vec<String> {
    let assessment = &analysis.assessment;
    let verdict = match &analysis.calibration {
        Calibration::Running { remaining_secs, .. } => {
            format!("Taking the neutral, {remaining_secs:.0} s to go")
        }
        _ => text::state_name(assessment.state).to_owned(),
    };
    vec![verdict, text::verdict_sentence(assessment, &analysis.measurements)]
}

fn color(state: State) -> [u8; 3] {
    match state {
        State::Unknown(_) => UNKNOWN,
        State::Deviating(deviation) if Deviation::is_fault(deviation) => DEVIATING,
        State::Neutral | State::Deviating(_) => FINE,
    }
}

/// Where the arms were in the neutral means nothing.
fn without_arms(pose: &Pose) -> Pose {
    let mut upright = pose.clone();
    for joint in [Joint::LeftElbow, Joint::RightElbow, Joint::LeftWrist, Joint::RightWrist] {
        upright.keypoints[joint] = None;
    }
    upright
}

/// A dark band at the top, for the words.
fn darken(picture: &mut RgbImage, height_px: u32) {
    let band = picture.width() as usize * height_px.min(picture.height()) as usize;
    for Rgb(pixel) in picture.pixels_mut().take(band) {
        *pixel = pixel.map(|part| part / 3);
    }
}

fn paint([r, g, b]: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(r, g, b, 255);
    paint
}

struct Canvas {
    pixels: Pixmap,
    /// Lines are as wide as this times the picture's height.
    unit: f32,
}

impl Canvas {
    fn over(picture: &RgbImage) -> Option<Self> {
        let mut pixels = Pixmap::new(picture.width(), picture.height())?;
        for (to, Rgb([r, g, b])) in pixels.pixels_mut().iter_mut().zip(picture.pixels()) {
            *to = PremultipliedColorU8::from_rgba(*r, *g, *b, 255)?;
        }
        Some(Self { pixels, unit: (picture.height() as f32 / 480.0).clamp(0.5, 4.0) })
    }

    fn into_picture(self) -> RgbImage {
        let mut picture = RgbImage::new(self.pixels.width(), self.pixels.height());
        for (Rgb(to), from) in picture.pixels_mut().zip(self.pixels.pixels()) {
            *to = [from.red(), from.green(), from.blue()];
        }
        picture
    }

    fn skeleton(&mut self, pose: &Pose, color: [u8; 3], dashed: bool) {
        let seen = |joint| pose.keypoints[joint].filter(|k: &Keypoint| k.confidence >= MIN_CONFIDENCE);
        for [from, to] in BONES {
            if let (Some(from), Some(to)) = (seen(from), seen(to)) {
                self.line(from.point_in_image, to.point_in_image, color, dashed);
            }
        }
        if !dashed {
            for joint in Joint::ALL {
                if let Some(keypoint) = seen(joint) {
                    self.dot(keypoint.point_in_image, color);
                }
            }
        }
    }

    fn line(&mut self, from: [f32; 2], to: [f32; 2], color: [u8; 3], dashed: bool) {
        let mut path = PathBuilder::new();
        path.move_to(from[0], from[1]);
        path.line_to(to[0], to[1]);
        let Some(path) = path.finish() else { return };
        let dash = dashed.then(|| StrokeDash::new(vec![5.0 * self.unit, 6.0 * self.unit], 0.0)).flatten();
        for (width, color) in [(4.5, EDGE), (2.5, color)] {
            let paint = paint(color);
            let stroke = Stroke {
                width: width * self.unit,
                line_cap: LineCap::Round,
                dash: dash.clone(),
                ..Stroke::default()
            };
            self.pixels.stroke_path(&path, &paint, &stroke, Transform::identity(), None);
        }
    }

    fn dot(&mut self, [x, y]: [f32; 2], color: [u8; 3]) {
        for (radius, color) in [(4.5, EDGE), (3.5, color)] {
            let radius = radius * self.unit;
            let bounds = Rect::from_xywh(x - radius, y - radius, 2.0 * radius, 2.0 * radius);
            let Some(path) = bounds.and_then(PathBuilder::from_oval) else { continue };
            let paint = paint(color);
            self.pixels.fill_path(&path, &paint, tiny_skia::FillRule::Winding, Transform::identity(), None);
        }
    }
}
