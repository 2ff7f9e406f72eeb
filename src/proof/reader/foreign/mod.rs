//! Passages in another language than the text around them, without a language tag.

mod around;
mod kind;
mod script;
mod stretch;

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::Finding;
use super::lexicon::Text;
use super::reading::Reading;
use super::{Found, PassageRange};
use crate::diagnostics::Code;
use crate::language::function::{LANGUAGES, Weight};
use crate::language::shortest_code;
pub(super) use kind::evidence_of;
use kind::{WordKind, is_full, kind};
use script::Script;
use stretch::{SEVERAL, Stretches};

pub(super) use around::{is_among, misread};

/// Fewest words of a foreign passage; in quotation marks, one less.
const WORDS: usize = 4;
/// What its words must weigh together.
const ENOUGH: u32 = 4;

pub(super) fn find(text: &Text<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let stretches = Stretches::new(text).find();
    // By their language; what is not told is a dialect as often as not.
    let mut together: BTreeMap<Option<&str>, Vec<Long>> = BTreeMap::new();
    let untold = stretches.iter().flatten().filter(|one| one.language.is_none());
    let in_dialect = untold.count() >= SEVERAL;
    let mut single = Vec::new();
    for (reading, mut long) in text.readings.iter().zip(stretches) {
        if let Some((long, tag)) = whole(text, reading) {
            together.entry(Some(tag)).or_default().push(long);
            continue;
        }
        let runs = runs(text, reading);
        let mut told: Vec<(Finding, &str, usize)> =
            runs.iter().filter_map(|run| judge(reading, run)).collect();
        let meet = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        // A run of which the language is told says more than a stretch of which it is not.
        long.retain(|one| {
            let most = |run: &Finding| run.range.len() * 2 >= one.telling;
            one.language.is_some()
                || in_dialect
                || !told.iter().any(|(run, ..)| meet(&run.range, &one.range) && most(run))
        });
        told.retain(|(run, ..)| !long.iter().any(|one| meet(&run.range, &one.range)));
        single.extend(told.into_iter().map(|one| (reading, one)));
        for one in long {
            let place = (reading.index, one.range);
            together.entry(one.language).or_default().push(Long { place, words: one.words });
        }
    }
    for (reading, (finding, tag, words)) in single {
        match together.get_mut(&Some(tag)).filter(|all| all.len() >= SEVERAL) {
            Some(all) => all.push(Long { place: (reading.index, finding.range), words }),
            None => found.push(Found::at(reading, finding)),
        }
    }
    together.values_mut().for_each(|all| all.sort_by_key(|one| (one.place.0, one.place.1.start)));
    found.extend(together.into_iter().filter_map(|(tag, all)| told_together(text, tag, &all)));
    found
}

/// A whole passage, or a stretch of one, in another language.
struct Long {
    place: PassageRange,
    words: usize,
}

/// All stretches and passages in one language, told once: an editor marks them all or none.
fn told_together(text: &Text<'_>, tag: Option<&str>, all: &[Long]) -> Option<Found> {
    let (first, rest) = all.split_first()?;
    let (passage, range) = first.place.clone();
    let reading = text.readings.iter().find(|reading| reading.index == passage)?;
    let mut finding = finding(reading, range.clone(), first.words, tag.unwrap_or("nds"));
    let (shown, own) = (excerpt(&reading.text()[range.clone()]), reading.language(range.start));
    let more = match rest.len() {
        0 => " is".to_owned(),
        1 => " and another passage are".to_owned(),
        n => format!(" and {n} more passages are"),
    };
    if tag.is_none() {
        finding.message =
            format!("`{shown}`{more} in a dialect or in another language than `{own}`");
        finding.hint += "; nothing else is told of the words in it";
    } else if !rest.is_empty() {
        finding.message = format!("`{shown}`{more} not tagged, but hardly in `{own}`");
    }
    let also = rest.iter().map(|one| one.place.clone()).collect();
    Some(Found { passage, finding, also })
}

