//! HTML as a tree of nodes, and the one place where it becomes text: what comes from a source is
//! escaped here and nowhere else.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Element(Element),
    /// Text, unescaped.
    Text(String),
    /// Style sheet, script or data: written as it is, for HTML knows no escapes in them.
    Raw(String),
}

/// An element with its attributes and content.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

/// Elements without content and without end tag.
const VOID: [&str; 4] = ["img", "input", "link", "meta"];

impl Element {
    /// An element without attributes and content.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new() }
    }

    /// With that attribute, its value unescaped.
    pub(super) fn attr(mut self, name: &'static str, value: impl ToString) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// With that length, in steps of a hundredth.
    pub(super) fn length(self, name: &'static str, value: f64) -> Self {
        self.attr(name, number(value))
    }

    /// With that class.
    pub(super) fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// With that text at the end.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// With a style sheet, a script or data inside; what would close the element loses its `<`.
    pub(super) fn raw(mut self, text: &str) -> Self {
        let mut text = text.replace("<!--", "!--");
        for end in ["</script", "</style"] {
            while let Some(at) = text.to_ascii_lowercase().find(end) {
                text.remove(at);
            }
        }
        self.children.push(Node::Raw(text));
        self
    }

    /// With that child at the end.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With those children at the end.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The element as an HTML document in UTF-8.
    pub(super) fn document(&self) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new());
        put(&mut writer, Event::DocType(BytesText::from_escaped("html")));
        self.write(&mut writer);
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, clean(value).as_ref()));
        }
        put(writer, Event::Start(start));
        if VOID.contains(&self.name) {
            return;
        }
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(writer),
                Node::Text(text) => {
                    let text = clean(text);
                    put(writer, Event::Text(BytesText::from_escaped(partial_escape(&*text))));
                }
                Node::Raw(text) => put(writer, Event::Text(BytesText::from_escaped(text))),
            }
        }
        put(writer, Event::End(BytesEnd::new(self.name)));
        if BLOCKS.contains(&self.name) {
            put(writer, Event::Text(BytesText::from_escaped("\n")));
        }
    }
}

/// Elements behind which a line ends, so that the file can be read and compared.
const BLOCKS: [&str; 16] = [
    "aside", "div", "fieldset", "figure", "g", "h1", "h2", "header", "li", "main", "ol", "p",
    "script", "section", "style", "tr",
];

fn put(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("writing to memory does not fail");
}

/// Text without the characters that HTML does not allow.
fn clean(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| {
        (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(forbidden) {
        Cow::Owned(text.replace(forbidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// `12.5`: at most two decimals, and none that say nothing.
pub(super) fn number(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_a_source_stays_text() {
        let p = Element::new("p").attr("title", "\"><i>").text("</script><b>&");
        let html = String::from_utf8(p.document()).expect("UTF-8");
        assert_eq!(
            html,
            "<!DOCTYPE html><p title=\"&quot;&gt;&lt;i&gt;\">&lt;/script&gt;&lt;b&gt;&amp;</p>\n\n"
        );
    }

    #[test]
    fn data_cannot_leave_its_element() {
        let data = Element::new("script").raw("a</script><!--b");
        let html = String::from_utf8(data.document()).expect("UTF-8");
        assert_eq!(html.matches("</script").count(), 1);
        assert!(!html.contains("<!--"));
    }

    #[test]
    fn numbers_are_short() {
        let all = [12.5, 3.0, -0.001, f64::NAN, 0.126].map(number);
        assert_eq!(all, ["12.5", "3", "0", "0", "0.13"]);
    }
}
