//! Book to PDF through Typst, and the cover as a picture.
//!
//! The book is lowered to markup with a map back to the source (`lower`, `markup`, `map`), every
//! word judged (`words`). The pages are made up (`typeset`) in a world of files in memory (`world`,
//! `fonts`), their lines read (`lines`), chosen anew (`fit`, `makeup`) and set again (`correct`, `draft`);
//! they are looked through (`glyphs`, `footnotes`), marks in the margin are set beside each other
//! (`margin`), what turned them is taken out (`untold`), their text is put together (`runs`) and they are written. What Typst says is told again
//! at the source (`retell`).
//!
//! Memory goes with pages and with what stands on them, for the typesetter holds all pages of a book at
//! once: 0.85 GB for 2 MiB of prose, 1.35 GB for 4 MiB, 1.1 GB for 87,000 paragraphs of one word. Nothing
//! bounds that but the limits of files. What is added here is kept small: the lines as they were read and
//! what the typesetter remembers go before the file is written, and pages are changed where they are.

mod clusters;
mod codes;
mod correct;
mod cover;
mod draft;
mod drawn;
mod fill;
mod fit;
mod footnotes;
mod glyphs;
mod heads;
mod lines;
mod lost;
mod lower;
mod makeup;
mod map;
mod margin;
mod markup;
mod names;
mod page_starts;
mod pictures;
pub mod press;
mod retell;
mod rounds;
mod runs;
mod typeset;
mod untold;
mod words;
mod world;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use cover::{CoverPicture, cover};
pub use drawn::drawings;
pub use pictures::Picture;

use crate::diagnostics::{Code, Diagnostic};
use crate::fonts::Fonts;
use crate::inspection::{Finding, Flaw, Pin, Report};
use crate::ir::{Book, PrintPages, Timestamp};
use crate::language::hyphenation::Hyphenation;
use crate::layouts::Layout;
use crate::resources::Resources;
use crate::source::Sources;
use crate::stop::Stop;
use correct::Corrected;
use draft::Draft;
use heads::Cut;
use lost::Lost;
use retell::Teller;
use typeset::Export;
use typst_layout::PagedDocument;

/// Points on a millimetre: layouts count in these, the typesetter in those.
const MILLIMETRE: f64 = 72.0 / 25.4;

/// What the files say that they were made with.
const CREATOR: &str = concat!("umbruch ", env!("CARGO_PKG_VERSION"));

/// What of a PDF comes neither from the book nor from the layout.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// When the edition was last changed; the file says that it was made then.
    pub modified: Timestamp,
    /// Where words may be broken.
    pub hyphenation: &'a Hyphenation,
    /// The files that the book was read from, for layouts that name the places of paragraphs.
    pub sources: Option<&'a Sources>,
    /// How far a layout's colours and pictures go on beyond the edge, in millimetres, for the files
    /// that are made of the pages for the printer.
    pub bleed: f64,
    /// Whether the lines that the typesetter chose are corrected.
    pub corrects: bool,
    /// Corrections that were decided by hand.
    pub pins: &'a [Pin],
    /// The fonts, if they were read already.
    pub fonts: Option<&'a Fonts>,
    /// The word at which the pages are left as they are, between one setting and the next.
    pub stop: Option<&'a Stop>,
}

/// A book as PDF.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The file: tagged PDF 1.7, PDF/A-2a and PDF/UA-1. With missing glyphs it is neither of the
    /// two, for both forbid them.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What was noticed: characters without a glyph, warnings of the typesetter.
    pub diagnostics: Vec<Diagnostic>,
    /// The markup that was set, with the names that pictures have among the [files that are kept](kept_files).
    pub typst: String,
    /// The pages, as the files for the printer need them.
    document: PagedDocument,
    /// The pictures on them, each with its path.
    pictures: Vec<(String, Picture)>,
    /// What was measured and found on the pages.
    pub report: Report,
    /// Where in the book each page begins.
    pub page_starts: PrintPages,
}

