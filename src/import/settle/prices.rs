//! Prices, as catalogues have them at the ends of their lines.

/// What stands behind an amount …
const UNITS: [&str; 12] = [
    "cents",
    "cts",
    "mark",
    "mk",
    "pf",
    "pfennig",
    "kronen",
    "gulden",
    "francs",
    "fr",
    "shillings",
    "pence",
];
/// … and before one.
const SIGNS: [&str; 6] = ["$", "£", "M", "Mk", "Mark", "fr"];

/// Whether a line of a text ends with a price: `cloth, $1.25`, `30 cents`, `geb. M. 4,50`, `3s. 6d. net`.
pub(super) fn names_price(text: &str) -> bool {
    text.lines().any(ends_with_price)
}

/// Whether a line of a text ends with an amount behind a wide space, as in a column of prices: `The Ferry      1 25`.
pub(super) fn names_sum(text: &str) -> bool {
    text.lines().any(|line| {
        let stem = line.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
        let stem = stem
            .strip_suffix(['.', ',', ' '])
            .map_or(stem, |stem| stem.trim_end_matches(|c: char| c.is_ascii_digit()));
        stem.len() < line.trim_end().len() && (stem.ends_with("  ") || stem.ends_with('\t'))
    })
}

fn ends_with_price(line: &str) -> bool {
    let bare = without_marks(line);
    let bare = bare.strip_suffix(" net").map_or(bare, without_marks);
    let mut words = bare.split_whitespace().rev().map(|word| word.trim_matches(is_mark));
    let Some(last) = words.next() else { return false };
    let above = words.next().unwrap_or_default();
    let unit = last.to_lowercase();
    UNITS.contains(&unit.as_str()) && is_amount(above)
        || is_amount(last) && SIGNS.contains(&above)
        || last.strip_prefix(['$', '£']).is_some_and(is_amount)
        || last.strip_suffix('d').is_some_and(is_amount)
            && above.strip_suffix(['s', '/']).is_some_and(is_amount)
}

/// A line without stops, dashes and marks of emphasis at its end.
fn without_marks(line: &str) -> &str {
    line.trim_end_matches(|c: char| c.is_whitespace() || is_mark(c))
}

fn is_mark(c: char) -> bool {
    matches!(c, '_' | '*' | '=' | '.' | ',' | ')' | ']' | '(' | '[' | '-' | '–' | '—')
}

/// `4`, `1.25`, `4,50`, `.90`
fn is_amount(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
        && word.len() <= 6
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::{names_price, names_sum};

    #[test]
    fn prices_end_lines() {
        for text in [
            "_Each one volume, cloth, $1.25_",
            "each $.90",
            "boxed as a set $ 14.00",
            "Elements of Rowing  30 cents",
            "The Ferry\nThe Rope  2 Mark",
            "geb. M. 4,50",
            "3s. 6d. net.",
        ] {
            assert!(names_price(text), "{text}");
        }
        for text in ["", "M.", "in 1923", "30 cents for a day", "the year 19", "6d", "Band 4"] {
            assert!(!names_price(text), "{text}");
        }
    }

    #[test]
    fn sums_stand_in_columns() {
        for text in ["The Ferry      25", "The Rope    1 25", "The Pole     2.40", "A\nB    3"] {
            assert!(names_sum(text), "{text}");
        }
        for text in ["", "12", "The year 19", "The Ferry    and 3", "The Ferry      "] {
            assert!(!names_sum(text), "{text}");
        }
    }
}
