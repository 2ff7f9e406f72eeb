//! A line of text set in lines of the source.

use super::super::escape::{hazard, line_start};

/// Stands for a space at which no line is broken.
pub(super) const HELD: char = '\u{1}';
/// Stands for the end of a line that has to be one.
pub(super) const BREAK: char = '\u{2}';

/// The lines of a text that begins a block: none begins with what would begin another.
pub(super) fn of_block(text: &str) -> Vec<String> {
    let mut lines = broken(text);
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

fn broken(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let Some(last) = lines.last_mut() else {
            lines.push(line.to_owned());
            continue;
        };
        if ends_in_backslash(last) {
            lines.push(line_start(line));
        } else if line.is_empty() || last.is_empty() || hazard(line).is_some() {
            last.push(' ');
            last.push_str(line);
        } else {
            lines.push(line.to_owned());
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
