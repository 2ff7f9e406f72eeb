//! Words by which texts name their parts, and the names of persons.

use super::headings::HeadingKind;
use super::numerals::roman;
use super::ordinals::{cardinal, ordinal};
use crate::ir::Role;
use crate::language::section_called;

/// The sections that a line divides off which is nothing but their name.
const NAMED: [Role; 11] = [
    Role::Foreword,
    Role::Preface,
    Role::Introduction,
    Role::Prologue,
    Role::Epilogue,
    Role::Conclusion,
    Role::Afterword,
    Role::Appendix,
    Role::Acknowledgments,
    Role::Glossary,
    Role::Bibliography,
];

/// The role of a line that is nothing but such a name.
pub(super) fn named_section(line: &str) -> Option<Role> {
    if line.len() > 60 {
        return None;
    }
    match section_called(line.trim_end_matches([':', '.', ' ']))? {
        // An index that is typed leads to pages of another book: it is text behind the others.
        Role::Index => Some(Role::Appendix),
        role => NAMED.contains(&role).then_some(role),
    }
}

/// A line that says what part of the book begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Divided {
    pub(super) kind: HeadingKind,
    /// Its number, if it says one.
    pub(super) value: Option<u32>,
    /// Where the title begins; the end of the line if there is none.
    pub(super) rest: usize,
}

/// `Kapitel 3: Titel`, `Drittes Kapitel`, `Teil II`, `Erster Aufzug.`, `Das erste Buch`.
pub(super) fn chapter_word(line: &str) -> Option<Divided> {
    // `section 13,` in the middle of a sentence may begin a line.
    if line.starts_with(char::is_lowercase) {
        return None;
    }
    let mut words = words_with_ends(line).peekable();
    words.next_if(|(word, _)| ARTICLES.contains(&word.to_lowercase().as_str()));
    let (first, _) = words.next()?;
    let (second, end) = words.next()?;
    // `1. Akt--Anmutige Gegend`
    let (second, end) = match second.find("--").filter(|at| *at > 0) {
        Some(at) => (&second[..at], end - (second.len() - at)),
        None => (second, end),
    };
    let bare = |word: &'_ str| -> String { word.trim_end_matches(['.', ':', ',']).to_owned() };
    let (kind, value) = match (kind_of(first), kind_of(second)) {
        // `Section, 179` stands in an index.
        (Some(kind), _) if !first.ends_with(',') && count(&bare(second)).is_some() => {
            (kind, count(&bare(second)))
        }
        (_, Some(kind)) => {
            let value = ordinal(&bare(first));
            let value =
                value.or_else(|| first.ends_with('.').then(|| count(&bare(first))).flatten());
            let last = matches!(
                bare(first).to_lowercase().as_str(),
                "letztes" | "letzter" | "letzte" | "last" | "dernier"
            );
            (last || value.is_some()).then_some(())?;
            (kind, value)
        }
        _ => return None,
    };
    let tail = &line[end..];
    let title = tail.trim_start_matches([' ', ':', '.', '–', '—', '-', '\u{A0}']);
    let divided = second.ends_with([':', '.', ','])
        || tail.trim_start().starts_with([':', '.', '–', '—', '-']);
    let rest = match (title.is_empty(), divided) {
        (true, _) => line.len(),
        (false, true) if !title.starts_with(char::is_lowercase) => line.len() - title.len(),
        // `Kapitel 3 Der Staat`, but not `Teil 2 der Rechnung war`
        (false, false) if title.starts_with(char::is_uppercase) => line.len() - title.len(),
        _ => return None,
    };
    Some(Divided { kind, value, rest })
}

/// Whether a line says what part of the book begins.
pub(in crate::import) fn names_part(line: &str) -> bool {
    chapter_word(line).is_some()
}

/// `Erste Vigilie`, `Der zweite Brief`, `Lektion III.`: a word that names nothing but a part of this book, with an ordinal
/// before it or a number behind; the word in small letters, and the value.
pub(super) fn ordered(line: &str) -> Option<(String, u32)> {
    let bare = line.trim_end_matches(['.', ':']);
    let mut words = bare.split_whitespace().peekable();
    words.next_if(|word| ARTICLES.contains(&word.to_lowercase().as_str()));
    let (first, second) = (words.next()?, words.next()?);
    let (noun, value) = match ordinal(first) {
        Some(value) => (second, value),
        None => (first, number(second)?),
    };
    let good = words.next().is_none()
        && noun.starts_with(char::is_uppercase)
        && noun.chars().all(char::is_alphabetic)
        && line.starts_with(char::is_uppercase);
    good.then(|| (noun.to_lowercase(), value))
}

/// What counts pictures, tables and notes, and no parts.
const BESIDE_TEXT: [&str; 14] = [
    "figure",
    "fig",
    "plate",
    "table",
    "map",
    "note",
    "footnote",
    "tafel",
    "tabelle",
    "abbildung",
    "abb",
    "karte",
    "anmerkung",
    "planche",
];

