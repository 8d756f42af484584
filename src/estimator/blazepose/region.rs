//! A rotated square of the picture, and its pixels as the networks want them.

use std::f32::consts::{FRAC_PI_2, TAU};

use image::RgbImage;

use super::bilinear::{Bilinear, Border};

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
    /// The upright square around the whole picture, with the picture in its centre.
    pub(super) fn around_picture(image: &RgbImage) -> Self {
        let [width, height] = [image.width(), image.height()].map(|len| len as f32);
        Self::upright([width / 2.0, height / 2.0], width.max(height))
    }

    /// An upright square.
    pub(super) fn upright(centre_in_image: [f32; 2], side_px: f32) -> Self {
        Self { centre_in_image, side_px, rotation_radians: 0.0 }
    }

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

    /// Samples the region at `size` x `size` points, the first at its upper left corner, each bilinearly between
    /// four pixels. Replaces `out` by `size * size * 3` values 0 to 1 (rows, columns, RGB).
    ///
    /// This is what MediaPipe does, also where a large region skips pixels; averaging them gave no better points
    /// (418 rendered pictures).
    pub(super) fn sample(&self, image: &RgbImage, size: usize, border: Border, out: &mut Vec<f32>) {
        let origin = self.image_from_region([0.0, 0.0]);
        let step = |[x, y]: [f32; 2]| [(x - origin[0]) / size as f32, (y - origin[1]) / size as f32];
        let to_right = step(self.image_from_region([1.0, 0.0]));
        let down = step(self.image_from_region([0.0, 1.0]));
        let pixels = Bilinear::new(image, border);
        out.resize(size * size * 3, 0.0);
        for (row, values) in out.chunks_exact_mut(size * 3).enumerate() {
            let start = [origin[0] + row as f32 * down[0], origin[1] + row as f32 * down[1]];
            for (column, values) in values.chunks_exact_mut(3).enumerate() {
                let point = [start[0] + column as f32 * to_right[0], start[1] + column as f32 * to_right[1]];
                for (value, byte) in values.iter_mut().zip(pixels.at(point)) {
                    *value = f32::from(byte) * (1.0 / 255.0);
                }
            }
        }
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
    fn samples_go_row_by_row_from_the_upper_left_corner() {
        let image = RgbImage::from_fn(4, 4, |x, y| Rgb([(x * 10) as u8, (y * 10) as u8, 250]));
        let mut out = Vec::new();
        Region::around_picture(&image).sample(&image, 8, Border::Replicated, &mut out);
        assert_eq!(out.len(), 8 * 8 * 3);
        let at =
            |column: usize, row: usize| [0, 1].map(|k| (out[(row * 8 + column) * 3 + k] * 255.0).round());
        assert_eq!(
            [at(0, 0), at(1, 0), at(0, 1), at(5, 3)],
            [[0.0, 0.0], [5.0, 0.0], [0.0, 5.0], [25.0, 15.0]]
        );
    }
}
