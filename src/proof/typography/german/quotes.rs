//! What German adds to quotation marks and apostrophes.

use super::super::super::Finding;
use super::super::apostrophe::shown;
use super::super::line::{Line, pattern};
use super::stops::is_abbreviated;
use super::words::starts_sentence;
use crate::diagnostics::Code;

pattern!(STOP_INSIDE, r"\.([“”«»‘›‹])([,.])");
pattern!(GENITIVE, r"[’']s");

/// `„Wort.“,`: a statement within a sentence loses its full stop.
pub(super) fn punctuation(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in STOP_INSIDE.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let behind = line.after(whole.end);
        if is_abbreviated(line, whole.start) || behind == Some('.') {
            continue;
        }
        let words = line.word_before(whole.start);
        let (mark, sign) = (&found[1], &found[2]);
        let hint = if sign == "," {
            format!("write `{words}{mark},`: a statement in a sentence loses its full stop")
        } else {
            format!("write `{words}.{mark}` or `{words}{mark}.`: one full stop is enough")
        };
        let message = format!("`{words}.{mark}{sign}` has a full stop before the closing mark");
        line.tell(out, (Code::QuotationPunctuation, whole), message, hint);
    }
}

/// Names that are written so.
const NAMES: &str = "McDonald Levi Lloyd Christie Sotheby Macy Moody Kellogg Wendy Reader Finnegan Ulysses \
     Hudson Alzheimer";

/// Words that take an `es` cut short: `Gibt’s`, `Ich’s`.
const CONTRACTING: &str = "gib gibt geh geht hat hab habt ist war wird sei sind seid steht stand kommt kam laß lass \
     laßt mach macht mag nehmt nimm sag sagt sagte seht sieh sieht tu tut weiß will wills wollt \
     würd würde wär hätt hätt’ könnt kann konnte muß muss soll sollte let it that what there \
     here he she who where how";

/// `Hitler’s`, `CD’s`
pub(super) fn genitive(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in GENITIVE.find_iter(line.text) {
        let (start, end) = (found.start(), found.end());
        if !line.ends(end) || line.before(start).is_none_or(|c| !c.is_alphabetic()) {
            continue;
        }
        let word = shown(line, start, end - 1);
        let stem = &word[..word.len() - found.len()];
        if !is_name(line, stem) {
            continue;
        }
        let from = start - stem.len();
        let message = format!("`{word}` has an apostrophe before the `s`");
        let hint = format!("write `{stem}s`; in old spelling allow it in the manifest");
        line.tell(out, (Code::GenitiveApostrophe, from..end), message, hint);
    }
}

/// Whether the word before the apostrophe is a name or a noun, not a verb that takes `es`.
fn is_name(line: &Line<'_>, stem: &str) -> bool {
    let mut letters = stem.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let lower = stem.to_lowercase();
    let contracts = CONTRACTING.split(' ').any(|word| word == lower) || starts_sentence(&lower);
    let known = NAMES.split(' ').any(|name| name == stem);
    let start = stem.as_ptr() as usize - line.text.as_ptr() as usize;
    // At the beginning of a sentence any verb may have a capital.
    let first = line.text[..start]
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|c| ".!?:…„‚»›«‹“‘–(".contains(c));
    let long = stem.chars().count() > 1;
    capital && long && !contracts && !known && !first
}