/// `SONG II. The Old Ferry`: a word in capitals that names nothing but a part of this book, and a title behind its number; the
/// word, the value, and where the title begins.
pub(super) fn ordered_and_titled(line: &str) -> Option<(&str, u32, usize)> {
    let mut words = words_with_ends(line);
    let ((noun, _), (word, end)) = (words.next()?, words.next()?);
    let value = number(word.strip_suffix(['.', ':'])?)?;
    let title = line[end..].trim_start();
    let good = (3..=12).contains(&noun.len())
        && noun.chars().all(char::is_uppercase)
        && kind_of(noun).is_none()
        && !BESIDE_TEXT.contains(&noun.to_lowercase().as_str())
        && title.trim_start_matches('_').starts_with(|c: char| c.is_uppercase() || c == '’');
    good.then(|| (noun, value, line.len() - title.len()))
}

/// `3`, `III`: a number in figures.
fn number(word: &str) -> Option<u32> {
    roman(word).or_else(|| (word.len() <= 3).then(|| word.parse().ok()).flatten())
}

const ARTICLES: [&str; 5] = ["das", "der", "die", "the", "le"];

/// The value of a number of a part: `3`, `III`, `Eins`, `third`.
fn count(word: &str) -> Option<u32> {
    // `Kapitel iv`
    let small = || {
        let numeral = word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        numeral.then(|| roman(&word.to_uppercase())).flatten()
    };
    number(word).or_else(small).or_else(|| ordinal(word)).or_else(|| cardinal(word))
}

fn words_with_ends(line: &str) -> impl Iterator<Item = (&str, usize)> {
    line.split_whitespace()
        .map(|word| (word, word.as_ptr() as usize - line.as_ptr() as usize + word.len()))
}

fn kind_of(word: &str) -> Option<HeadingKind> {
    if word.len() > 20 {
        return None;
    }
    match word.trim_end_matches([':', '.', ',']).to_lowercase().as_str() {
        "kapitel" | "capitel" | "chapter" | "abschnitt" | "section" | "chapitre" | "kap"
        | "cap" | "chap" | "abteilung" | "abtheilung" | "hauptstück" | "gesang" | "canto" | "§" => {
            Some(HeadingKind::Chapter)
        }
        "teil" | "theil" | "part" | "buch" | "book" | "partie" | "band" | "volume" | "livre" => {
            Some(HeadingKind::Part)
        }
        "aufzug" | "akt" | "act" | "acte" => Some(HeadingKind::Act),
        "auftritt" | "szene" | "scene" | "scène" | "bild" => Some(HeadingKind::Scene),
        _ => None,
    }
}

/// Small words inside a name.
const PARTICLES: &[&str] = &[
    "von", "van", "vom", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le",
    "zu", "zur", "ten", "ter", "y",
];

/// Words with a capital that begin titles and no names.
const NO_NAMES: &[&str] = &[
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "einige",
    "zur",
    "zum",
    "zu",
    "über",
    "vom",
    "von",
    "für",
    "gegen",
    "was",
    "wie",
    "warum",
    "wer",
    "wo",
    "wir",
    "im",
    "in",
    "am",
    "an",
    "auf",
    "aus",
    "bei",
    "mit",
    "nach",
    "vor",
    "kritik",
    "brief",
    "offener",
    "rede",
    "staat",
    "krieg",
    "freiheit",
    "arbeit",
    "kapital",
    "geschichte",
    "thesen",
    "manifest",
    "kapitel",
    "teil",
    "the",
    "on",
    "of",
    "towards",
    "notes",
    "letter",
    "essay",
    "against",
    "for",
    "why",
    "what",
    "how",
    "les",
    "une",
    "pour",
    "sur",
    "contre",
    "unser",
    "unsere",
    "neue",
    "neuer",
    "alte",
];

/// Whether a text has the looks of one person's name, or of several with `und` between them.
pub(super) fn is_person(text: &str) -> bool {
    let persons = split_persons(text);
    !persons.is_empty() && persons.iter().all(|p| is_one_person(p))
}

/// Whether what looks like a name says where something is from, with an article that few names have: `Lieder vom Teich`.
pub(super) fn names_place(text: &str) -> bool {
    text.split_whitespace().any(|word| matches!(word, "vom" | "zum" | "zur"))
}

/// `A und B`, `A & B`, `A, B und C` → the single names.
pub(super) fn split_persons(text: &str) -> Vec<String> {
    let mut joined = text.to_owned();
    for link in [" und ", " and ", " & ", " et ", "; ", " / "] {
        joined = joined.replace(link, ", ");
    }
    joined
        .split(", ")
        .map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|p| !p.is_empty())
        .collect()
}

fn is_one_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let proper = |w: &&str| {
        let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '.' | '’' | '\'');
        w.starts_with(char::is_uppercase)
            && w.chars().all(letters)
            && !NO_NAMES.contains(&w.to_lowercase().as_str())
    };
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    (2..=5).contains(&words.len())
        && proper(first)
        && proper(last)
        && !last.ends_with('.')
        && words.iter().all(|w| proper(w) || PARTICLES.contains(w))
        && !words.iter().any(|w| is_abstract(w))
}

/// Endings of nouns for things, in German and English.
fn is_abstract(word: &str) -> bool {
    const ENDS: [&str; 12] = [
        "ung", "ungen", "heit", "keit", "tion", "tionen", "ismus", "schaft", "tät", "ism", "ness",
        "ities",
    ];
    word.len() > 6 && ENDS.iter().any(|end| word.ends_with(end))
}

/// `Rosa von Muster` → `Muster, Rosa von`: the last word first, small words stay behind.
pub(in crate::import) fn sort_name(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((given, family)) if !name.contains(',') => format!("{family}, {given}"),
        _ => name.to_owned(),
    }
}
