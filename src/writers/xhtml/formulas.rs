//! Formulas: as MathML, or as a line of text where that is not drawn.

use super::lower::Lowerer;
use super::site::Site;
use crate::formula;
use crate::ir::{Book, Formula, walk};
use crate::xml::{Element, Node};

/// Whether a book holds formulas.
pub(crate) fn has_formulas(book: &Book) -> bool {
    let mut found = false;
    walk::formulas(book, &mut |_, _| found = true);
    found
}

impl<S: Site> Lowerer<'_, S> {
    /// A formula with its words, for those who see none: within a line, or (`display`) on lines of its own.
    pub(super) fn formula(&self, formula: &Formula, display: bool) -> Node {
        // One that cannot be read was reported before anything is written.
        match formula::read(&formula.tex, display).ok().filter(|_| self.setting.mathml) {
            Some(math) => math.attr("alttext", formula.words()).into(),
            None => Node::Text(formula.words()),
        }
    }
}

/// The element around a formula on lines of its own.
pub(super) fn own_lines() -> Element {
    Element::new("div").class("formula")
}
