//! Characters that cannot be seen: soft hyphens, zero-width spaces, signs of direction, what was
//! lost.

use std::ops::Range;

use super::super::{Finding, Passage, PieceKind};
use crate::diagnostics::{Code, Remedy, shown, unseen};
use crate::language::words;

pub(super) fn find(passage: &Passage, found: &mut Vec<Finding>) {
    let text = &passage.text;
    if text.is_ascii() {
        return;
    }
    let leftward = text.chars().any(is_leftward);
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let Some(remedy) = remedy(c) else { continue };
        let range = at..at + c.len_utf8();
        if !passage.is_text(&range) || is_needed(passage, leftward, at, c) {
            continue;
        }
        found.extend(told(text, range, c, remedy));
    }
    soft_hyphens(passage, found);
}

fn told(text: &str, range: Range<usize>, c: char, remedy: Remedy) -> Option<Finding> {
    let sign = shown(c);
    let place = place(text, range.start);
    let finding = |message: String, hint: &str| {
        Finding::new(Code::InvisibleCharacter, range.clone(), message, hint)
    };
    let stands = format!("the invisible character {sign} stands {place}");
    Some(match remedy {
        Remedy::Stays => return None,
        Remedy::Out => finding(stands, "take it out").corrected(""),
        Remedy::Space => finding(stands, "write a space").corrected(" "),
        Remedy::Lost => finding(
            format!("a character was lost: {sign} stands {place}"),
            "write what the original has there",
        ),
    })
}

/// How many characters around a place are looked at for its word.
const FAR: usize = 100;

/// The text around a place without spaces before it; of an endless one no more than can be shown.
fn around(text: &str, at: usize) -> Range<usize> {
    let before = text[..at].char_indices().rev().take(FAR);
    let start = before.take_while(|(_, c)| !c.is_whitespace()).last().map_or(at, |(at, _)| at);
    let end = text[at..].char_indices().nth(FAR).map_or(text.len(), |(length, _)| at + length);
    start..end
}

/// The first word around a place for which `test` holds.
fn word_around(
    text: &str,
    at: usize,
    test: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let Range { start, end } = around(text, at);
    words(&text[start..end]).map(|word| start + word.start..start + word.end).find(test)
}

/// The word in or beside which a character stands.
fn place(text: &str, at: usize) -> String {
    let word = word_around(text, at, |word| word.end >= at).map(|word| &text[word]);
    let shown = word.map(|word| word.chars().filter(|c| remedy(*c).is_none()).collect::<String>());
    match shown.as_deref() {
        None | Some("") => "at the end of the line".to_owned(),
        Some(word) => format!("in or beside `{word}`"),
    }
}

/// What is to be done with a character that is not to stand in a text.
fn remedy(c: char) -> Option<Remedy> {
    unseen(c).map(|sign| sign.remedy).filter(|remedy| *remedy != Remedy::Stays)
}

/// Whether the script around a character has a use for it.
fn is_needed(passage: &Passage, leftward: bool, at: usize, c: char) -> bool {
    let before = passage.text[..at].chars().next_back();
    let after = passage.text[at + c.len_utf8()..].chars().next();
    let beside = |test: fn(char) -> bool| before.is_some_and(test) || after.is_some_and(test);
    match c {
        '\u{200b}'..='\u{200d}' | '\u{180e}' | '\u{34f}' => beside(is_joined_script),
        // Beside a dash, a hyphen or a slash it keeps a line from being broken there.
        '\u{2060}' => beside(|c| !c.is_alphanumeric() && !c.is_whitespace()),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            leftward
        }
        '\u{115f}' | '\u{1160}' => beside(|c| ('\u{1100}'..='\u{11ff}').contains(&c)),
        _ => false,
    }
}

/// Scripts in which joiners and invisible spaces mean something, and pictographs.
fn is_joined_script(c: char) -> bool {
    is_leftward(c)
        || matches!(c, '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{2190}'..='\u{2bff}')
        || matches!(c, '\u{fe0f}' | '\u{3040}'..='\u{9fff}' | '\u{1f000}'..='\u{1ffff}')
}

/// Hebrew, Arabic and their neighbours.
fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Soft hyphens, a finding for each word.
fn soft_hyphens(passage: &Passage, found: &mut Vec<Finding>) {
    const SOFT: char = '\u{ad}';
    let text = &passage.text;
    if !text.contains(SOFT) {
        return;
    }
    let mut done = 0;
    for (at, _) in text.match_indices(SOFT) {
        let behind = at + SOFT.len_utf8();
        let left_at_line_end = text[behind..].starts_with(char::is_whitespace)
            && text[..at].ends_with(char::is_alphabetic);
        if at < done || left_at_line_end || !passage.is_text(&(at..behind)) {
            continue;
        }
        let word = word_around(text, at, |word| word.contains(&at)).unwrap_or(at..behind);
        let last = text[..word.end].rfind(SOFT).map_or(behind, |last| last + SOFT.len_utf8());
        done = last.max(behind);
        let range = at..done;
        let bare: String = text[range.clone()].chars().filter(|c| *c != SOFT).collect();
        let shown: String = text[word].chars().filter(|c| *c != SOFT).collect();
        let message = if shown.is_empty() {
            "a soft hyphen (U+00AD) stands between words".to_owned()
        } else {
            format!("a soft hyphen (U+00AD) stands in `{shown}`")
        };
        let one_piece = passage.touched(&range).iter().all(|p| p.kind == PieceKind::Text);
        let finding = Finding::new(Code::SoftHyphen, range, message, "take it out");
        found.push(if one_piece { finding.corrected(bare) } else { finding });
    }
}
