//! A list of contents in the text: it is made anew for each edition, and its lines are no headings.

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};

use super::headings::is_separator;
use super::names::chapter_word;
use super::source::{Role, Source};
use crate::import::report::{Report, quote};
use crate::ir;
use crate::language::section_called;

/// Names of such lists that no section has.
const NAMES: [&str; 3] = ["table of contents", "inhaltsangabe", "inhaltsübersicht"];
/// Longest entry, in characters.
const LONGEST: usize = 160;
/// Most lists in one text.
const MOST_LISTS: usize = 20;
/// Most entries.
const MOST: usize = 400;

/// Sets lists of contents aside: lines below such a heading that come again in the text, or that name a page.
pub(super) fn set_aside(source: &mut Source, report: &mut Report) {
    let named: Vec<usize> = (0..source.lines.len())
        .filter(|line| matches!(source.lines[*line].role, Role::Text | Role::Heading))
        .filter(|line| names_contents(source.line(*line)))
        .take(MOST_LISTS)
        .collect();
    let last = if named.is_empty() { HashMap::new() } else { last_lines(source) };
    let mut done = 0;
    for line in named {
        if line < done {
            continue;
        }
        let Some(entries) = entries(source, line, &last) else { continue };
        name_listed(source, &entries);
        done = entries.last().map_or(line, |last| last + 1);
        let range = source.lines[line].range.clone();
        let count = entries.len();
        let words = quote(&source.text[range.clone()]);
        let message = format!("list of contents with {count} lines set aside: {words}");
        report.sure(range.start, Topic::Leftover, message);
        for line in std::iter::once(line).chain(entries) {
            source.lines[line].role = Role::Leftover("list of contents");
        }
    }
    if !source.marks_headings() {
        unnamed(source, report);
    }
}

/// A list of contents that has no heading: before the text, short lines that all come again in it, in divisions among them.
fn unnamed(source: &mut Source, report: &mut Report) {
    let lines: Vec<usize> = source.text_lines().take(MOST).collect();
    let short = lines.iter().take_while(|line| source.line(**line).chars().nth(LONGEST).is_none());
    let short: Vec<usize> = short.copied().collect();
    let keys: Vec<String> = short.iter().map(|line| key(source.line(*line))).collect();
    // The text begins where the first of them comes again.
    let first = (0..short.len()).find_map(|at| {
        let again =
            (at + 1..keys.len()).find(|later| keys[*later] == keys[at] && !keys[at].is_empty())?;
        Some((at, again))
    });
    let Some((at, again)) = first.filter(|(at, again)| again - at >= 3) else { return };
    let last = last_lines(source);
    let comes_again = |key: &String| last.get(key).is_some_and(|line| *line >= short[again]);
    let divided = short[at..again].iter().any(|line| chapter_word(source.line(*line)).is_some());
    if !divided || !keys[at..again].iter().all(comes_again) {
        return;
    }
    let start = source.lines[short[at]].range.start;
    let message = format!("list of contents with {} lines set aside", again - at);
    report.sure(start, Topic::Leftover, message);
    for line in &short[at..again] {
        source.lines[*line].role = Role::Leftover("list of contents");
    }
}

/// Notes which lines of the text a list of contents names.
fn name_listed(source: &mut Source, entries: &[usize]) {
    let mut named: HashSet<String> = HashSet::new();
    for entry in entries.iter().flat_map(|entry| source.line(*entry).lines()) {
        let key = key(entry);
        named.insert(without_number(&key));
        named.insert(key);
    }
    named.retain(|key| key.contains(|c: char| c.is_alphabetic()) && key.chars().count() > 2);
    let below = entries.last().map_or(0, |last| last + 1);
    let lines = (below..source.lines.len()).filter(|line| {
        let text = source.line(*line);
        source.lines[*line].role == Role::Text
            && source.isolated(*line)
            && text.len() <= LONGEST
            && (named.contains(&key(text)) || named.contains(&without_number(&key(text))))
    });
    let lines: Vec<usize> = lines.collect();
    source.listed.extend(lines);
}

pub(super) fn names_contents(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let bare = line.trim_matches(['_', '*', '=', ' ']).trim_end_matches([':', '.', ' ']);
    let bare = bare.trim_matches(['_', '*', '=']);
    let mut words = bare.split_whitespace();
    let first = words.next().unwrap_or_default();
    let of = words.next().map(str::to_lowercase);
    let of = of.is_some_and(|word| {
        matches!(word.as_str(), "of" | "to" | "des" | "der" | "vom" | "du" | "de")
    });
    let is_name = |name: &str| {
        section_called(name) == Some(ir::Role::Contents)
            || NAMES.contains(&name.to_lowercase().as_str())
    };
    is_name(bare) || of && is_name(first)
}

