//! The documents of an EPUB as trees that know their places.

use roxmltree::Attribute;

use super::text::Text;
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{FileId, Span};
use crate::xml::read::{self, Document};

pub(super) use crate::xml::read::{Attributes, MATHML, Node, OPS, SVG, XHTML, XLINK, XML, text};

/// An XML document.
pub(super) struct Xml<'a> {
    /// Its path in the EPUB.
    pub(super) path: &'a str,
    /// It, among the sources.
    pub(super) file: FileId,
    /// What it says.
    pub(super) tree: Document<'a>,
}

impl<'a> Xml<'a> {
    /// Parses a document; what is not well-formed is reported.
    pub(super) fn parse(text: &'a Text, out: &mut Diagnostics) -> Option<Self> {
        let source: &'a str = text.resolved.as_deref().unwrap_or(&text.text);
        match read::parse(source) {
            Ok(tree) => Some(Self { path: &text.path, file: text.file, tree }),
            Err(fault) => {
                let at = text.span(fault.at..fault.at);
                out.report(Code::EpubXml, at, fault.message, fault.hint);
                None
            }
        }
    }

    /// The place of an element: its tag's name.
    pub(super) fn at(&self, node: roxmltree::Node<'_, '_>) -> Span {
        let range = node.range();
        let text = self.tree.input_text();
        let tag = text.get(range.clone()).unwrap_or_default();
        let name = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
        let length = name.filter(|n| *n > 1 && node.is_element()).unwrap_or(tag.len().min(40));
        Span::new(self.file, range.start..range.start + length)
    }

    /// The place of an attribute's value.
    pub(super) fn at_value(&self, attribute: Attribute<'_, '_>) -> Span {
        Span::new(self.file, attribute.range_value())
    }

    /// The place of an attribute.
    pub(super) fn at_attribute(&self, attribute: Attribute<'_, '_>) -> Span {
        Span::new(self.file, attribute.range())
    }

    /// The declaration of the document's type: its place and text.
    pub(super) fn doctype(&self) -> Option<(Span, &str)> {
        let text = self.tree.input_text();
        let at =
            text.find("<!DOCTYPE").filter(|at| *at < self.tree.root_element().range().start)?;
        let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
        Some((Span::new(self.file, at..end), &text[at..end]))
    }
}
