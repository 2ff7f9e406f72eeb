//! The title page of a book: title, subtitle, `von`, author, translator, place, publisher and year, each on a line of its own.

use super::contents::names_contents;
use super::days::is_date;
use super::headings::HeadingKind;
use super::names::{chapter_word, is_person, named_section};
use super::numerals::{roman, year};
use super::plain::is_capital;
use super::source::{Role, Source};
use super::titleline::{squeeze, year_and_name};

/// What a title page says.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Title first, then subtitles.
    pub(super) titles: Vec<String>,
    pub(super) author: Option<String>,
    /// The author is a guess, by its place.
    pub(super) author_doubtful: bool,
    /// Name and MARC relator.
    pub(super) others: Vec<(String, &'static str)>,
    pub(super) year: Option<u32>,
    /// Place, publisher and year, as they stand.
    pub(super) imprint: Vec<String>,
    /// The lines of the text it takes up.
    pub(super) lines: Vec<usize>,
}

/// Most lines, and the longest, in characters.
const MOST: usize = 20;
const LONGEST: usize = 100;
/// Longest imprint of several printers and places, in words.
const LONGEST_IMPRINT: usize = 30;

/// What a line of it is.
enum Said {
    Title(String),
    Author(String),
    Other(String, &'static str),
    Imprint(String),
    /// Of the page alone: which edition, whose rights.
    Aside,
    /// What may stand on any page.
    Passed,
}

/// Reads the title page with which a text begins; `None` if no line says `von` or where the book appeared.
pub(super) fn read(source: &Source) -> Option<Page> {
    let mut page = Page::default();
    let mut said: Vec<(usize, Said)> = Vec::new();
    let mut waits: Option<&'static str> = None;
    let mut sure = 0;
    let mut known = false;
    for (line, text) in front(source) {
        let (all, wait) = match waits.take() {
            Some("aut") => (vec![Said::Author(name(&text))], None),
            Some(role) => (vec![Said::Other(name(&text), role)], None),
            None => of_line(&text, said.is_empty(), known),
        };
        // `von` alone: a name follows.
        known |= all.is_empty();
        if all.is_empty() {
            said.push((line, Said::Passed));
        }
        waits = wait;
        for one in all {
            known |= matches!(one, Said::Author(_));
            let counts = !matches!(one, Said::Title(_) | Said::Passed) || waits.is_some();
            said.push((line, one));
            if counts {
                sure = said.len();
            }
        }
    }
    said.truncate(sure);
    places(&mut said);
    if said.is_empty() {
        return None;
    }
    let mut above: Option<usize> = None;
    for (line, one) in said {
        match one {
            Said::Title(text) => {
                let beside = above.is_some_and(|above| {
                    above == line || (above + 1 == line && !source.is_apart(line))
                });
                let same = above == Some(line) && !names_kind(&text);
                let goes_on = beside
                    && !is_person(&text)
                    && page.titles.last().is_some_and(|title| {
                        same || text.starts_with(char::is_lowercase) || ends_open(title)
                    });
                match page.titles.last_mut().filter(|_| goes_on) {
                    Some(title) => *title = format!("{title} {text}"),
                    None => page.titles.push(text),
                }
                above = Some(line);
            }
            Said::Author(name) => {
                page.author = Some(match page.author.take() {
                    Some(first) => format!("{first}, {name}"),
                    None => name,
                });
            }
            Said::Other(name, role) => page.others.push((name, role)),
            Said::Imprint(text) => {
                let found = text.split(|c: char| !c.is_ascii_digit()).find_map(year);
                page.year = page.year.or(found);
                page.imprint.push(without_stop(&text).to_owned());
            }
            Said::Aside | Said::Passed => {}
        }
        if page.lines.last() != Some(&line) {
            page.lines.push(line);
        }
    }
    if page.author.is_none() {
        let persons: Vec<usize> =
            (0..page.titles.len()).filter(|n| is_person(&page.titles[*n])).collect();
        // The name stands above the title or below it.
        if let Some(at) = persons.last().filter(|_| page.titles.len() > 1) {
            page.author = Some(page.titles.remove(*at));
            page.author_doubtful = true;
        }
    }
    page.titles.iter_mut().for_each(|title| *title = in_small_letters(title));
    page.author = page.author.map(|name| in_small_letters(&name));
    page.others.iter_mut().for_each(|(name, _)| *name = in_small_letters(name));
    page.imprint.iter_mut().for_each(|text| *text = in_small_letters(text));
    (!page.titles.is_empty()).then_some(page)
}

/// Lines below the author that go before place or year, and are no more than a name, are part of that: `Berlin.`, `Alfred Schall,`.
fn places(said: &mut [(usize, Said)]) {
    let Some(author) = said.iter().position(|(_, one)| matches!(one, Said::Author(_))) else {
        return;
    };
    let last = said.iter().rposition(|(_, one)| matches!(one, Said::Imprint(_))).unwrap_or(0);
    for (_, one) in said.iter_mut().take(last).skip(author + 1) {
        let is_place = |text: &str| {
            let name = text.starts_with(char::is_uppercase) && chapter_word(text).is_none();
            name && (text.ends_with([',', '.', ':'])
                || text.split_whitespace().count() <= 3 && !text.contains(char::is_lowercase)
                || text.split_whitespace().count() <= 2)
        };
        if let Said::Title(text) = one
            && is_place(text)
        {
            *one = Said::Imprint(std::mem::take(text));
        }
    }
}

/// The short lines before the text, each line of a paragraph by itself.
fn front(source: &Source) -> Vec<(usize, String)> {
    let mut front = Vec::new();
    let before_text =
        source.lines.iter().take(4 * MOST).take_while(|line| line.role != Role::Block).count();
    let lines: Vec<usize> =
        source.text_lines().take(2 * MOST).take_while(|line| *line < before_text).collect();
    // `Zweiter Band` stands on title pages, too, above the imprint.
    let of_page = |at: usize| {
        let below = lines[at + 1..].iter().take(4).map(|line| source.line(*line));
        below.take_while(|text| text.chars().nth(LONGEST).is_none()).any(|text| {
            let small = text.to_lowercase();
            is_aside(&small) || is_imprint(text, &small)
        })
    };
    for (at, line) in lines.iter().copied().enumerate() {
        let pieces = pieces(source, line);
        let is_volume = |text: &str| {
            chapter_word(text)
                .is_some_and(|found| found.kind == HeadingKind::Part && found.rest == text.len())
        };
        let volume = at > 0 && pieces.iter().all(|text| is_volume(text)) && of_page(at);
        let ends = !volume
            && pieces.iter().any(|text| {
                text.chars().nth(LONGEST).is_some()
                    || named_section(text).is_some()
                    || chapter_word(text).is_some()
                    || names_contents(text)
                    || (roman(text.trim_end_matches('.')).is_some()
                        && year_of_roman(text).is_none())
            });
        let below_heading = line > 0 && source.lines[line - 1].role == Role::Heading;
        // A sentence is text.
        let prose = pieces.iter().any(|text| {
            text.ends_with(['.', ':', ';', '!']) && text.split_whitespace().count() > 9
        });
        if ends || prose || below_heading || front.len() + pieces.len() > MOST {
            break;
        }
        front.extend(pieces.into_iter().map(|text| (line, text)));
    }
    front
}

/// The lines of a paragraph.
fn pieces(source: &Source, line: usize) -> Vec<String> {
    let lines = source.line(line).lines().map(squeeze);
    lines.filter(|text| !text.is_empty()).collect()
}

fn year_of_roman(text: &str) -> Option<u32> {
    let bare = text.trim_end_matches('.');
    (bare.len() >= 4 && bare.starts_with('M')).then_some(0)
}

/// `Von Ida Probe`: the name that a line says whose title stands above.
pub(super) fn author(line: &str) -> Option<&str> {
    let bare = line.trim_end_matches(['.', ',', ':']);
    let small = bare.to_lowercase();
    let tail = |by: &str| if small.starts_with(by) { bare.get(by.len()..) } else { None };
    let mut tails = ["von ", "by ", "par ", "autor: ", "author: "].into_iter().filter_map(tail);
    tails.find(|tail| looks_like_name(tail))
}

/// What a line says, and whose name the next one is, if it ends with `von`.
fn of_line(text: &str, first: bool, known: bool) -> (Vec<Said>, Option<&'static str>) {
    let bare = text.trim_end_matches(['.', ',', ':']);
    let small = bare.to_lowercase();
    if matches!(small.as_str(), "von" | "by" | "par" | "di" | "af" | "door") {
        return (Vec::new(), Some("aut"));
    }
    if let Some((role, rest)) = helper(&small) {
        let named = &bare[bare.len() - rest..];
        return match named.trim().is_empty() {
            true => (vec![Said::Aside], Some(role)),
            false => (vec![Said::Other(name(named), role)], None),
        };
    }
    if let Some(author) = author(bare).filter(|_| !first) {
        return (vec![Said::Author(name(author))], None);
    }
    for by in [" von", " by", " par"] {
        if small.ends_with(by) && (!first || small.split_whitespace().count() > 2) {
            return (vec![Said::Title(bare[..bare.len() - by.len()].to_owned())], Some("aut"));
        }
    }
    if let Some((head, tail)) = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
        && year(tail).is_some()
    {
        return (vec![Said::Title(head.to_owned()), Said::Imprint(tail.to_owned())], None);
    }
    if is_aside(&small) {
        return (vec![Said::Aside], None);
    }
    if text.starts_with('[') || (known && text.starts_with(char::is_lowercase)) {
        return (vec![Said::Passed], None);
    }
    if is_imprint(text, &small) {
        return (vec![Said::Imprint(text.to_owned())], None);
    }
    if !first && !known {
        for by in [" von ", " by ", " VON ", " BY "] {
            if let Some((head, tail)) = bare.rsplit_once(by).filter(|(_, tail)| is_person(tail)) {
                // `Roman von Karl Muster`: the author follows the kind of the book.
                if head.split_whitespace().count() <= 3 {
                    return (vec![Said::Title(head.to_owned()), Said::Author(name(tail))], None);
                }
            }
        }
    }
    (vec![Said::Title(text.to_owned())], None)
}

/// `Übersetzt von`, `Translated by`, `Herausgegeben von`: who else made the book; the role, and how many bytes of the line are
/// left for the name.
fn helper(small: &str) -> Option<(&'static str, usize)> {
    const WORDS: [(&str, &str); 18] = [
        ("herausgegeben", "edt"),
        ("übersetzt", "trl"),
        ("übertragen", "trl"),
        ("übersetzung", "trl"),
        ("übertragung", "trl"),
        ("verdeutscht", "trl"),
        ("deutsch von", "trl"),
        ("deutsche von", "trl"),
        ("translated", "trl"),
        ("translation", "trl"),
        ("traduit", "trl"),
        ("aus dem ", "trl"),
        ("edited by", "edt"),
        ("illustriert", "ill"),
        ("illustrated", "ill"),
        ("illustrationen von", "ill"),
        ("illustrations by", "ill"),
        ("zeichnungen von", "ill"),
    ];
    let (_, role) = WORDS.iter().find(|(word, _)| small.contains(word))?;
    let by = [" von ", " by ", " par "]
        .iter()
        .filter_map(|by| small.rfind(by).map(|at| at + by.len()))
        .max();
    let ends = small.ends_with(" von") || small.ends_with(" by") || small.ends_with(" par");
    match by {
        _ if ends => Some((role, 0)),
        Some(at) => Some((role, small.len() - at)),
        None => None,
    }
}

/// Where and when a book appeared: a year, `Leipzig 1912`, `Verlag von …`.
fn is_imprint(text: &str, small: &str) -> bool {
    if text.split_whitespace().count() > 12 || is_date(text.trim_end_matches('.')) {
        return false;
    }
    let bare = text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | ' '));
    if year(bare).is_some()
        || year_of_roman(bare).is_some_and(|_| bare.chars().all(|c| "MDCLXVI.".contains(c)))
    {
        return true;
    }
    let (found, rest) = year_and_name(text);
    let place = rest.split_whitespace().count() <= 5 && rest.starts_with(char::is_uppercase);
    (found.is_some() && place && !text.ends_with(')')) || has_printer(small)
}

