//! Reads the pictures and fonts that a book needs.

use std::collections::BTreeMap;
use std::io::Cursor;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{BlockKind, Book, Image, ImageFormat, InlineKind, walk};
use crate::resources::Resources;
use crate::source::Span;
use crate::storage::{Folder, ReadError};

/// Largest picture or font, in bytes.
const LIMIT: u64 = 64 << 20;

/// Reads every picture that the book names, and the fonts in `fonts/`; fills
/// [`Book::images`]. `cover` is where the manifest names the cover's picture.
pub fn load_resources(
    book: &mut Book,
    cover: Option<Span>,
    folder: &dyn Folder,
    diagnostics: &mut Diagnostics,
) -> Resources {
    let mut resources = Resources::default();
    for (path, span) in named(book, cover) {
        if let Some((image, bytes)) = picture(&path, span, folder, diagnostics) {
            book.images.insert(path.clone(), image);
            resources.images.insert(path, bytes.into());
        }
    }
    for name in folder.files_in("fonts") {
        let lower = name.to_lowercase();
        let is_font = [".otf", ".ttf", ".ttc", ".otc"].iter().any(|end| lower.ends_with(end));
        if let (true, Ok(bytes)) = (is_font, folder.read(&format!("fonts/{name}"), LIMIT)) {
            resources.fonts.insert(format!("fonts/{name}"), bytes.into());
        }
    }
    resources
}

/// The pictures by path, with the first place that names each.
fn named(book: &Book, cover: Option<Span>) -> BTreeMap<String, Span> {
    let mut paths: Vec<(String, Span)> = Vec::new();
    if let (Some(picture), Some(span)) = (&book.metadata.cover, cover) {
        paths.push((picture.path.clone(), span));
    }
    let notes = book.notes.iter().map(|note| &note.body);
    for blocks in book.sections.iter().map(|section| &section.blocks).chain(notes) {
        walk::blocks(blocks, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind {
                paths.push((figure.path.clone(), figure.path_span));
            }
        });
        walk::inlines(blocks, &mut |inline| {
            if let InlineKind::Image { path, .. } = &inline.kind {
                paths.push((path.clone(), inline.span));
            }
        });
    }
    for section in &book.sections {
        if let Some(heading) = &section.heading {
            walk::nested(&heading.title, &mut |inline| {
                if let InlineKind::Image { path, .. } = &inline.kind {
                    paths.push((path.clone(), inline.span));
                }
            });
        }
    }
    let mut first = BTreeMap::new();
    for (path, span) in paths {
        first.entry(path).or_insert(span);
    }
    first
}

fn picture(
    path: &str,
    span: Span,
    folder: &dyn Folder,
    diagnostics: &mut Diagnostics,
) -> Option<(Image, Vec<u8>)> {
    let bytes = match folder.read(path, LIMIT) {
        Ok(bytes) => bytes,
        Err(error) => {
            report_unread(path, span, &error, diagnostics);
            return None;
        }
    };
    match decode(&bytes) {
        Ok(image) => Some((image, bytes)),
        Err(reason) => {
            diagnostics.report(
                Code::ImageUnreadable,
                span,
                format!("`{path}` cannot be used: {reason}"),
                "save the picture once more, as JPEG (photographs) or PNG (drawings)",
            );
            None
        }
    }
}

/// Decodes the whole picture: one that is cut off must not come into a book.
fn decode(bytes: &[u8]) -> Result<Image, &'static str> {
    let mut reader = image::ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| "it cannot be read")?;
    let format = match reader.format() {
        Some(image::ImageFormat::Jpeg) => ImageFormat::Jpeg,
        Some(image::ImageFormat::Png) => ImageFormat::Png,
        _ => return Err("it is neither JPEG nor PNG"),
    };
    reader.limits(image::Limits::default());
    let picture = reader.decode().map_err(|_| "it is damaged or too large")?;
    Ok(Image { format, width: picture.width(), height: picture.height() })
}

fn report_unread(path: &str, span: Span, error: &ReadError, diagnostics: &mut Diagnostics) {
    let (code, message, hint) = match error {
        ReadError::Outside => (
            Code::FileOutside,
            format!("`{path}` leads out of the edition's folder"),
            "copy the picture into the edition's folder and name it from there",
        ),
        ReadError::TooLarge(limit) => (
            Code::ImageUnreadable,
            format!("`{path}` is larger than {} MiB", limit >> 20),
            "scale the picture down; 300 dots an inch are enough for print",
        ),
        ReadError::Missing | ReadError::NoFile => (
            Code::ImageMissing,
            format!("there is no picture `{path}`"),
            "correct the path, which is relative to the edition's folder, or add the file",
        ),
        ReadError::Refused(reason) => (
            Code::ImageUnreadable,
            format!("`{path}` cannot be read: {}", reason.to_lowercase()),
            "look at the file's permissions",
        ),
    };
    diagnostics.report(code, span, message, hint);
}
