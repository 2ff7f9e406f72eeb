//! Which unknown words look misspelled: one letter away stands a word that is far more likely.
//!
//! Lists lack names, rare words and old ones; a misprint has letters in an order that the language
//! hardly knows, and mending it gives a listed word. Both are measured by how likely three letters
//! follow each other in the words that the text and German have for certain (Shannon's bits).

use std::collections::HashMap;

use super::forms::{is_titled, plain};
use super::lexicon::Verdict;
use super::survey::Survey;
use crate::language::frequent_words;
use crate::proof::alphabet::{LETTERS, index};
use crate::proof::confusion;

/// What is added to each count, so that nothing is impossible.
const UNSEEN: f32 = 0.05;
/// Letters that are put in.
const ALPHABET: &str = "enirstahdulcgmobwfkzpvüäößjyxq";
/// Most words that are looked up for one unknown word, the likeliest first.
const LOOKED_UP: usize = 20;
/// Shortest and longest words that are measured, in letters.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=24;
/// How often an unknown word must stand to be a word of this text.
const HABIT: usize = 4;

/// Longest noun that is likely none that lists put together, in letters.
const COMPOUND: usize = 10;

/// What speaks for a word, in bits.
mod bits {
    /// By so much a word must be likelier than what stands there.
    pub(super) const ENOUGH: f32 = 11.0;
    /// So much more in a word with a capital, which may be a name.
    pub(super) const NAME: f32 = 4.0;
    /// So much more where a word stands a second time.
    pub(super) const AGAIN: f32 = 3.0;
    /// A reading machine takes these letters for each other.
    pub(super) const CONFUSED: f32 = 3.0;
    /// It often does.
    pub(super) const OFTEN_CONFUSED: f32 = 6.0;
    /// Two letters changed places, or one is doubled or single.
    pub(super) const SLIP: f32 = 1.5;
    /// One of the most frequent words of German.
    pub(super) const FREQUENT: f32 = 3.0;
    /// A long noun that the text does not have is most often a compound that lists put together.
    pub(super) const COMPOUND: f32 = -4.0;
    /// For each letter by which a word is longer than usual, or shorter.
    pub(super) const LONGER: f32 = 1.2;
    pub(super) const SHORTER: f32 = 1.0;
    /// At the end a letter more or less makes another form of the same word.
    pub(super) const ENDING: f32 = -8.0;
    /// Most that the text itself may say for a word.
    pub(super) const TEXT: f32 = 8.0;
}

/// The words of a text that are known, and how their letters follow each other.
pub(super) struct Suspicion<'a> {
    survey: &'a Survey<'a>,
    /// How likely a letter stands behind two others, in bits below certainty.
    costs: Vec<f32>,
}

