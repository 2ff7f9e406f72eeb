//! What is known of what was made, and its files, in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::judges::Book;
use super::sample;
use crate::completeness;
use crate::diff::{Changes, Text};
use crate::ir::Metadata;
use crate::output::{CHECKSUMS, checksum};
use crate::pipeline::{self, EPUB, Made, PDF, PRINT, Profile};
use crate::publication::{self, FileRole, Judged, Offers, Publication, PublishedFile};
use crate::writers::changes;
use crate::writers::onix::{self, Sender};

/// An edition that was made, with all that is known of it.
#[derive(Debug)]
pub struct Release<'m> {
    /// Its name, see [`label`](super::label); none of what is not released but listed.
    pub label: Option<String>,
    /// What is known of it.
    pub publication: Publication,
    /// Its files with their names, but for the list of sums and `edition.json`.
    files: BTreeMap<String, Cow<'m, [u8]>>,
}

/// Puts together what was made of an edition: under names with `label`, or under those that the files have. `source`: the sum of what it was
/// made from.
#[must_use]
pub fn assemble<'m>(
    metadata: &Metadata,
    text: &Text,
    made: &'m Made,
    source: String,
    label: Option<String>,
) -> Release<'m> {
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
    for file in &made.books {
        let slug = &made.slug;
        let (role, variant) = match file.target {
            Some(target) if target == &EPUB => (FileRole::Ebook, profile(&file.name, slug)),
            Some(target) if target == &PDF => (FileRole::Pdf, layout(&file.name, slug)),
            Some(target) if target == &PRINT => (FileRole::Print, layout(&file.name, slug)),
            _ => (FileRole::Report, None),
        };
        if role == FileRole::Ebook && variant.is_none() {
            release.show(&file.name, &file.bytes);
        }
        let name = release.named(&file.name);
        release.put(name, role, variant, file.pages, Cow::Borrowed(&file.bytes));
    }
    for file in &made.reports {
        let name = release.named(&file.name);
        release.put(name, FileRole::Report, None, None, Cow::Borrowed(&file.bytes));
    }
    if let Some(sample) = sample::of(text) {
        let name = release.called("sample.html");
        release.put(name, FileRole::Sample, None, None, Cow::Owned(sample.into_bytes()));
    }
    release
}

impl<'m> Release<'m> {
    /// Puts in a file.
    pub fn put(
        &mut self,
        name: String,
        role: FileRole,
        variant: Option<String>,
        pages: Option<usize>,
        bytes: Cow<'m, [u8]>,
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

    /// The name of a file of the edition.
    fn named(&self, name: &str) -> String {
        let slug = &self.publication.metadata.slug;
        match &self.label {
            Some(label) => {
                format!("{slug}-{label}{}", name.strip_prefix(slug.as_str()).unwrap_or(name))
            }
            None => name.to_owned(),
        }
    }

    /// The name of a file that is called so behind a point.
    fn called(&self, ending: &str) -> String {
        self.named(&format!("{}.{ending}", self.publication.metadata.slug))
    }

    /// Takes out of the e-book what is shown of it.
    fn show(&mut self, name: &str, bytes: &[u8]) {
        let Some(shown) = pipeline::shown(name, bytes) else { return };
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        self.publication.offers = Some(Offers {
            modes: owned(&shown.claims.modes),
            sufficient: owned(&shown.claims.sufficient),
            features: shown.claims.features.iter().map(|one| one.as_str().to_owned()).collect(),
            hazards: vec![shown.claims.hazard.as_str().to_owned()],
        });
        let ending = shown.cover.as_ref().map(|(media_type, _)| match media_type.as_str() {
            "image/png" => "png",
            "image/webp" => "webp",
            "image/gif" => "gif",
            _ => "jpg",
        });
        let cover = shown.cover.map(|(_, bytes)| (ending.unwrap_or("jpg"), FileRole::Cover, bytes));
        let small = shown.thumbnail.map(|bytes| ("small.jpg", FileRole::Thumbnail, bytes));
        for (ending, role, bytes) in cover.into_iter().chain(small) {
            let name = self.called(&format!("cover.{ending}"));
            let size = dimensions(&bytes);
            self.put(name.clone(), role, None, None, Cow::Owned(bytes));
            let file = self.publication.files.iter_mut().find(|file| file.name == name);
            file.into_iter().for_each(|file| file.size = size);
        }
    }

    /// Puts in what changed against the release before, with the names of both.
    pub fn tell_changes(&mut self, found: &Changes<'_>, names: (&str, &str)) {
        let told = [
            ("changes.html", changes::page(found, names)),
            ("changes.json", changes::json(found, names)),
            ("changes.dj", changes::imprint(found).into_bytes()),
        ];
        for (ending, bytes) in told {
            self.put(self.called(ending), FileRole::Changes, None, None, Cow::Owned(bytes));
        }
    }

    /// Puts in the messages to the trade, if somebody publishes the book.
    pub fn tell_the_trade(&mut self) {
        let metadata = &self.publication.metadata;
        let Some(publisher) = metadata.publisher.clone() else { return };
        let sender = Sender { name: &publisher, email: None, date: metadata.date, base: None };
        for version in onix::Release::ALL {
            let Some(text) = onix::message(version, &self.publication, &sender) else { continue };
            let name = self.called(&format!("onix-{}.xml", version.as_str()));
            self.put(name, FileRole::Trade, None, None, Cow::Owned(text.into_bytes()));
        }
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
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_ref()))
    }

    /// All files as they are placed.
    #[must_use]
    pub fn into_files(mut self) -> Vec<(String, Cow<'m, [u8]>)> {
        let json = self.publication.json();
        self.files.insert(publication::FILE.to_owned(), Cow::Owned(json));
        let sums = self.files.iter().map(|(name, bytes)| format!("{}  {name}\n", checksum(bytes)));
        let sums: String = sums.collect();
        self.files.insert(CHECKSUMS.to_owned(), Cow::Owned(sums.into_bytes()));
        self.files.into_iter().collect()
    }
}

/// Width and height of a picture.
fn dimensions(bytes: &[u8]) -> Option<[f64; 2]> {
    let reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    Some([f64::from(width), f64::from(height)])
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
