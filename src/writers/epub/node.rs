//! What the trees of an EPUB's documents have beyond XML: languages, roles, directions, marks of pages.

mod direction;
mod edit;

pub(super) use crate::xml::{Element, Node, Syntax};

use crate::ir::Language;

impl Element {
    /// With a language, told to HTML and to XML alike.
    pub(super) fn language(self, language: Option<&Language>) -> Self {
        let tag = language.map(Language::as_str);
        self.maybe("lang", tag).maybe("xml:lang", tag)
    }

    /// With the type of the structural vocabulary and the role of DPUB-ARIA.
    pub(super) fn semantics(self, kind: Option<&str>, role: Option<&str>) -> Self {
        self.maybe("epub:type", kind).maybe("role", role)
    }

    /// Takes out the marks of pages that stand before all else in it.
    pub(super) fn take_marks(&mut self) -> Vec<Node> {
        super::pages::leading(&mut self.children)
    }
}
