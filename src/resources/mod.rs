//! The bytes that belong to a book but not to its text: pictures and fonts of the edition.
//! Pictures of pixels are decoded here, drawings cleaned.
//!
//! What a picture or a font is, its bytes say and not its name. What neither output must have, the camera's
//! words, the inks of a press, what a drawing would load or run, is taken out here; what only screens need,
//! bounds, sRGB, a white ground, is the EPUB writer's affair. Pixels are decoded when an edition is read,
//! and again when the EPUB is written, so that no more than a picture a core is in memory.

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
