//! Tables that Pandoc draws with signs: simple ones and such with several lines in a row, whose columns stand below runs of dashes;
//! of those in a [`grid`](super::grid) the lines around cells.

use std::ops::Range;

use super::lines::{Line, Lines, byte_at, width};
use crate::ir::Alignment;

/// How the cells of a table stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// How columns are aligned.
    pub(super) columns: Vec<Alignment>,
    /// How many of the rows are the head.
    pub(super) head: usize,
    /// The cells that begin in each row: how many columns and rows each takes.
    pub(super) rows: Vec<Vec<(u16, u16)>>,
}

/// A table that was found.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) shape: Shape,
    /// What stands in each cell, in reading order: the pieces of its lines, by their bytes in the file.
    pub(super) cells: Vec<Vec<Range<usize>>>,
    /// Whether a cell holds one line of text, over however many lines it is written.
    pub(super) in_line: bool,
    /// Where the line stands that holds no words.
    pub(super) at: usize,
    /// Where the text goes on.
    pub(super) end: usize,
}

/// A row: the lines in which it is written.
type Written<'t> = Vec<Line<'t>>;

/// Lines of a head that are looked at, at most.
const MOST_IN_HEAD: usize = 20;

/// The table that a line begins, if it begins one; `lines` goes on behind it.
pub(super) fn table(line: &Line<'_>, lines: &Lines<'_>) -> Option<Drawn> {
    if line.text.trim().is_empty() {
        return None;
    }
    super::grid::table(line, lines).or_else(|| below_dashes(line, lines))
}

fn below_dashes(first: &Line<'_>, lines: &Lines<'_>) -> Option<Drawn> {
    let mut rest = lines.clone();
    match dashes(first.text) {
        Some(columns) if columns.len() > 1 => body(columns, first.at, Vec::new(), rest),
        Some(_) => {
            let mut head = Vec::new();
            loop {
                let line = rest.next().filter(|line| !line.text.trim().is_empty())?;
                match dashes(line.text) {
                    Some(columns) => {
                        let fits = !head.is_empty() && columns.len() > 1;
                        return fits.then(|| body(columns, line.at, head, rest)).flatten();
                    }
                    None if head.len() < MOST_IN_HEAD => head.push(line),
                    None => return None,
                }
            }
        }
        None => {
            let line = rest.next()?;
            let columns = dashes(line.text).filter(|columns| columns.len() > 1)?;
            simple(columns, line.at, *first, rest)
        }
    }
}

/// A table with a line of heads, up to an empty line.
fn simple(
    columns: Vec<Range<usize>>,
    at: usize,
    head: Line<'_>,
    mut rest: Lines<'_>,
) -> Option<Drawn> {
    let mut rows = Vec::new();
    while let Some(line) = rest.next_if(|line| !line.text.trim().is_empty()) {
        if dashes(line.text).is_some() {
            break;
        }
        rows.push(vec![line]);
    }
    made(columns, at, vec![head], rows, rest.at())
}

/// What stands below the dashes, up to the next ones: rows with empty lines between them, or a row in each line.
fn body<'t>(
    columns: Vec<Range<usize>>,
    at: usize,
    head: Written<'t>,
    mut rest: Lines<'t>,
) -> Option<Drawn> {
    let mut rows: Vec<Written<'t>> = vec![Vec::new()];
    let mut is_parted = !head.is_empty();
    loop {
        let line = rest.next()?;
        if line.text.trim().is_empty() {
            is_parted = true;
            rows.push(Vec::new());
        } else if dashes(line.text).is_some() {
            break;
        } else {
            rows.last_mut().expect("there is one").push(line);
        }
    }
    // dashes that go on with the text above them are none of a table
    if rest.peek().is_some_and(|line| !line.text.trim().is_empty()) {
        return None;
    }
    rows.retain(|row| !row.is_empty());
    if !is_parted {
        rows = rows.into_iter().flatten().map(|line| vec![line]).collect();
    }
    made(columns, at, head, rows, rest.at())
}

