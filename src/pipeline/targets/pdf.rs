//! The PDF of an edition in a layout, with what else is made when its pages are set: the report, the
//! files of the typesetter.

use super::table::{PDF, Target, Way};
use super::{Failure, File, Job, Making, Step, pages};
use crate::diagnostics::Diagnostics;
use crate::edition::Edition;
use crate::layouts::Layout;
use crate::pipeline::pins;
use crate::writers::{pdf, report};

impl Job<'_> {
    /// Sets the book in a layout, and makes of its pages what is wanted of them.
    pub(super) fn set(&self, layout: &Layout, making: &mut Making) -> Result<(), Failure> {
        (self.progress)(Step::of_layout(&PDF, layout));
        let pins = pins::of_layout(self.edition, layout.name(), self.sources, self.folder);
        let options = pdf::Options {
            modified: self.modified,
            hyphenation: &self.edition.hyphenation,
            corrects: self.request.corrects,
            pins: &pins,
            sources: Some(self.sources),
            bleed: self.order_of(layout.name()).map_or(0.0, |print| print.job.bleed),
            fonts: Some(&self.fonts),
            stop: Some(self.session.stop()),
        };
        let written = pdf::write(self.book, self.resources, layout, &options);
        self.go_on()?;
        match written {
            Ok(mut made) => {
                if self.paged_layout() == Some(layout.name()) && making.pages.is_none() {
                    let mut pages = std::mem::take(&mut made.page_starts);
                    pages.printed = self.edition.settings.print.is_none()
                        || self.order_of(layout.name()).is_some();
                    making.pages = Some(pages);
                }
                making.noticed.extend(made.diagnostics.iter().cloned());
                self.take(layout, made, making);
            }
            Err(diagnostics) => making.noticed.extend(diagnostics),
        }
        Ok(())
    }

    fn take(&self, layout: &Layout, mut made: pdf::Pdf, making: &mut Making) {
        let of_pages = |target: &&Target| match target.made {
            Way::OfPages(make) => (target.needs)(self, layout.name()).then_some(make),
            Way::OfBook(_) => None,
        };
        // Of those for the printer is told before the book itself.
        let wanted: Vec<_> = self.wanted().rev().filter_map(|target| of_pages(&target)).collect();
        if wanted.is_empty() {
            return;
        }
        if self.request.strict {
            making.noticed.extend(pages::errors(&made.report, self.edition.span));
        }
        if self.request.keep {
            let base = format!("{}-{}.typst", self.book.metadata().slug, layout.name());
            let files = pdf::kept_files(&made, layout, self.resources).into_iter();
            making.kept.extend(files.map(|(path, bytes)| (format!("{base}/{path}"), bytes)));
        }
        if self.request.report {
            making.reports.extend(self.reported(&made));
        }
        for make in wanted {
            making.books.extend(make(self, layout, &mut made, &mut making.noticed));
        }
    }

    /// The report on the pages of a PDF in its two forms.
    fn reported(&self, made: &pdf::Pdf) -> [File; 2] {
        let metadata = self.book.metadata();
        let language = metadata.language.as_str();
        let heading = report::Heading { title: &metadata.title, language };
        let name = |ending| format!("{}-{}.report.{ending}", metadata.slug, made.report.layout);
        let json = report::json(&made.report, self.sources, &heading);
        let page = report::page(&made.report, self.sources, &pdf::drawings(made), &heading);
        [File::report(name("json"), json), File::report(name("html"), page)]
    }
}

/// The PDF itself.
pub(super) fn made(
    job: &Job<'_>,
    layout: &Layout,
    pdf: &mut pdf::Pdf,
    _: &mut Diagnostics,
) -> Vec<File> {
    let name = pdf_name(&job.book.metadata().slug, layout.name());
    let told = pages::told(&pdf.report, job.sources);
    let bytes = std::mem::take(&mut pdf.bytes);
    vec![File { pages: Some(pdf.pages), told, ..File::new(&PDF, name, bytes) }]
}

/// The names of the PDFs in the edition's own layouts.
pub(super) fn books(edition: &Edition) -> Vec<String> {
    let slug = &edition.metadata.slug;
    edition.layouts.iter().map(|(layout, _)| pdf_name(slug, layout)).collect()
}

/// Whether a file is called as a PDF in some layout.
pub(super) fn could_be(slug: &str, name: &str) -> bool {
    let rest = name.strip_prefix(slug).and_then(|rest| rest.strip_prefix('-'));
    rest.and_then(|rest| rest.strip_suffix(".pdf")).is_some_and(|layout| !layout.is_empty())
}

fn pdf_name(slug: &str, layout: &str) -> String {
    format!("{slug}-{layout}.pdf")
}
