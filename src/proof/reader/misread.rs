//! Words that optical recognition misread: `uni` for `um`, `nnd` for `und`, `daB` for `daß`.
//!
//! A word is told of where it is rare, is no word as far as is known, and one confusion leads to
//! it from a word that is frequent in German or in the text.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::Finding;
use super::foreign;
use super::lexicon::{Text, capital};
use super::models::{Models, OFTEN};
use super::reading::{Reading, Word, is_space};
use super::trigrams::Trigrams;
use super::{Found, PassageRange};
use crate::diagnostics::Code;
use crate::ir::Language;
use crate::language::function::evidence;
use crate::language::{commonness, is_frequent, is_frequent_within};
use crate::proof::confusion::{Reading as Possible, readings};

/// How many words on each side are looked at, and how many unknown ones among them are company.
const AROUND: usize = 5;
const COMPANY: usize = 2;
/// Words that look misread and are right.
const RIGHT: &str = "\
    ans gen ost übt bog hob bot hub sog wog lau mau hau kau bau hui hie irr lob sag zäh öde \
    eng bar oh ei au ah eh na nu ne ho he ha hm uh ach aha oho hop heb reg log lud rar fad \
    qua via pro per bio öko oha tja wau muh mäh bös roh rau rät säe sät ehr sann rann braut \
    baut schaut traut taut kaut haut graut lasst iss iß lies ade ex jener amen Anmut \
    Aufdruck Aufsicht Ausdeutung Axt Bach Felge Gewirr Gicht Kapitol Kegel Loben Moor Rollo \
    Rost Salz Schulz Schurz Stadien Stahl Steg Ami Kat Tai Marne Leih Haas Schluff mittig \
    moin neunt nenn teeren loten vis Staude Storno Streif Streik Stuck Turin Volt Volte Waid \
    Watte Augst Wagon Branchen denjenigen dürr erbeben fetzen gefetzt gelogen genarrt hegen \
    häutig horten laugen maß maßen nackt schor schwelgen spat sticken stocken taufen irren \
    wirtlich vergossen enden senken sengen hagen all allzu well ad dom don de la le el il et \
    of the al von van ben ibn bin rat tor los min max alien bart beißen beißt bissen besieht \
    besehen hauen haute hauten reifen reifte reiften reift sieh umgehen umgeht übergeben \
    übergebt wetten wettet wette lieh liehen feien vorauf haft wett beute lehen heben hebt \
    beben bebt bebte rief riefe lief liefe tief tiefe rufe laufe kaufen kauft kaufte taufte \
    biete bieten biet mieten webe weben gähnen hechte";

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    let words = text.german();
    let trigrams = Trigrams::count(words.iter().map(|(word, _)| *word));
    let models = Models::build(text, words.iter().map(|(word, _)| *word));
    let torn: Vec<Found> = text
        .readings
        .iter()
        .flat_map(|reading| torn(text, reading).map(|finding| Found::at(reading, finding)))
        .collect();
    // The halves of a word are not told of again.
    let is_half = |passage: usize, range: &Range<usize>| {
        let behind = torn.partition_point(|one| {
            (one.passage, one.finding.range.start) <= (passage, range.start)
        });
        behind > 0 && {
            let before = &torn[behind - 1];
            before.passage == passage && range.end <= before.finding.range.end
        }
    };
    for (word, places) in &words {
        let likely = capital_within(text, word).or_else(|| {
            (!has_abbreviation_point(text, word, &places[0]))
                .then(|| meant(text, word, places, (&models, &trigrams)))
                .flatten()
        });
        if let Some((right, sure)) = likely {
            let whole: Vec<PassageRange> = places
                .iter()
                .filter(|(passage, range)| !is_half(*passage, range))
                .cloned()
                .collect();
            found.extend(told(text, word, &whole, &right, sure));
        }
    }
    for reading in text.readings {
        found.extend(in_context(text, reading).map(|finding| Found::at(reading, finding)));
        found.extend(foreign::misread(text, reading).map(|finding| Found::at(reading, finding)));
    }
    found.extend(torn);
}

fn told(
    text: &Text<'_>,
    word: &str,
    places: &[PassageRange],
    right: &str,
    sure: bool,
) -> Vec<Found> {
    let used = |place: &&PassageRange| {
        let reading = &text.readings[place.0];
        !reading.is_cited(&place.1)
            && !reading.passage.is_editors(&place.1)
            && !foreign::is_among(text, reading, place.1.start)
            && !is_surname(reading, place)
            && !is_tone(reading, place)
            && !is_said_of_oneself(text, reading, place)
    };
    let places: Vec<PassageRange> = places.iter().filter(used).cloned().collect();
    let message = format!("`{word}` looks like `{right}`, misread");
    if sure {
        // Each place has a correction of its own.
        return places
            .into_iter()
            .map(|(passage, range)| {
                let hint = format!("write `{right}`");
                let finding = Finding::new(Code::Misread, range, message.as_str(), hint);
                Found { passage, finding: finding.corrected(right), also: Vec::new() }
            })
            .collect();
    }
    let Some((passage, range)) = places.first().cloned() else { return Vec::new() };
    let hint = format!("compare it with the original; write `{right}` if that stands there");
    let finding = Finding::new(Code::Misread, range, message, hint);
    vec![Found { passage, finding, also: places[1..].to_vec() }]
}

