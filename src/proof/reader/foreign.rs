//! Passages in another language than the text around them, without a language tag.

use std::ops::Range;

use super::super::Finding;
use super::Found;
use super::confusion;
use super::lexicon::Text;
use super::reading::{Reading, Word};
use crate::diagnostics::Code;
use crate::language::function::{Evidence, LANGUAGES, Weight, evidence};
use crate::language::is_frequent;

/// Fewest words of a foreign passage; in quotation marks, one less.
const WORDS: usize = 4;
/// What its words must weigh together.
const ENOUGH: u32 = 4;
/// Words on each side of a word that show in which language it stands.
const AROUND: usize = 4;

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

/// What a word says in a text of a language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It belongs to the language of the text.
    Own,
    /// It belongs to it, and to others too, or it is a noun and may be a name.
    Both,
    /// It is a function word of others.
    Foreign(Evidence),
    /// It stands in small letters and is unknown.
    Unknown,
    /// It tells nothing: a name, a number.
    Name,
}

/// A word that is judged, by its index.
struct Judged {
    word: usize,
    kind: Kind,
    script: Script,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Other,
}

impl Script {
    fn of(word: &str) -> Self {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some('\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}') => Self::Greek,
            Some('\u{400}'..='\u{52f}') => Self::Cyrillic,
            Some('\u{590}'..='\u{5ff}') => Self::Hebrew,
            Some('\u{600}'..='\u{77f}') => Self::Arabic,
            Some('A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') | None => {
                Self::Latin
            }
            Some(_) => Self::Other,
        }
    }

    /// The script of a language and the tag that is most likely for text in the script.
    fn of_language(primary: &str) -> Self {
        match primary {
            "el" | "grc" => Self::Greek,
            "ru" | "uk" | "be" | "bg" | "sr" | "mk" => Self::Cyrillic,
            "he" | "yi" => Self::Hebrew,
            "ar" | "fa" | "ur" => Self::Arabic,
            "zh" | "ja" | "ko" | "hi" | "th" | "ka" | "hy" => Self::Other,
            _ => Self::Latin,
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Greek => "el",
            Self::Cyrillic => "ru",
            Self::Hebrew => "he",
            Self::Arabic => "ar",
            Self::Latin | Self::Other => "…",
        }
    }
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
        let listed = reading.lead(index).contains(',') && !run.iter().any(is_full);
        let other_script = run.last().is_some_and(|last| last.script != script);
        if divided || listed || kind == Kind::Own || other_script {
            runs.push(std::mem::take(&mut run));
        }
        if kind != Kind::Own && script != Script::of_language(primary)
            || kind != Kind::Own && script == Script::Latin
        {
            run.push(Judged { word: index, kind, script });
        }
    }
    runs.push(run);
    runs.retain(|run| run.len() >= WORDS - 1);
    runs
}

/// Whether a word stands in the sentences of a language alone.
fn is_full(judged: &Judged) -> bool {
    matches!(judged.kind, Kind::Foreign(of) if of.contains(&Some(Weight::Full)))
}

fn kind(text: &Text<'_>, reading: &Reading<'_>, index: usize, primary: &str) -> Kind {
    let word = reading.words[index].text;
    if !word.chars().any(char::is_alphabetic) {
        return Kind::Name;
    }
    let of = of_word(word);
    let own = LANGUAGES.iter().position(|l| *l == primary).and_then(|at| of[at]);
    let others = LANGUAGES.iter().zip(of).any(|(l, weight)| *l != primary && weight.is_some());
    let frequent = primary == "de" && is_frequent(word);
    let small = word.starts_with(char::is_lowercase);
    match (own.is_some() || frequent, others) {
        (true, true) => Kind::Both,
        (true, false) if own.is_none() && !small && !is_frequent(&word.to_lowercase()) => {
            Kind::Both
        }
        (true, false) => Kind::Own,
        (false, true) => Kind::Foreign(of),
        (false, false) if small && primary == "de" && !is_german(text, word) => Kind::Unknown,
        (false, false) if small && primary == "de" => Kind::Own,
        (false, false) => Kind::Name,
    }
}

