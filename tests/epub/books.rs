//! Books for the tests: editions opened as the pipeline opens them, and what was written of them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use umbruch::edition::EpubText;
use umbruch::fonts::{Family, Fonts};
use umbruch::ir::{Book, Section, Timestamp};
use umbruch::language::hyphenation::Hyphenation;
use umbruch::layouts::Layout;
use umbruch::pipeline;
use umbruch::resources::Resources;
use umbruch::source::{FileId, Span};
use umbruch::storage::{DiskFolder, Folder, MemoryFolder};
use umbruch::writers::epub::{self, CoverPicture, Options, Pages, Profile, Words};

use super::tree::Tree;

/// The moment of the last change in all tests: 2026-01-01T00:00:00Z.
pub const MODIFIED: Timestamp = Timestamp(1_767_225_600);

/// The style sheet of a shipped layout.
pub fn style(layout: &str) -> String {
    Layout::load(layout, Span::new(FileId(0), 0..0), None).expect("a shipped layout").css(false)
}

/// Keys of a manifest that has all that is required.
pub const MANIFEST: &str = r#"
slug = "buch"
title = "Das Buch"
language = "de"
identifier = "urn:uuid:00000000-0000-4000-8000-000000000001"
date = "2026"
"#;

/// The book and its pictures of an edition in which nothing is wrong.
pub fn opened(folder: &dyn Folder) -> (Book, Resources) {
    let opened = pipeline::open(folder, "buch");
    let messages: Vec<String> = opened
        .diagnostics
        .iter()
        .map(|d| format!("{:?} {}", opened.sources.place(d.span), d.message))
        .collect();
    assert!(!opened.has_errors(), "{messages:#?}");
    let (_, book, resources) = opened.content.expect("a book");
    (book, resources)
}

/// The edition `tests/epub/rich`, in which every construct of the format is used.
pub fn rich() -> (Book, Resources) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/epub/rich");
    opened(&DiskFolder::open(&path).expect("the edition is there"))
}

/// An edition of one chapter, `text/text.dj`; `keys` stand in the manifest between what is
/// required and the section.
pub fn chapter(keys: &str, djot: &str) -> (Book, Resources) {
    let manifest = format!("{MANIFEST}{keys}\n[[section]]\nfile = \"text/text.dj\"\n");
    let folder = MemoryFolder::default().with("edition.toml", manifest.as_bytes());
    opened(&folder.with("text/text.dj", djot))
}

/// The sections that were written, to be changed.
pub fn sections_mut(book: &mut Book) -> impl Iterator<Item = &mut Section> {
    book.arrangement.manuscript.sections.iter_mut().map(Arc::make_mut)
}

/// The EPUB of a book with what was found in it.
pub fn published((book, resources): &(Book, Resources)) -> epub::Published {
    let (hyphenation, text) = (Hyphenation::default(), EpubText::default());
    publish(book, resources, &hyphenation, text, Profile::Everywhere)
}

/// The EPUB of a book, as bytes, with a cover.
pub fn written(book: &(Book, Resources)) -> Vec<u8> {
    written_for(book, Profile::Everywhere)
}

/// The EPUB of a book for a reading system.
pub fn written_for((book, resources): &(Book, Resources), profile: Profile) -> Vec<u8> {
    write(book, resources, &Hyphenation::default(), EpubText::default(), profile)
}

fn write(
    book: &Book,
    resources: &Resources,
    hyphenation: &Hyphenation,
    text: EpubText,
    profile: Profile,
) -> Vec<u8> {
    publish(book, resources, hyphenation, text, profile).bytes
}

fn publish(
    book: &Book,
    resources: &Resources,
    hyphenation: &Hyphenation,
    text: EpubText,
    profile: Profile,
) -> epub::Published {
    let EpubText { soft_hyphens, non_joiners, fonts } = text;
    let families = Fonts::load(resources).family("Libertinus Serif", 400);
    let families: Vec<Family> = families.filter(|_| fonts).into_iter().collect();
    let words = Words { hyphenation, soft_hyphens, non_joiners };
    let style = &style("pamphlet");
    let options = Options {
        modified: MODIFIED,
        style,
        cover: Some(cover()),
        fonts: &families,
        words,
        profile,
        pages: Pages::default(),
    };
    epub::publish(book, resources, &options).expect("every book can be written")
}

/// A grey JPEG.
fn cover() -> CoverPicture {
    let (width, height) = (160, 256);
    let grey = image::RgbImage::from_pixel(width, height, image::Rgb([200; 3]));
    let mut jpeg = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 50);
    encoder.encode_image(&grey).expect("a JPEG");
    CoverPicture { jpeg, width, height }
}

/// The files of an EPUB.
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// The files of the EPUB of a book.
    pub fn of(book: &(Book, Resources)) -> Self {
        Self::read(&written(book))
    }

    /// The files of the EPUB of a book for a reading system.
    pub fn made_for(profile: Profile, book: &(Book, Resources)) -> Self {
        Self::read(&written_for(book, profile))
    }

    /// The files of the EPUB of an edition, with what its manifest says of the e-book's text.
    pub fn of_edition(folder: &dyn Folder) -> Self {
        Self::of_edition_for(Profile::Everywhere, folder)
    }

    /// The same for a reading system.
    pub fn of_edition_for(profile: Profile, folder: &dyn Folder) -> Self {
        let opened = pipeline::open(folder, "buch");
        assert!(!opened.has_errors(), "{:#?}", opened.diagnostics);
        let (edition, book, resources) = opened.content.expect("a book");
        Self::read(&write(&book, &resources, &edition.hyphenation, edition.settings.epub, profile))
    }

    /// The files of an EPUB.
    pub fn read(epub: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(epub)).expect("an archive");
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("a file of the archive");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("a readable file");
            files.insert(file.name().expect("a name").into_owned(), bytes);
        }
        Self(files)
    }

    /// The names of all files, sorted.
    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// A file of the folder `EPUB`.
    pub fn bytes(&self, name: &str) -> &[u8] {
        let bytes = self.0.get(&format!("EPUB/{name}"));
        bytes.unwrap_or_else(|| panic!("no {name} in {:?}", self.names()))
    }

    /// A file.
    pub fn file(&self, name: &str) -> &[u8] {
        self.0.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.names()))
    }

    /// The text of a file of the folder `EPUB`.
    pub fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.bytes(name)).expect("utf-8")
    }

    /// An XML file of the folder `EPUB`.
    pub fn tree(&self, name: &str) -> Tree {
        Tree::parse(self.text(name))
    }

    /// The XHTML documents by file name in the folder of texts.
    pub fn documents(&self) -> BTreeMap<&str, Tree> {
        let texts = self.0.keys().filter_map(|name| name.strip_prefix("EPUB/text/"));
        texts.map(|name| (name, self.tree(&format!("text/{name}")))).collect()
    }

    /// The file names in the folder of texts in the order of the spine.
    pub fn spine(&self) -> Vec<String> {
        let package = self.tree("package.opf");
        let items = package.all("item");
        let href = |id: &str| {
            let item = items.iter().find(|item| item.attr("id") == Some(id)).expect("an item");
            item.attr("href").expect("an address").trim_start_matches("text/").to_owned()
        };
        package.all("itemref").iter().map(|r| href(r.attr("idref").expect("an id"))).collect()
    }
}
