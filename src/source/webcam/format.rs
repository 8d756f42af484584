//! The formats a camera offers, which of them is taken, and how a frame of it becomes RGB.

use std::{cmp::Reverse, fmt};

use image::RgbImage;

use crate::source::{jpeg, pixels};

/// How a camera packs its pixels. The order is that of preference: Motion JPEG needs the least of a shared USB cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PixelFormat {
    /// One JPEG picture after the other.
    Mjpeg,
    /// 4:2:2, packed.
    Yuyv,
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
            Self::Nv12 => "NV12",
            Self::Rgb => "RGB",
            Self::Bgr => "BGR",
            Self::Grey => "grey",
        })
    }
}

/// One mode of a camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameraFormat {
    /// How the pixels are packed.
    pub pixels: PixelFormat,
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Frames a second.
    pub fps: u32,
}

impl fmt::Display for CameraFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{} {}, {} fps", self.width, self.height, self.pixels, self.fps)
    }
}

/// What the estimators need: they look at 256 pixels across a person's head and shoulders.
const WANTED_WIDTH: u32 = 640;
const WANTED_HEIGHT: u32 = 480;
/// Posture changes in seconds; fewer frames than this would make the live picture jerky.
const WANTED_FPS: u32 = 15;
/// More frames than this are work for nothing.
const ENOUGH_FPS: u32 = 30;

impl CameraFormat {
    /// Sorts the best format first: fluent, then large enough, then no larger and no faster than needed.
    pub(super) fn rank(formats: &mut [Self]) {
        formats.sort_by_key(|format| {
            let (width, height, fps) = (format.width, format.height, format.fps);
            let slow = WANTED_FPS.saturating_sub(fps);
            let area = u64::from(width) * u64::from(height);
            let small = width < WANTED_WIDTH || height < WANTED_HEIGHT;
            let waste = if small { 0 } else { area };
            let lack = Reverse(if small { area } else { u64::MAX });
            (slow, lack, waste, fps > ENOUGH_FPS, fps, format.pixels)
        });
    }

    /// Decodes one frame of this format; `bytes` may be longer than the frame.
    pub(super) fn decode(&self, bytes: &[u8]) -> Result<RgbImage, String> {
        let (width, height) = (self.width, self.height);
        pixels::check_size(width, height)?;
        match self.pixels {
            PixelFormat::Mjpeg => jpeg::decode_webcam_frame(bytes),
            PixelFormat::Yuyv => pixels::rgb_from_yuyv(bytes, width, height),
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

    fn best(formats: &[(PixelFormat, u32, u32, u32)]) -> String {
        let mut formats: Vec<_> = formats
            .iter()
            .map(|&(pixels, width, height, fps)| CameraFormat { pixels, width, height, fps })
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
    fn every_format_decodes_and_refuses_too_little() {
        let rgb = CameraFormat { pixels: PixelFormat::Rgb, width: 2, height: 1, fps: 30 };
        assert_eq!(rgb.decode(&[1, 2, 3, 4, 5, 6, 99]).unwrap().as_raw(), &[1, 2, 3, 4, 5, 6]);
        let bgr = CameraFormat { pixels: PixelFormat::Bgr, ..rgb };
        assert_eq!(bgr.decode(&[1, 2, 3, 4, 5, 6]).unwrap().as_raw(), &[3, 2, 1, 6, 5, 4]);
        for pixels in
            [PixelFormat::Mjpeg, PixelFormat::Yuyv, PixelFormat::Nv12, PixelFormat::Rgb, PixelFormat::Grey]
        {
            assert!(CameraFormat { pixels, ..rgb }.decode(&[0]).is_err(), "{pixels}");
        }
    }
}
