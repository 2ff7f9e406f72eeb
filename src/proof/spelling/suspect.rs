//! Which unknown words look misspelled: one letter away stands a word that is far more likely.
//!
//! Lists lack names, rare words and old ones; a misprint has letters in an order that the language
//! hardly knows, and mending it gives a listed word that is commoner. Letters are measured by how likely
//! three of them follow each other in the words that the text and German have for certain (Shannon's
//! bits), words by how often the text has them and German books do.

use rustc_hash::FxHashMap;

use super::forms::{is_titled, plain};
use super::lexicon::Verdict;
use super::survey::Survey;
use crate::language::{commonness, frequent_words};
use crate::proof::alphabet::{FOREIGN, LETTERS, index};
use crate::proof::confusion;

/// What is added to each count, so that nothing is impossible.
const UNSEEN: f32 = 0.05;
/// How many counts that is done to in each row.
const KINDS: f32 = LETTERS as f32;
/// Letters that are put in.
const ALPHABET: &str = "enirstahdulcgmobwfkzpvüäößjyxq";
/// Most words that are looked up for one unknown word, the likeliest first.
const LOOKED_UP: usize = 20;
/// Shortest and longest words that are measured, in letters.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=24;
/// How often an unknown word must stand to be a word of this text.
const HABIT: usize = 4;

/// What speaks for a misprint, as logarithms of odds: weights of a logistic regression over errors that were
/// put into books, and over the unknown words of the same books as they are.
mod odds {
    /// An unknown word beside a listed one, before anything else is known of the two.
    pub(super) const FIRST: f32 = -3.6;
    /// By so much a misprint must be likelier than a word that lists lack.
    pub(super) const ENOUGH: f32 = 0.0;
    /// For each bit by which the letters of the listed word are likelier.
    pub(super) const LETTERS: f32 = 0.1;
    /// A reading machine takes these letters for each other.
    pub(super) const CONFUSED: f32 = 0.4;
    /// It often does.
    pub(super) const OFTEN_CONFUSED: f32 = 2.3;
    /// Two letters changed places, or one is doubled or single.
    pub(super) const SLIP: f32 = 1.6;
    /// The listed word is a common one, and for each bit of how common it is.
    pub(super) const KNOWN: f32 = 0.9;
    pub(super) const COMMON: f32 = 0.06;
    /// For each bit of how common the unknown word itself is, in other books.
    pub(super) const OWN: f32 = -0.4;
    /// For each bit of how often the text has the listed word, and how many of them count.
    pub(super) const TEXT: f32 = 0.47;
    pub(super) const TEXT_BITS: f32 = 4.0;
    /// The unknown word has a capital and may be a name; at the beginning of a sentence, other words too.
    pub(super) const NAME: f32 = -0.9;
    pub(super) const SENTENCE: f32 = -1.5;
    /// It has a capital and stands behind a title or another name.
    pub(super) const SURNAME: f32 = -2.5;
    /// The unknown word stands a second time.
    pub(super) const AGAIN: f32 = -2.4;
    /// Several other unknown words stand around it.
    pub(super) const COMPANY: f32 = -2.5;
    /// For each letter by which the word is longer than six, or shorter; and for each by which it is shorter.
    pub(super) const LONGER: f32 = 0.11;
    pub(super) const SHORTER: f32 = 0.36;
}

/// Where an unknown word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    /// How often it stands in the text.
    pub(super) count: usize,
    /// Whether it may be the first word of a sentence.
    pub(super) begins: bool,
    /// Whether an article or an adjective stands before it: what has a capital then is a noun.
    pub(super) is_noun: bool,
    /// Whether a title or a name stands before it.
    pub(super) behind_name: bool,
    /// Whether several other unknown words stand around it.
    pub(super) in_company: bool,
}

/// The words of a text that are known, and how their letters follow each other.
pub(super) struct Suspicion<'a> {
    survey: &'a Survey<'a>,
    /// How likely a letter stands behind two others, in bits below certainty.
    costs: Vec<f32>,
}

impl<'a> Suspicion<'a> {
    /// Counts the letters of the listed words of a text and of the most frequent words.
    pub(super) fn new(survey: &'a Survey<'a>) -> Self {
        let mut counts = vec![0.0_f32; LETTERS * LETTERS * LETTERS];
        let mut take = |word: &str, weight: f32| {
            let mut two = (0, 0);
            for letter in letters(word) {
                counts[(two.0 * LETTERS + two.1) * LETTERS + letter] += weight;
                two = (two.1, letter);
            }
        };
        let listed = survey.words.iter().filter(|(_, (verdict, _))| *verdict != Verdict::Unknown);
        for (word, (_, count)) in listed {
            take(word, 1.0 + f32::from(u16::try_from(*count).unwrap_or(u16::MAX)).ln());
        }
        frequent_words().for_each(|word| take(word, 2.0));
        for row in counts.chunks_mut(LETTERS) {
            let all: f32 = row.iter().sum::<f32>() + UNSEEN * KINDS;
            row.iter_mut().for_each(|count| *count = ((*count + UNSEEN) / all).log2());
        }
        Self { survey, costs: counts }
    }

    /// How likely the letters of a word follow each other, in bits; always negative.
    fn likelihood(&self, word: &[char]) -> f32 {
        let mut two = (0, 0);
        let ended = word.iter().map(|c| index(*c)).chain([0]);
        ended
            .map(|letter| {
                let cost = self.costs[(two.0 * LETTERS + two.1) * LETTERS + letter];
                two = (two.1, letter);
                cost
            })
            .sum()
    }

