//! Words by which texts name their parts, and the names of persons.

use super::headings::HeadingKind;
use super::numerals::roman;
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
    let role = section_called(line.trim_end_matches([':', '.', ' ']));
    role.filter(|role| NAMED.contains(role))
}

/// `Kapitel 3: Titel`, `Drittes Kapitel`, `Teil II`: the kind, and where the title begins (the
/// end of the line if there is none).
pub(super) fn chapter_word(line: &str) -> Option<(HeadingKind, usize)> {
    // `section 13,` in the middle of a sentence may begin a line.
    if line.starts_with(char::is_lowercase) {
        return None;
    }
    let mut words = words_with_ends(line);
    let (first, _) = words.next()?;
    let (second, end) = words.next()?;
    let count = |w: &str| {
        let bare = w.trim_end_matches(['.', ':', ',']);
        roman(bare).is_some()
            || (bare.len() <= 3 && bare.parse::<u32>().is_ok())
            || is_ordinal(bare)
    };
    let kind = match (kind_of(first), kind_of(second)) {
        (Some(kind), _) if count(second) => kind,
        (_, Some(kind)) if is_ordinal(first) || (first.ends_with('.') && count(first)) => kind,
        _ => return None,
    };
    let tail = &line[end..];
    let title = tail.trim_start_matches([' ', ':', '.', '–', '—', '-']);
    let divided = second.ends_with([':', '.', ','])
        || tail.trim_start().starts_with([':', '.', '–', '—', '-']);
    match (title.is_empty(), divided) {
        (true, _) => Some((kind, line.len())),
        (false, true) if !title.starts_with(char::is_lowercase) => {
            Some((kind, line.len() - title.len()))
        }
        // `Kapitel 3 Der Staat`, but not `Teil 2 der Rechnung war`
        (false, false) if title.starts_with(char::is_uppercase) => {
            Some((kind, line.len() - title.len()))
        }
        _ => None,
    }
}

fn words_with_ends(line: &str) -> impl Iterator<Item = (&str, usize)> {
    line.split_whitespace()
        .map(|word| (word, word.as_ptr() as usize - line.as_ptr() as usize + word.len()))
}

fn kind_of(word: &str) -> Option<HeadingKind> {
    match word.trim_end_matches([':', '.', ',']).to_lowercase().as_str() {
        "kapitel" | "chapter" | "abschnitt" | "section" | "chapitre" | "kap" | "§" => {
            Some(HeadingKind::Chapter)
        }
        "teil" | "part" | "buch" | "book" | "partie" => Some(HeadingKind::Part),
        _ => None,
    }
}

fn is_ordinal(word: &str) -> bool {
    const GERMAN: [&str; 12] = [
        "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebent", "siebt", "acht", "neunt",
        "zehnt", "elft",
    ];
    const ENGLISH: [&str; 20] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first",
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    let word = word.to_lowercase();
    let stem = ["er", "es", "e"].iter().find_map(|end| word.strip_suffix(end));
    stem.is_some_and(|s| GERMAN.contains(&s) || s == "zwölft") || ENGLISH.contains(&word.as_str())
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
