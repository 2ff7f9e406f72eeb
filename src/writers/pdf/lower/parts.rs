//! Long paragraphs, which are set in parts: where one part ends and the next begins.
//!
//! The typesetter's work on a paragraph grows faster than the paragraph, and it counts the letters of a
//! line in 16 bits. A part ends with a whole sentence, if one ends near; where the lines of the parts are
//! chosen, its last one is brought to the measure like any other.

use std::ops::Range;

use super::super::words::{Marks, Running, Setting};
use crate::ir::{Inline, LONG_LINE, OBJECT, OF_OBJECT, OF_STYLE, length};

/// So many letters behind its end a part goes on to the end of a sentence, to the end of a word, to a
/// place within a long word, anywhere.
const ON: [usize; 4] = [0, 1_000, 1_500, 2_000];

/// Whether a paragraph is set in parts.
pub(super) fn is_long(list: &[Inline]) -> bool {
    length(list) > LONG_LINE
}

/// What of the running text gives way between two parts: a space, or nothing.
pub(super) fn cuts(list: &[Inline], running: &Running, marks: &Marks) -> Vec<Range<usize>> {
    let all = length(list);
    // Parts are of one length, and none gets longer than they may be.
    let part = all / all.div_ceil(LONG_LINE - ON[3]) + 1;
    let uncut: Vec<&Range<usize>> = marks
        .pieces
        .iter()
        .filter(|one| one.setting == Setting::Uncut)
        .map(|one| &one.range)
        .collect();
    let mut stretches = running.stretches().peekable();
    let (mut code, mut letters, mut cuts) = (false, 0, Vec::new());
    for (at, c) in running.text.char_indices() {
        while let Some((_, is_code)) = stretches.next_if(|(range, _)| range.start <= at) {
            code = is_code;
            letters += OF_STYLE;
        }
        letters += if c == OBJECT { OF_OBJECT } else { 1 };
        if code || c == OBJECT || letters < part {
            continue;
        }
        let on = letters - part;
        let cut = if c == ' ' {
            let ended = ends_sentence(&running.text[..at]);
            (ended || on >= ON[1]).then_some(at..at + 1)
        } else {
            let before = uncut.partition_point(|range| range.end <= at);
            let inside = uncut.get(before).is_some_and(|range| range.start < at);
            let begins = uncut.get(before).is_some_and(|range| range.start == at);
            (!inside && (begins && on >= ON[2] || on >= ON[3])).then_some(at..at)
        };
        if let Some(cut) = cut.filter(|cut| cut.start > 0) {
            cuts.push(cut);
            letters = 0;
        }
    }
    cuts
}

fn ends_sentence(before: &str) -> bool {
    let closing = |c: char| matches!(c, '“' | '”' | '«' | '»' | '‘' | '’' | ')' | OBJECT);
    before.trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
}
