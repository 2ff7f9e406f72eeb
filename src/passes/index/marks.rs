//! The marks of all indexes in reading order.

use super::super::ids::Taken;
use super::super::titles::Titles;
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::ir::{
    Arrangement, Citations, IndexId, IndexMark, IndexSettings, Inline, InlineKind, MarkNames,
    index_named, plain, walk,
};
use crate::source::Span;

/// A mark that is understood.
pub(super) struct Mark {
    /// The index.
    pub(super) index: IndexId,
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
    arrangement: &Arrangement,
    citations: &Citations,
    taken: &mut Taken,
    diagnostics: &mut Diagnostics,
) -> Vec<Mark> {
    let ids = taken.given.clone();
    let titles = Titles::collect(arrangement, &ids, citations);
    let indexes = &arrangement.manuscript.indexes;
    let mut collecting = Collecting { indexes, titles, taken, diagnostics, marks: Vec::new() };
    walk::inlines_of(arrangement, &mut |inline| collecting.see(inline));
    collecting.marks
}

struct Collecting<'a> {
    indexes: &'a [IndexSettings],
    titles: Titles<'a>,
    taken: &'a mut Taken,
    diagnostics: &'a mut Diagnostics,
    marks: Vec<Mark>,
}

impl Collecting<'_> {
    fn see(&mut self, inline: &Inline) {
        let span = inline.span;
        let InlineKind::IndexMark { mark, content } = &inline.kind else { return };
        let Some(index) = self.index(mark, span) else { return };
        let Some((term, plain)) = self.term(mark, content, span) else { return };
        let (sub, sort, names) = (mark.sub.clone(), mark.sort.clone(), mark.names.clone());
        let id = self.taken.inline(inline, || format!("reg-{}", self.marks.len() + 1));
        self.marks.push(Mark { index, term, plain, sub, sort, names, id, span });
    }

    fn index(&mut self, mark: &IndexMark, span: Span) -> Option<IndexId> {
        let Some(name) = &mark.index else { return Some(IndexId::default()) };
        let found = index_named(self.indexes, name);
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
