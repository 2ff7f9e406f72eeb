//! What stands before a word and tells whether its capital is that of a sentence, a noun or a name.

use crate::language::function::evidence;
use crate::language::is_frequent;

/// Words before a noun that have no ending of an adjective.
const ARTICLES: [&str; 10] = ["das", "die", "im", "am", "zum", "zur", "vom", "beim", "ins", "kein"];
/// Endings of articles, pronouns and adjectives.
const ENDINGS: [&str; 7] = ["en", "er", "es", "em", "ein", "eine", "nde"];

/// Whether a word with this before it may be the first of a sentence.
pub(super) fn begins_sentence(before: &str) -> bool {
    let last = before.trim_end().chars().next_back();
    last.is_none_or(|c| ".!?:…»«›‹„“”‚‘\"'–—(".contains(c))
}

/// Whether an article, a pronoun or an adjective stands right before a word.
pub(super) fn follows_article(before: &str) -> bool {
    let Some(head) = before.strip_suffix([' ', '\u{a0}']) else { return false };
    let start = head
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
    let word = &head[start..];
    let small = word.to_lowercase();
    ARTICLES.contains(&small.as_str())
        || ["der", "den", "dem", "des"].contains(&small.as_str())
        || ["ein", "eine", "sein", "seine", "ihr", "ihre", "mein", "meine"]
            .contains(&small.as_str())
        || word.starts_with(char::is_lowercase) && ENDINGS.iter().any(|end| word.ends_with(end))
}

/// Titles and the like, behind which a name stands.
const TITLES: [&str; 22] = [
    "Dr.",
    "Prof.",
    "Hr.",
    "Hrn.",
    "Fr.",
    "Frl.",
    "Mr.",
    "Mrs.",
    "St.",
    "Herr",
    "Herrn",
    "Frau",
    "Fräulein",
    "Lord",
    "Lady",
    "Sir",
    "Graf",
    "Gräfin",
    "Baron",
    "Monsieur",
    "Madame",
    "Miß",
];

/// Whether a title stands right before a word, or a name: two capitals with no article before them.
pub(super) fn follows_name(before: &str) -> bool {
    let Some(head) = before.strip_suffix([' ', '\u{a0}']) else { return false };
    let start = |text: &str| {
        text.rfind(char::is_whitespace)
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))
    };
    let word = &head[start(head)..];
    let name = word.starts_with(char::is_uppercase)
        && word.chars().count() > 2
        && word.chars().all(char::is_alphabetic)
        && !begins_sentence(&head[..start(head)])
        && !follows_article(&head[..start(head)]);
    TITLES.contains(&word) || name
}

/// Whether a word in small letters ends as no German one does: `mala`, `fiato`.
pub(super) fn has_foreign_end(word: &str) -> bool {
    let mut letters = word.chars().rev();
    word.starts_with(char::is_lowercase)
        && letters.next().is_some_and(|c| "aiou".contains(c))
        && letters.next().is_some_and(|c| !"aeiouäöü".contains(c))
}

/// Whether a word of another language stands right before a word: `au fond`, `in petto`.
pub(super) fn follows_foreign(before: &str) -> bool {
    let Some(head) = before.strip_suffix([' ', '\u{a0}']) else { return false };
    let start = head
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
    let of = evidence(&head[start..]);
    of.iter().any(Option::is_some) && of[0].is_none() && !is_frequent(&head[start..])
}

#[cfg(test)]
mod tests {
    use super::{begins_sentence, follows_article, follows_foreign};

    #[test]
    fn words_of_other_languages() {
        assert!(follows_foreign("es war au ") && follows_foreign("The "));
        assert!(!follows_foreign("in ") && !follows_foreign("au, ") && !follows_foreign(""));
    }

    #[test]
    fn first_words_and_nouns() {
        assert!(begins_sentence("") && begins_sentence("Er ging. ") && begins_sentence("rief: »"));
        assert!(!begins_sentence("Er ging, "));
        for before in ["durch den ", "Ein ", "in großer ", "zur "] {
            assert!(follows_article(before), "{before}");
        }
        for before in ["", "Herr ", "Karl ", "mit ", "der, ", "Der\n"] {
            assert!(!follows_article(before), "{before}");
        }
    }
}
