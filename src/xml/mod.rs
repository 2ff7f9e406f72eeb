//! XML, for all who write it and for those who read it with places: one tree, one way to become text with one
//! escape, and one list of the characters that no file may hold.
//!
//! What is written is a tree of [`Element`]s with names known to the program, whatever stands in it comes
//! from a source and is escaped when it is written ([`Syntax`]). What is read with a place for every
//! element and attribute is [`read::parse`]d, by a parser that is not the writer's.

pub(crate) mod characters;
mod edit;
pub(crate) mod read;
mod write;

use std::ops::Range;

pub(crate) use write::{Syntax, is_phrasing};

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped.
    Text(String),
}

/// An element with its attributes and content.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    /// Its name, with a prefix if it has one.
    pub(crate) name: &'static str,
    /// Names and values, unescaped, in their order.
    pub(crate) attributes: Vec<(&'static str, String)>,
    /// What stands in it.
    pub(crate) children: Vec<Node>,
    /// The bytes of its start tag in the file that it was read from; of one that was made nothing.
    pub(crate) range: Range<usize>,
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl Element {
    /// An element without attributes and content.
    pub(crate) fn new(name: &'static str) -> Self {
        Self::read_at(name, 0..0)
    }

    /// An element that was read, with the bytes of its start tag.
    pub(crate) fn read_at(name: &'static str, range: Range<usize>) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new(), range }
    }

    /// With that attribute, its value unescaped.
    pub(crate) fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With that attribute, if there is a value.
    pub(crate) fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets an attribute, in place of one that is there.
    pub(crate) fn set(&mut self, name: &'static str, value: String) {
        self.attributes.retain(|(known, _)| *known != name);
        self.attributes.push((name, value));
    }

    /// With that text at the end.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// With that child at the end.
    pub(crate) fn child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With those children at the end.
    pub(crate) fn children<N: Into<Node>>(mut self, children: impl IntoIterator<Item = N>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// The value of an attribute.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The elements right in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The text of all that is inside.
    pub(crate) fn said(&self) -> String {
        let mut text = String::new();
        self.say(&mut text);
        text
    }

    fn say(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(part) => out.push_str(part),
                Node::Element(element) => element.say(out),
            }
        }
    }

    /// Calls `visit` with the element and every one inside, outer before inner.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        self.elements().for_each(|element| element.walk(visit));
    }
}
