//! Colours, and how well one is read on another (WCAG 2.2, 1.4.3).

use cssparser::color::parse_named_color;

/// A colour in sRGB, without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) [u8; 3]);

pub(super) const WHITE: Colour = Colour([255; 3]);
pub(super) const BLACK: Colour = Colour([0; 3]);

impl Colour {
    /// The colour that a value of CSS names; none: it is transparent, or depends on something.
    pub(super) fn parse(value: &str) -> Option<Self> {
        let value = value.trim();
        if let Some(digits) = value.strip_prefix('#') {
            return hex(digits);
        }
        if let Some(inner) = value.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')')) {
            return rgb(inner);
        }
        parse_named_color(value).ok().map(|(r, g, b)| Self([r, g, b]))
    }

    /// The relative luminance, 0–1.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast of two colours, 1–21.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// `fff` or `ffffff`; with a fourth channel only if that is opaque.
fn hex(digits: &str) -> Option<Colour> {
    let values: Vec<u8> =
        digits.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    match values.as_slice() {
        [r, g, b] | [r, g, b, 15] => Some(Colour([r * 17, g * 17, b * 17])),
        [r, s, g, h, b, c] | [r, s, g, h, b, c, 15, 15] => {
            Some(Colour([r * 16 + s, g * 16 + h, b * 16 + c]))
        }
        _ => None,
    }
}

fn rgb(inner: &str) -> Option<Colour> {
    let parts: Vec<&str> = inner.split([',', ' ']).filter(|part| !part.is_empty()).collect();
    let [r, g, b] = parts.as_slice() else { return None };
    let channel = |part: &str| match part.strip_suffix('%') {
        Some(percent) => {
            percent.parse::<f64>().ok().map(|p| (p * 255.0 / 100.0).round().clamp(0.0, 255.0) as u8)
        }
        None => part.parse::<f64>().ok().map(|n| n.round().clamp(0.0, 255.0) as u8),
    };
    Some(Colour([channel(r)?, channel(g)?, channel(b)?]))
}

#[cfg(test)]
mod tests {
    use super::{BLACK, Colour, WHITE};

    #[test]
    fn colours_are_read() {
        let colour = |value| Colour::parse(value).map(|colour| colour.0);
        assert_eq!(colour("#fff"), Some([255; 3]));
        assert_eq!(colour("#102030"), Some([16, 32, 48]));
        assert_eq!(colour("rgb(1, 2, 3)"), Some([1, 2, 3]));
        assert_eq!(colour("rgb(100% 0% 50%)"), Some([255, 0, 128]));
        assert_eq!(colour("rebeccapurple"), Some([0x66, 0x33, 0x99]));
        for none in ["", "#", "#12345", "rgb(1,2)", "inherit", "transparent", "#0008", "#äö"] {
            assert_eq!(colour(none), None, "{none}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 0.01);
        let grey = Colour::parse("#767676").expect("a colour");
        assert!(grey.contrast(WHITE) >= 4.5 && Colour([0x77; 3]).contrast(WHITE) < 4.5);
    }
}