/// Whether a word is the name of a tone, or a letter, beside another: `gis ais`.
fn is_tone(reading: &Reading<'_>, place: &PassageRange) -> bool {
    let index = reading.words.partition_point(|word| word.range.start < place.1.start);
    let sign = |at: usize| reading.words.get(at).is_some_and(|word| foreign::is_sign(word.text));
    sign(index) && (index > 0 && sign(index - 1) || sign(index + 1))
}

/// Whether a word is the short form of a verb beside its `ich`: `so find ich`, `ich glaub`.
fn is_said_of_oneself(text: &Text<'_>, reading: &Reading<'_>, place: &PassageRange) -> bool {
    let index = reading.words.partition_point(|word| word.range.start < place.1.start);
    is_short_of_ich(text, reading, index)
}

fn is_short_of_ich(text: &Text<'_>, reading: &Reading<'_>, index: usize) -> bool {
    let is_ich = |word: &Word<'_>| word.text == "ich" || word.text == "Ich";
    let before = index > 0 && is_space(reading.lead(index)) && is_ich(&reading.words[index - 1]);
    let behind = is_space(reading.gap(index)) && reading.words.get(index + 1).is_some_and(is_ich);
    let whole = format!("{}e", reading.words[index].text);
    (before || behind)
        && (commonness(&whole).is_some()
            || text.spelled(&whole, reading.language(reading.words[index].range.start))
                == Some(true))
}

/// Whether a capitalised word stands behind an unknown one, as surnames do.
fn is_surname(reading: &Reading<'_>, place: &PassageRange) -> bool {
    let index = reading.words.partition_point(|word| word.range.start < place.1.start);
    let Some(before) = index.checked_sub(1).map(|at| reading.words[at].text) else { return false };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let title = TITLES.contains(&before) && reading.lead(index) == ". ";
    capital(&reading.text()[place.1.clone()])
        && (title || capital(before) && !is_frequent(before) && is_space(reading.lead(index)))
}

/// Titles before a surname.
const TITLES: [&str; 10] = ["Hr", "Hrn", "Hrrn", "Dr", "Prof", "Mr", "Mrs", "Frl", "Fr", "St"];

fn is_right(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| RIGHT.split_whitespace().collect());
    WORDS.contains(word)
}

/// Whether a short word stands before a point, as abbreviations do.
fn has_abbreviation_point(text: &Text<'_>, word: &str, place: &PassageRange) -> bool {
    let reading = text.readings[place.0].text();
    let Some(rest) = reading[place.1.end..].strip_prefix('.') else { return false };
    let goes_on = rest.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_numeric());
    let vowels = word.to_lowercase().contains(|c| "aeiouyäöü".contains(c));
    word.chars().count() < 6 && (goes_on || !vowels)
}

/// `daB`, `vieIe`: a capital within a word that stands for `ß` or `l`; sure, where the word is known.
fn capital_within(text: &Text<'_>, word: &str) -> Option<(String, bool)> {
    let small = |c: char| c.is_lowercase();
    let (at, capital) = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase())?;
    let letter = match capital {
        'B' => "ß",
        'I' => "l",
        _ => return None,
    };
    let (head, tail) = (&word[..at], &word[at + 1..]);
    let plain = head.chars().skip(1).all(small) && tail.chars().all(|c| small(c) || c == capital);
    let right = format!("{head}{letter}{}", tail.replace(capital, letter));
    let known = is_frequent(&right) || text.count(&right) > 0;
    (plain && known).then_some((right, true))
}

