//! What an unknown word may be meant for.

use super::dictionary::is_overlong;
use super::forms::{is_titled, plain};
use super::lexicon::Verdict;
use super::near::Frequent;
use super::survey::Survey;
use crate::proof::confusion;

/// Most suggestions for a word.
const MOST: usize = 3;

/// How much is spent on suggestions for the words of one book: the text itself is always asked.
#[derive(Debug)]
pub(super) struct Budget {
    /// Words whose confusions are looked up, which takes half a millisecond each.
    confusions: usize,
    /// Words that are looked for in the dictionaries, which takes 10 ms each.
    searches: usize,
}

/// Longest word that is looked for in the dictionaries, in letters: they take apart as a compound
/// every variant of a longer one.
const SEARCHABLE: usize = 12;

impl Default for Budget {
    fn default() -> Self {
        Self { confusions: 100, searches: 6 }
    }
}

/// Takes one from what is left, if anything is.
fn spend(left: &mut usize) -> bool {
    let any = *left > 0;
    *left = left.saturating_sub(1);
    any
}

/// Up to three words that this one may be meant for: frequent ones of the text, then what optical
/// recognition confuses; where there is neither, what the dictionaries suggest.
fn suggestions(
    word: &str,
    survey: &Survey<'_>,
    frequent: &Frequent<'_>,
    budget: &mut Budget,
) -> Vec<String> {
    let word = plain(word);
    if is_overlong(&word) {
        return Vec::new();
    }
    let near = frequent.near(&word).into_iter().map(str::to_owned);
    let of_text = confusion::candidates(&word).filter(|other| {
        survey.words.get(other.as_str()).is_some_and(|(v, _)| *v == Verdict::Listed)
    });
    let mut all: Vec<String> = Vec::new();
    let mut add = |other: String| {
        if all.len() < MOST && other != word && !all.contains(&other) {
            all.push(other);
        }
        all.len() < MOST
    };
    let german = survey.lexicon.is_german();
    if near.chain(of_text).all(&mut add) && spend(&mut budget.confusions) {
        let listed = |other: &String| survey.lexicon.lists(other);
        let _ = confusion::likely(&word).filter(listed).all(&mut add);
        // In German, lists put together whatever is asked: what is seldom confused proves nothing.
        if !german {
            let _ = confusion::candidates(&word).filter(listed).all(add);
        }
    }
    let short = word.chars().count() <= SEARCHABLE;
    if all.is_empty() && !german && short && spend(&mut budget.searches) {
        all = survey.lexicon.similar(&word);
        all.retain(|other| is_sensible(&word, other));
        all.truncate(MOST);
    }
    all
}

/// Dictionaries suggest parts of words, and words cut in two anywhere.
fn is_sensible(word: &str, suggestion: &str) -> bool {
    !suggestion.starts_with('-')
        && !suggestion.ends_with('-')
        && is_titled(word) == is_titled(suggestion)
        && suggestion.split(['-', ' ']).all(|part| part.chars().count() >= 3 || part == suggestion)
}

/// What is done with words that are right.
pub(super) const RIGHT: &str = "a word that is right goes into `words` of `[spelling]`";

/// What to do about an unknown word.
pub(super) fn hint(
    word: &str,
    survey: &Survey<'_>,
    frequent: &Frequent<'_>,
    budget: &mut Budget,
) -> String {
    let all: Vec<String> = suggestions(word, survey, frequent, budget)
        .into_iter()
        .map(|suggestion| format!("`{suggestion}`"))
        .collect();
    match all.split_last() {
        None => format!("compare it with the original; {RIGHT}"),
        Some((only, [])) => format!("perhaps {only}; {RIGHT}"),
        Some((last, others)) => format!("perhaps {} or {last}; {RIGHT}", others.join(", ")),
    }
}
