//! A frame as a small grey picture: what tells, at next to no cost, whether anything changed and whether anything can
//! be seen at all.

use crate::{frame::Frame, posture::Why};

/// Cells of the small picture. At 640x480 one has 20x20 pixels: a head that moves by a centimetre changes several.
const COLUMNS: usize = 32;
const ROWS: usize = 24;
/// Samples of a cell in each direction; their mean has a fifth of a pixel's noise.
const SAMPLES: usize = 5;
/// A cell has changed when its brightness (0 to 255) differs by so much more than the whole picture's does. Seven
/// times the noise of a webcam in a dim room (4 a pixel, a fifth of it in a cell).
const CHANGED_LUMA: f32 = 6.0;
/// So many changed cells are a movement; fewer are a lamp's reflex or a clock on the wall.
const CHANGED_CELLS: usize = 3;

/// A picture in which neighbouring cells differ by no more than this anywhere shows nothing: a shutter, a finger, a
/// sticker, or no light at all. Every room has edges, a finger's glow is smooth.
const FEATURELESS_LUMA: f32 = 4.0;
/// A picture darker than this in the mean in which nobody is found is called too dark. People are still found at 7 %
/// of a normal picture's brightness (mean 120), so that a dim room alone is no reason.
const DARK_MEAN_LUMA: f32 = 20.0;
/// In a picture darker than this people are found, with twice the noise of a bright one.
const DIM_MEAN_LUMA: f32 = 45.0;
/// Light from behind: so large a share of the picture is nearly white, ...
const BRIGHT_LUMA: f32 = 220.0;
const BRIGHT_SHARE: f32 = 0.15;
/// ... and half of the middle, where a person would be, is darker than this.
const BACKLIT_LUMA: f32 = 60.0;

/// Mean luma of 32 columns and 24 rows of cells, 0 (black) to 255.
#[derive(Clone, Debug)]
pub(super) struct SmallPicture {
    cells: Vec<f32>,
    image_size: [u32; 2],
}

impl SmallPicture {
    /// Samples 19 200 pixels at most, whatever the size of the frame.
    pub(super) fn of(frame: &Frame) -> Self {
        let (width, height) = (frame.image.width() as usize, frame.image.height() as usize);
        let rows: Vec<&[u8]> = frame.image.as_raw().chunks_exact((3 * width).max(1)).collect();
        let cell = |row: usize, column: usize| {
            let (mut sum, mut count) = (0.0, 0.0);
            for y in samples(row, ROWS, height) {
                let line = rows.get(y).copied().unwrap_or_default();
                for x in samples(column, COLUMNS, width) {
                    if let Some(&[r, g, b]) = line.get(3 * x..3 * x + 3) {
                        // ITU-R BT.601.
                        sum += 0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b);
                        count += 1.0;
                    }
                }
            }
            sum / f32::max(count, 1.0)
        };
        let cells = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (row, column)));
        Self {
            cells: cells.map(|(row, column)| cell(row, column)).collect(),
            image_size: [frame.image.width(), frame.image.height()],
        }
    }

    /// Whether something moved since the `earlier` picture. A camera that changes its exposure changes every cell
    /// alike, and that is no movement.
    pub(super) fn differs_from(&self, earlier: &Self) -> bool {
        if self.image_size != earlier.image_size {
            return true;
        }
        let differences = || self.cells.iter().zip(&earlier.cells).map(|(now, then)| now - then);
        let exposure = differences().sum::<f32>() / self.cells.len() as f32;
        differences().filter(|difference| (difference - exposure).abs() > CHANGED_LUMA).count()
            >= CHANGED_CELLS
    }

    /// Why nobody can be found in this picture, if the light is the reason.
    pub(super) fn blindness(&self) -> Option<Why> {
        let mean = self.cells.iter().sum::<f32>() / self.cells.len() as f32;
        if self.is_featureless() {
            Some(Why::Covered)
        } else if mean < DARK_MEAN_LUMA {
            Some(Why::TooDark)
        } else if self.is_backlit() {
            Some(Why::Backlit)
        } else {
            None
        }
    }

    /// What is wrong with the light, whether somebody is found or not.
    pub(super) fn light(&self) -> Option<Why> {
        let mean = self.cells.iter().sum::<f32>() / self.cells.len() as f32;
        self.blindness().or((mean < DIM_MEAN_LUMA).then_some(Why::TooDark))
    }

    fn is_featureless(&self) -> bool {
        let mut edges: Vec<f32> = self
            .cells
            .chunks_exact(COLUMNS)
            .flat_map(|row| row.iter().zip(row.iter().skip(1)).map(|(left, right)| (left - right).abs()))
            .collect();
        edges.sort_by(f32::total_cmp);
        // The sharpest one in a hundred may be a leak of light or a dead spot.
        edges.get(edges.len() * 99 / 100).is_none_or(|sharp| *sharp < FEATURELESS_LUMA)
    }

    fn is_backlit(&self) -> bool {
        let bright = self.cells.iter().filter(|luma| **luma > BRIGHT_LUMA).count();
        let middle = self
            .cells
            .chunks_exact(COLUMNS)
            .skip(ROWS / 4)
            .flat_map(|row| row.iter().skip(COLUMNS / 3).take(COLUMNS / 3));
        let (dark, all) =
            middle.fold((0, 0), |(dark, all), luma| (dark + usize::from(*luma < BACKLIT_LUMA), all + 1));
        bright as f32 > BRIGHT_SHARE * self.cells.len() as f32 && 2 * dark > all
    }
}

