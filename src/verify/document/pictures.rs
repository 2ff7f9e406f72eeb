//! Words for pictures (WCAG 1.1.1).

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::address::{Target, resolve};
use crate::verify::book::{Book, Document, in_html, is_html, label, roles};
use crate::verify::xml::{Attributes, Node, SVG};

/// Endings of file names, which are no words for a picture.
const ENDINGS: [&str; 6] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"];

pub(super) fn check(book: &Book<'_>, page: &Document<'_>, out: &mut Diagnostics) {
    let mut around = Around::default();
    for node in page.elements() {
        let name = node.tag_name().name();
        if is_html(node, "img") {
            picture(book, page, (node, &mut around), out);
        } else if !has_words(node)
            && in_html(node)
            && (name == "area" && node.has_attr("href") || is_button(node))
        {
            let message = format!("an `{name}` has no alternative text");
            out.advise(Code::EpubAlt, page.at(node), message, "say in `alt` where it leads");
        } else if node.has_tag_name((SVG, "svg")) && roles(node).any(|role| role == "img") {
            let named = node.children().any(|child| child.has_tag_name((SVG, "title")));
            if !named && !is_labelled(node) {
                let hint = "add `aria-label`, or a `title` as the first element in it";
                let message = "a drawing has the role `img` and no name";
                out.advise(Code::EpubAlt, page.at(node), message, hint);
            }
        }
    }
}

/// What is known of the elements around pictures: each is asked once, however many pictures it holds.
#[derive(Default)]
struct Around<'a> {
    /// Whether a link has no words.
    silent: BTreeMap<Node<'a>, bool>,
    /// Whether a figure has a caption and no more than one picture.
    captioned: BTreeMap<Node<'a>, bool>,
}

impl<'a> Around<'a> {
    fn is_silent(&mut self, link: Node<'a>) -> bool {
        *self.silent.entry(link).or_insert_with(|| label(link).is_empty())
    }

    fn is_captioned(&mut self, figure: Node<'a>) -> bool {
        *self.captioned.entry(figure).or_insert_with(|| {
            figure.children().any(|child| is_html(child, "figcaption"))
                && figure.descendants().filter(|node| is_html(*node, "img")).nth(1).is_none()
        })
    }
}

fn is_button(node: Node<'_>) -> bool {
    is_html(node, "input") && node.attr("type") == Some("image")
}

fn is_labelled(node: Node<'_>) -> bool {
    ["aria-label", "aria-labelledby", "title"]
        .iter()
        .any(|name| node.attr(name).is_some_and(|value| !value.trim().is_empty()))
}

/// Whether somebody who does not see the picture is told what it shows, or that it shows nothing.
pub(in crate::verify) fn has_words(node: Node<'_>) -> bool {
    node.has_attr("alt") || is_labelled(node) || is_decoration(node)
}

fn is_decoration(node: Node<'_>) -> bool {
    let silent = roles(node).any(|role| matches!(role, "presentation" | "none"));
    silent || node.attr("aria-hidden") == Some("true")
}

fn picture<'a>(
    book: &Book<'_>,
    page: &Document<'_>,
    (node, around): (Node<'a>, &mut Around<'a>),
    out: &mut Diagnostics,
) {
    let at = page.at(node);
    if book.package.is_version_2() && !node.has_attr("alt") && is_html(node, "img") {
        let hint = "add `alt` with what the picture shows; empty if it is mere decoration";
        out.report(Code::EpubAlt, at, "a picture has no alternative text", hint);
        return;
    }
    if !has_words(node) {
        let hint = "add `alt` with what the picture shows; empty if it is mere decoration";
        out.advise(Code::EpubAlt, at, "a picture has no alternative text", hint);
        return;
    }
    let alt = node.attr("alt").unwrap_or_default().trim();
    let link = node.ancestors().find(|node| is_html(*node, "a") && node.has_attr("href"));
    if alt.is_empty() && !is_labelled(node) {
        if link.is_some_and(|link| around.is_silent(link)) {
            let hint = "say in `alt` where the link leads";
            let message = "a link is a picture without a word";
            out.advise(Code::EpubAlt, at, message, hint);
        } else if !is_decoration(node) && means_something(book, page, (node, around)) {
            let hint = "say what it shows; if it shows nothing, add `role=\"presentation\"`";
            let message = "the alternative text of a picture is empty";
            out.advise(Code::EpubAltEmpty, at, message, hint);
        }
    } else if ENDINGS.iter().any(|end| alt.to_ascii_lowercase().ends_with(end))
        && !alt.contains(' ')
    {
        let message = format!("the alternative text is the name of a file, `{alt}`");
        out.advise(Code::EpubAltEmpty, at, message, "say what the picture shows");
    }
}

/// The cover, and a picture in a figure with a caption.
fn means_something<'a>(
    book: &Book<'_>,
    page: &Document<'_>,
    (node, around): (Node<'a>, &mut Around<'a>),
) -> bool {
    let source = node.attr("src").unwrap_or_default();
    let Target::Inside { path, .. } = resolve(page.path(), source) else { return false };
    let item = book.package.item_at(&path).map(|at| &book.package.items[at]);
    let cover = item.is_some_and(|item| item.has("cover-image"));
    let figure = node.ancestors().find(|node| is_html(*node, "figure"));
    cover || figure.is_some_and(|figure| around.is_captioned(figure))
}
