//! The size of a drawing.

use super::Fault;
use crate::xml::Element;

/// Longest side of a drawing, in pixels of CSS: 26 metres.
const LONGEST: f64 = 100_000.0;

/// Shortest side, in pixels of CSS: what is drawn with less is nothing.
const SHORTEST: f64 = 0.01;

/// Sets width, height and `viewBox` of the outermost element as numbers; gives width and height in
/// pixels.
pub(super) fn size(root: &mut Element) -> Result<(u32, u32), Fault> {
    let seen = root.value("viewBox").map(numbers).unwrap_or_default();
    let seen = match seen[..] {
        [x, y, width, height] if width > 0.0 && height > 0.0 => Some((x, y, width, height)),
        _ => None,
    };
    let given = |name| root.value(name).and_then(length).filter(|length| *length > 0.0);
    let (width, height) = match (given("width"), given("height"), seen) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((.., across, down))) => (width, width * down / across),
        (None, Some(height), Some((.., across, down))) => (height * across / down, height),
        (None, None, Some((.., across, down))) => (across, down),
        _ => {
            let reason = "it says neither `width` and `height` nor a `viewBox`";
            return Err(Fault::new(root.range.clone(), reason));
        }
    };
    let (x, y, across, down) = seen.unwrap_or((0.0, 0.0, width, height));
    let is_length = |length: f64| (SHORTEST..=LONGEST).contains(&length);
    // What a `viewBox` shows is counted in units of its own, but by numbers of single precision.
    let is_shown = |length: f64| (1e-6..=1e9).contains(&length);
    let is_place = |at: f64| at.abs() <= 1e9;
    if !([width, height].map(is_length) == [true; 2]
        && [across, down].map(is_shown) == [true; 2]
        && [x, y].map(is_place) == [true; 2])
    {
        return Err(Fault::new(root.range.clone(), "its size is beyond all measure"));
    }
    root.set("width", short(width));
    root.set("height", short(height));
    root.set("viewBox", format!("{x} {y} {across} {down}"));
    // At least one pixel, at most the longest side.
    let pixels = |length: f64| length.round().max(1.0) as u32;
    Ok((pixels(width), pixels(height)))
}

/// To a thousandth of a pixel.
fn short(length: f64) -> String {
    ((length * 1000.0).round() / 1000.0).to_string()
}

/// The numbers of a list, if all of them are finite.
pub(super) fn numbers(list: &str) -> Vec<f64> {
    let parts = list.split([' ', ',', '\t', '\r', '\n']).filter(|part| !part.is_empty());
    let parsed: Option<Vec<f64>> =
        parts.map(|part| part.parse().ok().filter(|number: &f64| number.is_finite())).collect();
    parsed.unwrap_or_default()
}

/// A length in pixels of CSS (CSS Values 4, 5.2); none for shares of something.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let unit = text.find(|c: char| c.is_ascii_alphabetic() && c != 'e' && c != 'E' || c == '%');
    // `em` and `ex` begin with the letter of an exponent.
    let unit = unit.or_else(|| text.ends_with(['x', 'm']).then(|| text.len().saturating_sub(2)));
    let (number, unit) = text.split_at_checked(unit.unwrap_or(text.len()))?;
    let pixels = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "q" | "Q" => 96.0 / 101.6,
        "in" => 96.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * pixels).filter(|l| l.is_finite())
}
