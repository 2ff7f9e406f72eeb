//! JPEGs in the four inks of a printer, read as such: to go by their profile to sRGB.

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The inks of a picture, not turned.
struct Inks {
    width: u32,
    height: u32,
    /// Four a pixel, 255 being full.
    values: Vec<u8>,
}

/// The colours in sRGB of a JPEG in four inks, not turned; `None` if it has none but colours of
/// light. `profile` is that of the file.
pub(super) fn srgb(file: &[u8], profile: Option<&[u8]>) -> Option<RgbImage> {
    let inks = read(file)?;
    let own = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok());
    let profile = own.filter(|profile| profile.color_space == DataColorSpace::Cmyk);
    converted(&inks, &profile.or_else(any_press)?)
}

/// The inks of a press for a file that does not say which it is made for (CGATS TR 001): the
/// profile by which the typesetter shows such colours.
fn any_press() -> Option<ColorProfile> {
    ColorProfile::new_from_slice(typst_assets::icc::CMYK_TO_XYZ).ok()
}

fn converted(inks: &Inks, profile: &ColorProfile) -> Option<RgbImage> {
    let srgb = ColorProfile::new_srgb();
    let to_srgb = profile
        .create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, TransformOptions::default())
        .ok()?;
    let mut rgb = RgbImage::new(inks.width, inks.height);
    to_srgb.transform(&inks.values, &mut rgb).ok()?;
    Some(rgb)
}

/// The inks of a JPEG; `None` if it has none but colours of light.
fn read(file: &[u8]) -> Option<Inks> {
    let options = DecoderOptions::default().set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().ok()?;
    let space = decoder.input_colorspace()?;
    if !matches!(space, ColorSpace::CMYK | ColorSpace::YCCK) {
        return None;
    }
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(space));
    let (width, height) = decoder.dimensions()?;
    let mut values = decoder.decode().ok()?;
    for pixel in values.chunks_exact_mut(4) {
        if space == ColorSpace::YCCK {
            let [red, green, blue] = rgb(pixel[0], pixel[1], pixel[2]);
            pixel[..3].copy_from_slice(&[red, green, blue]);
        } else {
            // Adobe's programs write how much of the paper is left.
            pixel[..3].iter_mut().for_each(|ink| *ink = 255 - *ink);
        }
        pixel[3] = 255 - pixel[3];
    }
    Some(Inks { width: u32::try_from(width).ok()?, height: u32::try_from(height).ok()?, values })
}

/// Light and two differences of colour to three colours (ITU-T T.871, 7). Of YCCK these are the
/// inks, since Adobe writes their complements, and inverts them.
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    let colours = [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb];
    // Rounded and held between 0 and 255.
    colours.map(|colour| colour.round().clamp(0.0, 255.0) as u8)
}
