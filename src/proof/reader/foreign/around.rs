//! Words among words of another language.

use super::super::super::Finding;
use super::super::lexicon::Text;
use super::super::reading::{Reading, Word};
use crate::diagnostics::Code;
use crate::language::function::{LANGUAGES, Weight, evidence};
use crate::proof::confusion;

/// Words on each side of a word that show in which language it stands.
const AROUND: usize = 4;

/// The language of the foreign words around an offset, as its place in [`LANGUAGES`].
fn around(text: &Text<'_>, reading: &Reading<'_>, at: usize) -> Option<usize> {
    let primary = reading.language(at).primary();
    let own = LANGUAGES.iter().position(|l| *l == primary);
    let index = reading.words.partition_point(|word| word.range.start < at);
    let near = index.saturating_sub(AROUND)..(index + AROUND + 1).min(reading.words.len());
    let mut counts = [0_u32; LANGUAGES.len()];
    for word in near.filter(|n| *n != index).map(|n| &reading.words[n]) {
        let form = text.form(word);
        for (language, weight) in form.evidence.iter().enumerate() {
            counts[language] += match weight {
                Some(Weight::Full) => 2,
                Some(Weight::Light) => 1,
                None => 0,
            };
        }
        if let Some(own) = own.filter(|_| primary == "de" && form.is_frequent) {
            counts[own] += 1;
        }
    }
    let best = (0..counts.len()).max_by_key(|at| (counts[*at], Some(*at) == own))?;
    (Some(best) != own && counts[best] > 2).then_some(best)
}

/// Whether a word stands among words of another language.
pub(in super::super) fn is_among(text: &Text<'_>, reading: &Reading<'_>, at: usize) -> bool {
    text.is_untagged(reading.index, at) || around(text, reading, at).is_some()
}

/// Misread function words of another language, among others of it: `tbe`, `oftbe`.
pub(in super::super) fn misread<'r>(
    text: &'r Text<'_>,
    reading: &'r Reading<'_>,
) -> impl Iterator<Item = Finding> + 'r {
    let words = if text.is_untagged_often() { &[][..] } else { &reading.words };
    words.iter().filter_map(move |word| {
        let right = meant(text, reading, word)?;
        Some(Finding::new(
            Code::Misread,
            word.range.clone(),
            format!("`{}` looks like `{right}`, misread", word.text),
            format!("compare it with the original; write `{right}` if that stands there"),
        ))
    })
}

fn meant(text: &Text<'_>, reading: &Reading<'_>, word: &Word<'_>) -> Option<String> {
    let plain = word.text.chars().all(|c| c.is_ascii_lowercase());
    if !plain
        || !(3..=9).contains(&word.text.len())
        || text.form(word).is_frequent
        || text.count(word.text) > 2
    {
        return None;
    }
    if evidence(word.text).iter().any(Option::is_some) {
        return None;
    }
    let language = around(text, reading, word.range.start)?;
    let full = |word: &str| word.len() > 1 && evidence(word)[language] == Some(Weight::Full);
    let split = |word: &str| {
        (2..word.len().saturating_sub(1))
            .map(|at| word.split_at(at))
            .find(|(a, b)| full(a) && full(b))
            .map(|(a, b)| format!("{a} {b}"))
    };
    let misread = confusion::readings(word.text)
        .map(|one| one.word())
        .filter(|other| other.is_ascii())
        .find_map(|other| if full(&other) { Some(other) } else { split(&other) });
    split(word.text).or(misread)
}
