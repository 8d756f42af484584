//! The rotated square of the picture in which the landmark network looks for a person.

use std::f32::consts::{FRAC_PI_2, TAU};

use image::RgbImage;

/// A rotated square of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Region {
    /// Its centre, in pixels of the picture.
    centre_in_image: [f32; 2],
    /// Its side, in pixels of the picture.
    pub(super) side_px: f32,
    /// Clockwise as seen, -pi to pi; 0 for somebody upright.
    rotation_radians: f32,
}

/// The region is larger than the body's circle by this factor (MediaPipe's value).
const MARGIN: f32 = 1.25;

impl Region {
    /// The region of a person with this middle of the hips and this point on the body's circle.
    pub(super) fn around(mid_hip: [f32; 2], circle_point: [f32; 2]) -> Self {
        let (dx, dy) = (circle_point[0] - mid_hip[0], circle_point[1] - mid_hip[1]);
        let rotation = FRAC_PI_2 - (-dy).atan2(dx);
        Self {
            centre_in_image: mid_hip,
            side_px: 2.0 * dx.hypot(dy) * MARGIN,
            rotation_radians: rotation - TAU * ((rotation + TAU / 2.0) / TAU).floor(),
        }
    }

    /// From a point in the region, (0, 0) its upper left and (1, 1) its lower right corner, to the picture.
    pub(super) fn image_from_region(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let (sin, cos) = self.rotation_radians.sin_cos();
        let (x, y) = ((x - 0.5) * self.side_px, (y - 0.5) * self.side_px);
        let [centre_x, centre_y] = self.centre_in_image;
        [centre_x + cos * x - sin * y, centre_y + sin * x + cos * y]
    }

    /// Whether it has a place and a size that a picture can have.
    pub(super) fn is_usable(&self) -> bool {
        self.centre_in_image.iter().all(|value| value.abs() < 1e6) && (1.0..1e6).contains(&self.side_px)
    }

    /// Whether both can be of one person: the centres are less than a quarter of the side apart (about half a
    /// shoulder width) and the sides within a factor of two, as far as detector and landmarks disagree.
    pub(super) fn is_near(&self, other: Self) -> bool {
        let [[x0, y0], [x1, y1]] = [self.centre_in_image, other.centre_in_image];
        let ratio = self.side_px / other.side_px;
        (x1 - x0).hypot(y1 - y0) < 0.25 * self.side_px.max(other.side_px) && (0.5..2.0).contains(&ratio)
    }

    /// Samples the region at `size` x `size` points, the first at its upper left corner, bilinearly; beyond the
    /// picture its border goes on. Replaces `out` by `size * size * 3` values 0 to 1 (rows, columns, RGB).
    ///
    /// Where the region is more than 1.5 times as large, each value is the mean of several samples: single ones
    /// would miss pixels, and which ones they miss would move the points.
    pub(super) fn sample(&self, image: &RgbImage, size: usize, out: &mut Vec<f32>) {
        out.clear();
        let samples = (self.side_px / size as f32).round().clamp(1.0, MAX_SAMPLES_PER_AXIS) as usize;
        let step = 1.0 / (size * samples) as f32;
        // The mean of the samples is to lie where the single one would.
        let shift = (samples as f32 - 1.0) / 2.0 * step;
        let at = |index: usize| index as f32 * step - shift;
        let origin = self.image_from_region([at(0), at(0)]);
        let right = self.image_from_region([at(1), at(0)]);
        let along_row = [right[0] - origin[0], right[1] - origin[1]];
        let weight = 1.0 / (255 * samples * samples) as f32;
        let pixels = Pixels::new(image);
        out.resize(size * size * 3, 0.0);
        for (row, values) in out.chunks_exact_mut(size * 3).enumerate() {
            for sample_row in row * samples..(row + 1) * samples {
                let start = self.image_from_region([at(0), at(sample_row)]);
                for (column, value) in values.chunks_exact_mut(3).enumerate() {
                    for sample_column in column * samples..(column + 1) * samples {
                        let t = sample_column as f32;
                        let point = [start[0] + t * along_row[0], start[1] + t * along_row[1]];
                        for (value, channel) in value.iter_mut().zip(pixels.bilinear(point)) {
                            *value += weight * channel;
                        }
                    }
                }
            }
        }
    }
}

/// A region of a 4k picture is at most 9 times the network's input.
const MAX_SAMPLES_PER_AXIS: f32 = 9.0;

