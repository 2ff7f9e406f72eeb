//! The texts of the notes, cut out of their zone.

use std::ops::Range;

use super::source::Source;
use super::zones::Zone;

/// A note as it stands in its zone.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) number: u32,
    pub(super) paragraphs: Vec<Range<usize>>,
    /// Byte offset of its number.
    pub(super) start: usize,
}

/// Cuts a zone at the markers: the notes, and what stands before the first of them.
pub(super) fn read(
    source: &Source,
    zone: &Zone,
    starts: &[(u32, Range<usize>)],
) -> (Vec<Body>, Vec<Range<usize>>) {
    let mut bodies: Vec<Body> = Vec::new();
    let mut loose: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    for &line in &zone.lines {
        let whole = source.lines[line].range.clone();
        let mut at = whole.start;
        loop {
            let marker = starts.get(next).filter(|(_, m)| m.start < whole.end);
            let piece = trim(source, at..marker.map_or(whole.end, |(_, m)| m.start));
            let target = bodies.last_mut().map_or(&mut loose, |b| &mut b.paragraphs);
            if !piece.is_empty() {
                target.push(piece);
            }
            let Some((number, range)) = marker else {
                break;
            };
            bodies.push(Body { number: *number, paragraphs: Vec::new(), start: range.start });
            at = range.end.min(whole.end);
            next += 1;
        }
    }
    bodies.retain(|b| !b.paragraphs.is_empty());
    (bodies, loose)
}

fn trim(source: &Source, range: Range<usize>) -> Range<usize> {
    let text = &source.text[range.clone()];
    let left = text.len() - text.trim_start().len();
    let body = text.trim();
    range.start + left..range.start + left + body.len()
}
