//! Where links and pictures lead: what stands in round brackets behind square ones.

use std::ops::Range;

use super::is_escape;
use crate::addresses;

/// The destination that begins behind the `(` at `open`, within a unit that ends at `end`: up to the
/// bracket that closes it, or, where the brackets in it do not pair, the first one.
pub(super) fn range(text: &str, open: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = open + 1;
    let (mut at, mut depth) = (start, 0_usize);
    let mut first = None;
    while at < end.min(start + addresses::LONGEST) {
        match bytes[at] {
            b'\\' if is_escape(bytes, at) => at += 1,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(start..at),
            b')' => {
                depth -= 1;
                first.get_or_insert(at);
            }
            _ => {}
        }
        at += 1;
    }
    first.map(|first| start..first)
}

/// Whether a destination behind `![…]` can be meant as that of a picture: a path, or a picture on the
/// web, unless a word stands before the sign.
pub(super) fn is_picture(destination: &str, before: &str) -> bool {
    if destination.starts_with('#') {
        return false;
    }
    if addresses::begin(destination).is_none() {
        return true;
    }
    let stands_apart = before.chars().next_back().is_none_or(char::is_whitespace);
    stands_apart && is_file(destination)
}

/// Whether a destination ends like the name of a picture.
pub(super) fn is_file(destination: &str) -> bool {
    let ending = destination.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let known = ["jpg", "jpeg", "png", "gif", "webp", "svg", "tif", "tiff", "bmp", "avif"];
    ending.is_some_and(|ending| known.contains(&ending.as_str()))
}
