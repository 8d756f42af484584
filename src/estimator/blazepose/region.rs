//! A rotated square of the picture, and its pixels as the networks want them.

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

/// What lies beyond the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Border {
    /// Its outermost pixels, on and on.
    Replicated,
    Black,
}

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
    /// This is what the networks were trained on and what MediaPipe does, also where pixels are skipped.
    pub(super) fn sample(&self, image: &RgbImage, size: usize, border: Border, out: &mut Vec<f32>) {
        let along =
            |[x, y]: [f32; 2], from: [f32; 2]| [(x - from[0]) / size as f32, (y - from[1]) / size as f32];
        let origin = self.image_from_region([0.0, 0.0]);
        let to_right = along(self.image_from_region([1.0, 0.0]), origin);
        let down = along(self.image_from_region([0.0, 1.0]), origin);
        let pixels = Pixels::new(image);
        out.clear();
        out.reserve(size * size * 3);
        for row in 0..size {
            for column in 0..size {
                let (row, column) = (row as f32, column as f32);
                let point = [0, 1].map(|axis: usize| {
                    let of = |vector: [f32; 2]| if axis == 0 { vector[0] } else { vector[1] };
                    of(origin) + column * of(to_right) + row * of(down)
                });
                out.extend(pixels.bilinear(point, border).map(|value| value / 255.0));
            }
        }
    }
}

/// A picture that goes on beyond its border.
struct Pixels<'i> {
    values: &'i [u8],
    width: isize,
    height: isize,
}

impl<'i> Pixels<'i> {
    fn new(image: &'i RgbImage) -> Self {
        Self { values: image.as_raw(), width: image.width() as isize, height: image.height() as isize }
    }

    /// RGB 0 to 255 at a point, whole coordinates being the pixels themselves.
    ///
    /// Coordinates are rounded to 1/32 pixel and values to whole numbers, as OpenCV does inside MediaPipe. The
    /// networks were trained so and notice: without it points move by 1 % of the shoulder width.
    fn bilinear(&self, point: [f32; 2], border: Border) -> [f32; 3] {
        let [x, y] = point.map(|value| (value * 32.0).round() / 32.0);
        let (column, row) = (x.floor(), y.floor());
        let (dx, dy) = (x - column, y - row);
        let (column, row) = (column as isize, row as isize);
        let upper = [self.pixel(column, row, border), self.pixel(column + 1, row, border)];
        let lower = [self.pixel(column, row + 1, border), self.pixel(column + 1, row + 1, border)];
        let mix = |[left, right]: [[f32; 3]; 2]| blend(left, right, dx);
        blend(mix(upper), mix(lower), dy).map(f32::round)
    }

    fn pixel(&self, column: isize, row: isize, border: Border) -> [f32; 3] {
        let inside = (0..self.width).contains(&column) && (0..self.height).contains(&row);
        if !inside && border == Border::Black {
            return [0.0; 3];
        }
        let column = column.min(self.width - 1).max(0);
        let row = row.min(self.height - 1).max(0);
        let at = ((row * self.width + column) * 3) as usize;
        match self.values.get(at..at + 3) {
            Some(&[r, g, b]) => [r, g, b].map(f32::from),
            // An empty picture.
            _ => [0.0; 3],
        }
    }
}

/// From `a` at 0 to `b` at 1.
fn blend(a: [f32; 3], b: [f32; 3], t: f32) -> [f32; 3] {
    let mut blended = a;
    for (a, b) in blended.iter_mut().zip(b) {
        *a += t * (b - *a);
    }
    blended
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
    fn samples_are_bilinear_and_the_border_goes_on_or_is_black() {
        let image = RgbImage::from_fn(4, 4, |x, y| Rgb([(x * 10) as u8, (y * 10) as u8, 250]));
        let sampled = |border| {
            let mut out = Vec::new();
            Region::around_picture(&image).sample(&image, 8, border, &mut out);
            out.iter().map(|value| (value * 255.0).round() as i32).collect::<Vec<_>>()
        };
        let at = |out: &[i32], column: usize, row: usize| out[(row * 8 + column) * 3..][..3].to_vec();
        let (replicated, black) = (sampled(Border::Replicated), sampled(Border::Black));
        assert_eq!(at(&replicated, 1, 2), [5, 10, 250]);
        assert_eq!(at(&black, 1, 2), [5, 10, 250]);
        assert_eq!(at(&replicated, 7, 2), [30, 10, 250]);
        // Half-way between the last column and the black beyond it.
        assert_eq!(at(&black, 7, 2), [15, 5, 125]);
    }

    #[test]
    fn an_empty_picture_and_a_nonsense_region_give_black() {
        for region in [Region::upright([0.0, 0.0], 10.0), Region::upright([f32::NAN, 1e30], f32::INFINITY)] {
            let mut out = Vec::new();
            region.sample(&RgbImage::new(0, 0), 4, Border::Replicated, &mut out);
            assert_eq!(out.len(), 48);
        }
    }
}
