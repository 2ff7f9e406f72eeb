//! Notes that say themselves where they begin and end: `[Footnote 1: …]`, `[Fußnote: …]`, as a paragraph, as some, or within one.

use std::ops::Range;

use super::signs::{Sign, worded};
use super::source::{Role, Source};

/// A note in its brackets.
#[derive(Debug, Clone)]
pub(super) struct Enclosed {
    /// How it is called; `None`: not at all.
    pub(super) sign: Option<Sign>,
    /// From bracket to bracket; over several lines if it has several paragraphs.
    pub(super) range: Range<usize>,
    /// What it says, by paragraph.
    pub(super) pieces: Vec<Range<usize>>,
    /// The lines it touches.
    pub(super) lines: Range<usize>,
}

/// Longest note, in lines, and how many bytes are looked at to find where all end, by byte of the text.
const LONGEST: usize = 60;
const MOST_WORK: usize = 16;

/// All such notes in the order of the text.
pub(super) fn find(source: &Source) -> Vec<Enclosed> {
    let mut found: Vec<Enclosed> = Vec::new();
    let mut budget = source.text.len().saturating_mul(MOST_WORK);
    let mut after = 0;
    for line in 0..source.lines.len() {
        if !holds_text(source, line) {
            continue;
        }
        let range = source.lines[line].range.clone();
        let mut at = range.start.max(after);
        while at < range.end {
            let Some(open) = source.text[at..range.end].find('[') else { break };
            let start = at + open;
            at = start + 1;
            if let Some(note) = enclosed(source, line, start, &mut budget) {
                at = note.range.end;
                after = at;
                found.push(note);
            }
        }
    }
    found
}

fn holds_text(source: &Source, line: usize) -> bool {
    matches!(source.lines[line].role, Role::Text | Role::Block)
}

fn enclosed(source: &Source, line: usize, start: usize, budget: &mut usize) -> Option<Enclosed> {
    let whole = &source.lines[line].range;
    let rest = &source.text[start + 1..whole.end];
    let near = &rest[..rest.floor_char_boundary(40)];
    // `[*Footnote: …]`
    let inner = near.trim_start_matches(['*', ' ']);
    let word = worded(inner)?;
    let from = near.len() - inner.len() + word.length;
    let tail = rest[from..].trim_start();
    let marks = if word.sign.is_some() { &[":", ".--", ".", "--", "—"][..] } else { &[":"][..] };
    let mark = marks.iter().find(|mark| tail.starts_with(**mark))?;
    if word.sign.is_none() && !word.plain {
        return None;
    }
    let said = whole.end - tail.len() + mark.len();
    let (end, closed) = close(source, line, said, budget)?;
    let mut pieces = Vec::new();
    for n in line..=end {
        let range = source.lines[n].range.clone();
        let piece = range.start.max(said)..if n == end { closed.min(range.end) } else { range.end };
        let piece = super::bodies::trim(source, piece);
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    let past = if source.text[closed..].starts_with(']') { closed + 1 } else { closed };
    (!pieces.is_empty()).then_some(Enclosed {
        sign: word.sign,
        range: start..past,
        pieces,
        lines: line..end + 1,
    })
}

/// The line and the offset where the bracket closes; without one, the end of the line.
fn close(source: &Source, line: usize, said: usize, budget: &mut usize) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for n in line..(line + LONGEST).min(source.lines.len()) {
        if !holds_text(source, n) && source.lines[n].role != Role::Break {
            break;
        }
        let range = source.lines[n].range.start.max(said)..source.lines[n].range.end;
        if n > line
            && source.text[range.clone()].starts_with('[')
            && opens(&source.text[range.clone()])
        {
            break;
        }
        *budget = budget.checked_sub(range.len())?;
        for (at, byte) in source.text[range.clone()].bytes().enumerate() {
            match byte {
                b'[' => depth += 1,
                b']' if depth == 0 => return Some((n, range.start + at)),
                b']' => depth -= 1,
                _ => {}
            }
        }
    }
    Some((line, source.lines[line].range.end))
}

fn opens(line: &str) -> bool {
    let near = &line[1..line.floor_char_boundary(40)];
    worded(near.trim_start_matches('*')).is_some()
}
