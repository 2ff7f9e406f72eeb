//! What the place of a line says of it: how many empty lines stand around it, and whether it is centred. How wide the spaces
//! between paragraphs are, and which places only titles have, is measured in each text.

use std::collections::{BTreeMap, HashSet};

use super::headings::LONGEST_PLAIN;
use super::plain::{is_long, is_speech};
use super::source::Source;
use crate::import::draft::Setting;

/// How often a space must be wider for it to mean something.
const WIDE_ONES: usize = 2;
/// How many headings at least show what places they have.
const FEWEST: usize = 3;
/// Widest space that is told from wider ones, in lines.
const WIDEST: u8 = 6;

/// What the spaces of a text tell.
#[derive(Debug, Default)]
pub(super) struct Spaces {
    /// Empty lines between paragraphs, if there are wider spaces, too.
    pub(super) usual: Option<u8>,
    /// Lines of which the place says that they are titles, by index.
    announced: Vec<bool>,
    /// Whether most that stands below a wider space is short.
    pub(super) divides: bool,
}

impl Spaces {
    pub(super) fn of(source: &Source) -> Self {
        let usual = usual(source);
        let wider = |line: usize| source.lines[line].space > usual;
        let varied =
            (1..source.lines.len()).filter(|line| wider(*line)).nth(WIDE_ONES - 1).is_some();
        let lines = body(source);
        let above = |line: usize| source.lines[line].space;
        let below = |line: usize| source.space_below(line).min(WIDEST);
        let set_off = tally(source, lines.iter().filter(|line| wider(**line)), above);
        let least = set_off.least();
        // What a space announces elsewhere says less than being centred.
        let centred = |line: &&usize| source.is_set(**line, Setting::Centred);
        let middle = tally(source, lines.iter().filter(centred), above).least();
        let around = |line: &&usize| wider(**line) && below(**line) > usual;
        let between = tally(source, lines.iter().filter(around), below).least();
        let announced = (0..source.lines.len()).map(|line| {
            let reaches = |least: Option<u8>, space: u8| least.is_some_and(|least| space >= least);
            reaches(least, above(line))
                || centred(&&line) && reaches(middle, above(line))
                || around(&&line) && reaches(between, below(line))
        });
        Self {
            usual: varied.then_some(usual),
            announced: announced.collect(),
            divides: set_off.is_mostly_short(),
        }
    }

    /// Whether the place of a line says that it is a title.
    pub(super) fn announces(&self, line: usize) -> bool {
        self.announced.get(line).is_some_and(|announced| *announced)
    }
}

/// How many empty lines stand between paragraphs: the narrowest space that is no exception. Titles of poems may be as many as poems.
fn usual(source: &Source) -> u8 {
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for line in source.lines.iter().skip(1).filter(|line| line.space > 0) {
        *counts.entry(line.space).or_default() += 1;
    }
    let most = counts.values().max().copied().unwrap_or(0);
    counts.iter().find(|(_, count)| **count * 3 >= most).map_or(1, |(space, _)| *space)
}

/// The lines behind the first long one: before it stands a title page.
fn body(source: &Source) -> Vec<usize> {
    source.text_lines().skip_while(|line| !is_long(source, *line)).collect()
}

/// How many lines have a space, and how many of them are short.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<u8, (usize, usize)>,
}

impl Tally {
    /// So many empty lines and more stand at short lines alone.
    fn least(&self) -> Option<u8> {
        let (mut all, mut short, mut least) = (0, 0, None);
        for (space, count) in self.counts.iter().rev() {
            all += count.0;
            short += count.1;
            if all >= FEWEST && short * 20 >= all * 17 {
                least = Some(*space);
            }
        }
        least
    }

    fn is_mostly_short(&self) -> bool {
        let all: usize = self.counts.values().map(|count| count.0).sum();
        let short: usize = self.counts.values().map(|count| count.1).sum();
        short >= FEWEST && short * 2 >= all
    }
}

/// Counts lines, and those that are short, by a space of theirs.
fn tally<'l>(
    source: &Source,
    lines: impl Iterator<Item = &'l usize>,
    space: impl Fn(usize) -> u8,
) -> Tally {
    let mut tally = Tally::default();
    let mut above = None;
    // What is said again and again, in advertisements, says nothing about the text.
    let mut seen: HashSet<&str> = HashSet::new();
    for line in lines.copied() {
        let text = source.line(line);
        if !seen.insert(text) {
            continue;
        }
        let short = source.isolated(line) && text.chars().nth(LONGEST_PLAIN).is_none();
        // What begins below a heading has a wide space above it, too.
        let begins = !short && above == line.checked_sub(1);
        above = short.then_some(line);
        // A short line in quotation marks may be said or be a title.
        if !(begins || short && is_speech(text)) {
            let count = tally.counts.entry(space(line)).or_default();
            count.0 += 1;
            count.1 += usize::from(short);
        }
    }
    tally
}
