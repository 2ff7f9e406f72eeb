//! Links and sources: each leads to something that is there (EPUB 3.3 §3.5, §3.6 and §6.1).

mod addresses;
mod foreign;

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;
use crate::verify::address::{Target, fault, resolve};
use crate::verify::book::{Book, Document, in_html};
use crate::verify::media;
use crate::verify::package::reaches;
use crate::verify::xml::{Attributes, Node, SVG};
use addresses::Use;
use foreign::Used;

/// A document whose links are followed.
struct Page<'b, 'a> {
    book: &'b Book<'a>,
    document: &'b Document<'a>,
    /// Elements with several sources, of which one is played everywhere.
    played: BTreeSet<Node<'a>>,
}

pub(in crate::verify) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for document in &book.documents {
        if document.elements().any(|node| in_html(node) && node.tag_name().name() == "base") {
            continue;
        }
        let page = Page { book, document, played: foreign::played(book, document) };
        for node in document.elements() {
            for (attribute, address, use_) in addresses::collect(node) {
                let at = document.xml.at_value(attribute);
                follow(&page, (node, at), address, use_, out);
            }
        }
        instructions(&page, out);
        super::references::check(book, document, out);
    }
    reachable(book, out);
}

/// Style sheets that an instruction names: `<?xml-stylesheet href="…"?>`.
fn instructions(page: &Page<'_, '_>, out: &mut Diagnostics) {
    let root = page.document.xml.tree.root();
    for node in root.children() {
        let Some(pi) = node.pi().filter(|pi| pi.target == "xml-stylesheet") else { continue };
        let value = pi.value.unwrap_or_default();
        let address = ['"', '\'']
            .into_iter()
            .find_map(|quote| value.split_once(&format!("href={quote}"))?.1.split(quote).next());
        if let Some(address) = address {
            follow(page, (node, page.document.at(node)), address, Use::Part, out);
        }
    }
}

/// What stands outside the reading order is reached by a link (EPUB 3.3 §5.7.2).
fn reachable(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    if package.is_version_2() || package.spine.iter().all(|reference| reference.linear) {
        return;
    }
    let mut linked = BTreeSet::new();
    for document in &book.documents {
        for (_, address, _) in
            document.elements().flat_map(addresses::collect).filter(|l| l.2 == Use::Link)
        {
            linked.extend(book.package.item_of(document.path(), address));
        }
    }
    for reference in package.spine.iter().filter(|reference| !reference.linear) {
        let Some(item) = reference.item.filter(|item| !linked.contains(item) && !package.scripted)
        else {
            continue;
        };
        let href = package.items[item].href.unwrap_or_default();
        let message = format!("nothing leads to `{href}`, which stands outside the reading order");
        let hint = "link to it, or take out `linear=\"no\"`";
        out.report(Code::EpubSpine, package.xml.at(reference.node), message, hint);
    }
}

