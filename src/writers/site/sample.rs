//! The beginning of a text, taken into the page of its book.
//!
//! What the file holds is read as HTML and made anew of elements that are known here: nothing that a page must not hold comes in,
//! whoever wrote the file. Headings stand below those of the page, ids do not meet the page's own, links lead to places that are there.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io;

use html5ever::TokenizerResult;
use html5ever::interface::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::list::Source;
use crate::publication::{FileRole, Publication};
use crate::xml::{Element, Node};

/// Elements that are taken, by their names and what becomes of them.
const TAKEN: [(&str, &str); 51] = [
    ("a", "a"),
    ("abbr", "abbr"),
    ("article", "div"),
    ("aside", "div"),
    ("b", "b"),
    ("blockquote", "blockquote"),
    ("br", "br"),
    ("caption", "caption"),
    ("cite", "cite"),
    ("code", "code"),
    ("dd", "dd"),
    ("del", "del"),
    ("div", "div"),
    ("dl", "dl"),
    ("dt", "dt"),
    ("em", "em"),
    ("figcaption", "p"),
    ("figure", "div"),
    ("footer", "div"),
    ("h1", "h1"),
    ("h2", "h2"),
    ("h3", "h3"),
    ("h4", "h4"),
    ("h5", "h5"),
    ("h6", "h6"),
    ("header", "div"),
    ("hgroup", "div"),
    ("hr", "hr"),
    ("i", "i"),
    ("ins", "ins"),
    ("li", "li"),
    ("ol", "ol"),
    ("p", "p"),
    ("pre", "pre"),
    ("q", "q"),
    ("rt", "rt"),
    ("ruby", "ruby"),
    ("s", "s"),
    ("section", "div"),
    ("small", "small"),
    ("span", "span"),
    ("strong", "strong"),
    ("sub", "sub"),
    ("sup", "sup"),
    ("table", "table"),
    ("tbody", "tbody"),
    ("td", "td"),
    ("th", "th"),
    ("thead", "thead"),
    ("tr", "tr"),
    ("ul", "ul"),
];
/// Elements of which nothing is taken, not even what stands in them.
const LEFT: [&str; 14] = [
    "script",
    "style",
    "template",
    "title",
    "head",
    "iframe",
    "object",
    "svg",
    "select",
    "textarea",
    "noscript",
    "audio",
    "video",
    "annotation",
];
/// Classes that the site's style knows.
const CLASSES: [&str; 5] = ["verse", "stanza", "line", "small-caps", "letter-spaced"];
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
/// Under which heading of the page the text stands.
const ABOVE: usize = 2;
/// Levels to which elements stand in each other; what is deeper stands beside each other.
const DEEPEST: usize = 60;

/// The beginning of the text of an edition, if it has one.
pub(super) fn read(
    publication: &Publication,
    at: usize,
    source: &dyn Source,
) -> io::Result<Option<Vec<Node>>> {
    let Some(file) = publication.files_of(FileRole::Sample).next() else { return Ok(None) };
    let bytes = source.file(at, &file.name)?;
    let nodes = cleaned(&String::from_utf8_lossy(&bytes));
    Ok((!nodes.is_empty()).then_some(nodes))
}

/// A piece of HTML in elements that are known.
pub(super) fn cleaned(html: &str) -> Vec<Node> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let mut root = tokenizer.sink.into_root();
    let mut ids = BTreeSet::new();
    let mut highest = HEADINGS.len();
    root.walk(&mut |element| {
        ids.extend(element.value("id").map(str::to_owned));
        let level = HEADINGS.iter().position(|name| *name == element.name);
        highest = level.map_or(highest, |level| highest.min(level));
    });
    settle(&mut root, &ids, highest);
    let said = !root.said().trim().is_empty();
    if said { root.children } else { Vec::new() }
}

/// Puts headings below that of the page, and takes from links what leads nowhere.
fn settle(element: &mut Element, ids: &BTreeSet<String>, highest: usize) {
    if let Some(level) = HEADINGS.iter().position(|name| *name == element.name) {
        element.name = HEADINGS[(level - highest + ABOVE).min(HEADINGS.len() - 1)];
    }
    let lost = element
        .value("href")
        .is_some_and(|to| to.strip_prefix('#').is_some_and(|id| !ids.contains(id)));
    if lost {
        element.name = "span";
        element.attributes.retain(|(name, _)| *name != "href");
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            settle(child, ids, highest);
        }
    }
}

/// Elements that are open, the outermost first, and how deep those are of which nothing is taken.
#[derive(Debug)]
struct Open {
    stack: Vec<(String, Element)>,
    left: Vec<String>,
}

#[derive(Debug)]
struct Sink(RefCell<Open>);

impl Default for Sink {
    fn default() -> Self {
        let stack = vec![(String::new(), Element::new("div"))];
        Self(RefCell::new(Open { stack, left: Vec::new() }))
    }
}

