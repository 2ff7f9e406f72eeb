//! Marks of an index: `[Blanqui]{.index term="Blanqui, Auguste"}`.

use std::ops::Range;

use super::Reader;
use super::attributes::Given;
use crate::diagnostics::Code;
use crate::ir::{IndexMark, Inline, InlineKind, MarkNames};
use crate::language::signs;

/// Keys that only a mark of an index has.
pub(super) const KEYS: [&str; 8] =
    ["term", "sub", "index", "sort", "from", "to", "see", "see-also"];

impl Reader<'_, '_> {
    /// Reports keys of a mark on an element that is none.
    pub(super) fn refuse_mark_keys(&mut self, given: &Given) {
        for key in KEYS {
            if let Some(at) = given.place(key) {
                self.diagnostics.report(
                    Code::UnknownAttribute,
                    self.span(at),
                    format!("the attribute `{key}` has no meaning here"),
                    "it belongs to a mark of an index: `{.index …}`",
                );
            }
        }
    }

    /// The mark around `content`; what it lacks, and what contradicts itself, is reported.
    pub(super) fn index_mark(
        &mut self,
        given: &Given,
        content: Vec<Inline>,
        range: &Range<usize>,
    ) -> InlineKind {
        let (language, style) = (self.language().clone(), self.context.quotes);
        let value = |key: &str| {
            let text = given.value(key).unwrap_or_default();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then(|| signs(&text, &language, style))
        };
        let named: Vec<&str> = ["from", "to", "see", "see-also"]
            .into_iter()
            .filter(|key| value(key).is_some())
            .collect();
        if let [first, second, ..] = named[..] {
            self.diagnostics.report(
                Code::IndexMark,
                self.span(range.clone()),
                format!("a mark of an index has both `{first}` and `{second}`"),
                "write a mark of its own for each: `[]{.index …}`",
            );
        }
        let terms = |text: String| {
            text.split(';').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
        };
        let names = match named.first().and_then(|key| Some((*key, value(key)?))) {
            Some(("from", label)) => MarkNames::From { label },
            Some(("to", label)) => MarkNames::To { label },
            Some(("see", text)) => MarkNames::See { terms: terms(text) },
            Some((_, text)) => MarkNames::SeeAlso { terms: terms(text) },
            None => MarkNames::Place,
        };
        let mark = IndexMark {
            index: value("index"),
            term: value("term"),
            sub: value("sub"),
            sort: value("sort"),
            names,
        };
        InlineKind::IndexMark { mark: Box::new(mark), content }
    }
}
