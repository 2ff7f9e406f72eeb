//! Words that are broken at the end of a line: whether the hyphen belongs to the word.
//!
//! It is taken out where the whole word is one that the text has elsewhere or that is known, and where the text does not have
//! the word with a hyphen. Else it stays: `hay-field`, `Marxismus-Leninismus`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::Lines;
use crate::language::{commonness, is_frequent};

/// What becomes of the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A space: no word is broken.
    Space,
    /// The hyphen goes, the word is whole.
    Whole,
    /// The hyphen stays and the word goes on.
    Hyphen,
    /// The same, and nobody knows whether it belongs to the word.
    Doubtful,
}

/// What joins the first part of a compound to the second one: `Ein- und Ausfuhr`.
const LINKS: [&str; 18] = [
    "und",
    "oder",
    "bis",
    "bzw",
    "beziehungsweise",
    "sowie",
    "noch",
    "als",
    "wie",
    "u",
    "resp",
    "respektive",
    "and",
    "or",
    "to",
    "et",
    "ou",
    "nor",
];

/// The words of a text.
#[derive(Debug)]
pub(super) struct Words<'t> {
    /// How they stand in the text, and in how many places; those at broken ends of lines do not count.
    whole: FxHashMap<&'t str, u32>,
    /// Those with a hyphen within, in small letters.
    hyphenated: FxHashSet<String>,
    german: bool,
}

/// Signs with which a line ends in the midst of a word: hyphens, those of manuscripts and of text recognition, and soft ones.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '¬' | '\u{AD}' | '⸗')
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '\u{301}' | '\u{308}')
}

impl<'t> Words<'t> {
    /// Counts the words of the lines that are text.
    pub(super) fn of(lines: &Lines<'t>, german: bool) -> Self {
        let mut words =
            Self { whole: FxHashMap::default(), hyphenated: FxHashSet::default(), german };
        let mut broken = false;
        for line in lines.text_lines() {
            let text = lines.line(line);
            let mut pieces =
                text.split(|c| !is_of_word(c)).filter(|piece| !piece.is_empty()).peekable();
            if std::mem::replace(&mut broken, text.ends_with(is_hyphen)) {
                pieces.next();
            }
            while let Some(piece) = pieces.next() {
                if broken && pieces.peek().is_none() {
                    break;
                }
                let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
                if piece.contains('-') {
                    words.hyphenated.insert(piece.to_lowercase());
                    // What stands before a hyphen is a word of its own: `Ein-`, `Haus-`.
                } else if !piece.is_empty() {
                    *words.whole.entry(piece).or_default() += 1;
                }
            }
        }
        words
    }

    /// What becomes of a line's end, if `first` stands before it, with the hyphen, and `second` begins the next line.
    pub(super) fn end(&self, first: &str, second: &str) -> End {
        let Some(sign) = first.chars().next_back().filter(|c| is_hyphen(*c)) else {
            return End::Space;
        };
        let stem = &first[..first.len() - sign.len_utf8()];
        let stem = &stem[stem.trim_end_matches(is_of_word).len()..];
        let rest = &second[..second.find(|c| !is_of_word(c)).unwrap_or(second.len())];
        if !stem.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric) {
            return End::Space;
        }
        let last = stem.rsplit('-').next().unwrap_or(stem);
        let next = rest.split('-').next().unwrap_or(rest);
        let whole = format!("{last}{next}");
        let certain = matches!(sign, '¬' | '\u{AD}' | '⸗');
        if LINKS.contains(&rest) && !self.occurs(&whole) && !certain {
            return End::Space;
        }
        let capitals = last.chars().all(char::is_uppercase) && last.chars().nth(1).is_some();
        if rest.starts_with(char::is_uppercase) && !capitals {
            return if certain { End::Whole } else { End::Hyphen };
        }
        if stem.ends_with(|c: char| c.is_ascii_digit())
            || rest.starts_with(|c: char| c.is_ascii_digit())
        {
            return End::Hyphen;
        }
        if certain {
            return End::Whole;
        }
        if self.hyphenated.contains(&format!("{last}-{next}").to_lowercase()) {
            return End::Hyphen;
        }
        let whole = if capitals { whole.to_lowercase() } else { whole };
        match self.occurs(&whole) || self.german && is_known(&whole) {
            true => End::Whole,
            false => End::Doubtful,
        }
    }

    /// Whether the text has a word, also with the other first letter.
    fn occurs(&self, word: &str) -> bool {
        self.whole.contains_key(word)
            || self.whole.contains_key(with_capital(word).as_str())
            || self.whole.contains_key(word.to_lowercase().as_str())
    }
}

