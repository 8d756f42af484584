//! One picture and the moment it was taken.

use image::RgbImage;

use crate::time::Mono;

/// A frame of any source: row-major RGB8, not mirrored (the person's left is on the right of the picture).
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// When it was taken.
    pub at: Mono,
    /// Its number in the source, from 0; damaged frames that were skipped have used up their number.
    pub index: u64,
    /// Its file name, where it came from a picture file.
    pub name: Option<String>,
    /// The pixels.
    pub image: RgbImage,
}

impl Frame {
    /// Mean luma of a sparse grid of pixels, 0 (black) to 255.
    pub fn mean_luma(&self) -> f32 {
        // Every 8th pixel of every 8th row: 4 800 samples of a 640x480 frame repeat the full mean to well under 1.
        const STEP: usize = 8;
        let (mut sum, mut count) = (0_u64, 0_u64);
        for row in self.image.rows().step_by(STEP) {
            for pixel in row.step_by(STEP) {
                let [r, g, b] = pixel.0;
                // ITU-R BT.601 weights in 1/256.
                sum += (77 * u64::from(r) + 150 * u64::from(g) + 29 * u64::from(b)) >> 8;
                count += 1;
            }
        }
        if count == 0 { 0.0 } else { sum as f32 / count as f32 }
    }
}
