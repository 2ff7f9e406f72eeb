//! A Hunspell dictionary, read from the bytes of its two files.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use super::encoding;

/// Largest file of a dictionary, in bytes; the largest known ones have 25 MiB.
pub(super) const LIMIT: u64 = 64 << 20;

/// Longer words, in letters, are not looked up: compounds of hundreds of parts take too long to
/// take apart.
const LONGEST: usize = 64;

/// Whether a word is too long to be looked up.
pub(super) fn is_overlong(word: &str) -> bool {
    word.len() > LONGEST && word.chars().count() > LONGEST
}

/// The name of the thread that parses: whoever tells of panics can leave its panics out, for a
/// panic there is no fault of the program but of the file, and is told as such.
pub const PARSER: &str = "dictionary";

/// Why a dictionary cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken(pub(super) String);

/// A Hunspell dictionary.
pub(super) struct Dictionary(spellbook::Dictionary);

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dictionary")
    }
}

impl Dictionary {
    /// Reads the bytes of `.aff` and `.dic`.
    pub(super) fn parse(affixes: &[u8], words: &[u8]) -> Result<Self, Broken> {
        let encoding = encoding::named_in(affixes).map_err(Broken)?;
        let affixes = encoding::decode(affixes, encoding);
        let words = encoding::decode(words, encoding);
        let parse = || spellbook::Dictionary::new(&affixes, &words);
        let parsed = thread::scope(|scope| {
            let parser = thread::Builder::new().name(PARSER.to_owned());
            parser.spawn_scoped(scope, parse).map(thread::ScopedJoinHandle::join)
        });
        match parsed {
            Ok(Ok(Ok(dictionary))) => Ok(Self(dictionary)),
            Ok(Ok(Err(error))) => Err(Broken(shown(&error.to_string()))),
            Ok(Err(_)) => Err(Broken("its affix file is damaged".to_owned())),
            Err(error) => Err(Broken(shown(&error.to_string()))),
        }
    }

    /// Whether it lists the word, as it stands or as the beginning of a sentence.
    pub(super) fn lists(&self, word: &str) -> bool {
        // What breaks down over a word says nothing against the word.
        !is_overlong(word) && catch_unwind(AssertUnwindSafe(|| self.0.check(word))).unwrap_or(true)
    }

    /// Words like this one.
    pub(super) fn similar(&self, word: &str) -> Vec<String> {
        let mut out = Vec::new();
        if !is_overlong(word) {
            // Comparing with every word of the list takes ten times as long and seldom helps.
            let suggester = self.0.suggester().with_ngram_suggestions(false);
            let done = catch_unwind(AssertUnwindSafe(|| suggester.suggest(word, &mut out)));
            if done.is_err() {
                out.clear();
            }
        }
        out
    }
}

/// A reason as part of a message: one line in lower case, without a full stop.
fn shown(reason: &str) -> String {
    let line = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = line.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn old_encodings_are_read() {
        let dictionary =
            Dictionary::parse(b"SET ISO8859-1\nSFX A Y 1\nSFX A 0 en .\n", b"1\nR\xfcbe/A\n");
        assert!(dictionary.expect("whole").lists("Rübeen"));
        let unknown = Dictionary::parse(b"SET KOI8-R\n", b"1\na\n");
        assert_eq!(unknown.err(), Some(Broken("its encoding `KOI8-R` is not known".to_owned())));
    }

    #[test]
    fn what_is_no_dictionary_is_refused() {
        for (affixes, words) in [("SFX A Y x\n", "1\na\n"), ("", "no number\n"), ("", "")] {
            let parsed = Dictionary::parse(affixes.as_bytes(), words.as_bytes());
            assert!(parsed.is_err(), "{affixes:?} {words:?}");
        }
    }

    /// Lines as they stand in affix files, put together at will.
    fn lines() -> impl Strategy<Value = String> {
        let key = prop::sample::select(vec![
            "SFX",
            "PFX",
            "REP",
            "BREAK",
            "AF",
            "FLAG",
            "COMPOUNDMIN",
            "COMPOUNDRULE",
            "MAP",
            "ICONV",
            "CHECKCOMPOUNDPATTERN",
            "COMPOUNDFLAG",
            "CIRCUMFIX",
            "TRY",
            "IGNORE",
            "LANG",
        ]);
        let word = prop::sample::select(vec![
            "A", "Y", "1", "2", "0", "a", "b", ".", "[ab", "^", "$", "^$", "-", "long", "num",
            "ab/A", "/", "é", "*", "(a)(b)*", "99999", "",
        ]);
        let line = (key, prop::collection::vec(word, 0..5))
            .prop_map(|(key, words)| format!("{key} {}\n", words.join(" ")));
        prop::collection::vec(line, 0..12).prop_map(|lines| lines.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
        #[test]
        fn no_file_breaks_it(
            affixes in lines(),
            junk in prop::collection::vec(any::<u8>(), 0..60),
            words in "[0-9]{0,3}\n([ab/A,é-]{0,6}\n){0,5}",
        ) {
            for affixes in [affixes.as_bytes(), &[affixes.as_bytes(), &junk].concat()] {
                if let Ok(dictionary) = Dictionary::parse(affixes, words.as_bytes()) {
                    for word in ["a", "ab", "abab-a", "Éa", "", "-", "ABA'B", "é."] {
                        dictionary.lists(word);
                        dictionary.similar(word);
                    }
                }
            }
        }
    }
}
