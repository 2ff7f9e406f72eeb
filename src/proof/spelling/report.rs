//! Tells each unknown word of a book once, with all its places.

use std::collections::{BTreeMap, BTreeSet};

use super::dictionary::is_overlong;
use super::hint::{Budget, RIGHT, hint};
use super::lexicon::Verdict;
use super::near::Frequent;
use super::setting::{
    begins_sentence, follows_article, follows_foreign, follows_name, has_foreign_end,
};
use super::speller::Speller;
use super::survey::{Occurrence, Survey, survey};
use super::suspect::{Setting, Suspicion};
use super::{forms, missing, vocabulary};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Language, Manuscript};
use crate::proof::Passage;
use crate::proof::confusion;
use crate::source::{Sources, Span};

/// So many different words of an old spelling show that the text is of that time.
const BYGONE: usize = 5;

/// So many unknown words, one after the other, are a passage in another language.
const RUN: usize = 3;

/// Longest known words, and most of them, that may stand between two of a passage.
const BETWEEN: (usize, usize) = (5, 2);

/// The words of a book that no dictionary knows, and the dictionaries that are missing.
#[must_use]
pub fn find(
    manuscript: &Manuscript,
    passages: &[Passage],
    sources: &Sources,
    speller: &Speller<'_>,
) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    if speller.misses() {
        for (language, span) in languages(manuscript, speller.place()) {
            told.extend(missing::tell(&language, &speller.lexicon(&language), span));
        }
    }
    let mut budget = Budget::default();
    for survey in survey(passages, speller).values() {
        told.extend(Telling { survey, passages, sources }.all(&mut budget));
    }
    told
}

/// The languages of a book and of its sections, each where the manifest first names it.
fn languages(manuscript: &Manuscript, place: Span) -> BTreeMap<Language, Span> {
    let mut languages = BTreeMap::from([(manuscript.metadata.language.clone(), place)]);
    for section in manuscript.sections.iter().filter(|section| !section.is_generated()) {
        if let Some(language) = &section.language {
            languages.entry(language.clone()).or_insert(section.span);
        }
    }
    languages
}

/// Shortest words that are taken for misread ones, in letters: shorter ones are always like others.
const MISREAD: usize = 4;

/// How far away, in bytes, other words are looked at, and how many unknown ones are company: the word
/// itself is among them.
const AROUND: u32 = 120;
const COMPANY: usize = 2;

struct Telling<'a> {
    survey: &'a Survey<'a>,
    passages: &'a [Passage],
    sources: &'a Sources,
}

/// A word with its places.
struct Group<'a> {
    word: &'a str,
    /// Where it stands first in reading order.
    first: Occurrence,
    places: Vec<Span>,
}

impl<'a> Telling<'a> {
    fn all(&self, budget: &mut Budget) -> Vec<Diagnostic> {
        let frequent = Frequent::collect(self.survey);
        let (runs, single) = self.runs(self.unknown(&frequent));
        let mut told: Vec<Diagnostic> =
            self.groups(runs).into_iter().map(|group| tell_run(&group)).collect();
        let mut groups = self.groups(single);
        groups.sort_by_key(|group| group.places[0]);
        let german = self.survey.lexicon.is_german();
        let suspicion = german.then(|| Suspicion::new(self.survey));
        let company = Company::new(self);
        told.extend(groups.into_iter().map(|group| {
            let message = format!("`{}` is in no dictionary", crate::proof::shortened(group.word));
            let Some(suspicion) = &suspicion else {
                // How the letters of other languages follow each other is not known.
                let hint = hint(group.word, self.survey, &frequent, budget);
                return diagnostic(Code::Spelling, message, hint, group.places);
            };
            match suspicion.meant(group.word, self.setting(&group, &company)) {
                Some(meant) => {
                    let hint = format!("perhaps `{meant}`; {RIGHT}");
                    diagnostic(Code::Spelling, message, hint, group.places)
                }
                None => {
                    let hint = hint(group.word, self.survey, &frequent, budget);
                    diagnostic(Code::UnknownWord, message, hint, group.places)
                }
            }
        }));
        told
    }

