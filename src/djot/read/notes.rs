//! The bodies of notes.

use std::ops::Range;

use jotdown::Attributes;

use super::Reader;
use crate::diagnostics::Code;
use crate::ir::{self, AsWritten, BlockKind, Note, SeriesId};

impl<'a> Reader<'a, '_> {
    /// The body of a note: `[^label]: …`
    pub(super) fn note(&mut self, label: &str, attributes: &Attributes<'a>, range: Range<usize>) {
        let series = self.series_of(label, &range);
        self.inside += 1;
        // Verse in a note is no part of the poem around it.
        let counting = std::mem::take(&mut self.counting);
        let plays = std::mem::take(&mut self.plays);
        let in_cell = std::mem::take(&mut self.in_cell);
        let (given, (blocks, end)) = self.attributed(attributes, &range, Self::blocks);
        self.counting = counting;
        self.plays = plays;
        self.in_cell = in_cell;
        self.inside -= 1;
        let span = self.span(range.start..end.end.max(range.end));
        let body = if given.language.is_none() && given.id.is_none() || blocks.is_empty() {
            blocks
        } else {
            let mut group = Vec::new();
            self.put(BlockKind::Group { blocks }, given, range.start..end.end, &mut group);
            group
        };
        if body.is_empty() {
            self.diagnostics.report(
                Code::UndefinedNote,
                self.span(range),
                format!("the note `{label}` has no text"),
                "write its text behind the colon",
            );
        }
        self.notes.push(Note {
            span,
            label: label.to_owned(),
            series,
            place: AsWritten::default(),
            body,
        });
    }

    /// The series that a label names: what stands before the colon.
    fn series_of(&mut self, label: &str, range: &Range<usize>) -> SeriesId {
        let Some((name, _)) = label.split_once(':') else {
            return self.context.default_series;
        };
        let found = ir::series_named(self.context.series, name);
        found.unwrap_or_else(|| {
            self.diagnostics.report(
                Code::UnknownSeries,
                self.span(range.clone()),
                format!("there is no series of notes `{name}`"),
                format!("define it in the manifest: `[notes.{name}]`"),
            );
            self.context.default_series
        })
    }
}
