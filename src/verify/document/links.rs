//! Links and sources: each leads to something that is there (EPUB 3.3 §3.5, §3.6 and §6.1).

use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;
use crate::verify::address::{Target, fault, resolve};
use crate::verify::book::{Book, Document, in_html};
use crate::verify::media;
use crate::verify::package::reaches;
use crate::verify::xml::{Node, XLINK};

/// What an address is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// The reader goes there.
    Link,
    /// A picture is shown.
    Picture,
    /// Sound or film, which may stay on the network.
    Film,
    /// A style sheet, a script, a frame or something else that becomes part of the document.
    Part,
}

pub(in crate::verify) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for document in &book.documents {
        if document.elements().any(|node| in_html(node) && node.tag_name().name() == "base") {
            continue;
        }
        for node in document.elements() {
            for (attribute, address, use_) in addresses(node) {
                let at = document.xml.at_value(attribute);
                follow(book, document, (node, at), address, use_, out);
            }
        }
        super::references::check(document, out);
    }
}

/// The addresses in the attributes of an element.
fn addresses<'a>(node: Node<'a>) -> Vec<(roxmltree::Attribute<'a, 'a>, &'a str, Use)> {
    let name = node.tag_name().name();
    let mut found = Vec::new();
    let mut put = |attribute: Option<roxmltree::Attribute<'a, 'a>>, use_| {
        found.extend(attribute.map(|attribute| (attribute, attribute.value(), use_)));
    };
    if in_html(node) {
        let rel = node.attribute("rel").unwrap_or_default();
        let part =
            ["stylesheet", "icon"].iter().any(|word| rel.split_whitespace().any(|r| r == *word));
        match name {
            "a" | "area" => put(node.attribute_node("href"), Use::Link),
            "link" if part => put(node.attribute_node("href"), Use::Part),
            "img" => put(node.attribute_node("src"), Use::Picture),
            "input" => put(node.attribute_node("src"), Use::Picture),
            "audio" | "video" | "source" | "track" => put(node.attribute_node("src"), Use::Film),
            "iframe" | "embed" | "script" => put(node.attribute_node("src"), Use::Part),
            "object" => put(node.attribute_node("data"), Use::Part),
            _ => {}
        }
        put(node.attribute_node("poster").filter(|_| name == "video"), Use::Picture);
        if let Some(set) = node.attribute_node("srcset") {
            found.extend(candidates(set.value()).map(|one| (set, one, Use::Picture)));
        }
    } else {
        let href = node.attribute_node((XLINK, "href")).or_else(|| node.attribute_node("href"));
        match name {
            "a" => put(href, Use::Link),
            "image" | "feImage" => put(href, Use::Picture),
            "use" => put(href, Use::Part),
            // The documents of NCX and SMIL.
            "content" => put(node.attribute_node("src"), Use::Link),
            "text" => put(node.attribute_node("src"), Use::Part),
            "audio" => put(node.attribute_node("src"), Use::Film),
            _ => {}
        }
    }
    found
}

/// The addresses of a `srcset` (HTML §4.8.4.2.1): each ends in white space, and in a comma only where no
/// size follows it.
fn candidates(set: &str) -> impl Iterator<Item = &str> {
    // Data that are broken into lines cannot be told from a list.
    let whole = set.trim_start().starts_with("data:");
    let mut rest = if whole { "data:," } else { set };
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        rest = if bare.len() < address.len() {
            after
        } else {
            after.split_once(',').map_or("", |(_, next)| next)
        };
        (!bare.is_empty()).then_some(bare)
    })
}

fn follow(
    book: &Book<'_>,
    document: &Document<'_>,
    (node, at): (Node<'_>, Span),
    address: &str,
    use_: Use,
    out: &mut Diagnostics,
) {
    let mut report = |code, message: String, hint: &str| out.report(code, at, message, hint);
    match resolve(document.path(), address) {
        Target::Data => {
            if use_ == Use::Link {
                report(
                    Code::EpubLink,
                    "a link leads to data in itself".into(),
                    "put the data into a file",
                );
            }
        }
        Target::Remote(address) if address.to_ascii_lowercase().starts_with("file:") => {
            let hint = "write a path within the EPUB";
            report(Code::EpubLink, format!("`{address}` leads to a file of one computer"), hint);
        }
        Target::Remote(address) => {
            if let Some((message, hint)) = fault(address) {
                report(Code::EpubLink, message, hint);
            } else if use_ == Use::Film && !book.package.lists(address) {
                let hint = "list it in the manifest, with its address";
                report(
                    Code::EpubManifest,
                    format!("`{address}` is used and not in the manifest"),
                    hint,
                );
            } else if !matches!(use_, Use::Link | Use::Film) {
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
            inside(book, document, (node, at), (&path, fragment.as_deref()), use_, out);
        }
    }
}

/// An address within the EPUB: file, item, spine and id.
fn inside(
    book: &Book<'_>,
    document: &Document<'_>,
    (node, at): (Node<'_>, Span),
    (path, fragment): (&str, Option<&str>),
    use_: Use,
    out: &mut Diagnostics,
) {
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
        } else if book.spine_index(path).is_none() && path != document.path() {
            let hint = "add it to the spine: otherwise the reader is lost there";
            report(
                Code::EpubSpine,
                format!("`{path}` is linked and not in the reading order"),
                hint,
            );
        }
    }
    if use_ == Use::Picture
        && !media_type.is_empty()
        && !reaches(book, item, media::is_shown)
        && !in_picture(node)
    {
        let hint = "make it JPEG, PNG, GIF, WebP or SVG";
        report(Code::EpubFallback, format!("a picture is of type `{media_type}`"), hint);
    }
    let Some((target, fragment)) = book.document(path).zip(fragment) else { return };
    let scheme = fragment.contains('(') || fragment.starts_with(":~:") || fragment.contains('=');
    if !fragment.is_empty() && !scheme && !target.ids.contains_key(fragment) {
        let hint = "write an id that is there, or give the place this id";
        report(Code::EpubDeadLink, format!("nothing in `{path}` has the id `{fragment}`"), hint);
    }
}

/// In `picture`, the sources are choices.
fn in_picture(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.tag_name().name() == "picture")
}

/// The document and the id that a link leads to, if both are there.
pub(in crate::verify) fn target<'b, 'a>(
    book: &'b Book<'a>,
    document: &Document<'a>,
    node: Node<'a>,
) -> Option<(&'b Document<'a>, Option<&'a str>)> {
    let href = node.attribute("href")?;
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
