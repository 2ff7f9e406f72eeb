//! Drawings (SVG): read into a tree of what a book can show, written again from it.
//!
//! What is not known is not taken over: elements and attributes come from lists, addresses stay
//! within the file, and a drawing is bounded in depth, number of elements and in what its
//! references multiply to.

mod attributes;
mod css;
mod known;
mod lengths;
mod links;
mod read;
mod weight;

use std::ops::Range;

use crate::xml::read::{SVG, XLINK};
use crate::xml::{Element, Node, Syntax};

/// A drawing that may stand in a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The file, with `width`, `height` and `viewBox` as numbers.
    pub bytes: Vec<u8>,
    /// Width in pixels of CSS, 96 an inch.
    pub width: u32,
    /// Height in pixels of CSS.
    pub height: u32,
    /// What was not taken over and could be missed, in the order of the file.
    pub removed: Vec<Removed>,
    /// Where the first words to be drawn stand.
    pub words: Option<Range<usize>>,
}

/// Something that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Bytes of the file.
    pub range: Range<usize>,
    /// Its kind.
    pub kind: RemovedKind,
    /// Its name, as `script` or `onload`.
    pub name: String,
}

/// What is not taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemovedKind {
    /// Scripts and what calls them.
    Script,
    /// An address outside of the file.
    Remote,
    /// HTML, sound and other things that are no drawing.
    Foreign,
    /// What moves.
    Movement,
    /// A link; what it holds stays.
    Link,
    /// A rule of a style sheet other than for the look of elements, as for fonts.
    Rule,
    /// An element that SVG does not know.
    Unknown,
    /// An id that is none, or that another element has.
    Id,
    /// A picture that is damaged, or of a kind that not all who draw know.
    Picture,
}

/// Why a file is no drawing that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the file.
    pub range: Range<usize>,
    /// In the words of the user.
    pub reason: String,
}

impl Fault {
    fn new(range: Range<usize>, reason: impl Into<String>) -> Self {
        Self { range, reason: reason.into() }
    }
}

/// Whether bytes look like a drawing rather than pixels.
#[must_use]
pub fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('<') && (head.contains("<svg") || head.contains(":svg"))
}

/// Reads a drawing and takes over what a book can show.
///
/// # Errors
/// If it is no well-formed SVG, has no size, or goes beyond the bounds.
pub fn clean(text: &str) -> Result<Drawing, Fault> {
    let read::Reading { mut root, removed, sheets, words } = read::read(text)?;
    weight::check(&root, &sheets)?;
    let size = lengths::size(&mut root)?;
    Ok(Drawing { bytes: document(root), width: size.0, height: size.1, removed, words })
}

/// The drawing on white ground, so that black lines are seen where the reader's page is dark;
/// `bytes` are those of a [`Drawing`].
#[must_use]
pub fn on_white(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let Ok(read::Reading { mut root, .. }) = read::read(&text) else { return bytes.to_vec() };
    let corners = root.value("viewBox").map(lengths::numbers).unwrap_or_default();
    if let [x, y, width, height] = corners[..] {
        let mut ground = Element::new("rect");
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            ground.set(name, value.to_string());
        }
        // As a style, which the drawing's own style sheet does not outdo.
        ground.set("style", "fill:#fff;fill-opacity:1;stroke:none;opacity:1".to_owned());
        root.children.insert(0, Node::Element(ground));
    }
    document(root)
}

/// The file.
fn document(mut root: Element) -> Vec<u8> {
    let spaces = [("xmlns", SVG.to_owned()), ("xmlns:xlink", XLINK.to_owned())];
    root.attributes.splice(0..0, spaces);
    root.document(Syntax::Svg)
}
