//! From the book to the outputs: all are made in memory before the first is written. The PDFs come
//! first, since other outputs show what their pages are.

mod access;
mod ebook;
mod outputs;
mod pages;
mod pdf;
mod print;

use std::io;
use std::path::PathBuf;

use super::{Opened, Profile, conformance};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::edition::Edition;
use crate::ir::{Book, Manuscript, PageList, Timestamp};
use crate::layouts::Layout;
use crate::resources::Resources;
use crate::source::{Sources, Span};
use crate::storage::Folder;
use crate::verify::{self, Demand};
use crate::writers::epub;
pub(super) use access::thumbnail;
pub use outputs::Made;
use outputs::{Output, Outputs};

/// One of the kinds of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The e-book.
    Epub,
    /// The PDFs, one a layout.
    Pdf,
    /// The files for the printer.
    Print,
}

/// What is to be made, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder that gets a folder for each edition.
    pub out: PathBuf,
    /// Only this kind.
    pub only: Option<Kind>,
    /// Layouts in place of the manifest's; none: the manifest's.
    pub layouts: Vec<String>,
    /// The reading systems that get an EPUB of their own beside the one for all.
    pub profiles: Vec<Profile>,
    /// Whether the generated Typst files are kept beside the PDFs.
    pub keep: bool,
    /// Whether a report on the pages is written beside each PDF, as JSON and as a page.
    pub report: bool,
    /// Whether lines and pages are corrected.
    pub corrects: bool,
    /// Whether a page that is not fit to be released is an error.
    pub strict: bool,
    /// The moment of the last change; none: the first moment of the edition's date.
    pub modified: Option<Timestamp>,
}

/// A step of a build, for showing progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The cover is drawn.
    Cover,
    /// The EPUB is written.
    Epub,
    /// The PDF of that layout is set.
    Pdf(String),
    /// The files for the printer are made in that layout.
    Print(String),
    /// The files go to their places.
    Files,
}

/// Why nothing was made.
#[derive(Debug)]
pub enum Failure {
    /// The edition has errors; they are among its diagnostics.
    Edition,
    /// The EPUB cannot be packed.
    Epub(epub::Error),
    /// The system refuses to write.
    Write(PathBuf, io::Error),
}

/// The steps that a build with these options takes.
#[must_use]
pub fn steps(opened: &Opened, options: &Options) -> usize {
    let Some((edition, _, _)) = &opened.content else { return 1 };
    let pdfs =
        if options.layouts.is_empty() { edition.layouts.len() } else { options.layouts.len() };
    let printed = edition.print.as_ref().map_or(0, |print| print.layouts.len().min(pdfs));
    match options.only {
        Some(Kind::Epub) if edition.epub_pages.list == PageList::None => 3,
        Some(Kind::Epub) => 4,
        Some(Kind::Pdf) => pdfs + 1,
        Some(Kind::Print) => pdfs + printed + 1,
        None => pdfs + printed + 3,
    }
}

/// Builds an edition; what is noticed on the way joins its diagnostics.
///
/// # Errors
/// See [`Failure`]; then no output has been touched, but for [`Failure::Write`], where each file is
/// the old one or the new one as a whole.
pub fn build(
    opened: &mut Opened,
    folder: &dyn Folder,
    options: &Options,
    progress: &dyn Fn(Step),
) -> Result<Vec<Made>, Failure> {
    if opened.has_errors() {
        return Err(Failure::Edition);
    }
    let asked = asked_layouts(options, &mut opened.sources);
    let Some((edition, book, resources)) = &opened.content else { return Err(Failure::Edition) };
    let job = Job {
        asked: &asked,
        edition,
        book,
        resources,
        blurb: opened.blurb.as_ref(),
        sources: &opened.sources,
        folder,
        options,
        modified: options.modified.unwrap_or_else(|| book.metadata().date.first_moment()),
        progress,
    };
    let mut noticed = Diagnostics::default();
    let made = job.make(&mut noticed);
    noticed.retain_enabled(|code| edition.switched_off.contains_key(&code));
    let failed = noticed.has_errors();
    let (slug, known) = (edition.metadata.slug.clone(), job.known_names());
    opened.diagnostics.extend(noticed.into_sorted());
    let outputs = made?;
    let faults = verified(&outputs, edition, &mut opened.sources);
    let failed = failed || faults.has_errors();
    opened.diagnostics.extend(faults.into_sorted());
    if failed {
        return Err(Failure::Edition);
    }
    if outputs.books.is_empty() {
        return Ok(Vec::new());
    }
    progress(Step::Files);
    outputs::write(&options.out.join(&slug), outputs, known)
}

/// What keeps an edition from being built and is seen in no file of it: the book is made as a draft,
/// in memory, and the errors on the way join the edition's diagnostics. Nothing is done for one that
/// has errors already.
///
/// With it, `check` refuses what [`build`] refuses; what build is asked for beyond the manifest (other
/// layouts, profiles, fit pages) alone it does not know.
pub fn rehearse(opened: &mut Opened, folder: &dyn Folder) {
    if opened.has_errors() {
        return;
    }
    let Some((edition, book, resources)) = &opened.content else { return };
    let options = Options {
        out: PathBuf::new(),
        only: None,
        layouts: Vec::new(),
        profiles: Vec::new(),
        keep: false,
        report: false,
        corrects: false,
        strict: false,
        modified: None,
    };
    let job = Job {
        asked: &[],
        edition,
        book,
        resources,
        blurb: opened.blurb.as_ref(),
        sources: &opened.sources,
        folder,
        options: &options,
        modified: book.metadata().date.first_moment(),
        progress: &|_| {},
    };
    let mut noticed = Diagnostics::default();
    let made = job.make(&mut noticed);
    noticed.retain_enabled(|code| edition.switched_off.contains_key(&code));
    match made {
        Ok(outputs) => {
            noticed.extend(verified(&outputs, edition, &mut opened.sources).into_sorted());
        }
        Err(Failure::Epub(error)) => {
            let hint = "make room, and report it if that does not help";
            let message = format!("the EPUB cannot be packed: {error}");
            noticed.report(Code::EpubArchive, edition.span, message, hint);
        }
        Err(Failure::Edition | Failure::Write(..)) => {}
    }
    let errors = noticed.into_sorted().into_iter();
    opened.diagnostics.extend(errors.filter(|told| told.severity() == Severity::Error));
}