fn made(
    columns: Vec<Range<usize>>,
    at: usize,
    head: Written<'_>,
    rows: Vec<Written<'_>>,
    end: usize,
) -> Option<Drawn> {
    let mut written = head.iter().chain(rows.iter().flatten());
    if rows.is_empty() || !written.all(|line| keeps_between(line.text, &columns)) {
        return None;
    }
    // without a head, what is wider than its dashes is text between two rules
    let end_of_all = columns.last().map_or(0, |last| last.end);
    let is_wider = |line: &Line<'_>| width(line.text.trim_end()) > end_of_all;
    if head.is_empty() && rows.iter().flatten().any(is_wider) {
        return None;
    }
    let telling = if head.is_empty() { &rows[0] } else { &head };
    let shape = Shape {
        columns: columns.iter().enumerate().map(|(n, _)| alignment(telling, &columns, n)).collect(),
        head: usize::from(!head.is_empty()),
        rows: vec![vec![(1, 1); columns.len()]; rows.len() + usize::from(!head.is_empty())],
    };
    let all = Some(head).filter(|head| !head.is_empty()).into_iter().chain(rows);
    let cells = all.flat_map(|row| {
        let cell = |n: usize| {
            let pieces = row.iter().map(|line| piece(line, &columns, n));
            pieces.filter(|piece| !piece.is_empty()).collect()
        };
        (0..columns.len()).map(cell).collect::<Vec<Vec<Range<usize>>>>()
    });
    Some(Drawn { cells: cells.collect(), shape, in_line: true, at, end })
}

/// The columns that runs of dashes take, if a line holds nothing else.
fn dashes(line: &str) -> Option<Vec<Range<usize>>> {
    let bare = line.trim_end();
    let starts = line.len() - line.trim_start().len();
    if bare.is_empty() || starts > 3 || !bare.chars().all(|c| matches!(c, '-' | ' ')) {
        return None;
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in bare.match_indices('-') {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs.iter().any(|run| run.len() > 2).then_some(runs)
}

/// The bytes of a line from the start of a column on, up to the next one.
fn bytes(line: &str, columns: &[Range<usize>], n: usize) -> Range<usize> {
    // what stands left of the first column belongs to it
    let from = if n == 0 { 0 } else { byte_at(line, columns[n].start) };
    let to = columns.get(n + 1).map_or(line.len(), |next| byte_at(line, next.start));
    from..to
}

/// The words of a line in a column, by their bytes in the file.
fn piece(line: &Line<'_>, columns: &[Range<usize>], n: usize) -> Range<usize> {
    let bytes = bytes(line.text, columns, n);
    let said = &line.text[bytes.clone()];
    let start = bytes.start + said.len() - said.trim_start().len();
    line.at + start..line.at + start + said.trim().len()
}

/// Whether no words of a line go from a column over into the next: else it is no row of a table.
fn keeps_between(line: &str, columns: &[Range<usize>]) -> bool {
    columns[1..].iter().all(|column| {
        let at = byte_at(line, column.start);
        at == line.len() || line[..at].ends_with([' ', '\t'])
    })
}

/// How a column is aligned: as its head stands above the dashes, or, without one, the first row below them.
fn alignment(row: &[Line<'_>], columns: &[Range<usize>], n: usize) -> Alignment {
    let dashes = columns[n].len();
    let said = row.iter().map(|line| line.text[bytes(line.text, columns, n)].trim_end());
    let Some(shortest) = said.filter(|said| !said.is_empty()).min_by_key(|said| width(said)) else {
        return Alignment::Natural;
    };
    match (shortest.starts_with([' ', '\t']), width(shortest) < dashes) {
        (true, true) => Alignment::Center,
        (true, false) => Alignment::End,
        (false, true) => Alignment::Start,
        (false, false) => Alignment::Natural,
    }
}
