//! What stands next to a number and tells that it is no note's: `Bd.25`, `S. 3`, `20 Jahre`.

/// Abbreviations before a number that belongs to them, in small letters, without their point.
const ABBREVIATIONS: &[&str] = &[
    "a", "abb", "abs", "abt", "anm", "aufl", "bd", "bde", "bl", "ca", "cf", "chap", "fasc", "fig",
    "fn", "fol", "h", "hft", "jahrg", "jg", "kap", "lfg", "n", "nos", "nr", "nrn", "p", "pp", "s",
    "sp", "t", "tl", "u", "v", "vgl", "vol", "vols", "z", "ziff",
];

/// Abbreviations that are words too: `dieser Art.4` may call a note, `Art.4` may be an article.
const ALSO_WORDS: &[&str] =
    &["art", "lief", "par", "no", "tab", "st", "cap", "pt", "sect", "num", "ch"];

/// Words before a number that belongs to them, with a space between: `Seite 3`, `am 3. Mai`.
const LEADERS: &[&str] = &[
    "absatz",
    "abschnitt",
    "akt",
    "am",
    "anmerkung",
    "article",
    "artikel",
    "band",
    "bände",
    "beilage",
    "bis",
    "blatt",
    "buch",
    "chapter",
    "circa",
    "etwa",
    "fußnote",
    "fussnote",
    "gegen",
    "heft",
    "im",
    "jahrgang",
    "kapitel",
    "mit",
    "note",
    "nummer",
    "page",
    "pages",
    "paragraph",
    "punkt",
    "rund",
    "section",
    "seit",
    "seite",
    "seiten",
    "serie",
    "tafel",
    "teil",
    "these",
    "thesis",
    "tome",
    "um",
    "vers",
    "vom",
    "vor",
    "volume",
    "zeile",
    "ziffer",
    "zirka",
    "zum",
    "über",
];

/// Beginnings of words after a number that they count or date, in small letters.
const COUNTED: &[&str] = &[
    "apr",
    "aug",
    "cent",
    "day",
    "dec",
    "dez",
    "dollar",
    "euro",
    "feb",
    "franc",
    "frank",
    "gramm",
    "grad",
    "gulden",
    "hour",
    "hundert",
    "jahr",
    "jan",
    "jul",
    "jun",
    "kilo",
    "km",
    "kreuzer",
    "liter",
    "mai",
    "mal",
    "mann",
    "mark",
    "may",
    "menschen",
    "meter",
    "milli",
    "minut",
    "monat",
    "month",
    "mrd",
    "märz",
    "maerz",
    "march",
    "nov",
    "okt",
    "oct",
    "pence",
    "percent",
    "pfennig",
    "pfund",
    "pounds",
    "prozent",
    "rubel",
    "schilling",
    "seiten",
    "sekund",
    "sept",
    "shilling",
    "stück",
    "stund",
    "tag",
    "tausend",
    "taler",
    "thaler",
    "tonnen",
    "uhr",
    "week",
    "woch",
    "year",
    "zentner",
    "zoll",
];

/// Units that a superscript digit belongs to.
const UNITS: &[&str] = &["m", "km", "cm", "mm", "dm", "qm"];

/// Whether a number that is stuck to this word, or to its point, is the word's: `Bd.25`.
pub(super) fn abbreviates(word: &str) -> bool {
    word.len() <= 8 && ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Whether this word with a point may be an abbreviation, and may end a sentence as well.
pub(super) fn may_abbreviate(word: &str) -> bool {
    word.len() <= 8 && ALSO_WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a number after this word and a space is the word's: a page, a chapter, a day.
pub(super) fn leads_number(word: &str) -> bool {
    abbreviates(word)
        || may_abbreviate(word)
        || (word.len() <= 16 && LEADERS.contains(&word.to_lowercase().as_str()))
}

/// Whether a number before this word counts it, or is part of a date.
pub(super) fn is_counted(word: &str) -> bool {
    let word: String = word.chars().take(12).flat_map(char::to_lowercase).collect();
    COUNTED.iter().any(|begin| word.starts_with(begin))
}

/// Whether this word is a measure that is squared or cubed.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word)
}

/// The run of letters that ends a text.
pub(in crate::import) fn last_word(text: &str) -> &str {
    let kept = text.trim_end_matches(char::is_alphabetic);
    &text[kept.len()..]
}

/// The run of letters that begins a text.
pub(in crate::import) fn first_word(text: &str) -> &str {
    let rest = text.trim_start_matches(char::is_alphabetic);
    &text[..text.len() - rest.len()]
}

/// Quotation marks of all kinds: which of them open and which close depends on the place.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '„' | '“' | '”' | '‟' | '‚' | '‘' | '’' | '‛' | '«' | '»' | '‹' | '›')
}

/// Whether a text ends with a quotation mark or bracket that closes: it follows a word or a
/// stop. German `“` closes what English opens with it, so the sign alone tells nothing.
pub(super) fn ends_closing(text: &str) -> bool {
    let mut back = text.chars().rev();
    match back.next() {
        Some(')' | ']') => true,
        Some(c) if is_quote(c) => back
            .next()
            .is_some_and(|b| !b.is_whitespace() && !matches!(b, '(' | '[' | '„' | '‚' | '–' | '—')),
        _ => false,
    }
}

/// Whether a text ends as a sentence does, closing quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| is_quote(c) || matches!(c, ')' | ']'));
    match bare.chars().next_back() {
        Some('!' | '?' | '…') => true,
        Some('.') => !abbreviates(last_word(&bare[..bare.len() - 1])),
        _ => false,
    }
}

/// The last word of a text with its stops and quotation marks, for messages.
pub(super) fn last_token(text: &str) -> &str {
    let bare = text.trim_end();
    let longest = bare.floor_char_boundary(bare.len().saturating_sub(80));
    let near = &bare[longest..];
    near.rsplit(char::is_whitespace).next().unwrap_or(near)
}