/// What our own checker finds in the EPUBs. It should find nothing that the checks of the source do not:
/// what it finds is told all the same, and no EPUB with an error is written.
fn verified(outputs: &Outputs, edition: &Edition, sources: &mut Sources) -> Diagnostics {
    let mut faults = Diagnostics::default();
    for book in outputs.books.iter().filter(|book| book.name.ends_with(".epub")) {
        faults.extend(verify::verify(&book.name, &book.bytes, Demand::Own, sources));
    }
    faults.extend(conformance::check_verified(edition, &faults));
    faults.retain_enabled(|code| edition.switched_off.contains_key(&code));
    faults
}

/// The layouts that the command line names, with their places there: it is no file, but messages show it
/// like one.
fn asked_layouts(options: &Options, sources: &mut Sources) -> Vec<(String, Span)> {
    if options.layouts.is_empty() {
        return Vec::new();
    }
    let words: Vec<String> =
        options.layouts.iter().map(|name| format!("--layout {name}")).collect();
    let line = words.join(" ");
    let mut end = 0;
    let ends: Vec<usize> = words
        .iter()
        .map(|word| {
            end += word.len() + 1;
            end - 1
        })
        .collect();
    let file = sources.add("command line", line);
    let named = options.layouts.iter().zip(ends);
    named.map(|(name, end)| (name.clone(), Span::new(file, end - name.len()..end))).collect()
}

/// What is to be made of an edition, and all that it is made from.
struct Job<'a> {
    /// The layouts that are asked for instead of the edition's own, each with its place.
    asked: &'a [(String, Span)],
    edition: &'a Edition,
    book: &'a Book,
    resources: &'a Resources,
    blurb: Option<&'a Manuscript>,
    sources: &'a Sources,
    folder: &'a dyn Folder,
    options: &'a Options,
    modified: Timestamp,
    progress: &'a dyn Fn(Step),
}

impl Job<'_> {
    fn make(&self, noticed: &mut Diagnostics) -> Result<Outputs, Failure> {
        let layouts = self.load_layouts(noticed).ok_or(Failure::Edition)?;
        let mut outputs = Outputs::default();
        let paged = self.paged_layout(&layouts);
        for layout in layouts.iter().filter(|layout| self.sets(layout, paged)) {
            let pages = self.pdf(layout, &mut outputs, noticed);
            outputs.pages = outputs.pages.or(pages.filter(|_| paged == Some(layout.name())));
        }
        if matches!(self.options.only, None | Some(Kind::Epub)) {
            let layout = layouts.first().ok_or(Failure::Edition)?;
            let pages = outputs.pages.take();
            let epubs = self.epubs(layout, pages.as_ref(), &mut outputs.reports, noticed)?;
            outputs.books.splice(0..0, epubs);
        }
        Ok(outputs)
    }

    /// The layout whose pages the e-book tells: the one that the manifest names, the first that is
    /// printed, or the first, of those that are made.
    fn paged_layout<'l>(&self, layouts: &'l [Layout]) -> Option<&'l str> {
        let pages = &self.edition.epub_pages;
        if pages.list == PageList::None {
            return None;
        }
        let named = |layout: &&Layout| pages.layout.as_deref() == Some(layout.name());
        let ordered = |layout: &&Layout| self.order_of(layout.name()).is_some();
        let found = layouts.iter().find(named).or_else(|| layouts.iter().find(ordered));
        found.or_else(|| layouts.first()).map(Layout::name)
    }

    /// Whether the PDF of a layout is set; `paged` is the layout whose pages the e-book tells.
    fn sets(&self, layout: &Layout, paged: Option<&str>) -> bool {
        match self.options.only {
            Some(Kind::Epub) => paged == Some(layout.name()),
            Some(Kind::Print) => self.order_of(layout.name()).is_some(),
            Some(Kind::Pdf) | None => true,
        }
    }

    /// The names of all books that belong to the edition, whether they are made now or not.
    fn known_names(&self) -> Vec<String> {
        let layouts = self.edition.layouts.iter().map(|(name, _)| self.pdf_name(name));
        self.epub_names().chain(layouts).chain(print::names(self.edition)).collect()
    }

    /// The layouts asked for; `None` if one of them cannot be had, which is reported.
    fn load_layouts(&self, noticed: &mut Diagnostics) -> Option<Vec<Layout>> {
        let own = &self.edition.layouts;
        let wanted = if self.asked.is_empty() { own.as_slice() } else { self.asked };
        let mut layouts = Vec::new();
        let mut failures: Vec<Diagnostic> = Vec::new();
        for (name, span) in wanted {
            match Layout::load(name, *span, Some(self.folder)) {
                Ok(layout) => layouts.push(layout),
                Err(diagnostics) => failures.extend(diagnostics),
            }
        }
        let all = failures.is_empty();
        noticed.extend(failures);
        all.then_some(layouts)
    }
}
