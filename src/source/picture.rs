//! One picture file.

use std::{
    fs::File,
    io::{Cursor, Read},
    path::Path,
};

use image::{
    AnimationDecoder, DynamicImage, ImageDecoder, ImageError, ImageFormat, RgbImage,
    codecs::{bmp::BmpDecoder, gif::GifDecoder, png::PngDecoder, webp::WebPDecoder},
};

use super::{jpeg, pixels::check_size};

/// A picture of the largest size that is not compressed at all has 150 MB.
const MAX_FILE_BYTES: u64 = 200_000_000;

/// What is wrong with a picture, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) what: String,
    pub(super) hint: &'static str,
}

impl Flaw {
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self { what: what.into(), hint: "copy or save the picture again" }
    }

    pub(super) fn too_large(what: String) -> Self {
        Self { what, hint: "scale it down; 640x480 is enough" }
    }

    fn animated() -> Self {
        Self {
            what: "it is animated, not a picture".into(),
            hint: "make a video of it first: `ffmpeg -i ANIMATION \
                   -vf \"pad=ceil(iw/2)*2:ceil(ih/2)*2\" -pix_fmt yuv420p video.mp4`",
        }
    }
}

/// Reads and decodes a picture, turned upright.
pub(super) fn read(path: &Path) -> Result<RgbImage, Flaw> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| Flaw { what: error.to_string(), hint: "check that you may read the file" })?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Flaw::too_large(format!("it has over {} MB", MAX_FILE_BYTES / 1_000_000)));
    }
    decode(&bytes)
}

/// Decodes a picture, turned upright.
pub(super) fn decode(bytes: &[u8]) -> Result<RgbImage, Flaw> {
    if bytes.is_empty() {
        return Err(Flaw::damaged("it is empty"));
    }
    let reader = Cursor::new(bytes);
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => {
            let (image, orientation) = jpeg::decode(bytes)?;
            let mut image = DynamicImage::ImageRgb8(image);
            image.apply_orientation(orientation);
            Ok(image.into_rgb8())
        }
        Ok(ImageFormat::Png) => {
            let decoder = PngDecoder::new(reader)?;
            if decoder.is_apng()? { Err(Flaw::animated()) } else { still(decoder) }
        }
        Ok(ImageFormat::WebP) => {
            let decoder = WebPDecoder::new(reader)?;
            if decoder.has_animation() { Err(Flaw::animated()) } else { still(decoder) }
        }
        Ok(ImageFormat::Gif) => {
            let decoder = GifDecoder::new(reader.clone())?;
            check_size(decoder.dimensions().0, decoder.dimensions().1).map_err(Flaw::too_large)?;
            if decoder.into_frames().nth(1).is_some() {
                Err(Flaw::animated())
            } else {
                still(GifDecoder::new(reader)?)
            }
        }
        Ok(ImageFormat::Bmp) => still(BmpDecoder::new(reader)?),
        _ => Err(Flaw {
            what: "it is not a JPEG, PNG, WebP, BMP or still GIF picture".into(),
            hint: "save it as one of these",
        }),
    }
}

fn still(mut decoder: impl ImageDecoder) -> Result<RgbImage, Flaw> {
    let (width, height) = decoder.dimensions();
    check_size(width, height).map_err(Flaw::too_large)?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image.into_rgb8())
}

impl From<ImageError> for Flaw {
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Limits(_) => Self::too_large(error.to_string()),
            _ => Self::damaged(error.to_string()),
        }
    }
}