impl<'a> Suspicion<'a> {
    /// Counts the letters of the listed words of a text and of the most frequent words.
    pub(super) fn of(survey: &'a Survey<'a>) -> Self {
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
            let all: f32 = row.iter().sum::<f32>() + UNSEEN * 32.0;
            row.iter_mut().for_each(|count| *count = ((*count + UNSEEN) / all).log2());
        }
        Self { survey, costs: counts }
    }

    /// How likely the letters of a word follow each other, in bits; always negative.
    fn likelihood(&self, word: &[usize]) -> f32 {
        let mut two = (0, 0);
        let ended = word.iter().copied().chain([0]);
        ended
            .map(|letter| {
                let cost = self.costs[(two.0 * LETTERS + two.1) * LETTERS + letter];
                two = (two.1, letter);
                cost
            })
            .sum()
    }

    /// The word that an unknown one, which stands `count` times, is likely meant for.
    pub(super) fn meant(&self, word: &str, count: usize) -> Option<String> {
        let word = plain(word);
        let shown: Vec<char> = word.chars().collect();
        // Letters of other languages, and abbreviations without a vowel, are no misprints of German.
        let simple = shown.iter().skip(1).all(|c| ALPHABET.contains(*c))
            && shown[..1].iter().all(|c| letters(c.encode_utf8(&mut [0; 4])).next() != Some(31))
            && shown.iter().any(|c| "aeiouyäöüAEIOUYÄÖÜ".contains(*c));
        if !simple || !LENGTHS.contains(&shown.len()) || count >= HABIT {
            return None;
        }
        let name = if is_titled(&word) { bits::NAME } else { 0.0 };
        let again = if count > 1 { bits::AGAIN } else { 0.0 };
        let enough = bits::ENOUGH + name + again - by_length(shown.len());
        let own = self.likelihood(&letters_of(&shown));
        let mut all: HashMap<Vec<char>, f32> = HashMap::new();
        for (other, bonus) in variants(&shown) {
            let gain = self.likelihood(&letters_of(&other)) - own + bonus;
            // What the text and the lists say for it can be no more than this.
            if gain + bits::TEXT.max(bits::FREQUENT) >= enough {
                let best = all.entry(other).or_insert(gain);
                *best = best.max(gain);
            }
        }
        let mut all: Vec<(String, f32)> =
            all.into_iter().map(|(word, gain)| (word.into_iter().collect(), gain)).collect();
        for (other, gain) in &mut all {
            *gain += self.use_of(other);
        }
        all.retain(|(_, gain)| *gain >= enough);
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut likely = all.into_iter().map(|(word, _)| word).take(LOOKED_UP);
        likely.find(|other| self.survey.lexicon.lists(other))
    }

    /// What the use of a word in the text, and in German, says for it.
    fn use_of(&self, word: &str) -> f32 {
        let of_text =
            self.survey.words.get(word).filter(|(verdict, _)| *verdict == Verdict::Listed);
        let count = of_text.map_or(0, |(_, count)| *count);
        let text = f32::from(u16::try_from(count).unwrap_or(u16::MAX) + u16::from(count < 65_535));
        let frequent = if crate::language::is_frequent(word) { bits::FREQUENT } else { 0.0 };
        let compound = if count == 0 && is_titled(word) && word.chars().count() > COMPOUND {
            bits::COMPOUND
        } else {
            0.0
        };
        (2.0 * text.log2() + f32::from(u8::from(count > 0))).min(bits::TEXT).max(frequent)
            + compound
    }
}

/// The longer a word, the rarer a listed one beside it by chance; short ones have many.
fn by_length(letters: usize) -> f32 {
    const MIDDLE: usize = 6;
    if letters < MIDDLE {
        -bits::SHORTER * f32::from(u8::try_from(MIDDLE - letters).unwrap_or(0))
    } else {
        bits::LONGER * f32::from(u8::try_from((letters - MIDDLE).min(MIDDLE)).unwrap_or(0))
    }
}

/// The words one slip away, each with what speaks for the slip.
fn variants(word: &[char]) -> Vec<(Vec<char>, f32)> {
    let last = word.len() - 1;
    let ending = |at: usize| if at >= last { bits::ENDING } else { 0.0 };
    let mut all = Vec::with_capacity(word.len() * 64);
    for at in 0..word.len() {
        let mut without = word.to_vec();
        let gone = without.remove(at);
        let doubled = at > 0 && word[at - 1] == gone;
        if at > 0 && without.len() > 1 {
            all.push((without, ending(at) + if doubled { bits::SLIP } else { 0.0 }));
        }
        if at > 1 && word[at] != word[at - 1] {
            let mut turned = word.to_vec();
            turned.swap(at, at - 1);
            all.push((turned, bits::SLIP + ending(at) / 2.0));
        }
        for letter in ALPHABET.chars() {
            if at > 0 && letter != gone {
                let mut other = word.to_vec();
                other[at] = letter;
                all.push((other, ending(at)));
            }
            if at > 0 {
                let mut more = word.to_vec();
                more.insert(at, letter);
                let doubled = word[at] == letter || word[at - 1] == letter;
                all.push((more, if doubled { bits::SLIP } else { 0.0 }));
            }
        }
    }
    for letter in ALPHABET.chars() {
        let mut more = word.to_vec();
        more.push(letter);
        all.push((more, bits::ENDING));
    }
    let text: String = word.iter().collect();
    let letters = |word: String| word.chars().collect::<Vec<char>>();
    all.extend(confusion::candidates(&text).map(|other| (letters(other), bits::CONFUSED)));
    all.extend(confusion::likely(&text).map(|other| (letters(other), bits::OFTEN_CONFUSED)));
    all
}

fn letters(word: &str) -> impl Iterator<Item = usize> + '_ {
    word.chars().map(index).chain([0])
}

fn letters_of(word: &[char]) -> Vec<usize> {
    word.iter().copied().map(index).collect()
}
