//! Numbers and letters that count headings: they stand in a row, from the first on. A number that stands in none is a page's, a
//! list's or a year.

use std::collections::{BTreeMap, HashSet};

use super::headings::{Heading, HeadingKind, LONGEST_PLAIN, lettered};
use super::names::ordered_and_titled;
use super::plain;
use super::source::Source;
use crate::ir::{self, BlockKind};

/// How many titles behind a word and a number make a row, and how many of them in a row may be missing.
const FEWEST_TITLED: usize = 6;
const WIDEST_GAP: u32 = 3;

/// Numbered lines that follow each other with nothing between are a list.
pub(super) fn drop_lists(lines: &[usize], found: &mut Vec<(usize, Heading)>) {
    let counted = |heading: &Heading| {
        matches!(heading.kind, HeadingKind::Roman | HeadingKind::Arabic | HeadingKind::Letter)
            && heading.number.is_some()
    };
    let place = |line: usize| lines.binary_search(&line).unwrap_or(usize::MAX);
    let mut listed: HashSet<usize> = HashSet::new();
    for pair in found.windows(2) {
        let ((a, above), (b, below)) = (&pair[0], &pair[1]);
        let beside = place(*a).checked_add(1) == Some(place(*b));
        if beside && counted(above) && counted(below) && above.kind == below.kind {
            listed.extend([*a, *b]);
        }
    }
    found.retain(|(line, _)| !listed.contains(line));
}

/// `SONG I. The Ferry`, `SONG II. The Rope`: titles behind a word of the book's own and a number, counted on from the first, with text
/// between them. They stand in chapters and scenes.
pub(super) fn titled(source: &Source, lines: &[usize], found: &mut Vec<(usize, Heading)>) {
    let mut rows: BTreeMap<&str, Vec<(usize, u32, usize)>> = BTreeMap::new();
    for line in lines.iter().copied() {
        let text = source.line(line);
        let stands = source.isolated(line) && text.chars().nth(LONGEST_PLAIN).is_none();
        let Some((noun, value, rest)) = ordered_and_titled(text).filter(|_| stands) else {
            continue;
        };
        let row = rows.entry(noun).or_default();
        let goes_on = match row.last() {
            None => value == 1,
            Some((above, last, _)) => {
                line > above + 1 && value > *last && value <= last + WIDEST_GAP
            }
        };
        if goes_on {
            row.push((line, value, rest));
        }
    }
    let counted = rows.into_values().filter(|row| row.len() >= FEWEST_TITLED).flatten();
    let mut all: BTreeMap<usize, Heading> = std::mem::take(found).into_iter().collect();
    for (line, value, rest) in counted {
        let range = source.lines[line].range.clone();
        let number = source.text[range.start..range.start + rest].trim_end().len();
        let heading = Heading {
            kind: HeadingKind::Roman,
            number: Some(range.start..range.start + number),
            title: range.start + rest..range.end,
            value: Some(value),
            role: ir::Role::Chapter,
            level: 1,
            depth: 0,
        };
        all.insert(line, heading);
    }
    found.extend(all);
}

/// Keeps letters that count on from the first of them: a, b, c. `I.`, `C.` and others may be numbers as well: a row says which.
/// What counts nothing is a short line.
pub(super) fn letters(source: &Source, found: &mut [(usize, Heading)]) {
    // Of each lettered line: which, how it is written, which letter.
    let mut rows: Vec<(usize, (bool, u8), u32)> = Vec::new();
    for (n, (line, heading)) in found.iter().enumerate() {
        let text = source.line(*line);
        let numeral = matches!(heading.kind, HeadingKind::Letter | HeadingKind::Roman);
        if let Some((value, _)) = lettered(text).filter(|_| numeral && heading.number.is_some()) {
            let form = (text.starts_with(char::is_uppercase), text.as_bytes()[1]);
            rows.push((n, form, value));
        }
    }
    // The letters of a row that is open, by their places, and the last of them.
    let mut open: Vec<((bool, u8), Vec<usize>, u32)> = Vec::new();
    let mut counted: HashSet<usize> = HashSet::new();
    for (n, form, value) in rows {
        let row = open.iter_mut().find(|row| row.0 == form);
        // `k` may follow `i`.
        let follows = |last: u32| value == last + 1 || (last, value) == (9, 11);
        match row {
            Some(row) if follows(row.2) => {
                row.1.push(n);
                row.2 = value;
                counted.extend(row.1.iter().copied());
            }
            Some(row) if value == 1 => (row.1, row.2) = (vec![n], 1),
            None if value == 1 => open.push((form, vec![n], 1)),
            _ => {}
        }
    }
    for (n, (line, heading)) in found.iter_mut().enumerate() {
        if counted.contains(&n) {
            heading.kind = HeadingKind::Letter;
        } else if heading.kind == HeadingKind::Letter {
            let range = source.lines[*line].range.clone();
            *heading = Heading {
                kind: HeadingKind::Plain,
                number: None,
                title: range,
                value: None,
                ..heading.clone()
            };
        }
    }
}

/// How many single letters follow each other where they divide an index.
const FEWEST_LETTERS: usize = 6;

