//! From a tree to text: escaping, characters that may not stand in a file, normal forms and line
//! ends are settled here and nowhere else.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::{escape, partial_escape};
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::characters::{instead, is_forbidden, is_forbidden_in_html};
use super::{Element, Node};

/// What a tree is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// XML for reading systems: documents in XHTML, the package and what belongs to it. Text is in
    /// normalization form C, with U+FFFD for characters that XML forbids.
    Xhtml,
    /// HTML for browsers, with U+FFFD for characters that it forbids. Style sheets, scripts and data are
    /// written as they are, for HTML knows no escapes in them; what would close the element loses its `<`.
    Html,
    /// A drawing, without the characters that XML forbids, in which a number would be none with
    /// another character in it.
    Svg,
}

/// Elements of HTML that are parts of a line of text.
const PHRASING: [&str; 16] = [
    "a", "br", "cite", "code", "del", "em", "i", "img", "ins", "mark", "math", "small", "span",
    "strong", "sub", "sup",
];

/// Elements for which HTML parsers do not know the form `<p/>` and that may stand empty.
const NEVER_EMPTY_TAG: [&str; 13] =
    ["a", "span", "p", "div", "section", "td", "th", "dd", "dt", "li", "ol", "ul", "title"];

/// Elements of HTML without content and without end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Elements of HTML behind which a line ends, so that the file can be read and compared.
const BLOCKS: [&str; 16] = [
    "aside", "div", "fieldset", "figure", "g", "h1", "h2", "header", "li", "main", "ol", "p",
    "script", "section", "style", "tr",
];

/// Whether an element of HTML is a part of a line of text.
pub(crate) fn is_phrasing(name: &str) -> bool {
    PHRASING.contains(&name)
}

impl Element {
    /// The element as a document in UTF-8, with the DOCTYPE of HTML if it is one.
    pub(crate) fn document(&self, syntax: Syntax) -> Vec<u8> {
        let mut out = Out { syntax, writer: Writer::new(Vec::new()), in_formula: false };
        let encoding = match syntax {
            Syntax::Xhtml => Some("utf-8"),
            Syntax::Svg => Some("UTF-8"),
            Syntax::Html => None,
        };
        if let Some(encoding) = encoding {
            out.put(Event::Decl(BytesDecl::new("1.0", Some(encoding), None)));
            out.line();
        }
        if self.name == "html" || syntax == Syntax::Html {
            out.put(Event::DocType(BytesText::from_escaped("html")));
        }
        if self.name == "html" && syntax == Syntax::Xhtml {
            out.line();
        }
        out.element(self);
        if syntax != Syntax::Svg {
            out.line();
        }
        out.writer.into_inner()
    }

    /// The element alone, as a part of a document.
    pub(crate) fn fragment(&self, syntax: Syntax) -> String {
        let mut out = Out { syntax, writer: Writer::new(Vec::new()), in_formula: false };
        out.element(self);
        String::from_utf8(out.writer.into_inner()).expect("what is written is text")
    }
}

/// A document that is being written.
struct Out {
    syntax: Syntax,
    writer: Writer<Vec<u8>>,
    /// Whether what is written is a part of a formula, which stands in one line.
    in_formula: bool,
}

impl Out {
    fn put(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("writing to memory does not fail");
    }

    fn line(&mut self) {
        self.put(Event::Text(BytesText::from_escaped("\n")));
    }

    fn element(&mut self, element: &Element) {
        let mut start = BytesStart::new(element.name);
        let html = self.syntax == Syntax::Html;
        // HTML knows no prefixes: what they say is said without, as `lang`, or is for others.
        let known = |name: &str| !(html && name.contains(':'));
        for (name, value) in element.attributes.iter().filter(|(name, _)| known(name)) {
            start.push_attribute((*name, self.value(value).as_ref()));
        }
        let alone = match self.syntax {
            Syntax::Xhtml => !NEVER_EMPTY_TAG.contains(&element.name),
            Syntax::Html => false,
            Syntax::Svg => true,
        };
        if element.children.is_empty() && alone {
            return self.put(Event::Empty(start));
        }
        self.put(Event::Start(start));
        if html && VOID.contains(&element.name) {
            return;
        }
        let around = self.in_formula;
        self.in_formula |= element.name == "math";
        self.children(element);
        self.in_formula = around;
        self.put(Event::End(BytesEnd::new(element.name)));
        if html && BLOCKS.contains(&element.name) {
            self.line();
        }
    }

