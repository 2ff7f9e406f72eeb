//! Reads the pictures that a book needs.

mod judged;
mod measures;
mod named;
mod told;

use std::collections::BTreeMap;

use image::codecs::jpeg::JpegEncoder;
use rayon::prelude::*;

pub use judged::Judged;
use judged::Judgement;
pub use measures::LEAST as LEAST_COVER;

use crate::diagnostics::Diagnostics;
use crate::ir::{Image, ImageFormat, Manuscript};
use crate::resources::{Resources, jpeg, raster, svg};
use crate::source::{Sources, Span};
use crate::storage::{Folder, ReadError};

/// Largest picture, in bytes.
const LIMIT: u64 = 64 << 20;
/// Largest drawing, in bytes.
const DRAWING_LIMIT: usize = 16 << 20;
/// Quality of a JPEG that is made of one in inks, of 100: high enough for print.
const INKS_QUALITY: u8 = 95;

/// Reads every picture that the manuscript names: what each is, by path, and its bytes. `cover` is where the manifest
/// names the cover's picture. Drawings are put to `sources`, for what is told of them has its place
/// there. What is known of pictures already is not found out again.
pub fn load_pictures(
    manuscript: &Manuscript,
    cover: Option<Span>,
    (folder, judged): (&dyn Folder, &Judged),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> (BTreeMap<String, Image>, Resources) {
    let mut images = BTreeMap::new();
    let mut resources = Resources::default();
    let named: Vec<(String, Span)> = named::pictures(manuscript, cover).into_iter().collect();
    let read: Vec<Read> = named.par_iter().map(|(path, _)| read(path, folder, judged)).collect();
    for ((path, span), read) in named.into_iter().zip(read) {
        let teller = told::Teller { path: &path, span, folder };
        if let Some((image, bytes)) = taken(read, &teller, sources, diagnostics) {
            images.insert(path.clone(), image);
            resources.images.insert(path, bytes.into());
        }
    }
    measures::check(manuscript, &images, cover, diagnostics);
    (images, resources)
}

/// What was read of a picture.
enum Read {
    Unread(ReadError),
    Unusable(raster::Fault),
    Pixels {
        image: Image,
        bytes: Vec<u8>,
        moves: bool,
    },
    /// A drawing, with its text.
    Drawing(String, Result<svg::Drawing, svg::Fault>),
    /// A drawing in another encoding, compressed, or too large.
    NoText(&'static str),
}

fn read(path: &str, folder: &dyn Folder, judged: &Judged) -> Read {
    let bytes = match folder.read(path, LIMIT) {
        Ok(bytes) => bytes,
        Err(error) => return Read::Unread(error),
    };
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Read::NoText("it is compressed; save it as `.svg`");
    }
    if svg::is_svg(&bytes) {
        if bytes.len() > DRAWING_LIMIT {
            return Read::NoText("a drawing may have 16 MiB");
        }
        return match String::from_utf8(bytes) {
            Ok(text) => {
                let drawing = svg::clean(&text);
                Read::Drawing(text, drawing)
            }
            Err(_) => Read::NoText("its text is not UTF-8; save it once more"),
        };
    }
    let sum = judged::sum(&bytes);
    if let Some(Judgement { image, moves }) = judged.get(&sum) {
        return Read::Pixels { image, moves, bytes: bare(image.format, bytes) };
    }
    match raster::read(&bytes) {
        Ok(picture) => {
            let (width, height) = (picture.pixels.width(), picture.pixels.height());
            let image = Image { format: picture.format, width, height };
            let moves = picture.moves;
            if picture.inks {
                return Read::Pixels { image, moves, bytes: in_light(picture, bytes) };
            }
            judged.keep(sum, Judgement { image, moves });
            Read::Pixels { image, moves, bytes: bare(image.format, bytes) }
        }
        Err(fault) => Read::Unusable(fault),
    }
}

/// A picture in inks in the colours of light, since a PDF/A that says nothing of inks may not hold any.
fn in_light(picture: raster::Picture, bytes: Vec<u8>) -> Vec<u8> {
    let mut converted = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut converted, INKS_QUALITY);
    match picture.pixels.into_rgb8().write_with_encoder(encoder) {
        Ok(()) => converted,
        Err(_) => bytes,
    }
}

/// The bytes of a picture as both outputs take them: a JPEG without what a camera wrote beside it
/// (the place where it stood, above all).
fn bare(format: ImageFormat, bytes: Vec<u8>) -> Vec<u8> {
    match format {
        ImageFormat::Jpeg => jpeg::bare(&jpeg::ended(&bytes), |_| true).unwrap_or(bytes),
        ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP | ImageFormat::Svg => bytes,
    }
}

/// The picture if it can be used; tells what there is to be told of it.
fn taken(
    read: Read,
    teller: &told::Teller<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<(Image, Vec<u8>)> {
    match read {
        Read::Unread(error) => diagnostics.push(teller.unread(&error)),
        Read::Unusable(fault) => diagnostics.push(teller.unusable(fault)),
        Read::NoText(reason) => diagnostics.push(teller.no_text(reason)),
        Read::Pixels { image, bytes, moves } => {
            if moves {
                diagnostics.push(teller.moves());
            }
            return Some((image, bytes));
        }
        Read::Drawing(text, drawing) => {
            let shown = teller.folder.shown(teller.path);
            match drawing {
                Ok(drawing) => {
                    if !drawing.removed.is_empty() || drawing.words.is_some() {
                        let file = sources.add(shown, text);
                        diagnostics.extend(teller.drawing(&drawing, file));
                    }
                    let (width, height) = (drawing.width, drawing.height);
                    let image = Image { format: ImageFormat::Svg, width, height };
                    return Some((image, drawing.bytes));
                }
                Err(fault) => {
                    let file = sources.add(shown, text);
                    diagnostics.push(teller.faulty(&fault, file));
                }
            }
        }
    }
    None
}
