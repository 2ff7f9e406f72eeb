//! From the text of an XHTML document to the tree, by the rules of XML: `<a id="x"/>` is closed where it stands.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;
use html5ever::{LocalName, Namespace, Prefix, QualName};

use super::tree::{Data, Element, Id, Tree};
use crate::source::FileId;
use crate::xml::read::{Fault, OPS, XLINK, XML, parse};

/// Longest name of a character that is known, in bytes.
const LONGEST: usize = 32;

/// A text with the characters that HTML gives a name in their places; XML knows but five of them.
pub(in crate::import::read) fn resolved(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices('&') {
        let name = &text.as_bytes()[at + 1..text.len().min(at + 1 + LONGEST)];
        let Some(end) = name.iter().position(|byte| !byte.is_ascii_alphanumeric()) else {
            continue;
        };
        // The table has its names with the semicolon behind them.
        let name = &text[at + 1..at + 1 + end];
        if at < done
            || text.as_bytes()[at + 1 + end] != b';'
            || matches!(name, "" | "amp" | "lt" | "gt" | "quot" | "apos")
        {
            continue;
        }
        let Some((first, second)) = NAMED_ENTITIES.get(&text[at + 1..at + end + 2]) else {
            continue;
        };
        out.push_str(&text[done..at]);
        let known = [*first, *second].into_iter().filter(|code| *code != 0);
        out.extend(known.filter_map(char::from_u32));
        done = at + end + 2;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Adds a document to the tree.
pub(super) fn xml(text: &str, file: FileId, tree: &mut Tree) -> Result<Id, Fault> {
    let document = parse(text)?;
    let root = tree.add(Data::Root, file, 0);
    // Ids count the nodes in the order of the document.
    let mut made: Vec<Option<Id>> = vec![Some(root)];
    for node in document.root().descendants().skip(1) {
        let data = match node.node_type() {
            roxmltree::NodeType::Element => Some(element(node)),
            roxmltree::NodeType::Text => node.text().map(|text| Data::Text(text.to_owned())),
            _ => None,
        };
        let parent = node.parent().and_then(|parent| made.get(parent.id().get_usize()).copied());
        let id = data.zip(parent.flatten()).map(|(data, parent)| {
            let id = tree.add(data, file, node.range().start);
            tree.append(parent, id);
            id
        });
        made.push(id);
    }
    Ok(root)
}

fn element(node: roxmltree::Node<'_, '_>) -> Data {
    let tag = node.tag_name();
    // Documents without a namespace mean XHTML.
    let space = tag.namespace().filter(|space| !space.is_empty());
    let space = Namespace::from(space.unwrap_or(crate::xml::read::XHTML));
    let name = QualName::new(None::<Prefix>, space, LocalName::from(tag.name()));
    let attributes = node.attributes().map(|attribute| {
        let prefix = match attribute.namespace() {
            Some(OPS) => "epub:",
            Some(XML) => "xml:",
            Some(XLINK) => "xlink:",
            _ => "",
        };
        let name = LocalName::from(format!("{prefix}{}", attribute.name()));
        (name, attribute.value().to_owned())
    });
    Data::Element(Box::new(Element { name, attributes: attributes.collect() }))
}
