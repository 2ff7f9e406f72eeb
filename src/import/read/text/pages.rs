//! Page numbers and running heads that a scan left between the lines of the text.
//!
//! A number on a line of its own may be a chapter's. It is a page's if it counts on with others of its form, and if a sentence
//! goes on across some of them, or they stand at even distances, or they say what they are: `[S. 12]`, `- 12 -`.

use crate::import::topic::Topic;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::{LineRole, Lines, PageStart};
use crate::import::draft::{Aside, Draft};
use crate::import::settle::{leads_back, names_notes, number_in_words, roman};

/// A number that may be a page's.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) line: usize,
    pub(super) value: u32,
    /// As it is printed.
    pub(super) label: String,
    pub(super) form: Form,
}

/// How a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// `12`
    Bare,
    /// `- 12 -`, `[12]`
    Framed,
    /// `xii`
    Roman,
    /// `[Seite 12]`
    Named,
    /// `12 Die Mühle`: in a running head.
    Head,
}

/// What stands before the number of a page that says so.
const NAMES: [&str; 8] = ["seite", "page", "pag.", "pg", "s.", "p.", "## p.", "blatt"];

/// Why running heads are set aside.
pub(super) const HEAD: &str = "running head";

/// Longest line with a number of a page, in bytes.
const LONGEST: usize = 90;
/// Fewest numbers that are taken for those of pages.
const FEWEST: usize = 3;
/// By how much the number of the next page may be greater: a page may have lost its own.
const STEP: u32 = 3;

/// Finds the numbers and the heads, takes their lines out of the text and notes where pages begin.
pub(super) fn find(lines: &mut Lines, draft: &mut Draft) {
    let mut numbers: Vec<Number> =
        lines.text_lines().filter_map(|line| alone(lines, line)).collect();
    let heads = heads(lines);
    numbers.extend(heads.iter().cloned());
    numbers.sort_by_key(|number| number.line);
    let mut pages: Vec<Number> = Vec::new();
    for forms in [&[Form::Named][..], &[Form::Framed], &[Form::Head, Form::Bare], &[Form::Roman]] {
        let own: Vec<&Number> =
            numbers.iter().filter(|number| forms.contains(&number.form)).collect();
        let chain = chain(&own, STEP);
        if are_pages(lines, &chain) {
            pages.extend(chain.into_iter().cloned());
        }
    }
    pages.sort_by_key(|page| page.line);
    let alone = stray_heads(lines, &pages);
    let at_foot = stand_at_foot(lines, &pages);
    for (n, page) in pages.iter().enumerate() {
        lines.all[page.line].role = LineRole::Page;
        let range = lines.all[page.line].range.clone();
        if page.form == Form::Head {
            aside(lines, page.line, draft);
        }
        let label = match at_foot && page.form != Form::Head && page.form != Form::Named {
            false => page.label.clone(),
            true => match following(page, pages.get(n + 1)) {
                Some(label) => label,
                None => continue,
            },
        };
        lines.begin_page(page.line, PageStart { label, range });
    }
    for line in alone {
        aside(lines, line, draft);
        lines.all[line].role = LineRole::Page;
    }
    if let (Some(first), Some(last)) = (pages.first(), pages.last()) {
        let span = Draft::span(lines.all[first.line].range.clone());
        let message = format!(
            "{} page numbers, {} to {}, became page markers",
            pages.len(),
            first.label,
            last.label
        );
        draft.report.sure(span, Topic::Page, message);
    }
}

/// The page that begins behind a number at the foot of its page.
fn following(page: &Number, next: Option<&Number>) -> Option<String> {
    let label = match page.form {
        Form::Roman => {
            return next.filter(|next| next.form == Form::Roman).map(|next| next.label.clone());
        }
        _ => page.value + 1,
    };
    next.is_none_or(|next| next.form == Form::Roman || next.value >= label)
        .then(|| label.to_string())
}

fn aside(lines: &Lines, line: usize, draft: &mut Draft) {
    let span = Draft::span(lines.all[line].range.clone());
    draft.aside.push(Aside { span, why: HEAD, words: lines.line(line).to_owned() });
}

