//! Words of the old orthography among those of the new one, and the other way round.

use std::collections::BTreeMap;

use super::super::Finding;
use super::lexicon::Text;
use super::{Found, PassageRange};
use crate::diagnostics::Code;
use crate::language::{Orthography, orthography, respelled};

/// How many times as many words as the language announces must be spelled otherwise for the
/// language to be in doubt and not the words.
const DOUBT: usize = 3;
/// Fewest words for that.
const ENOUGH: usize = 5;
/// So many words of the time before 1901 may have been left in a text that was respelled by the
/// rules of that year.
const REMNANTS: usize = 2;

/// A word that tells an orthography, with its places.
struct Telling<'a> {
    word: &'a str,
    orthography: Orthography,
    places: Vec<PassageRange>,
}

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    let mut by_tag: BTreeMap<&str, Vec<Telling<'_>>> = BTreeMap::new();
    for (word, places) in text.german() {
        let Some(orthography) = orthography(word) else { continue };
        let mut tags: BTreeMap<&str, Vec<PassageRange>> = BTreeMap::new();
        // `laß’` is cut short, and so is `unterlass’`.
        let cut = |place: &PassageRange| text.readings[place.0].at(place.1.end) == Some('’');
        let used =
            |place: &&PassageRange| !text.readings[place.0].is_cited(&place.1) && !cut(place);
        for place in places.iter().filter(used) {
            tags.entry(text.language(place).as_str()).or_default().push(place.clone());
        }
        for (tag, places) in tags {
            by_tag.entry(tag).or_default().push(Telling { word, orthography, places });
        }
    }
    for (tag, words) in by_tag {
        if let Some(rules) = rules(tag) {
            compare(tag, rules, &words, found);
        }
    }
}

/// The orthography that a language tag announces; Swiss texts spell `ss` by both.
fn rules(tag: &str) -> Option<Orthography> {
    let has = |part: &str| tag.split('-').any(|p| p.eq_ignore_ascii_case(part));
    if has("CH") || has("LI") || tag.contains("-x-") {
        return None;
    }
    Some(if has("1901") { Orthography::Old } else { Orthography::New })
}

fn compare(tag: &str, rules: Orthography, words: &[Telling<'_>], found: &mut Vec<Found>) {
    let count = |of: Orthography| -> usize {
        words.iter().filter(|one| one.orthography == of).map(|one| one.places.len()).sum()
    };
    let (old, new, before) =
        (count(Orthography::Old), count(Orthography::New), count(Orthography::Before1901));
    let (right, other) =
        if rules == Orthography::Old { (old, Orthography::New) } else { (new, Orthography::Old) };
    let wrong = if rules == Orthography::Old { new } else { old };
    if wrong >= ENOUGH && wrong > right * DOUBT {
        found.extend(declared_wrongly(tag, other, words));
        return;
    }
    // An edition of a text older than the rules of 1901 has nothing but its own spelling.
    // A text in old spelling that has a few keeps them.
    let old_text = before >= ENOUGH && before * DOUBT > right
        || rules == Orthography::Old && before > REMNANTS;
    for one in words {
        let out_of_place =
            one.orthography == other || one.orthography == Orthography::Before1901 && !old_text;
        if out_of_place {
            found.push(told(tag, rules, one));
        }
    }
}

/// All of a text is spelled otherwise than its language says.
fn declared_wrongly(tag: &str, other: Orthography, words: &[Telling<'_>]) -> Option<Found> {
    let first = words.iter().find(|one| one.orthography == other)?;
    let (passage, range) = first.places[0].clone();
    let fitting = if other == Orthography::Old { "de-1901" } else { "de" };
    let finding = Finding::new(
        Code::MixedOrthography,
        range,
        format!("the text is in `{tag}`, but spelled by other rules, as this `{}`", first.word),
        format!(
            "write `language = \"{fitting}\"` in the manifest, for the book or for the section"
        ),
    );
    Some(Found { passage, finding, also: Vec::new() })
}

fn told(tag: &str, rules: Orthography, one: &Telling<'_>) -> Found {
    let spelled = match one.orthography {
        Orthography::Before1901 => "as before 1901",
        Orthography::Old => "by the old rules",
        Orthography::New => "by the new rules",
    };
    let right = respelled(one.word, one.orthography, rules);
    let right = right.map(|right| format!("write `{right}`"));
    // What is older than the rules of 1901 has no tag of its own.
    let quoted = match one.orthography {
        Orthography::New => Some("de"),
        Orthography::Old => Some("de-1901"),
        Orthography::Before1901 => None,
    };
    let tagged =
        quoted.map(|tag| format!("a quotation can have its own language: `[…]{{lang={tag}}}`"));
    let both: Vec<String> = right.into_iter().chain(tagged).collect();
    let hint =
        if both.is_empty() { "compare it with the original".to_owned() } else { both.join("; ") };
    let (passage, range) = one.places[0].clone();
    let message = format!("`{}` is spelled {spelled} in a text in `{tag}`", one.word);
    let finding = Finding::new(Code::MixedOrthography, range, message, hint);
    Found { passage, finding, also: one.places[1..].to_vec() }
}
