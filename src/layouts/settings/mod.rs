//! `layout.toml`: the measures of a layout. What it leaves to a canon or to the defaults is worked
//! out here, and its `book.typ` reads the file with all of that filled in.
//!
//! So measures have one source, whoever asks: the typesetter, the size of pictures, the correction of
//! lines.

mod area;
mod check;
mod folios;
mod justification;
mod openings;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use area::{Page, Sides};
pub use folios::Folios;
pub use justification::Justification;
pub use openings::{InitialForm, Openings};

/// What `layout.toml` says. Lengths of the page are in millimetres, those of type in points.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// What the layout is for, in a sentence.
    pub description: String,
    /// The page.
    pub page: Page,
    /// The running text.
    pub text: Type,
    /// The notes.
    pub notes: Type,
    /// How lines are filled and words broken.
    pub justification: Justification,
    /// How sections open.
    pub openings: Openings,
    /// Where the numbers of the pages stand.
    pub folios: Folios,
    /// The table of contents.
    pub contents: Contents,
    /// Whether the layout shows where in the source a paragraph starts.
    pub source_places: bool,
    /// Values for the layout's own `book.typ`; umbruch does not look at them.
    pub own: toml::Table,
}

/// The file as it is written: the type area may be left to a canon.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    description: String,
    page: area::Written,
    text: Type,
    notes: Type,
    #[serde(default)]
    justification: Justification,
    openings: Openings,
    #[serde(default)]
    folios: Folios,
    contents: Contents,
    #[serde(default)]
    source_places: bool,
    #[serde(default)]
    own: toml::Table,
}

/// A size of type; lengths in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Type {
    /// Families in the order in which they are tried; only for the running text.
    #[serde(default)]
    pub fonts: Vec<String>,
    /// Size of the type.
    pub size: f64,
    /// From baseline to baseline.
    pub leading: f64,
    /// Indent of a paragraph's first line, in em.
    #[serde(default)]
    pub indent: f64,
    /// Weight of the type, as fonts count it: 400 is regular, 600 semibold; only for the running text.
    #[serde(default = "regular")]
    pub weight: u16,
    /// What stands between two trains of thought, its signs parted by spaces; only for the running
    /// text. Without signs a line is left free.
    #[serde(default = "asterisks")]
    pub ornament: String,
}

fn regular() -> u16 {
    400
}

fn asterisks() -> String {
    "∗ ∗ ∗".to_owned()
}

/// The table of contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// Down to which level headings are listed.
    pub depth: u8,
}

/// What is wrong with a `layout.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Settings {
    /// Reads the file, fills in what it leaves to be worked out and looks whether its measures can
    /// be set.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let text =
            std::str::from_utf8(bytes).map_err(|_| Fault("line 1: it is not UTF-8".into()))?;
        let written: Written = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.as_bytes()[..start].iter().filter(|b| **b == b'\n').count() + 1;
            Fault(format!("line {line}: {}", error.message().replace('\n', " ")))
        })?;
        check::types(&written.text, &written.notes)?;
        let settings = Self {
            page: written.page.resolved(&written.text)?,
            description: written.description,
            text: written.text,
            notes: written.notes,
            justification: written.justification,
            openings: written.openings,
            folios: written.folios,
            contents: written.contents,
            source_places: written.source_places,
            own: written.own,
        };
        check::whole(&settings)?;
        Ok(settings)
    }

    /// The file as the layout's Typst files read it: every key is there, every measure a number.
    pub(super) fn resolved(&self) -> String {
        toml::to_string(self).expect("settings are tables of numbers and texts")
    }
}

#[cfg(test)]
mod tests;
