//! JPEG, as it stands in files and as webcams send it.

use std::borrow::Cow;

use image::{RgbImage, metadata::Orientation};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

use super::{picture::Flaw, pixels::check_size};

/// Decodes a whole JPEG picture; damage anywhere in it is an error, never a half-grey picture.
/// Also tells how the camera was held, which the pixels do not yet take into account.
pub(super) fn decode(bytes: &[u8]) -> Result<(RgbImage, Orientation), Flaw> {
    let bytes = bytes.get(..end_of_image(bytes).map_err(Flaw::damaged)?).unwrap_or_default();
    // Strict: otherwise damaged data decodes into grey or garbage without an error.
    // The largest size that the format has; `check_size` sets the limit for all formats alike.
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|e| damaged(&e))?;
    let (width, height) = decoder.dimensions().ok_or_else(|| Flaw::damaged("it has no size"))?;
    let (width, height) = (width as u32, height as u32);
    check_size(width, height).map_err(Flaw::too_large)?;
    let pixels = decoder.decode().map_err(|e| damaged(&e))?;
    let orientation = decoder.exif().and_then(|exif| Orientation::from_exif_chunk(exif));
    let image = RgbImage::from_raw(width, height, pixels)
        .ok_or_else(|| Flaw::damaged("it decodes to the wrong length"))?;
    Ok((image, orientation.unwrap_or(Orientation::NoTransforms)))
}

/// The decoder's words, without the quotation marks it puts around some.
fn damaged(error: &zune_jpeg::errors::DecodeErrors) -> Flaw {
    Flaw::damaged(error.to_string().trim_matches('"'))
}

/// Decodes one frame of a webcam's MJPEG stream. Bytes behind its end are ignored (the buffer may still hold the
/// rest of an older frame), and the Huffman tables may be missing, as in Motion JPEG they commonly are.
pub(super) fn decode_webcam_frame(bytes: &[u8]) -> Result<RgbImage, String> {
    let whole = bytes.get(..end_of_image(bytes)?).unwrap_or_default();
    decode(&with_huffman_tables(whole)).map(|(image, _)| image).map_err(|flaw| flaw.what)
}

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DHT: u8 = 0xC4;

/// One step through a JPEG file.
struct Segment {
    marker: u8,
    /// Where its 0xFF stands.
    start: usize,
    /// Where the next thing begins; after SOS that is entropy-coded data.
    end: usize,
}

/// The marker segment at or after `from`, skipping fill bytes and entropy-coded data.
fn next_segment(bytes: &[u8], from: usize) -> Option<Segment> {
    let mut start = from;
    loop {
        start += bytes.get(start..)?.iter().position(|&byte| byte == 0xFF)?;
        match *bytes.get(start + 1)? {
            // A stuffed byte or a restart marker belongs to the entropy-coded data; 0xFF is fill.
            0x00 | 0xD0..=0xD7 => start += 2,
            0xFF => start += 1,
            marker @ (0x01 | SOI | EOI) => return Some(Segment { marker, start, end: start + 2 }),
            marker => {
                let len = u16::from_be_bytes([*bytes.get(start + 2)?, *bytes.get(start + 3)?]);
                return Some(Segment { marker, start, end: start + 2 + usize::from(len) });
            }
        }
    }
}

fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment> {
    let mut at = 2;
    std::iter::from_fn(move || {
        let segment = next_segment(bytes, at)?;
        at = segment.end;
        Some(segment)
    })
}

/// The length of the picture at the start of `bytes`, its end-of-image marker included.
fn end_of_image(bytes: &[u8]) -> Result<usize, String> {
    if !bytes.starts_with(&[0xFF, SOI]) {
        return Err("it does not begin like a JPEG".into());
    }
    segments(bytes)
        .find(|segment| segment.marker == EOI)
        .map(|segment| segment.end)
        .ok_or_else(|| "it is cut short: the end-of-image marker is missing".into())
}

/// Puts the standard Huffman tables before the first scan where there are none.
fn with_huffman_tables(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = segments(bytes).find(|segment| matches!(segment.marker, DHT | SOS)) else {
        return Cow::Borrowed(bytes);
    };
    match bytes.split_at_checked(first.start) {
        Some((before, scan)) if first.marker == SOS => Cow::Owned([before, &standard_dht(), scan].concat()),
        _ => Cow::Borrowed(bytes),
    }
}