fn with_capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a German word is in one of the lists, as it stands, with a capital or without one.
fn is_listed(word: &str) -> bool {
    let listed = |word: &str| is_frequent(word) || commonness(word).is_some();
    listed(word) || listed(&word.to_lowercase()) || listed(&with_capital(word))
}

/// What inflection puts behind a word, and what makes words of others.
const ENDINGS: [&str; 27] = [
    "e", "n", "s", "t", "en", "er", "es", "em", "et", "st", "te", "ten", "tet", "est", "ern",
    "end", "ende", "enden", "lich", "liche", "lichen", "isch", "ischen", "ung", "ungen", "heit",
    "keit",
];

const PREFIXES: [&str; 34] = [
    "ab", "an", "auf", "aus", "be", "bei", "da", "dar", "durch", "ein", "emp", "ent", "er", "ge",
    "her", "hin", "miß", "mit", "nach", "nieder", "über", "um", "un", "unter", "ver", "vor",
    "voran", "weg", "wider", "wieder", "zer", "zu", "zurück", "zusammen",
];

/// Whether a German word is known: listed, or made of known ones with endings, prefixes or as a compound.
fn is_known(word: &str) -> bool {
    if is_listed(word) {
        return true;
    }
    let small = word.to_lowercase();
    if small.chars().count() > 40 {
        return false;
    }
    let inflected = |word: &str| {
        let stems = ENDINGS.iter().filter_map(|end| word.strip_suffix(end));
        stems.into_iter().any(|stem| stem.chars().count() > 3 && is_listed(stem))
    };
    let simple = |word: &str| word.chars().count() > 2 && (is_listed(word) || inflected(word));
    inflected(&small)
        || PREFIXES.iter().any(|prefix| {
            small.strip_prefix(prefix).is_some_and(|rest| rest.chars().count() > 3 && simple(rest))
        })
        || cuts(&small).any(|(first, second)| is_member(first) && simple(second))
}

/// A word cut in two, each part of four letters at least.
fn cuts(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let places = word.char_indices().map(|(at, _)| at);
    let last = word.chars().count().saturating_sub(3);
    places.take(last).skip(4).map(|at| word.split_at(at))
}

/// Whether a word may begin a compound, with the letters that link it to the next.
fn is_member(word: &str) -> bool {
    let noun = |word: &str| commonness(&with_capital(word)).is_some() || commonness(word).is_some();
    noun(word) || ["s", "es", "n", "en"].iter().filter_map(|link| word.strip_suffix(link)).any(noun)
}

#[cfg(test)]
mod tests {
    use super::{End, Words};
    use crate::import::read::text::lines::Lines;

    #[test]
    fn a_hyphen_goes_where_the_word_is_known_and_stays_where_the_text_has_it() {
        let text = "Er sprach vom Querschiff. Das Heu lag auf dem hay-field.\nSie sahen zu.";
        let lines = Lines::of(text);
        let words = Words::of(&lines, true);
        let cases = [
            ("die Revolu-", "tion kam", End::Whole),
            ("das Quer-", "schiff,", End::Whole),
            ("im hay-", "field", End::Hyphen),
            ("Ein-", "und Ausfuhr", End::Space),
            ("der Marxismus-", "Leninismus", End::Hyphen),
            ("ein 20-", "jähriger", End::Hyphen),
            ("die Konter-", "revolution", End::Whole),
            ("der Blub-", "quaxel", End::Doubtful),
            ("er kam -", "und ging", End::Space),
            ("die Arbei¬", "ter", End::Whole),
            ("ohne Strich", "weiter", End::Space),
        ];
        for (first, second, end) in cases {
            assert_eq!(words.end(first, second), end, "{first} {second}");
        }
    }

    #[test]
    fn in_other_languages_the_text_must_have_the_word() {
        let lines = Lines::of("They would consider it.");
        let words = Words::of(&lines, false);
        assert_eq!(words.end("to con-", "sider",), End::Whole);
        assert_eq!(words.end("the farm-", "yard"), End::Doubtful);
    }
}
