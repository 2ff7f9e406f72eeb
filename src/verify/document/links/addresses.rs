//! The addresses in the attributes of elements, and what each is for.

use roxmltree::Attribute;

use crate::verify::book::in_html;
use crate::verify::overlay;
use crate::verify::xml::{Attributes, MATHML, Node, XLINK};

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// The reader goes there.
    Link,
    /// A picture is shown.
    Picture,
    /// Sound or film, which may stay on the network.
    Film,
    /// Words for a film.
    Track,
    /// Something is shown in a frame of its own.
    Frame,
    /// A style sheet, a script or something else that becomes part of the document.
    Part,
    /// A text is quoted from there, which nobody follows.
    Source,
}

/// Relations of `link` whose files become part of the document.
const PARTS: [&str; 2] = ["stylesheet", "icon"];

/// An attribute, an address in it, and what that is for.
pub(super) type Found<'a> = (Attribute<'a, 'a>, &'a str, Use);

/// The addresses of an element.
pub(super) fn collect(node: Node<'_>) -> Vec<Found<'_>> {
    if in_html(node) { of_html(node) } else { of_others(node) }
}

fn of_html(node: Node<'_>) -> Vec<Found<'_>> {
    let name = node.tag_name().name();
    let rel = node.attr("rel").unwrap_or_default();
    let part = rel.split_whitespace().any(|rel| PARTS.iter().any(|p| rel.eq_ignore_ascii_case(p)));
    let one = match name {
        "a" | "area" => Some(("href", Use::Link)),
        "link" if part => Some(("href", Use::Part)),
        "img" | "input" => Some(("src", Use::Picture)),
        "audio" | "video" | "source" => Some(("src", Use::Film)),
        "track" => Some(("src", Use::Track)),
        "iframe" | "embed" => Some(("src", Use::Frame)),
        "script" => Some(("src", Use::Part)),
        "object" => Some(("data", Use::Frame)),
        "blockquote" | "q" | "ins" | "del" => Some(("cite", Use::Source)),
        _ => None,
    };
    let poster = (name == "video").then_some(("poster", Use::Picture));
    let mut found: Vec<Found<'_>> = Vec::new();
    for (attribute, use_) in one.into_iter().chain(poster) {
        let attribute = node.attr_node(attribute);
        found.extend(attribute.map(|attribute| (attribute, attribute.value(), use_)));
    }
    if let Some(set) = node.attr_node("srcset") {
        found.extend(candidates(set.value()).map(|one| (set, one, Use::Picture)));
    }
    found
}

/// Those of SVG, MathML, NCX and SMIL.
fn of_others(node: Node<'_>) -> Vec<Found<'_>> {
    let href = || node.attr_node_in(XLINK, "href").or_else(|| node.attr_node("href"));
    let found = match node.tag_name().name() {
        "a" => href().map(|href| (href, Use::Link)),
        "image" | "feImage" => href().map(|href| (href, Use::Picture)),
        "use" => href().map(|href| (href, Use::Part)),
        "math" if node.tag_name().namespace() == Some(MATHML) => {
            node.attr_node("altimg").map(|picture| (picture, Use::Picture))
        }
        "content" => node.attr_node("src").map(|src| (src, Use::Link)),
        "text" => node.attr_node("src").map(|src| (src, Use::Part)),
        "audio" => node.attr_node("src").map(|src| (src, Use::Film)),
        _ => None,
    };
    let textref = overlay::textref(node).map(|textref| (textref, Use::Part));
    let all = found.into_iter().chain(textref);
    all.map(|(attribute, use_)| (attribute, attribute.value(), use_)).collect()
}

/// The addresses of a `srcset` (HTML §4.8.4.2.1): each ends in white space, and in a comma only where no
/// size follows it.
fn candidates(set: &str) -> impl Iterator<Item = &str> {
    // Data that are broken into lines cannot be told from a list.
    let whole = set.trim_start().starts_with("data:");
    let mut rest = if whole { "" } else { set };
    let data = whole.then_some(set.trim());
    let listed = std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        let behind_size = || after.split_once(',').map_or("", |(_, next)| next);
        rest = if bare.len() < address.len() { after } else { behind_size() };
        (!bare.is_empty()).then_some(bare)
    });
    data.into_iter().chain(listed)
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn sets_are_parted() {
        let found = |set| candidates(set).collect::<Vec<_>>();
        assert_eq!(found("a.png, b.png 2x, c,d.png 640w"), ["a.png", "b.png", "c,d.png"]);
        assert_eq!(found("a.png 1x,b.png 2x"), ["a.png", "b.png"]);
        assert_eq!(found("data:image/png;base64,AA==, b.png 2x").len(), 1);
        assert_eq!(found("  "), Vec::<&str>::new());
    }
}
