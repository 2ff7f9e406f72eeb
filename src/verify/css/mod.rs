//! Style sheets: what reading systems cannot read, may not do, or get wrong (EPUB 3.3 §6.3).

mod colours;
mod contrast;

use std::ops::Range;

use super::address::{Target, resolve};
use super::book::{Book, is_html};
use super::xml::Attributes;
use crate::css::{Declaration, Sheet, Url, Use};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::{FileId, Span};

/// Where a style sheet stands.
struct SheetOrigin<'a> {
    /// The file against which its addresses are resolved.
    path: &'a str,
    file: FileId,
    /// Where its text begins in the file; none: it does not stand there as it is.
    offset: Option<usize>,
    /// The element or attribute that holds it.
    whole: Span,
}

impl SheetOrigin<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        match self.offset {
            Some(offset) => Span::new(self.file, range.start + offset..range.end + offset),
            None => self.whole,
        }
    }
}

/// Checks style sheets, `style` elements and `style` attributes.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for text in book.texts.iter().filter(|text| text.media_type == "text/css") {
        let (path, file) = (text.path.as_str(), text.file);
        let place = SheetOrigin { path, file, offset: Some(0), whole: text.span(0..0) };
        charset(text, out);
        one(book, &text.text, &Sheet::read(&text.text), &place, out);
    }
    for page in book.documents.iter().filter(|page| page.is_xhtml() || page.is_svg()) {
        let (path, file) = (page.path(), page.xml.file);
        let source = page.xml.tree.input_text();
        // Where the text stands as it is, without entities.
        let offset = |range: Range<usize>, text: &str| {
            (source.get(range.clone()) == Some(text)).then_some(range.start)
        };
        for node in page.elements() {
            if (is_html(node, "style") || page.is_svg() && node.tag_name().name() == "style")
                && let Some(text) = node.text()
            {
                let inner = node.first_child().map_or(0..0, |child| child.range());
                let place =
                    SheetOrigin { path, file, offset: offset(inner, text), whole: page.at(node) };
                one(book, text, &Sheet::read(text), &place, out);
            }
            if let Some(style) = node.attr_node("style") {
                let (range, text) = (style.range_value(), style.value());
                let whole = page.xml.at_attribute(style);
                let place = SheetOrigin { path, file, offset: offset(range, text), whole };
                one(book, text, &Sheet::read_attribute(text), &place, out);
            }
        }
    }
}

/// The encoding that a sheet names is the one that it has.
fn charset(text: &super::text::Text, out: &mut Diagnostics) {
    let Some(rest) = text.text.trim_start_matches('\u{feff}').strip_prefix("@charset") else {
        return;
    };
    let name = rest.trim_start().trim_start_matches(['"', '\'']).to_ascii_lowercase();
    if !name.starts_with("utf-8") && !name.starts_with("utf-16") {
        let hint = "write `@charset \"utf-8\";`, or nothing";
        out.report(Code::EpubCss, text.span(0..8), "the sheet names another encoding", hint);
    }
}

fn one(
    book: &Book<'_>,
    text: &str,
    sheet: &Sheet<'_>,
    place: &SheetOrigin<'_>,
    out: &mut Diagnostics,
) {
    for (range, message) in &sheet.faults {
        let hint = "look for a missing `:`, `;`, `{`, `}` or quotation mark";
        // Its first line says enough.
        let line = text[range.clone()].lines().next().unwrap_or_default();
        let range = range.start..range.start + line.trim_end_matches(';').len();
        out.report(Code::EpubCss, place.span(range), *message, hint);
    }
    for url in &sheet.urls {
        address(book, url, place, out);
    }
    for rule in &sheet.rules {
        for declaration in &rule.declarations {
            property(declaration, place, out);
        }
        if rule.selector == "@font-face" {
            for name in ["font-family", "src"] {
                if rule.value(name).is_none() {
                    let message = format!("a `@font-face` has no `{name}`");
                    let at = rule
                        .declarations
                        .first()
                        .map_or(place.whole, |d| place.span(d.range.clone()));
                    out.report(Code::EpubCssRisky, at, message, "name the font and where it is");
                }
            }
        }
    }
    contrast::check(sheet, &|range| place.span(range), out);
}