/// Single letters that rise, `A`, `B`, `D`, `I`, divide an index, not the text: no headings, and no numerals.
pub(super) fn drop_index_letters(source: &Source, found: &mut Vec<(usize, Heading)>) {
    let letter = |line: usize| {
        let text = source.line(line).trim_matches(['.', '_', '=', '*', ' ']);
        let mut chars = text.chars();
        chars.next().filter(|c| c.is_ascii_uppercase() && chars.next().is_none())
    };
    let letters: Vec<(usize, char)> =
        found.iter().filter_map(|(line, _)| Some((*line, letter(*line)?))).collect();
    let runs = letters.chunk_by(|above, below| above.1 < below.1);
    let index: HashSet<usize> = runs
        .filter(|run| run.len() >= FEWEST_LETTERS)
        .flat_map(|run| run.iter().map(|(line, _)| *line))
        .collect();
    found.retain(|(line, _)| !index.contains(line));
}

/// A count of headings that is open.
struct Row {
    /// Its last number.
    last: u32,
    /// Which of the numbers it began with.
    first: usize,
    /// How many stand in it.
    count: usize,
}

/// Keeps numbered headings that stand in a sequence: 1, 2, 3, beginning again with 1; of those with a point or a title also
/// a sequence that begins elsewhere, as that of a second volume. A lone number elsewhere is a page's or a list's. A sequence may
/// stand in another, which goes on behind it: 1, 2 (1, 2, 3), 3.
pub(super) fn in_sequence(source: &Source, found: &mut Vec<(usize, Heading)>, kind: HeadingKind) {
    let own: Vec<(usize, u32, bool)> = found
        .iter()
        .filter(|(_, h)| h.kind == kind)
        .map(|(line, h)| {
            let firm = h.number.is_some()
                || source.line(*line).ends_with('.')
                || kind == HeadingKind::Roman;
            (*line, h.value.unwrap_or(0), firm)
        })
        .collect();
    // Where space or a list of contents says so, numbers may be missing between two.
    let announced = |line: usize| {
        source.is_announced(line)
            && (kind == HeadingKind::Roman || plain::is_titled(source.line(line)))
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut depths = vec![0_u8; own.len()];
    let mut keep = Vec::new();
    for (n, (line, value, firm)) in own.iter().enumerate() {
        let goes_on = |by: usize| {
            let next = own.get(n + by).map(|(_, value, _)| *value);
            next.zip(u32::try_from(by).ok()).is_some_and(|(next, by)| next == value + by)
        };
        let last = rows.last().map_or(0, |row| row.last);
        let begins = *value == 1 || (*firm && last == 0 && goes_on(1) && goes_on(2));
        // How many rows are closed by what goes on with one around them.
        let around = rows.iter().rev().skip(1).position(|row| *firm && row.last + 1 == *value);
        if begins {
            rows.push(Row { last: *value, first: n, count: 0 });
        } else if let Some(closed) = around.filter(|_| last > 0 && *value != last + 1)
            && source.isolated(*line)
        {
            // What lies between stands in the count that goes on here.
            for row in rows.drain(rows.len() - closed - 1..) {
                depths[row.first..n].iter_mut().for_each(|depth| *depth += 1);
            }
        } else if !(last > 0 && *value > last && (*value <= last + 2 || announced(*line))) {
            continue;
        }
        if let Some(row) = rows.last_mut() {
            (row.last, row.count) = (*value, row.count + 1);
        }
        keep.push(*line);
    }
    // `I.` alone among short lines is a letter of an index.
    let lone = rows.iter().filter(|row| row.count == 1 && own[row.first].1 == 1);
    let lone: Vec<usize> = lone.map(|row| own[row.first].0).collect();
    let heads =
        |line: usize| source.lines.get(line + 1).is_some() && plain::is_long(source, line + 1);
    keep.retain(|line| heads(*line) || !lone.contains(line));
    // one `I` alone divides nothing
    if keep.len() < 2 {
        keep.clear();
    }
    let counted = found.iter_mut().filter(|(_, h)| h.kind == kind);
    for ((line, heading), depth) in counted.zip(depths) {
        heading.depth = depth;
        // A day, a name with a number in it may stand where titles stand.
        if heading.number.is_some()
            && source.is_announced(*line)
            && keep.binary_search(line).is_err()
        {
            let title = source.lines[*line].range.clone();
            let plain = HeadingKind::Plain;
            *heading = Heading { kind: plain, number: None, title, value: None, ..heading.clone() };
        }
    }
    found.retain(|(line, h)| h.kind != kind || keep.binary_search(line).is_ok());
}

/// Numerals that count the stanzas of a poem, from 1 on, head none: below most of them stands one stanza that is no sonnet.
pub(super) fn drop_stanzas(source: &Source, found: &mut Vec<(usize, Heading)>) {
    const SONNET: usize = 14;
    let is_numeral = |heading: &Heading| {
        matches!(heading.kind, HeadingKind::Roman | HeadingKind::Arabic) && heading.number.is_none()
    };
    let heads_stanza = |line: &usize| {
        source.draft.items.get(line + 1).is_some_and(|below| match &below.block.kind {
            BlockKind::Verse { stanzas } => stanzas.len() == 1 && stanzas[0].lines.len() < SONNET,
            _ => false,
        })
    };
    let mut counts: Vec<Vec<usize>> = Vec::new();
    for (line, heading) in found.iter().filter(|(_, heading)| is_numeral(heading)) {
        match counts.last_mut().filter(|_| heading.value != Some(1)) {
            Some(count) => count.push(*line),
            None => counts.push(vec![*line]),
        }
    }
    let of_poem = |count: &Vec<usize>| {
        count.len() > 1
            && count.iter().filter(|line| heads_stanza(line)).count() * 5 >= count.len() * 4
    };
    let dropped: HashSet<usize> = counts.into_iter().filter(of_poem).flatten().collect();
    found.retain(|(line, _)| !dropped.contains(line));
}
