//! Foreign texts in, an edition's folder out.
//!
//! Bytes → what the file is ([`kind`]) → a reader of that format ([`read`]) → a [`Draft`](draft::Draft) → what a book can hold of it
//! ([`fit`]) → what all formats have to decide ([`settle`]) → the manuscript → the writer of source. The text is kept letter by letter. What is decided is
//! reported with its place in the imported file; what is doubted is marked in the source for the editor, `{% look: … %}`.

mod address;
mod counts;
mod draft;
mod encoding;
mod fit;
mod kind;
mod read;
mod report;
mod settle;
mod topic;

pub use counts::Counts;
pub use kind::Kind;
pub use report::{Decision, ImportError};
#[cfg(test)]
pub use topic::Topic;

use std::borrow::Cow;

use crate::storage::Folder;
use crate::writers::source::SourceFile;

/// What the caller knows and the text does not.
#[derive(Debug, Clone)]
pub struct Options {
    /// The edition's `identifier`, written as it is given: `urn:uuid:…`.
    pub identifier: String,
    /// The edition's `slug`; `None`: made from the title.
    pub slug: Option<String>,
    /// The edition's `date` (today): `2026-11-23`, `2026-11` or `2026`.
    pub date: String,
    /// The title if the text has none, such as the stem of the file's name.
    pub fallback_title: Option<String>,
}

/// A new `identifier`: `urn:uuid:` and a random UUID (version 4).
#[must_use]
pub fn mint_identifier() -> String {
    format!("urn:uuid:{}", uuid::Uuid::new_v4())
}

/// A foreign file.
#[derive(Clone)]
pub struct Foreign<'f> {
    /// What the user calls it, for messages; its ending is a hint at what it is.
    pub name: &'f str,
    /// What is in it; bytes that are handed over are given up as soon as they are read.
    pub bytes: Cow<'f, [u8]>,
    /// What it is, if the user says so; else that is looked for in it.
    pub kind: Option<Kind>,
    /// The folder in which it stands, for pictures beside it.
    pub folder: &'f dyn Folder,
}

/// An edition made from a foreign file, and what was decided on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// `edition.toml` first, then the section files in order, then what was set aside.
    pub files: Vec<SourceFile>,
    /// Pictures: path in the edition's folder, and bytes.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// In the order of the imported file.
    pub decisions: Vec<Decision>,
    /// How much was in the file.
    pub came: Counts,
    /// How much is in the edition.
    pub went: Counts,
    /// How many words were set aside.
    pub aside: usize,
}

/// Makes an edition from a foreign file.
///
/// # Errors
/// The file is none that can be read, is broken, or holds no text beside title, notes and lines of a page.
pub fn import(foreign: Foreign<'_>, options: &Options) -> Result<Imported, ImportError> {
    settle::settle(fit::fit(read::read(foreign)?), options)
}

#[cfg(test)]
mod tests {
    use super::{Foreign, Options, import};
    use crate::storage::MemoryFolder;

    #[test]
    fn a_text_of_the_web_becomes_an_edition() {
        let options = Options {
            identifier: "urn:uuid:00000000-0000-4000-8000-000000000000".into(),
            slug: None,
            date: "2026-11-23".into(),
            fallback_title: None,
        };
        let web = "(1921 Karl Muster) Die Mühle\n\nDas Rad steht still1, daß es jeder sieht.\n1Seit Mai.\n";
        let folder = MemoryFolder::default();
        let foreign = Foreign {
            name: "muehle.txt",
            bytes: web.as_bytes().into(),
            kind: None,
            folder: &folder,
        };
        let imported = import(foreign, &options).expect("the text has a title and a body");
        let chapter = &imported.files[1];
        assert_eq!(chapter.path, "text/01-die-muehle.dj");
        assert!(chapter.text.starts_with("Das Rad steht still[^1], daß es jeder sieht.\n"));
        assert!(chapter.text.contains("[^1]: Seit Mai.\n"));
    }
}
