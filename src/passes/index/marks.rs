//! The marks of all indexes in reading order.

use std::collections::BTreeSet;

use super::super::headings::fresh;
use super::super::titles::Titles;
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::ir::{Book, IndexMark, IndexSettings, Inline, InlineKind, MarkNames, plain, walk};
use crate::source::Span;

/// A mark that is understood.
pub(super) struct Mark {
    /// Index of the index in the book's list.
    pub(super) index: usize,
    /// What the entry says; empty for the end of a range.
    pub(super) term: Vec<Inline>,
    /// The same as plain text.
    pub(super) plain: String,
    /// The entry below it.
    pub(super) sub: Option<String>,
    /// As what the last of the two is sorted.
    pub(super) sort: Option<String>,
    /// What it names.
    pub(super) names: MarkNames,
    /// Its id.
    pub(super) id: String,
    /// Its place.
    pub(super) span: Span,
}

/// Gives an id to every mark; those of the sections first, then those of notes.
pub(super) fn collect(
    book: &mut Book,
    taken: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<Mark> {
    let titles = Titles::of(book);
    let mut collecting =
        Collecting { indexes: &book.indexes, titles, taken, diagnostics, marks: Vec::new() };
    let mut visit = |inline: &mut Inline| collecting.see(inline);
    for section in &mut book.sections {
        if let Some(heading) = &mut section.heading {
            walk::nested_mut(&mut heading.title, &mut visit);
        }
        walk::inlines_mut(&mut section.blocks, &mut visit);
    }
    for note in &mut book.notes {
        walk::inlines_mut(&mut note.body, &mut visit);
    }
    collecting.marks
}

struct Collecting<'a> {
    indexes: &'a [IndexSettings],
    titles: Titles,
    taken: &'a mut BTreeSet<String>,
    diagnostics: &'a mut Diagnostics,
    marks: Vec<Mark>,
}

impl Collecting<'_> {
    fn see(&mut self, inline: &mut Inline) {
        let span = inline.span;
        let InlineKind::IndexMark { mark, content } = &inline.kind else { return };
        let Some(index) = self.index(mark, span) else { return };
        let Some((term, plain)) = self.term(mark, content, span) else { return };
        let (sub, sort, names) = (mark.sub.clone(), mark.sort.clone(), mark.names.clone());
        let id = match &inline.id {
            Some(id) => id.clone(),
            None => fresh(format!("reg-{}", self.marks.len() + 1), self.taken),
        };
        inline.id = Some(id.clone());
        self.marks.push(Mark { index, term, plain, sub, sort, names, id, span });
    }

    fn index(&mut self, mark: &IndexMark, span: Span) -> Option<usize> {
        let Some(name) = &mark.index else { return Some(0) };
        let found = self.indexes.iter().position(|index| index.name == *name);
        if found.is_none() {
            let known = self.indexes.iter().map(|index| index.name.as_str());
            self.diagnostics.report(
                Code::IndexMark,
                span,
                format!("there is no index `{name}`"),
                suggestion(name, known),
            );
        }
        found
    }

    /// What the entry says, and the same as plain text.
    fn term(
        &mut self,
        mark: &IndexMark,
        content: &[Inline],
        span: Span,
    ) -> Option<(Vec<Inline>, String)> {
        if let Some(term) = &mark.term {
            return Some((vec![Inline::text(span, term.clone())], term.clone()));
        }
        if matches!(mark.names, MarkNames::To { .. }) {
            return Some((Vec::new(), String::new()));
        }
        let term = self.titles.excerpt(content);
        let plain = plain(&term).split_whitespace().collect::<Vec<_>>().join(" ");
        if plain.is_empty() {
            self.diagnostics.report(
                Code::IndexMark,
                span,
                "a mark of an index stands around no words and names no entry",
                "name it: `[]{.index term=\"…\"}`",
            );
            return None;
        }
        // Quotation marks and line ends of the text do not belong to the entry.
        let styled = term.iter().any(|inline| !matches!(inline.kind, InlineKind::Text { .. }));
        let term = if styled { term } else { vec![Inline::text(span, plain.clone())] };
        Some((term, plain))
    }
}
