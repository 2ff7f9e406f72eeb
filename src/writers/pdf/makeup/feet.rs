//! The notes at the foot of the pages: what calls them, and how they are parted.

use std::collections::{BTreeSet, HashMap};

use super::super::lines::{Group, Line};
use super::super::lower::{Origin, Places};
use crate::inspection::Pages;

/// The notes of a book, and the room that they take.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::writers::pdf) struct Feet {
    /// In the order in which they are called.
    pub(super) notes: Vec<Foot>,
    /// The paragraphs that are notes, by their index in the pages.
    pub(super) paragraphs: BTreeSet<usize>,
    /// Height of a line of a note, whatever its type.
    pub(super) line: f64,
    /// What is free above each note.
    pub(super) gap: f64,
    /// What is free above that between text and notes.
    pub(super) clearance: f64,
}

/// A note at the foot.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::writers::pdf) struct Foot {
    /// The paragraph that calls it, by its index in the pages.
    pub(super) host: usize,
    /// The byte of the markup, as it was written, at which it is called.
    pub(super) at: usize,
    /// The line of that paragraph, counted from 0, in which it is called as it is set.
    pub(super) called: usize,
    /// Its paragraphs, by their index in the pages.
    pub(super) own: Vec<usize>,
    /// Their lines.
    pub(super) lines: Vec<FootLine>,
}

/// A line of a note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FootLine {
    /// Distance of its baseline from the one above it in the note.
    pub(super) step: f64,
    /// Which line it is of how many of its paragraph.
    pub(super) number: usize,
    pub(super) of: usize,
    /// The page on which it is set.
    pub(super) page: usize,
}

impl Feet {
    /// The notes of set pages. The room between text and notes is that of the vocabulary (`layouts/vocabulary/book.typ`);
    /// where a layout has another one, its pages are not understood and left alone.
    pub(in crate::writers::pdf) fn read(
        pages: &Pages,
        lines: &[Line],
        groups: &[Group],
        places: &Places,
    ) -> Self {
        let gap = pages.leading - pages.size;
        let clearance = gap + 0.5 * pages.leading;
        let mut feet = Self { line: pages.size, gap, clearance, ..Self::default() };
        let mut set: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, group) in groups.iter().enumerate() {
            set.entry(group.paragraph).or_default().push(index);
        }
        let all = places.paragraphs();
        for origin in places.origins.all().filter(|one| one.what == Origin::Footnote) {
            let range = &origin.range;
            let host = places.host(range).and_then(|place| set.get(&place)?.first().copied());
            let first = all.partition_point(|one| one.range.start < range.start);
            let own = all
                .iter()
                .enumerate()
                .skip(first)
                .take_while(|(_, one)| one.range.start < range.end);
            let own: Vec<usize> =
                own.filter_map(|(place, _)| set.get(&place)).flatten().copied().collect();
            feet.paragraphs.extend(own.iter().copied());
            let Some(host) = host else { continue };
            let begins =
                |line: &usize| lines[*line].glyphs.iter().filter_map(|glyph| glyph.at).min();
            let before = |line: &usize| begins(line).is_none_or(|begin| begin <= range.start);
            let called = groups[host].lines.iter().rposition(before).unwrap_or(0);
            let lines = foot_lines(pages, &own);
            feet.notes.push(Foot { host, at: range.start, called, own, lines });
        }
        feet
    }

    /// The notes as they will be set: their paragraphs in so many lines as `count` says, which is given the paragraph.
    pub(in crate::writers::pdf) fn planned(&self, count: impl Fn(usize) -> Option<usize>) -> Self {
        let mut planned = self.clone();
        for note in &mut planned.notes {
            let mut rest = &note.lines[..];
            let mut lines = Vec::new();
            for paragraph in &note.own {
                let Some(first) = rest.first().copied() else { break };
                let (set, behind) = rest.split_at(first.of.min(rest.len()));
                rest = behind;
                let of = count(*paragraph).unwrap_or(first.of).max(1);
                let step = set.get(1).map_or(self.line, |line| line.step);
                lines.extend((0..of).map(|number| match set.get(number) {
                    Some(line) => FootLine { of, ..*line },
                    None => FootLine { step, number, of, ..first },
                }));
            }
            note.lines = lines;
        }
        planned
    }

    /// How high the lines of a note are, from one to another.
    pub(super) fn height(&self, note: usize, from: usize, to: usize) -> f64 {
        let lines = &self.notes[note].lines[from..to];
        self.line + lines.iter().skip(1).map(|line| line.step).sum::<f64>()
    }

    /// How many lines of a note, from one on, stand in a room of that height: of a paragraph two at least on each side.
    pub(super) fn fitting(&self, note: usize, from: usize, room: f64) -> usize {
        let lines = &self.notes[note].lines;
        let mut bottom = 0.0;
        for (index, line) in lines.iter().enumerate().skip(from) {
            bottom += if index == from { self.line } else { line.step };
            let more = needed(line.number, line.of) - 1;
            let below = &lines[index + 1..(index + 1 + more).min(lines.len())];
            if bottom + below.iter().map(|line| line.step).sum::<f64>() > room {
                return index - from;
            }
        }
        lines.len() - from
    }
}

/// How many lines of a paragraph of so many have to stand on a page from one on, if that one stands there.
pub(super) fn needed(number: usize, of: usize) -> usize {
    match (number, of) {
        (0, 3) => 3,
        (0, 2..) => 2,
        _ if number >= 2 && number + 2 == of => 2,
        _ => 1,
    }
}

/// The lines of the paragraphs of a note.
fn foot_lines(pages: &Pages, paragraphs: &[usize]) -> Vec<FootLine> {
    let at = |paragraph: &usize| pages.paragraphs[*paragraph].lines.clone();
    let all: Vec<(usize, usize)> = paragraphs.iter().flat_map(at).collect();
    let baseline = |at: &(usize, usize)| pages.line(*at).baseline;
    let steps: Vec<Option<f64>> = all
        .windows(2)
        .map(|two| (two[0].0 == two[1].0).then(|| baseline(&two[1]) - baseline(&two[0])))
        .collect();
    // Where a page ends between two lines, they are as far apart as others.
    let usual = steps.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    let usual = if usual.is_finite() { usual } else { pages.leading };
    let before = std::iter::once(None).chain(steps).map(|step| step.unwrap_or(usual));
    let numbers = paragraphs.iter().flat_map(|paragraph| {
        let of = pages.paragraphs[*paragraph].lines.len();
        (0..of).map(move |number| (number, of))
    });
    let lines = all.iter().zip(before).zip(numbers);
    lines.map(|((at, step), (number, of))| FootLine { step, number, of, page: at.0 }).collect()
}
