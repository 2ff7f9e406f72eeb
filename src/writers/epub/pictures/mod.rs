//! Pictures as screens of paper and of glass want them: within the bounds of the shops, in sRGB,
//! on white ground, without what cameras and programs write beside them.

mod choose;
mod colour;
mod encode;
mod png;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::ir::{Book, Image, ImageFormat};
use crate::resources::{Resources, raster, svg};
use crate::writers::xhtml::FileNames;

/// A picture of the EPUB.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    /// Its file name in the folder of pictures.
    pub(super) file: String,
    /// JPEG, PNG or SVG.
    pub(super) format: ImageFormat,
    /// Width of the file in pixels.
    pub(super) width: u32,
    /// Height of the file in pixels.
    pub(super) height: u32,
    /// How wide it is in inches where nobody says how wide it shall be.
    pub(super) inches: f64,
    /// The file.
    pub(super) bytes: Arc<[u8]>,
}

/// How large a picture may be.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    /// Longer side, in pixels.
    side: u32,
    /// Width times height.
    area: u64,
}

/// Pictures of the text: Apple takes none of more than 5.6 million pixels; no screen of a reading
/// system shows more than 2732 along its side, and something is left to be looked at closely.
const TEXT: Bounds = Bounds { side: 3200, area: 5_600_000 };
/// The cover: as high as shops ask for.
const COVER: Bounds = Bounds { side: 2560, area: 5_600_000 };

/// A file that was made of one of the edition.
struct Encoded {
    format: ImageFormat,
    width: u32,
    height: u32,
    bytes: Arc<[u8]>,
}

/// Makes the pictures of a book, by their paths in the edition; those that are not among the
/// resources are passed over.
pub(super) fn prepare<'a>(book: &'a Book, resources: &Resources) -> BTreeMap<&'a str, Picture> {
    let cover = book.metadata().cover.as_ref().map(|cover| cover.path.as_str());
    let present: Vec<(&str, &Image, &Arc<[u8]>)> = book
        .images
        .iter()
        .filter_map(|(path, image)| Some((path.as_str(), image, resources.images.get(path)?)))
        .collect();
    let encoded: Vec<Encoded> = present
        .par_iter()
        .map(|(path, image, bytes)| encoded(image, bytes, cover == Some(path)))
        .collect();
    let mut files = FileNames::default();
    // The picture that umbruch makes for the cover.
    files.fresh("cover", ".jpg");
    let named = present.into_iter().zip(encoded).map(|((path, image, _), encoded)| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let Encoded { format, width, height, bytes } = encoded;
        let file = files.fresh(stem, ending(format));
        (path, Picture { file, format, width, height, inches: image.inches(), bytes })
    });
    named.collect()
}

fn ending(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Jpeg => ".jpg",
        ImageFormat::Svg => ".svg",
        ImageFormat::Png => ".png",
        ImageFormat::Gif => ".gif",
        ImageFormat::WebP => ".webp",
    }
}

fn encoded(image: &Image, bytes: &Arc<[u8]>, is_cover: bool) -> Encoded {
    let as_it_is = |bytes: Arc<[u8]>| {
        let Image { format, width, height } = *image;
        Encoded { format, width, height, bytes }
    };
    if image.format == ImageFormat::Svg {
        return as_it_is(svg::on_white(bytes).into());
    }
    match raster::read(bytes) {
        Ok(picture) => choose::best(bytes, picture, is_cover),
        // It was decoded when it was read.
        Err(_) => as_it_is(bytes.clone()),
    }
}
