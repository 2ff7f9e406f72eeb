//! Hyphens of line ends that were left within words: `Arbei- ter`, `Arbei¬ ter`.

use std::ops::Range;

use super::super::Finding;
use super::Found;
use super::lexicon::{Text, capital};
use super::reading::Reading;
use crate::diagnostics::Code;
use crate::ir::Language;
use crate::language::is_frequent;
use crate::proof::typography::is_adjective;

/// What joins the first part of a compound to a second one: `Ein- und Ausfuhr`.
const JOINING: &[&str] = &[
    "und",
    "oder",
    "bzw",
    "beziehungsweise",
    "sowie",
    "wie",
    "als",
    "bis",
    "noch",
    "statt",
    "u",
    "od",
    "respektive",
    "resp",
    "aber",
    "sondern",
    "nicht",
    "auch",
    "etc",
    "usw",
    "gegen",
    "zu",
    "versus",
    "vs",
    "and",
    "or",
    "to",
    "et",
    "ou",
    "e",
    "ed",
    "o",
    "y",
    "i",
    "en",
    "of",
    "og",
    "och",
    "vel",
];

/// Ends of words that are no words.
const ENDS: &[&str] = &[
    "ter", "ten", "tes", "tem", "gen", "ger", "ges", "ben", "bes", "nen", "ner", "nes", "ken",
    "ker", "ren", "rer", "res", "sen", "ses", "fen", "fer", "pen", "len", "ler", "les", "chen",
    "cher", "ches", "schen", "scher", "sches", "lich", "liche", "lichen", "licher", "liches",
    "ung", "ungen", "tung", "tungen", "rung", "rungen", "dung", "dungen", "lung", "lungen", "nung",
    "nungen", "gung", "gungen", "bung", "bungen", "sung", "sungen", "heit", "heiten", "keit",
    "keiten", "schaft", "schaften", "tion", "tionen", "sion", "sionen", "tät", "täten", "ment",
    "mente", "tisch", "tische", "tischen", "nisch", "nische", "nischen", "risch", "rische",
    "rischen", "lismus", "nismus", "tismus", "rismus", "sten", "ste", "stes", "tig", "tige",
    "tigen", "nis", "nisse", "nissen", "tet", "tete", "teten", "det", "dete", "deten", "tiert",
    "siert", "niert", "ziert",
];

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    for reading in text.readings {
        let line = reading.text();
        for (at, sign) in line.char_indices().filter(|(_, c)| is_sign(*c)) {
            let behind = at + sign.len_utf8();
            found.extend(
                at_sign(text, reading, at..behind, sign).map(|finding| Found::at(reading, finding)),
            );
        }
    }
}

/// Hyphens, and the dash that two of them in the source become.
fn is_sign(c: char) -> bool {
    matches!(c, '-' | '¬' | '\u{ad}' | '\u{2010}' | '–')
}

fn at_sign(
    text: &Text<'_>,
    reading: &Reading<'_>,
    sign: Range<usize>,
    shown: char,
) -> Option<Finding> {
    let line = reading.text();
    let rest = &line[sign.end..];
    let gap = rest.len() - rest.trim_start().len();
    // A soft hyphen or a hyphen within a word is none of a line end; `¬` always is.
    if gap == 0 && shown != '¬' {
        return None;
    }
    let first = last_word(&line[..sign.start]);
    let second = first_word(&rest[gap..]);
    let parts = Parts { text, language: reading.language(sign.start), first, second, sign: shown };
    if second.is_empty() {
        return None;
    }
    let range = sign.start..sign.end + gap;
    let (right, sure) = parts.judge()?;
    if !reading.passage.is_text(&range) {
        return None;
    }
    let kept = if right.len() > first.len() + second.len() { "-" } else { "" };
    let written = format!("{first}{shown} {second}").replace('\u{ad}', "-");
    let finding = Finding::new(
        Code::LineEndHyphen,
        range,
        format!("`{written}` looks like `{right}`, divided at a line end"),
        if sure {
            format!("write `{right}`")
        } else {
            format!("write `{right}`, if it is one word")
        },
    );
    Some(if sure { finding.corrected(kept) } else { finding })
}

/// The letters and digits before an offset, with inner hyphens.
fn last_word(text: &str) -> &str {
    let start = text.rfind(|c: char| !c.is_alphanumeric() && c != '-' && c != '\u{301}');
    let at = start.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    text[at..].trim_start_matches('-')
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// What stands before and behind a hyphen.
struct Parts<'a> {
    text: &'a Text<'a>,
    language: &'a Language,
    first: &'a str,
    second: &'a str,
    sign: char,
}