/// A line that is nothing but a number.
fn alone(lines: &Lines, line: usize) -> Option<Number> {
    let text = lines.line(line);
    if text.len() > LONGEST {
        return None;
    }
    let make =
        |value, label: &str, form| Some(Number { line, value, label: label.to_owned(), form });
    if let Some((value, label)) = named(text) {
        return make(value, &label, Form::Named);
    }
    let inner = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '[' | ']' | '|' | '{' | '}' | '=' | '~')
    });
    let framed = inner.len() < text.len();
    if let Some(value) = number(inner) {
        return make(value, inner, if framed { Form::Framed } else { Form::Bare });
    }
    let small =
        !inner.is_empty() && inner.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'));
    let value = roman(&inner.to_uppercase()).filter(|_| small)?;
    make(value, inner, Form::Roman)
}

/// A page's number: up to four digits, no zero before them.
fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|value| digits && *value > 0 && !text.starts_with('0'))
}

/// `[Seite 12]`, `S. 12`, `## p. 12 (#30) ####`, `[12/0034]`
pub(super) fn named(text: &str) -> Option<(u32, String)> {
    let bare = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '[' | ']' | '{' | '}' | '(' | ')' | '-' | '–' | '—' | '|')
    });
    let small = bare.to_lowercase();
    let name = NAMES.iter().find(|name| small.starts_with(**name));
    if let Some(name) = name {
        let rest = bare.get(name.len()..)?.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let behind = rest[end..].trim_start();
        let is_all = behind.is_empty() || name.starts_with('#') && behind.starts_with("(#");
        return number(&rest[..end])
            .filter(|_| is_all)
            .map(|value| (value, rest[..end].to_owned()));
    }
    let (page, image) = bare.split_once('/')?;
    let scanned =
        image.len() == 4 && image.starts_with('0') && image.bytes().all(|b| b.is_ascii_digit());
    number(page).filter(|_| scanned).map(|value| (value, page.to_owned()))
}

/// Lines of a number and a few words that other lines have, too: `12 Die Mühle.`, `Die Mühle. 13`. What begins with a small
/// letter goes on with a sentence.
fn heads(lines: &Lines) -> Vec<Number> {
    let mut by_key: FxHashMap<String, Vec<Number>> = FxHashMap::default();
    for line in lines.text_lines() {
        let text = lines.line(line);
        if text.len() > LONGEST {
            continue;
        }
        if text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) {
            continue;
        }
        let first = text.split_whitespace().next().unwrap_or_default();
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let trim = |word: &'_ str| {
            word.trim_matches(|c: char| matches!(c, '[' | ']' | '-' | '–' | '—' | '.' | '|'))
                .to_owned()
        };
        let found =
            [first, last].into_iter().map(trim).find_map(|word| Some((number(&word)?, word)));
        let Some((value, label)) = found else { continue };
        let key = key(text);
        if key.len() > 2 {
            by_key.entry(key).or_default().push(Number { line, value, label, form: Form::Head });
        }
    }
    by_key.retain(|_, numbers| numbers.len() >= FEWEST);
    by_key.into_values().flatten().collect()
}

/// The letters of a line, by which running heads are alike.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The longest row of numbers that count on; numbers that are looked back at for one are few.
pub(super) fn chain<'n>(numbers: &[&'n Number], step: u32) -> Vec<&'n Number> {
    const BACK: usize = 40;
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (n, number) in numbers.iter().enumerate() {
        let before = (n.saturating_sub(BACK)..n).rev().filter(|m| {
            let by = number.value.checked_sub(numbers[*m].value);
            by.is_some_and(|by| (1..=step).contains(&by)) && numbers[*m].line <= number.line
        });
        let longest = before.max_by_key(|m| (best[*m].0, *m));
        best.push((longest.map_or(1, |m| best[m].0 + 1), longest));
    }
    let mut at = (0..numbers.len()).max_by_key(|n| (best[*n].0, std::cmp::Reverse(*n)));
    let mut chain = Vec::new();
    while let Some(n) = at {
        chain.push(numbers[n]);
        at = best[n].1;
    }
    chain.reverse();
    chain
}

/// Whether numbers that count on are those of pages.
fn are_pages(lines: &Lines, chain: &[&Number]) -> bool {
    let named = chain.first().is_some_and(|one| one.form == Form::Named);
    if chain.len() < FEWEST - usize::from(named) {
        return false;
    }
    if named {
        return true;
    }
    let gaps: Vec<usize> =
        chain.windows(2).map(|pair| lines.text_between(pair[0].line, pair[1].line)).collect();
    let middle = median(gaps.clone());
    if middle < 3 {
        return false;
    }
    let broken = chain.iter().filter(|one| is_amid_sentence(lines, one.line)).count();
    let near = |gap: &usize| *gap * 4 >= middle * 3 && *gap * 3 <= middle * 4;
    // Pages end amid sentences now and then, chapters do not.
    let even = chain.len() >= 8
        && broken > 0
        && middle >= 12
        && gaps.iter().filter(|gap| near(gap)).count() * 10 >= gaps.len() * 7;
    broken >= 2 && broken * 5 >= chain.len() || even || is_between_sheets(lines, chain)
}

