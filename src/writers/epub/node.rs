//! XML as a tree of typed nodes, and the one place where it becomes text: escaping, characters
//! that XML forbids and Unicode normalization are settled here and nowhere else.

mod direction;
mod edit;

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::ir::Language;

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped.
    Text(String),
}

/// An element with its attributes and content.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl Element {
    /// An element without attributes and content.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new() }
    }

    /// With that attribute, its value unescaped.
    pub(super) fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With that attribute, if there is a value.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With a language, told to HTML and to XML alike.
    pub(super) fn language(self, language: Option<&Language>) -> Self {
        let tag = language.map(Language::as_str);
        self.maybe("lang", tag).maybe("xml:lang", tag)
    }

    /// With the type of the structural vocabulary and the role of DPUB-ARIA.
    pub(super) fn semantics(self, kind: Option<&str>, role: Option<&str>) -> Self {
        self.maybe("epub:type", kind).maybe("role", role)
    }

    /// With that text at the end.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// With that child at the end.
    pub(super) fn child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With those children at the end.
    pub(super) fn children<N: Into<Node>>(mut self, children: impl IntoIterator<Item = N>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// Puts nodes at the end of what is inside.
    pub(super) fn append(&mut self, nodes: impl IntoIterator<Item = Node>) {
        self.children.extend(nodes);
    }

    /// Puts nodes before what is inside.
    pub(super) fn prepend(&mut self, nodes: impl IntoIterator<Item = Node>) {
        self.children.splice(0..0, nodes);
    }

    /// Takes out the marks of pages that stand before all else in it.
    pub(super) fn take_marks(&mut self) -> Vec<Node> {
        super::pages::leading(&mut self.children)
    }

    /// Whether nothing is inside.
    pub(super) fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// The name.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// The value of an attribute.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    /// What is inside.
    pub(super) fn content(&self) -> &[Node] {
        &self.children
    }

    /// The text of all that is inside.
    pub(super) fn said(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => text.push_str(&element.said()),
            }
        }
        text
    }

    /// Calls `visit` with the element and every one inside, outer before inner.
    pub(super) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        for child in &self.children {
            if let Node::Element(element) = child {
                element.walk(visit);
            }
        }
    }

    /// The element as a document in UTF-8, with the DOCTYPE of HTML if it is one.
    pub(super) fn document(&self) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new());
        put(&mut writer, Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        line(&mut writer);
        if self.name == "html" {
            put(&mut writer, Event::DocType(BytesText::from_escaped("html")));
            line(&mut writer);
        }
        self.write(&mut writer);
        line(&mut writer);
        writer.into_inner()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, attribute_value(value).as_ref()));
        }
        if self.children.is_empty() && !NEVER_EMPTY_TAG.contains(&self.name) {
            return put(writer, Event::Empty(start));
        }
        put(writer, Event::Start(start));
        self.write_children(writer);
        put(writer, Event::End(BytesEnd::new(self.name)));
    }

    /// Line breaks stand only beside elements that are no part of a line of text, where white
    /// space means nothing.
    fn write_children(&self, writer: &mut Writer<Vec<u8>>) {
        for (i, child) in self.children.iter().enumerate() {
            match child {
                Node::Text(text) => {
                    let text = clean(text);
                    put(writer, Event::Text(BytesText::from_escaped(partial_escape(&*text))));
                }
                Node::Element(element) if PHRASING.contains(&element.name) => element.write(writer),
                Node::Element(element) => {
                    if i == 0 {
                        line(writer);
                    }
                    element.write(writer);
                    line(writer);
                }
            }
        }
    }
}

/// Elements of HTML that are parts of a line of text.
const PHRASING: [&str; 15] = [
    "a", "br", "cite", "code", "del", "em", "i", "img", "ins", "mark", "small", "span", "strong",
    "sub", "sup",
];

/// Elements for which HTML parsers do not know the form `<p/>` and that may stand empty.
const NEVER_EMPTY_TAG: [&str; 13] =
    ["a", "span", "p", "div", "section", "td", "th", "dd", "dt", "li", "ol", "ul", "title"];

fn put(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("writing to memory does not fail");
}

fn line(writer: &mut Writer<Vec<u8>>) {
    put(writer, Event::Text(BytesText::from_escaped("\n")));
}

/// Attribute values lose their line breaks and tabs: parsers make spaces of them anyway.
fn attribute_value(value: &str) -> Cow<'_, str> {
    let value = clean(value);
    if value.contains(['\n', '\t', '\r']) {
        Cow::Owned(value.replace("\r\n", " ").replace(['\n', '\t', '\r'], " "))
    } else {
        value
    }
}

/// Text in normalization form C, with U+FFFD for every character that XML 1.0 does not allow
/// (production 2, `Char`).
fn clean(text: &str) -> Cow<'_, str> {
    let normalized = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect::<String>()),
    };
    if normalized.contains(is_forbidden) {
        Cow::Owned(normalized.replace(is_forbidden, "\u{fffd}"))
    } else {
        normalized
    }
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(element: Element) -> String {
        let text = String::from_utf8(element.document()).expect("utf-8");
        text.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n").expect("head").to_owned()
    }

    #[test]
    fn text_and_attributes_are_escaped() {
        let p = Element::new("p").attr("title", "a\"<b>&\n'c'").text("x < y & \"z\"");
        assert_eq!(
            written(p),
            "<p title=\"a&quot;&lt;b&gt;&amp; &apos;c&apos;\">x &lt; y &amp; \"z\"</p>\n"
        );
    }

    #[test]
    fn forbidden_characters_are_replaced_and_text_is_composed() {
        let p = Element::new("p").text("a\u{0}b\u{b}c\u{ffff}d a\u{308}");
        assert_eq!(written(p), "<p>a\u{fffd}b\u{fffd}c\u{fffd}d ä</p>\n");
    }

    #[test]
    fn lines_break_only_between_blocks() {
        let tree = Element::new("section")
            .child(
                Element::new("p")
                    .child(Element::new("em").text("a"))
                    .child(Element::new("strong").text("b")),
            )
            .child(Element::new("hr"));
        assert_eq!(
            written(tree),
            "<section>\n<p><em>a</em><strong>b</strong></p>\n<hr/>\n</section>\n"
        );
    }
}
