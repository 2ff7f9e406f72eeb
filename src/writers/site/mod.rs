//! A list of editions as pages for the web: the list, a page for each book, pages for authors, series, languages and subjects, an Atom feed of
//! the newest, a map for search engines.
//!
//! The pages are static and need nothing but the files beside them. Without scripts all can be read and every choice is a link; a small script
//! of the site's own finds and orders. A policy in every page keeps out whatever comes from elsewhere.

mod access;
mod atom;
mod book;
mod cards;
mod data;
mod facts;
mod files;
mod frame;
mod lists;
mod sample;
mod sitemap;
mod terms;

use std::io;

use crate::ir::Date;
use crate::list::{By, Catalogue, Group, Put, Source};
use terms::Terms;

const STYLE: &str = include_str!("list.css");
const SCRIPT: &str = include_str!("list.js");
const ICON: &str = include_str!("icon.svg");

/// How many books stand on one page, if all can; of a longer list there are pages of [`PAGE`] books.
const WHOLE: usize = 500;
/// How many books stand on a page of a longer list.
const PAGE: usize = 100;

/// Writes all pages and what they need.
///
/// # Errors
/// Where an edition cannot be read again, or a file not be put.
pub fn write(catalogue: &Catalogue, source: &dyn Source, put: &mut Put<'_>) -> io::Result<()> {
    let mut site = Site::new(catalogue, put);
    site.put.file("list.css", STYLE.into())?;
    site.put.file("list.js", SCRIPT.into())?;
    site.put.file("icon.svg", ICON.into())?;
    lists::write(&mut site)?;
    for entry in &catalogue.entries {
        let publication = source.publication(entry.at)?;
        let sample = sample::read(&publication, entry.at, source)?;
        let page = book::page(&site.words, entry, &publication, sample);
        site.page(&page.path.clone(), Some(entry.date), page.html(&site.words))?;
    }
    let feed = atom::feed(catalogue, source)?;
    site.put.file("feed.xml", feed)?;
    sitemap::write(&mut site)
}

/// What all pages are made of.
#[derive(Debug, Clone, Copy)]
struct Words<'a> {
    /// The list.
    catalogue: &'a Catalogue,
    /// The words of the pages.
    terms: &'static Terms,
    /// The words that feeds have, too.
    shared: &'static crate::list::Terms,
    /// The words that books have, too.
    books: &'static crate::language::Terms,
}

impl Words<'_> {
    /// The path of the first page of a group.
    fn group(group: &Group) -> String {
        format!("{}/{}.html", group.by.folder(), group.slug)
    }

    /// The path of the page of an index.
    fn index(by: By) -> String {
        format!("{}.html", by.index())
    }
}

/// The pages that were written.
struct Site<'a, 'p> {
    words: Words<'a>,
    put: Out<'a, 'p>,
    /// Paths of the pages, with the day of those that have one.
    written: Vec<(String, Option<Date>)>,
}

/// Where files go.
struct Out<'a, 'p>(&'a mut Put<'p>);

impl Out<'_, '_> {
    fn file(&mut self, path: &str, bytes: Vec<u8>) -> io::Result<()> {
        (self.0)(path, bytes)
    }
}

impl<'a, 'p> Site<'a, 'p> {
    fn new(catalogue: &'a Catalogue, put: &'a mut Put<'p>) -> Self {
        let language = &catalogue.list.language;
        let words = Words {
            catalogue,
            terms: Terms::of(language),
            shared: crate::list::Terms::of(language),
            books: crate::language::terms(language),
        };
        Self { words, put: Out(put), written: Vec::new() }
    }

    /// Puts a page, and notes it for the map of the site.
    fn page(&mut self, path: &str, day: Option<Date>, bytes: Vec<u8>) -> io::Result<()> {
        self.written.push((path.to_owned(), day));
        self.put.file(path, bytes)
    }
}