/// Whether most of the numbers stand next to a form feed.
fn is_between_sheets(lines: &Lines, chain: &[&Number]) -> bool {
    let fed = |line: usize| lines.all.get(line).is_some_and(|line| line.feed);
    let beside = chain.iter().filter(|one| (one.line.saturating_sub(1)..one.line + 3).any(fed));
    beside.count() * 3 >= chain.len() * 2
}

fn median(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

/// Whether the text before a line has not come to the end of a sentence.
fn is_amid_sentence(lines: &Lines, line: usize) -> bool {
    let before = lines.all[..line].iter().rposition(|other| other.role == LineRole::Text);
    let after = lines.all[line + 1..].iter().any(|other| other.role == LineRole::Text);
    before.is_some_and(|before| {
        let text = lines.line(before);
        after && lines.all[before].length > 25 && !ends_sentence(text)
    })
}

/// Whether a line ends as a sentence ends.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closed = |c: char| {
        matches!(
            c,
            '“' | '”' | '"' | '»' | '«' | '\'' | '’' | '‘' | ')' | ']' | '_' | '*' | '=' | '~'
        )
    };
    uncalled(line).trim_end_matches(closed).ends_with(['.', '!', '?', ':', '…'])
}

/// A line without the call of a note at its end: `nicht.[2]`.
fn uncalled(line: &str) -> &str {
    let is_call = |call: &str| {
        call.strip_suffix(']').is_some_and(|call| call.parse::<u32>().is_ok() || call == "*")
    };
    let line = line.trim_end_matches(['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    line.rsplit_once('[').filter(|(_, call)| is_call(call)).map_or(line, |(before, _)| before)
}

/// Lines next to the numbers of pages that stand there again and again: heads without a number.
fn stray_heads(lines: &Lines, pages: &[Number]) -> Vec<usize> {
    const NEAR: usize = 3;
    let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for page in pages.iter().filter(|page| page.form != Form::Head) {
        let near =
            |line: &usize| lines.all[*line].role == LineRole::Text && lines.all[*line].length < 60;
        let above = (page.line.saturating_sub(NEAR)..page.line)
            .rev()
            .find(|line| lines.all[*line].role == LineRole::Text);
        let below = (page.line + 1..(page.line + 1 + NEAR).min(lines.all.len()))
            .find(|line| lines.all[*line].role == LineRole::Text);
        for line in above.into_iter().chain(below).filter(near) {
            by_key.entry(key(lines.line(line))).or_default().push(line);
        }
    }
    by_key.retain(|key, found| {
        found.len() >= FEWEST && key.len() > 2 && found.len() * 8 >= pages.len()
    });
    let mut all: Vec<usize> = by_key.into_values().flatten().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether the numbers stand at the foot of their pages: there is most of a page before the first of them.
fn stand_at_foot(lines: &Lines, pages: &[Number]) -> bool {
    let Some(first) = pages.first() else { return false };
    let gaps =
        pages.windows(2).map(|pair| lines.text_between(pair[0].line, pair[1].line)).collect();
    let fed_behind = pages
        .iter()
        .filter(|page| lines.all.get(page.line + 1).is_some_and(|line| line.feed))
        .count();
    let fed_before = pages.iter().filter(|page| lines.all[page.line].feed).count();
    match fed_before.cmp(&fed_behind) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => false,
        std::cmp::Ordering::Equal => lines.text_between(0, first.line) * 2 >= median(gaps),
    }
}

/// Page numbers within lines, in brackets: those behind a space that count on through the text, while the calls of notes are
/// glued to their words.
pub(super) fn find_inline(lines: &mut Lines, draft: &mut Draft) {
    let (mut spaced, mut glued) = (Vec::new(), Vec::new());
    for line in lines.text_lines() {
        let text = lines.line(line);
        for (range, value, label, is_named) in bracketed(text) {
            let before = text[..range.start].chars().next_back();
            let after = text[range.end..].chars().next();
            let start = lines.all[line].range.start;
            let range = start + range.start..start + range.end;
            let mark = Mark {
                number: Number {
                    line,
                    value,
                    label,
                    form: if is_named { Form::Named } else { Form::Framed },
                },
                range,
            };
            match before {
                _ if is_named => spaced.push(mark),
                None if after.is_none_or(char::is_whitespace) => {}
                Some(c)
                    if c.is_whitespace()
                        && after.is_none_or(|c| c.is_whitespace() || c.is_alphabetic()) =>
                {
                    spaced.push(mark)
                }
                _ => glued.push(mark),
            }
        }
    }
    let glued_values: FxHashSet<u32> = glued.iter().map(|mark| mark.number.value).collect();
    let numbered: FxHashSet<u32> =
        lines.text_lines().flat_map(|line| numbers_of_notes(lines.line(line))).collect();
    // Notes that have no numbers of their own.
    let unnumbered = lines
        .text_lines()
        .map(|line| lines.line(line))
        .any(|line| line.starts_with(leads_back) || names_notes(line));
    for form in [Form::Named, Form::Framed] {
        let own: Vec<&Number> =
            spaced.iter().map(|mark| &mark.number).filter(|number| number.form == form).collect();
        let chain = chain(&own, STEP);
        let doubled = chain.iter().filter(|one| glued_values.contains(&one.value)).count();
        let noted = chain.iter().filter(|one| numbered.contains(&one.value)).count();
        let are_pages = form == Form::Named && chain.len() > 1
            || chain.len() >= FEWEST
                && (doubled > 0 && glued.len() < chain.len() * 4 || noted == 0 && !unnumbered);
        if !are_pages {
            continue;
        }
        let chosen: FxHashSet<*const Number> =
            chain.iter().map(|one| std::ptr::from_ref(*one)).collect();
        let marks = spaced.iter().filter(|mark| chosen.contains(&std::ptr::from_ref(&mark.number)));
        let starts: Vec<PageStart> = marks
            .map(|mark| PageStart { label: mark.number.label.clone(), range: mark.range.clone() })
            .collect();
        let span = Draft::span(starts[0].range.clone());
        draft.report.sure(
            span,
            Topic::Page,
            format!("{} numbers of pages in the text became page markers", starts.len()),
        );
        lines.marks.extend(starts);
    }
    lines.marks.sort_by_key(|mark| mark.range.start);
}

/// A number within a line.
struct Mark {
    number: Number,
    range: Range<usize>,
}

/// `[12]`, `{12}`, `[Seite 12]` in a line: where, how much, as printed, and whether it says that it is a page.
fn bracketed(text: &str) -> Vec<(Range<usize>, u32, String, bool)> {
    let mut found = Vec::new();
    for (at, open) in text.match_indices(['[', '{', '|']) {
        let close = match open {
            "[" => ']',
            "{" => '}',
            _ => '|',
        };
        let near = &text[at + 1..text.floor_char_boundary((at + 24).min(text.len()))];
        let Some(end) = near.find(close) else { continue };
        let inner = &near[..end];
        let range = at..at + 2 + end;
        if let Some(value) = number(inner) {
            found.push((range, value, inner.to_owned(), false));
        } else if let Some((value, label)) = named(inner) {
            found.push((range, value, label, true));
        }
    }
    found
}

/// The numbers of the notes on a line: that with which it begins as notes do, `[1] `, `1. `, `1) `, and those of `[Footnote 1: …]`.
fn numbers_of_notes(line: &str) -> impl Iterator<Item = u32> + '_ {
    let enclosed = line.match_indices('[').filter_map(|(at, _)| number_in_words(&line[at + 1..]));
    number_of_note(line).into_iter().chain(enclosed)
}

fn number_of_note(line: &str) -> Option<u32> {
    let rest = line.trim_start_matches(['[', '(', '{']);
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    number(&rest[..end]).filter(|_| rest[end..].starts_with(['.', ')', ']', '}', ' ']))
}

#[cfg(test)]
mod tests {
    use super::ends_sentence;

    #[test]
    fn a_sentence_ends_before_the_call_of_a_note() {
        for line in ["Das Rad steht.", "Es steht.[2]", "»Es steht.«[12]", "Es steht!²"] {
            assert!(ends_sentence(line), "{line}");
        }
        for line in ["Im Jahre 1921", "Es steht[2]", "am Wehr,", "Es kostet 3.50"] {
            assert!(!ends_sentence(line), "{line}");
        }
    }
}
