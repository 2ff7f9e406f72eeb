//! A cleaned drawing as a tree, and the one place where it becomes text.

use std::ops::Range;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
pub(super) const XLINK: &str = "http://www.w3.org/1999/xlink";

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Element(Element),
    /// Text, unescaped.
    Text(String),
}

/// An element of SVG.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) children: Vec<Node>,
    /// Its start tag in the file.
    pub(super) range: Range<usize>,
}

impl Element {
    pub(super) fn new(name: &'static str, range: Range<usize>) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new(), range }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets an attribute, in place of one that is there.
    pub(super) fn set(&mut self, name: &'static str, value: String) {
        self.attributes.retain(|(known, _)| *known != name);
        self.attributes.push((name, value));
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
}

/// The file.
pub(super) fn document(root: &Element) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    put(&mut writer, Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    put(&mut writer, Event::Text(BytesText::new("\n")));
    write(&mut writer, root, true);
    writer.into_inner()
}

fn write(writer: &mut Writer<Vec<u8>>, element: &Element, outermost: bool) {
    let mut start = BytesStart::new(element.name);
    if outermost {
        start.push_attribute(("xmlns", SVG));
        start.push_attribute(("xmlns:xlink", XLINK));
    }
    for (name, value) in &element.attributes {
        start.push_attribute((*name, allowed(value).as_str()));
    }
    if element.children.is_empty() {
        return put(writer, Event::Empty(start));
    }
    put(writer, Event::Start(start));
    for child in &element.children {
        match child {
            Node::Element(child) => write(writer, child, false),
            Node::Text(text) => put(writer, Event::Text(BytesText::new(&allowed(text)))),
        }
    }
    put(writer, Event::End(BytesEnd::new(element.name)));
}

fn put(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("memory takes all that is written");
}

/// Without the characters that XML 1.0 (2.2) forbids.
fn allowed(text: &str) -> String {
    let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|c| !forbidden(*c)).collect()
}
