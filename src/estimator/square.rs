//! Cuts an upright square out of a picture and brings it to the size a network wants.

use image::RgbImage;

/// An upright square of a picture, in its pixels; may reach beyond the picture, where everything is black.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Square {
    /// x of its left edge.
    pub left: f32,
    /// y of its upper edge.
    pub top: f32,
    /// Its side.
    pub side: f32,
}

impl Square {
    /// The smallest square around the whole picture, with the picture in its centre.
    pub fn around_picture(image: &RgbImage) -> Self {
        let (width, height) = (image.width() as f32, image.height() as f32);
        let side = width.max(height);
        Self { left: (width - side) / 2.0, top: (height - side) / 2.0, side }
    }

    /// The square with this centre and side.
    pub fn around([x, y]: [f32; 2], side: f32) -> Self {
        Self { left: x - side / 2.0, top: y - side / 2.0, side }
    }

    /// The square of the same size beside this one, shifted by these shares of its side.
    #[must_use]
    pub fn shifted(self, [x, y]: [f32; 2]) -> Self {
        Self { left: self.left + x * self.side, top: self.top + y * self.side, ..self }
    }

    /// From a point in the square, (0, 0) its upper left and (1, 1) its lower right corner, to the picture.
    pub fn image_from_square(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        [self.left + x * self.side, self.top + y * self.side]
    }
}

/// Resamples `square` to `size` x `size` pixels, area-averaged where it shrinks and bilinear where it grows.
/// Replaces `out` by `size * size * 3` values 0 to 255 (rows, columns, RGB), not rounded.
pub fn resample(image: &RgbImage, square: Square, size: usize, out: &mut Vec<f32>) {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let columns = Taps::new(square.left, square.side, size, width);
    let rows = Taps::new(square.top, square.side, size, height);
    let used = columns.used();
    let mut mixed_row = vec![0.0_f32; used.len() * 3];
    let pixels = image.as_raw();
    out.clear();
    out.reserve(size * size * 3);
    for (first_row, row_weights) in rows.iter() {
        mixed_row.fill(0.0);
        let source_rows = pixels.chunks_exact((width * 3).max(1)).skip(first_row);
        for (source_row, &weight) in source_rows.zip(row_weights) {
            let source = source_row.get(used.start * 3..used.end * 3).unwrap_or_default();
            for (sum, &value) in mixed_row.iter_mut().zip(source) {
                *sum += weight * f32::from(value);
            }
        }
        for (first_column, column_weights) in columns.iter() {
            let first = first_column.saturating_sub(used.start) * 3;
            let pixels = mixed_row.get(first..).unwrap_or_default().chunks_exact(3);
            let mut sum = [0.0_f32; 3];
            for (pixel, &weight) in pixels.zip(column_weights) {
                for (sum, &value) in sum.iter_mut().zip(pixel) {
                    *sum += weight * value;
                }
            }
            out.extend(sum);
        }
    }
}

/// For every output position of one axis: the first input position that counts, and the weights from there on.
/// What lies outside the picture has no weight, which makes it black.
struct Taps {
    starts: Vec<(usize, usize)>,
    weights: Vec<f32>,
}

impl Taps {
    /// `outputs` positions over `side` input pixels from `origin`; the input axis has `len` pixels.
    fn new(origin: f32, side: f32, outputs: usize, len: usize) -> Self {
        // Below one pixel there is nothing to see; `max` also takes the place of NaN.
        let scale = side.max(1.0) / outputs as f32;
        let mut taps = Self { starts: Vec::with_capacity(outputs), weights: Vec::new() };
        for index in 0..outputs {
            // The interval that the output covers, or, enlarging, the pixel-wide one around its centre: its
            // overlaps with the two nearest pixels are just the bilinear weights.
            let centre = origin + (index as f32 + 0.5) * scale;
            let half = scale.max(1.0) / 2.0;
            let first = (centre - half).floor().clamp(0.0, len as f32) as usize;
            let end = (centre + half).ceil().clamp(0.0, len as f32) as usize;
            taps.starts.push((first, taps.weights.len()));
            for pixel in first..end {
                let overlap = (pixel as f32 + 1.0).min(centre + half) - (pixel as f32).max(centre - half);
                taps.weights.push(overlap.max(0.0) / (2.0 * half));
            }
        }
        taps
    }