    fn word(&self, place: &Occurrence) -> &'a str {
        &self.passages[place.passage].text[place.range.clone()]
    }

    /// The places of unknown words: not those formed by the rules, unless a frequent word of the
    /// text is one letter away, nor old spellings in a text that is full of them.
    fn unknown(&self, frequent: &Frequent<'_>) -> Vec<Occurrence> {
        let doubtful = &self.survey.doubtful;
        let bygone: BTreeSet<&str> = doubtful
            .iter()
            .filter(|(verdict, _)| *verdict == Verdict::Bygone)
            .map(|(_, place)| self.word(place))
            .collect();
        let mut near: BTreeMap<&str, bool> = BTreeMap::new();
        let unknown = doubtful.iter().filter(|(verdict, place)| match verdict {
            Verdict::Listed => false,
            Verdict::Unknown => true,
            Verdict::Bygone => bygone.len() < BYGONE,
            Verdict::Formed => {
                let word = self.word(place);
                *near.entry(word).or_insert_with(|| !frequent.near(word).is_empty())
            }
        });
        unknown.map(|(_, place)| place.clone()).collect()
    }

    /// Passages of several unknown words, and the words that stand alone. A word of a passage is
    /// not told again for itself.
    fn runs(&self, places: Vec<Occurrence>) -> (Vec<Occurrence>, Vec<Occurrence>) {
        let mut chains: Vec<Vec<Occurrence>> = Vec::new();
        for place in places {
            match chains.last_mut() {
                Some(chain) if chain.last().is_some_and(|last| self.follows(last, &place)) => {
                    chain.push(place);
                }
                _ => chains.push(vec![place]),
            }
        }
        let (runs, single): (Vec<_>, Vec<_>) =
            chains.into_iter().partition(|chain| self.is_foreign(chain));
        let whole = |chain: Vec<Occurrence>| {
            let (first, last) = (chain.first()?, chain.last()?);
            Some(Occurrence { passage: first.passage, range: first.range.start..last.range.end })
        };
        (runs.into_iter().filter_map(whole).collect(), single.into_iter().flatten().collect())
    }

    /// Whether words that stand together are of another language: many, and not most of them what
    /// a reading machine makes of listed words.
    fn is_foreign(&self, chain: &[Occurrence]) -> bool {
        let misread = |place: &&Occurrence| {
            let word = forms::plain(self.word(place));
            word.chars().count() >= MISREAD
                && !is_overlong(&word)
                && confusion::likely(&word).any(|other| self.survey.lexicon.lists(&other))
        };
        chain.len() >= RUN && chain.iter().filter(misread).count() * 2 < chain.len()
    }

    /// Whether one unknown word stands right behind another, or a few short words between them.
    fn follows(&self, first: &Occurrence, second: &Occurrence) -> bool {
        first.passage == second.passage && {
            let between = &self.passages[first.passage].text[first.range.end..second.range.start];
            let words = || between.split_whitespace();
            words().count() <= BETWEEN.1
                && words().all(|word| {
                    word.chars().count() <= BETWEEN.0 && word.chars().all(char::is_alphanumeric)
                })
        }
    }

    /// Where a word stands, and among what.
    fn setting(&self, group: &Group<'_>, company: &Company) -> Setting {
        let before = &self.passages[group.first.passage].text[..group.first.range.start];
        Setting {
            count: group.places.len(),
            begins: begins_sentence(before),
            is_noun: follows_article(before),
            behind_name: follows_name(before),
            in_company: follows_foreign(before)
                || has_foreign_end(group.word)
                || company.is_around(group.places[0]),
        }
    }

    /// The words with all their places; an inflected form stands with the word itself.
    fn groups(&self, places: Vec<Occurrence>) -> Vec<Group<'a>> {
        let mut groups: BTreeMap<String, Group<'a>> = BTreeMap::new();
        for place in &places {
            let word = self.word(place);
            let Some(span) = self.passages[place.passage].span(&place.range, self.sources) else {
                continue;
            };
            let key = forms::plain(word).to_lowercase();
            let group = groups.entry(key).or_insert_with(|| Group {
                word,
                first: place.clone(),
                places: Vec::new(),
            });
            group.places.push(span);
        }
        let inflected: Vec<(String, String)> = groups
            .iter()
            .filter_map(|(key, group)| {
                let word = forms::plain(group.word);
                let mut stems = vocabulary::stems(&word).map(str::to_lowercase);
                stems.find(|stem| groups.contains_key(stem)).map(|stem| (key.clone(), stem))
            })
            .collect();
        for (key, stem) in inflected.into_iter().rev() {
            let Some(group) = groups.remove(&key) else { continue };
            match groups.get_mut(&stem) {
                Some(whole) => whole.places.extend(group.places),
                None => drop(groups.insert(key, group)),
            }
        }
        let mut groups: Vec<Group<'a>> = groups.into_values().collect();
        groups.iter_mut().for_each(|group| group.places.sort());
        groups
    }
}

/// Where unknown words in small letters stand, in order.
struct Company(Vec<Span>);

impl Company {
    fn new(telling: &Telling<'_>) -> Self {
        let doubtful = telling.survey.doubtful.iter();
        let unknown = doubtful.filter(|(verdict, _)| *verdict == Verdict::Unknown);
        let small = unknown
            .map(|(_, place)| place)
            .filter(|place| telling.word(place).starts_with(char::is_lowercase));
        let mut spans: Vec<Span> = small
            .filter_map(|place| telling.passages[place.passage].span(&place.range, telling.sources))
            .collect();
        spans.sort_unstable_by_key(|span| (span.file, span.start));
        Self(spans)
    }

    /// Whether several of them stand around a word: there people speak in dialect, or in another
    /// language.
    fn is_around(&self, word: Span) -> bool {
        let before =
            |start: u32| self.0.partition_point(|one| (one.file, one.start) < (word.file, start));
        let first = before((word.start + 1).saturating_sub(AROUND));
        let near = &self.0[first..before(word.start.saturating_add(AROUND))];
        // One right beside it counts double.
        let beside = |one: &&Span| one.end + 1 == word.start || word.end + 1 == one.start;
        near.len() + near.iter().filter(beside).count() > COMPANY
    }
}

/// The words of a passage in backticks, of a long one the first and the last.
fn quoted(passage: &str) -> String {
    let words: Vec<&str> = passage.split_whitespace().collect();
    if words.len() <= SHOWN {
        return format!("`{}`", words.join(" "));
    }
    let (first, last) = (&words[..SHOWN / 2], &words[words.len() - SHOWN / 4..]);
    format!("`{}` … `{}`", first.join(" "), last.join(" "))
}

/// Most words of a passage that a message shows in full.
const SHOWN: usize = 12;

fn tell_run(group: &Group<'_>) -> Diagnostic {
    diagnostic(
        Code::UnknownWord,
        format!("the words {} are in no dictionary", quoted(group.word)),
        "if they are of another language, mark them, as in `[…]{lang=fr}`; names and words that are right go into `words` of `[spelling]`".to_owned(),
        group.places.clone(),
    )
}

fn diagnostic(code: Code, message: String, hint: String, places: Vec<Span>) -> Diagnostic {
    let mut places = places.into_iter();
    let first = places.next().expect("a word has a place");
    let mut diagnostic = Diagnostic::new(code, first, message, hint);
    diagnostic.also = places.collect();
    diagnostic
}
