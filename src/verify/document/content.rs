//! Which element may stand in which (HTML §3.2.5 and §4).

use super::elements::{self, Content, Element};
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::verify::book::{Document, in_html, is_html};
use crate::verify::xml::{Attributes, Node, XHTML};

/// Elements that may stand wherever any element may.
const ANYWHERE: [&str; 2] = ["script", "template"];

pub(super) fn check(page: &Document<'_>, out: &mut Diagnostics) {
    frame(page, out);
    check_parts(page, out);
}

/// Checks each element of HTML in a document, also of another language.
pub(super) fn check_parts(document: &Document<'_>, out: &mut Diagnostics) {
    for node in document.elements().filter(|node| in_html(*node)) {
        element(document, node, out);
    }
}

/// Whether an element may stand in the flow of a text.
pub(super) fn is_flow(node: Node<'_>) -> bool {
    elements::known(node.tag_name().name()).is_none_or(|known| known.flow)
}

/// `html` holds `head` and `body`.
fn frame(page: &Document<'_>, out: &mut Diagnostics) {
    let root = page.xml.tree.root_element();
    let names: Vec<&str> = root
        .children()
        .filter(|node| node.is_element())
        .map(|node| node.tag_name().name())
        .collect();
    if names != ["head", "body"] {
        let message = format!("`html` holds {}", listed(&names));
        let hint = "it holds one `head` and then one `body`";
        out.report(Code::EpubElement, page.at(root), message, hint);
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        return "nothing".into();
    }
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn element(page: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let name = node.tag_name().name();
    let at = page.at(node);
    let mut report = |message: String, hint: &str| out.report(Code::EpubElement, at, message, hint);
    let Some(known) = elements::known(name) else {
        match elements::instead(name) {
            Some(instead) => {
                report(format!("the element `{name}` is obsolete"), &format!("use {instead}"));
            }
            // Names with a hyphen are elements that a script defines.
            None if name.contains('-') => {}
            None => {
                let hint = suggestion(name, elements::names());
                let hint =
                    if hint.starts_with("known") { "write an element of HTML" } else { &hint };
                report(format!("there is no element `{name}` in HTML"), hint);
            }
        }
        return;
    };
    if let Some(parent) = node.parent().filter(|parent| in_html(*parent)) {
        if !ANYWHERE.contains(&name) && !may_stand(node, known, parent) {
            let place = parent.tag_name().name();
            report(format!("`{name}` cannot stand in `{place}`"), &placed(name, place));
        }
        // `node` itself is no ancestor of its own here.
        let outer = node.ancestors().skip(1).filter(|outer| known.kept_out && in_html(*outer));
        let forbids = |outer: &Node<'_>| {
            elements::known(outer.tag_name().name()).is_some_and(|outer| outer.not.contains(&name))
        };
        if let Some(outer) = outer.filter(|outer| !is_plain_link(*outer)).find(forbids) {
            let outer = outer.tag_name().name();
            let message = format!("`{name}` stands somewhere in `{outer}`, where it cannot stand");
            report(message, &format!("close `{outer}` before it"));
        }
    }
    texts(page, node, known, out);
    order(page, node, out);
    place(page, node, out);
}

/// An `a` without an address is no link and may hold others.
fn is_plain_link(node: Node<'_>) -> bool {
    is_html(node, "a") && !node.has_attr("href")
}

/// Whether `node` may stand in `parent`, whose content may be that of an element further out.
fn may_stand(node: Node<'_>, known: &Element, parent: Node<'_>) -> bool {
    let name = node.tag_name().name();
    let mut place = Some(parent);
    while let Some(outer) = place {
        let outer_name = outer.tag_name().name();
        let Some(element) = elements::known(outer_name) else { return true };
        if element.with.contains(&name) {
            return true;
        }
        // Groups of a list of definitions may stand in `div`.
        if matches!(name, "dt" | "dd") && outer_name == "div" {
            return outer.parent().is_some_and(|list| is_html(list, "dl"));
        }
        match element.content {
            Content::Any => return true,
            Content::Flow => return known.flow,
            Content::Phrasing => return known.phrasing,
            Content::Text | Content::Empty | Content::Only => return false,
            Content::Transparent => {
                place = outer.parent();
                // In `head`, `noscript` holds what `head` may hold.
                if !place.is_some_and(in_html) {
                    return true;
                }
            }
        }
    }
    true
}

/// A hint for an element in the wrong place.
fn placed(name: &str, place: &str) -> String {
    match (name, place) {
        ("li", _) => "put it into `ul` or `ol`".into(),
        ("dt" | "dd", _) => "put it into `dl`".into(),
        ("figcaption", _) => "put it into `figure`, as its first or last element".into(),
        ("td" | "th", _) => "put it into a `tr` of a `table`".into(),
        (_, "p") => "close the paragraph before it: a paragraph holds only running text".into(),
        (_, "ul" | "ol") => "put it into a `li`".into(),
        (_, "table" | "tbody" | "thead" | "tfoot" | "tr") => "put it into a cell".into(),
        (_, "span" | "em" | "strong" | "i" | "b" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
            format!("close `{place}` before it: it holds only running text")
        }
        _ => "move it to where it may stand".into(),
    }
}

