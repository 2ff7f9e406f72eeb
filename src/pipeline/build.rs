//! From the book to the outputs: all are made in memory before the first is written.

use std::io;
use std::path::{Path, PathBuf};

use super::Opened;
use super::print::{self, Printing};
use super::{pages, pins};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::edition::Edition;
use crate::ir::{Book, Timestamp};
use crate::layouts::Layout;
use crate::output;
use crate::resources::Resources;
use crate::source::{Sources, Span};
use crate::storage::Folder;
use crate::writers::{epub, pdf, report};

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

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: usize,
    /// How many pages it has, if it has pages.
    pub pages: Option<usize>,
    /// What is to be said of its pages, in lines.
    pub told: String,
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

/// An output in memory.
pub(super) struct Output {
    /// Its name in the edition's folder of outputs.
    pub(super) name: String,
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// How many pages it has, if it has pages.
    pub(super) pages: Option<usize>,
    /// What is to be said of its pages, in lines.
    pub(super) told: String,
}

/// The steps that a build with these options takes.
#[must_use]
pub fn steps(opened: &Opened, options: &Options) -> usize {
    let Some((edition, _, _)) = &opened.content else { return 1 };
    let pdfs =
        if options.layouts.is_empty() { edition.layouts.len() } else { options.layouts.len() };
    let printed = edition.print.as_ref().map_or(0, |print| print.layouts.len().min(pdfs));
    match options.only {
        Some(Kind::Epub) => 3,
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
    let Some((edition, ..)) = &opened.content else { return Err(Failure::Edition) };
    let mut noticed = Diagnostics::default();
    let made = make(opened, folder, options, progress, &mut noticed);
    noticed.retain_enabled(|code| edition.switched_off.contains_key(&code));
    let failed = noticed.has_errors();
    let slug = edition.metadata.slug.clone();
    let known: Vec<String> =
        edition.layouts.iter().map(|(name, _)| pdf_name(&slug, name)).collect();
    let known = known.into_iter().chain(print::names(edition)).collect();
    opened.diagnostics.extend(noticed.into_sorted());
    let (outputs, kept, reports) = made?;
    if failed {
        return Err(Failure::Edition);
    }
    if outputs.is_empty() {
        return Ok(Vec::new());
    }
    progress(Step::Files);
    write(&options.out.join(&slug), &slug, (outputs, reports), kept, known)
}

/// Files of the generated Typst project, by path in the edition's folder of outputs.
type Kept = Vec<(String, std::sync::Arc<[u8]>)>;

fn make(
    opened: &Opened,
    folder: &dyn Folder,
    options: &Options,
    progress: &dyn Fn(Step),
    noticed: &mut Diagnostics,
) -> Result<(Vec<Output>, Kept, Vec<Output>), Failure> {
    let Some((edition, book, resources)) = &opened.content else { return Err(Failure::Edition) };
    let modified = options.modified.unwrap_or_else(|| book.metadata.date.first_moment());
    let blurb = opened.blurb.as_ref();
    let printing = Printing { edition, book, resources, blurb, modified };
    let layouts = load_layouts(edition, folder, options, noticed).ok_or(Failure::Edition)?;
    let slug = &book.metadata.slug;
    let mut outputs = Vec::new();
    let (mut kept, mut reports) = (Kept::new(), Vec::new());
    if matches!(options.only, None | Some(Kind::Epub)) {
        let layout = layouts.first().ok_or(Failure::Edition)?;
        let output = make_epub(edition, book, resources, layout, modified, progress, noticed)?;
        outputs.push(output);
    }
    let set = |layout: &&Layout| match options.only {
        Some(Kind::Epub) => false,
        Some(Kind::Print) => printing.order_of(layout.name()).is_some(),
        Some(Kind::Pdf) | None => true,
    };
    for layout in layouts.iter().filter(set) {
        progress(Step::Pdf(layout.name().to_owned()));
        let pins = pins::of_layout(edition, layout.name(), &opened.sources, folder);
        match pdf::write(
            book,
            resources,
            layout,
            &pdf::Options {
                modified,
                hyphenation: &edition.hyphenation,
                corrects: options.corrects,
                pins: &pins,
                sources: Some(&opened.sources),
                bleed: printing.order_of(layout.name()).map_or(0.0, |print| print.job.bleed),
            },
        ) {
            Ok(made) => {
                noticed.extend(made.diagnostics.iter().cloned());
                if options.strict {
                    noticed.extend(pages::errors(&made.report, edition.span));
                }
                if options.keep {
                    let files = pdf::kept_files(&made, layout, resources);
                    let base = format!("{slug}-{}.typst", layout.name());
                    kept.extend(files.into_iter().map(|(path, b)| (format!("{base}/{path}"), b)));
                }
                if options.report {
                    reports.extend(reported(&made, book, &opened.sources));
                }
                if let Some(print) = printing.order_of(layout.name())
                    && options.only != Some(Kind::Pdf)
                {
                    progress(Step::Print(layout.name().to_owned()));
                    outputs.extend(printing.make(print, layout, &made, noticed));
                }
                if options.only != Some(Kind::Print) {
                    let name = pdf_name(slug, layout.name());
                    let told = pages::told(&made.report, &opened.sources);
                    outputs.push(Output { name, bytes: made.bytes, pages: Some(made.pages), told });
                }
            }
            Err(diagnostics) => noticed.extend(diagnostics),
        }
    }
    Ok((outputs, kept, reports))
}

/// The report on the pages of a PDF in its two forms.
fn reported(made: &pdf::Pdf, book: &Book, sources: &Sources) -> [Output; 2] {
    let metadata = &book.metadata;
    let heading = report::Heading { title: &metadata.title, language: metadata.language.as_str() };
    let output = |ending: &str, bytes| {
        let name = format!("{}-{}.report.{ending}", metadata.slug, made.report.layout);
        Output { name, bytes, pages: None, told: String::new() }
    };
    let json = report::json(&made.report, sources, &heading);
    let page = report::page(&made.report, sources, &pdf::drawings(made), &heading);
    [output("json", json), output("html", page)]
}

fn make_epub(
    edition: &Edition,
    book: &Book,
    resources: &Resources,
    layout: &Layout,
    modified: Timestamp,
    progress: &dyn Fn(Step),
    noticed: &mut Diagnostics,
) -> Result<Output, Failure> {
    progress(Step::Cover);
    let mut cover = None;
    if book.metadata.cover.is_none() {
        match pdf::cover(book, layout, resources) {
            Ok(picture) => {
                let pdf::CoverPicture { jpeg, width, height } = picture;
                cover = Some(epub::CoverPicture { jpeg, width, height });
            }
            Err(diagnostics) => noticed.extend(diagnostics),
        }
    }
    progress(Step::Epub);
    let words = epub::Words {
        hyphenation: &edition.hyphenation,
        soft_hyphens: edition.epub.soft_hyphens,
        non_joiners: edition.epub.non_joiners,
    };
    let options = epub::Options { modified, style: layout.css(), cover, words };
    let bytes = epub::write(book, resources, &options).map_err(Failure::Epub)?;
    let name = format!("{}.epub", book.metadata.slug);
    Ok(Output { name, bytes, pages: None, told: String::new() })
}

fn pdf_name(slug: &str, layout: &str) -> String {
    format!("{slug}-{layout}.pdf")
}

/// The layouts asked for; `None` if one of them cannot be had, which is reported.
fn load_layouts(
    edition: &Edition,
    folder: &dyn Folder,
    options: &Options,
    noticed: &mut Diagnostics,
) -> Option<Vec<Layout>> {
    let wanted: Vec<(&str, Span)> = if options.layouts.is_empty() {
        edition.layouts.iter().map(|(name, span)| (name.as_str(), *span)).collect()
    } else {
        options.layouts.iter().map(|name| (name.as_str(), edition.span)).collect()
    };
    let mut layouts = Vec::new();
    let mut failures: Vec<Diagnostic> = Vec::new();
    for (name, span) in wanted {
        match Layout::load(name, span, Some(folder)) {
            Ok(layout) => layouts.push(layout),
            Err(diagnostics) => failures.extend(diagnostics),
        }
    }
    let all = failures.is_empty();
    noticed.extend(failures);
    all.then_some(layouts)
}

/// Writes outputs, reports and the checksums of the outputs; `known` are the names of PDFs that belong
/// to the edition, made now or before.
fn write(
    folder: &Path,
    slug: &str,
    (outputs, reports): (Vec<Output>, Vec<Output>),
    kept: Kept,
    mut known: Vec<String>,
) -> Result<Vec<Made>, Failure> {
    let mut made = Vec::new();
    let put = |path: &Path, bytes: &[u8]| {
        output::write_atomically(path, bytes).map_err(|e| Failure::Write(path.to_owned(), e))
    };
    known.push(format!("{slug}.epub"));
    known.extend(outputs.iter().map(|output| output.name.clone()));
    for output in outputs.into_iter().chain(reports) {
        let path = folder.join(&output.name);
        put(&path, &output.bytes)?;
        made.push(Made { path, size: output.bytes.len(), pages: output.pages, told: output.told });
    }
    for (path, bytes) in kept {
        put(&folder.join(path), &bytes)?;
    }
    let sums = folder.join(output::CHECKSUMS);
    output::write_checksums(folder, known).map_err(|error| Failure::Write(sums, error))?;
    Ok(made)
}