    /// In XHTML line breaks stand only beside elements that are no part of a line of text, where
    /// white space means nothing.
    fn children(&mut self, element: &Element) {
        for (i, child) in element.children.iter().enumerate() {
            match child {
                Node::Text(text) => self.text(text, element.name),
                Node::Element(child)
                    if self.syntax == Syntax::Xhtml
                        && !self.in_formula
                        && !is_phrasing(child.name) =>
                {
                    if i == 0 {
                        self.line();
                    }
                    self.element(child);
                    self.line();
                }
                Node::Element(child) => self.element(child),
            }
        }
    }

    fn text(&mut self, text: &str, around: &str) {
        let raw = self.syntax == Syntax::Html && ["script", "style"].contains(&around);
        let escaped = match self.syntax {
            _ if raw => without_end(text).into(),
            Syntax::Xhtml | Syntax::Html => partial_escape(self.allowed(text)),
            Syntax::Svg => escape(self.allowed(text)),
        };
        self.put(Event::Text(BytesText::from_escaped(escaped)));
    }

    /// The value of an attribute. In XHTML it loses its line breaks and tabs: parsers make spaces of them
    /// anyway.
    fn value<'a>(&self, value: &'a str) -> Cow<'a, str> {
        let value = self.allowed(value);
        if self.syntax == Syntax::Xhtml && value.contains(['\n', '\t', '\r']) {
            Cow::Owned(value.replace("\r\n", " ").replace(['\n', '\t', '\r'], " "))
        } else {
            value
        }
    }

    /// The text in the characters that may stand in such a document.
    fn allowed<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.syntax {
            Syntax::Xhtml => instead(composed(text), is_forbidden, "\u{fffd}"),
            Syntax::Html => instead(Cow::Borrowed(text), is_forbidden_in_html, "\u{fffd}"),
            Syntax::Svg => instead(Cow::Borrowed(text), is_forbidden, ""),
        }
    }
}

/// Text in normalization form C.
fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect::<String>()),
    }
}

/// A style sheet, a script or data in which nothing ends the element around it.
fn without_end(text: &str) -> String {
    let mut text = text.replace("<!--", "!--");
    for end in ["</script", "</style"] {
        while let Some(at) = text.to_ascii_lowercase().find(end) {
            text.remove(at);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xhtml(element: Element) -> String {
        let text = String::from_utf8(element.document(Syntax::Xhtml)).expect("utf-8");
        text.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n").expect("head").to_owned()
    }

    fn html(element: Element) -> String {
        String::from_utf8(element.document(Syntax::Html)).expect("UTF-8")
    }

    #[test]
    fn text_and_attributes_are_escaped() {
        let p = || Element::new("p").attr("title", "a\"<b>&\n'c'").text("x < y & \"z\"");
        assert_eq!(
            xhtml(p()),
            "<p title=\"a&quot;&lt;b&gt;&amp; &apos;c&apos;\">x &lt; y &amp; \"z\"</p>\n"
        );
        assert_eq!(
            p().fragment(Syntax::Svg),
            "<p title=\"a&quot;&lt;b&gt;&amp;&#10;&apos;c&apos;\">x &lt; y &amp; &quot;z&quot;</p>"
        );
        let p = Element::new("p").attr("title", "\"><i>").text("</script><b>&");
        assert_eq!(
            html(p),
            "<!DOCTYPE html><p title=\"&quot;&gt;&lt;i&gt;\">&lt;/script&gt;&lt;b&gt;&amp;</p>\n\n"
        );
    }

    #[test]
    fn forbidden_characters_are_replaced_and_text_is_composed() {
        let p = || Element::new("p").text("a\u{0}b\u{b}c\u{ffff}d\u{85} a\u{308}");
        assert_eq!(xhtml(p()), "<p>a\u{fffd}b\u{fffd}c\u{fffd}d\u{85} ä</p>\n");
        assert_eq!(p().fragment(Syntax::Svg), "<p>abcd\u{85} a\u{308}</p>");
        let text = "<p>a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd} a\u{308}</p>\n";
        assert_eq!(p().fragment(Syntax::Html), text);
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
            xhtml(tree),
            "<section>\n<p><em>a</em><strong>b</strong></p>\n<hr/>\n</section>\n"
        );
    }

    #[test]
    fn html_has_no_prefixes() {
        let p = Element::new("p").attr("epub:type", "z3998:verse").attr("lang", "fr");
        assert_eq!(p.attr("xml:lang", "fr").fragment(Syntax::Html), "<p lang=\"fr\"></p>\n");
    }

    #[test]
    fn data_cannot_leave_its_element() {
        let html = html(Element::new("script").text("a</script><!--b & c"));
        assert_eq!(html.matches("</script").count(), 1);
        assert!(!html.contains("<!--") && html.contains("b & c"));
    }
}
