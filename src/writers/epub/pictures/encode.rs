//! Pixels to files.

use std::collections::BTreeMap;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, RgbImage};

use super::png::{self, Indexed};

/// Quality of a JPEG, of 100: with it, and colours as fine as light, no eye finds the difference.
const QUALITY: u8 = 88;
/// Qualities to go down to so that a file does not grow: what was coarse looks no coarser.
const LOWER: [u8; 3] = [82, 75, 68];
/// Most colours of a palette.
const COLOURS: usize = 256;
/// Percent of pixels that are like their neighbour on the left, below which a picture is a
/// photograph: drawings have areas and letters white between them, and photographs have grain.
const EVEN: u64 = 40;

/// Eight bits a colour, grey if it is grey, on white ground; and whether something was transparent.
pub(super) fn flat(pixels: DynamicImage) -> (DynamicImage, bool) {
    let grey = matches!(pixels, DynamicImage::ImageLuma8(_) | DynamicImage::ImageLuma16(_));
    if grey {
        return (DynamicImage::ImageLuma8(pixels.into_luma8()), false);
    }
    let mut transparent = false;
    let rgb = if pixels.color().has_alpha() {
        let pixels = pixels.into_rgba8();
        transparent = pixels.pixels().any(|pixel| pixel.0[3] < 255);
        RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
            let [red, green, blue, alpha] = pixels.get_pixel(x, y).0;
            image::Rgb([red, green, blue].map(|colour| on_white(colour, alpha)))
        })
    } else {
        pixels.into_rgb8()
    };
    if rgb.pixels().all(|pixel| pixel.0[0] == pixel.0[1] && pixel.0[1] == pixel.0[2]) {
        let values = rgb.pixels().map(|pixel| pixel.0[0]).collect();
        let grey = GrayImage::from_raw(rgb.width(), rgb.height(), values);
        return (DynamicImage::ImageLuma8(grey.expect("a value a pixel")), transparent);
    }
    (DynamicImage::ImageRgb8(rgb), transparent)
}

fn on_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    // Between 0 and 255 whatever the two are.
    ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// A JPEG; if it may be told, one that is not larger than `most` bytes.
pub(super) fn jpeg(pixels: &DynamicImage, most: Option<usize>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for quality in std::iter::once(QUALITY).chain(LOWER) {
        bytes.clear();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        encoder.encode_image(pixels).expect("no side is longer than a JPEG's can be");
        if most.is_none_or(|most| bytes.len() <= most) {
            break;
        }
    }
    bytes
}

/// A PNG with as few bits a pixel as hold it.
pub(super) fn png(pixels: &DynamicImage) -> Vec<u8> {
    match palette(pixels) {
        Some(indexed) => png::indexed(&indexed),
        None => png::plain(pixels),
    }
}

/// The picture by numbers of colours, if it has few.
fn palette(pixels: &DynamicImage) -> Option<Indexed> {
    let rgb = pixels.to_rgb8();
    let mut numbers: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    for pixel in rgb.pixels() {
        if !numbers.contains_key(&pixel.0) {
            if numbers.len() == COLOURS {
                return None;
            }
            numbers.insert(pixel.0, 0);
        }
    }
    // With more than sixteen levels grey itself takes no more room than a number.
    if numbers.len() > 16 && matches!(pixels, DynamicImage::ImageLuma8(_)) {
        return None;
    }
    for (number, value) in (0..=u8::MAX).zip(numbers.values_mut()) {
        *value = number;
    }
    let pixels = rgb.pixels().map(|pixel| numbers[&pixel.0]).collect();
    let colours = numbers.into_keys().collect();
    Some(Indexed { width: rgb.width(), height: rgb.height(), colours, pixels })
}

/// Whether a picture is a photograph or the scan of one, rather than a drawing or letters.
pub(super) fn is_photograph(pixels: &DynamicImage) -> bool {
    let rgb = pixels.to_rgb8();
    let (mut all, mut even) = (0u64, 0u64);
    for row in rgb.rows() {
        let row: Vec<[u8; 3]> = row.map(|pixel| pixel.0).collect();
        for pair in row.windows(2) {
            all += 1;
            even += u64::from(pair[0] == pair[1]);
        }
    }
    all > 0 && even * 100 < all * EVEN
}