/// Properties that a reading system needs for itself, or that do not work in pages.
fn property(declaration: &Declaration<'_>, place: &SheetOrigin<'_>, out: &mut Diagnostics) {
    let at = place.span(declaration.range.clone());
    let value = declaration.value.to_ascii_lowercase();
    match (declaration.name.as_str(), value.as_str()) {
        (name @ ("direction" | "unicode-bidi"), _) => {
            let message = format!("the property `{name}` may not stand in an EPUB");
            let hint = "use the attribute `dir`, or the elements `bdi` and `bdo`";
            out.report(Code::EpubCss, at, message, hint);
        }
        ("position", value @ ("fixed" | "sticky")) => {
            let message = format!("`position: {value}` does not work in pages");
            out.report(
                Code::EpubCssRisky,
                at,
                message,
                "leave the element in the flow of the text",
            );
        }
        ("text-align" | "color" | "display" | "margin" | "font-family" | "src", "") => {
            let message = format!("`{}` has no value", declaration.name);
            out.report(Code::EpubCss, at, message, "give it a value, or take it out");
        }
        _ => {}
    }
}

/// Fonts may stay on the network if the manifest says so, at the font and at the sheet.
fn remote_font(
    book: &Book<'_>,
    address: &str,
    place: &SheetOrigin<'_>,
    at: Span,
    out: &mut Diagnostics,
) {
    let file = address.split_once('#').map_or(address, |(file, _)| file);
    if !book.package.lists(address) && !book.package.lists(file) {
        let message = format!("`{address}` is used and not in the manifest");
        out.report(Code::EpubManifest, at, message, "list it in the manifest, with its address");
    }
    let item = book.package.item_at(place.path).map(|item| &book.package.items[item]);
    if item.is_some_and(|item| !item.has("remote-resources")) {
        let message = format!(
            "`{}` has files from the network, but not the property `remote-resources`",
            place.path
        );
        let hint = "add `remote-resources` to `properties` of the item, or embed the font";
        out.report(Code::EpubProperties, at, message, hint);
    }
}

fn address(book: &Book<'_>, url: &Url, place: &SheetOrigin<'_>, out: &mut Diagnostics) {
    let at = place.span(url.range.clone());
    let address = url.address.as_str();
    let mut report = |code, message: String, hint: &str| out.report(code, at, message, hint);
    if address.trim().is_empty() {
        report(Code::EpubCss, "an address in the style sheet is empty".into(), "take it out");
        return;
    }
    match resolve(place.path, address) {
        Target::Data => {}
        Target::Remote(_) if url.use_ == Use::Font => {
            let hint = "embed the font: without network it is missing";
            report(
                Code::EpubCssRisky,
                format!("the font `{address}` is taken from the network"),
                hint,
            );
            remote_font(book, address, place, at, out);
        }
        Target::Remote(_) => {
            let hint = "put the file into the EPUB";
            report(Code::EpubRemote, format!("`{address}` is taken from the network"), hint);
        }
        Target::Outside => {
            let hint = "write a path within the EPUB, from the style sheet itself";
            report(Code::EpubLink, format!("`{address}` leads out of the EPUB"), hint);
        }
        Target::Broken => {
            let hint = "write spaces and other such characters as `%20`";
            report(Code::EpubLink, format!("`{address}` is no address"), hint);
        }
        Target::Inside { path, .. } => {
            if book.files.get(&path).is_none() {
                let hint = "put the file into the EPUB, or correct the address";
                report(Code::EpubDeadLink, format!("`{path}` is not in the EPUB"), hint);
            } else if book.package.item_at(&path).is_none() {
                let hint = "list it in the manifest";
                report(
                    Code::EpubManifest,
                    format!("`{path}` is used and not in the manifest"),
                    hint,
                );
            }
        }
    }
}
