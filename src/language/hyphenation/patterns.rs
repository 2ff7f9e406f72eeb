//! The patterns of syllables, each language loaded once: those of German are ours, the others come with the
//! crate `hyphenation`.

use std::sync::OnceLock;

use hyphenation::{Hyphenator as _, Language as Patterns, Load as _, Standard};

use super::liang::Trie;
use crate::ir::Language;

/// Patterns of the Trennmuster project; their licence stands beside them.
const GERMAN: &str = include_str!("../data/german-syllables.txt");

/// The patterns of a language, `None` if there are none.
///
/// `de` and `de-1996` follow the rules of 1996, `de-1901` those before, `de-CH-1901` the Swiss ones
/// without `ß`; `en` is American unless a region says otherwise.
pub(super) fn for_language(language: &Language) -> Option<Patterns> {
    let tag = language.as_str();
    let has = |subtag: &str| tag.split('-').any(|part| part == subtag);
    let region = language.region();
    Some(match language.primary() {
        "de" if has("1901") && matches!(region, Some("CH" | "LI")) => Patterns::GermanSwiss,
        "de" if has("1901") => Patterns::German1901,
        "de" => Patterns::German1996,
        "en" if matches!(region, None | Some("US" | "CA" | "PH")) => Patterns::EnglishUS,
        "en" => Patterns::EnglishGB,
        "el" if has("polyton") => Patterns::GreekPoly,
        "el" => Patterns::GreekMono,
        "no" => Patterns::NorwegianBokmal,
        "sr" | "bs" | "sh" if has("Latn") => Patterns::SerbocroatianLatin,
        "sr" => Patterns::SerbianCyrillic,
        "bs" | "sh" if has("Cyrl") => Patterns::SerbocroatianCyrillic,
        "bs" | "sh" => Patterns::SerbocroatianLatin,
        "mn" => Patterns::Mongolian,
        "zh" => return None,
        other => Patterns::try_from_code(other)?,
    })
}

/// One place for each language of the crate, with room to spare.
static LOADED: [OnceLock<Standard>; 128] = [const { OnceLock::new() }; 128];

/// The dictionary for patterns. All are compiled in, so none is missing.
fn dictionary(patterns: Patterns) -> &'static Standard {
    LOADED[patterns as usize].get_or_init(|| {
        Standard::from_embedded(patterns).expect("the patterns of all languages are compiled in")
    })
}

/// The patterns of a German orthography.
fn german(patterns: Patterns) -> Option<&'static Trie> {
    static READ: [OnceLock<Trie>; 3] = [const { OnceLock::new() }; 3];
    let (place, name) = match patterns {
        Patterns::German1996 => (0, "1996"),
        Patterns::German1901 => (1, "1901"),
        Patterns::GermanSwiss => (2, "swiss"),
        _ => return None,
    };
    Some(READ[place].get_or_init(|| {
        let mut ours = false;
        let lines = GERMAN.lines().filter(|line| match line.strip_prefix("= ") {
            Some(names) => {
                ours = names.split(' ').any(|one| one == name);
                false
            }
            None => ours,
        });
        Trie::build(lines, GERMAN.len())
    }))
}

/// Which letters of a word may begin a line, in order, by the patterns alone.
pub(super) fn breaks(letters: &[char], patterns: Patterns) -> Vec<usize> {
    if letters.len() < 4 {
        return Vec::new();
    }
    if let Some(trie) = german(patterns) {
        let values = trie.score(letters);
        return (2..=letters.len() - 2).filter(|at| values[*at] % 2 == 1).collect();
    }
    let text: String = letters.iter().collect();
    let bytes = dictionary(patterns).opportunities(&text);
    let mut places = text.char_indices().map(|(at, _)| at).enumerate();
    bytes
        .into_iter()
        .filter_map(|byte| places.find(|(_, at)| *at >= byte).filter(|(_, at)| *at == byte))
        .map(|(letter, _)| letter)
        .filter(|letter| (2..=letters.len() - 2).contains(letter))
        .collect()
}
