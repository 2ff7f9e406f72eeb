//! The order of words and names in a list, by the rules of a language.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;

use crate::ir::{IndexOrder, Language};

/// The order of one list.
///
/// For German that of DIN 5007: variant 1 for words, in which `ä` is sorted like `a`, and variant 2
/// for names, in which it is sorted like `ae`. Elsewhere that of the Unicode CLDR. Numbers are
/// sorted by their value.
#[derive(Debug)]
pub struct Collation {
    whole: CollatorBorrowed<'static>,
    /// Compares letters without accents and case.
    letters: CollatorBorrowed<'static>,
}

impl Collation {
    /// The order of a list in that language.
    ///
    /// # Panics
    /// Never: the tables for every language are compiled in.
    #[must_use]
    pub fn new(language: &Language, order: IndexOrder) -> Self {
        let tag = match (language.primary(), order) {
            ("de", IndexOrder::Names) => "de-u-co-phonebk",
            (primary, _) => primary,
        };
        let collator = |tag: &str, strength: Strength| {
            let locale = tag.parse().unwrap_or(Locale::UNKNOWN);
            let mut preferences = CollatorPreferences::from(locale);
            preferences.numeric_ordering = Some(CollationNumericOrdering::True);
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            CollatorBorrowed::try_new(preferences, options).expect("tables are compiled in")
        };
        Self {
            whole: collator(tag, Strength::Tertiary),
            letters: collator(language.primary(), Strength::Primary),
        }
    }

    /// Which of two entries stands first. Quotation marks and other signs at the start do not
    /// count.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.whole.compare(&key(a), &key(b)).then_with(|| a.cmp(b))
    }

    /// The initial under which an entry stands: a capital letter without what the language takes
    /// for a mere accent, `0–9` for a number, nothing for what begins with neither.
    #[must_use]
    pub fn initial(&self, text: &str) -> String {
        match key(text).chars().next() {
            Some(c) if c.is_alphabetic() => self.letter(c),
            Some(c) if c.is_numeric() => "0–9".to_owned(),
            _ => String::new(),
        }
    }

    fn letter(&self, c: char) -> String {
        let capital = |c: char| c.to_uppercase().next().unwrap_or(c).to_string();
        if c.is_ascii() {
            return capital(c);
        }
        let own = c.to_string();
        let same = |letters: &str| self.letters.compare(&own, letters) == Ordering::Equal;
        let plain = c.nfkd().find(|c| c.is_alphabetic()).map_or(own.clone(), capital);
        if plain.is_ascii() && same(&plain) {
            return plain;
        }
        // What is sorted like two letters, as `œ` like `oe`, stands under the first of them.
        let pair = PAIRS.iter().find(|pair| same(pair));
        pair.map_or_else(|| capital(c), |pair| pair[..1].to_owned())
    }
}

/// Letters that are one sign in some languages.
const PAIRS: [&str; 5] = ["AE", "OE", "SS", "IJ", "TH"];

/// What counts of an entry: all from the first letter or figure on, without quotation marks and
/// apostrophes.
fn key(text: &str) -> String {
    let from = text.find(char::is_alphanumeric).unwrap_or(0);
    text[from..].chars().filter(|c| !"„“”»«›‹‚‘’\"'".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names_are_sorted_as_din_5007_says() {
        let german = Language::parse("de").unwrap();
        let sorted = |order| {
            let collation = Collation::new(&german, order);
            let mut names = ["Muster", "Müller", "Mueller", "Muller"];
            names.sort_by(|a, b| collation.compare(a, b));
            names
        };
        assert_eq!(sorted(IndexOrder::Words), ["Mueller", "Muller", "Müller", "Muster"]);
        assert_eq!(sorted(IndexOrder::Names), ["Mueller", "Müller", "Muller", "Muster"]);
    }

    fn collation(tag: &str, order: IndexOrder) -> Collation {
        Collation::new(&Language::parse(tag).expect("well-formed"), order)
    }

    #[test]
    fn initials_by_language() {
        let german = collation("de-1901", IndexOrder::Names);
        for (text, initial) in [
            ("Änderung", "A"),
            ("„Vorwärts“", "V"),
            ("ßtest", "S"),
            ("Œuvre", "O"),
            ("éclat", "E"),
            ("1848", "0–9"),
            ("Ленин", "Л"),
            ("§", ""),
            ("", ""),
        ] {
            assert_eq!(german.initial(text), initial, "{text}");
        }
        assert_eq!(collation("sv", IndexOrder::Words).initial("Ångström"), "Å");
    }

    #[test]
    fn spaces_come_before_letters_and_numbers_by_value() {
        let german = collation("de", IndexOrder::Words);
        let mut list =
            ["Neuburg", "Artikel 10", "Neu Ulm", "»Neu«", "Artikel 9", "Straße", "Strasse"];
        list.sort_by(|a, b| german.compare(a, b));
        assert_eq!(
            list,
            ["Artikel 9", "Artikel 10", "»Neu«", "Neu Ulm", "Neuburg", "Strasse", "Straße"]
        );
    }
}