/// Sets the book.
///
/// # Errors
/// What keeps the book from being set, at the places in the source that cause it; nothing if it was stopped.
pub fn write(
    book: &Book,
    resources: &Resources,
    layout: &Layout,
    options: &Options<'_>,
) -> Result<Pdf, Vec<Diagnostic>> {
    if let Some(told) = names::too_many(resources, layout.span()) {
        return Err(vec![told]);
    }
    let lowered = lower::lower(book, layout.settings(), options, layout.span());
    let read = || Fonts::load(resources);
    let fonts = options.fonts.cloned().unwrap_or_else(read);
    let mut draft = Draft::new(lowered, layout, resources, fonts);
    let corrected = correct::typeset(&mut draft, book, layout, options);
    let teller = Teller { world: &draft.world, map: &draft.map, layout };
    let Corrected { set, mut report, lines, lost, unmet } =
        corrected.map_err(|failure| teller.failure(failure))?;
    // What is lost says more than that a link leads to it.
    let refused = |failure| lost::told(&lost).unwrap_or_else(|| teller.failure(failure));
    let set = set.sound().map_err(refused)?;
    let missing = glyphs::missing(&set.document, &draft.world, &draft.map);
    report.add(missing.iter().map(|(page, told)| without_glyph(*page, told)));
    let mut diagnostics: Vec<Diagnostic> = missing.into_iter().map(|one| one.1).collect();
    let export = Export {
        identifier: &book.metadata().identifier,
        modified: options.modified,
        standards: diagnostics.is_empty(),
    };
    diagnostics.extend(lost.iter().map(Lost::diagnostic));
    diagnostics.extend(
        footnotes::astray(&set.document, book).iter().map(|one| one.diagnostic(layout.name())),
    );
    diagnostics.extend(footnotes::alike(&set.document, book, layout.name()));
    let cut = heads::cut(&set.document, book, layout);
    report.add(cut.iter().map(Cut::finding));
    diagnostics.extend(cut.iter().map(Cut::diagnostic));
    diagnostics.extend(unmet.iter().map(cannot_be_done));
    diagnostics.extend(set.warnings.iter().map(|said| teller.message(said)));
    let apart = margin::apart(&set.document);
    let apart = fill::filled(apart, &lines);
    let pictures = pictures::placed(&apart, &draft.world, &draft.map, resources);
    let on = page_starts::On {
        draft: &draft,
        lines: &lines.all,
        looked_at: &report.pages,
        pictures: &pictures,
    };
    let page_starts = page_starts::pages(&set.document, &on, book, layout.name());
    let limit = report.limits.resolution;
    report.add(pictures.iter().filter(|one| one.1.resolution < limit).map(|one| coarse(&one.1)));
    let astray = lines::astray(&apart, (&draft, book), layout.settings(), &pictures);
    report.add_of_marks(astray);
    // Else the pages as they were set would be in memory beside those that are written.
    drop(set);
    rounds::forget();
    let document = runs::joined(apart, &draft, lines.all);
    let pages = document.pages().len();
    let bytes = typeset::export(&document, &export).map_err(refused)?;
    let typst = names::in_kept(draft.markup(), book);
    Ok(Pdf { bytes, pages, diagnostics, typst, report, document, pictures, page_starts })
}

/// The finding on a character for which no font has a glyph.
fn without_glyph(page: usize, told: &Diagnostic) -> Finding {
    Finding {
        flaw: Flaw::MissingGlyph,
        page,
        line: None,
        span: Some(told.span),
        message: told.message.clone(),
        reason: Some("umbruch puts no other character in its place".to_owned()),
    }
}

/// The finding on a picture that is too coarse for print.
fn coarse(picture: &Picture) -> Finding {
    Finding {
        flaw: Flaw::Resolution,
        page: picture.page,
        line: None,
        span: Some(picture.span),
        message: format!("the picture has {:.0} pixels on an inch", picture.resolution),
        reason: Some("umbruch adds no pixels to a picture".to_owned()),
    }
}

fn cannot_be_done(pin: &Pin) -> Diagnostic {
    Diagnostic::new(
        Code::CorrectionUnused,
        pin.span,
        "there is no way to set the paragraph as is wished",
        "take the entry out, wish it otherwise, or change the text",
    )
}

/// The markup with all files that it needs, by path: in a folder of their own they can be set with
/// the ordinary `typst compile main.typ`, given the fonts.
#[must_use]
pub fn kept_files(
    pdf: &Pdf,
    layout: &Layout,
    resources: &Resources,
) -> BTreeMap<String, Arc<[u8]>> {
    let name = |path: &str, bytes: &[u8]| names::kept(path, crate::resources::format(bytes));
    let mut files = world::placed(layout, resources, name);
    files.insert(world::MAIN.to_owned(), pdf.typst.as_bytes().into());
    files
}
