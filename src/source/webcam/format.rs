//! The formats a camera offers, which of them is taken, and how a frame of it becomes RGB.

use std::{cmp::Reverse, fmt};

use image::RgbImage;

use crate::source::{
    jpeg,
    pixels::{self, Packing},
};

/// How a camera packs its pixels. The order is that of preference: Motion JPEG needs the least of a shared USB cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PixelFormat {
    /// One JPEG picture after the other.
    Mjpeg,
    /// 4:2:2, packed.
    Yuyv,
    /// The same with chroma first.
    Uyvy,
    /// 4:2:0, chroma in a second plane.
    Nv12,
    /// Red, green, blue.
    Rgb,
    /// Blue, green, red.
    Bgr,
    /// Brightness only.
    Grey,
}

impl fmt::Display for PixelFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mjpeg => "MJPEG",
            Self::Yuyv => "YUYV",
            Self::Uyvy => "UYVY",
            Self::Nv12 => "NV12",
            Self::Rgb => "RGB",
            Self::Bgr => "BGR",
            Self::Grey => "grey",
        })
    }
}

/// One mode of a camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CameraFormat {
    /// How the pixels are packed.
    pub pixels: PixelFormat,
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Frames a second, which need not be a whole number: 29.97 or 7.5 are common.
    pub fps: f64,
}

impl fmt::Display for CameraFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fps = (self.fps * 100.0).round() / 100.0;
        write!(f, "{}x{} {}, {fps} fps", self.width, self.height, self.pixels)
    }
}

/// What the estimators need: they look at 256 pixels across a person's head and shoulders.
pub(super) const WANTED_WIDTH: u32 = 640;
pub(super) const WANTED_HEIGHT: u32 = 480;
/// The engine looks at 8 frames a second at most.
pub(super) const WANTED_FPS: u32 = 10;
/// More frames than this are work for nothing.
const ENOUGH_FPS: u32 = 30;

impl CameraFormat {
    /// Sorts the best format first: fluent, then large enough, then no larger and no faster than needed.
    pub(super) fn rank(formats: &mut [Self]) {
        formats.sort_by_key(|format| {
            let (width, height, fps) = (format.width, format.height, format.fps.round() as u32);
            let slow = WANTED_FPS.saturating_sub(fps);
            let area = u64::from(width) * u64::from(height);
            let small = width < WANTED_WIDTH || height < WANTED_HEIGHT;
            let waste = if small { 0 } else { area };
            let lack = Reverse(if small { area } else { u64::MAX });
            (slow, lack, waste, fps > ENOUGH_FPS, fps, format.pixels)
        });
    }

    /// Bytes of a row where nothing pads it; none where there are no rows of pixels.
    pub(super) fn row_bytes(&self) -> Option<u32> {
        match self.pixels {
            PixelFormat::Mjpeg => None,
            PixelFormat::Yuyv | PixelFormat::Uyvy => Some(self.width.next_multiple_of(2) * 2),
            PixelFormat::Rgb | PixelFormat::Bgr => Some(self.width * 3),
            PixelFormat::Nv12 | PixelFormat::Grey => Some(self.width),
        }
    }

