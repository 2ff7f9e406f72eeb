//! References to notes: the old number that looks like a call becomes a call of the same note, one in the text leads to the note's call.

use super::part::{Para, Part, several};
use super::references::Links;
use crate::import::draft::Aside;
use crate::import::report::Report;
use crate::import::topic::Topic;
use crate::ir::InlineKind;
use crate::source::Span;

/// What is done with references to notes.
pub(super) struct Recalled<'d> {
    pub(super) links: &'d Links,
    pub(super) aside: &'d mut Vec<Aside>,
    /// Numbers that were a word with what stands before them.
    pub(super) glued: usize,
    /// Numbers that stay: how many, and where first.
    numbers: Option<(usize, Span)>,
}

impl<'d> Recalled<'d> {
    pub(super) fn new(links: &'d Links, aside: &'d mut Vec<Aside>) -> Self {
        Self { links, aside, glued: 0, numbers: None }
    }

    /// Makes calls of the numbers of notes that look like calls.
    pub(super) fn recall(&mut self, parts: &mut [Part]) {
        for part in parts {
            match part {
                Part::Para(para) => self.paragraph(para),
                Part::Table(table) => {
                    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                    cells.for_each(|cell| self.recall(&mut cell.parts));
                }
            }
        }
    }

    fn paragraph(&mut self, para: &mut Para) {
        let mut ends_in_word = false;
        for piece in &mut para.line.pieces {
            let within = std::mem::take(&mut ends_in_word);
            let InlineKind::Text { text } = &piece.inline.kind else { continue };
            ends_in_word = text.ends_with(char::is_alphanumeric);
            let Some((label, again)) = piece.form.link.and_then(|link| self.links.note(link))
            else {
                continue;
            };
            let (number, span) = (text.trim().to_owned(), piece.inline.span);
            if number.is_empty() || number.contains(char::is_whitespace) {
                continue;
            }
            if !again && !piece.form.raised {
                self.numbers.get_or_insert((0, span)).0 += 1;
                continue;
            }
            self.glued += usize::from(within && text.starts_with(char::is_alphanumeric));
            piece.inline.kind = InlineKind::NoteCall { label: label.to_owned() };
            (piece.form.link, piece.form.raised) = (None, false);
            self.aside.push(Aside { span, why: "number of a note in the old file", words: number });
        }
    }

    /// Tells of the numbers that stay.
    pub(super) fn tell(&self, report: &mut Report<Span>) {
        let Some((count, span)) = self.numbers else { return };
        let all = several(count, "number");
        let lead = if count == 1 { "leads" } else { "lead" };
        let message =
            format!("{all} of notes in the text {lead} to where these are called: do they fit?");
        report.doubt(span, Topic::Reference, message);
    }
}
