//! The PDF of an edition in a layout, with what is made from its pages: the report, the files for
//! the printer.

use super::pages;
use super::{Job, Kind, Output, Outputs, Step};
use crate::diagnostics::Diagnostics;
use crate::ir::PrintPages;
use crate::layouts::Layout;
use crate::pipeline::pins;
use crate::writers::{pdf, report};

impl Job<'_> {
    /// Sets the book in a layout; tells its pages.
    pub(super) fn pdf(
        &self,
        layout: &Layout,
        outputs: &mut Outputs,
        noticed: &mut Diagnostics,
    ) -> Option<PrintPages> {
        (self.progress)(Step::Pdf(layout.name().to_owned()));
        let pins = pins::of_layout(self.edition, layout.name(), self.sources, self.folder);
        let options = pdf::Options {
            modified: self.modified,
            hyphenation: &self.edition.hyphenation,
            corrects: self.options.corrects,
            pins: &pins,
            sources: Some(self.sources),
            bleed: self.order_of(layout.name()).map_or(0.0, |print| print.job.bleed),
        };
        match pdf::write(self.book, self.resources, layout, &options) {
            Ok(mut made) => {
                let mut pages = std::mem::take(&mut made.begins);
                pages.printed =
                    self.edition.print.is_none() || self.order_of(layout.name()).is_some();
                noticed.extend(made.diagnostics.iter().cloned());
                if self.options.only != Some(Kind::Epub) {
                    self.take(layout, made, outputs, noticed);
                }
                Some(pages)
            }
            Err(diagnostics) => {
                noticed.extend(diagnostics);
                None
            }
        }
    }

    fn take(
        &self,
        layout: &Layout,
        made: pdf::Pdf,
        outputs: &mut Outputs,
        noticed: &mut Diagnostics,
    ) {
        if self.options.strict {
            noticed.extend(pages::errors(&made.report, self.edition.span));
        }
        if self.options.keep {
            let base = format!("{}-{}.typst", self.book.metadata().slug, layout.name());
            let files = pdf::kept_files(&made, layout, self.resources).into_iter();
            outputs.kept.extend(files.map(|(path, bytes)| (format!("{base}/{path}"), bytes)));
        }
        if self.options.report {
            outputs.reports.extend(self.reported(&made));
        }
        if let Some(print) = self.order_of(layout.name())
            && self.options.only != Some(Kind::Pdf)
        {
            (self.progress)(Step::Print(layout.name().to_owned()));
            outputs.books.extend(self.printed(print, layout, &made, noticed));
        }
        if self.options.only != Some(Kind::Print) {
            outputs.books.push(Output {
                name: self.pdf_name(layout.name()),
                pages: Some(made.pages),
                told: pages::told(&made.report, self.sources),
                bytes: made.bytes,
            });
        }
    }

    /// The report on the pages of a PDF in its two forms.
    fn reported(&self, made: &pdf::Pdf) -> [Output; 2] {
        let metadata = self.book.metadata();
        let language = metadata.language.as_str();
        let heading = report::Heading { title: &metadata.title, language };
        let name = |ending| format!("{}-{}.report.{ending}", metadata.slug, made.report.layout);
        let json = report::json(&made.report, self.sources, &heading);
        let page = report::page(&made.report, self.sources, &pdf::drawings(made), &heading);
        [Output::new(name("json"), json), Output::new(name("html"), page)]
    }

    pub(super) fn pdf_name(&self, layout: &str) -> String {
        format!("{}-{layout}.pdf", self.book.metadata().slug)
    }
}
