//! JPEG (ITU-T T.81): the picture without what stands beside it, to the last bit.
//!
//! A JPEG is whole if its scans send every bit (`scans`) and no decoder asks for more: it is decoded twice,
//! once with bytes behind the end, and both times the pixels must be the same.

mod scans;

use std::borrow::Cow;
use std::hash::{Hash as _, Hasher as _};

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Start and end of the file, start of the pixels.
const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
/// The segment that says how colours are coded (Adobe).
const ADOBE: u8 = 0xee;

/// Coded pixels that no picture goes on with in earnest; no byte of them begins a marker.
const FILLER: [u8; 64] = {
    let mut bytes = [0; 64];
    let mut at = 0;
    while at < bytes.len() {
        bytes[at] = (at * 89 + 57) as u8 & 0x7f;
        at += 1;
    }
    bytes
};

/// The pixels of a whole picture, not turned. `None` if some are missing or damaged: other decoders
/// show grey in their place, or a coarse picture, and say nothing.
pub(super) fn pixels(file: &[u8]) -> Option<DynamicImage> {
    let bare = bare(&ended(file), |_| true)?;
    if !scans::are_complete(&bare) {
        return None;
    }
    // Where all pixels are there, no decoder looks at what follows them.
    let (coded, end) = bare.split_at(bare.len() - 2);
    let longer = fingerprint(&decoded(&[coded, &FILLER, end].concat())?);
    let pixels = decoded(&bare)?;
    (fingerprint(&pixels) == longer).then_some(pixels)
}

fn fingerprint(pixels: &DynamicImage) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    pixels.as_bytes().hash(&mut hasher);
    hasher.finish()
}

/// The file with the marker of its end, which cameras that run out of power and careless programs
/// leave out.
#[must_use]
pub fn ended(file: &[u8]) -> Cow<'_, [u8]> {
    match bare(file, |_| true) {
        Some(_) => Cow::Borrowed(file),
        None => Cow::Owned([file, &[0xff, END]].concat()),
    }
}

fn decoded(file: &[u8]) -> Option<DynamicImage> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().ok()?;
    let is_grey = matches!(decoder.input_colorspace()?, ColorSpace::Luma);
    let space = if is_grey { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(space));
    let (width, height) = decoder.dimensions()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let values = decoder.decode().ok()?;
    if is_grey {
        GrayImage::from_raw(width, height, values).map(DynamicImage::ImageLuma8)
    } else {
        RgbImage::from_raw(width, height, values).map(DynamicImage::ImageRgb8)
    }
}

/// What of the segments beside the picture may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The colour profile (ICC).
    Profile,
    /// How the picture is to be turned; a segment that says nothing else is written for it.
    Orientation,
}

/// The file without metadata (EXIF, XMP, IPTC, comments) and without anything behind its end, but
/// with what `keeps` says; `None` if it is not built as a JPEG.
#[must_use]
pub fn bare(bytes: &[u8], keeps: impl Fn(Beside) -> bool) -> Option<Vec<u8>> {
    if bytes.get(..2)? != [0xff, START] {
        return None;
    }
    let mut out = vec![0xff, START];
    let mut at = 2;
    loop {
        // Between segments any number of 0xff may stand; what else stands there is passed over, as by
        // all who read such files.
        while bytes.get(at..at + 2)? == [0xff, 0xff] || *bytes.get(at)? != 0xff {
            at += 1;
        }
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        if marker == END {
            out.extend([0xff, END]);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        // The length counts itself.
        let segment = bytes.get(at..at + 2 + length).filter(|_| length >= 2)?;
        at += segment.len();
        match marker {
            SCAN => {
                let end = at + scan(bytes.get(at..)?)?;
                out.extend_from_slice(segment);
                out.extend_from_slice(&bytes[at..end]);
                at = end;
            }
            ADOBE => out.extend_from_slice(segment),
            0xe0 if segment.get(4..8) == Some(b"JFIF") => out.extend(without_thumbnail(segment)),
            0xe1 if keeps(Beside::Orientation) => out.extend(orientation(segment)),
            0xe2 if segment.get(4..15) == Some(b"ICC_PROFILE") && keeps(Beside::Profile) => {
                out.extend_from_slice(segment);
            }
            // Of applications, and comments.
            0xe0..=0xef | 0xfe => {}
            _ => out.extend_from_slice(segment),
        }
    }
}

/// The length of the coded pixels: to the next marker that does not belong to them.
fn scan(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff | 0xd0..=0xd7))
}

