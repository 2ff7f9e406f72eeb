//! `layout.toml`: the measures of a layout. Its `book.typ` reads the same file.

use std::fmt;

use serde::Deserialize;

/// What `layout.toml` says. Lengths of the page are in millimetres, those of type in points.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What the layout is for, in a sentence.
    pub description: String,
    /// The page.
    pub page: Page,
    /// The running text.
    pub text: Type,
    /// The notes.
    pub notes: Type,
    /// How sections open.
    pub openings: Openings,
    /// The table of contents.
    pub contents: Contents,
    /// Values for the layout's own `book.typ`; umbruch does not look at them.
    #[serde(default)]
    pub own: toml::Table,
}

/// The page and its type area; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Width of the trimmed page.
    pub width: f64,
    /// Height of the trimmed page.
    pub height: f64,
    /// From the spine to the type area.
    pub inner: f64,
    /// From the head of the page to the type area.
    pub top: f64,
    /// Length of a line.
    pub measure: f64,
    /// Lines on a full page.
    pub lines: u32,
}

/// A size of type; lengths in points.
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
}

/// Where sections start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Openings {
    /// Prefaces and what else stands before the text.
    pub front: Opening,
    /// The first section of the text.
    pub first: Opening,
    /// Every further chapter.
    pub chapter: Opening,
    /// Parts.
    pub part: Opening,
    /// Afterwords, notes, indexes.
    pub back: Opening,
}

/// Where a section starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opening {
    /// On the next right-hand page.
    Recto,
    /// On the next page.
    Page,
    /// Right below the section before.
    RunOn,
}

/// The table of contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
    /// Reads the file and looks whether its measures can be set.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let text =
            std::str::from_utf8(bytes).map_err(|_| Fault("line 1: it is not UTF-8".into()))?;
        let settings: Self = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.as_bytes()[..start].iter().filter(|b| **b == b'\n').count() + 1;
            Fault(format!("line {line}: {}", error.message().replace('\n', " ")))
        })?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), Fault> {
        let Page { width, height, inner, top, measure, lines } = self.page;
        let positive = |name: &str, value: f64| {
            if value.is_finite() && value > 0.0 {
                Ok(())
            } else {
                Err(Fault(format!("`{name}` must be above 0")))
            }
        };
        for (name, value) in [
            ("page.width", width),
            ("page.height", height),
            ("page.inner", inner),
            ("page.top", top),
            ("page.measure", measure),
            ("page.lines", f64::from(lines)),
            ("text.size", self.text.size),
            ("text.leading", self.text.leading),
            ("notes.size", self.notes.size),
            ("notes.leading", self.notes.leading),
        ] {
            positive(name, value)?;
        }
        if inner + measure >= width {
            return Err(Fault("`page.inner` and `page.measure` leave no outer margin".into()));
        }
        if top + f64::from(lines) * self.text.leading * MILLIMETRES >= height {
            return Err(Fault("`page.top` and `page.lines` leave no margin at the foot".into()));
        }
        Ok(())
    }
}

/// One point in millimetres.
const MILLIMETRES: f64 = 25.4 / 72.0;
