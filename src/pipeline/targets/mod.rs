//! From the book to what is made of it, in memory: names and bytes, down the rows of one table. PDFs come
//! first, since other outputs show what their pages are.
//!
//! Nothing is half: all that is asked for of an edition is made before any of it is given back, and writing
//! it is the command line's affair, which puts each file in its place through a temporary one, the
//! checksums last. What `build` refuses, `check` refuses: it makes everything as a draft and keeps nothing
//! but the errors.

mod access;
mod ebook;
mod pages;
mod pdf;
mod print;
mod table;

use std::fmt;
use std::sync::Arc;

use super::{Opened, Profile, Session, Stopped, conformance};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::edition::Edition;
use crate::fonts::Fonts;
use crate::ir::{Book, Manuscript, PageList, PrintPages, Timestamp};
use crate::layouts::Layout;
use crate::resources::Resources;
use crate::source::{Sources, Span};
use crate::storage::Folder;
use crate::writers::epub;
pub use access::{access_report, shown};
use table::Way;
pub use table::{EPUB, PDF, PRINT, TARGETS, Target};

/// What is to be made.
#[derive(Debug, Clone)]
pub struct Request {
    /// Only these targets; none: all.
    pub only: Vec<&'static Target>,
    /// Layouts in place of the manifest's; none: the manifest's.
    pub layouts: Vec<String>,
    /// The reading systems that get an EPUB of their own beside the one for all.
    pub profiles: Vec<Profile>,
    /// Whether the generated Typst files are kept beside the PDFs.
    pub keep: bool,
    /// Whether a report on the pages is made beside each PDF, as JSON and as a page.
    pub report: bool,
    /// Whether lines and pages are corrected.
    pub corrects: bool,
    /// Whether a page that is not fit to be released is an error.
    pub strict: bool,
    /// The moment of the last change; none: the first moment of the edition's date.
    pub modified: Option<Timestamp>,
}

impl Default for Request {
    /// All targets in the manifest's layouts, the pages corrected.
    fn default() -> Self {
        Self {
            only: Vec::new(),
            layouts: Vec::new(),
            profiles: Vec::new(),
            keep: false,
            report: false,
            corrects: true,
            strict: false,
            modified: None,
        }
    }
}

impl Request {
    /// All of it in words: what asks for the same says the same.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Self { only, layouts, profiles, keep, report, corrects, strict, modified } = self;
        let only: Vec<&str> = only.iter().map(|target| target.name).collect();
        format!(
            "only {only:?}, layouts {layouts:?}, profiles {profiles:?}, keep {keep}, report {report}, corrects {corrects}, \
             strict {strict}, modified {modified:?}"
        )
    }
}

/// A step of the making, for showing progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is made.
    pub what: &'static str,
    /// In which layout, if it is made in several.
    pub layout: Option<String>,
}

impl Step {
    fn for_target(target: &Target) -> Self {
        Self { what: target.shown, layout: None }
    }

    fn of_layout(target: &Target, layout: &Layout) -> Self {
        Self { layout: Some(layout.name().to_owned()), ..Self::for_target(target) }
    }
}

impl fmt::Display for Step {
    /// `PDF, pamphlet`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.layout {
            Some(layout) => write!(f, "{}, {layout}", self.what),
            None => f.write_str(self.what),
        }
    }
}

/// Why nothing was made.
#[derive(Debug)]
pub enum Failure {
    /// The edition has errors; they are among its diagnostics.
    Edition,
    /// The EPUB cannot be packed.
    Epub(epub::Error),
    /// The session was told to stop.
    Stopped,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edition => f.write_str("the edition has errors"),
            Self::Epub(error) => write!(f, "the EPUB cannot be packed: {error}"),
            Self::Stopped => super::Stopped.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Stopped> for Failure {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// A file in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name in the edition's folder of outputs.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What target it belongs to; none for a report on one.
    pub target: Option<&'static Target>,
    /// How many pages it has, if it has pages.
    pub pages: Option<usize>,
    /// What is to be said of its pages, in lines.
    pub told: String,
}

impl File {
    /// A file of which nothing is to be said.
    fn new(target: &'static Target, name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, target: Some(target), pages: None, told: String::new() }
    }

    fn report(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, target: None, pages: None, told: String::new() }
    }
}

/// All that was made of an edition.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// The name of the edition's folder of outputs.
    pub slug: String,
    /// The books: what was asked for. None if the edition orders nothing of it.
    pub books: Vec<File>,
    /// Reports on them.
    pub reports: Vec<File>,
    /// Files of the generated Typst projects, by path in the folder of outputs.
    pub kept: Vec<(String, Arc<[u8]>)>,
    /// The names of all books that belong to the edition, made now or not.
    pub known: Vec<String>,
}

