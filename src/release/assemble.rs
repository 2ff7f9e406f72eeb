//! A release in memory.

use std::collections::BTreeMap;

use crate::completeness;
use crate::diff::{Changes, Text};
use crate::ir::Metadata;
use crate::output::{CHECKSUMS, checksum};
use crate::pipeline::{self, EPUB, Made, PDF, PRINT, Profile};
use crate::publication::{self, FileRole, Judged, Offers, Publication, PublishedFile};
use crate::writers::changes;

use super::judges::Book;
use super::label;

/// A release that is not placed yet.
#[derive(Debug)]
pub struct Release {
    /// Its name, see [`label`].
    pub label: String,
    /// What is known of it.
    pub publication: Publication,
    /// Its files with their names, but for the list of sums and `edition.json`.
    files: BTreeMap<String, Vec<u8>>,
}

/// Puts a release together of what was made of an edition. `source`: the sum of what it was made from; `before`: what changed against the
/// release before, with the names of both.
#[must_use]
pub fn assemble(
    metadata: &Metadata,
    text: &Text,
    made: Made,
    source: String,
    before: Option<(&Changes<'_>, (&str, &str))>,
) -> Release {
    let label = label(metadata);
    let slug = made.slug.clone();
    let (words, notes) = completeness::counts(text);
    let mut release = Release {
        publication: Publication {
            format: publication::VERSION,
            program: concat!("umbruch ", env!("CARGO_PKG_VERSION")).to_owned(),
            source,
            metadata: metadata.clone(),
            words,
            notes,
            offers: None,
            files: Vec::new(),
            judged: Vec::new(),
        },
        label,
        files: BTreeMap::new(),
    };
    let name = |name: &str, label: &str| {
        let rest = name.strip_prefix(&slug).unwrap_or(name);
        format!("{slug}-{label}{rest}")
    };
    for file in made.books {
        let (role, variant) = match file.target {
            Some(target) if target == &EPUB => (FileRole::Ebook, profile(&file.name, &slug)),
            Some(target) if target == &PDF => (FileRole::Pdf, layout(&file.name, &slug)),
            Some(target) if target == &PRINT => (FileRole::Print, layout(&file.name, &slug)),
            _ => (FileRole::Report, None),
        };
        if role == FileRole::Ebook && variant.is_none() {
            release.publication.offers =
                pipeline::claims(&file.name, &file.bytes).map(|claims| Offers {
                    modes: claims.modes.iter().map(|one| (*one).to_owned()).collect(),
                    sufficient: claims.sufficient.iter().map(|one| (*one).to_owned()).collect(),
                    features: claims.features.iter().map(|one| one.as_str().to_owned()).collect(),
                    hazards: vec![claims.hazard.as_str().to_owned()],
                });
        }
        let name = name(&file.name, &release.label);
        release.put(name, role, variant, file.pages, file.bytes);
    }
    for file in made.reports {
        let name = name(&file.name, &release.label);
        release.put(name, FileRole::Report, None, None, file.bytes);
    }
    if let Some((found, names)) = before {
        let told = [
            ("html", changes::page(found, names)),
            ("json", changes::json(found, names)),
            ("dj", changes::imprint(found).into_bytes()),
        ];
        for (ending, bytes) in told {
            let name = format!("{slug}-{}.changes.{ending}", release.label);
            release.put(name, FileRole::Changes, None, None, bytes);
        }
    }
    release
}

impl Release {
    /// Puts in a file.
    pub fn put(
        &mut self,
        name: String,
        role: FileRole,
        variant: Option<String>,
        pages: Option<usize>,
        bytes: Vec<u8>,
    ) {
        let file = PublishedFile {
            media_type: media_type(&name).to_owned(),
            bytes: bytes.len() as u64,
            sha256: checksum(&bytes),
            name: name.clone(),
            role,
            variant,
            pages,
            size: None,
        };
        let files = &mut self.publication.files;
        let at = files.partition_point(|other| other.name < file.name);
        files.insert(at, file);
        self.files.insert(name, bytes);
    }

    /// The files to be judged.
    #[must_use]
    pub fn books(&self) -> Vec<Book<'_>> {
        let books = self.publication.files.iter().filter_map(|file| {
            let bytes = self.files.get(&file.name)?;
            Some(Book { name: &file.name, role: file.role, bytes })
        });
        books.collect()
    }

    /// Notes what was judged.
    pub fn set_judged(&mut self, judged: Vec<Judged>) {
        self.publication.judged = judged;
    }

    /// The files but `edition.json` and the list of sums: names and bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// All files as they are placed.
    #[must_use]
    pub fn into_files(mut self) -> Vec<(String, Vec<u8>)> {
        self.files.insert(publication::FILE.to_owned(), self.publication.json());
        let sums = self.files.iter().map(|(name, bytes)| format!("{}  {name}\n", checksum(bytes)));
        let sums: String = sums.collect();
        self.files.insert(CHECKSUMS.to_owned(), sums.into_bytes());
        self.files.into_iter().collect()
    }
}

/// The reading system that an EPUB was made for.
fn profile(name: &str, slug: &str) -> Option<String> {
    let rest = name.strip_prefix(slug)?.strip_suffix(".epub")?.strip_prefix('-')?;
    Profile::NAMED.iter().filter_map(|one| one.name()).find(|one| *one == rest).map(str::to_owned)
}

/// The layout that a PDF was set in, or the part of the order that a file for the printer is.
fn layout(name: &str, slug: &str) -> Option<String> {
    let rest = name.strip_prefix(slug)?.strip_suffix(".pdf")?.strip_prefix('-')?;
    Some(rest.to_owned())
}

/// The media type of what umbruch makes.
fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("epub") => "application/epub+zip",
        Some("pdf") => "application/pdf",
        Some("html") => "text/html",
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        _ => "text/plain",
    }
}