/// The first words of a passage.
fn excerpt(passage: &str) -> String {
    let start: Vec<&str> = passage.split_whitespace().take(5).collect();
    let more = if passage.split_whitespace().nth(5).is_some() { " …" } else { "" };
    format!("{}{more}", start.join(" "))
}

/// A word that is judged, by its index.
struct Judged {
    word: usize,
    kind: WordKind,
    script: Script,
}

/// The runs of words that may be foreign: between words of the text's own language and signs that
/// end a sentence or a quotation.
fn runs(text: &Text<'_>, reading: &Reading<'_>) -> Vec<Vec<Judged>> {
    let mut runs = Vec::new();
    let mut run: Vec<Judged> = Vec::new();
    for (index, word) in reading.words.iter().enumerate() {
        let primary = reading.language(word.range.start).primary();
        let tagged = primary != reading.passage.language.primary();
        let script = Script::detect(word.text);
        let kind = if tagged { WordKind::Own } else { kind(text, reading, index, primary) };
        let divided = reading.lead(index).contains(|c: char| {
            !c.is_whitespace() && !matches!(c, ',' | '’' | '\'' | '-' | '&' | '\u{ad}')
        });
        let listed = reading.lead(index).contains(',') && !run.iter().any(|one| is_full(one.kind));
        let other_script = run.last().is_some_and(|last| last.script != script);
        if divided || listed || kind == WordKind::Own || other_script {
            runs.push(std::mem::take(&mut run));
        }
        let other = script == Script::Latin || script != Script::of_language(primary);
        if kind != WordKind::Own && other {
            run.push(Judged { word: index, kind, script });
        }
    }
    runs.push(run);
    runs.retain(|run| run.len() >= WORDS - 1);
    runs
}

/// Whether a run is foreign, and in which language.
fn judge(reading: &Reading<'_>, run: &[Judged]) -> Option<(Finding, &'static str, usize)> {
    let script = run[0].script;
    let signs = run.iter().filter(|one| is_sign(reading.words[one.word].text)).count();
    if signs * 2 >= run.len() {
        return None;
    }
    let quoted = is_quoted(reading, run);
    let fewest = if quoted { WORDS - 1 } else { WORDS };
    if script != Script::Latin {
        return (run.len() >= fewest)
            .then(|| (told(reading, run, script.tag()), script.tag(), run.len()));
    }
    let (language, weight) = (0..LANGUAGES.len())
        .map(|at| (at, weigh(reading, run, at)))
        .max_by_key(|(at, weight)| (*weight, std::cmp::Reverse(*at)))?;
    let words = trimmed(run, language);
    let tag = LANGUAGES[language];
    (weight >= ENOUGH && words.len() >= fewest)
        .then(|| (told(reading, words, tag), tag, words.len()))
}

/// Whether a word is a letter by itself or the name of a tone: `a b c`, `e fis gis ais`, `Des`.
pub(super) fn is_sign(word: &str) -> bool {
    let mut letters = word.chars();
    let tone =
        letters.next().is_some_and(|c| c.is_ascii_alphabetic() && c.to_ascii_lowercase() <= 'h');
    let rest = letters.as_str();
    word.chars().count() == 1 || tone && matches!(rest, "is" | "es" | "s" | "isis" | "eses")
}

/// What the words of a run weigh for a language; nothing, where all may be names.
fn weigh(reading: &Reading<'_>, run: &[Judged], language: usize) -> u32 {
    let of = |judged: &Judged| match judged.kind {
        WordKind::Foreign(evidence) => evidence[language],
        _ => None,
    };
    let full = run.iter().filter(|one| of(one) == Some(Weight::Full)).count();
    let light = run.iter().filter(|one| of(one) == Some(Weight::Light)).count();
    let unknown = run.iter().filter(|one| one.kind == WordKind::Unknown).count();
    if full + light == 0 || full + unknown == 0 || full == 0 && unknown < 2 && light < 2 {
        return 0;
    }
    let accents = run.iter().filter(|one| has_foreign_letter(reading.words[one.word].text)).count();
    let sum = 2 * full + light + unknown + accents;
    u32::try_from(sum).unwrap_or(u32::MAX)
}

