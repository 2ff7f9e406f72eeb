//! Pictures of pixels: decoded to the last byte and turned upright, within bounds of memory.

use std::io::{BufReader, Cursor};

use image::codecs::{gif, png, webp};
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};

use super::{cmyk, jpeg};
use crate::ir::ImageFormat;

/// A decoded picture.
#[derive(Debug)]
pub struct Picture {
    /// The format of the file.
    pub format: ImageFormat,
    /// The pixels, upright.
    pub pixels: DynamicImage,
    /// How they had to be turned for that, as the metadata (EXIF) of the file says.
    pub orientation: Orientation,
    /// Whether the file holds the inks of a press, from which the pixels were converted to sRGB.
    pub inks: bool,
    /// The colour profile (ICC) of the file.
    pub profile: Option<Vec<u8>>,
    /// Whether the file holds more than one picture, to be shown one after the other.
    pub moves: bool,
}

/// Why a file is no picture of pixels that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is of a format that is not read, or of none; what it is if that can be seen.
    Format(Option<&'static str>),
    /// It is cut off or damaged; the format that it begins as.
    Damaged(&'static str),
    /// It takes more memory than half a gigabyte; width and height.
    Large(u32, u32),
}

/// Decodes the whole picture: one that is cut off must not come into a book.
///
/// # Errors
/// See [`Fault`].
pub fn read(bytes: &[u8]) -> Result<Picture, Fault> {
    let format = format(bytes)?;
    let damaged = || Fault::Damaged(format.name());
    let mut reader = ImageReader::with_format(Cursor::new(bytes), decoded(format));
    reader.limits(Limits::default());
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        ImageError::Limits(_) => too_large(format, bytes),
        _ => damaged(),
    })?;
    let (width, height) = decoder.dimensions();
    let large = |_| Fault::Large(width, height);
    Limits::default().reserve(decoder.total_bytes()).map_err(large)?;
    // What cannot be read beside the picture is as good as not there.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| !profile.is_empty());
    let mut pixels = match format {
        ImageFormat::Jpeg => jpeg::pixels(bytes).ok_or_else(damaged)?,
        _ => DynamicImage::from_decoder(decoder).map_err(|_| damaged())?,
    };
    let inks = match format {
        ImageFormat::Jpeg => cmyk::srgb(bytes, profile.as_deref()),
        _ => None,
    };
    let has_inks = inks.is_some();
    if let Some(converted) = inks {
        pixels = DynamicImage::ImageRgb8(converted);
    }
    pixels.apply_orientation(orientation);
    let moves = moves(format, bytes);
    Ok(Picture { format, pixels, orientation, inks: has_inks, profile, moves })
}

/// A picture of which no more is known than that its decoder wants too much: its size, if the file
/// says it.
fn too_large(format: ImageFormat, bytes: &[u8]) -> Fault {
    let reader = ImageReader::with_format(Cursor::new(bytes), decoded(format));
    reader
        .into_dimensions()
        .map_or(Fault::Damaged(format.name()), |(width, height)| Fault::Large(width, height))
}

/// The format of a file, told by its first bytes.
pub(super) fn format(bytes: &[u8]) -> Result<ImageFormat, Fault> {
    use image::ImageFormat as Known;
    match image::guess_format(bytes) {
        Ok(Known::Jpeg) => Ok(ImageFormat::Jpeg),
        Ok(Known::Png) => Ok(ImageFormat::Png),
        Ok(Known::Gif) => Ok(ImageFormat::Gif),
        Ok(Known::WebP) => Ok(ImageFormat::WebP),
        _ => Err(Fault::Format(other(bytes))),
    }
}

/// What stands at a place near the beginning of files that are taken for pictures, and what they are.
const OTHERS: [(usize, &[u8], &str); 24] = [
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"BM", "BMP"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftypheic", "HEIC, as telephones take it"),
    (4, b"ftypheix", "HEIC, as telephones take it"),
    (4, b"ftypmif1", "HEIC, as telephones take it"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
    (0, b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (0, b"\0\0\x01\0", "an icon (ICO)"),
    (0, b"8BPS", "a file of Photoshop (PSD)"),
    (0, b"gimp xcf", "a file of GIMP (XCF)"),
    (0, b"%PDF-", "PDF"),
    (0, b"%!PS", "PostScript (EPS)"),
    (0, b"\xc5\xd0\xd3\xc6", "PostScript (EPS)"),
    (0, b"PK\x03\x04", "a ZIP archive or a document of an office program"),
    (0, b"<!DOCTYPE html", "a web page"),
    (0, b"<!doctype html", "a web page"),
    (0, b"<html", "a web page"),
    (0, b"\xff\xfe<\0", "XML in UTF-16"),
    (0, b"\xfe\xff\0<", "XML in UTF-16"),
    (0, b"version https://git-lfs", "the pointer of Git LFS to a picture that was not fetched"),
    (0, b"\xd7\xcd\xc6\x9a", "a Windows metafile (WMF)"),
];

/// What a file is that is no picture of ours.
fn other(bytes: &[u8]) -> Option<&'static str> {
    if bytes.is_empty() {
        return Some("an empty file");
    }
    let stands =
        |at: usize, what: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(what));
    let known = OTHERS.iter().find(|(at, what, _)| stands(*at, what)).map(|(.., name)| *name);
    let is_text = || std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    known.or_else(|| is_text().then_some("a text"))
}

