//! Ligatures and other presentation forms that stand as one character in the text.

use unicode_normalization::UnicodeNormalization;

use super::super::{Finding, Passage};
use crate::diagnostics::Code;

pub(super) fn find(passage: &Passage, found: &mut Vec<Finding>) {
    if passage.text.is_ascii() {
        return;
    }
    for (at, c) in passage.text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let Some(name) = form(c) else { continue };
        let range = at..at + c.len_utf8();
        let dutch = passage.language_at(at).primary() == "nl";
        if !passage.is_text(&range) || dutch && matches!(c, '\u{132}' | '\u{133}') {
            continue;
        }
        let plain: String = std::iter::once(c).nfkc().collect();
        let message = format!("`{c}` (U+{:04X}) is {name}", u32::from(c));
        let hint = format!("write `{plain}`; the ligature is made by the font");
        let hint = if name == LIGATURE { hint } else { format!("write `{plain}`") };
        let finding = Finding::new(Code::PresentationForm, range, message, hint);
        found.push(finding.corrected(plain));
    }
}

const LIGATURE: &str = "a ligature that stands as one character";

/// Characters that Unicode keeps for the sake of old encodings alone and takes apart itself.
fn form(c: char) -> Option<&'static str> {
    match c {
        '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}' => Some(LIGATURE),
        '\u{132}' | '\u{133}' | '\u{1c4}'..='\u{1cc}' | '\u{1f1}'..='\u{1f3}' => {
            Some("a pair of letters that stands as one character")
        }
        '\u{149}' => Some("an apostrophe and a letter that stand as one character"),
        '\u{2160}'..='\u{216b}' | '\u{2170}'..='\u{217b}' => {
            Some("a Roman number that stands as one character")
        }
        '\u{ff01}'..='\u{ff5e}' => Some("a wide form, as East Asian fonts have it"),
        _ => None,
    }
}
