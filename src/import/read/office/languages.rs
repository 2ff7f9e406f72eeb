//! The languages that runs of a document say they have, weighed against each other and against the words.
//!
//! A program marks each run with a language, often with that of its own installation: what most words say is the
//! language of the document, and a long text that is plainly in another one is not believed.

use std::collections::HashMap;

use super::form::Tongue;
use crate::ir::Language;
use crate::language::shortest_code;

/// The languages of a document.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Tongues {
    all: Vec<Option<Language>>,
    known: HashMap<String, Option<Tongue>>,
    /// How many letters say which.
    letters: Vec<usize>,
    /// A piece of the words of each.
    samples: Vec<String>,
    /// Letters without a language.
    without: usize,
    /// A piece of their words.
    sample: String,
}

/// How much text of a language is looked at, in bytes.
const SAMPLE: usize = 6000;
/// From how many bytes on the words are believed against the mark.
const PLAIN: usize = 120;

impl Tongues {
    /// The language of a tag as office programs write it; `None` for what is none.
    pub(in crate::import::read) fn of(&mut self, tag: &str) -> Option<Tongue> {
        if let Some(known) = self.known.get(tag) {
            return *known;
        }
        let known = language(tag).map(|language| {
            let at = self.all.iter().position(|own| own.as_ref() == Some(&language));
            let at = at.unwrap_or_else(|| {
                self.all.push(Some(language));
                self.letters.push(0);
                self.samples.push(String::new());
                self.all.len() - 1
            });
            Tongue(u16::try_from(at).unwrap_or(u16::MAX))
        });
        // A file with thousands of languages is no text.
        let known = known.filter(|tongue| tongue.0 < 500);
        self.known.insert(tag.to_owned(), known);
        known
    }

    /// Counts words in a language.
    pub(in crate::import::read) fn count(&mut self, words: &str, tongue: Option<Tongue>) {
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let sample = match tongue {
            Some(tongue) => {
                self.letters[usize::from(tongue.0)] += letters;
                &mut self.samples[usize::from(tongue.0)]
            }
            None => {
                self.without += letters;
                &mut self.sample
            }
        };
        if sample.len() < SAMPLE {
            sample.push_str(words);
            sample.push(' ');
        }
    }

    /// The language of a run.
    pub(super) fn language(&self, tongue: Tongue) -> Option<Language> {
        self.all.get(usize::from(tongue.0)).cloned().flatten()
    }

    /// The language of most words, and the one that the document says of them where the words say otherwise.
    pub(in crate::import::read) fn main(&self) -> Main {
        let most = (0..self.all.len()).max_by_key(|at| (self.letters[*at], usize::MAX - at));
        let most = most.filter(|at| self.letters[*at] > self.without);
        let Some(at) = most else { return Main { tongue: None, language: None, denied: None } };
        let tongue = u16::try_from(at).ok().map(Tongue);
        let language = self.all[at].clone();
        let told = plain(&self.samples[at]);
        match (&language, told) {
            (Some(said), Some(told)) if said.primary() != told => {
                Main { tongue, language: None, denied: language }
            }
            _ => Main { tongue, language, denied: None },
        }
    }

    /// Whether words that say they are in a language are plainly in `main`.
    pub(super) fn is_mistaken(&self, words: &str, tongue: Tongue, main: &Language) -> bool {
        let said = self.language(tongue);
        if said.as_ref().is_some_and(|said| said.primary() == main.primary()) {
            // Regions of one language differ by installation, not by text.
            return true;
        }
        words.len() >= PLAIN && plain(words) == Some(main.primary())
    }
}

/// The language of most words.
#[derive(Debug, Clone)]
pub(in crate::import::read) struct Main {
    /// What the document calls it.
    pub(in crate::import::read) tongue: Option<Tongue>,
    /// The language.
    pub(in crate::import::read) language: Option<Language>,
    /// What the document says and its words do not.
    pub(in crate::import::read) denied: Option<Language>,
}

/// The language that words are in beyond doubt.
fn plain(words: &str) -> Option<&'static str> {
    let guess =
        whatlang::detect(words).filter(|guess| words.len() >= PLAIN && guess.is_reliable())?;
    Some(shortest_code(guess.lang().code()))
}

/// A tag as books say it: without a region that says nothing (`fr-FR`), `None` for no language.
fn language(tag: &str) -> Option<Language> {
    let tag = tag.trim().replace('_', "-");
    let (primary, region) = tag.split_once('-').unwrap_or((&tag, ""));
    if matches!(primary.to_ascii_lowercase().as_str(), "x" | "zxx" | "none" | "und" | "mul") {
        return None;
    }
    let own = match primary {
        "cs" => "CZ",
        "da" => "DK",
        "el" => "GR",
        "sv" => "SE",
        "la" => "VA",
        "uk" => "UA",
        "ja" => "JP",
        "he" => "IL",
        _ => "",
    };
    let says_nothing = region.is_empty()
        || matches!(region, "none" | "NONE")
        || region.eq_ignore_ascii_case(primary)
        || region.eq_ignore_ascii_case(own);
    Language::parse(if says_nothing { primary } else { &tag })
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn regions_that_say_nothing_go() {
        for (tag, said) in [
            ("de-DE", "de"),
            ("fr_FR", "fr"),
            ("en-US", "en-US"),
            ("de-CH", "de-CH"),
            ("la-VA", "la"),
            ("de-none", "de"),
        ] {
            assert_eq!(language(tag).expect("it is a language").as_str(), said);
        }
        for tag in ["x-none", "zxx", "none", ""] {
            assert_eq!(language(tag), None, "{tag}");
        }
    }
}
