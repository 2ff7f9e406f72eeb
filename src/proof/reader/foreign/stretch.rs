//! Stretches of a text in dialect or in another language: where every third word and more is one that no
//! dictionary has, or a function word of another language.
//!
//! No list of a dialect's words is asked: people who speak it use as many German words as others, and
//! what tells them is how thick the unknown ones stand.

use std::ops::Range;

use super::super::lexicon::{Form, Text};
use super::super::reading::Reading;
use crate::language::function::{LANGUAGES, Weight};
use crate::proof::confusion;

/// What words add to a stretch: unknown ones in small letters, function words of other languages, unknown
/// ones with a capital, which may be names; and what German words take off, frequent ones and others.
const UNKNOWN: i32 = 4;
const FUNCTION: i32 = 3;
const NAME: i32 = 1;
const FREQUENT: i32 = -2;
const LISTED: i32 = -1;
/// What a stretch must weigh, and how many unknown words that are no names it must have; and the same in a book that
/// has several such stretches, where a word or two of an answer are another.
const ENOUGH: (i32, usize) = (12, 4);
const AGAIN: (i32, usize) = (7, 2);
pub(super) const SEVERAL: usize = 3;
/// After which loss a stretch ends.
const LOSS: i32 = 12;
/// How many words to its beginning and end a sentence may have beside what tells.
const EDGE: usize = 6;
/// Longest abbreviation that its point alone tells, in letters.
const ABBREVIATION: usize = 7;
/// Shortest words that are taken for misread ones, in letters: shorter ones are always like others.
const MISREAD: usize = 4;

/// A stretch of a passage.
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    pub(super) words: usize,
    /// How long that is which tells it, in bytes.
    pub(super) telling: usize,
    /// Its language, if function words tell it.
    pub(super) language: Option<&'static str>,
}

/// What the dictionary says of the words of a text, each asked once.
pub(super) struct Stretches<'t, 'a> {
    text: &'t Text<'a>,
    /// By form; outside `None` where it was not asked.
    known: Vec<Option<Option<bool>>>,
}

impl<'t, 'a> Stretches<'t, 'a> {
    pub(super) fn new(text: &'t Text<'a>) -> Self {
        Self { text, known: vec![None; text.forms()] }
    }

    /// The stretches of each passage; none where there is no dictionary.
    pub(super) fn find(&mut self) -> Vec<Vec<Stretch>> {
        let text = self.text;
        let language = text.readings.first().map(|reading| &reading.passage.language);
        if language.is_none_or(|language| text.spelled("und", language).is_none()) {
            return text.readings.iter().map(|_| Vec::new()).collect();
        }
        let mut all = |enough| -> Vec<Vec<Stretch>> {
            text.readings.iter().map(|reading| self.of_passage(reading, enough)).collect()
        };
        let found = all(ENOUGH);
        if found.iter().map(Vec::len).sum::<usize>() < SEVERAL { found } else { all(AGAIN) }
    }

    fn of_passage(
        &mut self,
        reading: &Reading<'a>,
        (enough, fewest): (i32, usize),
    ) -> Vec<Stretch> {
        let weights: Vec<i32> =
            (0..reading.words.len()).map(|at| self.weigh(reading, at)).collect();
        let mut found = Vec::new();
        let (mut start, mut sum, mut best, mut end) = (0, 0, 0, 0);
        for at in 0..=weights.len() {
            let weight = weights.get(at).copied().unwrap_or(-LOSS);
            if sum == 0 && weight > 0 {
                (start, best) = (at, 0);
            }
            sum = (sum + weight).max(0);
            if sum > best {
                (best, end) = (sum, at);
            }
            if best > 0 && (sum == 0 || sum + LOSS <= best) {
                if best >= enough && self.is_foreign(reading, &weights, start..end + 1, fewest) {
                    found.push(stretch(self.text, reading, start..end + 1));
                }
                (sum, best) = (0, 0);
            }
        }
        found
    }

    fn weigh(&mut self, reading: &Reading<'a>, at: usize) -> i32 {
        let word = &reading.words[at];
        let language = reading.language(word.range.start);
        if language.primary() != reading.passage.language.primary() {
            return -LOSS;
        }
        if word.text.chars().count() < 2 || !word.text.chars().any(char::is_alphabetic) {
            return 0;
        }
        let form = self.text.form(word);
        if is_function_word(form) {
            return FUNCTION;
        }
        // `insbes. ebd.`
        let cut = reading.at(word.range.end) == Some('.');
        if cut && word.text.chars().count() <= ABBREVIATION {
            return 0;
        }
        let text = self.text;
        let known = *self.known[word.form].get_or_insert_with(|| text.spelled(word.text, language));
        let capital = word.text.starts_with(char::is_uppercase);
        match known {
            Some(false) if capital => NAME,
            Some(false) => UNKNOWN,
            _ if form.is_frequent => FREQUENT,
            // Lists have short words of every kind: `se`, `mi`, `he`.
            _ if word.text.chars().count() < 4 => 0,
            _ => LISTED,
        }
    }

    /// Whether enough words tell it, and not most of them are what a reading machine makes of known ones.
    fn is_foreign(
        &self,
        reading: &Reading<'a>,
        weights: &[i32],
        words: Range<usize>,
        fewest: usize,
    ) -> bool {
        let telling = || words.clone().filter(|at| weights[*at] == UNKNOWN);
        let language = &reading.passage.language;
        let misread = |at: &usize| {
            let word = reading.words[*at].text;
            word.chars().count() >= MISREAD
                && confusion::likely(word)
                    .any(|other| self.text.spelled(&other, language) == Some(true))
        };
        telling().count() >= fewest && telling().filter(misread).count() * 2 < telling().count()
    }
}

/// Whether a word stands in the sentences of another language alone.
fn is_function_word(form: &Form<'_>) -> bool {
    let of = form.evidence;
    of.contains(&Some(Weight::Full)) && of[0].is_none() && !form.is_frequent
}

/// The stretch of words that tell it; of a dialect with what is left of its first and its last sentence.
fn stretch(text: &Text<'_>, reading: &Reading<'_>, words: Range<usize>) -> Stretch {
    let all = &reading.words[words.clone()];
    let full = |language: usize| {
        let full = Some(Weight::Full);
        all.iter().filter(|word| text.form(word).evidence[language] == full).count()
    };
    let likely = (1..LANGUAGES.len()).max_by_key(|at| full(*at));
    let language = likely.filter(|at| full(*at) > 2 && full(*at) * 5 >= all.len());
    let telling = all[all.len() - 1].range.end - all[0].range.start;
    let words = if language.is_some() { words } else { widened(reading, words) };
    let (first, last) = (&reading.words[words.start], &reading.words[words.end - 1]);
    Stretch {
        range: first.range.start..last.range.end,
        words: words.len(),
        telling,
        language: language.map(|at| LANGUAGES[at]),
    }
}

fn widened(reading: &Reading<'_>, words: Range<usize>) -> Range<usize> {
    let ends = |gap: &str| gap.contains(['.', '!', '?', '„', '“', '”', '»', '«', '›', '‹']);
    let before = words.start.saturating_sub(EDGE)..=words.start;
    let start = before.rev().find(|at| *at == 0 || ends(reading.lead(*at))).unwrap_or(words.start);
    let behind = words.end..=(words.end + EDGE).min(reading.words.len());
    let is_end = |at: &usize| *at == reading.words.len() || ends(reading.lead(*at));
    let end = behind.into_iter().find(is_end).unwrap_or(words.end);
    start..end
}
