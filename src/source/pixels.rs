//! From the pixel formats of cameras and video to RGB8, and the limit on a picture's size.

use image::RgbImage;
use yuv::{
    YuvBiPlanarImage, YuvConversionMode, YuvError, YuvGrayImage, YuvPackedImage, YuvPlanarImage, YuvRange,
    YuvStandardMatrix,
};

/// The longest side of a picture; the JPEG decoder's own limit.
const MAX_SIDE: u32 = 16_384;
/// The largest picture: that of a 50-megapixel phone, 150 MB as RGB8.
const MAX_PIXELS: u64 = 50_000_000;

/// Refuses a picture without pixels, and one that would eat the memory.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), String> {
    if width == 0 || height == 0 {
        return Err(format!("it has no pixels ({width}x{height})"));
    }
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(format!(
            "{width}x{height} is too large (the limit is {} megapixels, {MAX_SIDE} on a side)",
            MAX_PIXELS / 1_000_000
        ));
    }
    Ok(())
}

/// How luma and chroma were made of red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matrix {
    /// ITU-R BT.601: webcams, standard definition, and whatever does not say.
    Bt601,
    /// ITU-R BT.709: high definition.
    Bt709,
}

/// How many chroma samples there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chroma {
    /// One for two by two pixels.
    C420,
    /// One for two pixels of a row.
    C422,
    /// One for every pixel.
    C444,
    /// None: grey.
    Mono,
}

/// The layout of a planar picture: the luma plane, then the two chroma planes, rows without padding, 8 bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Planar {
    /// Pixels of a row.
    pub(super) width: u32,
    /// Rows.
    pub(super) height: u32,
    /// Chroma samples.
    pub(super) chroma: Chroma,
    /// Whether luma goes from 0 to 255 (else 16 to 235).
    pub(super) full_range: bool,
    /// Colours.
    pub(super) matrix: Matrix,
}

impl Planar {
    /// Bytes of one picture. The size must have passed [`check_size`].
    pub(super) fn byte_len(&self) -> usize {
        let (chroma_width, chroma_height) = self.chroma_size();
        self.width as usize * self.height as usize + 2 * chroma_width as usize * chroma_height as usize
    }

    fn chroma_size(&self) -> (u32, u32) {
        match self.chroma {
            Chroma::C420 => (self.width.div_ceil(2), self.height.div_ceil(2)),
            Chroma::C422 => (self.width.div_ceil(2), self.height),
            Chroma::C444 => (self.width, self.height),
            Chroma::Mono => (0, 0),
        }
    }

    /// Converts one picture of [`Planar::byte_len`] bytes.
    pub(super) fn to_rgb(self, bytes: &[u8]) -> Result<RgbImage, String> {
        let Self { width, height, .. } = self;
        let (chroma_width, chroma_height) = self.chroma_size();
        let range = if self.full_range { YuvRange::Full } else { YuvRange::Limited };
        let matrix = match self.matrix {
            Matrix::Bt601 => YuvStandardMatrix::Bt601,
            Matrix::Bt709 => YuvStandardMatrix::Bt709,
        };
        let (y_plane, rest) = split(bytes, width as usize * height as usize)?;
        let (u_plane, v_plane) = split(rest, chroma_width as usize * chroma_height as usize)?;
        let planes = YuvPlanarImage {
            y_plane,
            y_stride: width,
            u_plane,
            u_stride: chroma_width,
            v_plane,
            v_stride: chroma_width,
            width,
            height,
        };
        rgb_image(width, height, |rgb, stride| match self.chroma {
            Chroma::C420 => yuv::yuv420_to_rgb(&planes, rgb, stride, range, matrix),
            Chroma::C422 => yuv::yuv422_to_rgb(&planes, rgb, stride, range, matrix),
            Chroma::C444 => yuv::yuv444_to_rgb(&planes, rgb, stride, range, matrix),
            Chroma::Mono => {
                let grey = YuvGrayImage { y_plane, y_stride: width, width, height };
                yuv::yuv400_to_rgb(&grey, rgb, stride, range, matrix)
            }
        })
    }
}

/// Which comes first in a packed 4:2:2 picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// Luma.
    Yuyv,
    /// Chroma.
    Uyvy,
}

/// A webcam's packed 4:2:2 (two pixels in four bytes); bytes behind the picture are ignored.
pub(super) fn rgb_from_packed_422(
    bytes: &[u8],
    width: u32,
    height: u32,
    packing: Packing,
) -> Result<RgbImage, String> {
    let stride = width.next_multiple_of(2) * 2;
    let (yuy, _) = split(bytes, stride as usize * height as usize)?;
    let packed = YuvPackedImage { yuy, yuy_stride: stride, width, height };
    let convert = match packing {
        Packing::Yuyv => yuv::yuyv422_to_rgb,
        Packing::Uyvy => yuv::uyvy422_to_rgb,
    };
    rgb_image(width, height, |rgb, rgb_stride| {
        convert(&packed, rgb, rgb_stride, YuvRange::Limited, YuvStandardMatrix::Bt601)
    })
}

