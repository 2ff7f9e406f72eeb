//! The files for the printer: they are made from the pages of the book in the same build, so that
//! none of them can drift from it.

use super::table::PRINT;
use super::{File, Job, Step};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::edition::{Edition, Print};
use crate::layouts::Layout;
use crate::press::Scheme;
use crate::writers::pdf::{
    Pdf,
    press::{self, Back, Order, Printed},
};

impl Job<'_> {
    /// The order, if the layout is printed.
    pub(super) fn order_of(&self, layout: &str) -> Option<&Print> {
        let print = self.edition.settings.print.as_ref()?;
        print.layouts.iter().any(|name| name == layout).then_some(print)
    }

    /// Block, sheets and cover; what is noticed joins `noticed`.
    fn printed(
        &self,
        print: &Print,
        layout: &Layout,
        pdf: &Pdf,
        noticed: &mut Diagnostics,
    ) -> Vec<File> {
        let order = Order {
            job: &print.job,
            identifier: &self.book.metadata().identifier,
            modified: self.modified,
            span: print.span,
            sheet: print.sheet_span,
        };
        let blurb = self.blurb.and_then(|blurb| blurb.sections.first());
        let back = Back {
            hyphenation: &self.edition.hyphenation,
            blurb: blurb.map_or(&[], |section| &section.blocks),
            blurb_span: print.blurb.as_ref().map(|(_, span)| *span),
            picture_span: self.edition.cover_span,
        };
        let (book, resources) = (self.book, self.resources);
        let cover = press::wrap(book, resources, &self.fonts, layout, pdf.pages, &back, &order);
        let made = [
            ("print", press::block(pdf, &order).map(Some)),
            ("cover", cover.map(Some)),
            (sheets_name(print), press::sheets(pdf, &order)),
        ];
        let slug = &self.book.metadata().slug;
        let mut outputs = Vec::new();
        for (part, made) in made {
            let name = format!("{slug}-{}-{part}.pdf", layout.name());
            outputs.extend(take(name, made, noticed));
        }
        outputs
    }
}

/// Block, sheets and cover of a layout that is printed.
pub(super) fn made(
    job: &Job<'_>,
    layout: &Layout,
    pdf: &mut Pdf,
    noticed: &mut Diagnostics,
) -> Vec<File> {
    let Some(print) = job.order_of(layout.name()) else { return Vec::new() };
    (job.progress)(Step::of_layout(&PRINT, layout));
    job.printed(print, layout, pdf, noticed)
}

/// The names of all files for the printer that belong to the edition.
pub(super) fn books(edition: &Edition) -> Vec<String> {
    let Some(print) = &edition.settings.print else { return Vec::new() };
    let slug = &edition.metadata.slug;
    let parts = ["print", "cover", sheets_name(print)];
    let parts = &parts[..if print.job.imposition.is_some() { 3 } else { 2 }];
    let of_layout = |layout: &String| {
        parts.iter().map(move |part| format!("{slug}-{layout}-{part}.pdf")).collect::<Vec<_>>()
    };
    print.layouts.iter().flat_map(of_layout).collect()
}

fn sheets_name(print: &Print) -> &'static str {
    match print.job.imposition {
        Some(Scheme::Booklet) => "booklet",
        _ => "signatures",
    }
}

fn take(
    name: String,
    made: Result<Option<Printed>, Vec<Diagnostic>>,
    noticed: &mut Diagnostics,
) -> Option<File> {
    match made {
        Ok(made) => made.map(|printed| {
            noticed.extend(printed.diagnostics);
            File { pages: Some(printed.pages), ..File::new(&PRINT, name, printed.bytes) }
        }),
        Err(told) => {
            noticed.extend(told);
            None
        }
    }
}
