//! Which of the files that a picture can be is taken.

use image::DynamicImage;
use image::metadata::Orientation;

use super::{Bounds, COVER, Encoded, TEXT, colour, encode, png};
use crate::ir::ImageFormat;
use crate::resources::jpeg;
use crate::resources::raster::Picture;

/// A file that is encoded anew must be so much smaller, in percent of the old one: otherwise that
/// keeps what it has.
const WORTHWHILE: usize = 60;
/// So many percent of a PNG a JPEG may have to be taken for it.
const SMALLER: usize = 70;

/// The file for a picture of which `bytes` is the one that the edition has.
pub(super) fn best(bytes: &[u8], picture: Picture, is_cover: bool) -> Encoded {
    let bounds = if is_cover { COVER } else { TEXT };
    let format = picture.format;
    let turned = picture.orientation != Orientation::NoTransforms;
    let (pixels, recoloured) = colour::srgb(picture);
    let (pixels, flattened) = encode::flat(pixels);
    let (pixels, shrunk) = within(pixels, bounds);
    let (width, height) = (pixels.width(), pixels.height());
    let changed = turned || recoloured || flattened || shrunk;
    let (format, bytes) = match format {
        ImageFormat::Jpeg => (ImageFormat::Jpeg, of_jpeg(bytes, &pixels, changed)),
        _ if is_cover => (ImageFormat::Jpeg, encode::jpeg(&pixels, None)),
        _ => {
            let own = (format == ImageFormat::Png && !changed).then_some(bytes);
            of_lossless(own, &pixels, is_coarse(format, bytes))
        }
    };
    Encoded { format, width, height, bytes: bytes.into() }
}

/// A JPEG is one already and keeps its pixels if it can; if it cannot, it does not grow.
fn of_jpeg(bytes: &[u8], pixels: &DynamicImage, changed: bool) -> Vec<u8> {
    let bare = if changed { None } else { jpeg::bare(bytes, |_| false) };
    let fresh = encode::jpeg(pixels, Some(bytes.len()));
    match bare {
        Some(bare) if fresh.len() * 100 > bare.len() * WORTHWHILE => bare,
        _ => fresh,
    }
}

/// What was kept to the pixel stays so, unless it is a photograph. `own` is the file of the edition
/// if it says the same as the pixels.
fn of_lossless(
    own: Option<&[u8]>,
    pixels: &DynamicImage,
    is_coarse: bool,
) -> (ImageFormat, Vec<u8>) {
    let fresh = encode::png(pixels);
    let bare = own.and_then(png::bare).filter(|bare| bare.len() <= fresh.len());
    let lossless = bare.unwrap_or(fresh);
    if is_coarse || encode::is_photograph(pixels) {
        let jpeg = encode::jpeg(pixels, None);
        if jpeg.len() * 100 < lossless.len() * SMALLER {
            return (ImageFormat::Jpeg, jpeg);
        }
    }
    (ImageFormat::Png, lossless)
}

/// Whether the file did not keep its pixels as they were: WebP in its lossy form (RFC 9649, 2.5).
fn is_coarse(format: ImageFormat, bytes: &[u8]) -> bool {
    format == ImageFormat::WebP && bytes.windows(4).any(|name| name == b"VP8 ")
}

/// Scaled down to the bounds, and whether it had to be. Nothing is scaled up.
fn within(pixels: DynamicImage, bounds: Bounds) -> (DynamicImage, bool) {
    let (width, height) = (f64::from(pixels.width()), f64::from(pixels.height()));
    let by_side = f64::from(bounds.side) / width.max(height);
    // Both are far below 2^53.
    let by_area = (bounds.area as f64 / (width * height)).sqrt();
    let scale = by_side.min(by_area);
    if scale >= 1.0 {
        return (pixels, false);
    }
    let scaled = |side: f64| ((side * scale).floor() as u32).max(1);
    (pixels.resize_exact(scaled(width), scaled(height), image::imageops::Lanczos3), true)
}