/// A picture that goes on beyond its border.
struct Pixels<'i> {
    values: &'i [u8],
    width: usize,
    last: [f32; 2],
}

impl<'i> Pixels<'i> {
    fn new(image: &'i RgbImage) -> Self {
        let last = [image.width(), image.height()].map(|len| len.saturating_sub(1) as f32);
        Self { values: image.as_raw(), width: image.width() as usize, last }
    }

    /// RGB 0 to 255 at a point, whole numbers being the pixels themselves.
    fn bilinear(&self, [x, y]: [f32; 2]) -> [f32; 3] {
        let [x, y] = [x.clamp(0.0, self.last[0]), y.clamp(0.0, self.last[1])];
        let (column, row) = (x as usize, y as usize);
        let (dx, dy) = (x - column as f32, y - row as f32);
        let to_right = usize::from(dx > 0.0) * 3;
        let below = usize::from(dy > 0.0) * self.width * 3;
        let first = (row * self.width + column) * 3;
        let pixel = |at: usize| match self.values.get(at..at + 3) {
            Some(&[r, g, b]) => [r, g, b].map(f32::from),
            // An empty picture.
            _ => [0.0; 3],
        };
        let (upper, lower) = ([first, first + to_right], [first + below, first + below + to_right]);
        let [ul, ur, ll, lr] = [pixel(upper[0]), pixel(upper[1]), pixel(lower[0]), pixel(lower[1])];
        let mut mixed = [0.0; 3];
        for ((((mixed, ul), ur), ll), lr) in mixed.iter_mut().zip(ul).zip(ur).zip(ll).zip(lr) {
            let top = ul + dx * (ur - ul);
            let bottom = ll + dx * (lr - ll);
            *mixed = top + dy * (bottom - top);
        }
        mixed
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn near(a: [f32; 2], b: [f32; 2]) -> bool {
        (a[0] - b[0]).abs() < 1e-3 && (a[1] - b[1]).abs() < 1e-3
    }

    #[test]
    fn an_upright_person_has_an_upright_region() {
        let region = Region::around([100.0, 200.0], [100.0, 100.0]);
        assert_eq!(region.side_px, 250.0);
        assert!(region.rotation_radians.abs() < 1e-6);
        assert!(near(region.image_from_region([0.5, 0.5]), [100.0, 200.0]));
        assert!(near(region.image_from_region([1.0, 0.0]), [225.0, 75.0]));
    }

    #[test]
    fn a_person_leaning_to_the_right_has_a_region_turned_clockwise() {
        let region = Region::around([100.0, 100.0], [200.0, 100.0]);
        assert!((region.rotation_radians - FRAC_PI_2).abs() < 1e-6);
        // The upper edge of the region is where the head is: on the right of the picture.
        assert!(near(region.image_from_region([0.5, 0.0]), [225.0, 100.0]));
    }

    #[test]
    fn samples_are_bilinear_and_the_border_goes_on() {
        let image = RgbImage::from_fn(4, 4, |x, y| Rgb([(x * 10) as u8, (y * 10) as u8, 255]));
        let region = Region { centre_in_image: [2.0, 2.0], side_px: 4.0, rotation_radians: 0.0 };
        let mut out = Vec::new();
        region.sample(&image, 8, &mut out);
        let at = |column: usize, row: usize| &out[(row * 8 + column) * 3..][..3];
        assert!((at(1, 0)[0] * 255.0 - 5.0).abs() < 1e-3);
        assert!((at(7, 7)[1] * 255.0 - 30.0).abs() < 1e-3, "{:?}", at(7, 7));
        assert!((at(3, 3)[2] - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_large_region_is_averaged() {
        // Stripes of one pixel: single samples would all meet the black ones.
        let image = RgbImage::from_fn(64, 64, |x, _| Rgb([if x % 2 == 0 { 0 } else { 200 }; 3]));
        let region = Region { centre_in_image: [32.0, 32.0], side_px: 64.0, rotation_radians: 0.0 };
        let mut out = Vec::new();
        region.sample(&image, 16, &mut out);
        let middle = out[(8 * 16 + 8) * 3] * 255.0;
        assert!((middle - 100.0).abs() < 1.0, "{middle}");
    }

    #[test]
    fn an_empty_picture_gives_black() {
        let region = Region { centre_in_image: [0.0, 0.0], side_px: 10.0, rotation_radians: 0.3 };
        let mut out = Vec::new();
        region.sample(&RgbImage::new(0, 0), 4, &mut out);
        assert_eq!(out, [0.0; 48]);
    }
}
