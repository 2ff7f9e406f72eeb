//! XML read back into a tree, with a reader that is not the writer's.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Child {
    Element(Tree),
    Text(String),
}

impl Tree {
    /// The root of a well-formed document.
    pub fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}"));
            match event {
                Event::Start(start) => open.push(Self::element(&start)),
                Event::Empty(start) => put(&mut open, Child::Element(Self::element(&start))),
                Event::End(_) => {
                    let element = open.pop().expect("an open element");
                    put(&mut open, Child::Element(element));
                }
                Event::Text(text) => put(&mut open, Child::Text(text.into_inner().into_owned())),
                Event::GeneralRef(name) => {
                    let text = match &*name {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        other => panic!("the entity {other} is unknown to XML"),
                    };
                    put(&mut open, Child::Text(text.to_owned()));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let document = open.pop().expect("the document");
        document.elements().next().expect("a root").clone()
    }

    fn element(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("a well-formed attribute");
            let value = quick_xml::escape::unescape(&attribute.value).expect("a value");
            (attribute.key.as_ref().to_owned(), value.into_owned())
        });
        let name = start.name().as_ref().to_owned();
        Self { name, attributes: attributes.collect(), children: Vec::new() }
    }

    /// The value of an attribute.
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The elements right inside.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The element and all inside of it, outer before inner.
    pub fn walk(&self) -> Vec<&Self> {
        let inner = self.elements().flat_map(Self::walk);
        std::iter::once(self).chain(inner).collect()
    }

    /// All elements of that name.
    pub fn all(&self, name: &str) -> Vec<&Self> {
        self.walk().into_iter().filter(|element| element.name == name).collect()
    }

    /// All elements whose attribute has that value.
    pub fn with(&self, attribute: &str, value: &str) -> Vec<&Self> {
        let has = |element: &&Self| element.attr(attribute) == Some(value);
        self.walk().into_iter().filter(has).collect()
    }

    /// The text inside.
    pub fn text(&self) -> String {
        let piece = |child: &Child| match child {
            Child::Element(element) => element.text(),
            Child::Text(text) => text.clone(),
        };
        self.children.iter().map(piece).collect()
    }
}

fn put(open: &mut [Tree], child: Child) {
    open.last_mut().expect("an open element").children.push(child);
}
