//! Pictures of pixels: decoded to the last byte and turned upright, within bounds of memory.

use std::io::{BufReader, Cursor};

use image::codecs::{gif, png, webp};
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageReader, Limits};

use super::cmyk;
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
    /// It is of a format that is not read, or of none; the name of the format if it has one.
    Format(Option<&'static str>),
    /// It is damaged, or takes more memory than half a gigabyte.
    Damaged,
}

/// Decodes the whole picture: one that is cut off must not come into a book.
///
/// # Errors
/// See [`Fault`].
pub fn read(bytes: &[u8]) -> Result<Picture, Fault> {
    let format = format(bytes)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), decoded(format));
    reader.limits(Limits::default());
    let mut decoder = reader.into_decoder().map_err(|_| Fault::Damaged)?;
    Limits::default().reserve(decoder.total_bytes()).map_err(|_| Fault::Damaged)?;
    // What cannot be read beside the picture is as good as not there.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| !profile.is_empty());
    let mut pixels = DynamicImage::from_decoder(decoder).map_err(|_| Fault::Damaged)?;
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

fn format(bytes: &[u8]) -> Result<ImageFormat, Fault> {
    use image::ImageFormat as Known;
    Ok(match image::guess_format(bytes).map_err(|_| Fault::Format(None))? {
        Known::Jpeg => ImageFormat::Jpeg,
        Known::Png => ImageFormat::Png,
        Known::Gif => ImageFormat::Gif,
        Known::WebP => ImageFormat::WebP,
        Known::Tiff => return Err(Fault::Format(Some("TIFF"))),
        Known::Bmp => return Err(Fault::Format(Some("BMP"))),
        Known::Avif => return Err(Fault::Format(Some("AVIF"))),
        _ => return Err(Fault::Format(None)),
    })
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
