//! German words that no list has: inflected, put together, or written as in an earlier time.
//!
//! A rule must not hide misprints: what a confusion of single letters makes a listed word is not
//! taken for a compound of rare parts.

mod bygone;
mod compound;
mod inflection;

use super::dictionary::is_overlong;
use super::forms::{Lists, by_parts, is_titled, titled};
use super::lexicon::Verdict;
use crate::ir::Language;
use crate::language::commonness;
use crate::proof::confusion;

/// How German is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GermanSpelling {
    /// By the rules of 1996.
    New,
    /// Without `ß`.
    Swiss,
    /// By the rules of 1901, or before there were any.
    Old,
}

impl GermanSpelling {
    pub(super) fn for_language(language: &Language) -> Self {
        if super::choose::is_old_german(language) {
            Self::Old
        } else if matches!(language.region(), Some("CH" | "LI")) {
            Self::Swiss
        } else {
            Self::New
        }
    }
}

/// What is known of a word that is not listed.
pub(super) fn judge(word: &str, style: GermanSpelling, lists: &Lists<'_>) -> Verdict {
    if is_overlong(word) {
        return if word.contains('-') {
            by_parts(word, lists, &|part| is_part(part, style, lists))
        } else {
            Verdict::Unknown
        };
    }
    if is_listed_otherwise(word, style, lists) {
        return Verdict::Listed;
    }
    if let Some(verdict) = with_apostrophe(word, style, lists) {
        return verdict;
    }
    if word.contains('-') {
        let whole = |part: &str| is_part(part, style, lists);
        return by_parts(word, lists, &whole);
    }
    if !word.chars().all(char::is_alphabetic) {
        return Verdict::Unknown;
    }
    if inflection::accepts(word, style, lists) {
        return Verdict::Listed;
    }
    if style != GermanSpelling::Old && is_brand(word, lists) {
        return Verdict::Formed;
    }
    if compound::accepts(word, lists) && !is_likely_misread(word, lists) {
        return Verdict::Formed;
    }
    if style == GermanSpelling::Old
        && (commonness(word).is_some() || bygone::foldings(word).any(|folded| lists(&folded)))
    {
        return Verdict::Bygone;
    }
    Verdict::Unknown
}

/// Longest compound that is compared with what it may be misread for, in letters: for a longer one lists
/// put together whatever is asked (`Rosentanken`), and take long.
const COMPARED: usize = 9;

/// Whether a common confusion of letters makes the word a listed one.
fn is_likely_misread(word: &str, lists: &Lists<'_>) -> bool {
    word.chars().count() <= COMPARED && confusion::likely(word).any(|other| lists(&other))
}

/// Whether the word is listed with `ss` for `ß`, or the other way round where there is no `ß`.
fn is_listed_otherwise(word: &str, style: GermanSpelling, lists: &Lists<'_>) -> bool {
    match style {
        GermanSpelling::Old => word.contains('ß') && lists(&word.replace('ß', "ss")),
        GermanSpelling::Swiss => {
            let mut each = word.match_indices("ss");
            each.any(|(at, _)| lists(&[&word[..at], "ß", &word[at + 2..]].concat()))
        }
        GermanSpelling::New => false,
    }
}

/// `GitHub`, `MacFarlane`, `macOS`: names with a capital within, unless each half is a word by
/// itself, for then a space may have been lost. Recognition strews capitals into old texts.
fn is_brand(word: &str, lists: &Lists<'_>) -> bool {
    let mut capitals = word.char_indices().skip(1).filter(|(_, c)| c.is_uppercase());
    let Some((at, _)) = capitals.next() else { return false };
    let (first, second) = word.split_at(at);
    let all_capitals = second.chars().all(char::is_uppercase);
    let long = first.chars().count() > 1 && second.chars().count() > 1;
    long && (all_capitals || capitals.next().is_none()) && !(lists(first) && lists(second))
}

/// `geht's`, `hab'`, `Proudhon'sche`: what stands before the apostrophe with what stands behind.
fn with_apostrophe(word: &str, style: GermanSpelling, lists: &Lists<'_>) -> Option<Verdict> {
    let (stem, rest) = word.rsplit_once('\'')?;
    let ending = matches!(rest, "" | "s" | "n" | "m" | "r" | "ne" | "nen" | "st")
        || is_titled(stem) && matches!(rest, "sche" | "schen" | "scher" | "sches" | "schem");
    // An `e` or an `i` left out within a word: `heil'ge`, `and're`.
    let filled = ["e", "i"].iter().any(|gap| lists(&[stem, gap, rest].concat()));
    if filled || ending && (lists(stem) || lists(&format!("{stem}e"))) {
        return Some(Verdict::Listed);
    }
    Some(if ending && !stem.is_empty() { judge(stem, style, lists) } else { Verdict::Unknown })
}

/// Whether something is right as a part between hyphens: `Arbeits-`, `-ausfuhr`, `sozial-`.
pub(super) fn is_part(part: &str, style: GermanSpelling, lists: &Lists<'_>) -> bool {
    let stem = part.strip_suffix('s').filter(|stem| stem.chars().count() >= 3);
    lists(&titled(part))
        || stem.is_some_and(|stem| lists(&titled(stem)))
        || compound::is_prefix(&part.to_lowercase())
        || compound::is_stem(&part.to_lowercase(), lists)
        || judge(part, style, lists) != Verdict::Unknown
        || !is_titled(part) && judge(&titled(part), style, lists) != Verdict::Unknown
}
