//! Tables in a grid of plus signs, bars and dashes, whose cells hold blocks and may take several columns and rows.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::drawn::{Drawn, Shape};
use super::lines::{Line, Lines, byte_at, width};
use crate::ir::Alignment;

/// Most columns of signs, and most lines, of a grid that is read.
const WIDEST: usize = 2_000;
const LONGEST: usize = 20_000;

/// A cell: the lines above and below it and the columns of signs left and right of it.
#[derive(Debug, Clone, Copy)]
struct Frame {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

/// The table that a line begins, if it is the upper edge of a grid.
pub(super) fn table(first: &Line<'_>, lines: &Lines<'_>) -> Option<Drawn> {
    let bare = first.text.trim();
    let is_edge = bare.starts_with("+-") || bare.starts_with("+=") || bare.starts_with("+:");
    if !is_edge || !bare.ends_with('+') || !bare.chars().all(|c| "+-=:".contains(c)) {
        return None;
    }
    let indent = first.text.len() - first.text.trim_start().len();
    if indent > 3 {
        return None;
    }
    let mut rest = lines.clone();
    let mut all = vec![*first];
    let is_row =
        |line: &Line<'_>| line.text.get(indent..).is_some_and(|text| text.starts_with(['|', '+']));
    while let Some(line) = rest.next_if(is_row) {
        all.push(line);
    }
    if all.len() < 3 || all.len() > LONGEST || bare.len() > WIDEST {
        return None;
    }
    let grid = Grid::of(&all, indent, bare.len());
    let frames = grid.frames()?;
    Some(grid.drawn(&frames, &all, indent, rest.at()))
}

struct Grid {
    rows: Vec<Vec<char>>,
    width: usize,
}

impl Grid {
    fn of(lines: &[Line<'_>], indent: usize, width_of_all: usize) -> Self {
        let row = |line: &Line<'_>| {
            let mut row: Vec<char> = Vec::with_capacity(width_of_all);
            let bare = line.text[indent..].trim_end();
            for c in bare.chars() {
                // a wide letter takes two columns, a mark on a letter none
                let behind = width(bare.split_at(byte_at(bare, row.len())).0).max(row.len());
                let taken = width(c.encode_utf8(&mut [0; 4])).min(4);
                row.resize(behind, ' ');
                row.extend(std::iter::once(c).chain(std::iter::repeat(' ')).take(taken));
            }
            row.resize(width_of_all, ' ');
            row
        };
        Self { rows: lines.iter().map(row).collect(), width: width_of_all }
    }

    fn at(&self, row: usize, column: usize) -> char {
        self.rows[row][column]
    }

    /// All cells in reading order, if they fill the grid.
    fn frames(&self) -> Option<Vec<Frame>> {
        let (last_row, last_column) = (self.rows.len() - 1, self.width - 1);
        // bounds the work where signs stand everywhere
        let mut steps = 200 + 60 * self.rows.len() * self.width;
        let mut corners = BTreeSet::from([(0, 0)]);
        let mut done = vec![0usize; self.width];
        let mut frames: Vec<Frame> = Vec::new();
        while let Some((top, left)) = corners.pop_first() {
            if top == last_row || left == last_column || top < done[left] {
                continue;
            }
            let frame = self.frame(top, left, &mut steps)?;
            for column in &mut done[frame.left..frame.right] {
                // two cells that overlap
                if *column != frame.top {
                    return None;
                }
                *column = frame.bottom;
            }
            corners.insert((frame.top, frame.right));
            corners.insert((frame.bottom, frame.left));
            frames.push(frame);
        }
        let is_full = done[..last_column].iter().all(|bottom| *bottom == last_row);
        frames.sort_by_key(|frame| (frame.top, frame.left));
        (is_full && !frames.is_empty()).then_some(frames)
    }

    /// The smallest cell whose upper left corner stands at a place.
    fn frame(&self, top: usize, left: usize, steps: &mut usize) -> Option<Frame> {
        for right in left + 1..self.width {
            match self.at(top, right) {
                '+' => {
                    if let Some(bottom) = self.bottom(top, left, right, steps) {
                        return Some(Frame { top, left, bottom, right });
                    }
                }
                '-' | '=' | ':' => {}
                _ => return None,
            }
        }
        None
    }

