//! What the trees of documents have beyond XML: languages, roles, marks of pages.

use crate::ir::Language;
use crate::xml::{Element, Node};

impl Element {
    /// With a language, told to HTML and to XML alike.
    pub(crate) fn language(self, language: Option<&Language>) -> Self {
        let tag = language.map(Language::as_str);
        self.maybe("lang", tag).maybe("xml:lang", tag)
    }

    /// With the type of the structural vocabulary and the role of DPUB-ARIA.
    pub(crate) fn semantics(self, kind: Option<&str>, role: Option<&str>) -> Self {
        self.maybe("epub:type", kind).maybe("role", role)
    }

    /// With that class.
    pub(crate) fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// Takes out the marks of pages that stand before all else in it.
    pub(crate) fn take_marks(&mut self) -> Vec<Node> {
        super::pages::leading(&mut self.children)
    }
}