fn follow(
    page: &Page<'_, '_>,
    (node, at): (Node<'_>, Span),
    address: &str,
    use_: Use,
    out: &mut Diagnostics,
) {
    let book = page.book;
    let mut report = |code, message: String, hint: &str| out.report(code, at, message, hint);
    match resolve(page.document.path(), address) {
        Target::Data => {
            let of = address.trim_start().get(5..).unwrap_or_default();
            let media_type = of.split([';', ',']).next().unwrap_or_default().trim();
            let known = Used::Data(media_type);
            if use_ != Use::Link {
                foreign::check(page, (node, at), known, use_, out);
            } else {
                let message = "a link leads to data in itself";
                out.report(Code::EpubLink, at, message, "put the data into a file");
            }
        }
        Target::Remote(address) => {
            if let Some((message, hint)) = fault(address) {
                report(Code::EpubLink, message, hint);
            } else if matches!(use_, Use::Film | Use::Track) && !book.package.lists(address) {
                let hint = "list it in the manifest, with its address";
                report(
                    Code::EpubManifest,
                    format!("`{address}` is used and not in the manifest"),
                    hint,
                );
            } else if !matches!(use_, Use::Link | Use::Film | Use::Track | Use::Source)
                && !book.package.lists_film(address)
            {
                let hint = "put the file into the EPUB; only sound and film may stay outside";
                report(Code::EpubRemote, format!("`{address}` is taken from the network"), hint);
            }
        }
        Target::Outside => {
            let hint = "write a path within the EPUB, from the document itself";
            report(Code::EpubLink, format!("`{address}` leads out of the EPUB"), hint);
        }
        Target::Broken => {
            let hint = "write spaces and other such characters as `%20`";
            report(Code::EpubLink, format!("`{address}` is no address"), hint);
        }
        Target::Inside { path, fragment } => {
            if address.split('#').next().is_some_and(|path| path.contains('?')) {
                let hint = "take out the `?` and what follows";
                report(Code::EpubLink, format!("`{address}` asks a file in the EPUB"), hint);
            }
            inside(page, (node, at), (&path, fragment.as_deref()), use_, out);
        }
    }
}

/// An address within the EPUB: file, item, spine and id.
fn inside(
    page: &Page<'_, '_>,
    (node, at): (Node<'_>, Span),
    (path, fragment): (&str, Option<&str>),
    use_: Use,
    out: &mut Diagnostics,
) {
    let book = page.book;
    let mut report = |code, message: String, hint: &str| out.report(code, at, message, hint);
    if book.files.get(path).is_none() {
        let like = book.files.like(path).map(|like| format!("there is `{like}`: capitals count"));
        let hint =
            like.unwrap_or_else(|| "put the file into the EPUB, or correct the address".into());
        report(Code::EpubDeadLink, format!("`{path}` is not in the EPUB"), &hint);
        return;
    }
    // A place of the book, told to reading systems by its number (EPUB Canonical Fragment Identifiers).
    if path == book.package.path && fragment.is_some_and(|id| id.starts_with("epubcfi(")) {
        return;
    }
    let Some(item) = book.package.item_at(path) else {
        let hint = "list it in the manifest";
        report(Code::EpubManifest, format!("`{path}` is used and not in the manifest"), hint);
        return;
    };
    let media_type = book.package.items[item].media_type.unwrap_or_default();
    let old = book.package.is_version_2();
    if use_ == Use::Link {
        if !reaches(book, item, |media_type| media::is_content(media_type, old)) {
            let hint = "link to a document, or give the item a fallback";
            report(
                Code::EpubFallback,
                format!("the link leads to a file of type `{media_type}`"),
                hint,
            );
        } else if book.spine_index(path).is_none() && path != page.document.path() {
            let hint = "add it to the spine: otherwise the reader is lost there";
            report(
                Code::EpubSpine,
                format!("`{path}` is linked and not in the reading order"),
                hint,
            );
        }
    }
    foreign::check(page, (node, at), Used::Item(item), use_, out);
    part(node, (at, path), media_type, (fragment, use_), out);
    if let Some((target, fragment)) = book.document(path).zip(fragment) {
        place(target, fragment, at, use_, out);
    }
}

/// The place in a document to which an address leads.
fn place(target: &Document<'_>, fragment: &str, at: Span, use_: Use, out: &mut Diagnostics) {
    if use_ == Use::Link && target.ids.get(fragment).is_some_and(|node| is_unseen(*node)) {
        let message = format!("the link leads to `{fragment}`, which is not shown where it stands");
        let hint = "lead to an element that the reader sees";
        out.report(Code::EpubLink, at, message, hint);
    }
    let scheme = fragment.contains('(') || fragment.starts_with(":~:") || fragment.contains('=');
    if !fragment.is_empty() && !scheme && !target.ids.contains_key(fragment) {
        let hint = "write an id that is there, or give the place this id";
        let message = format!("nothing in `{}` has the id `{fragment}`", target.path());
        out.report(Code::EpubDeadLink, at, message, hint);
    }
}

/// Whether that is a part of a drawing which is shown only where another uses it.
fn is_unseen(node: Node<'_>) -> bool {
    ["clipPath", "linearGradient", "pattern", "radialGradient", "symbol"]
        .iter()
        .any(|name| node.has_tag_name((SVG, *name)))
}

/// The part of a file that is named: only documents and drawings have any.
fn part(
    node: Node<'_>,
    (at, path): (Span, &str),
    media_type: &str,
    (fragment, use_): (Option<&str>, Use),
    out: &mut Diagnostics,
) {
    if node.has_tag_name((SVG, "use")) && fragment.is_none_or(str::is_empty) {
        let message = format!("a drawing uses `{path}` and not a part of it");
        out.report(Code::EpubDeadLink, at, message, "add `#` and the id of the part");
    }
    if fragment.is_none() {
        return;
    }
    if use_ == Use::Part && media_type == "text/css" {
        let message = format!("a part of the style sheet `{path}` is named");
        out.report(Code::EpubLink, at, message, "take out `#` and what follows");
    } else if use_ == Use::Picture
        && media::is_core_picture(media_type)
        && media_type != "image/svg+xml"
    {
        let message = format!("a part of the picture `{path}` is named");
        out.doubt(Code::EpubLink, at, message, "take out `#` and what follows");
    }
}

/// The document and the id that a link leads to, if both are there.
pub(in crate::verify) fn target<'b, 'a>(
    book: &'b Book<'a>,
    document: &Document<'a>,
    node: Node<'a>,
) -> Option<(&'b Document<'a>, Option<&'a str>)> {
    let href = node.attr("href")?;
    let Target::Inside { path, fragment } = resolve(document.path(), href) else { return None };
    let target = book.document(&path)?;
    match fragment.filter(|fragment| !fragment.is_empty()) {
        None => Some((target, None)),
        Some(fragment) => {
            let (id, _) = target.ids.get_key_value(fragment.as_str())?;
            Some((target, Some(id)))
        }
    }
}