impl Sink {
    fn into_root(self) -> Element {
        let mut open = self.0.into_inner();
        while open.stack.len() > 1 {
            open.close();
        }
        open.stack.pop().map_or_else(|| Element::new("div"), |(_, root)| root)
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut open = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => open.start(&tag),
            Token::TagToken(tag) => open.end(&tag.name),
            Token::CharacterTokens(text) => open.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Open {
    fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if !self.left.is_empty() || LEFT.contains(&name) {
            if LEFT.contains(&name) && !tag.self_closing {
                self.left.push(name.to_owned());
            }
            return;
        }
        let found = TAKEN.iter().find(|(known, _)| *known == name);
        let Some((_, made)) = found else { return };
        let element = attributes(Element::new(made), &tag.attrs);
        if matches!(*made, "br" | "hr") {
            self.add(element);
        } else if self.stack.len() < DEEPEST {
            self.stack.push((name.to_owned(), element));
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.left.iter().rposition(|left| left == name) {
            self.left.truncate(at);
            return;
        }
        if !self.left.is_empty() {
            return;
        }
        if let Some(at) = self.stack.iter().skip(1).rposition(|(open, _)| open == name) {
            while self.stack.len() > at + 1 {
                self.close();
            }
        }
    }

    fn text(&mut self, text: &str) {
        if !self.left.is_empty() {
            return;
        }
        if let Some((_, element)) = self.stack.last_mut() {
            match element.children.last_mut() {
                Some(Node::Text(before)) => before.push_str(text),
                _ => element.children.push(Node::Text(text.to_owned())),
            }
        }
    }

    fn close(&mut self) {
        if let Some((_, element)) = self.stack.pop() {
            self.add(element);
        }
    }

    fn add(&mut self, element: Element) {
        if let Some((_, around)) = self.stack.last_mut() {
            around.children.push(element.into());
        }
    }
}

/// What is taken of attributes: language and direction, ids and links, the numbers of lists, cells that span others.
fn attributes(mut element: Element, all: &[Attribute]) -> Element {
    for one in all {
        let value = one.value.trim();
        let number = value.parse::<u16>().is_ok();
        let name: &'static str = match &*one.name.local {
            "lang" if crate::ir::Language::parse(value).is_some() => "lang",
            "dir" if matches!(value, "ltr" | "rtl" | "auto") => "dir",
            "start" if number && element.name == "ol" => "start",
            "colspan" if number => "colspan",
            "rowspan" if number => "rowspan",
            "id" if !value.is_empty() => {
                element.set("id", prefixed(value));
                continue;
            }
            "href" if element.name == "a" => {
                element = link(element, value);
                continue;
            }
            "class" => {
                let known: Vec<&str> =
                    value.split_whitespace().filter(|one| CLASSES.contains(one)).collect();
                if !known.is_empty() {
                    element.set("class", known.join(" "));
                }
                continue;
            }
            _ => continue,
        };
        element.set(name, value.to_owned());
    }
    element
}

fn link(mut element: Element, to: &str) -> Element {
    if let Some(id) = to.strip_prefix('#') {
        element.set("href", format!("#{}", prefixed(id)));
    } else if to.starts_with("https://") || to.starts_with("http://") {
        element.set("href", to.to_owned());
        element.set("rel", "external noreferrer".into());
    } else {
        element.name = "span";
    }
    element
}

fn prefixed(id: &str) -> String {
    format!("s-{}", id.replace(char::is_whitespace, "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Syntax;

    fn clean(html: &str) -> String {
        let root = Element::new("div").children(cleaned(html));
        let text = root.fragment(Syntax::Html).replace('\n', "");
        text["<div>".len()..text.len() - "</div>".len()].to_owned()
    }

    #[test]
    fn what_is_known_is_taken() {
        for (html, taken) in [
            (
                "<h1>A</h1><h2>B</h2><p lang=fr>c<br>d &amp; e</p>",
                "<h3>A</h3><h4>B</h4><p lang=\"fr\">c<br>d &amp; e</p>",
            ),
            ("<p onclick=x style=y class='line evil'>a</p>", "<p class=\"line\">a</p>"),
            ("<script>alert(1)</script><p>a<svg><p>b</p></svg></p>", "<p>a</p>"),
            ("<p><a href='javascript:x'>a</a></p>", "<p><span>a</span></p>"),
            (
                "<p><a href='#n1'>1</a> <a href='#n2'>2</a></p><p id=n1>x</p>",
                "<p><a href=\"#s-n1\">1</a> <span>2</span></p><p id=\"s-n1\">x</p>",
            ),
            ("<p>a<em>b</p></i></div>c", "<p>a<em>b</em></p>c"),
            ("<unknown>a</unknown><img src=x>", "a"),
            ("<p></p> ", ""),
        ] {
            assert_eq!(clean(html), taken, "{html}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let html = format!("{}a", "<div>".repeat(100_000));
        assert!(clean(&html).len() < 2_000);
    }
}
