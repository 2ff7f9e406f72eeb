//! What an unknown word may be meant for.

use super::confusion;
use super::forms::{is_titled, plain};
use super::near::Frequent;
use super::survey::Survey;

/// Most suggestions for a word.
const MOST: usize = 3;

/// How many words of a book get suggestions from the dictionaries, which take milliseconds each.
pub(super) const SEARCHED: usize = 40;

/// Up to three words that this one may be meant for: frequent ones of the text, what optical
/// recognition confuses, then, if `search`, what the dictionaries suggest.
fn suggestions(
    word: &str,
    survey: &Survey<'_>,
    frequent: &Frequent<'_>,
    search: bool,
) -> Vec<String> {
    let word = plain(word);
    let mut out: Vec<String> = Vec::new();
    let mut add = |suggestion: String| {
        if out.len() < MOST && !out.contains(&suggestion) && suggestion != *word {
            out.push(suggestion);
        }
        out.len() < MOST
    };
    let near = frequent.near(&word).into_iter().map(str::to_owned);
    let misread = confusion::candidates(&word).filter(|other| survey.lexicon.lists(other));
    if near.chain(misread).all(&mut add) && search {
        let similar = survey.lexicon.similar(&word).into_iter();
        let _ = similar.filter(|other| is_sensible(&word, other)).all(&mut add);
    }
    out
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
    search: bool,
) -> String {
    let right = "a word that is right goes into `words` of `[spelling]`";
    let all: Vec<String> = suggestions(word, survey, frequent, search)
        .into_iter()
        .map(|suggestion| format!("`{suggestion}`"))
        .collect();
    match all.split_last() {
        None => format!("compare it with the original; {right}"),
        Some((only, [])) => format!("perhaps {only}; {right}"),
        Some((last, others)) => format!("perhaps {} or {last}; {right}", others.join(", ")),
    }
}
