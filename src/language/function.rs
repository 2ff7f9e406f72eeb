//! Function words: by them the language of a few words is told.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// How much a word says of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It stands in names too, or in several languages: `de`, `la`, `at`.
    Light,
    /// It stands in sentences and titles alone.
    Full,
}

/// The languages whose function words are known.
pub const LANGUAGES: [&str; 6] = ["de", "en", "fr", "la", "it", "es"];

/// What a word, in small letters, says of each of [`LANGUAGES`].
pub type Evidence = [Option<Weight>; LANGUAGES.len()];

/// For each language the words of full and of light weight.
const WORDS: [(&str, &str); LANGUAGES.len()] = [
    (
        "der die das den dem und ist nicht ein eine einen einem einer eines mit von zu auf für \
         sich auch es als wird daß dass ich wir sie im zum zur aus bei nach wie oder aber nur noch \
         über so hat war sind wurde werden durch um am vom wenn ihr sein seine ihre kein keine \
         unter zwischen gegen ohne",
        "in an des er du man was da ja",
    ),
    (
        "the of and to from with that this which by for is are were his have has had its they \
         their there would could should been being when where who whose how into upon than then \
         these those our your you we he she them cannot shall does did about between through \
         against after before without within some such only because while what",
        "a in an was so on at or as if be it my me no do not but can may must one two other new i",
    ),
    (
        "les et que qui dans pour par sur est aux cette ces pas elle nous vous avec sans sous \
         entre leur leurs ses mais où comme sont été être avoir une dont très même c’est",
        "le la de du un des en au à son sa se on tout ou il ne ce plus y je tu ma mon l d",
    ),
    (
        "et quod quae qui sed ut sunt esse sine contra inter post ab nec vel aut atque enim autem \
         quam haec ille ipse omnia omnes est cum nihil semper eius ejus neque",
        "in ad hoc non ex pro de per a e si ac",
    ),
    (
        "il gli della delle dello degli che nel nella nelle sono è una alla più anche questo \
         questa dal dalla come perché ed loro essere",
        "in di lo la le i e o del dei con per non un al su se da",
    ),
    (
        "el los las que una por para como más sus pero este esta entre sobre muy hay fue \
         según también ser",
        "de la y en un del al con lo su se no a sin",
    ),
];

static INDEX: LazyLock<FxHashMap<&str, Evidence>> = LazyLock::new(|| {
    let mut index: FxHashMap<&str, Evidence> = FxHashMap::default();
    for (language, (full, light)) in WORDS.iter().enumerate() {
        for (words, weight) in [(full, Weight::Full), (light, Weight::Light)] {
            for word in words.split_whitespace() {
                index.entry(word).or_default()[language] = Some(weight);
            }
        }
    }
    index
});

/// What a word says of the languages, however its letters are.
#[must_use]
pub fn evidence(word: &str) -> Evidence {
    // No function word is longer.
    if word.len() > 10 {
        return Evidence::default();
    }
    let of = |word: &str| INDEX.get(word).copied().unwrap_or_default();
    if word.chars().any(char::is_uppercase) { of(&word.to_lowercase()) } else { of(word) }
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, Weight, evidence};

    #[test]
    fn words_tell_their_languages() {
        let of = |word: &str| {
            let all = evidence(word);
            let told = LANGUAGES.iter().zip(all).filter_map(|(l, weight)| Some((*l, weight?)));
            told.collect::<Vec<_>>()
        };
        assert_eq!(of("The"), [("en", Weight::Full)]);
        assert_eq!(of("la"), [("fr", Weight::Light), ("it", Weight::Light), ("es", Weight::Light)]);
        assert_eq!(of("Staat"), []);
    }
}
