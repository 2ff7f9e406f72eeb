//! Addresses in a drawing: those that stay in the file, and pictures that lie in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::raster;

/// Where `url(…)` in a value of an attribute or a style leads: the ids; `None` if one of them leads
/// out of the file, or the value is none that a drawing needs.
pub(super) fn references(value: &str) -> Option<Vec<&str>> {
    let lower = value.to_ascii_lowercase();
    let foreign = ["javascript:", "expression(", "@import", "src(", "image(", "image-set("];
    if value.contains(['\\', '<', '{', '}']) || foreign.iter().any(|word| lower.contains(word)) {
        return None;
    }
    // Lower case changes no length: only letters of ASCII change.
    let places = lower.match_indices("url(").map(|(at, found)| &value[at + found.len()..]);
    places.map(fragment).collect()
}

/// `#a)…` and `'#a')…` lead to `a`.
fn fragment(rest: &str) -> Option<&str> {
    let (inside, _) = rest.split_once(')')?;
    let inside = inside.trim().trim_matches(['"', '\'']).trim();
    inside.strip_prefix('#').filter(|id| is_id(id))
}

/// The id that an address within the file leads to.
pub(super) fn local(href: &str) -> Option<&str> {
    href.trim().strip_prefix('#').filter(|id| is_id(id))
}

fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '(' | ')'))
}

/// Whether an address is a picture of pixels that lies in the file and can be decoded.
pub(super) fn holds_picture(href: &str) -> bool {
    let Some((head, data)) = href.trim().split_once(',') else { return false };
    if !matches!(head, "data:image/png;base64" | "data:image/jpeg;base64" | "data:image/jpg;base64")
    {
        return false;
    }
    let data: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(data).is_ok_and(|bytes| raster::read(&bytes).is_ok())
}
