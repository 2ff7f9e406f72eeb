//! How wide tables are, so that they can be read on a narrow screen: by smaller type, then by breaks within
//! words. What scrolls sideways is no way out, for where a reading system turns pages it is never parted:
//! what is longer than a page would be cut off.

use std::ops::Range;

use super::marks::Letters;
use crate::ir::{Block, BlockKind, Row, Table, laid, walk};

/// Width of a narrow screen in em of the text: 320 pixels at the usual size, with narrow margins.
const SCREEN: f64 = 18.0;
/// About the width of a letter in em: of the head, which is bold, and of all else.
const HEAD: f64 = 0.5;
const BODY: f64 = 0.45;
/// The indent of a list in a cell in em, as the style sheet has it.
const LIST: f64 = 1.2;
/// Letters of a short word.
const SHORT: usize = 5;

/// The width of what stands in a cell, in em of the type of the table: its letters, and the width of one.
type Width<'a> = &'a dyn Fn(&str, f64) -> f64;

/// How a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Density {
    /// As all tables.
    Usual,
    /// In smaller type.
    Wide,
    /// In the smallest type.
    Wider,
    /// In the smallest type, and with breaks within its words, if it has some; else its words are broken
    /// wherever need be.
    Crowded,
}

impl Density {
    /// The classes by which the style sheet knows it.
    pub(super) fn class(self) -> Option<&'static str> {
        Some(match self {
            Self::Usual => return None,
            Self::Wide => "wide",
            Self::Wider => "wider",
            Self::Crowded => "wider crowded",
        })
    }

    /// The size of its type and the room on both sides of a cell, in em of the text, as the style sheet
    /// has them.
    fn measures(self) -> (f64, f64) {
        match self {
            Self::Usual => (0.85, 2.0 * 0.3 * 0.85),
            Self::Wide => (0.75, 2.0 * 0.3 * 0.75),
            Self::Wider => (0.65, 2.0 * 0.2 * 0.65),
            Self::Crowded => (0.65, 2.0 * 0.12 * 0.65),
        }
    }

    /// How a table is set: as large as leaves its words whole, but hardly smaller than the text; then as large
    /// as leaves whole what stands between soft hyphens.
    pub(super) fn for_table(table: &Table, letters: Letters<'_>) -> Self {
        let holds = |one: &Self, width: Width<'_>| one.holds(table, letters, width);
        let whole = [Self::Usual, Self::Wide].into_iter().find(|one| holds(one, &word));
        let parted = || [Self::Wide, Self::Wider].into_iter().find(|one| holds(one, &piece));
        whole.or_else(parted).unwrap_or(Self::Crowded)
    }

    /// Whether a narrow screen has room for the widest of all columns.
    fn holds(self, table: &Table, letters: Letters<'_>, width: Width<'_>) -> bool {
        let (size, room) = self.measures();
        columns(table, letters, width).iter().map(|width| width * size + room).sum::<f64>()
            <= SCREEN
    }
}

/// Whether a narrow screen has no room for the words of a table.
pub(super) fn is_to_be_broken(table: &Table, letters: Letters<'_>) -> bool {
    !Density::Wide.holds(table, letters, &word)
}

/// What of a crowded table is kept on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Firm {
    /// Figures and short words.
    Short,
    /// Figures.
    Figures,
    /// Nothing.
    Nothing,
}

impl Firm {
    /// As much as leaves every other column room for a letter.
    pub(super) fn for_table(table: &Table, letters: Letters<'_>) -> Self {
        if Density::for_table(table, letters) < Density::Crowded {
            return Self::Nothing;
        }
        let fits = |firm: &Self| {
            let kept = |text: &str, letter: f64| match firm.keeps(text) {
                true => text.chars().count() as f64 * letter,
                false => letter,
            };
            Density::Crowded.holds(table, letters, &kept)
        };
        [Self::Short, Self::Figures].into_iter().find(fits).unwrap_or(Self::Nothing)
    }

    /// Whether a cell that says that is kept on one line.
    pub(super) fn keeps(self, text: &str) -> bool {
        let figures = !text.is_empty() && !text.chars().any(char::is_alphabetic);
        match self {
            Self::Short => figures || text.chars().count() <= SHORT,
            Self::Figures => figures,
            Self::Nothing => false,
        }
    }
}

/// Whether rows are likely to have several lines on a narrow screen, and have to be told apart.
pub(super) fn is_ruled(table: &Table, letters: Letters<'_>) -> bool {
    let line = |text: &str, letter: f64| shown(text) as f64 * letter;
    table.cells().any(|cell| cell.line().is_none())
        || !Density::for_table(table, letters).holds(table, letters, &line)
}

/// The widest of each column, in em of the type of the table. What a cell over several columns lacks is shared out to all
/// of them.
fn columns(table: &Table, letters: Letters<'_>, width: Width<'_>) -> Vec<f64> {
    let mut columns = vec![0.0_f64; table.columns.len()];
    let mut wide: Vec<(Range<usize>, f64)> = Vec::new();
    let mut take = |rows: &[Row], letter: f64| {
        for (row, begins) in rows.iter().zip(laid(rows, table.columns.len()).0) {
            for (cell, begin) in row.cells.iter().zip(begins) {
                let width = width_of(&cell.blocks, letters, letter, width);
                let taken = begin..(begin + usize::from(cell.colspan)).min(columns.len());
                match taken.len() {
                    0 => {}
                    1 => columns[begin] = columns[begin].max(width),
                    _ => wide.push((taken, width)),
                }
            }
        }
    };
    take(&table.head, HEAD);
    take(&table.body, BODY);
    for (taken, width) in wide {
        let lack = width - columns[taken.clone()].iter().sum::<f64>();
        let share = lack.max(0.0) / taken.len() as f64;
        columns[taken].iter_mut().for_each(|column| *column += share);
    }
    columns
}

/// The widest line of what a cell holds; what is indented in it counts with its indent.
fn width_of(blocks: &[Block], letters: Letters<'_>, letter: f64, width: Width<'_>) -> f64 {
    let mut widest = 0.0_f64;
    for block in blocks {
        for line in walk::child_inlines(block) {
            widest = widest.max(width(&letters.written(line), letter));
        }
        let indent = match &block.kind {
            BlockKind::List(_) | BlockKind::Definitions { .. } => LIST,
            _ => 0.0,
        };
        for inner in walk::child_blocks(block) {
            widest = widest.max(width_of(inner, letters, letter, width) + indent);
        }
    }
    widest
}

/// How many letters of a text are seen.
fn shown(text: &str) -> usize {
    text.chars().filter(|c| *c != '\u{ad}').count()
}

/// Where lines end between words.
fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}'
}

/// The longest word of a text.
fn word(text: &str, letter: f64) -> f64 {
    let words = text.split(is_space).flat_map(|word| word.split_inclusive(['-', '–']));
    words.map(shown).max().unwrap_or(0) as f64 * letter
}

/// The longest piece of a word between its soft hyphens, with the hyphen.
fn piece(text: &str, letter: f64) -> f64 {
    let pieces = text.split(is_space).flat_map(|word| word.split_inclusive(['-', '–', '\u{ad}']));
    let hyphen = |piece: &str| usize::from(piece.ends_with('\u{ad}'));
    pieces.map(|piece| shown(piece) + hyphen(piece)).max().unwrap_or(0) as f64 * letter
}