/// The lines of a list of contents below its heading.
fn entries(
    source: &Source,
    heading: usize,
    last_lines: &HashMap<String, usize>,
) -> Option<Vec<usize>> {
    let marked = source.lines[heading].role == Role::Heading;
    let below: Vec<usize> = (heading + 1..source.lines.len())
        .take(2 * MOST)
        .take_while(|line| {
            let role = source.lines[*line].role;
            matches!(role, Role::Text | Role::Break) || (role == Role::Block && marked)
        })
        .filter(|line| source.lines[*line].role != Role::Break && !source.line(*line).is_empty())
        .filter(|line| !is_separator(source.line(*line)))
        .collect();
    // A line that comes again ends the list: there the text begins.
    let mut seen: HashSet<String> = HashSet::new();
    let mut taken: Vec<usize> = Vec::new();
    for (at, line) in below.iter().copied().enumerate() {
        let text = source.line(line);
        let many = is_run_of_pages(text);
        let long = text.chars().nth(LONGEST).is_some() && source.lines[line].role == Role::Text;
        let goes_on = below[at..].iter().take(3).any(|next| names_page_apart(source.line(*next)));
        if !many && long && !names_page_apart(text) {
            // What a chapter holds, told below its entry, if entries go on behind it.
            if !goes_on {
                break;
            }
            taken.push(line);
            continue;
        }
        let key = key(text);
        if key.is_empty() {
            taken.push(line);
            continue;
        }
        // `Einleitung` may stand in it twice, with its pages.
        let again = !seen.insert(key) && !goes_on;
        if again || taken.len() >= MOST {
            break;
        }
        taken.push(line);
    }
    let end = taken.last().map_or(heading, |last| *last);
    let comes_again = |key: &str| last_lines.get(key).is_some_and(|line| *line > end);
    // What stands below the last line that is an entry is text: a motto, the first heading.
    let is_entry = |line: &usize| {
        let text = source.line(*line);
        names_page(text)
            || names_page_apart(text)
            || is_run_of_pages(text)
            || text
                .lines()
                .any(|line| comes_again(&key(line)) || comes_again(&without_number(&key(line))))
    };
    while taken.last().is_some_and(|last| !is_entry(last)) {
        taken.pop();
    }
    let sure = taken.iter().filter(|line| is_entry(line)).count();
    (sure > 0 && sure * 2 >= taken.len()).then_some(taken)
}

/// Where the short lines of the text stand last, to be compared; of a title with a number also the title alone.
fn last_lines(source: &Source) -> HashMap<String, usize> {
    let mut last = HashMap::new();
    let lines = (0..source.lines.len())
        .filter(|line| matches!(source.lines[*line].role, Role::Text | Role::Heading));
    for line in lines {
        let text = source.line(line);
        if text.len() <= LONGEST {
            let key = key(text);
            last.insert(without_number(&key), line);
            last.insert(key, line);
        }
    }
    last.remove("");
    last
}

/// An entry without its page and the dots before it: letters and digits in small letters.
fn key(text: &str) -> String {
    let bare = text.trim_end_matches(|c: char| {
        c.is_numeric()
            || c.is_whitespace()
            || matches!(c, '.' | '·' | '…' | '_' | '-' | '–' | ',' | '[' | ']' | '(' | ')')
    });
    let bare = if bare.is_empty() { text } else { bare };
    let mut key = String::new();
    for word in bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}

fn without_number(key: &str) -> String {
    let numeral = |word: &str| {
        word.parse::<u32>().is_ok() || super::numerals::roman(&word.to_uppercase()).is_some()
    };
    match key.split_once(' ') {
        Some((first, rest)) if numeral(first) => rest.to_owned(),
        Some(("kapitel" | "chapter", rest)) => {
            rest.split_once(' ').map_or_else(String::new, |(_, rest)| rest.to_owned())
        }
        _ => key.to_owned(),
    }
}

/// `Das Rad ...... 12`, `Das Rad    12`: dots or a wide space, and a number.
fn names_page(text: &str) -> bool {
    let bare = text.trim_end();
    let stem = bare.trim_end_matches(|c: char| c.is_numeric());
    let numbered = stem.len() < bare.len() && bare.len() - stem.len() <= 4;
    // `90–137`
    let from = stem.strip_suffix(['-', '–']).unwrap_or(stem);
    let stem = from.trim_end_matches(|c: char| c.is_numeric());
    numbered
        && stem.len() > 3
        && (stem.ends_with(['.', '…', '·', '\t']) || stem.ends_with("  ") || stem.ends_with(' '))
        && stem.chars().any(char::is_alphabetic)
        && text.chars().nth(LONGEST).is_none()
}

/// A number at the end of a line, behind dots or a wide space.
fn names_page_apart(text: &str) -> bool {
    let stem = text.trim_end_matches(|c: char| c.is_numeric() || matches!(c, '-' | '–'));
    stem.len() < text.len()
        && (stem.ends_with("   ") || stem.ends_with("..") || stem.ends_with(". "))
}

/// Several entries that run together: dots and numbers again and again.
fn is_run_of_pages(text: &str) -> bool {
    text.matches("....").count() >= 2
        || text.matches(". . .").count() >= 2
        || text.matches("……").count() >= 2
}
