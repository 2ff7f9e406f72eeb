//! Articles, adjectives and nouns that agree.

use super::words::{Gender, Noun};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
}

/// What stands before a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// `der`
    The,
    /// `ein`, in the plural nothing
    A,
    /// `kein`, `sein`, `ihr`: like `ein`, and with a plural
    Like(&'static str),
    /// `dieser`, `jener`
    This(&'static str),
    /// A number, and the noun in the plural.
    Number(&'static str),
}

/// In the order of [`Case`]; the columns are masculine, feminine, neuter, plural.
const THE: [[&str; 4]; 4] = [
    ["der", "die", "das", "die"],
    ["des", "der", "des", "der"],
    ["dem", "der", "dem", "den"],
    ["den", "die", "das", "die"],
];
const STRONG: [[&str; 4]; 4] = [
    ["er", "e", "es", "e"],
    ["es", "er", "es", "er"],
    ["em", "er", "em", "en"],
    ["en", "e", "es", "e"],
];

fn column(gender: Gender, plural: bool) -> usize {
    match gender {
        _ if plural => 3,
        Gender::Masculine => 0,
        Gender::Feminine => 1,
        Gender::Neuter => 2,
    }
}

/// `der`, `die`, `das`: the article, and the pronoun of relative clauses.
pub fn the(gender: Gender, plural: bool, case: Case) -> &'static str {
    THE[case as usize][column(gender, plural)]
}

fn determiner(which: Determiner, gender: Gender, plural: bool, case: Case) -> String {
    let ending = STRONG[case as usize][column(gender, plural)];
    let bare = matches!(
        (case, gender),
        (Case::Nominative, Gender::Masculine | Gender::Neuter) | (Case::Accusative, Gender::Neuter)
    ) && !plural;
    let like = |stem: &str| format!("{stem}{}", if bare { "" } else { ending });
    match which {
        Determiner::The => the(gender, plural, case).to_owned(),
        Determiner::A if plural => String::new(),
        Determiner::A => like("ein"),
        Determiner::Like(stem) => like(stem),
        Determiner::This(stem) => format!("{stem}{ending}"),
        Determiner::Number(number) => number.to_owned(),
    }
}

fn ending(which: Determiner, gender: Gender, plural: bool, case: Case) -> &'static str {
    let strong = STRONG[case as usize][column(gender, plural)];
    let direct =
        case == Case::Nominative || (case == Case::Accusative && gender != Gender::Masculine);
    match which {
        Determiner::A | Determiner::Number(_) if plural => strong,
        _ if plural || !direct => "en",
        Determiner::A | Determiner::Like(_) => strong,
        _ => "e",
    }
}

fn inflected(noun: &Noun, plural: bool, case: Case) -> String {
    let many = noun.plural.as_deref().unwrap_or(&noun.singular);
    match case {
        Case::Dative if plural && !many.ends_with(['n', 's']) => format!("{many}n"),
        _ if plural => many.to_owned(),
        Case::Genitive => format!("{}{}", noun.singular, noun.genitive),
        Case::Dative | Case::Accusative if noun.weak => many.to_owned(),
        _ => noun.singular.clone(),
    }
}

/// `mit den alten Kisten` without the preposition.
pub fn phrase(
    which: Determiner,
    adjectives: &[&str],
    noun: &Noun,
    plural: bool,
    case: Case,
) -> String {
    let gender = noun.gender;
    let ending = ending(which, gender, plural, case);
    let mut words = vec![determiner(which, gender, plural, case)];
    words.extend(adjectives.iter().map(|stem| format!("{stem}{ending}")));
    words.push(inflected(noun, plural, case));
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// Preposition and noun phrase, drawn together where the language does so.
pub fn with_preposition(preposition: &str, phrase: &str) -> String {
    const DRAWN: [(&str, &str, &str); 8] = [
        ("in", "dem ", "im "),
        ("an", "dem ", "am "),
        ("von", "dem ", "vom "),
        ("bei", "dem ", "beim "),
        ("zu", "dem ", "zum "),
        ("zu", "der ", "zur "),
        ("in", "das ", "ins "),
        ("an", "das ", "ans "),
    ];
    let drawn =
        DRAWN.iter().find(|(one, article, _)| *one == preposition && phrase.starts_with(article));
    match drawn {
        Some((_, article, short)) => format!("{short}{}", &phrase[article.len()..]),
        None => format!("{preposition} {phrase}"),
    }
}
