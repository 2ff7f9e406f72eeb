//! How many words come in: counted in what the parser hands over, before anything is made of it.

use std::ops::Range;

use crate::import::counts::words;

/// The bytes of what has none of its own.
pub(super) const NOWHERE: Range<usize> = usize::MAX - 1..usize::MAX;

/// The words of the lines so far, and the line that is read.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Words of all lines that are at their end.
    pub(super) words: usize,
    /// The line: pieces with their bytes of the text.
    line: Vec<(Range<usize>, String)>,
    /// How far the pieces of the line reach, up to each of them; those without bytes of their own reach nowhere.
    reach: Vec<usize>,
    /// Whether a piece stands before one that came before it.
    jumps: bool,
    /// Bytes that turned out to be signs of the markup.
    dropped: Vec<Range<usize>>,
}

impl Tally {
    /// A piece of the line.
    pub(super) fn push(&mut self, range: &Range<usize>, text: &str) {
        let before = self.reach.last().copied().unwrap_or(0);
        let is_placed = *range != NOWHERE;
        self.jumps |= is_placed && range.start < before;
        self.reach.push(if is_placed { before.max(range.end) } else { before });
        self.line.push((range.clone(), text.to_owned()));
    }

    /// A text of its own.
    pub(super) fn whole(&mut self, text: &str) {
        self.words += words(text);
    }

    /// Bytes that are markup.
    pub(super) fn drop(&mut self, range: Range<usize>) {
        let at = self.dropped.partition_point(|other| other.end <= range.end);
        self.dropped.insert(at, range);
    }

    /// What stands apart from the line: the whole with its signs is no part of it, what is inside counts for itself.
    pub(super) fn apart(&mut self, whole: Range<usize>, inside: Range<usize>) {
        let said = self.said(&inside);
        self.words += words(&said);
        self.drop(whole);
    }

    /// Forgets the line.
    pub(super) fn clear(&mut self) {
        self.line.clear();
        self.reach.clear();
        self.jumps = false;
        self.dropped.clear();
    }

    /// The line is at its end.
    pub(super) fn end(&mut self) {
        if !self.line.is_empty() {
            let said = self.said(&(0..usize::MAX));
            self.words += words(&said);
        }
        self.clear();
    }

    /// What a part of the line says without what was dropped.
    fn said(&self, part: &Range<usize>) -> String {
        let from = self.dropped.partition_point(|range| range.end <= part.start);
        let mut dropped = self.dropped[from..].to_vec();
        dropped.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in dropped {
            match merged.last_mut().filter(|last| range.start <= last.end) {
                Some(last) => last.end = last.end.max(range.end),
                None => merged.push(range),
            }
        }
        let mut said = String::new();
        for (range, text) in self.pieces(part) {
            if range.start >= part.end {
                continue;
            }
            if range.len() != text.len() {
                if !within(range.start, &merged) {
                    said.push_str(text);
                }
                continue;
            }
            let kept = text.char_indices().filter(|(at, _)| {
                let at = range.start + at;
                part.contains(&at) && !within(at, &merged)
            });
            said.extend(kept.map(|(_, c)| c));
        }
        said
    }
}

impl Tally {
    /// The pieces of the line among which those of a part of it are. A line may have as many parts as pieces: where these stand in order,
    /// no others are gone through.
    fn pieces(&self, part: &Range<usize>) -> &[(Range<usize>, String)] {
        if self.jumps || part.start == 0 {
            let before = self.line.iter().rposition(|(range, _)| range.end <= part.start);
            return &self.line[before.map_or(0, |before| before + 1)..];
        }
        let from = self.reach.partition_point(|reach| *reach <= part.start);
        let behind = self.reach.partition_point(|reach| *reach < part.end);
        &self.line[from..self.line.len().min(behind + 1)]
    }
}

fn within(at: usize, ranges: &[Range<usize>]) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after.checked_sub(1).is_some_and(|before| at < ranges[before].end)
}

#[cfg(test)]
mod tests {
    use super::{NOWHERE, Tally};

    #[test]
    fn a_part_of_a_line_is_counted_without_the_rest() {
        let mut tally = Tally::default();
        for at in 0..1000 {
            tally.push(&(at * 4..at * 4 + 3), "abc");
            tally.push(&NOWHERE, " ");
        }
        assert!(tally.pieces(&(2000..2010)).len() < 10);
        assert_eq!(tally.said(&(2000..2010)), "abcabcab");
        // Where pieces do not stand in order, all behind are gone through.
        tally.push(&(2004..2007), "xyz");
        assert_eq!(tally.said(&(2000..2010)), "abcabcabxyz");
    }
}
