//! References to pages: they name the page of the book, not that which a place had in the old file.

use super::part::{Para, Part, several};
use super::references::Links;
use super::style::Role;
use crate::import::draft::Aside;
use crate::import::report::Report;
use crate::import::topic::Topic;
use crate::ir::{Inline, InlineKind};
use crate::source::Span;

/// Words before a number that are said with the reference.
const WORDS: [&str; 7] = ["S.", "Seite", "Seiten", "p.", "pp.", "page", "pages"];

/// What is done with references to pages.
pub(super) struct Pages<'d> {
    pub(super) links: &'d Links,
    pub(super) aside: &'d mut Vec<Aside>,
    /// Those whose place is not known: how many, and where first.
    dangling: Option<(usize, Span)>,
}

impl<'d> Pages<'d> {
    pub(super) fn new(links: &'d Links, aside: &'d mut Vec<Aside>) -> Self {
        Self { links, aside, dangling: None }
    }

    /// Makes references of the numbers of pages in a text.
    pub(super) fn refer(&mut self, parts: &mut [Part]) {
        for part in parts {
            match part {
                Part::Para(para) if para.role == Role::Contents => {}
                Part::Para(para) => self.paragraph(para),
                Part::Table(table) => {
                    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                    cells.for_each(|cell| self.refer(&mut cell.parts));
                }
            }
        }
    }

    fn paragraph(&mut self, para: &mut Para) {
        let pieces = &mut para.line.pieces;
        for at in 0..pieces.len() {
            let Some(page) = pieces[at].form.link.and_then(|link| self.links.page(link)) else {
                continue;
            };
            let InlineKind::Text { text } = &pieces[at].inline.kind else { continue };
            let number = text.trim().to_owned();
            if number.is_empty() || !number.chars().all(char::is_alphanumeric) {
                continue;
            }
            let span = pieces[at].inline.span;
            let Some(id) = page else {
                self.dangling.get_or_insert((0, span)).0 += 1;
                continue;
            };
            let mut words = number;
            if let Some(before) = at.checked_sub(1)
                && let InlineKind::Text { text } = &mut pieces[before].inline.kind
                && let Some(word) = word_at_end(text)
            {
                text.truncate(text.trim_end().len() - word.len());
                words = format!("{word} {words}");
            }
            let kind = InlineKind::PageReference { target: id, content: Vec::new() };
            pieces[at].inline = Inline::new(span, kind);
            pieces[at].form.link = None;
            self.aside.push(Aside { span, why: "number of a page in the old file", words });
        }
        pieces.retain(
            |piece| !matches!(&piece.inline.kind, InlineKind::Text { text } if text.is_empty()),
        );
    }

    /// Tells of those that stand as numbers.
    pub(super) fn tell(&self, report: &mut Report<Span>) {
        let Some((count, span)) = self.dangling else { return };
        let all = several(count, "number");
        let message = format!("{all} of pages of the old file stand in the text, and lead nowhere");
        report.doubt(span, Topic::Reference, message);
    }
}

/// The word for the page with which a text ends.
fn word_at_end(text: &str) -> Option<&'static str> {
    let bare = text.trim_end();
    let has = |word: &&&str| {
        bare.strip_suffix(**word)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric) && bare.len() < text.len())
    };
    WORDS.iter().find(has).copied()
}
