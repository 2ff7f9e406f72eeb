//! What not every reading system can show or play, and what stands in its place (EPUB 3.3 §3.2 to §3.4).

use std::collections::BTreeSet;

use super::Page;
use super::addresses::Use;
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;
use crate::verify::book::{Book, Document, in_html, is_html};
use crate::verify::media;
use crate::verify::package::reaches;
use crate::verify::xml::{Attributes, Node, XHTML, text};

/// A file that an element uses: its item's number, or the media type of data that stand in the address.
#[derive(Clone, Copy)]
pub(super) enum Used<'a> {
    Item(usize),
    Data(&'a str),
}

impl Used<'_> {
    fn is(self, book: &Book<'_>, fits: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Item(item) => reaches(book, item, fits),
            Self::Data(media_type) => fits(media_type),
        }
    }

    fn media_type<'b>(&'b self, book: &'b Book<'_>) -> &'b str {
        match self {
            Self::Item(item) => book.package.items[*item].media_type.unwrap_or_default(),
            Self::Data(media_type) => media_type,
        }
    }
}

/// Whether what an element uses is known everywhere, or has something in its place.
pub(super) fn check(
    page: &Page<'_, '_>,
    (node, at): (Node<'_>, Span),
    used: Used<'_>,
    use_: Use,
    out: &mut Diagnostics,
) {
    let book = page.book;
    let media_type = used.media_type(book).to_owned();
    if !in_html(node) && use_ == Use::Film {
        // Overlays have rules of their own.
        return;
    }
    told(node, &media_type, at, out);
    if media_type.is_empty() || book.package.is_version_2() && use_ != Use::Picture {
        return;
    }
    let fits: fn(&str) -> bool = match use_ {
        Use::Picture => media::is_shown,
        Use::Film => media::is_played,
        Use::Frame => media::is_known,
        Use::Link | Use::Track | Use::Part | Use::Source => return,
    };
    let picture = node.parent().is_some_and(|parent| is_html(parent, "picture"));
    if picture {
        in_picture(book, (node, at), &media_type, out);
    } else if !used.is(book, fits) && !has_other(page, node, use_) {
        let (what, hint) = match use_ {
            Use::Picture => ("a picture", "make it JPEG, PNG, GIF, WebP or SVG"),
            Use::Film => ("a sound", "make it MP3, AAC in MP4, or Opus, or add a `source` that is"),
            _ => {
                ("what is shown here", "give its item a `fallback`, or put words into the element")
            }
        };
        let message = format!("{what} is of type `{media_type}`");
        out.report(Code::EpubFallback, at, message, hint);
    }
}

/// In `picture` the sources are choices; the last, `img`, has to be known by itself.
fn in_picture(
    book: &Book<'_>,
    (node, at): (Node<'_>, Span),
    media_type: &str,
    out: &mut Diagnostics,
) {
    if media::is_core_picture(media_type) || book.package.is_version_2() {
        return;
    }
    if is_html(node, "img") {
        let message = format!("the picture that all systems show is of type `{media_type}`");
        let hint = "make it JPEG, PNG, GIF, WebP or SVG; others belong into `source`";
        out.report(Code::EpubFallback, at, message, hint);
    } else if !node.has_attr("type") {
        let message = format!("a choice of the type `{media_type}` does not tell it");
        let hint = format!("add `type=\"{media_type}\"`");
        out.report(Code::EpubFallback, at, message, hint);
    }
}

/// Whether another source, or the content of the element, stands in.
fn has_other(page: &Page<'_, '_>, node: Node<'_>, use_: Use) -> bool {
    match use_ {
        Use::Film if is_html(node, "source") => {
            node.parent().is_some_and(|parent| page.played.contains(&parent))
        }
        Use::Frame if is_html(node, "object") => node.children().any(|child| {
            let words = child.is_text() && !text(child).is_empty();
            words || child.is_element() && !child.has_tag_name((XHTML, "param"))
        }),
        _ => false,
    }
}

/// The elements that have a `source` which is played everywhere.
pub(super) fn played<'a>(book: &Book<'a>, document: &Document<'a>) -> BTreeSet<Node<'a>> {
    let plays = |source: &Node<'_>| {
        let item = source.attr("src").and_then(|src| book.package.item_of(document.path(), src));
        item.is_some_and(|item| reaches(book, item, media::is_played))
    };
    document.html("source").filter(plays).filter_map(|source| source.parent()).collect()
}

/// The type that an element tells is that of the manifest.
fn told(node: Node<'_>, media_type: &str, at: Span, out: &mut Diagnostics) {
    let names = ["object", "embed", "source", "link"];
    let told = node.attr("type").filter(|_| names.iter().any(|name| is_html(node, name)));
    let bare = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if let Some(told) = told.filter(|told| !media_type.is_empty() && bare(told) != bare(media_type))
    {
        let message = format!("the element says `{told}`, the manifest `{media_type}`");
        let hint = "let both tell the type that the file has";
        out.doubt(Code::EpubMediaType, at, message, hint);
    }
}
