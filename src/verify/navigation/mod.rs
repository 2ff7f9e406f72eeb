//! Contents, landmarks, list of pages, and the contents for old readers.

mod contents;
mod landmarks;
mod lists;
mod ncx;
mod pages;

use super::book::{Book, Document, is_type};
use super::xml::{Attributes, Node};
use crate::diagnostics::Diagnostics;

/// Checks all that leads through the book.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    ncx::check(book, out);
    if book.package.is_version_2() {
        return;
    }
    pages::check(book, out);
    let Some(nav) = book.nav() else { return };
    lists::check(nav, out);
    contents::check(book, nav, out);
    landmarks::check(book, nav, out);
}

/// The `nav` elements of one type.
fn navs<'a>(nav: &Document<'a>, kind: &'static str) -> impl Iterator<Item = Node<'a>> {
    nav.html("nav").filter(move |node| is_type(*node, kind))
}

/// The links in an element.
fn links<'a>(node: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    let all = node.descendants().filter(|node| super::book::is_html(*node, "a"));
    all.filter(|node| node.has_attr("href"))
}

/// Where a link leads in the order of reading: number in the spine, and place in the document.
fn place(book: &Book<'_>, nav: &Document<'_>, link: Node<'_>) -> Option<(usize, usize)> {
    let (page, id) = reached(book, nav, link)?;
    let at = book.spine_index(&page)?;
    Some((at, id))
}

fn reached(book: &Book<'_>, nav: &Document<'_>, link: Node<'_>) -> Option<(String, usize)> {
    use super::address::{Target, resolve};
    let Target::Inside { path, fragment } = resolve(nav.path(), link.attr("href")?) else {
        return None;
    };
    let page = book.document(&path)?;
    let node = match fragment.filter(|fragment| !fragment.is_empty()) {
        None => 0,
        Some(fragment) => page.ids.get(fragment.as_str())?.id().get_usize(),
    };
    Some((path, node))
}
