//! A line of text set in lines of the source.

use super::super::escape::{hazard, line_start};

/// Stands for a space at which no line is broken.
pub(super) const HELD: char = '\u{1}';
/// Stands for the end of a line that has to be one.
pub(super) const BREAK: char = '\u{2}';

/// How long lines may be, in letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub width: usize,
    /// Behind how many letters the first line begins, and behind how many the others.
    pub first: usize,
    pub others: usize,
}

/// The lines of a text that begins a block: none begins with what would begin another.
pub(super) fn of_block(text: &str, measure: Option<Measure>) -> Vec<String> {
    let text = without_margin(text);
    let mut lines = match measure {
        Some(measure) => set(text, measure),
        None => broken(text),
    };
    if let Some(first) = lines.first_mut() {
        *first = line_start(first);
    }
    finished(lines)
}

/// The lines of a text that stands behind a sign.
pub(super) fn of_line(text: &str) -> Vec<String> {
    finished(broken(text))
}

/// The text in one line.
pub(super) fn in_one(text: &str) -> String {
    of_line(text).join(" ")
}

/// White space before a line says nothing, and would hide what the line begins with.
fn without_margin(line: &str) -> &str {
    line.trim_start_matches([' ', '\t'])
}

fn broken(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let Some(last) = lines.last_mut() else {
            lines.push(line.to_owned());
            continue;
        };
        if ends_in_backslash(last) {
            lines.push(line_start(without_margin(line)));
        } else if line.is_empty() || last.is_empty() || hazard(line).is_some() {
            last.push(' ');
            last.push_str(line);
        } else {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// The text broken at spaces; a line never begins with a word that would begin a list, a heading or a quotation.
fn set(text: &str, measure: Measure) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut column = measure.first;
    for part in broken(text) {
        let last = lines.last_mut().expect("there is one");
        let is_forced = ends_in_backslash(last);
        if is_forced {
            lines.push(String::new());
            column = measure.others;
        }
        for word in part.split(' ') {
            let line = lines.last_mut().expect("there is one");
            let length = word.chars().count();
            if line.is_empty() {
                line.push_str(word);
            } else if column + 1 + length > measure.width
                && !word.is_empty()
                && hazard(word).is_none()
                && !line.ends_with(' ')
            {
                lines.push(word.to_owned());
                column = measure.others;
            } else {
                line.push(' ');
                line.push_str(word);
                column += 1;
            }
            column += length;
        }
    }
    lines
}

fn ends_in_backslash(line: &str) -> bool {
    line.chars().rev().take_while(|c| *c == '\\').count() % 2 == 1
}

fn finished(lines: Vec<String>) -> Vec<String> {
    let finish = |line: String| {
        // At its end a no-break space would be a break.
        let line = match line.strip_suffix(HELD) {
            Some(rest) if ends_in_backslash(rest) => format!("{}\u{a0}", &rest[..rest.len() - 1]),
            _ => line,
        };
        line.replace(HELD, " ")
    };
    let lines = lines.into_iter().map(finish);
    lines.flat_map(|line| line.split(BREAK).map(str::to_owned).collect::<Vec<_>>()).collect()
}