impl Made {
    /// All files in the order in which they are written: names in the folder of outputs, and bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let told = self.books.iter().chain(&self.reports);
        let told = told.map(|file| (file.name.as_str(), file.bytes.as_slice()));
        told.chain(self.kept.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref())))
    }
}

/// What is being made.
#[derive(Default)]
struct Making {
    books: Vec<File>,
    reports: Vec<File>,
    kept: Vec<(String, Arc<[u8]>)>,
    /// The pages that the e-book tells.
    pages: Option<PrintPages>,
    noticed: Diagnostics,
}

impl Session {
    /// How many steps the making takes of which progress tells.
    #[must_use]
    pub fn steps(&self, opened: &Opened, folder: &dyn Folder, request: &Request) -> usize {
        let Some(content) = &opened.content else { return 0 };
        // Where they stand on the command line does not matter here.
        let place = |name: &String| (name.clone(), content.0.span);
        let asked: Vec<_> = request.layouts.iter().map(place).collect();
        let beside = (opened.blurb.as_ref(), &opened.sources);
        let job = Job { asked: &asked, ..self.job(content, beside, folder, request) };
        let layouts: Vec<&str> = job.layouts().iter().map(|(name, _)| name.as_str()).collect();
        let set = layouts.iter().filter(|layout| job.sets(layout)).count();
        set + job.wanted().map(|target| (target.steps)(&job, &layouts)).sum::<usize>()
    }

    /// Makes what is asked for of an edition; what is noticed on the way joins its diagnostics.
    ///
    /// # Errors
    /// See [`Failure`]; then there is nothing.
    pub fn make(
        &self,
        opened: &mut Opened,
        folder: &dyn Folder,
        request: &Request,
        progress: &dyn Fn(Step),
    ) -> Result<Made, Failure> {
        if opened.has_errors() {
            return Err(Failure::Edition);
        }
        let asked = asked_layouts(request, &mut opened.sources);
        let Some(content) = &opened.content else { return Err(Failure::Edition) };
        let beside = (opened.blurb.as_ref(), &opened.sources);
        let job = self.job(content, beside, folder, request);
        let mut making = Making::default();
        let made = Job { asked: &asked, progress, ..job }.make(&mut making);
        let edition = &content.0;
        if let Err(Failure::Stopped) = made {
            return Err(Failure::Stopped);
        }
        let Making { books, reports, kept, mut noticed, .. } = making;
        noticed.retain_enabled(|code| edition.settings.switched_off.contains_key(&code));
        let failed = noticed.has_errors();
        opened.diagnostics.extend(noticed.into_sorted());
        made?;
        let faults = verified(&books, edition, &mut opened.sources);
        let failed = failed || faults.has_errors();
        opened.diagnostics.extend(faults.into_sorted());
        if failed {
            return Err(Failure::Edition);
        }
        let slug = edition.metadata.slug.clone();
        let mut known = Target::all_books(edition);
        known.extend(books.iter().map(|book| book.name.clone()));
        Ok(Made { slug, books, reports, kept, known })
    }

    /// What keeps an edition from being built and is seen in no file of it: the book is made as a draft,
    /// in memory, and the errors on the way join the edition's diagnostics. Nothing is done for one that
    /// has errors already.
    ///
    /// With it, `check` refuses what [`make`](Self::make) refuses; what build is asked for beyond the manifest (other
    /// layouts, profiles, fit pages) alone it does not know.
    ///
    /// # Errors
    /// If the session was told to stop; then nothing joins the diagnostics.
    pub fn rehearse(&self, opened: &mut Opened, folder: &dyn Folder) -> Result<(), Stopped> {
        if opened.has_errors() {
            return Ok(());
        }
        let request = Request { corrects: false, ..Request::default() };
        let Some(content) = &opened.content else { return Ok(()) };
        let beside = (opened.blurb.as_ref(), &opened.sources);
        let mut making = Making::default();
        let made = self.job(content, beside, folder, &request).make(&mut making);
        let edition = &content.0;
        let mut noticed = making.noticed;
        noticed.retain_enabled(|code| edition.settings.switched_off.contains_key(&code));
        match made {
            Ok(()) => {
                let faults = verified(&making.books, edition, &mut opened.sources);
                noticed.extend(faults.into_sorted());
            }
            Err(Failure::Epub(error)) => {
                let hint = "make room, and report it if that does not help";
                let message = format!("the EPUB cannot be packed: {error}");
                noticed.report(Code::EpubArchive, edition.span, message, hint);
            }
            Err(Failure::Edition) => {}
            Err(Failure::Stopped) => return Err(Stopped),
        }
        let errors = noticed.into_sorted().into_iter();
        opened.diagnostics.extend(errors.filter(|told| told.severity() == Severity::Error));
        Ok(())
    }

