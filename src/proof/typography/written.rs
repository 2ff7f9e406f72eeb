//! The quotation marks that a book has throughout, whatever its manifest says.

use std::ops::Range;

use super::super::{Finding, Passage};
use super::HouseStyle;
use crate::diagnostics::Code;
use crate::language::QuoteStyle;

/// So many quotations make a habit.
const HABIT: usize = 12;
/// A habit has so few exceptions: one in so many.
const EXCEPTION: usize = 8;

/// A book that has other marks than its manifest asks for.
pub(in super::super) struct Written {
    /// The style by which it is to be read.
    pub style: HouseStyle,
    /// What to tell, once, with the index of its passage.
    pub told: (usize, Finding),
}

/// How often a style opens a quotation, and where it first does.
#[derive(Default)]
struct Count {
    all: usize,
    first: Option<(usize, Range<usize>)>,
}

/// Finds a habit in German text that is not what the style says.
///
/// To tell each of some thousand marks would help nobody, and to change them all is not certain: it
/// is the manifest that says otherwise than the book.
pub(in super::super) fn find(passages: &[Passage], style: &HouseStyle) -> Option<Written> {
    let (mut custom, mut inward, mut other) =
        (Count::default(), Count::default(), Count::default());
    for (index, passage) in passages.iter().enumerate() {
        for (at, sign) in passage.text.match_indices(['„', '»', '«']) {
            if !opens(&passage.text, at, sign.len()) {
                continue;
            }
            let language = passage.language_at(at);
            if language.primary() != "de" || matches!(language.region(), Some("CH" | "LI")) {
                continue;
            }
            let count = match sign {
                "„" => &mut custom,
                "»" => &mut inward,
                _ => &mut other,
            };
            count.all += 1;
            count.first.get_or_insert((index, at..at + sign.len()));
        }
    }
    let (has, wanted, quotes) = match style.quotes {
        QuoteStyle::Custom => (inward, custom.all + other.all, QuoteStyle::Inward),
        QuoteStyle::Inward => (custom, inward.all + other.all, QuoteStyle::Custom),
    };
    if has.all < HABIT || wanted * EXCEPTION > has.all {
        return None;
    }
    let (index, range) = has.first?;
    let (marks, asked, key) = match quotes {
        QuoteStyle::Inward => ("»…«", "„…“", "write `quotes = \"inward\"` in the manifest"),
        QuoteStyle::Custom => ("„…“", "»…«", "take `quotes = \"inward\"` out of the manifest"),
    };
    let message = format!("{} quotations have `{marks}`, the manifest asks for `{asked}`", has.all);
    let finding = Finding::new(Code::QuotationMarks, range, message, key);
    Some(Written { style: HouseStyle { quotes }, told: (index, finding) })
}

/// Whether a mark stands before a word and behind none.
fn opens(text: &str, at: usize, width: usize) -> bool {
    let before = text[..at].chars().next_back();
    let behind = text[at + width..].chars().next();
    before.is_none_or(|c| c.is_whitespace() || "([–—„»«".contains(c))
        && behind.is_some_and(|c| c.is_alphanumeric() || "…›‹‚’".contains(c))
}
