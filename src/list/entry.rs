//! What is kept of an edition for the whole list.

use crate::ir::{Contributor, Date, Language, Metadata};
use crate::publication::{FileRole, Publication, PublishedFile};

/// An edition of the list: what cards, orders and groups need.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place among the editions that the list was made of.
    pub at: usize,
    /// Its name in paths.
    pub slug: String,
    /// Its identifier.
    pub identifier: String,
    /// The title.
    pub title: String,
    /// The title as it is sorted.
    pub title_sort: String,
    /// The subtitles as one text.
    pub subtitle: Option<String>,
    /// Under whose names it stands: its authors; of a book without any its editors and compilers.
    pub creators: Vec<Creator>,
    /// Whether these are authors.
    pub authored: bool,
    /// The language of the text.
    pub language: Language,
    /// Date of publication.
    pub date: Date,
    /// Titles of its series, with the number in each.
    pub series: Vec<(String, Option<String>)>,
    /// What it is about, in words.
    pub subjects: Vec<String>,
    /// The small picture of its cover, else the cover.
    pub picture: Option<Picture>,
    /// Whether it has an e-book or pages for readers.
    pub offered: bool,
}

/// Somebody under whose name a book stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creator {
    /// The name as printed.
    pub name: String,
    /// The name as sorted.
    pub sort: String,
}

/// A picture of a cover.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Its file.
    pub name: String,
    /// Width and height in pixels, if they are known.
    pub size: Option<[u32; 2]>,
}

impl Entry {
    /// What is kept of an edition.
    #[must_use]
    pub fn of(publication: &Publication) -> Self {
        let metadata = &publication.metadata;
        let (creators, authored) = creators(metadata);
        let first = |role| publication.files_of(role).next();
        let picture = first(FileRole::Thumbnail).or_else(|| first(FileRole::Cover));
        let offers = |file: &PublishedFile| matches!(file.role, FileRole::Ebook | FileRole::Pdf);
        Self {
            at: 0,
            slug: metadata.slug.clone(),
            identifier: metadata.identifier.clone(),
            title: metadata.title.clone(),
            title_sort: metadata.title_sort.clone().unwrap_or_else(|| metadata.title.clone()),
            subtitle: metadata.subtitle(),
            creators,
            authored,
            language: metadata.language.clone(),
            date: metadata.date,
            series: unique(metadata.series.iter().map(|s| (s.title.clone(), s.number.clone()))),
            subjects: unique(metadata.subjects.iter().map(|subject| subject.name.clone())),
            picture: picture.map(Picture::of),
            offered: publication.files.iter().any(offers),
        }
    }
}

impl Picture {
    /// The picture in a file.
    #[must_use]
    pub fn of(file: &PublishedFile) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is clamped"
        )]
        let pixels = |side: f64| side.round().clamp(0.0, 65_535.0) as u32;
        let size = file.size.map(|size| size.map(pixels));
        Self { name: file.name.clone(), size: size.filter(|[w, h]| *w > 0 && *h > 0) }
    }
}

/// The authors, else those who edited or compiled the book.
fn creators(metadata: &Metadata) -> (Vec<Creator>, bool) {
    let with = |codes: &[&str]| -> Vec<Creator> {
        let has = |c: &&Contributor| c.roles.iter().any(|role| codes.contains(&role.0.as_str()));
        let found = metadata.contributors.iter().filter(has);
        unique(found.map(|c| Creator { name: c.name.clone(), sort: c.sort.clone() }))
    };
    let authors = with(&["aut"]);
    if authors.is_empty() { (with(&["edt", "com"]), false) } else { (authors, true) }
}

/// Each thing once, in its order.
fn unique<T: PartialEq>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for thing in things {
        if !seen.contains(&thing) {
            seen.push(thing);
        }
    }
    seen
}