/// Letters that German words do not have.
fn has_foreign_letter(word: &str) -> bool {
    word.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && !"äöüßÄÖÜẞ".contains(c))
}

/// A run without what does not belong to the passage at its ends.
fn trimmed(run: &[Judged], language: usize) -> &[Judged] {
    let tells = |one: &Judged| matches!(one.kind, WordKind::Foreign(e) if e[language].is_some());
    let belongs = |one: &Judged| tells(one) || one.kind == WordKind::Unknown;
    let first = run.iter().position(belongs).unwrap_or(0);
    let last = run.iter().rposition(belongs).unwrap_or(run.len() - 1);
    // A title begins and ends with names as often as not.
    let start = if first > 0 && run[first - 1].kind == WordKind::Name { first - 1 } else { first };
    let names = run[last + 1..].iter().take_while(|one| one.kind == WordKind::Name).count();
    &run[start..=last + names.min(2)]
}

fn is_quoted(reading: &Reading<'_>, run: &[Judged]) -> bool {
    let (first, last) = (run[0].word, run[run.len() - 1].word);
    let lead = reading.lead(first).ends_with(['„', '“', '»', '«', '‚', '‹', '›', '"']);
    let end = reading.words[last].range.end;
    lead && reading.at(end).is_some_and(|c| "“”«»‘’›‹\".,!?".contains(c))
}

fn told(reading: &Reading<'_>, run: &[Judged], tag: &str) -> Finding {
    let words = &reading.words;
    let range = words[run[0].word].range.start..words[run[run.len() - 1].word].range.end;
    finding(reading, range, run.len(), tag)
}

fn finding(reading: &Reading<'_>, range: Range<usize>, words: usize, tag: &str) -> Finding {
    let shown = excerpt(&reading.text()[range.clone()]);
    let own = reading.language(range.start);
    let all = words * 10 >= reading.words.len() * 9;
    let hint = if all {
        format!("write `{{lang={tag}}}` on the line before the paragraph, or `[…]{{lang={tag}}}`")
    } else {
        format!("put it into brackets with its language: `[…]{{lang={tag}}}`")
    };
    Finding::new(
        Code::ForeignPassage,
        range,
        format!("`{shown}` is not tagged, but hardly in `{own}`"),
        hint,
    )
}

/// A whole passage in a language of which no function words are known here, told by its groups of
/// three letters.
fn whole(text: &Text<'_>, reading: &Reading<'_>) -> Option<(Long, &'static str)> {
    const SHORTEST: usize = 60;
    let words = &reading.words;
    if reading.text().len() < SHORTEST || words.len() < 2 * WORDS {
        return None;
    }
    let primary = reading.passage.language.primary();
    let own = |index: usize| {
        matches!(kind(text, reading, index, primary), WordKind::Own | WordKind::Both)
    };
    let count = (0..words.len()).filter(|index| own(*index)).count();
    let uniform = words.iter().all(|word| reading.language(word.range.start).primary() == primary);
    // A sentence that begins in the text's own language only cites another.
    let cites = kind(text, reading, 0, primary) == WordKind::Own;
    if count * 5 > words.len() || cites || !uniform || !LANGUAGES.contains(&primary) {
        return None;
    }
    let guess = whatlang::detect(reading.text()).filter(whatlang::Info::is_reliable)?;
    let code = guess.lang().code();
    let tag = shortest_code(code);
    (tag != primary).then(|| {
        let range = words[0].range.start..words[words.len() - 1].range.end;
        (Long { place: (reading.index, range), words: words.len() }, tag)
    })
}
