//! The bytes that belong to a book but not to its text: pictures and fonts of the edition.
//! Pictures of pixels are decoded here, drawings cleaned.

mod cmyk;
pub mod jpeg;
pub mod raster;
pub mod svg;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ir::ImageFormat;

/// Foreign bytes of an edition, by path in its folder.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    /// The pictures, drawings cleaned; the keys are those of
    /// [`Book::images`](crate::ir::Book::images).
    pub images: BTreeMap<String, Arc<[u8]>>,
    /// Font files (OpenType, TrueType) of the edition's own `fonts/`.
    pub fonts: BTreeMap<String, Arc<[u8]>>,
}

/// The format of a picture, told by its content: what a file is called says nothing of it.
#[must_use]
pub fn format(bytes: &[u8]) -> Option<ImageFormat> {
    if svg::is_svg(bytes) { Some(ImageFormat::Svg) } else { raster::format(bytes).ok() }
}
