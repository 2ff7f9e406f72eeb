//! What is known of a finished edition: its metadata, its files, what was judged of them. One JSON file, `edition.json`, that lies beside
//! the files, and that feeds, lists and messages to the trade are made from without opening a book again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ir::{Metadata, Unread};

/// Name of the file in a folder of finished outputs.
pub const FILE: &str = "edition.json";

/// The version of the form that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// A finished edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Publication {
    /// The version of this form: 1.
    pub format: u32,
    /// The program that made the files, with its version.
    pub program: String,
    /// The SHA-256 sum of all that the files were made from.
    pub source: String,
    /// What is known of the book.
    pub metadata: Metadata,
    /// How many words the text has, its notes among them.
    pub words: usize,
    /// How many notes it has.
    pub notes: usize,
    /// What the e-book offers to those who cannot read print, by the words of schema.org; none without an e-book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers: Option<Offers>,
    /// The files, sorted by name.
    pub files: Vec<PublishedFile>,
    /// What was judged, in the order in which it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<Judged>,
}

/// What an e-book offers to those who cannot read print: values of the vocabularies of schema.org.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Offers {
    /// By which senses it is taken in (`accessMode`).
    pub modes: Vec<String>,
    /// Which of them are enough (`accessModeSufficient`), each a list with commas.
    pub sufficient: Vec<String>,
    /// What it offers (`accessibilityFeature`).
    pub features: Vec<String>,
    /// What may harm (`accessibilityHazard`).
    pub hazards: Vec<String>,
}

/// A file of a finished edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedFile {
    /// Its name, beside this file.
    pub name: String,
    /// What it is.
    pub role: FileRole,
    /// The reading system or the layout that it was made for, if it is one of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Its media type.
    pub media_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256 sum, in hexadecimal digits.
    pub sha256: String,
    /// How many pages it has, if it has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Width and height: of a picture in pixels, of a page in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<[f64; 2]>,
}

/// What a file of a finished edition is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FileRole {
    /// The e-book.
    Ebook,
    /// The book as pages.
    Pdf,
    /// A file for the printer.
    Print,
    /// The picture of the cover.
    Cover,
    /// The same, small.
    Thumbnail,
    /// The beginning of the text, as a piece of HTML: elements without a page around them.
    Sample,
    /// What changed against the edition before.
    Changes,
    /// A message to the trade.
    Trade,
    /// A report on another file.
    Report,
}

/// A judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Judged {
    /// The file that was judged.
    pub file: String,
    /// Who judged: a program with its version.
    pub judge: String,
    /// By what it was judged, such as `PDF/UA-1`.
    pub demand: String,
    /// How many errors were found: none in an edition that is released.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

impl Publication {
    /// Reads `edition.json`.
    ///
    /// # Errors
    /// Where the text is none of this form, or of a newer one.
    pub fn read(text: &str) -> Result<Self, Unread> {
        let publication: Self = serde_json::from_str(text)?;
        if publication.format > VERSION {
            return Err(Unread::whole(format!(
                "format {} is newer than this program, which knows {VERSION}",
                publication.format
            )));
        }
        Ok(publication)
    }

    /// As `edition.json`.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).unwrap_or_default();
        text.push(b'\n');
        text
    }

    /// The files of a role.
    pub fn files_of(&self, role: FileRole) -> impl Iterator<Item = &PublishedFile> {
        self.files.iter().filter(move |file| file.role == role)
    }

    /// The e-book for all reading systems.
    #[must_use]
    pub fn ebook(&self) -> Option<&PublishedFile> {
        self.files_of(FileRole::Ebook).find(|file| file.variant.is_none())
    }
}