/// Whether a line in small letters names who prints or sells books.
fn has_printer(small: &str) -> bool {
    const WORDS: [&str; 14] = [
        "verlag",
        "buchhandlung",
        "druckerei",
        "libraire",
        "publish",
        "publisher",
        "press",
        "druck von",
        "imprimerie",
        "éditeur",
        "printed",
        "gedruckt bei",
        "verlegt",
        "company",
    ];
    let has_word = small
        .split(|c: char| !c.is_alphabetic())
        .any(|word| WORDS.iter().any(|known| word.ends_with(known) || word.starts_with(known)));
    has_word || WORDS.iter().any(|word| word.contains(' ') && small.contains(word))
}

/// Beginnings of what is said of rights and of printing.
const RIGHTS: [&str; 7] =
    ["gedruckt", "nachdruck", "copyright", "alle rechte", "all rights", "tous droits", "réservé"];

/// Whether a line says whose the rights are, or who printed or sells the book, wherever it stands.
pub(super) fn names_printer(text: &str) -> bool {
    let small = text.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    (2..=12).contains(&text.split_whitespace().count())
        && (RIGHTS.iter().any(|first| small.starts_with(first))
            || has_printer(&small) && !small.contains("published"))
}

/// Whether a line says what title pages and advertisements say: who printed or sells the book, which edition it is.
pub(super) fn is_of_trade(text: &str) -> bool {
    let small = text.to_lowercase();
    let imprint = is_capital(text)
        && text.split_whitespace().count() <= LONGEST_IMPRINT
        && (has_printer(&small) || is_imprint(text, &small));
    imprint || names_printer(text) || is_aside(&small)
}