fn decoded(format: ImageFormat) -> image::ImageFormat {
    match format {
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Gif => image::ImageFormat::Gif,
        ImageFormat::WebP => image::ImageFormat::WebP,
        ImageFormat::Png | ImageFormat::Svg => image::ImageFormat::Png,
    }
}

fn moves(format: ImageFormat, bytes: &[u8]) -> bool {
    let reader = BufReader::new(Cursor::new(bytes));
    match format {
        ImageFormat::Gif => gif::GifDecoder::new(reader)
            .is_ok_and(|decoder| decoder.into_frames().take(2).filter(Result::is_ok).count() > 1),
        ImageFormat::Png => {
            png::PngDecoder::new(reader).is_ok_and(|decoder| decoder.is_apng().unwrap_or(false))
        }
        ImageFormat::WebP => {
            webp::WebPDecoder::new(reader).is_ok_and(|decoder| decoder.has_animation())
        }
        ImageFormat::Jpeg | ImageFormat::Svg => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG in which each scan makes the picture finer.
    const PROGRESSIVE: &[u8] = include_bytes!("../../tests/epub/pictures/progressive.jpg");

    /// A picture of which every part differs from every other.
    fn picture() -> DynamicImage {
        let mut state = 7_u32;
        DynamicImage::ImageRgb8(image::RgbImage::from_fn(50, 44, |x, y| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgb([(x * 5) as u8, (y * 5) as u8, (state >> 24) as u8])
        }))
    }

    fn written(format: image::ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture().write_to(&mut bytes, format).expect("a picture can be written");
        bytes.into_inner()
    }

    fn all() -> [(&'static str, Vec<u8>); 5] {
        use image::ImageFormat as Known;
        [
            ("JPEG", written(Known::Jpeg)),
            ("JPEG", PROGRESSIVE.to_vec()),
            ("PNG", written(Known::Png)),
            ("GIF", written(Known::Gif)),
            ("WebP", written(Known::WebP)),
        ]
    }

    #[test]
    fn a_picture_that_is_cut_off_is_refused_wherever_it_is_cut() {
        for (name, bytes) in all() {
            let whole = read(&bytes).expect("a picture").pixels;
            let mut refused = 0;
            for length in 16..bytes.len() {
                match read(&bytes[..length]) {
                    Err(fault) => {
                        assert_eq!(fault, Fault::Damaged(name), "{name} of {length} bytes");
                        refused += 1;
                    }
                    // Nothing but what follows the pixels is missing.
                    Ok(cut) => assert!(cut.pixels == whole, "{name} of {length} bytes"),
                }
            }
            assert!(refused + 40 > bytes.len() - 16, "{name}: {refused} of {}", bytes.len());
        }
    }

    #[test]
    fn what_follows_a_picture_does_no_harm() {
        for (name, mut bytes) in all() {
            let whole = read(&bytes).expect("a picture").pixels;
            bytes.extend(b"\n<!-- more -->\0\0\xff\xd9");
            assert!(read(&bytes).is_ok_and(|picture| picture.pixels == whole), "{name}");
        }
    }

    #[test]
    fn a_jpeg_whose_middle_is_lost_is_refused() {
        let bytes = written(image::ImageFormat::Jpeg);
        let half = [&bytes[..bytes.len() / 2], &[0xff, 0xd9]].concat();
        assert_eq!(read(&half).map(|_| ()), Err(Fault::Damaged("JPEG")));
        let whole = read(&bytes).expect("a picture").pixels;
        let open = &bytes[..bytes.len() - 2];
        assert!(read(open).is_ok_and(|picture| picture.pixels == whole), "only its end is missing");
    }

    #[test]
    fn what_is_no_picture_is_told_for_what_it_is() {
        let cases: [(&[u8], Option<&str>); 9] = [
            (b"", Some("an empty file")),
            (b"Ein Text.", Some("a text")),
            (b"<!DOCTYPE html><title>404</title>", Some("a web page")),
            (b"II*\0\x08\0\0\0", Some("TIFF")),
            (b"BM\0\0\0\0\0\0", Some("BMP")),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Some("HEIC, as telephones take it")),
            (b"\0\0\0\x1cftypavif\0\0\0\0", Some("AVIF")),
            (b"%PDF-1.7", Some("PDF")),
            (b"\x13\x37\0\0\0\0\0\0", None),
        ];
        for (bytes, name) in cases {
            assert_eq!(read(bytes).map(|_| ()), Err(Fault::Format(name)));
        }
    }

    /// A few bytes that say that they are a picture of gigabytes.
    #[test]
    fn what_does_not_fit_into_memory_is_told_with_its_size() {
        let mut png = written(image::ImageFormat::Png);
        png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let sum = crc(&png[12..29]);
        png[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(read(&png).map(|_| ()), Err(Fault::Large(65_536, 65_536)));
    }

    /// The sum of a chunk (PNG, annex D).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 }
            })
        })
    }
}
