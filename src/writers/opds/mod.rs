//! A list of editions as OPDS feeds, version 2.0 (JSON) and 1.2 (Atom): a start feed that leads to all, the newest, and those by author,
//! series, language and subject; feeds of books in pages, with facets; each book as a document of its own.
//!
//! Both versions have the same feeds under the same names, `opds/index.json` beside `opds/index.xml`. Which feeds there are and what stands
//! on which page is settled here ([`feeds`]), how a feed is written in [`two`] and [`one`].

mod feeds;
mod one;
mod two;

use std::io;

use crate::list::{By, Catalogue, Pages, Put, START_JSON, START_XML, Source};
use crate::publication::{FileRole, Publication, PublishedFile};
use feeds::{Leaf, Page, Shelf};

/// The media type of a book in OPDS 2.0.
const PUBLICATION_TYPE: &str = "application/opds-publication+json";
/// The media type of a feed of books in OPDS 1.2.
const ACQUISITION_TYPE: &str = "application/atom+xml;profile=opds-catalog;kind=acquisition";
/// The relation of what anybody may take.
const OPEN_ACCESS: &str = "http://opds-spec.org/acquisition/open-access";
/// The relation of the newest books.
const NEW: &str = "http://opds-spec.org/sort/new";
/// The relation of a facet.
const FACET: &str = "http://opds-spec.org/facet";

/// Writes all feeds. Editions without files for readers are in none: OPDS asks for something to be had.
///
/// # Errors
/// Where an edition cannot be read again, or a file not be put.
pub fn write(catalogue: &Catalogue, source: &dyn Source, put: &mut Put<'_>) -> io::Result<()> {
    let catalogue = catalogue.offered();
    let start = feeds::start(&catalogue);
    put(START_JSON, two::navigation(&catalogue, &start))?;
    put(START_XML, one::navigation(&catalogue, &start))?;
    for by in By::ALL.into_iter().filter(|by| !catalogue.groups(*by).is_empty()) {
        for page in feeds::indexes(&catalogue, by) {
            put(&page.path("json"), two::navigation(&catalogue, &page))?;
            put(&page.path("xml"), one::navigation(&catalogue, &page))?;
        }
    }
    for shelf in feeds::shelves(&catalogue) {
        write_shelf(&catalogue, &shelf, source, put)?;
    }
    for entry in &catalogue.entries {
        let publication = source.publication(entry.at)?;
        let path = format!("opds/books/{}.json", entry.slug);
        put(&path, two::document(&catalogue, &publication))?;
    }
    Ok(())
}

fn write_shelf(
    catalogue: &Catalogue,
    shelf: &Shelf<'_>,
    source: &dyn Source,
    put: &mut Put<'_>,
) -> io::Result<()> {
    let pages = Pages::new(shelf.members.len(), catalogue.list.per_page);
    for number in 1..=pages.count() {
        let members = pages.slice(&shelf.members, number);
        let read = members.iter().map(|at| source.publication(catalogue.entries[*at].at));
        let publications = read.collect::<io::Result<Vec<Publication>>>()?;
        let page = Page { stem: shelf.stem.clone(), number, pages };
        let leaf = Leaf { shelf, page, publications: &publications };
        put(&leaf.page.path("json"), two::acquisition(catalogue, &leaf))?;
        put(&leaf.page.path("xml"), one::acquisition(catalogue, &leaf))?;
    }
    Ok(())
}

/// The files of an edition that readers take, e-books first, with what each is called.
fn taken(publication: &Publication) -> Vec<(&PublishedFile, String)> {
    let of = |role| publication.files_of(role);
    of(FileRole::Ebook).chain(of(FileRole::Pdf)).map(|file| (file, called(file))).collect()
}

/// `EPUB (kindle)`
fn called(file: &PublishedFile) -> String {
    let format = match file.role {
        FileRole::Ebook => "EPUB",
        _ => "PDF",
    };
    match &file.variant {
        Some(variant) => format!("{format} ({variant})"),
        None => format.to_owned(),
    }
}

/// The picture of the cover and the small one.
fn pictures(publication: &Publication) -> [Option<&PublishedFile>; 2] {
    [FileRole::Cover, FileRole::Thumbnail].map(|role| publication.files_of(role).next())
}