/// What a title page says of its printing: which edition, whose rights.
fn is_aside(small: &str) -> bool {
    const WORDS: [&str; 5] = ["auflage", "aufl", "edition", "tausend", "vorbehalten"];
    let mut words = small.split(|c: char| !c.is_alphabetic());
    small.split_whitespace().count() <= 10
        && (RIGHTS.iter().any(|first| small.starts_with(first))
            || words.any(|word| WORDS.contains(&word)))
}

/// One to five words with capitals.
fn looks_like_name(text: &str) -> bool {
    is_person(text) || {
        let words: Vec<&str> = text.split_whitespace().collect();
        (1..=5).contains(&words.len())
            && words.iter().all(|word| {
                word.starts_with(char::is_uppercase) && !word.contains(char::is_numeric)
            })
    }
}

/// `Durch`, `Das Buch von der`: a title that goes on.
pub(super) fn ends_open(title: &str) -> bool {
    const OPEN: [&str; 6] = ["durch", "ohne", "wider", "gegen", "um", "zwischen"];
    let last = title.split_whitespace().last().unwrap_or_default().to_lowercase();
    SMALL.contains(&last.as_str()) || OPEN.contains(&last.as_str())
}

/// `Roman`, `Ein Märchen`: what kind of book it is.
pub(super) fn names_kind(text: &str) -> bool {
    const KINDS: [&str; 22] = [
        "roman",
        "novelle",
        "novellen",
        "erzählung",
        "erzählungen",
        "märchen",
        "gedichte",
        "drama",
        "schauspiel",
        "lustspiel",
        "trauerspiel",
        "komödie",
        "tragödie",
        "essay",
        "novel",
        "tale",
        "tales",
        "stories",
        "poems",
        "play",
        "briefe",
        "reden",
    ];
    let bare = text.trim_end_matches('.').to_lowercase();
    let last = bare.split_whitespace().last().unwrap_or_default();
    bare.split_whitespace().count() <= 3 && KINDS.contains(&last)
}

