//! Which dictionaries of a shelf serve a language, judged by their names: `de_DE_frami`, `fr`,
//! `en_GB-large`, `de_DE-1901`.

use crate::ir::Language;

/// What the names of the dictionaries say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The names, the one to be asked first in front.
    pub(super) names: Vec<String>,
    /// What is not there: nothing at all, or one of two orthographies that are needed.
    pub(super) lacking: Option<Lacking>,
}

/// What a language lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacking {
    /// Every dictionary.
    All,
    /// The old orthography of German.
    Old,
    /// The new orthography of German.
    New,
}

/// Whether the language is German in an orthography before that of 1996.
pub(super) fn is_old_german(language: &Language) -> bool {
    language.primary() == "de" && language.as_str().split('-').any(|part| part == "1901")
}

/// The dictionaries among `names`, which are sorted, for a language. Old German is compared with
/// both orthographies: the lists of the old one are small, and most words are the same.
pub(super) fn choose(language: &Language, names: &[&str]) -> Choice {
    let new = best(language, names.iter().copied().filter(|name| !is_old(name)));
    if !is_old_german(language) {
        let lacking = new.is_none().then_some(Lacking::All);
        return Choice { names: new.into_iter().collect(), lacking };
    }
    let old = best(language, names.iter().copied().filter(|name| is_old(name)));
    let lacking = match (&new, &old) {
        (None, None) => Some(Lacking::All),
        (Some(_), None) => Some(Lacking::Old),
        (None, Some(_)) => Some(Lacking::New),
        (Some(_), Some(_)) => None,
    };
    Choice { names: new.into_iter().chain(old).collect(), lacking }
}

/// The language that a dictionary's name begins with, such as `fr` of `fr_FR` or `en` of `en`.
pub(super) fn language_of(name: &str) -> Option<&str> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let code = file.split(['_', '-', '.']).next().unwrap_or(file);
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

/// Whether a name tells of the old German orthography.
fn is_old(name: &str) -> bool {
    let name = name.to_lowercase();
    ["1901", "oldspell", "old-spell"].iter().any(|mark| name.contains(mark))
}

/// The name that suits the language best, if one is of the language at all.
fn best<'a>(language: &Language, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let primary = language.primary();
    let home = primary.to_uppercase();
    let regions: Vec<&str> = match (language.region(), primary) {
        (Some(region), _) => vec![region],
        (None, "en") => vec!["GB", "US"],
        (None, "pt") => vec!["PT", "BR"],
        (None, _) => vec![&home],
    };
    names
        .filter(|name| language_of(name) == Some(primary))
        .min_by_key(|name| {
            let region = name.split(['_', '-', '.']).nth(1).unwrap_or("");
            let wanted = regions.iter().position(|wanted| *wanted == region);
            let rank = match (wanted, region) {
                (Some(at), _) => at,
                (None, "") => regions.len(),
                // The language at home serves better than in another foreign region.
                (None, region) if region == home => regions.len() + 1,
                (None, _) => regions.len() + 2,
            };
            // Of two word lists of one region the larger one has the longer name.
            (rank, !name.contains("frami"), name.len())
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(tag: &str, names: &[&str]) -> String {
        let choice = choose(&Language::parse(tag).expect("a tag"), names);
        let lacking = choice.lacking.map_or(String::new(), |lacking| format!(" - {lacking:?}"));
        choice.names.join(" + ") + &lacking
    }

    #[test]
    fn german_by_orthography_and_country() {
        let all =
            ["de_AT_frami", "de_CH_frami", "de_DE", "de_DE-1901", "de_DE_frami", "en_US", "fr"];
        for (tag, expected) in [
            ("de", "de_DE_frami"),
            ("de-1996", "de_DE_frami"),
            ("de-AT", "de_AT_frami"),
            ("de-CH", "de_CH_frami"),
            ("de-1901", "de_DE_frami + de_DE-1901"),
            ("de-DE-1901", "de_DE_frami + de_DE-1901"),
        ] {
            assert_eq!(chosen(tag, &all), expected, "{tag}");
        }
        assert_eq!(chosen("de-1901", &["de_DE"]), "de_DE - Old");
        assert_eq!(chosen("de-1901", &["de_DE_1901"]), "de_DE_1901 - New");
        assert_eq!(chosen("de", &["de_DE-1901"]), " - All");
    }

    #[test]
    fn other_languages_by_region() {
        let all = ["en_AU", "en_GB", "en_US", "fr_CA", "fr_FR", "it", "pt_BR"];
        for (tag, expected) in [
            ("en", "en_GB"),
            ("en-US", "en_US"),
            ("en-NZ", "en_AU"),
            ("fr", "fr_FR"),
            ("fr-CH", "fr_FR"),
            ("it", "it"),
            ("pt", "pt_BR"),
            ("la", " - All"),
        ] {
            assert_eq!(chosen(tag, &all), expected, "{tag}");
        }
    }
}