/// `Prole tarier`, `natürl ich`: two words, of which one is none, that are a word together. Without a
/// dictionary both have to be rare.
fn torn<'r>(text: &'r Text<'_>, reading: &'r Reading<'_>) -> impl Iterator<Item = Finding> + 'r {
    reading.words.windows(2).enumerate().filter_map(move |(index, two)| {
        let (first, second) = (&two[0], &two[1]);
        let joined = second.text.starts_with(char::is_lowercase)
            && is_space(reading.gap(index))
            && reading.is_german(first.range.start);
        let plain = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
        if !joined || !plain(first.text) || !plain(second.text) {
            return None;
        }
        let language = reading.language(first.range.start);
        let rare = |word: &str| text.count(word) == 1 && !is_frequent(word);
        let unknown = |word: &str| rare(word) && text.spelled(word, language) == Some(false);
        let whole = || format!("{}{}", first.text, second.text);
        let used = |whole: &str| is_frequent(whole) || text.occurrences(whole) > 1;
        let is_torn = if text.spelled("und", language).is_some() {
            // `fin de siècle`
            !is_right(second.text)
                && (unknown(first.text) || unknown(second.text))
                && (used(&whole())
                    || commonness(&whole()).is_some()
                        && text.spelled(&whole(), language) == Some(true))
        } else {
            rare(first.text) && rare(second.text) && used(&whole())
        };
        if !is_torn || foreign::is_among(text, reading, first.range.start) {
            return None;
        }
        let whole = whole();
        Some(Finding::new(
            Code::Misread,
            first.range.start..second.range.end,
            format!("`{} {}` looks like `{whole}`, torn apart", first.text, second.text),
            format!("compare it with the original; write `{whole}` if that stands there"),
        ))
    })
}

/// The word that is likely meant by a rare one.
fn meant(
    text: &Text<'_>,
    word: &str,
    places: &[PassageRange],
    (models, trigrams): (&Models<'_>, &Trigrams),
) -> Option<(String, bool)> {
    let letters = word.chars().count();
    let language = text.language(&places[0]);
    let small = word.chars().all(char::is_lowercase);
    let plain =
        word.chars().all(char::is_alphabetic) && word.chars().skip(1).all(char::is_lowercase);
    if !plain
        || !(2..=30).contains(&letters)
        || is_frequent(word)
        || is_right(word)
        || is_right(&word.to_lowercase())
    {
        return None;
    }
    if is_cut(text, &places[0]) || is_in_company(text, &places[0], language) {
        return None;
    }
    let first = text.begins_sentence(&places[0]);
    let known = text.spelled(word, language);
    // `von seiten`, `not tun`: a noun that lost its capital with its weight.
    if known == Some(true) || small && text.spelled(&capital(word), language) == Some(true) {
        return None;
    }
    let mut other = String::new();
    let candidates = readings(word).filter_map(|one| {
        one.spell(&mut other);
        let model = models.get(&other).filter(|model| model.is_often(places.len(), letters))?;
        // Within a sentence a capital belongs to a noun.
        let likely = (small || first || !model.frequent || is_frequent_within(&other))
            && is_commoner(&other, word)
            && !is_other_ending(&other, word)
            && is_strange(&one, word, (small, model.frequent), letters, trigrams, text, language);
        likely.then(|| (other.clone(), model.occurrences))
    });
    let best = candidates.max_by_key(|(_, occurrences)| *occurrences);
    best.map(|(other, _)| (other, false))
}

/// `eueren`, `euerer`: two forms of an adjective or pronoun.
fn is_other_ending(word: &str, other: &str) -> bool {
    let stem = |word: &str| {
        ["en", "er", "es", "em"].iter().find_map(|end| word.strip_suffix(end).map(str::len))
    };
    let (one, two) = (stem(word), stem(other));
    one.is_some_and(|at| at > 2 && one == two && word[..at] == other[..at])
}

/// How many times as common in German a word must be, as a power of two, as one that other books have too.
const COMMONER: u8 = 8;

/// Whether a word is so much commoner in German than another that this may be a misprint of it.
fn is_commoner(word: &str, other: &str) -> bool {
    commonness(other).is_none_or(|own| commonness(word).unwrap_or(0) >= own + COMMONER)
}

/// Whether an apostrophe or a bracket cuts the word short.
fn is_cut(text: &Text<'_>, place: &PassageRange) -> bool {
    let reading = &text.readings[place.0];
    let quote = |c: Option<char>| c.is_some_and(|c| matches!(c, '’' | '\'' | '‘' | '‚'));
    // `Datei(en)`
    let head = &reading.text()[..place.1.start];
    if head.strip_suffix('(').is_some_and(|head| head.ends_with(char::is_alphabetic)) {
        return true;
    }
    let behind = reading.text()[place.1.end..].trim_start().chars().next();
    let before = reading.text()[..place.1.start].trim_end().chars().next_back();
    quote(behind) || quote(before)
}

/// Whether several other words around are in no dictionary: there people speak in dialect or in
/// another language.
fn is_in_company(text: &Text<'_>, place: &PassageRange, language: &Language) -> bool {
    let reading = &text.readings[place.0];
    let at = reading.words.partition_point(|word| word.range.start < place.1.start);
    let around =
        &reading.words[at.saturating_sub(AROUND)..(at + AROUND + 1).min(reading.words.len())];
    let unknown = around.iter().filter(|word| {
        word.range.start != place.1.start
            && word.text.chars().count() > 1
            && word.text.starts_with(char::is_lowercase)
            && text.spelled(word.text, language) == Some(false)
    });
    unknown.count() >= COMPANY || around.iter().any(|word| is_of_another(word.text))
}

/// Whether a small word belongs to a dialect or to another language, and not to German: `dat`, `mon`.
fn is_of_another(word: &str) -> bool {
    let of = evidence(word);
    of.iter().any(Option::is_some) && of[0].is_none() && !is_frequent(word)
}

/// Whether the misread word can hardly be a word: a dictionary says so, it is too short to be
/// another, or it holds letters in an order that German does not have.
fn is_strange(
    one: &Possible<'_>,
    word: &str,
    (small, frequent): (bool, bool),
    letters: usize,
    trigrams: &Trigrams,
    text: &Text<'_>,
    language: &Language,
) -> bool {
    small && frequent && (letters < 4 || one.is_telling() && !is_inflected(word))
        || trigrams.strange_at(word, &one.at())
        || small && text.spelled(word, language) == Some(false)
}

/// Whether a word is a known one with the ending of an adjective: `feiner`.
fn is_inflected(word: &str) -> bool {
    ["e", "en", "er", "es", "em"]
        .iter()
        .filter_map(|end| word.strip_suffix(end))
        .any(|stem| stem.chars().count() > 3 && (is_frequent(stem) || is_right(stem)))
}

/// Words that are words but not here: `uni`, `vorn Staate`, `dein` in a text that addresses nobody.
fn in_context<'r>(
    text: &'r Text<'_>,
    reading: &'r Reading<'_>,
) -> impl Iterator<Item = Finding> + 'r {
    let addressed =
        ["du", "dir", "dich", "deine", "deiner", "deinen", "deinem", "Dein", "Dir", "Dich"]
            .iter()
            .any(|word| text.occurrences(word) > 0);
    reading.words.iter().enumerate().filter_map(move |(index, word)| {
        let right = match word.text {
            "uni" if !is_colour(reading, index) => "um",
            "vorn" if noun_follows(reading, index) => "vom",
            "dein" if !addressed && text.count("dein") < OFTEN => "dem",
            "sieh" if is_within_clause(reading, index) => "sich",
            // Without a dictionary it is told as a word that is none.
            "find"
                if is_within_clause(reading, index)
                    && !is_short_of_ich(text, reading, index)
                    && text.spelled("find", reading.language(word.range.start)) == Some(true) =>
            {
                "sind"
            }
            "heim" if verb_made_noun_follows(reading, index) => "beim",
            "fein" if is_within_clause(reading, index) && noun_follows(reading, index) => "sein",
            _ => return None,
        };
        let here = reading.is_german(word.range.start)
            && !reading.is_cited(&word.range)
            && !foreign::is_among(text, reading, word.range.start);
        here.then(|| real_word(word, right))
    })
}