/// A line without the stop at its end, if that is none of an abbreviation.
fn without_stop(text: &str) -> &str {
    let bare = text.trim().trim_end_matches([',', ':', ';']);
    let word = bare
        .trim_end_matches('.')
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    if word.chars().count() > 2 { bare.trim_end_matches('.') } else { bare }
}

/// A name without the stop behind it.
fn name(text: &str) -> String {
    text.trim().trim_end_matches(['.', ',']).to_owned()
}

/// A line in capitals as it would stand in a sentence: `DIE MÜHLE` is `Die Mühle`.
pub(super) fn in_small_letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    if letters.clone().count() < 3 || letters.clone().any(char::is_lowercase) {
        return text.to_owned();
    }
    let words = text.split(' ').enumerate().map(|(n, word)| {
        let small = word.to_lowercase();
        if n > 0 && SMALL.contains(&small.as_str()) || roman(word.trim_end_matches('.')).is_some() {
            return if roman(word).is_some() { word.to_owned() } else { small };
        }
        let mut capital = true;
        let mut out = String::new();
        for c in small.chars() {
            if capital && c.is_alphabetic() {
                out.extend(c.to_uppercase());
                capital = false;
            } else {
                out.push(c);
            }
            capital |= matches!(c, '-' | '.');
        }
        out
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Words that titles write small.
const SMALL: [&str; 52] = [
    "der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "eines", "einem", "einen",
    "und", "oder", "in", "im", "an", "am", "auf", "aus", "bei", "mit", "nach", "von", "vom", "vor",
    "zu", "zum", "zur", "über", "unter", "für", "als", "the", "a", "of", "and", "or", "to", "on",
    "at", "by", "for", "from", "with", "de", "du", "la", "le", "et", "i.", "van",
];
