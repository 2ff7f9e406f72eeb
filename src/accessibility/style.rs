//! What style sheets and pictures do to readers.

use crate::css::Sheet;

/// What a style sheet does to readers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct StyleEvidence {
    /// Declarations that set a colour.
    pub(crate) colours: Vec<String>,
    /// Declarations that set type in lengths which the reader cannot change.
    pub(crate) fixed: Vec<String>,
    /// Declarations that move something.
    pub(crate) moving: Vec<String>,
}

/// Colours that are the reader's own.
const OWN_COLOURS: [&str; 6] =
    ["inherit", "currentcolor", "transparent", "none", "initial", "unset"];
/// Units that do not follow the size of the reader's type.
const ABSOLUTE: [&str; 6] = ["px", "pt", "pc", "mm", "cm", "in"];

impl StyleEvidence {
    /// Adds what others say that has not been said.
    pub(crate) fn add(&mut self, other: Self) {
        let Self { colours, fixed, moving } = self;
        for (all, more) in [(colours, other.colours), (fixed, other.fixed), (moving, other.moving)]
        {
            for one in more {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
    }

    /// Looks at the declarations of a style sheet.
    pub(crate) fn in_sheet(sheet: &Sheet<'_>) -> Self {
        let mut style = Self::default();
        for declaration in sheet.rules.iter().flat_map(|rule| &rule.declarations) {
            let property = &declaration.name;
            let value = declaration.value.to_ascii_lowercase();
            let shown = || format!("{property}: {value}");
            match property.as_str() {
                "font-size" | "line-height" | "font" if is_absolute(&value) => {
                    style.fixed.push(shown());
                }
                "color" | "background" | "background-color" | "border-color"
                    if !OWN_COLOURS.contains(&value.as_str()) =>
                {
                    style.colours.push(shown());
                }
                _ if property.starts_with("animation") => style.moving.push(shown()),
                _ => {}
            }
        }
        style
    }
}

/// Whether a value has a length in a unit of its own.
fn is_absolute(value: &str) -> bool {
    value.split([' ', '/', ',']).any(|part| {
        let number = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = &part[number.len()..];
        ABSOLUTE.contains(&unit) && number.parse::<f64>().is_ok_and(|size| size > 0.0)
    })
}

/// Whether a PNG is several pictures one after the other (the chunk `acTL` before the data).
pub(crate) fn moves(png: &[u8]) -> bool {
    let at = |name: &[u8]| png.windows(4).position(|window| window == name);
    at(b"acTL").is_some_and(|chunk| at(b"IDAT").is_none_or(|data| chunk < data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_leave_the_reader_alone() {
        let style = StyleEvidence::in_sheet(&Sheet::read(
            "/* color: red */ p { color: #333; line-height: 1.3 } a { color: inherit }
             h1 { font-size: 14pt; font-size: 1.4em; background: none } @media x { b { animation: a 1s } }",
        ));
        assert_eq!(style.colours, ["color: #333"]);
        assert_eq!(style.fixed, ["font-size: 14pt"]);
        assert_eq!(style.moving, ["animation: a 1s"]);
    }

    #[test]
    fn animated_pngs() {
        assert!(moves(b"..IHDR..acTL..IDAT") && !moves(b"..IHDR..IDAT..acTL") && !moves(b"IDAT"));
    }
}