    /// Decodes one frame of this format; `bytes` may be longer than the frame.
    pub(super) fn decode(&self, bytes: &[u8]) -> Result<RgbImage, String> {
        let (width, height) = (self.width, self.height);
        pixels::check_size(width, height)?;
        if bytes.is_empty() {
            return Err("it is empty, or the camera's driver says that it is damaged".into());
        }
        match self.pixels {
            PixelFormat::Mjpeg => jpeg::decode_webcam_frame(bytes),
            PixelFormat::Yuyv => pixels::rgb_from_packed_422(bytes, width, height, Packing::Yuyv),
            PixelFormat::Uyvy => pixels::rgb_from_packed_422(bytes, width, height, Packing::Uyvy),
            PixelFormat::Nv12 => pixels::rgb_from_nv12(bytes, width, height),
            PixelFormat::Rgb => pixels::rgb_from_rgb(bytes, width, height),
            PixelFormat::Bgr => pixels::rgb_from_rgb(bytes, width, height).map(|mut image| {
                image.pixels_mut().for_each(|pixel| pixel.0.reverse());
                image
            }),
            PixelFormat::Grey => pixels::rgb_from_grey(bytes, width, height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [PixelFormat; 7] = [
        PixelFormat::Mjpeg,
        PixelFormat::Yuyv,
        PixelFormat::Uyvy,
        PixelFormat::Nv12,
        PixelFormat::Rgb,
        PixelFormat::Bgr,
        PixelFormat::Grey,
    ];

    fn best(formats: &[(PixelFormat, u32, u32, u32)]) -> String {
        let mut formats: Vec<_> = formats
            .iter()
            .map(|&(pixels, width, height, fps)| CameraFormat { pixels, width, height, fps: f64::from(fps) })
            .collect();
        CameraFormat::rank(&mut formats);
        formats[0].to_string()
    }

    #[test]
    fn the_smallest_that_serves_is_taken() {
        use PixelFormat::{Mjpeg, Nv12, Yuyv};
        let usual = [
            (Yuyv, 1920, 1080, 5),
            (Yuyv, 640, 480, 30),
            (Mjpeg, 1920, 1080, 30),
            (Mjpeg, 640, 480, 30),
            (Mjpeg, 640, 480, 15),
            (Yuyv, 320, 240, 30),
        ];
        assert_eq!(best(&usual), "640x480 MJPEG, 15 fps");
        assert_eq!(best(&[(Yuyv, 640, 480, 5), (Yuyv, 320, 240, 30)]), "320x240 YUYV, 30 fps");
        assert_eq!(best(&[(Yuyv, 640, 480, 60), (Yuyv, 320, 240, 30)]), "640x480 YUYV, 60 fps");
        assert_eq!(best(&[(Nv12, 1920, 1080, 30), (Nv12, 1280, 720, 30)]), "1280x720 NV12, 30 fps");
        assert_eq!(best(&[(Yuyv, 160, 120, 30), (Yuyv, 352, 288, 30)]), "352x288 YUYV, 30 fps");
        assert_eq!(best(&[(Yuyv, 640, 480, 30), (Mjpeg, 640, 480, 30)]), "640x480 MJPEG, 30 fps");
        assert_eq!(best(&[(Yuyv, 640, 480, 5), (Yuyv, 640, 480, 10)]), "640x480 YUYV, 10 fps");
    }

    #[test]
    fn odd_rates_are_ranked_and_shown_as_they_are() {
        let format = |fps| CameraFormat { pixels: PixelFormat::Mjpeg, width: 640, height: 480, fps };
        let mut formats = [7.5, 30_000.0 / 1001.0, 15_000.0 / 1001.0].map(format);
        CameraFormat::rank(&mut formats);
        assert_eq!(
            formats.map(|format| format.to_string()).join("; "),
            "640x480 MJPEG, 14.99 fps; 640x480 MJPEG, 29.97 fps; 640x480 MJPEG, 7.5 fps"
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_and_no_size_make_it_panic(
            bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600),
            width in 0_u32..40, height in 0_u32..20, jpeg_start: bool,
        ) {
            let bytes = if jpeg_start { [&[0xFF, 0xD8, 0xFF][..], &bytes].concat() } else { bytes };
            for pixels in ALL {
                let decoded = CameraFormat { pixels, width, height, fps: 30.0 }.decode(&bytes);
                let of_size = |image: RgbImage| pixels == PixelFormat::Mjpeg || image.dimensions() == (width, height);
                assert!(decoded.is_ok_and(of_size) || bytes.len() < 5000);
            }
        }
    }

    #[test]
    fn every_format_decodes_and_refuses_too_little() {
        let rgb = CameraFormat { pixels: PixelFormat::Rgb, width: 2, height: 1, fps: 30.0 };
        assert_eq!(rgb.decode(&[1, 2, 3, 4, 5, 6, 99]).unwrap().as_raw(), &[1, 2, 3, 4, 5, 6]);
        let bgr = CameraFormat { pixels: PixelFormat::Bgr, ..rgb };
        assert_eq!(bgr.decode(&[1, 2, 3, 4, 5, 6]).unwrap().as_raw(), &[3, 2, 1, 6, 5, 4]);
        for pixels in ALL {
            assert!(CameraFormat { pixels, ..rgb }.decode(&[0]).is_err(), "{pixels}");
            assert!(CameraFormat { pixels, ..rgb }.decode(&[]).is_err(), "{pixels}");
        }
    }
}