/// A webcam's NV12 (4:2:0, chroma interleaved in a second plane); bytes behind the picture are ignored.
pub(super) fn rgb_from_nv12(bytes: &[u8], width: u32, height: u32) -> Result<RgbImage, String> {
    let uv_stride = width.next_multiple_of(2);
    let (y_plane, rest) = split(bytes, width as usize * height as usize)?;
    let (uv_plane, _) = split(rest, uv_stride as usize * height.div_ceil(2) as usize)?;
    let planes = YuvBiPlanarImage { y_plane, y_stride: width, uv_plane, uv_stride, width, height };
    rgb_image(width, height, |rgb, stride| {
        let mode = YuvConversionMode::Balanced;
        yuv::yuv_nv12_to_rgb(&planes, rgb, stride, YuvRange::Limited, YuvStandardMatrix::Bt601, mode)
    })
}

/// A webcam's grey picture, as infrared cameras send; bytes behind the picture are ignored.
pub(super) fn rgb_from_grey(bytes: &[u8], width: u32, height: u32) -> Result<RgbImage, String> {
    let (luma, _) = split(bytes, width as usize * height as usize)?;
    let rgb = luma.iter().flat_map(|&value| [value; 3]).collect();
    RgbImage::from_raw(width, height, rgb).ok_or_else(|| "the grey picture has the wrong length".into())
}

/// A picture that is RGB already; bytes behind it are ignored.
pub(super) fn rgb_from_rgb(bytes: &[u8], width: u32, height: u32) -> Result<RgbImage, String> {
    let (rgb, _) = split(bytes, width as usize * height as usize * 3)?;
    RgbImage::from_raw(width, height, rgb.to_vec()).ok_or_else(|| "the picture has the wrong length".into())
}

fn split(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8]), String> {
    bytes.split_at_checked(at).ok_or_else(|| format!("it is cut short ({} bytes)", bytes.len()))
}

fn rgb_image(
    width: u32,
    height: u32,
    fill: impl FnOnce(&mut [u8], u32) -> Result<(), YuvError>,
) -> Result<RgbImage, String> {
    check_size(width, height)?;
    let mut image = RgbImage::new(width, height);
    fill(&mut image, width * 3).map_err(|error| error.to_string())?;
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_all_near(image: &RgbImage, want: [u8; 3]) {
        for pixel in image.pixels() {
            for (got, want) in pixel.0.into_iter().zip(want) {
                assert!(got.abs_diff(want) <= 2, "{pixel:?}, want {want}");
            }
        }
    }

    #[test]
    fn red_is_red_in_every_layout_even_of_odd_size() {
        // BT.601 limited range: red is (81, 90, 240).
        for (width, height) in [(1, 1), (3, 5), (8, 6), (33, 17)] {
            for chroma in [Chroma::C420, Chroma::C422, Chroma::C444] {
                let layout = Planar { width, height, chroma, full_range: false, matrix: Matrix::Bt601 };
                let luma = width as usize * height as usize;
                let side = (layout.byte_len() - luma) / 2;
                let bytes = [vec![81; luma], vec![90; side], vec![240; side]].concat();
                assert_all_near(&layout.to_rgb(&bytes).unwrap(), [255, 0, 0]);
                assert!(layout.to_rgb(&bytes[..bytes.len() - 1]).is_err(), "cut short");
            }
            let (w, h) = (width as usize, height as usize);
            let yuyv = [81, 90, 81, 240].repeat(w.div_ceil(2) * h);
            assert_all_near(&rgb_from_packed_422(&yuyv, width, height, Packing::Yuyv).unwrap(), [255, 0, 0]);
            let uyvy = [90, 81, 240, 81].repeat(w.div_ceil(2) * h);
            assert_all_near(&rgb_from_packed_422(&uyvy, width, height, Packing::Uyvy).unwrap(), [255, 0, 0]);
            let nv12 = [vec![81; w * h], [90, 240].repeat(w.div_ceil(2) * h.div_ceil(2))].concat();
            assert_all_near(&rgb_from_nv12(&nv12, width, height).unwrap(), [255, 0, 0]);
            assert!(rgb_from_packed_422(&yuyv[1..], width, height, Packing::Yuyv).is_err());
            assert!(rgb_from_nv12(&nv12[1..], width, height).is_err());
        }
    }

    #[test]
    fn matrix_and_range_matter() {
        let layout =
            Planar { width: 2, height: 2, chroma: Chroma::C420, full_range: false, matrix: Matrix::Bt709 };
        // BT.709 limited range: red is (63, 102, 240).
        assert_all_near(&layout.to_rgb(&[63, 63, 63, 63, 102, 240]).unwrap(), [255, 0, 0]);
        let mono = Planar { chroma: Chroma::Mono, ..layout };
        assert_all_near(&mono.to_rgb(&[16; 4]).unwrap(), [0; 3]);
        assert_all_near(&Planar { full_range: true, ..mono }.to_rgb(&[16; 4]).unwrap(), [16; 3]);
        assert_all_near(&rgb_from_grey(&[9; 5], 2, 2).unwrap(), [9; 3]);
    }

    #[test]
    fn sizes_that_would_eat_the_memory_are_refused() {
        assert!(check_size(7680, 4320).is_ok(), "8K video");
        for (width, height) in
            [(0, 5), (5, 0), (100_000, 100_000), (16_385, 1), (u32::MAX, u32::MAX), (16_000, 16_000)]
        {
            assert!(check_size(width, height).is_err(), "{width}x{height}");
        }
    }
}
