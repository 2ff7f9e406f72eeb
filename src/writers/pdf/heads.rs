//! Running heads that find no room: the layout cuts them and leaves a label, and it is told whose they are.

use typst::foundations::{Label, Selector};
use typst::introspection::Introspector as _;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::{footnotes, lower};
use crate::diagnostics::{Code, Diagnostic};
use crate::inspection::{Finding, Flaw};
use crate::ir::{Book, Section};
use crate::layouts::{Layout, Sides};
use crate::source::Span;

/// What a layout leaves where it cuts a head.
const CUT: &str = "head-cut";

/// A running head that is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// The first page on which it is, by index.
    page: usize,
    /// The heading, or what stands for the book as a whole.
    span: Span,
    /// Whose head it is.
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Heading,
    Title,
    Book,
}

impl Cut {
    fn message(&self) -> &'static str {
        match self.of {
            Of::Heading | Of::Title => {
                "the running head of this section does not find room and is cut"
            }
            Of::Book => {
                "the running head with the authors or the title does not find room and is cut"
            }
        }
    }

    /// The message to the editor.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        let hint = match self.of {
            Of::Heading => "give the heading a shorter form: `{short=\"…\"}` on the line before it",
            Of::Title => {
                "write a shorter `title`, or a heading with a shorter form: `{short=\"…\"}`"
            }
            Of::Book => {
                "name a shorter title: `[[other-title]]` with `kind = \"short\"`; it stands there where it finds room"
            }
        };
        Diagnostic::new(Code::HeadCut, self.span, self.message(), hint)
    }

    /// The same as a finding on the page.
    pub(super) fn finding(&self) -> Finding {
        Finding {
            flaw: Flaw::HeadCut,
            page: self.page,
            line: None,
            span: Some(self.span),
            message: self.message().to_owned(),
            reason: Some("umbruch shortens no words".to_owned()),
        }
    }
}

/// Every running head that is cut, once for its section or for the book.
pub(super) fn cut(document: &PagedDocument, book: &Book, layout: &Layout) -> Vec<Cut> {
    let Some(label) = Label::new(PicoStr::intern(CUT)) else { return Vec::new() };
    let introspector = document.introspector();
    let marks = introspector.query(&Selector::Label(label));
    let pages = marks.iter().filter_map(|mark| introspector.page(mark.location()?));
    let mut pages: Vec<usize> = pages.map(std::num::NonZero::get).collect();
    pages.sort_unstable();
    if pages.is_empty() {
        return Vec::new();
    }
    let starts = book.sections().map(|section| {
        footnotes::page(document, &lower::label_of(&section.id)).map(|page| (page, section))
    });
    let starts: Vec<(usize, &Section)> = starts.flatten().collect();
    let facing = layout.settings().page.sides == Sides::Facing;
    let mut found: Vec<Cut> = Vec::new();
    for page in pages {
        let section = if facing && page % 2 == 0 { None } else { section_of(&starts, page) };
        let (span, of) = match section {
            Some(Section { heading: Some(heading), span, .. }) => {
                let place = heading.title.first().zip(heading.title.last());
                (place.map_or(*span, |(first, last)| first.span.to(last.span)), Of::Heading)
            }
            Some(section) => (section.span, Of::Title),
            None => (layout.span(), Of::Book),
        };
        if !found.iter().any(|one| one.span == span) {
            found.push(Cut { page: page - 1, span, of });
        }
    }
    found
}

/// The section whose head stands above a page: the first that begins on it, else the one that goes on.
fn section_of<'a>(starts: &[(usize, &'a Section)], page: usize) -> Option<&'a Section> {
    let on_it = starts.iter().find(|(start, _)| *start == page);
    let before = || starts.iter().rfind(|(start, _)| *start < page);
    on_it.or_else(before).map(|(_, section)| *section)
}
