//! Pictures made worse, to see what a worse camera or worse light costs.

use std::io::Cursor;

use clap::ValueEnum;
use image::{ExtendedColorType, Rgb, RgbImage, codecs::jpeg::JpegEncoder, imageops};

/// A way to make every picture of a set worse, the calibration's too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Degrade {
    /// The pictures as they are
    #[default]
    None,
    /// Scaled down into 320x240
    #[value(name = "320x240")]
    Small,
    /// JPEG of quality 50
    Jpeg50,
    /// Gaussian noise of 12 of 255 grey levels, as a webcam makes in a dim room
    Noise,
    /// Half the brightness
    Half,
    /// Twice the brightness, clipped
    Double,
}

const SMALL_WIDTH: u32 = 320;
const SMALL_HEIGHT: u32 = 240;
const NOISE_LEVELS: f32 = 12.0;

impl Degrade {
    /// How it is asked for on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Small => "320x240",
            Self::Jpeg50 => "jpeg50",
            Self::Noise => "noise",
            Self::Half => "half",
            Self::Double => "double",
        }
    }

    /// The picture made worse; the same picture always in the same way. `None` when it cannot be encoded.
    pub fn apply(self, mut picture: RgbImage) -> Option<RgbImage> {
        match self {
            Self::None => {}
            Self::Small => picture = small(&picture),
            Self::Jpeg50 => picture = jpeg50(&picture)?,
            Self::Noise => add_noise(&mut picture),
            Self::Half => each_part(&mut picture, |part| part / 2),
            Self::Double => each_part(&mut picture, |part| part.saturating_mul(2)),
        }
        Some(picture)
    }
}

/// As large as fits into 320x240, in the same shape.
fn small(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let scale = (SMALL_WIDTH as f32 / width as f32).min(SMALL_HEIGHT as f32 / height as f32).min(1.0);
    let scaled = |side: u32| ((side as f32 * scale).round() as u32).max(1);
    imageops::resize(picture, scaled(width), scaled(height), imageops::FilterType::Triangle)
}

fn jpeg50(picture: &RgbImage) -> Option<RgbImage> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    JpegEncoder::new_with_quality(&mut bytes, 50)
        .encode(picture, width, height, ExtendedColorType::Rgb8)
        .ok()?;
    let reader = image::ImageReader::with_format(Cursor::new(bytes), image::ImageFormat::Jpeg);
    Some(reader.decode().ok()?.into_rgb8())
}

fn each_part(picture: &mut RgbImage, change: impl Fn(u8) -> u8) {
    for Rgb(parts) in picture.pixels_mut() {
        *parts = parts.map(&change);
    }
}

fn add_noise(picture: &mut RgbImage) {
    let mut random = SplitMix64(0);
    for Rgb(parts) in picture.pixels_mut() {
        *parts = parts.map(|part| (f32::from(part) + NOISE_LEVELS * random.normal()).round() as u8);
    }
}

/// The generator of Steele, Lea and Flood 2014: the noise must be the same on every machine and for ever.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// About normal with mean 0 and standard deviation 1: the sum of four uniform 16-bit numbers.
    fn normal(&mut self) -> f32 {
        let bits = self.next();
        let sum: f32 = [0, 16, 32, 48].map(|shift| f32::from((bits >> shift) as u16)).iter().sum();
        // Each has the mean 32767.5 and the variance 65536^2 / 12.
        (sum - 4.0 * 32_767.5) / (65_536.0 * (4.0_f32 / 12.0).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> RgbImage {
        RgbImage::from_fn(64, 36, |x, y| Rgb([(3 * x) as u8, (7 * y) as u8, 100]))
    }

    fn mean(picture: &RgbImage) -> f64 {
        let parts = picture.as_raw();
        parts.iter().map(|part| f64::from(*part)).sum::<f64>() / parts.len() as f64
    }

    #[test]
    fn every_way_changes_the_picture_always_in_the_same_way() {
        for way in Degrade::value_variants() {
            let (once, twice) = (way.apply(sample()).unwrap(), way.apply(sample()).unwrap());
            assert_eq!(once, twice);
            // A picture that is small already stays as it is.
            let unchanged = matches!(way, Degrade::None | Degrade::Small);
            assert_eq!(once == sample(), unchanged, "{way:?}");
            assert_eq!(way.to_possible_value().unwrap().get_name(), way.key());
        }
    }

    #[test]
    fn brightness_is_halved_and_doubled_and_noise_leaves_it() {
        let brightness = |way: Degrade| mean(&way.apply(sample()).unwrap());
        let before = mean(&sample());
        assert!((brightness(Degrade::Half) - before / 2.0).abs() < 1.0);
        assert!(brightness(Degrade::Double) > 1.6 * before);
        assert!((brightness(Degrade::Noise) - before).abs() < 2.0);
    }

    #[test]
    fn a_wide_picture_keeps_its_shape() {
        let small = Degrade::Small.apply(RgbImage::new(1280, 720)).unwrap();
        assert_eq!(small.dimensions(), (320, 180));
    }

    #[test]
    fn the_noise_has_the_told_deviation() {
        let grey = RgbImage::from_pixel(200, 200, Rgb([128; 3]));
        let noisy = Degrade::Noise.apply(grey).unwrap();
        let squares: f64 = noisy.as_raw().iter().map(|part| (f64::from(*part) - 128.0).powi(2)).sum();
        let deviation = (squares / noisy.as_raw().len() as f64).sqrt();
        assert!((deviation - 12.0).abs() < 0.2, "{deviation}");
    }
}
