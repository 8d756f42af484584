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
