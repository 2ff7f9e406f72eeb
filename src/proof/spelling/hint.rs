//! What an unknown word may be meant for.

use super::confusion;
use super::forms::{is_titled, plain};
use super::near::Frequent;
use super::survey::Survey;

/// Most suggestions for a word.
const MOST: usize = 3;

/// How many words of a book are looked for in the dictionaries, which takes 15 ms each.
pub(super) const SEARCHED: usize = 20;

/// Up to three words that this one may be meant for: frequent ones of the text, then what optical
/// recognition confuses; where there is neither and `searches` are left, what the dictionaries
/// suggest.
fn suggestions(
    word: &str,
    survey: &Survey<'_>,
    frequent: &Frequent<'_>,
    searches: &mut usize,
) -> Vec<String> {
    let word = plain(word);
    let near = frequent.near(&word).into_iter().map(str::to_owned);
    let listed = confusion::candidates(&word).filter(|other| survey.lexicon.lists(other));
    let (of_text, of_lists): (Vec<String>, Vec<String>) =
        listed.partition(|other| survey.words.contains_key(other.as_str()));
    let mut all: Vec<String> = Vec::new();
    for other in near.chain(of_text).chain(of_lists) {
        if other != word && !all.contains(&other) {
            all.push(other);
        }
    }
    if all.is_empty() && *searches > 0 {
        *searches -= 1;
        all = survey.lexicon.similar(&word);
        all.retain(|other| is_sensible(&word, other));
    }
    all.truncate(MOST);
    all
}

/// Dictionaries suggest parts of words, and words cut in two anywhere.
fn is_sensible(word: &str, suggestion: &str) -> bool {
    !suggestion.starts_with('-')
        && !suggestion.ends_with('-')
        && is_titled(word) == is_titled(suggestion)
        && suggestion.split(['-', ' ']).all(|part| part.chars().count() >= 3 || part == suggestion)
}

/// What to do about an unknown word.
pub(super) fn hint(
    word: &str,
    survey: &Survey<'_>,
    frequent: &Frequent<'_>,
    searches: &mut usize,
) -> String {
    let right = "a word that is right goes into `words` of `[spelling]`";
    let all: Vec<String> = suggestions(word, survey, frequent, searches)
        .into_iter()
        .map(|suggestion| format!("`{suggestion}`"))
        .collect();
    match all.split_last() {
        None => format!("compare it with the original; {right}"),
        Some((only, [])) => format!("perhaps {only}; {right}"),
        Some((last, others)) => format!("perhaps {} or {last}; {right}", others.join(", ")),
    }
}
