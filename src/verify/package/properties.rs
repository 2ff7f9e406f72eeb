//! The properties of items are read off their content (EPUB 3.3 §5.6.2 and §D.5).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::address::{Target, resolve};
use crate::verify::book::{Book, Document, in_html};
use crate::verify::xml::{Attributes, MATHML, Node, OPS, SVG, XLINK};

/// What a document holds, as far as a property speaks of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Has {
    /// It is there: the property must be told.
    Yes,
    /// Something like it is there: the property may be told.
    Perhaps,
    /// It is not there: the property must not be told.
    No,
}

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for document in &book.documents {
        let item = book.item(document);
        let overlay = item.is("application/smil+xml");
        if !document.is_xhtml() && !document.is_svg() && !overlay {
            continue;
        }
        let at = book.package.xml.at(item.node);
        let place = item.node.attr_node("properties");
        let place = place.map_or(at, |properties| book.package.xml.at_value(properties));
        // Of overlays only one is asked.
        let asked = |property: &str| !overlay || property == "remote-resources";
        for (property, has, what) in found(document).into_iter().filter(|of| asked(of.0)) {
            let told = item.has(property);
            if told && has == Has::No {
                let message =
                    format!("`{}` has the property `{property}`, but no {what}", document.path());
                out.report(Code::EpubProperties, place, message, "take the property out");
            } else if !told && has == Has::Yes {
                let message =
                    format!("`{}` has {what}, but not the property `{property}`", document.path());
                let hint = format!("add `{property}` to `properties` of the item");
                out.report(Code::EpubProperties, place, message, hint);
            }
        }
    }
    for item in &book.package.items {
        let picture = item.media_type.is_some_and(|media_type| media_type.starts_with("image/"));
        let wrong = if item.has("cover-image") && !picture {
            Some("cover-image")
        } else {
            let text = item.is("application/xhtml+xml") || item.is("image/svg+xml");
            ["mathml", "scripted", "svg", "switch"].into_iter().find(|word| item.has(word) && !text)
        };
        if let Some(property) = wrong {
            let message = format!("an item of another type has the property `{property}`");
            let at = book.package.xml.at(item.node);
            out.report(Code::EpubProperties, at, message, "move it to the item that was meant");
        }
    }
}

fn found(document: &Document<'_>) -> [(&'static str, Has, &'static str); 5] {
    let html = document.is_xhtml();
    let yes = |is: bool| if is { Has::Yes } else { Has::No };
    let holds = |namespace: &'static str, name: &str| {
        document.within(namespace).any(|node| node.tag_name().name() == name)
    };
    let (mathml, svg, switch) = (holds(MATHML, "math"), holds(SVG, "svg"), holds(OPS, "switch"));
    let mut elements = document.elements();
    let refers = elements.any(|node| {
        let source = node.attr("src").or_else(|| node.attr("data"));
        source.is_some_and(is_svg_file)
    });
    let svg = match (html, svg, refers) {
        (false, ..) | (true, false, true) => Has::Perhaps,
        (true, svg, _) => yes(svg),
    };
    let remote = document.elements().any(|node| takes_from_network(node, document.path()));
    // Style sheets that it names may do so as well.
    let remote = if remote { Has::Yes } else { Has::Perhaps };
    [
        ("mathml", if html { yes(mathml) } else { Has::Perhaps }, "formulas in MathML"),
        ("svg", svg, "drawings in SVG"),
        ("scripted", scripted(document), "scripts or forms"),
        ("switch", yes(switch), "`epub:switch`"),
        ("remote-resources", remote, "files from the network"),
    ]
}

fn is_svg_file(source: &str) -> bool {
    source.split(['#', '?']).next().is_some_and(|path| path.ends_with(".svg"))
}

/// Scripts, handlers of events, and forms (EPUB 3.3 §D.5.5).
fn scripted(document: &Document<'_>) -> Has {
    let runs = |node: Node<'_>| {
        let script = node.tag_name().name() == "script" && runs_as_script(node);
        let mut own = node.attributes().filter(|own| own.namespace().is_none());
        script || in_html(node) && own.any(|own| is_handler(own.name()))
    };
    if document.elements().any(runs) {
        return Has::Yes;
    }
    let form = document.html("form").next().is_some();
    if form { Has::Yes } else { Has::No }
}

/// Whether a `script` is a program; others hold data.
pub(in crate::verify) fn runs_as_script(node: Node<'_>) -> bool {
    let kind = node.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
    kind.is_empty()
        || kind == "module"
        || kind.contains("javascript")
        || kind.contains("ecmascript")
}

/// Whether an attribute without a namespace handles an event.
fn is_handler(name: &str) -> bool {
    name.len() > 3 && name.starts_with("on")
}

/// Whether an element shows or runs something that is not in the EPUB.
fn takes_from_network(node: Node<'_>, base: &str) -> bool {
    let shows = matches!(
        node.tag_name().name(),
        "audio" | "video" | "source" | "img" | "track" | "iframe" | "embed" | "script" | "input"
    );
    let source = match node.tag_name().name() {
        _ if shows => node.attr("src"),
        "object" => node.attr("data"),
        "image" | "use" | "font-face-uri" => node.attr_in(XLINK, "href").or(node.attr("href")),
        "link" if node.attr("rel").is_some_and(|rel| rel.contains("stylesheet")) => {
            node.attr("href")
        }
        _ => None,
    };
    source.is_some_and(|source| matches!(resolve(base, source), Target::Remote(_)))
}
