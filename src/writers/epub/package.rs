//! The package document: metadata, manifest and spine.

use super::Options;
use super::accessibility::Facts;
use super::plan::{Content, Plan};
use super::{metadata, nav};
use crate::accessibility;
use crate::ir::{Direction, ImageFormat, Role};
use crate::xml::{Element, Syntax};

/// A file of the EPUB.
#[derive(Debug)]
pub(super) struct Item {
    /// Its id in the manifest, the same from edition to edition.
    pub(super) id: String,
    /// Its path beside the package document.
    pub(super) href: String,
    media_type: &'static str,
    properties: Vec<&'static str>,
    in_spine: bool,
    /// What is in it for those who cannot read print, if it is a document.
    pub(super) seen: Option<accessibility::Document>,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

impl Item {
    /// A file.
    pub(super) fn new(id: &str, href: &str, media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self {
            id: id.to_owned(),
            href: href.to_owned(),
            media_type,
            properties: Vec::new(),
            in_spine: false,
            seen: None,
            bytes,
        }
    }

    /// An XML file.
    pub(super) fn xml(id: &str, href: &str, media_type: &'static str, root: &Element) -> Self {
        Self::new(id, href, media_type, root.document(Syntax::Xhtml))
    }

    /// An XHTML document; its properties are read off its content.
    pub(super) fn text(file: &str, root: &Element, in_spine: bool, nav: bool) -> Self {
        let stem = file.strip_suffix(".xhtml").unwrap_or(file);
        let mut properties = properties(root);
        if nav {
            properties.push("nav");
        }
        let href = format!("text/{file}");
        let own = Self::xml(&format!("text-{stem}"), &href, "application/xhtml+xml", root);
        let seen = Some(accessibility::Document::of_bytes(&href, &own.bytes, in_spine));
        Self { properties, in_spine, seen, ..own }
    }

    /// A picture.
    pub(super) fn image(file: &str, format: ImageFormat, bytes: Vec<u8>, cover: bool) -> Self {
        let media_type = match format {
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Png => "image/png",
            ImageFormat::Gif => "image/gif",
            ImageFormat::WebP => "image/webp",
            ImageFormat::Svg => "image/svg+xml",
        };
        let id = format!("image-{}", file.replace('.', "-"));
        Self {
            properties: if cover { vec!["cover-image"] } else { Vec::new() },
            ..Self::new(&id, &format!("images/{file}"), media_type, bytes)
        }
    }

    /// Whether the bytes are compressed already.
    pub(super) fn is_compressed(&self) -> bool {
        self.media_type.starts_with("image/") && self.media_type != "image/svg+xml"
    }

    /// Whether it is a font.
    pub(super) fn is_font(&self) -> bool {
        self.media_type.starts_with("font/")
    }

    fn is_cover(&self) -> bool {
        self.properties.contains(&"cover-image")
    }
}

/// What the manifest has to say of a document (EPUB 3.3, section 5.7.2.1).
fn properties(root: &Element) -> Vec<&'static str> {
    let mut found = [("mathml", false), ("svg", false), ("scripted", false)];
    let mut remote = false;
    root.walk(&mut |element| {
        match element.name {
            "math" => found[0].1 = true,
            "svg" => found[1].1 = true,
            "script" | "form" => found[2].1 = true,
            _ => {}
        }
        remote |= element.value("src").is_some_and(|src| src.contains("://"));
    });
    let found = found.into_iter().chain([("remote-resources", remote)]);
    found.filter(|(_, is)| *is).map(|(name, _)| name).collect()
}

/// The package document.
pub(super) fn package(
    plan: &Plan<'_>,
    options: &Options<'_>,
    facts: &Facts,
    items: &[Item],
) -> Element {
    let cover = items.iter().find(|item| item.is_cover()).map(|item| item.id.as_str());
    Element::new("package")
        .attr("xmlns", "http://www.idpf.org/2007/opf")
        .attr("version", "3.0")
        .attr("unique-identifier", "uid")
        .attr("xml:lang", metadata::main_language(plan.book))
        .attr("prefix", prefixes(plan, items))
        .child(metadata::metadata(plan, options, facts, cover, items.iter().any(Item::is_font)))
        .child(Element::new("manifest").children(items.iter().map(manifest_item)))
        .child(spine(items, plan.book.metadata().language.direction()))
        .children(plan.traits.guide.then(|| guide(plan)))
}

fn manifest_item(item: &Item) -> Element {
    let properties = (!item.properties.is_empty()).then(|| item.properties.join(" "));
    Element::new("item")
        .attr("id", item.id.as_str())
        .attr("href", item.href.as_str())
        .attr("media-type", item.media_type)
        .maybe("properties", properties)
}

/// The reading order; pages of a book that is written from the right are turned to the other side.
fn spine(items: &[Item], direction: Direction) -> Element {
    let refs = items.iter().filter(|item| item.in_spine);
    Element::new("spine")
        .attr("toc", "ncx")
        .maybe("page-progression-direction", (direction == Direction::RightToLeft).then_some("rtl"))
        .children(refs.map(|item| Element::new("itemref").attr("idref", item.id.as_str())))
}

const ACCESSIBILITY: &str = "a11y: http://www.idpf.org/epub/vocab/package/a11y/#";
const APPLE: &str =
    "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/";

fn prefixes(plan: &Plan<'_>, items: &[Item]) -> String {
    if plan.traits.version || items.iter().any(Item::is_font) {
        format!("{ACCESSIBILITY} {APPLE}")
    } else {
        ACCESSIBILITY.to_owned()
    }
}

/// The landmarks as EPUB 2 has them (OPF 2.0.1, section 2.6).
fn guide(plan: &Plan<'_>) -> Element {
    let contents = plan.documents.iter().find(|d| matches!(d.content, Content::Contents(_)));
    let title =
        contents.map_or(plan.terms.section_of(Role::Contents), |document| document.title.as_str());
    let references = nav::landmarks(plan, title).into_iter().map(|(kind, file, label)| {
        let kind = match kind {
            "bodymatter" => "text",
            "titlepage" => "title-page",
            "endnotes" => "notes",
            other => other,
        };
        Element::new("reference")
            .attr("type", kind)
            .attr("title", label)
            .attr("href", format!("text/{file}"))
    });
    Element::new("guide").children(references)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read_off_the_content() {
        let body = Element::new("body").child(Element::new("p").child(Element::new("math")));
        let remote = Element::new("img").attr("src", "https://example.org/a.png");
        assert_eq!(properties(&body), ["mathml"]);
        assert_eq!(
            properties(&body.child(Element::new("svg")).child(remote)),
            ["mathml", "svg", "remote-resources"]
        );
        assert!(properties(&Element::new("body")).is_empty());
    }
}