    /// The word that an unknown one is likely meant for.
    pub(super) fn meant(&self, word: &str, setting: Setting) -> Option<String> {
        let word = plain(word);
        let shown: Vec<char> = word.chars().collect();
        // Letters of other languages, and abbreviations without a vowel, are no misprints of German.
        let simple = shown.iter().skip(1).all(|c| ALPHABET.contains(*c))
            && shown.first().is_some_and(|c| index(*c) != FOREIGN)
            && shown.iter().any(|c| "aeiouyäöüAEIOUYÄÖÜ".contains(*c));
        if !simple || !LENGTHS.contains(&shown.len()) || setting.count >= HABIT {
            return None;
        }
        let enough = odds::ENOUGH - before_letters(&word, shown.len(), setting);
        let own = self.likelihood(&shown);
        let mut all: FxHashMap<Vec<char>, f32> = FxHashMap::default();
        each_variant(&shown, |other, slip| {
            let gain = odds::LETTERS * (self.likelihood(other) - own) + slip;
            // What the text and the lists say for it can be no more than this.
            if gain + odds::TEXT * odds::TEXT_BITS + odds::KNOWN + 20.0 * odds::COMMON < enough {
                return;
            }
            match all.get_mut(other) {
                Some(best) => *best = best.max(gain),
                None => drop(all.insert(other.to_vec(), gain)),
            }
        });
        let mut all: Vec<(String, f32)> =
            all.into_iter().map(|(word, gain)| (word.into_iter().collect(), gain)).collect();
        for (other, gain) in &mut all {
            *gain += self.use_of(other, setting.begins);
        }
        all.retain(|(_, gain)| *gain >= enough);
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // `mala`, `dolo`: no German word is written with a full vowel too many at its end.
        let is_cut_short =
            |other: &str| word.strip_suffix(['a', 'i', 'o', 'u']).is_some_and(|stem| stem == other);
        all.retain(|(other, _)| !is_cut_short(other));
        let mut likely = all.into_iter().map(|(word, _)| word).take(LOOKED_UP);
        likely.find(|other| self.survey.lexicon.lists(other))
    }

    /// What the use of a word in the text, and in German, says for it.
    fn use_of(&self, word: &str, begins: bool) -> f32 {
        let of_text =
            self.survey.words.get(word).filter(|(verdict, _)| *verdict == Verdict::Listed);
        let count = of_text.map_or(0, |(_, count)| *count);
        let text = f32::from(u16::try_from(count).unwrap_or(u16::MAX - 1) + 1).log2();
        let common = commonness_of(word, begins)
            .map_or(0.0, |bits| odds::KNOWN + odds::COMMON * f32::from(bits));
        odds::TEXT * text.min(odds::TEXT_BITS) + common
    }
}

/// How common a word is; of the first word of a sentence also what it is in small letters.
fn commonness_of(word: &str, begins: bool) -> Option<u8> {
    let small = || commonness(&word.to_lowercase());
    commonness(word).max(if begins && is_titled(word) { small() } else { None })
}

/// What is known of a misprint before its letters are looked at.
fn before_letters(word: &str, letters: usize, setting: Setting) -> f32 {
    /// Letters of a word of middle length, and where more of them say no more.
    const MIDDLE: usize = 6;
    const LONG: usize = 12;
    let number = |n: usize| f32::from(u8::try_from(n).unwrap_or(u8::MAX));
    let length = odds::LONGER * (number(letters.min(LONG)) - number(MIDDLE))
        + odds::SHORTER * number(MIDDLE.saturating_sub(letters));
    let capital = match (is_titled(word), setting.begins, setting.is_noun) {
        (true, _, _) if setting.behind_name => odds::SURNAME,
        (true, true, _) => odds::SENTENCE,
        (true, false, false) => odds::NAME,
        _ => 0.0,
    };
    let again = if setting.count > 1 { odds::AGAIN } else { 0.0 };
    let company = if setting.in_company { odds::COMPANY } else { 0.0 };
    let own = odds::OWN * f32::from(commonness_of(word, setting.begins).unwrap_or(0));
    odds::FIRST + length + capital + again + company + own
}

/// Shows the words one slip away, each with what speaks for the slip.
fn each_variant(word: &[char], mut show: impl FnMut(&[char], f32)) {
    let mut other: Vec<char> = Vec::with_capacity(word.len() + 2);
    let mut written = |parts: [&[char]; 3], slip: f32| {
        other.clear();
        parts.iter().for_each(|part| other.extend_from_slice(part));
        show(&other, slip);
    };
    for at in 1..word.len() {
        let (before, letter, behind) = (&word[..at], word[at], &word[at + 1..]);
        let doubled = word[at - 1] == letter;
        if word.len() > 2 {
            written([before, &[], behind], if doubled { odds::SLIP } else { 0.0 });
        }
        if at > 1 && !doubled {
            let turned = [letter, word[at - 1]];
            let slip = if behind.is_empty() { 0.0 } else { odds::SLIP };
            written([&word[..at - 1], &turned, behind], slip);
        }
        for other in ALPHABET.chars() {
            if other != letter {
                written([before, &[other], behind], 0.0);
            }
            let doubled = letter == other || word[at - 1] == other;
            let slip = if doubled { odds::SLIP } else { 0.0 };
            written([before, &[other], &word[at..]], slip);
        }
    }
    for letter in ALPHABET.chars() {
        written([word, &[letter], &[]], 0.0);
    }
    let text: String = word.iter().collect();
    let all = confusion::candidates(&text).map(|other| (other, odds::CONFUSED));
    for (other, slip) in all.chain(confusion::likely(&text).map(|o| (o, odds::OFTEN_CONFUSED))) {
        let letters: Vec<char> = other.chars().collect();
        written([&letters, &[], &[]], slip);
    }
}

fn letters(word: &str) -> impl Iterator<Item = usize> + '_ {
    word.chars().map(index).chain([0])
}