fn real_word(word: &Word<'_>, right: &str) -> Finding {
    Finding::new(
        Code::Misread,
        Range { start: word.range.start, end: word.range.end },
        format!("`{}` looks like `{right}`, misread", word.text),
        format!("compare it with the original; write `{right}` if that stands there"),
    )
}

/// `ein uni gefärbtes Tuch`, `in uni`
fn is_colour(reading: &Reading<'_>, index: usize) -> bool {
    let next = reading.words.get(index + 1).map_or("", |word| word.text);
    let before = index.checked_sub(1).map_or("", |at| reading.words[at].text);
    ["gefärb", "farb", "gehalten", "blau", "rot", "grün", "grau", "weiß", "schwarz", "gemustert"]
        .iter()
        .any(|start| next.starts_with(start))
        || before == "in"
}

/// Whether a word stands between others of its clause, where no command can stand.
fn is_within_clause(reading: &Reading<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).map(|at| reading.words[at].text);
    // `denn sieh da`
    let pointing = reading
        .words
        .get(index + 1)
        .is_some_and(|next| ["da", "doch", "nur", "mal"].contains(&next.text));
    is_space(reading.lead(index))
        && is_space(reading.gap(index))
        && !pointing
        && before.is_some_and(|word| {
            !["und", "so", "da", "nun", "aber", "doch", "oder", "ganz", "sehr", "wie"]
                .contains(&word.to_lowercase().as_str())
        })
}

/// `heim Kompilieren`
fn verb_made_noun_follows(reading: &Reading<'_>, index: usize) -> bool {
    let next = reading.words.get(index + 1).map_or("", |word| word.text);
    is_space(reading.gap(index))
        && next.starts_with(char::is_uppercase)
        && next.ends_with("en")
        && next.chars().count() > 4
}

fn noun_follows(reading: &Reading<'_>, index: usize) -> bool {
    let next = reading.words.get(index + 1);
    is_space(reading.gap(index))
        && next
            .is_some_and(|word| word.text.starts_with(char::is_uppercase) && is_frequent(word.text))
}
