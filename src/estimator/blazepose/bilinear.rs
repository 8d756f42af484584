//! The pixels of a picture at points between them.

use image::RgbImage;

/// What lies beyond the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Border {
    /// Its outermost pixels, on and on.
    Replicated,
    Black,
}

/// Steps per pixel that a coordinate is rounded to, and so the weights of two neighbours together.
///
/// OpenCV does so inside MediaPipe, and rounds values to whole numbers. The networks were trained that way and
/// notice: with exact weights their points move by 1 % of the shoulder width.
const STEPS: i32 = 32;

/// A picture with something beyond its border.
pub(super) struct Bilinear<'i> {
    values: &'i [u8],
    width: i32,
    height: i32,
    border: Border,
}

impl<'i> Bilinear<'i> {
    pub(super) fn new(image: &'i RgbImage, border: Border) -> Self {
        let [width, height] = [image.width(), image.height()].map(|len| len as i32);
        Self { values: image.as_raw(), width, height, border }
    }

    /// RGB 0 to 255 at a point, whole coordinates being the pixels themselves.
    pub(super) fn at(&self, [x, y]: [f32; 2]) -> [u8; 3] {
        let (mut x, mut y) = (rounded_steps(x), rounded_steps(y));
        match self.border {
            Border::Replicated => {
                x = x.min((self.width - 1) * STEPS).max(0);
                y = y.min((self.height - 1) * STEPS).max(0);
            }
            Border::Black => {
                if x <= -STEPS || y <= -STEPS || x >= self.width * STEPS || y >= self.height * STEPS {
                    return [0; 3];
                }
            }
        }
        let (column, row) = (x.div_euclid(STEPS), y.div_euclid(STEPS));
        let (dx, dy) = (x.rem_euclid(STEPS), y.rem_euclid(STEPS));
        let ([upper_left, upper_right], [lower_left, lower_right]) =
            (self.pair(column, row), self.pair(column, row + 1));
        let mix = |channel: fn([u8; 3]) -> u8| {
            let of = |pixel| i32::from(channel(pixel));
            let upper = of(upper_left) * (STEPS - dx) + of(upper_right) * dx;
            let lower = of(lower_left) * (STEPS - dx) + of(lower_right) * dx;
            ((upper * (STEPS - dy) + lower * dy + STEPS * STEPS / 2) / (STEPS * STEPS)) as u8
        };
        [mix(|[red, _, _]| red), mix(|[_, green, _]| green), mix(|[_, _, blue]| blue)]
    }

    /// A pixel and its right neighbour.
    fn pair(&self, column: i32, row: i32) -> [[u8; 3]; 2] {
        if column >= 0 && column < self.width - 1 && row >= 0 && row < self.height {
            let at = (row as usize * self.width as usize + column as usize) * 3;
            if let Some(&[r0, g0, b0, r1, g1, b1]) = self.values.get(at..at + 6) {
                return [[r0, g0, b0], [r1, g1, b1]];
            }
        }
        [self.pixel(column, row), self.pixel(column + 1, row)]
    }

    fn pixel(&self, column: i32, row: i32) -> [u8; 3] {
        let inside = (0..self.width).contains(&column) && (0..self.height).contains(&row);
        if !inside && self.border == Border::Black {
            return [0; 3];
        }
        // Beyond the replicated border only a neighbour without weight is asked for.
        let column = column.min(self.width - 1).max(0) as usize;
        let row = row.min(self.height - 1).max(0) as usize;
        let at = (row * self.width as usize + column) * 3;
        match self.values.get(at..at + 3) {
            Some(&[r, g, b]) => [r, g, b],
            // An empty picture.
            _ => [0; 3],
        }
    }
}

/// A coordinate in steps, rounded; a cast and a correction, because `round` is a call on older processors.
fn rounded_steps(coordinate: f32) -> i32 {
    let steps = coordinate * STEPS as f32 + 0.5;
    let towards_zero = steps as i32;
    towards_zero.saturating_sub(i32::from(steps < towards_zero as f32))
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn picture() -> RgbImage {
        RgbImage::from_fn(4, 4, |x, y| Rgb([(x * 10) as u8, (y * 10) as u8, 250]))
    }

    #[test]
    fn values_between_pixels_are_mixed() {
        let image = picture();
        let pixels = Bilinear::new(&image, Border::Black);
        assert_eq!(pixels.at([1.0, 2.0]), [10, 20, 250]);
        assert_eq!(pixels.at([0.5, 1.5]), [5, 15, 250]);
        assert_eq!(pixels.at([2.96, 0.0]), [30, 0, 250], "rounded to a 32nd of a pixel");
    }

    #[test]
    fn the_border_goes_on_or_is_black() {
        let image = picture();
        let (replicated, black) =
            (Bilinear::new(&image, Border::Replicated), Bilinear::new(&image, Border::Black));
        assert_eq!(replicated.at([3.5, 1.0]), [30, 10, 250]);
        assert_eq!(black.at([3.5, 1.0]), [15, 5, 125], "half-way between the last column and the black");
        assert_eq!(replicated.at([-7.0, 9.0]), [0, 30, 250]);
        assert_eq!(black.at([-7.0, 9.0]), [0; 3]);
        assert_eq!(black.at([-0.5, 1.0]), [0, 5, 125]);
    }

    #[test]
    fn nonsense_coordinates_and_empty_pictures_give_some_value() {
        let image = picture();
        for border in [Border::Replicated, Border::Black] {
            for point in [[f32::NAN, 0.0], [f32::INFINITY, -1e30], [1e9, 1e9]] {
                Bilinear::new(&image, border).at(point);
            }
            assert_eq!(Bilinear::new(&RgbImage::new(0, 0), border).at([0.0, 0.0]), [0; 3]);
        }
    }
}
