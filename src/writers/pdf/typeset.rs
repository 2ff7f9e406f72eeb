//! From markup to pages, and from pages to the bytes of a PDF: Typst is called here, and for the
//! printer's files in `press`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::rounds::{self, Known, Set};
use super::world::World;
use crate::ir::Timestamp;
use crate::stop::Stop;

/// Pages, and what Typst said while it made them up.
pub(super) struct Typeset {
    /// The pages with every line and glyph at its place.
    pub(super) document: PagedDocument,
    /// Warnings.
    pub(super) warnings: Vec<SourceDiagnostic>,
    /// What it says against them. With any, no file is made of them.
    pub(super) objections: Vec<SourceDiagnostic>,
}

impl Typeset {
    /// The pages, if nothing is said against them.
    pub(super) fn sound(self) -> Result<Self, Failure> {
        if self.objections.is_empty() { Ok(self) } else { Err(Failure::Told(self.objections)) }
    }
}

/// Why there are no pages or no file.
pub(super) enum Failure {
    /// Typst says why.
    Told(Vec<SourceDiagnostic>),
    /// Typst broke down; what it said then.
    Panic(String),
    /// It was stopped.
    Stopped,
}

/// Makes up the pages; `before` are pages of almost the same markup, if there are any.
pub(super) fn typeset(
    world: &World,
    before: Option<&Known>,
    stop: Option<&Stop>,
) -> Result<Typeset, Failure> {
    told(guarded(|| rounds::set(world, before, stop))?)
}

/// Sets the pages for the widths of letters: what pages say of each other is not true on them, and what is said
/// against them means nothing.
pub(super) fn shape(world: &World, stop: Option<&Stop>) -> Result<Typeset, Failure> {
    told(guarded(|| rounds::shape(world, stop))?)
}

fn told(set: Set) -> Result<Typeset, Failure> {
    match set.pages.ok_or(Failure::Stopped)? {
        Ok(document) => {
            Ok(Typeset { document, warnings: set.warnings, objections: set.objections })
        }
        Err(errors) => Err(Failure::Told(errors.into_iter().collect())),
    }
}

/// What of the file is not on the pages.
pub(super) struct Export<'a> {
    /// The identifier from which the file's own is made.
    pub(super) identifier: &'a str,
    /// When the edition was last changed.
    pub(super) modified: Timestamp,
    /// Whether the file is to keep to PDF/A-2a and PDF/UA-1; a file with missing glyphs cannot.
    pub(super) standards: bool,
}

/// Writes the pages as a tagged PDF.
pub(super) fn export(document: &PagedDocument, export: &Export<'_>) -> Result<Vec<u8>, Failure> {
    let list: &[PdfStandard] =
        if export.standards { &[PdfStandard::A_2a, PdfStandard::Ua_1] } else { &[] };
    let options = PdfOptions {
        ident: Smart::Custom(export.identifier.to_owned()),
        creator: Smart::Custom(Some(super::CREATOR.to_owned())),
        timestamp: moment(export.modified),
        page_ranges: None,
        standards: PdfStandards::new(list).expect("the two standards go together"),
        tagged: true,
        pretty: false,
    };
    let bytes = guarded(|| typst_pdf::pdf(document, &options))?;
    // What was remembered for this book is of little use to the next one in the same process.
    typst::comemo::evict(8);
    bytes.map_err(|errors| Failure::Told(errors.into_iter().collect()))
}

pub(super) fn moment(timestamp: Timestamp) -> Option<typst_pdf::Timestamp> {
    let t = timestamp.utc();
    Datetime::from_ymd_hms(t.year(), u8::from(t.month()), t.day(), t.hour(), t.minute(), t.second())
        .map(typst_pdf::Timestamp::new_utc)
}

/// Runs a step of Typst; a panic in it becomes a value.
pub(super) fn guarded<T>(step: impl FnOnce() -> T) -> Result<T, Failure> {
    // The world is thrown away after a panic, so nothing half-done is seen again.
    catch_unwind(AssertUnwindSafe(step)).map_err(|payload| {
        let said = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied());
        Failure::Panic(said.unwrap_or("no reason given").to_owned())
    })
}
