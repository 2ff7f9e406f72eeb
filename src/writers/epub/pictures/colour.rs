//! Colours: from the profile of a file (ICC) to sRGB, which is what a reader takes a picture for
//! that says nothing.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::resources::raster::Picture;

/// Levels of 255 by which a colour may differ from sRGB: less is rounding.
const NEAR: u8 = 2;

/// The pixels in sRGB, and whether they had to change. A profile that cannot be used, or not for
/// these pixels, is passed over.
pub(super) fn srgb(picture: Picture) -> (DynamicImage, bool) {
    let Picture { pixels, profile, inks, .. } = picture;
    if inks {
        // Converted when it was read.
        return (pixels, true);
    }
    let profile = profile.and_then(|bytes| ColorProfile::new_from_slice(&bytes).ok());
    let has_colour = pixels.color().has_color();
    let converted = profile.and_then(|profile| match profile.color_space {
        DataColorSpace::Rgb if has_colour => of_rgb(&pixels, &profile),
        DataColorSpace::Gray if !has_colour => of_grey(&pixels, &profile),
        _ => None,
    });
    match converted {
        Some(converted) => (converted, true),
        None => (pixels, false),
    }
}

/// `None` if the colours are those of sRGB, or the profile is none for pictures.
fn of_rgb(pixels: &DynamicImage, profile: &ColorProfile) -> Option<DynamicImage> {
    let from = pixels.to_rgba8();
    let to_srgb = profile
        .create_transform_8bit(
            Layout::Rgba,
            &ColorProfile::new_srgb(),
            Layout::Rgba,
            TransformOptions::default(),
        )
        .ok()?;
    let mut to = from.clone();
    to_srgb.transform(from.as_raw(), &mut to).ok()?;
    // What is transparent keeps its share, whatever becomes of its colour.
    for (new, old) in to.pixels_mut().zip(from.pixels()) {
        new.0[3] = old.0[3];
    }
    let near = from.as_raw().iter().zip(to.as_raw()).all(|(a, b)| a.abs_diff(*b) <= NEAR);
    (!near).then_some(DynamicImage::ImageRgba8(to))
}

/// `None` if the levels are those of sRGB, or the profile is none for pictures.
fn of_grey(pixels: &DynamicImage, profile: &ColorProfile) -> Option<DynamicImage> {
    let to_srgb = profile
        .create_transform_8bit(
            Layout::Gray,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .ok()?;
    let levels: Vec<u8> = (0..=u8::MAX).collect();
    let mut colours = vec![0; levels.len() * 3];
    to_srgb.transform(&levels, &mut colours).ok()?;
    let table: Vec<u8> = colours.chunks_exact(3).map(|colour| colour[1]).collect();
    if levels.iter().zip(&table).all(|(a, b)| a.abs_diff(*b) <= NEAR) {
        return None;
    }
    let mut pixels = pixels.to_luma_alpha8();
    for pixel in pixels.pixels_mut() {
        pixel.0[0] = table[usize::from(pixel.0[0])];
    }
    Some(DynamicImage::ImageLumaA8(pixels))
}
