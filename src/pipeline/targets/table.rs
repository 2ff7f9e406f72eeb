//! The table of targets: what can be made of an edition, what that needs, and how it is made.
//!
//! A further output is a further row. The command line offers the names of the rows, a build goes down
//! the rows that are asked for, and what lies in a folder of outputs is known by them.

use super::{Failure, File, Job, Making, ebook, pdf, print};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::edition::Edition;
use crate::layouts::Layout;
use crate::source::Sources;
use crate::writers::pdf::Pdf;

/// What can be made of an edition: a row of the table.
#[derive(Debug)]
pub struct Target {
    /// How it is asked for.
    pub name: &'static str,
    /// What it is, for those who ask.
    pub about: &'static str,
    /// How its making is shown.
    pub shown: &'static str,
    /// The names of all its books that belong to an edition, whether they are made now or not.
    pub(super) books: fn(&Edition) -> Vec<String>,
    /// Whether a file of that name can be one of its books by earlier settings; first the slug.
    pub(super) could_be: fn(&str, &str) -> bool,
    /// Whether it needs the pages of the layout with that name.
    pub(super) needs: fn(&Job<'_>, &str) -> bool,
    /// The steps that it takes beyond pages, if these are the names of the layouts.
    pub(super) steps: fn(&Job<'_>, &[&str]) -> usize,
    /// How it is made.
    pub(super) made: Way,
    /// What its own checker finds in a book.
    pub(super) faults: Option<fn(&File, &mut Sources) -> Vec<Diagnostic>>,
}

/// How a target is made.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// Of the pages of a layout, as soon as they are set.
    OfPages(fn(&Job<'_>, &Layout, &mut Pdf, &mut Diagnostics) -> Vec<File>),
    /// Of the book, in the look of the first layout, once all pages that are needed are set.
    OfBook(fn(&Job<'_>, &Layout, &mut Making) -> Result<Vec<File>, Failure>),
}

/// The e-book.
pub static EPUB: Target = Target {
    name: "epub",
    about: "The e-book",
    shown: "EPUB",
    books: ebook::books,
    could_be: ebook::could_be,
    needs: |job, layout| job.paged_layout() == Some(layout),
    // The cover, and the file.
    steps: |_, _| 2,
    made: Way::OfBook(|job, layout, making| job.epubs(layout, making)),
    faults: Some(ebook::faults),
};

/// The PDFs, one a layout.
pub static PDF: Target = Target {
    name: "pdf",
    about: "The PDFs",
    shown: "PDF",
    books: pdf::books,
    could_be: pdf::could_be,
    needs: |_, _| true,
    steps: |_, _| 0,
    made: Way::OfPages(pdf::made),
    faults: None,
};

/// The files for the printer.
pub static PRINT: Target = Target {
    name: "print",
    about: "The files for the printer that `[print]` in the manifest orders",
    shown: "for the printer",
    books: print::books,
    could_be: pdf::could_be,
    needs: |job, layout| job.order_of(layout).is_some(),
    steps: |job, layouts| layouts.iter().filter(|one| job.order_of(one).is_some()).count(),
    made: Way::OfPages(print::made),
    faults: None,
};

/// All targets, in the order in which they are offered.
pub static TARGETS: [&Target; 3] = [&EPUB, &PDF, &PRINT];

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Target {}

impl Target {
    /// The target of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TARGETS.into_iter().find(|target| target.name == name)
    }

    /// Whether a file of that name, in the folder for the outputs of the edition with that slug, can be a book that
    /// was made of it.
    #[must_use]
    pub fn makes(slug: &str, name: &str) -> bool {
        TARGETS.iter().any(|target| (target.could_be)(slug, name))
    }

    /// The names of all books that belong to an edition, whether they are made now or not.
    pub(super) fn all_books(edition: &Edition) -> Vec<String> {
        TARGETS.iter().flat_map(|target| (target.books)(edition)).collect()
    }
}