    fn bottom(&self, top: usize, left: usize, right: usize, steps: &mut usize) -> Option<usize> {
        for row in top + 1..self.rows.len() {
            *steps = steps.checked_sub(1)?;
            match self.at(row, right) {
                '|' => {}
                '+' => {
                    *steps = steps.checked_sub(right - left + row - top)?;
                    let edge = |c: char| matches!(c, '-' | '=' | ':' | '+');
                    let below = (left + 1..right).all(|column| edge(self.at(row, column)));
                    let sides = |row: usize| matches!(self.at(row, left), '|' | '+');
                    if self.at(row, left) == '+' && below && (top + 1..row).all(sides) {
                        return Some(row);
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// The line of equal signs below the head.
    fn head(&self) -> Option<usize> {
        let last = self.rows.len() - 1;
        (1..last).find(|row| {
            self.rows[*row].iter().all(|c| "+=:".contains(*c)) && self.rows[*row].contains(&'=')
        })
    }

    fn drawn(&self, frames: &[Frame], lines: &[Line<'_>], indent: usize, end: usize) -> Drawn {
        let tops: BTreeSet<usize> = frames.iter().map(|frame| frame.top).collect();
        let lefts: BTreeSet<usize> = frames.iter().map(|frame| frame.left).collect();
        let number = |all: &BTreeSet<usize>| -> HashMap<usize, usize> {
            all.iter().enumerate().map(|(n, at)| (*at, n)).collect()
        };
        let (row_of, column_of) = (number(&tops), number(&lefts));
        let mut rows: Vec<Vec<(u16, u16)>> = vec![Vec::new(); tops.len()];
        let span = |all: &BTreeSet<usize>, range: Range<usize>| {
            u16::try_from(all.range(range).count()).unwrap_or(u16::MAX)
        };
        for frame in frames {
            let columns = span(&lefts, frame.left..frame.right);
            rows[row_of[&frame.top]].push((columns, span(&tops, frame.top..frame.bottom)));
        }
        let head = self.head();
        let telling = head.unwrap_or(0);
        let mut columns = vec![Alignment::Natural; lefts.len()];
        for (left, n) in &column_of {
            let next = lefts.range(left + 1..).next().copied().unwrap_or(self.width - 1);
            columns[*n] = match (self.at(telling, left + 1), self.at(telling, next - 1)) {
                (':', ':') => Alignment::Center,
                (':', _) => Alignment::Start,
                (_, ':') => Alignment::End,
                _ => Alignment::Natural,
            };
        }
        let head = head.and_then(|row| row_of.get(&row)).copied().unwrap_or(0);
        // cells of the head that reach into the body: there is none
        let head = if frames.iter().any(|frame| {
            let (from, to) = (row_of[&frame.top], row_of.get(&frame.bottom).copied());
            from < head && to.is_none_or(|to| to > head)
        }) {
            0
        } else {
            head
        };
        Drawn {
            shape: Shape { columns, head, rows },
            cells: frames.iter().map(|frame| pieces(frame, lines, indent)).collect(),
            in_line: false,
            at: lines[0].at,
            end,
        }
    }
}

/// The lines of a cell, without the space that all have before them.
fn pieces(frame: &Frame, lines: &[Line<'_>], indent: usize) -> Vec<Range<usize>> {
    let inside = lines[frame.top + 1..frame.bottom].iter().map(|line| {
        let bare = &line.text[indent..];
        let (from, to) = (byte_at(bare, frame.left + 1), byte_at(bare, frame.right));
        (line.at + indent + from, bare[from..to].trim_end())
    });
    let inside: Vec<(usize, &str)> = inside.collect();
    let spaces = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let said = inside.iter().filter(|(_, text)| !text.is_empty());
    let common = said.map(|(_, text)| spaces(text)).min().unwrap_or(0);
    let piece = |(at, text): (usize, &str)| match text.is_empty() {
        true => at..at,
        false => at + common..at + text.len(),
    };
    inside.into_iter().map(piece).collect()
}