/// Up to [`SAMPLES`] places in one of `cells` equal parts of `length`; one at least, unless there is nothing.
fn samples(cell: usize, cells: usize, length: usize) -> impl Iterator<Item = usize> {
    let from = cell * length / cells;
    let to = ((cell + 1) * length / cells).max(from + 1);
    (from..to).step_by((to - from).div_ceil(SAMPLES))
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;
    use crate::time::Mono;

    fn picture(luma: impl Fn(u32, u32) -> u8) -> SmallPicture {
        let image = RgbImage::from_fn(640, 480, |x, y| Rgb([luma(x, y); 3]));
        SmallPicture::of(&Frame { at: Mono(0.0), index: 0, name: None, image })
    }

    /// A room with a wall, a shelf and somebody's head at `head_x`.
    fn room(x: u32, y: u32, head_x: u32, light: f32) -> u8 {
        let base = if x.abs_diff(head_x).pow(2) + y.abs_diff(200).pow(2) < 80_u32.pow(2) { 150 } else { 90 };
        let shelf = if x > 500 && y < 200 { 40 } else { 0 };
        ((base + shelf + (x * 7 + y * 13) % 9) as f32 * light).min(255.0) as u8
    }

    #[test]
    fn a_head_that_moves_is_seen_and_a_changed_exposure_is_not() {
        let before = picture(|x, y| room(x, y, 300, 1.0));
        assert!(!picture(|x, y| room(x, y, 300, 1.0)).differs_from(&before));
        assert!(!picture(|x, y| room(x, y, 300, 1.0).saturating_add(12)).differs_from(&before), "exposure");
        assert!(picture(|x, y| room(x, y, 308, 1.0)).differs_from(&before), "a centimetre");
    }

    #[test]
    fn pixel_noise_is_no_movement() {
        let grain = |x: u32, y: u32, seed: u32| (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729) ^ seed) % 13;
        let noisy = |seed| picture(move |x, y| room(x, y, 300, 0.4) + grain(x, y, seed) as u8);
        assert!(!noisy(1).differs_from(&noisy(2)));
    }

    #[test]
    fn covered_dark_and_backlit_are_told_apart() {
        assert_eq!(picture(|_, _| 0).blindness(), Some(Why::Covered));
        assert_eq!(picture(|x, _| (x / 8) as u8 + 40).blindness(), Some(Why::Covered), "a finger's glow");
        assert_eq!(picture(|x, y| room(x, y, 300, 0.12)).blindness(), Some(Why::TooDark));
        assert_eq!(picture(|x, y| room(x, y, 300, 1.0)).blindness(), None);
        let window = |x: u32, y: u32| if (160..480).contains(&x) && y > 100 { 30 } else { 240 };
        assert_eq!(picture(window).blindness(), Some(Why::Backlit));
    }

    #[test]
    fn any_size_makes_a_small_picture() {
        for (width, height) in [(1, 1), (31, 5), (5000, 3)] {
            let image = RgbImage::from_pixel(width, height, Rgb([9, 9, 9]));
            let small = SmallPicture::of(&Frame { at: Mono(0.0), index: 0, name: None, image });
            assert!(small.cells.iter().all(|luma| (luma - 9.0).abs() < 0.1), "{width}x{height}");
        }
    }
}
