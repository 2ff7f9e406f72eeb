//! A list of contents in the text: it is made anew for each edition, and its lines are no headings.

use crate::import::topic::Topic;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::headings::{HeadingKind, is_separator};
use super::names::chapter_word;
use super::plain::without_call;
use super::source::{Role, Source};
use crate::import::report::{Report, quote};
use crate::ir;
use crate::language::section_called;

/// Names of such lists that no section has.
const NAMES: [&str; 3] = ["table of contents", "inhaltsangabe", "inhaltsübersicht"];
/// Longest entry, in characters.
const LONGEST: usize = 160;
/// How many chapters at least such a list tells of, and how many paragraphs of each at most.
const FEWEST_TOLD: usize = 3;
const MOST_TOLD: usize = 4;
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
    let lines = entries.iter().flat_map(|entry| {
        let text = source.line(*entry);
        text.lines().chain(text.contains('\n').then_some(text)).flat_map(titles)
    });
    for entry in lines {
        let whole = key(&entry);
        named.insert(without_number(&whole));
        named.insert(whole);
        named.insert(key(titled(&entry)));
    }
    named.retain(|key| key.contains(|c: char| c.is_alphabetic()) && key.chars().count() > 2);
    // A list at the end names what stands above it.
    let inside = |line: usize| {
        entries.first().is_some_and(|first| line >= *first)
            && entries.last().is_some_and(|last| line <= *last)
    };
    let stands = |line: usize| {
        source.lines.get(line).is_some_and(|found| found.role == Role::Text)
            && source.isolated(line)
            && source.line(line).len() <= LONGEST
    };
    let is_named = |text: &str| {
        let key = key(text);
        named.contains(&key) || named.contains(&without_number(&key))
    };
    let mut listed: Vec<usize> = Vec::new();
    for line in (0..source.lines.len()).filter(|line| !inside(*line) && stands(*line)) {
        let text = source.line(line);
        if is_named(text) || is_named(titled(text)) {
            listed.push(line);
        } else if stands(line + 1)
            && text.contains(char::is_alphabetic)
            && named.contains(&key(&format!("{text} {}", source.line(line + 1))))
        {
            // `Die Ärzte.` and `Ihre Schulen.` are one entry.
            listed.extend([line, line + 1]);
        }
    }
    keep_widest(source, &mut listed);
    source.listed.extend(listed);
}

/// Of lines that say the same those with the widest spaces above: a name below a letter may be a title elsewhere.
fn keep_widest(source: &Source, listed: &mut Vec<usize>) {
    let mut widest: HashMap<String, u8> = HashMap::new();
    for line in listed.iter() {
        let space = widest.entry(key(source.line(*line))).or_default();
        *space = (*space).max(source.lines[*line].space);
    }
    listed.retain(|line| {
        let space = source.lines[*line].space;
        let widest = widest.get(&key(source.line(*line))).copied().unwrap_or(space);
        space == widest || space.saturating_mul(2) > widest
    });
}

pub(super) fn names_contents(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let bare = line.trim_matches(['_', '*', '=', ' ']).trim_end_matches([':', '.', ' ']);
    let bare = bare.trim_matches(['_', '*', '=']);
    // `Inhalts-Verzeichnis`
    let whole = bare.replace('-', "");
    let bare = whole.as_str();
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
    // `Table des matières du tome premier`
    let small = bare.to_lowercase();
    let longer = |of: &str| small.find(of).is_some_and(|at| is_name(&small[..at]));
    is_name(bare)
        || of && is_name(first)
        || [" du ", " des ", " de ", " of "].into_iter().any(longer)
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
            matches!(role, Role::Text | Role::Break | Role::Block)
        })
        .filter(|line| source.lines[*line].role != Role::Break && !source.line(*line).is_empty())
        .filter(|line| !is_separator(source.line(*line)))
        .collect();
    if let Some(told) = told(source, &below) {
        return Some(told);
    }
    // A line that comes again ends the list: there the text begins.
    let mut seen: HashSet<String> = HashSet::new();
    let mut taken: Vec<usize> = Vec::new();
    let mut first = None;
    for (at, line) in below.iter().copied().enumerate() {
        let text = source.line(line);
        let many = is_run_of_pages(text);
        let goes_on = below[at..].iter().take(3).any(|next| names_page_apart(source.line(*next)));
        if source.lines[line].role == Role::Block && !marked && !goes_on {
            break;
        }
        let long = text.chars().nth(LONGEST).is_some() && source.lines[line].role == Role::Text;
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
        let begins = division(source.line(line));
        let again = (!seen.insert(key) || begins.is_some() && begins == first) && !goes_on;
        first = first.or(begins);
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
    let entries: Vec<bool> = taken.iter().map(is_entry).collect();
    let mut sure = entries.iter().filter(|entry| **entry).count();
    // Of all beginnings that end with an entry the longest of which half are entries: behind it, other lists may follow.
    while taken.last().is_some() && !(entries[taken.len() - 1] && sure * 2 >= taken.len()) {
        taken.pop();
        sure -= usize::from(entries[taken.len()]);
    }
    (sure > 0).then_some(taken)
}