    fn iter(&self) -> impl Iterator<Item = (usize, &[f32])> {
        let ends = self.starts.iter().skip(1).map(|&(_, at)| at).chain([self.weights.len()]);
        self.starts
            .iter()
            .zip(ends)
            .map(|(&(first, at), end)| (first, self.weights.get(at..end).unwrap_or_default()))
    }

    /// The input positions that count for any output.
    fn used(&self) -> std::ops::Range<usize> {
        let covered = || self.iter().filter(|(_, weights)| !weights.is_empty());
        let start = covered().map(|(first, _)| first).min().unwrap_or(0);
        start..covered().map(|(first, weights)| first + weights.len()).max().unwrap_or(start)
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn resampled(image: &RgbImage, square: Square, size: usize) -> Vec<f32> {
        let mut out = Vec::new();
        resample(image, square, size, &mut out);
        out
    }

    #[test]
    fn shrinking_averages_areas() {
        let image = RgbImage::from_fn(4, 4, |x, y| Rgb([(x * 10) as u8, (y * 10) as u8, 7]));
        let out = resampled(&image, Square::around_picture(&image), 2);
        assert_eq!(out, [5.0, 5.0, 7.0, 25.0, 5.0, 7.0, 5.0, 25.0, 7.0, 25.0, 25.0, 7.0]);
    }

    #[test]
    fn a_fractional_scale_keeps_the_mean() {
        let image = RgbImage::from_fn(5, 5, |x, y| Rgb([(x * y * 9) as u8, 0, 0]));
        let out = resampled(&image, Square::around_picture(&image), 3);
        let mean_in = image.pixels().map(|p| f32::from(p.0[0])).sum::<f32>() / 25.0;
        let mean_out = out.iter().step_by(3).sum::<f32>() / 9.0;
        assert!((mean_in - mean_out).abs() < 1e-3, "{mean_in} {mean_out}");
    }

    #[test]
    fn a_wide_picture_is_padded_with_black_above_and_below() {
        let image = RgbImage::from_pixel(4, 2, Rgb([200; 3]));
        let out = resampled(&image, Square::around_picture(&image), 4);
        let rows: Vec<f32> = out.chunks_exact(12).map(|row| row[0]).collect();
        assert_eq!(rows, [0.0, 200.0, 200.0, 0.0]);
    }

    #[test]
    fn enlarging_interpolates_between_pixel_centres() {
        let image = RgbImage::from_fn(2, 2, |x, _| Rgb([(x * 100) as u8; 3]));
        let out = resampled(&image, Square::around_picture(&image), 4);
        let row: Vec<f32> = out[12..24].iter().step_by(3).copied().collect();
        // The outermost outputs reach beyond the picture and mix with the black there.
        assert_eq!(row[1..3], [25.0, 75.0]);
    }

    #[test]
    fn nonsense_squares_give_black_and_no_panic() {
        let image = RgbImage::from_pixel(3, 3, Rgb([9; 3]));
        for square in [
            Square { left: f32::NAN, top: 0.0, side: 3.0 },
            Square { left: 0.0, top: 0.0, side: f32::NAN },
            Square { left: -1e9, top: 1e9, side: 10.0 },
            Square { left: 0.0, top: 0.0, side: -5.0 },
            Square { left: 0.0, top: 0.0, side: f32::INFINITY },
        ] {
            assert_eq!(resampled(&image, square, 4).len(), 48);
        }
        assert_eq!(resampled(&RgbImage::new(0, 0), Square { left: 0.0, top: 0.0, side: 1.0 }, 2), [0.0; 12]);
    }
}