/// Text where only elements may stand.
fn texts(page: &Document<'_>, node: Node<'_>, known: &Element, out: &mut Diagnostics) {
    let name = node.tag_name().name();
    let bare = matches!(known.content, Content::Only | Content::Empty);
    let groups = name == "div" && node.parent().is_some_and(|parent| is_html(parent, "dl"));
    if !bare && !groups {
        return;
    }
    let text = node
        .children()
        .find(|child| child.is_text() && !child.text().unwrap_or_default().trim_ascii().is_empty());
    if let Some(text) = text {
        let message = format!("text stands in `{name}` itself");
        let hint = "put it into an element that may stand there";
        out.report(Code::EpubElement, page.at(text), message, hint);
    }
}

/// Lists of definitions, captions and others whose children have an order.
fn order(page: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let children: Vec<Node<'_>> = node.children().filter(|child| child.is_element()).collect();
    let mut report = |at: Node<'_>, message: &str, hint: &str| {
        out.report(Code::EpubElement, page.at(at), message, hint);
    };
    let html = |node: &Node<'_>, name: &str| node.has_tag_name((XHTML, name));
    let is_heading = |node: &Node<'_>| super::headings::level(*node).is_some();
    match node.tag_name().name() {
        "dl" => {
            let groups: Vec<Node<'_>> =
                children.iter().copied().filter(|n| !html(n, "script")).collect();
            definitions(&groups, &mut report);
        }
        "div" if node.parent().is_some_and(|parent| is_html(parent, "dl")) => {
            definitions(&children, &mut report);
        }
        "figure" => {
            let captions = children.iter().enumerate().filter(|(_, node)| html(node, "figcaption"));
            let wrong = |(at, _): &(usize, &Node<'_>)| *at != 0 && *at + 1 != children.len();
            if let Some((_, caption)) =
                captions.clone().find(wrong).or_else(|| captions.clone().nth(1))
            {
                let hint = "a figure has one caption, before or after all else";
                report(*caption, "a caption stands amid its figure, or is a second one", hint);
            }
        }
        "table" => {
            let caption = children.iter().skip(1).find(|node| html(node, "caption"));
            if let Some(caption) = caption {
                let hint = "put it before the rows and columns";
                report(*caption, "the caption is not the first element of the table", hint);
            }
        }
        "hgroup" if children.iter().filter(|node| is_heading(node)).count() != 1 => {
            let hint = "it holds one heading and paragraphs";
            report(node, "`hgroup` does not hold one heading", hint);
        }
        "head" => encodings(&children, &mut report),
        "details" if !children.first().is_some_and(|first| html(first, "summary")) => {
            report(node, "`details` does not begin with `summary`", "put one before all else");
        }
        _ => {}
    }
}

/// The encoding is told once, and it is UTF-8 (HTML §4.2.5.3 and §4.2.5.4).
fn encodings(children: &[Node<'_>], report: &mut impl FnMut(Node<'_>, &str, &str)) {
    let is_told = |node: &&Node<'_>| {
        let kind = node.attr("http-equiv").unwrap_or_default();
        is_html(**node, "meta") && kind.trim().eq_ignore_ascii_case("content-type")
    };
    let mut metas = children.iter().filter(|node| is_html(**node, "meta"));
    let twice = metas.any(|node| node.has_attr("charset"));
    for node in children.iter().filter(is_told) {
        let content: String = node.attr("content").unwrap_or_default().split_whitespace().collect();
        if !content.eq_ignore_ascii_case("text/html;charset=utf-8") {
            let hint =
                "write `text/html; charset=utf-8`, or `<meta charset=\"utf-8\"/>` in its place";
            report(*node, "the `meta` on the encoding does not say UTF-8", hint);
        }
        if twice {
            report(*node, "the encoding is told twice", "keep `<meta charset=\"utf-8\"/>`");
        }
    }
}

/// Elements that mean something only in others, or with others in them.
fn place(page: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let within = |name: &str| node.ancestors().skip(1).any(|outer| is_html(outer, name));
    let holds = |name: &str| node.children().any(|child| is_html(child, name));
    let (message, hint) = match node.tag_name().name() {
        "area" if !within("map") && !within("template") => {
            ("`area` stands in no `map`", "put it into the `map` of a picture")
        }
        "img" if node.has_attr("ismap") && !within("a") => {
            ("a picture with `ismap` stands in no link", "put it into an `a`, or take out `ismap`")
        }
        "picture" if !holds("img") => {
            ("`picture` has no `img`", "add the picture that all reading systems show")
        }
        "ruby" if !holds("rt") && !holds("rtc") => {
            ("`ruby` has no `rt`", "add the text that explains, or take `ruby` out")
        }
        "meta" if !within("head") && !node.has_attr("itemprop") && !node.has_attr("property") => {
            ("`meta` stands in the text", "put it into `head`")
        }
        _ => return,
    };
    out.report(Code::EpubElement, page.at(node), message, hint);
}

/// In a list of definitions every group has terms, and then what they mean.
fn definitions(children: &[Node<'_>], report: &mut impl FnMut(Node<'_>, &str, &str)) {
    let mut before = None;
    for child in children {
        let name = child.tag_name().name();
        if name == "dd" && !matches!(before, Some("dt" | "dd")) {
            report(*child, "`dd` stands without `dt`", "put the term before it");
        }
        if name == "div" && before == Some("dt") {
            report(*child, "`dt` stands without `dd`", "put what it means behind it");
        }
        before = Some(name);
    }
    if let (Some("dt"), Some(last)) = (before, children.last()) {
        report(*last, "`dt` stands without `dd`", "put what it means behind it");
    }
}