/// Which division of the book a line begins.
fn division(line: &str) -> Option<(HeadingKind, u32)> {
    chapter_word(line).and_then(|divided| Some((divided.kind, divided.value?)))
}

/// The lines of a list that tells what each chapter holds, without pages: chapters with a few paragraphs each, of which the first
/// comes again where the text begins.
fn told(source: &Source, below: &[usize]) -> Option<Vec<usize>> {
    let divisions = below.iter().enumerate();
    let divisions = divisions.filter_map(|(at, line)| Some((at, division(source.line(*line))?)));
    let divisions: Vec<(usize, (HeadingKind, u32))> = divisions.collect();
    let (first, begins) = *divisions.first()?;
    // Behind the text it goes on to the end.
    let to_end = below.last().is_some_and(|last| last + 1 == source.lines.len());
    if to_end && divisions.len() > 1 && below[0] * 10 > source.lines.len() * 9 {
        let above = source.text_lines().take_while(|line| *line < below[0]);
        let stood: BTreeSet<(HeadingKind, u32)> =
            above.filter_map(|line| division(source.line(line))).collect();
        if divisions.iter().all(|(_, one)| stood.contains(one)) {
            return Some(below.to_vec());
        }
    }
    let again = (1..divisions.len()).find(|n| divisions[*n].1 == begins)?;
    let list = &divisions[..again];
    let least = list.windows(2).map(|pair| pair[1].0 - pair[0].0).min()?;
    let last = list[list.len() - 1].0;
    if list.len() < FEWEST_TOLD || last - first > MOST_TOLD * list.len() {
        return None;
    }
    // What stands apart behind the last of them is text.
    let space = |at: usize| source.lines[below[at]].space;
    let widest = list[1..].iter().map(|(at, _)| space(*at)).max()?;
    let end = (last + least).min(divisions[again].0);
    let end = (last + 1..end).find(|at| space(*at) > widest).unwrap_or(end);
    Some(below[..end].to_vec())
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
    let text = without_call(text);
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
        for c in word.chars().flat_map(char::to_lowercase) {
            match c {
                'ß' => key.push_str("ss"),
                c => key.push(c),
            }
        }
    }
    key
}

/// An entry behind the number of its chapter: `Kapitel 3. Das Rad` → `Das Rad`.
fn titled(text: &str) -> &str {
    chapter_word(text).map_or(text, |divided| &text[divided.rest..])
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
    if titles(text).len() > 2 {
        return true;
    }
    let stem = text
        .trim_end_matches('.')
        .trim_end_matches(|c: char| c.is_numeric() || matches!(c, '-' | '–'));
    stem.len() < text.len()
        && (stem.ends_with("   ") || stem.ends_with("..") || stem.ends_with(". "))
}

/// The titles of entries of which the pages stand within a line: `Das Rad    12 Der Bach    13`; of one that has two lines with its
/// page in the first also the whole: `Das Rad und    12 seine Mühle`.
fn titles(text: &str) -> Vec<Cow<'_, str>> {
    let mut titles = Vec::new();
    let mut rest = text;
    while let Some((title, after)) = rest.split_once("   ") {
        let after = after.trim_start();
        let page = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        if page == 0 || page > 3 {
            break;
        }
        titles.push(Cow::Borrowed(title));
        rest = after[page..].trim_start();
    }
    if let Some(last) = titles.last().filter(|_| !rest.is_empty()) {
        titles.push(Cow::Owned(format!("{last} {rest}")));
    }
    titles.push(Cow::Borrowed(rest));
    titles
}

/// `Der Bach . . . . 12`: an entry with dots to its page.
pub(super) fn leads_to_page(text: &str) -> bool {
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = |c: char| matches!(c, '.' | '…' | '·') || c.is_whitespace();
    let leader = stem.len() - stem.trim_end_matches(dots).len();
    stem.len() < text.len() && stem[stem.len() - leader..].matches(['.', '…', '·']).count() > 2
}

/// Several entries that run together: dots and numbers again and again.
fn is_run_of_pages(text: &str) -> bool {
    text.matches("....").count() >= 2
        || text.matches(". . .").count() >= 2
        || text.matches("……").count() >= 2
}
