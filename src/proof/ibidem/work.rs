//! Which work a note names, if it names one and is no more than that.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::ir::{Block, BlockKind, Citations, InlineKind, Note, plain, plain_with, walk};

/// What a note names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Works {
    /// No work, or none that can be told from other words.
    None,
    /// One, in its own words without the place in it.
    One(String),
    /// Several, or one among other things.
    Several,
}

impl Works {
    pub(super) fn one(self) -> Option<String> {
        match self {
            Self::One(work) => Some(work),
            Self::None | Self::Several => None,
        }
    }
}

/// `S. 12`, `p. 5`, `Sp. 3`, `Bl. 7`: a place in a work.
static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s,(])(?:S|Seite|p|pp|Sp|Bl|fol|Rn)\.?\s?\d").expect("a pattern")
});
/// `Bd. 4`, `Heft 3`, `(1918)`, `Berlin 1918`, `, 1918`: a volume, a year.
static EDITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:Bd|Band|Vol|vol|Heft|H|Nr|No|Jg|T)\.?\s?\d|(?:[(,]\s?|\p{Lu}\p{Ll}+\s)(?:1[4-9]|20)\d\d\b",
    )
    .expect("a pattern")
});
/// Words with which a note sends the reader to a work.
static SENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?i:(?:so|vgl\.|vergleiche|siehe|s\.|cf\.|see|voir)\s+(?:(?:auch|also|aussi|dazu)\s+)*)",
    )
    .expect("a pattern")
});
/// A name or title: a word with a capital.
static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Lu}\p{L}{2,}").expect("a pattern"));
/// Words of sentences, which do not stand in the mention of a work.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:^|\s)(?:ist|sind|war|waren|hat|hatte|haben|wird|wurde|wurden|daß|dass|schreibt|schrieb|sagt|\
          sagte|heißt|nennt|zitiert|erschien|is|are|was|were|has|had|writes|wrote|says|est|était|écrit)[\s,.:]",
    )
    .expect("a pattern")
});

/// Most letters of the mention of a work, and of its words that are shown.
const LONGEST: usize = 200;
const SHOWN: usize = 90;

/// Whether a note names a part or a work of its own right behind the words that end at `at`: `Ebd.,
/// Nachwort, S. 5`.
pub(super) fn goes_on(note: &Note, at: usize, citations: &Citations) -> bool {
    let text = paragraphs(&note.body, citations).unwrap_or_default();
    let first = text.get(at..).and_then(|rest| rest.split(';').next());
    first.is_some_and(|first| mention(first, false).is_some())
}

/// Which work a note names behind so many bytes of its text.
pub(super) fn named(note: &Note, at: usize, citations: &Citations) -> Works {
    let text = paragraphs(&note.body, citations).and_then(|text| text.get(at..).map(str::to_owned));
    let Some(text) = text else { return Works::Several };
    let mut keys = BTreeSet::new();
    let mut titles = BTreeSet::new();
    walk::inlines(&note.body, &mut |inline| match &inline.kind {
        InlineKind::Citation { works } => {
            keys.extend(works.iter().map(|work| work.key.as_str()));
        }
        InlineKind::WorkTitle { content } => {
            titles.insert(plain(content));
        }
        _ => {}
    });
    if keys.len() > 1 || titles.len() > 1 {
        return Works::Several;
    }
    let marked = !keys.is_empty() || !titles.is_empty();
    let mut mentions = text.split(';').filter_map(|part| mention(part, marked));
    match (mentions.next(), mentions.next()) {
        (None, _) => Works::None,
        (Some(work), None) => work,
        (Some(_), Some(_)) => Works::Several,
    }
}

/// The text of a note that holds nothing but paragraphs.
fn paragraphs(body: &[Block], citations: &Citations) -> Option<String> {
    let lines: Option<Vec<String>> = body
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Paragraph(paragraph) => Some(plain_with(&paragraph.content, citations)),
            _ => None,
        })
        .collect();
    Some(lines?.join(" "))
}

/// The work of which a part of a note speaks: the words before the place in it.
fn mention(part: &str, marked: bool) -> Option<Works> {
    let part = part.trim();
    let part = SENT.replace(part, "");
    let page = PAGE.find(&part);
    let edition = EDITION.find(&part);
    let (words, rest) = match (page, edition) {
        (Some(page), _) => part.split_at(page.start()),
        (None, Some(edition)) => part.split_at(edition.end()),
        (None, None) if marked => (&*part, ""),
        (None, None) => return None,
    };
    let words = words.trim().trim_end_matches([',', '.', ':', '(', ' ', '\u{a0}', '\u{202f}']);
    if !NAME.is_match(words) {
        return None;
    }
    let plain = words.chars().count() <= LONGEST
        && !SENTENCE.is_match(words)
        && words.starts_with(|c: char| c.is_uppercase() || "„»“\"‚".contains(c))
        && (marked || words.contains([',', ':', '.']));
    let another = names_another(rest);
    Some(if plain && !another { Works::One(shown(words)) } else { Works::Several })
}

/// Whether a further work is named behind the place in the first.
fn names_another(rest: &str) -> bool {
    let Some(place) = PAGE.find(rest) else { return false };
    let behind = &rest[place.end()..];
    PAGE.find(behind).is_some_and(|next| NAME.is_match(&behind[..next.start()]))
}

fn shown(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        None => words.to_owned(),
        Some((at, _)) => {
            let end = words[..at].rfind(char::is_whitespace).unwrap_or(at);
            format!("{} …", words[..end].trim_end_matches([',', '.', ':', ' ']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Works> {
        mention(text, false)
    }

    #[test]
    fn a_work_is_named_by_what_stands_before_the_place_in_it() {
        for (text, work) in [
            ("Lenin, Staat und Revolution, S. 12.", "Lenin, Staat und Revolution"),
            ("Vgl. Karl Marx: Das Kapital, Bd. 1, S.\u{202f}5 f.", "Karl Marx: Das Kapital, Bd. 1"),
            (
                "Max Weber, Politik als Beruf, München 1919.",
                "Max Weber, Politik als Beruf, München 1919",
            ),
            ("Marx/Engels: Werke, Bd. 4", "Marx/Engels: Werke, Bd. 4"),
            ("„Vorwärts“, Berlin, 3. Mai 1891, S. 2", "„Vorwärts“, Berlin, 3. Mai 1891"),
            ("A. Smith, Wealth of Nations, p. 14", "A. Smith, Wealth of Nations"),
        ] {
            assert_eq!(parsed(text), Some(Works::One(work.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_notes_name_none() {
        for text in
            ["So im Original.", "Hervorhebung von mir.", "S. 12 und S. 14", "Der Name fehlt.", ""]
        {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn sentences_and_second_works_are_left_alone() {
        for text in [
            "Er war 1917, wie Lenin sagt, in Petersburg, S. 4",
            "Marx, Kapital, S. 5, und Engels, Anti-Dühring, S. 8",
            "und das steht bei Marx, Kapital, S. 5",
        ] {
            assert_eq!(parsed(text), Some(Works::Several), "{text}");
        }
    }

    #[test]
    fn long_titles_end_with_a_whole_word() {
        let work = shown(&"Wort ".repeat(30));
        assert!(work.ends_with("Wort …") && work.chars().count() <= SHOWN + 2, "{work}");
    }
}