impl Parts<'_> {
    /// The whole word, and whether it is surely one; `None` where the hyphen is right.
    fn judge(&self) -> Option<(String, bool)> {
        let letters = self.first.chars().filter(|c| c.is_alphabetic()).count();
        if self.first.ends_with(|c: char| c.is_ascii_digit()) {
            return self.behind_number();
        }
        if letters == 0 || self.first.is_empty() {
            return None;
        }
        if self.sign == '–' {
            // Behind a whole word it is a dash with one space lost.
            let whole = format!("{}{}", self.first, self.second);
            let torn = !self.is_part(self.first) && !self.is_part(self.second);
            return (torn && self.is_word(&whole)).then_some((whole, true));
        }
        let capitals = self.first.chars().all(char::is_uppercase) && letters > 1;
        let whole = format!("{}{}", self.first, self.second);
        if self.second.starts_with(char::is_uppercase) && !capitals {
            return self.before_capital();
        }
        if self.sign == '¬' || self.sign == '\u{ad}' {
            return Some((whole, true));
        }
        if JOINING.contains(&self.second) {
            return None;
        }
        let hyphened = format!("{}-{}", self.first, self.second);
        if self.text.count(&hyphened) > self.text.occurrences(&whole).max(self.text.count(&whole)) {
            return Some((hyphened, true));
        }
        if self.language.primary() != "de" {
            return self.in_other_language(whole);
        }
        if is_adjective(self.first)
            && (is_inflected_adjective(self.second) || self.is_part(self.second))
        {
            return Some((hyphened, false));
        }
        let sure = self.is_word(&whole) || self.completes() || ENDS.contains(&self.second);
        if sure {
            return Some((whole, true));
        }
        // Two words with a hyphen for a dash between them are none of a line end.
        let apart =
            self.is_part(self.second) && self.is_part(self.first) || is_frequent(self.second);
        (!apart && letters > 1 && self.second.chars().count() > 1).then_some((whole, false))
    }

    /// `to- morrow`: who knows no more than a list of words cannot tell whether the hyphen belongs
    /// there; the text must have the word elsewhere.
    fn in_other_language(&self, whole: String) -> Option<(String, bool)> {
        if self.text.count(&whole) > 0 {
            return Some((whole, true));
        }
        let letters = self.first.chars().count().min(self.second.chars().count());
        let apart = self.is_part(self.second) && self.is_part(self.first);
        (letters > 1 && !apart).then_some((whole, false))
    }

    /// `20- jährig`.
    fn behind_number(&self) -> Option<(String, bool)> {
        const ENDS: &[&str] = &[
            "jährig",
            "mal",
            "fach",
            "stündig",
            "tägig",
            "prozentig",
            "köpfig",
            "seitig",
            "bändig",
        ];
        ENDS.iter()
            .any(|end| self.second.starts_with(end))
            .then(|| (format!("{}-{}", self.first, self.second), true))
    }

    /// `Marxismus- Leninismus`, where the text has it as a compound elsewhere.
    fn before_capital(&self) -> Option<(String, bool)> {
        let whole = format!("{}-{}", self.first, self.second);
        (self.text.count(&whole) > 0).then_some((whole, true))
    }

    /// Whether the second part is a noun that only lost its capital, behind a word: the parts of
    /// a compound.
    fn completes(&self) -> bool {
        let noun = capital(self.second);
        self.language.primary() == "de"
            && self.second.chars().count() > 3
            && !is_frequent(self.second)
            && self.text.count(self.second) < 2
            && (is_frequent(&noun) && !is_frequent(&noun.to_lowercase())
                || self.text.count(&noun) > 1)
            && self.text.spelled(self.second, self.language) != Some(true)
    }

    /// Whether the text has the whole word, or it is known.
    fn is_word(&self, word: &str) -> bool {
        self.text.count(word) > 0 || self.text.occurrences(word) > 0 || self.is_known(word)
    }

    /// Whether a part is a word by itself: the place at hand does not count.
    fn is_part(&self, part: &str) -> bool {
        self.text.count(part) > 1 || self.is_known(part)
    }

    fn is_known(&self, word: &str) -> bool {
        self.language.primary() == "de" && is_frequent(word)
            || self.text.spelled(word, self.language) == Some(true)
    }
}

/// `mystischer`: an adjective with its ending.
fn is_inflected_adjective(word: &str) -> bool {
    let ends = ["e", "en", "er", "es", "em"];
    ends.iter().filter_map(|end| word.strip_suffix(end)).any(is_adjective)
}
