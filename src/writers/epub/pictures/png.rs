//! PNG (W3C, Portable Network Graphics, 3rd edition): written with a palette where that holds the
//! picture, and stripped of all but the picture.

use image::DynamicImage;
use png::{BitDepth, ColorType, Compression, Encoder, Filter, Info};

/// A picture by numbers of its colours.
pub(super) struct Indexed {
    pub(super) width: u32,
    pub(super) height: u32,
    /// At most 256.
    pub(super) colours: Vec<[u8; 3]>,
    /// The number of the colour of each pixel, row by row.
    pub(super) pixels: Vec<u8>,
}

/// A PNG with a palette.
pub(super) fn indexed(picture: &Indexed) -> Vec<u8> {
    let (depth, bits) = match picture.colours.len() {
        0..=2 => (BitDepth::One, 1),
        3..=4 => (BitDepth::Two, 2),
        5..=16 => (BitDepth::Four, 4),
        _ => (BitDepth::Eight, 8),
    };
    let mut data = Vec::new();
    for row in picture.pixels.chunks(picture.width.max(1) as usize) {
        for group in row.chunks(8 / bits) {
            let shifted = |(at, number): (usize, &u8)| number << (8 - bits * (at + 1));
            data.push(group.iter().enumerate().map(shifted).fold(0, |byte, part| byte | part));
        }
    }
    let mut info = Info::with_size(picture.width, picture.height);
    info.color_type = ColorType::Indexed;
    info.bit_depth = depth;
    let palette: Vec<u8> = picture.colours.iter().flatten().copied().collect();
    info.palette = Some(palette.into());
    file(info, Filter::NoFilter, &data)
}

/// A PNG of eight bits a colour, grey or with three colours.
pub(super) fn plain(pixels: &DynamicImage) -> Vec<u8> {
    let mut info = Info::with_size(pixels.width(), pixels.height());
    info.bit_depth = BitDepth::Eight;
    match pixels {
        DynamicImage::ImageLuma8(grey) => {
            info.color_type = ColorType::Grayscale;
            file(info, Filter::Adaptive, grey.as_raw())
        }
        other => {
            info.color_type = ColorType::Rgb;
            file(info, Filter::Adaptive, other.to_rgb8().as_raw())
        }
    }
}

fn file(info: Info<'_>, filter: Filter, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = Encoder::with_info(&mut bytes, info).and_then(|mut encoder| {
        encoder.set_compression(Compression::High);
        encoder.set_filter(filter);
        encoder.write_header()?.write_image_data(data)
    });
    written.expect("memory takes all that is written, and the data fit the header");
    bytes
}

/// The file without all that is beside the picture (text, times, profiles); `None` if it is no PNG
/// that holds just one picture of at most eight bits, without transparency.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    const SIGNATURE: usize = 8;
    let mut out = bytes.get(..SIGNATURE)?.to_vec();
    let mut at = SIGNATURE;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let name = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        match name {
            // Bits a colour, and the interlaced order that old readers show slowly.
            b"IHDR" if chunk.get(16)? > &8 || chunk.get(20)? != &0 => return None,
            b"tRNS" | b"acTL" => return None,
            b"IHDR" | b"PLTE" | b"IDAT" => out.extend_from_slice(chunk),
            b"IEND" => {
                out.extend_from_slice(chunk);
                return Some(out);
            }
            _ => {}
        }
        at = end;
    }
}
