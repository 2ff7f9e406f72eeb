//! Elements of office documents by the names that stand behind their prefixes: of these each of the two families of formats has
//! several, in two editions each, and no name means two things where it is asked for.

use crate::import::report::ImportError;
use crate::xml::read::{Document, Node, parse as parse_xml};

/// Parses a part of a package.
///
/// # Errors
/// It is no XML, is nested too deep, holds too many elements, or declares entities of its own.
pub(in crate::import::read) fn parse<'t>(
    text: &'t str,
    name: &str,
) -> Result<Document<'t>, ImportError> {
    let again = "it is damaged: open it in its program and save it anew";
    if text[..text.floor_char_boundary(4096)].contains("<!DOCTYPE") {
        let message = format!(
            "`{name}` in the package declares a document type, which no office program does"
        );
        return Err(ImportError::new(1, 1, message).hint(again));
    }
    parse_xml(text).map_err(|fault| {
        let message = format!("`{name}` in the package is broken: {}", fault.message);
        ImportError::new(1, 1, message).hint(again)
    })
}

/// The value of an attribute.
pub(in crate::import::read) fn attr<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    node.attributes().find(|own| own.name() == name).map(|own| own.value())
}

/// The name of an element behind its prefix; of what is none, nothing.
pub(in crate::import::read) fn name(node: Node<'_>) -> &str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// The elements right in an element.
pub(in crate::import::read) fn elements<'a>(node: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    node.children().filter(roxmltree::Node::is_element)
}

/// The first element of a name right in an element.
pub(in crate::import::read) fn child<'a>(node: Node<'a>, wanted: &str) -> Option<Node<'a>> {
    elements(node).find(|own| name(*own) == wanted)
}

/// The text of all that is inside.
pub(in crate::import::read) fn said(node: Node<'_>) -> String {
    node.descendants().filter(roxmltree::Node::is_text).filter_map(|text| text.text()).collect()
}
