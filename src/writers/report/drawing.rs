//! What the typesetter draws, read into a tree of what is known. It is read leniently: the typesetter leaves
//! an `&` in an address as it is.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::xml::{Element, Node};

/// All that draws.
const ELEMENTS: [&str; 14] = [
    "svg",
    "g",
    "path",
    "rect",
    "image",
    "use",
    "clipPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "symbol",
    "defs",
    "ellipse",
];
const ATTRIBUTES: [&str; 39] = [
    "clip-path",
    "cx",
    "cy",
    "d",
    "fill",
    "fill-opacity",
    "fill-rule",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "href",
    "id",
    "offset",
    "opacity",
    "patternTransform",
    "patternUnits",
    "preserveAspectRatio",
    "r",
    "rx",
    "ry",
    "spreadMethod",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-width",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
];

/// Reads a drawing; elements and attributes that do not draw are left out, with all that is in
/// them. None if it is no XML, or deeper than any page is.
pub(super) fn read(svg: &str) -> Option<Element> {
    let mut reader = Reader::from_str(svg);
    let mut open: Vec<Option<Element>> = Vec::new();
    loop {
        let closed = match reader.read_event().ok()? {
            Event::Start(start) if open.len() < DEEPEST => {
                open.push(element(&start));
                continue;
            }
            Event::Start(_) | Event::Eof => return None,
            Event::Empty(start) => element(&start),
            Event::End(_) => open.pop()?,
            _ => continue,
        };
        match open.last_mut() {
            None => return closed,
            Some(Some(parent)) => parent.children.extend(closed.map(Node::Element)),
            Some(None) => {}
        }
    }
}

const DEEPEST: usize = 200;

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = start.local_name();
    let name = ELEMENTS.into_iter().find(|known| *known == name.as_ref())?;
    let mut drawing = Element::new(name);
    for attribute in start.attributes().flatten() {
        let key = attribute.key.local_name();
        let known = ATTRIBUTES.into_iter().chain(["y1", "y2"]);
        let Some(key) = known.into_iter().find(|one| *one == key.as_ref()) else { continue };
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        // A picture of a page asks for nothing outside of it.
        let outside = key == "href" && !value.starts_with('#') && !value.starts_with("data:image/");
        // What everybody supposes need not be said for every letter.
        let supposed = key == "fill-rule" && value == "nonzero";
        if !outside && !supposed && drawing.value(key).is_none() {
            drawing = drawing.attr(key, value);
        }
    }
    Some(drawing)
}
