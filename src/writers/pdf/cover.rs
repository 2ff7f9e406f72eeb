//! The cover: a page set by the layout's `cover.typ`, as a JPEG.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageBuffer, Rgba};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::lower;
use super::retell::Teller;
use super::typeset::{self, Failure, Typeset};
use super::world::World;
use crate::diagnostics::{Code, Diagnostic};
use crate::fonts::Fonts;
use crate::ir::Book;
use crate::layouts::Layout;
use crate::resources::Resources;

/// Width in pixels; width and height are what shops ask for.
const WIDTH: u32 = 1600;
/// Height in pixels.
const HEIGHT: u32 = 2560;
/// Pixels on a point: the page of `cover.typ` is 400 × 640 pt.
const SCALE: f64 = 4.0;
/// Quality of the JPEG, of 100.
const QUALITY: u8 = 88;

/// A cover as a picture.
#[derive(Debug, Clone)]
pub struct CoverPicture {
    /// The file.
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Makes the cover from the metadata.
///
/// # Errors
/// If the layout's `cover.typ` cannot be set.
pub fn cover(
    book: &Book,
    layout: &Layout,
    resources: &Resources,
    fonts: &Fonts,
) -> Result<CoverPicture, Vec<Diagnostic>> {
    let (typst, map) = lower::lower_cover(book, layout.settings(), layout.span());
    let world = World::new(typst, layout, resources, fonts.clone());
    let teller = Teller { world: &world, map: &map, layout };
    let set = typeset::typeset(&world, None, None)
        .and_then(Typeset::sound)
        .map_err(|failure| teller.failure(failure))?;
    picture(&set.document).map_err(|fault| match fault {
        Fault::Panic(failure) => teller.failure(failure),
        Fault::Size => vec![wrong_size(layout)],
    })
}

enum Fault {
    Panic(Failure),
    Size,
}

fn picture(document: &PagedDocument) -> Result<CoverPicture, Fault> {
    let options = RenderOptions { pixel_per_pt: SCALE.into(), render_bleed: false };
    let page = document.pages().first().ok_or(Fault::Size)?;
    let pixels = typeset::guarded(|| typst_render::render(page, &options)).map_err(Fault::Panic)?;
    if (pixels.width(), pixels.height()) != (WIDTH, HEIGHT) {
        return Err(Fault::Size);
    }
    // The page is opaque, so the colours stand as they are; a copy without the fourth channel would be the most
    // that a build has in memory.
    let opaque: ImageBuffer<Rgba<u8>, &[u8]> =
        ImageBuffer::from_raw(WIDTH, HEIGHT, pixels.data()).ok_or(Fault::Size)?;
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&opaque)
        .expect("a picture of this size is always a JPEG");
    Ok(CoverPicture { jpeg, width: WIDTH, height: HEIGHT })
}

fn wrong_size(layout: &Layout) -> Diagnostic {
    Diagnostic::new(
        Code::LayoutBroken,
        layout.span(),
        format!("the cover of the layout `{}` is not one page of 400 × 640 pt", layout.name()),
        "set the page of `cover.typ` to this size",
    )
}