/// The tables of ITU-T T.81, annex K.3.3, as one DHT segment.
fn standard_dht() -> Vec<u8> {
    // Number of codes of each length from 1 to 16 bits, then the values (K.3 to K.6).
    const DC_VALUES: [u8; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const LUMA_DC: [u8; 16] = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
    const CHROMA_DC: [u8; 16] = [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
    const LUMA_AC: [u8; 16] = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d];
    const CHROMA_AC: [u8; 16] = [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77];
    let mut segment = vec![0xFF, DHT, 0x01, 0xA2];
    for (class_and_id, counts, values) in [
        (0x00, &LUMA_DC, &DC_VALUES[..]),
        (0x10, &LUMA_AC, &LUMA_AC_VALUES[..]),
        (0x01, &CHROMA_DC, &DC_VALUES[..]),
        (0x11, &CHROMA_AC, &CHROMA_AC_VALUES[..]),
    ] {
        segment.push(class_and_id);
        segment.extend_from_slice(counts);
        segment.extend_from_slice(values);
    }
    segment
}

#[rustfmt::skip]
const LUMA_AC_VALUES: [u8; 162] = [
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22, 0x71,
    0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0, 0x24, 0x33, 0x62, 0x72,
    0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x34, 0x35, 0x36, 0x37,
    0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59,
    0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83,
    0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3,
    0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3,
    0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2,
    0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
];

#[rustfmt::skip]
const CHROMA_AC_VALUES: [u8; 162] = [
    0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71, 0x13, 0x22,
    0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xa1, 0xb1, 0xc1, 0x09, 0x23, 0x33, 0x52, 0xf0, 0x15, 0x62, 0x72, 0xd1,
    0x0a, 0x16, 0x24, 0x34, 0xe1, 0x25, 0xf1, 0x17, 0x18, 0x19, 0x1a, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x35, 0x36,
    0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58,
    0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a,
    0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a,
    0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba,
    0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda,
    0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa,
];

#[cfg(test)]
pub(super) mod tests {
    use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};

    use super::*;

    /// A picture with detail everywhere, as JPEG.
    pub(in crate::source) fn sample(width: u32, height: u32) -> Vec<u8> {
        let image = RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x * 7 % 256) as u8, (y * 5 % 256) as u8, ((x * y) % 256) as u8])
        });
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, 90)
            .encode(&image, width, height, ExtendedColorType::Rgb8)
            .unwrap();
        jpeg
    }

    /// The same picture without its Huffman tables, as many webcams send it.
    fn without_tables(jpeg: &[u8]) -> Vec<u8> {
        let mut out = jpeg[..2].to_vec();
        let mut end_of_headers = 2;
        for segment in segments(jpeg) {
            end_of_headers = segment.start;
            if segment.marker == SOS {
                break;
            }
            if segment.marker != DHT {
                out.extend_from_slice(&jpeg[segment.start..segment.end]);
            }
        }
        out.extend_from_slice(&jpeg[end_of_headers..]);
        out
    }

    #[test]
    fn stale_bytes_behind_the_picture_are_ignored() {
        let jpeg = sample(64, 48);
        let stale = [jpeg.clone(), sample(64, 48)[500..].to_vec(), vec![0; 5000]].concat();
        assert_eq!(decode_webcam_frame(&stale).unwrap(), decode(&jpeg).unwrap().0);
    }

    #[test]
    fn missing_huffman_tables_are_the_standard_ones() {
        // The encoder of `image` uses the standard tables.
        let jpeg = sample(64, 48);
        let bare = without_tables(&jpeg);
        assert!(bare.len() + 400 < jpeg.len() && decode(&bare).is_err());
        assert_eq!(decode_webcam_frame(&bare).unwrap(), decode(&jpeg).unwrap().0);
    }

    #[test]
    fn a_cut_at_any_place_is_an_error() {
        let jpeg = sample(64, 48);
        for len in 0..jpeg.len() {
            assert!(decode(&jpeg[..len]).is_err(), "cut to {len} of {}", jpeg.len());
            assert!(decode_webcam_frame(&jpeg[..len]).is_err());
        }
    }

    #[test]
    fn a_size_in_the_header_that_would_eat_the_memory_is_refused() {
        let mut jpeg = sample(64, 48);
        let frame = segments(&jpeg).find(|segment| segment.marker == 0xC0).unwrap().start;
        jpeg[frame + 5..frame + 9].copy_from_slice(&[0x3F, 0xFF, 0x3F, 0xFF]);
        let flaw = decode(&jpeg).unwrap_err();
        assert!(flaw.what.contains("too large") && flaw.hint.contains("scale it down"), "{flaw:?}");
    }

    proptest::proptest! {
        #[test]
        fn damage_never_panics(at in 0_usize..2500, byte: u8) {
            let mut jpeg = sample(64, 48);
            let at = at % jpeg.len();
            jpeg[at] = byte;
            drop(decode_webcam_frame(&jpeg));
            drop(decode(&jpeg));
        }
    }
}
