//! Notes: from each call to its note and back (EPUB Structural Semantics §notes; DPUB-ARIA 1.1).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document, is_html, is_role, is_type};
use crate::verify::xml::{Attributes, Node};

use super::headings::level;
use super::links::target;

/// Elements that can hold one note.
const CONTAINERS: [&str; 7] = ["li", "aside", "div", "section", "p", "dd", "tr"];

/// So many elements around a call are looked at: no paragraph to which a note leads back is longer.
const AROUND: usize = 1000;

/// A call and where its note is.
struct Call<'b, 'a> {
    page: &'b Document<'a>,
    node: Node<'a>,
    note: Node<'a>,
    notes: &'b Document<'a>,
}

pub(in crate::verify) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let mut calls = Vec::new();
    for page in book.pages() {
        for node in page.html("a").filter(|node| is_call(*node)) {
            calls.extend(call(book, page, node, out));
        }
    }
    ways_back(book, &calls, out);
}

fn is_call(node: Node<'_>) -> bool {
    is_type(node, "noteref") || is_role(node, "doc-noteref")
}

fn is_way_back(node: Node<'_>) -> bool {
    is_type(node, "backlink") || is_role(node, "doc-backlink")
}

/// The call, if it leads to a note; a target that is not there is for the check of links.
fn call<'b, 'a>(
    book: &'b Book<'a>,
    page: &'b Document<'a>,
    node: Node<'a>,
    out: &mut Diagnostics,
) -> Option<Call<'b, 'a>> {
    let mut report = |message: &str, hint: &str| {
        out.advise(Code::EpubNoteCall, page.at(node), message, hint);
    };
    let Some(href) = node.attr("href") else {
        report("the call of a note leads nowhere", "add `href` with the id of the note");
        return None;
    };
    let (notes, id) = target(book, page, node)?;
    let Some(note) = id.and_then(|id| notes.ids.get(id).copied()) else {
        let message = format!("the call leads to the document `{href}`, not to a note");
        report(&message, "add `#` and the id of the note");
        return None;
    };
    if is_html(note, "a") && (is_way_back(note) || note.has_attr("href")) {
        report(
            "the call leads to the link back, not to the note",
            "move the id to the element that holds the note: pop-ups are empty otherwise",
        );
        return None;
    }
    let whole = ["endnotes", "footnotes"].iter().any(|name| is_type(note, name));
    if whole || is_role(note, "doc-endnotes") || level(note).is_some() || is_html(note, "body") {
        report("the call leads to all notes, not to one", "write the id of the note itself");
        return None;
    }
    Some(Call { page, node, note, notes })
}

/// The element that holds the whole note.
fn container(note: Node<'_>) -> Node<'_> {
    let typed = |node: &Node<'_>| {
        ["footnote", "endnote", "note", "rearnote"].iter().any(|name| is_type(*node, name))
            || is_role(*node, "doc-footnote")
            || is_role(*node, "doc-endnote")
    };
    let outer = note.ancestors().find(typed);
    let plain = note
        .ancestors()
        .find(|node| CONTAINERS.contains(&node.tag_name().name()) && !is_html(*node, "p"));
    let item = note.ancestors().find(|node| is_html(*node, "li"));
    outer.or(item).or(plain.filter(|plain| !holds_more(*plain))).unwrap_or(note)
}

/// Whether that is the section of all notes and not one of them.
fn holds_more(node: Node<'_>) -> bool {
    is_type(node, "endnotes") || is_type(node, "footnotes") || is_role(node, "doc-endnotes")
}

/// Where links lead within the book: the path of a document, and the id in it.
type Targets<'a> = BTreeSet<(&'a str, &'a str)>;

/// Every note leads back to each of its calls.
fn ways_back(book: &Book<'_>, calls: &[Call<'_, '_>], out: &mut Diagnostics) {
    let mut links: BTreeMap<(usize, usize), Targets<'_>> = BTreeMap::new();
    for call in calls {
        let holder = container(call.note);
        // A note beside its call, which reading systems show in a window, needs no way back.
        if std::ptr::eq(call.page, call.notes) && is_html(holder, "aside") {
            continue;
        }
        let found = links.entry((call.notes.item, holder.id().get_usize())).or_insert_with(|| {
            let inner = holder.descendants().filter(|node| is_html(*node, "a") && !is_call(*node));
            let targets = inner.filter_map(|node| target(book, call.notes, node));
            targets.filter_map(|(page, id)| Some((page.path(), id?))).collect()
        });
        if !leads_back(call, found) {
            let message = if found.is_empty() {
                "there is no way back from the note to this call"
            } else {
                "the note leads back, but not to this call"
            };
            let hint = "add a link with `role=\"doc-backlink\"` to the note, to the id of the call";
            out.advise(Code::EpubNoteBack, call.page.at(call.node), message, hint);
        }
    }
}

/// Whether one of the links leads to the call, to something in it, or to what it stands in.
fn leads_back(call: &Call<'_, '_>, links: &Targets<'_>) -> bool {
    let page = call.page.path();
    let is_led_to = |node: &Node<'_>| node.attr("id").is_some_and(|id| links.contains(&(page, id)));
    let large = |node: &Node<'_>| is_html(*node, "body") || is_html(*node, "section");
    if call.node.descendants().take(AROUND).any(|node| is_led_to(&node))
        || call.node.ancestors().filter(|node| !large(node)).any(|node| is_led_to(&node))
    {
        return true;
    }
    let paragraph = call.node.ancestors().find(|node| CONTAINERS.contains(&node.tag_name().name()));
    paragraph.is_some_and(|paragraph| {
        let mut around = paragraph.descendants().take(AROUND);
        around.any(|node| is_led_to(&node) && !is_elsewhere(node))
    })
}

/// Whether that is another call, with a way back of its own.
fn is_elsewhere(node: Node<'_>) -> bool {
    node.ancestors().chain(node.descendants()).any(is_call)
}