/// The JFIF segment says version and density; the small picture in it is dropped.
fn without_thumbnail(segment: &[u8]) -> Vec<u8> {
    let mut kept = segment.get(..16).unwrap_or(segment).to_vec();
    kept.resize(16, 0);
    kept.extend([0, 0]);
    kept[2..4].copy_from_slice(&16u16.to_be_bytes());
    kept
}

/// A segment that says how the picture is to be turned and nothing else (Exif 3.0, 4.7.2), if the
/// one given says that it must be.
fn orientation(segment: &[u8]) -> Vec<u8> {
    let found = segment.get(4..).and_then(|rest| rest.strip_prefix(b"Exif\0\0"));
    let found = found.and_then(Orientation::from_exif_chunk);
    let Some(turned) = found.filter(|found| *found != Orientation::NoTransforms) else {
        return Vec::new();
    };
    let mut out = vec![0xff, 0xe1, 0, 34];
    out.extend(b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0");
    out.extend([turned.to_exif(), 0, 0, 0, 0, 0, 0, 0]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with all that cameras write beside it.
    fn with_segments(segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut picture = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_fn(24, 16, |x, y| image::Rgb([x as u8 * 9, y as u8 * 9, 90]))
            .write_to(&mut picture, image::ImageFormat::Jpeg)
            .expect("a JPEG");
        let picture = picture.into_inner();
        let mut out = picture[..2].to_vec();
        for (marker, content) in segments {
            out.extend([0xff, *marker]);
            out.extend((content.len() as u16 + 2).to_be_bytes());
            out.extend(*content);
        }
        out.extend(&picture[2..]);
        out
    }

    const TURNED: &[u8] =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";

    fn pixels(bytes: &[u8]) -> Vec<u8> {
        image::load_from_memory(bytes).expect("a picture").to_rgb8().into_raw()
    }

    #[test]
    fn nothing_but_the_picture_is_kept() {
        let beside: &[(u8, &[u8])] = &[
            (0xe1, TURNED),
            (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
            (0xed, b"Photoshop 3.0\0"),
            (0xe2, b"ICC_PROFILE\0\x01\x01..."),
            (0xfe, b"a secret"),
        ];
        let plain = with_segments(&[]);
        let mut full = with_segments(beside);
        full.extend(b"more behind the end");
        let bare_of_all = bare(&full, |_| false).expect("a JPEG");
        assert_eq!(bare_of_all, bare(&plain, |_| false).expect("a JPEG"));
        assert_eq!(pixels(&bare_of_all), pixels(&plain));
    }

    #[test]
    fn the_orientation_alone_can_be_kept() {
        let full = with_segments(&[(0xe1, TURNED), (0xfe, b"a secret")]);
        let kept = bare(&full, |beside| beside == Beside::Orientation).expect("a JPEG");
        let picture = super::super::raster::read(&kept).expect("a picture");
        assert_eq!(picture.orientation, Orientation::Rotate90);
        assert!(!kept.windows(8).any(|bytes| bytes == b"a secret"));
    }

    #[test]
    fn segments_of_any_length_are_read() {
        let plain = with_segments(&[]);
        for marker in [0xe0, 0xe1, 0xe2, 0xee, 0xfe] {
            for length in 0..=u8::MAX {
                let mut broken = plain[..2].to_vec();
                broken.extend([0xff, marker, 0, length]);
                broken.extend(&plain[2..]);
                let kept = bare(&broken, |_| true);
                assert!(length >= 2 || kept.is_none(), "{marker} {length}");
            }
        }
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let plain = with_segments(&[(0xe1, TURNED)]);
        for length in 0..plain.len() {
            assert_eq!(bare(&plain[..length], |_| true), None, "{length}");
        }
    }
}
