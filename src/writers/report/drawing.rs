//! SVG as a tree: read from what the typesetter draws, written again.

use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};

/// An element of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawing {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) children: Vec<Drawing>,
}

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

impl Drawing {
    /// The value of an attribute.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| *one == name).map(|(_, value)| value.as_str())
    }

    /// Writes the element at the end of `out`.
    pub(super) fn write(&self, out: &mut String) {
        let mut writer = Writer::new(Vec::new());
        self.put(&mut writer);
        out.push_str(&String::from_utf8(writer.into_inner()).unwrap_or_default());
    }

    fn put(&self, writer: &mut Writer<Vec<u8>>) {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        let mut event = |event| writer.write_event(event).expect("writing to memory does not fail");
        if self.children.is_empty() {
            return event(Event::Empty(start));
        }
        event(Event::Start(start));
        self.children.iter().for_each(|child| child.put(writer));
        let end = Event::End(BytesEnd::new(self.name));
        writer.write_event(end).expect("writing to memory does not fail");
    }
}

/// Reads a drawing; elements and attributes that do not draw are left out, with all that is in
/// them. None if it is no XML, or deeper than any page is.
pub(super) fn read(svg: &str) -> Option<Drawing> {
    let mut reader = Reader::from_str(svg);
    let mut open: Vec<Option<Drawing>> = Vec::new();
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
            Some(Some(parent)) => parent.children.extend(closed),
            Some(None) => {}
        }
    }
}

const DEEPEST: usize = 200;

fn element(start: &BytesStart<'_>) -> Option<Drawing> {
    let name = start.local_name();
    let name = ELEMENTS.into_iter().find(|known| *known == name.as_ref())?;
    let mut attributes = Vec::new();
    for attribute in start.attributes().flatten() {
        let key = attribute.key.local_name();
        let known = ATTRIBUTES.into_iter().chain(["y1", "y2"]);
        let Some(key) = known.into_iter().find(|one| *one == key.as_ref()) else {
            continue;
        };
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        // A picture of a page asks for nothing outside of it.
        let outside = key == "href" && !value.starts_with('#') && !value.starts_with("data:image/");
        // What everybody supposes need not be said for every letter.
        let supposed = key == "fill-rule" && value == "nonzero";
        let again = attributes.iter().any(|(one, _)| *one == key);
        if !outside && !again && !supposed {
            attributes.push((key, value.into_owned()));
        }
    }
    Some(Drawing { name, attributes, children: Vec::new() })
}
