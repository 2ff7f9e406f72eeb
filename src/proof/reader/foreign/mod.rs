//! Passages in another language than the text around them, without a language tag.

mod around;
mod kind;
mod script;

use std::ops::Range;

use super::super::Finding;
use super::Found;
use super::lexicon::Text;
use super::reading::Reading;
use crate::diagnostics::Code;
use crate::language::function::{LANGUAGES, Weight};
use crate::language::shortest_code;
use kind::{Kind, is_full, kind};
use script::Script;

pub(super) use around::{is_among, misread};

/// Fewest words of a foreign passage; in quotation marks, one less.
const WORDS: usize = 4;
/// What its words must weigh together.
const ENOUGH: u32 = 4;

pub(super) fn find(text: &Text<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for reading in text.readings {
        if let Some(finding) = whole(text, reading) {
            found.push(Found::at(reading, finding));
            continue;
        }
        for run in runs(text, reading) {
            found.extend(judge(reading, &run).map(|finding| Found::at(reading, finding)));
        }
    }
    found
}

/// A word that is judged, by its index.
struct Judged {
    word: usize,
    kind: Kind,
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
        let script = Script::of(word.text);
        let kind = if tagged { Kind::Own } else { kind(text, reading, index, primary) };
        let divided = reading.lead(index).contains(|c: char| {
            !c.is_whitespace() && !matches!(c, ',' | '’' | '\'' | '-' | '&' | '\u{ad}')
        });
        let listed = reading.lead(index).contains(',') && !run.iter().any(|one| is_full(one.kind));
        let other_script = run.last().is_some_and(|last| last.script != script);
        if divided || listed || kind == Kind::Own || other_script {
            runs.push(std::mem::take(&mut run));
        }
        let other = script == Script::Latin || script != Script::of_language(primary);
        if kind != Kind::Own && other {
            run.push(Judged { word: index, kind, script });
        }
    }
    runs.push(run);
    runs.retain(|run| run.len() >= WORDS - 1);
    runs
}

/// Whether a run is foreign, and in which language.
fn judge(reading: &Reading<'_>, run: &[Judged]) -> Option<Finding> {
    let script = run[0].script;
    let signs = run.iter().filter(|one| is_sign(reading.words[one.word].text)).count();
    if signs * 2 >= run.len() {
        return None;
    }
    let quoted = is_quoted(reading, run);
    let fewest = if quoted { WORDS - 1 } else { WORDS };
    if script != Script::Latin {
        return (run.len() >= fewest).then(|| told(reading, run, script.tag()));
    }
    let (language, weight) = (0..LANGUAGES.len())
        .map(|at| (at, weigh(reading, run, at)))
        .max_by_key(|(at, weight)| (*weight, std::cmp::Reverse(*at)))?;
    let words = trimmed(run, language);
    (weight >= ENOUGH && words.len() >= fewest).then(|| told(reading, words, LANGUAGES[language]))
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
        Kind::Foreign(evidence) => evidence[language],
        _ => None,
    };
    let full = run.iter().filter(|one| of(one) == Some(Weight::Full)).count();
    let light = run.iter().filter(|one| of(one) == Some(Weight::Light)).count();
    let unknown = run.iter().filter(|one| one.kind == Kind::Unknown).count();
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
    let tells = |one: &Judged| matches!(one.kind, Kind::Foreign(e) if e[language].is_some());
    let belongs = |one: &Judged| tells(one) || one.kind == Kind::Unknown;
    let first = run.iter().position(belongs).unwrap_or(0);
    let last = run.iter().rposition(belongs).unwrap_or(run.len() - 1);
    // A title begins and ends with names as often as not.
    let start = if first > 0 && run[first - 1].kind == Kind::Name { first - 1 } else { first };
    let names = run[last + 1..].iter().take_while(|one| one.kind == Kind::Name).count();
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
    let passage = &reading.text()[range.clone()];
    let start: Vec<&str> = passage.split_whitespace().take(5).collect();
    let more = if passage.split_whitespace().nth(5).is_some() { " …" } else { "" };
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
        format!("`{}{more}` is not tagged, but hardly in `{own}`", start.join(" ")),
        hint,
    )
}

/// A whole passage in a language of which no function words are known here, told by its groups of
/// three letters.
fn whole(text: &Text<'_>, reading: &Reading<'_>) -> Option<Finding> {
    const SHORTEST: usize = 60;
    let words = &reading.words;
    if reading.text().len() < SHORTEST || words.len() < 2 * WORDS {
        return None;
    }
    let primary = reading.passage.language.primary();
    let own = |index: usize| matches!(kind(text, reading, index, primary), Kind::Own | Kind::Both);
    let count = (0..words.len()).filter(|index| own(*index)).count();
    let uniform = words.iter().all(|word| reading.language(word.range.start).primary() == primary);
    // A sentence that begins in the text's own language only cites another.
    let cites = kind(text, reading, 0, primary) == Kind::Own;
    if count * 5 > words.len() || cites || !uniform || !LANGUAGES.contains(&primary) {
        return None;
    }
    let guess = whatlang::detect(reading.text()).filter(whatlang::Info::is_reliable)?;
    let code = guess.lang().code();
    let tag = shortest_code(code);
    (tag != primary).then(|| {
        let range = words[0].range.start..words[words.len() - 1].range.end;
        finding(reading, range, words.len(), tag)
    })
}
