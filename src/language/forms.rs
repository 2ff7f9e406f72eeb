//! How common a form of a German word is, as counted in books of three centuries, laws and plain sentences.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

const LIST: &str = include_str!("data/german-forms.txt");

/// What the letter `a` in the list stands for, as a power of two.
const RAREST: u8 = 4;

static FORMS: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
    let lines = LIST.lines().filter_map(|line| line.split_once(' '));
    let forms = lines.filter(|(form, _)| *form != "#");
    forms.map(|(form, letter)| (form, letter.as_bytes()[0] - b'a' + RAREST)).collect()
});

/// How often a form stands in 17 million words of German, as a power of two; `None` below some fourteen
/// times, or if few texts have it. Nouns have their capital, other words have none.
#[must_use]
pub fn commonness(form: &str) -> Option<u8> {
    FORMS.get(form).copied()
}

#[cfg(test)]
mod tests {
    use super::commonness;

    #[test]
    fn common_and_rare_forms() {
        assert!(commonness("der") > commonness("Staat"));
        assert!(commonness("Staat") > commonness("Staates"));
        for old in ["daß", "Brod", "thun", "Thräne"] {
            assert!(commonness(old).is_some(), "{old}");
        }
        for word in ["", "#", "weredn", "Gegentand", "Polasche", "nnd"] {
            assert_eq!(commonness(word), None, "{word}");
        }
    }
}
