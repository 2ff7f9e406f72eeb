//! The cover: the editor's own or the one that was made from the metadata.

use std::collections::BTreeMap;

use super::Options;
use super::package::Item;
use super::pictures::Picture;
use crate::ir::{Book, ImageFormat, Metadata};
use crate::language::terms;

/// File name of a cover that was made.
const MADE: &str = "cover.jpg";

/// The picture of the cover in the EPUB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CoverImage {
    /// File name in the folder of pictures.
    pub(super) file: String,
    /// Alternative text.
    pub(super) alt: String,
    /// Width in pixels.
    pub(super) width: u32,
    /// Height in pixels.
    pub(super) height: u32,
    /// Its path in the edition's folder, if it is the editor's own.
    pub(super) path: Option<String>,
}

impl CoverImage {
    /// The file of a cover that was made; one of the editor's is a picture like others.
    pub(super) fn own_item(&self, options: &Options<'_>) -> Option<Item> {
        let picture = options.cover.as_ref().filter(|_| self.path.is_none())?;
        Some(Item::image(MADE, ImageFormat::Jpeg, picture.jpeg.clone(), true))
    }
}

/// The cover of the book, if there is one.
pub(super) fn find(
    book: &Book,
    images: &BTreeMap<&str, Picture>,
    options: &Options<'_>,
) -> Option<CoverImage> {
    editors(book, images).or_else(|| {
        let picture = options.cover.as_ref()?;
        Some(CoverImage {
            file: MADE.to_owned(),
            alt: description(book.metadata()),
            width: picture.width,
            height: picture.height,
            path: None,
        })
    })
}

fn editors(book: &Book, images: &BTreeMap<&str, Picture>) -> Option<CoverImage> {
    let cover = book.metadata().cover.as_ref()?;
    let picture = images.get(cover.path.as_str())?;
    let alt = cover.alt.trim();
    Some(CoverImage {
        file: picture.file.clone(),
        alt: if alt.is_empty() { description(book.metadata()) } else { alt.to_owned() },
        width: picture.width,
        height: picture.height,
        path: Some(cover.path.clone()),
    })
}

/// What a made cover shows: `Umschlag: Karl Muster, Der Titel. Ein Versuch`.
fn description(metadata: &Metadata) -> String {
    let words = terms(&metadata.language);
    let authors: Vec<&str> = metadata.names_with("aut").collect();
    let title = metadata.full_title();
    if authors.is_empty() {
        return format!("{}: {title}", words.cover);
    }
    format!("{}: {}, {title}", words.cover, words.list(&authors))
}
