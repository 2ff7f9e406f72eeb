//! The pieces of a text that are read for themselves: no mark reaches from one into the next.

use std::ops::Range;

/// The pieces outside of blocks of code: paragraphs, and what begins with a sign of its own.
pub(super) fn units(text: &str) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    let mut fence: Option<(u8, usize)> = None;
    let (mut at, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let bare = line.trim_start_matches([' ', '\t', '>']).trim_end();
        if let Some((sign, length)) = fence {
            let run = run(bare, sign);
            if run >= length && run == bare.len() {
                fence = None;
            }
            continue;
        }
        fence = opened(bare);
        if fence.is_some() || bare.is_empty() || bare.starts_with(":::") {
            open = false;
        } else if open && !begins(bare) {
            units.last_mut().expect("one is open").end = range.end;
        } else {
            units.push(range);
            open = true;
        }
    }
    units
}

/// The sign and the length of the fence that a line opens.
fn opened(line: &str) -> Option<(u8, usize)> {
    let sign = *line.as_bytes().first().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let length = run(line, sign);
    let rest = line[length..].trim_start();
    let named = !rest.contains([' ', '\t', '`']);
    (length >= 3 && named).then_some((sign, length))
}

fn run(line: &str, sign: u8) -> usize {
    line.bytes().take_while(|byte| *byte == sign).count()
}

/// Whether a line may begin a block although none ended before it.
fn begins(line: &str) -> bool {
    let word = line.split([' ', '\t']).next().unwrap_or_default();
    let listed = word.len() <= 20 && word.len() < line.len();
    line.starts_with(['#', '|'])
        || line.starts_with('[') && line.contains("]:")
        || listed
            && (matches!(word, "-" | "*" | "+" | ":") || word.ends_with(['.', ')']))
            && word.trim_start_matches('(').chars().rev().skip(1).all(char::is_alphanumeric)
}
