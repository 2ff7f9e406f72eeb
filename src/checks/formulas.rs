//! Formulas: whether they can be read and set, and whether something is said of them.

use crate::diagnostics::{Code, Diagnostics};
use crate::formula;
use crate::ir::{Book, Formula, walk};
use crate::source::Span;

/// Tells of all of them.
pub(super) fn all(book: &Book, diagnostics: &mut Diagnostics) {
    walk::formulas(book, &mut |formula, display| one(formula, display, diagnostics));
}

fn one(formula: &Formula, display: bool, diagnostics: &mut Diagnostics) {
    if let Err(fault) = formula::read(&formula.tex, display) {
        let span = within(formula, fault.range);
        return diagnostics.report(Code::FormulaBroken, span, fault.message, fault.hint);
    }
    // What a line of text says is read aloud as it stands (WCAG 2.2, success criterion 1.1.1).
    if formula.alt.is_none() && formula.line().is_none() {
        diagnostics.report(
            Code::FormulaWithoutAlt,
            formula.tex_span,
            "no line of text can say this formula, and it has no alternative text",
            "say it in words behind it: `{alt=\"…\"}`; without them programs that read the PDF aloud read its TeX",
        );
    }
}

/// The place of a part of the TeX, where the source says it in the same bytes.
fn within(formula: &Formula, part: std::ops::Range<usize>) -> Span {
    let whole = formula.tex_span;
    if whole.range().len() != formula.tex.len() {
        return whole;
    }
    let start = whole.range().start;
    Span::new(whole.file, start + part.start..start + part.end)
}
