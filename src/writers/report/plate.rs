//! Photographs on the pages, made small: to look at a page nobody needs what the printer needs.

use std::io::Cursor;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageReader, Limits, Rgba, RgbaImage};

/// Pictures up to so many bytes stay as they are.
const SMALL: usize = 120_000;
/// Most pixels on a side of those that are made small.
const SIDE: u32 = 900;
const QUALITY: u8 = 75;

/// A `data:` address of a picture, a shorter one if it is long. One that cannot be read is left as
/// it is.
pub(super) fn shrink(address: String) -> String {
    if address.len() <= SMALL {
        return address;
    }
    match smaller(&address) {
        Some(shorter) if shorter.len() < address.len() => shorter,
        _ => address,
    }
}

fn smaller(address: &str) -> Option<String> {
    let (_, data) = address.split_once(";base64,")?;
    let bytes = BASE64_STANDARD.decode(data).ok()?;
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(Limits::default());
    let picture = reader.decode().ok()?;
    let small = if picture.width().max(picture.height()) > SIDE {
        picture.thumbnail(SIDE, SIDE)
    } else {
        picture
    };
    // JPEG knows no holes: what is seen through is the paper.
    let mut paper = RgbaImage::from_pixel(small.width(), small.height(), Rgba([255; 4]));
    image::imageops::overlay(&mut paper, &small.to_rgba8(), 0, 0);
    let mut jpeg = Vec::new();
    let flat = DynamicImage::ImageRgba8(paper).to_rgb8();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&flat).ok()?;
    Some(format!("data:image/jpeg;base64,{}", BASE64_STANDARD.encode(jpeg)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_pictures_become_short_and_odd_ones_stay() {
        // Noise, which no format makes small by itself.
        let noise = |x: u32, y: u32| (x.wrapping_mul(x) ^ y.wrapping_mul(31)).to_le_bytes()[0];
        let picture = image::GrayImage::from_fn(1200, 1500, |x, y| image::Luma([noise(x, y)]));
        let mut png = Vec::new();
        picture.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).expect("written");
        let long = format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png));
        assert!(long.len() > SMALL);
        let short = shrink(long.clone());
        assert!(short.len() < long.len() && short.starts_with("data:image/jpeg;base64,"));
        let odd = format!("data:image/png;base64,{}", "?".repeat(SMALL));
        assert_eq!(shrink(odd.clone()), odd);
    }
}