/// What a word says of languages; of `l’homme` its elided article does.
fn of_word(word: &str) -> Evidence {
    let whole = evidence(word);
    if whole.iter().any(Option::is_some) {
        return whole;
    }
    let elided = word.split_once(['’', '\'']).map(|(head, _)| head.to_lowercase());
    match elided.as_deref() {
        Some("d" | "l" | "qu" | "s" | "c" | "j" | "n" | "m") => evidence("l"),
        Some("dell" | "nell" | "all" | "dall" | "sull") => evidence("dei"),
        _ => whole,
    }
}

/// Whether a word in small letters looks like one of the text's own language.
fn is_german(text: &Text<'_>, word: &str) -> bool {
    const ENDS: [&str; 16] = [
        "ung", "ungen", "lich", "liche", "lichen", "isch", "ische", "ischen", "keit", "heit",
        "schaft", "chen", "ierte", "ierten", "iert", "ieren",
    ];
    word.contains(['ä', 'ö', 'ü', 'ß'])
        || text.occurrences(word) > 2
        || ENDS.iter().any(|end| word.ends_with(end))
}

/// Whether a run is foreign, and in which language.
fn judge(reading: &Reading<'_>, run: &[Judged]) -> Option<Finding> {
    let script = run[0].script;
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
    if count * 5 > words.len() || !uniform || !LANGUAGES.contains(&primary) {
        return None;
    }
    let guess = whatlang::detect(reading.text()).filter(whatlang::Info::is_reliable)?;
    let code = guess.lang().code();
    let tag = SHORT.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short);
    (tag != primary).then(|| {
        let range = words[0].range.start..words[words.len() - 1].range.end;
        finding(reading, range, words.len(), tag)
    })
}

/// ISO 639-3 to the shortest code, as BCP 47 asks for (RFC 5646, 2.2.1).
const SHORT: [(&str, &str); 24] = [
    ("deu", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("ita", "it"),
    ("spa", "es"),
    ("por", "pt"),
    ("lat", "la"),
    ("nld", "nl"),
    ("dan", "da"),
    ("nob", "nb"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("pol", "pl"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("hun", "hu"),
    ("ron", "ro"),
    ("cat", "ca"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("ell", "el"),
];

/// The language of the foreign words around an offset, as its place in [`LANGUAGES`].
fn around(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let primary = reading.language(at).primary();
    let own = LANGUAGES.iter().position(|l| *l == primary);
    let index = reading.words.partition_point(|word| word.range.start < at);
    let near = index.saturating_sub(AROUND)..(index + AROUND + 1).min(reading.words.len());
    let mut counts = [0_u32; LANGUAGES.len()];
    for word in near.filter(|n| *n != index).map(|n| &reading.words[n]) {
        let of = of_word(word.text);
        for (language, weight) in of.iter().enumerate() {
            counts[language] += match weight {
                Some(Weight::Full) => 2,
                Some(Weight::Light) => 1,
                None => 0,
            };
        }
        if let Some(own) = own.filter(|_| primary == "de" && is_frequent(word.text)) {
            counts[own] += 1;
        }
    }
    let best = (0..counts.len()).max_by_key(|at| (counts[*at], Some(*at) == own))?;
    (Some(best) != own && counts[best] > 2).then_some(best)
}

/// Whether a word stands among words of another language.
pub(super) fn is_among(text: &Text<'_>, reading: &Reading<'_>, at: usize) -> bool {
    text.is_untagged(reading.index, at) || around(reading, at).is_some()
}

/// Misread function words of another language, among others of it: `tbe`, `oftbe`.
pub(super) fn misread<'r>(
    text: &'r Text<'_>,
    reading: &'r Reading<'_>,
) -> impl Iterator<Item = Finding> + 'r {
    reading.words.iter().filter_map(move |word| {
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
        || text.count(word.text) > 2
        || is_frequent(word.text)
    {
        return None;
    }
    if evidence(word.text).iter().any(Option::is_some) {
        return None;
    }
    let language = around(reading, word.range.start)?;
    let full = |word: &str| word.len() > 1 && evidence(word)[language] == Some(Weight::Full);
    let split = |word: &str| {
        (2..word.len().saturating_sub(1))
            .map(|at| word.split_at(at))
            .find(|(a, b)| full(a) && full(b))
            .map(|(a, b)| format!("{a} {b}"))
    };
    let misread = confusion::readings(word.text)
        .filter(|one| one.word.is_ascii())
        .find_map(|one| if full(&one.word) { Some(one.word) } else { split(&one.word) });
    split(word.text).or(misread)
}