    fn job<'a>(
        &'a self,
        (edition, book, resources): &'a (Edition, Book, Resources),
        (blurb, sources): (Option<&'a Manuscript>, &'a Sources),
        folder: &'a dyn Folder,
        request: &'a Request,
    ) -> Job<'a> {
        Job {
            session: self,
            fonts: self.fonts(resources),
            asked: &[],
            edition,
            book,
            resources,
            blurb,
            sources,
            folder,
            request,
            modified: request.modified.unwrap_or_else(|| edition.metadata.date.first_moment()),
            progress: &|_| {},
        }
    }
}

/// What the checkers of the targets find in their books.
fn verified(books: &[File], edition: &Edition, sources: &mut Sources) -> Diagnostics {
    let mut faults = Diagnostics::default();
    for book in books {
        if let Some(found) = book.target.and_then(|target| target.faults) {
            faults.extend(found(book, sources));
        }
    }
    faults.extend(conformance::check_verified(edition, &faults));
    faults.retain_enabled(|code| edition.settings.switched_off.contains_key(&code));
    faults
}

/// The layouts that the command line names, with their places there: it is no file, but messages show it
/// like one.
fn asked_layouts(request: &Request, sources: &mut Sources) -> Vec<(String, Span)> {
    if request.layouts.is_empty() {
        return Vec::new();
    }
    let words: Vec<String> =
        request.layouts.iter().map(|name| format!("--layout {name}")).collect();
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
    let named = request.layouts.iter().zip(ends);
    named.map(|(name, end)| (name.clone(), Span::new(file, end - name.len()..end))).collect()
}

/// What is to be made of an edition, and all that it is made from.
struct Job<'a> {
    session: &'a Session,
    fonts: Fonts,
    /// The layouts that are asked for instead of the edition's own, each with its place.
    asked: &'a [(String, Span)],
    edition: &'a Edition,
    book: &'a Book,
    resources: &'a Resources,
    blurb: Option<&'a Manuscript>,
    sources: &'a Sources,
    folder: &'a dyn Folder,
    request: &'a Request,
    modified: Timestamp,
    progress: &'a dyn Fn(Step),
}

impl Job<'_> {
    fn make(&self, making: &mut Making) -> Result<(), Failure> {
        self.go_on()?;
        let layouts = self.load_layouts(&mut making.noticed).ok_or(Failure::Edition)?;
        for layout in layouts.iter().filter(|layout| self.sets(layout.name())) {
            self.set(layout, making)?;
        }
        for target in self.wanted() {
            if let Way::OfBook(make) = target.made {
                self.go_on()?;
                let layout = layouts.first().ok_or(Failure::Edition)?;
                let books = make(self, layout, making)?;
                making.books.splice(0..0, books);
            }
        }
        self.go_on()
    }

    /// Nothing, unless the session was told to stop.
    fn go_on(&self) -> Result<(), Failure> {
        Ok(self.session.go_on()?)
    }

    /// The rows of the table that are asked for.
    fn wanted(&self) -> impl DoubleEndedIterator<Item = &'static Target> {
        let only = &self.request.only;
        TARGETS.into_iter().filter(|target| only.is_empty() || only.contains(target))
    }

    /// The layouts by name, with the places that ask for them.
    fn layouts(&self) -> &[(String, Span)] {
        if self.asked.is_empty() { &self.edition.layouts } else { self.asked }
    }

    /// The layout whose pages the e-book tells: the one that the manifest names, the first that is
    /// printed, or the first, of those that are made.
    fn paged_layout(&self) -> Option<&str> {
        let pages = &self.edition.settings.epub_pages;
        if pages.list == PageList::None {
            return None;
        }
        let mut layouts = self.layouts().iter().map(|(name, _)| name.as_str());
        let named = |name: &&str| pages.layout.as_deref() == Some(name);
        let ordered = |name: &&str| self.order_of(name).is_some();
        let found = layouts.clone().find(named).or_else(|| layouts.clone().find(ordered));
        found.or_else(|| layouts.next())
    }

    /// Whether the pages of a layout are set: some target needs them.
    fn sets(&self, layout: &str) -> bool {
        self.wanted().any(|target| (target.needs)(self, layout))
    }

    /// The layouts asked for; `None` if one of them cannot be had, which is reported.
    fn load_layouts(&self, noticed: &mut Diagnostics) -> Option<Vec<Layout>> {
        let mut layouts = Vec::new();
        let mut failures: Vec<Diagnostic> = Vec::new();
        for (name, span) in self.layouts() {
            match self.session.layout(name, *span, self.folder) {
                Ok(layout) => layouts.push(layout),
                Err(diagnostics) => failures.extend(diagnostics),
            }
        }
        let all = failures.is_empty();
        noticed.extend(failures);
        all.then_some(layouts)
    }
}

#[cfg(test)]
mod tests;
