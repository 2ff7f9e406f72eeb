//! Headings that have no number: known by the space above them or by their capitals, and by not being what else is short: direct
//! speech, verse, a signature, an item of a list.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::captions::names_picture;
use super::contents::names_contents;
use super::context::is_quote;
use super::days::{is_date, is_day, is_journal, is_year, years};
use super::headings::{Heading, HeadingKind, LONGEST_PLAIN};
use super::source::{Role, Source};
use super::titlepage;
use crate::import::draft::Setting;
use crate::ir::{self, BlockKind};
use crate::language::section_called;

/// How often a line stands that is a signature.
const SIGNED: usize = 4;
/// How many titles at least stand right above their text where they do so.
const FEWEST: usize = 3;
/// How many words a sentence has that no title has.
const SENTENCE: usize = 7;
/// Shortest paragraph below a heading that nothing else shows, in characters.
const LONG: usize = 120;

/// What is known of the text while its short lines are judged.
struct Judge<'k, 't> {
    source: &'k Source<'t>,
    /// The lines that are text.
    lines: &'k [usize],
    /// Those of them that are headings already, rising.
    numbered: Vec<usize>,
    /// How many of the lines stand before the text: there are dedications and mottoes.
    front: usize,
    /// Where the indexes are.
    indexes: Vec<Range<usize>>,
    /// How often a short line is said.
    often: HashMap<&'t str, usize>,
    /// Titles that stand right above their text.
    attached: BTreeSet<usize>,
    /// The lines that may be headings, rising.
    found: Vec<usize>,
    /// Whether the text is told under dates, of which most stand right below text: titles may stand above them.
    journal: bool,
    /// Where a printer speaks: title pages, advertisements.
    printed: Vec<Range<usize>>,
    /// Years that what follows is told under.
    years: Vec<usize>,
}

/// Keeps those short lines that are headings.
pub(super) fn keep(source: &Source, lines: &[usize], found: &mut Vec<(usize, Heading)>) {
    let holds_words = |line: usize| source.lines[line].role == Role::Text || is_verse(source, line);
    let blank_lines =
        (1..source.lines.len()).any(|line| source.is_apart(line) && holds_words(line));
    let judge = Judge::new(source, lines, found);
    let mut kept = None;
    found.retain(|(line, heading)| {
        let keep =
            heading.kind != HeadingKind::Plain || blank_lines && judge.is_heading(*line, kept);
        kept = if keep { Some(*line) } else { kept };
        keep
    });
    let plain = |(line, h): &&(usize, Heading)| {
        h.kind == HeadingKind::Plain
            && !is_verse(source, source.below_pictures(*line))
            && !judge.attached.contains(line)
    };
    let plain = found.iter().filter(plain).count();
    if plain * 5 > lines.len() * 2 + 5 {
        found.retain(|(_, h)| h.kind != HeadingKind::Plain);
    }
}

impl<'k, 't> Judge<'k, 't> {
    fn new(source: &'k Source<'t>, lines: &'k [usize], found: &[(usize, Heading)]) -> Self {
        let is_numbered = |(_, h): &&(usize, Heading)| h.kind != HeadingKind::Plain;
        let numbered: Vec<usize> =
            found.iter().filter(is_numbered).map(|(line, _)| *line).collect();
        let begins = |line: &usize| numbered.binary_search(line).is_ok() || is_long(source, *line);
        let front = lines.iter().position(begins).unwrap_or(0);
        let mut often: HashMap<&str, usize> = HashMap::new();
        for (line, _) in found {
            *often.entry(source.line(*line)).or_default() += 1;
        }
        let indexes = indexes(source, found);
        let attached = attached(source, found);
        let printed = printed(source, lines, begins);
        let found: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
        let years = years(source, &found);
        let journal = is_journal(source, lines);
        Self {
            source,
            lines,
            numbered,
            front,
            indexes,
            often,
            attached,
            found,
            journal,
            printed,
            years,
        }
    }

    fn is_numbered(&self, line: usize) -> bool {
        self.numbered.binary_search(&line).is_ok()
    }

    /// Whether a line is one that text may stand below: a heading, or a paragraph that is no short line.
    fn is_firm(&self, line: usize) -> bool {
        self.is_numbered(line) || is_long(self.source, line)
    }

    /// Whether a line is text that a title with a stop may stand above, or what that title says in brackets.
    fn may_be_below(&self, line: usize) -> bool {
        let text = self.source.line(line);
        self.is_firm(line)
            || text.chars().nth(LONGEST_PLAIN).is_some()
            || text.starts_with('(') && text.ends_with(')')
    }

    /// Whether a line is a heading, and the last one above it is that.
    fn is_heading(&self, line: usize, kept: Option<usize>) -> bool {
        let source = self.source;
        let Ok(at) = self.lines.binary_search(&line) else { return false };
        // Verse is no line of text, but a title may stand above it, with a picture between them.
        let verse = Some(source.below_pictures(line)).filter(|below| is_verse(source, *below));
        let Some(next) = verse.or(self.lines.get(at + 1).copied()) else { return false };
        if self.attached.contains(&line) {
            return true;
        }
        if !source.isolated(line) || self.is_else(line) {
            return false;
        }
        if source.listed.contains(&line) {
            return true;
        }
        let above = at.checked_sub(1).map(|above| self.lines[above]);
        let below_heading = line.checked_sub(1).is_some_and(|above| {
            // A name above a number is a signature, and what it stands below a greeting.
            let signs = self.is_numbered(next) && !is_capital(source.line(line));
            kept == Some(above) || !signs && self.found.binary_search(&above).is_ok()
        });
        if self.belongs_elsewhere(line, above, below_heading) {
            return false;
        }
        if is_year(source.line(line)) {
            return self.years.binary_search(&line).is_ok();
        }
        self.is_placed(at, below_heading, next) || self.is_said_so(line, above, next)
    }

    /// Whether a line is part of a title page, led to by the line above it, names the author below a title, or is a date or a
    /// name below a poem, which stands nearer to that than to what follows.
    fn belongs_elsewhere(&self, line: usize, above: Option<usize>, below_heading: bool) -> bool {
        let source = self.source;
        let beside = above.filter(|above| above + 1 == line);
        let led = beside.is_some_and(|above| source.line(above).ends_with(':'));
        holds(&self.printed, line)
            || led && !source.is_set_off(line)
            || below_heading && titlepage::author(source.line(line)).is_some()
            || !below_heading && source.lines[line].space < source.space_below(line)
    }

    /// Whether the place of a line says that it is a heading.
    fn is_placed(&self, at: usize, below_heading: bool, next: usize) -> bool {
        let (source, line) = (self.source, self.lines[at]);
        let text = source.line(line);
        let above = at.checked_sub(1).map(|above| self.lines[above]);
        let headed = self.is_firm(next);
        // A sentence right below a heading begins its text, unless that is set off from it, too.
        let begins = |text: &str| {
            below_heading
                && text.ends_with('.')
                && text.split_whitespace().count() >= SENTENCE
                && !is_capital(text)
                && !source.is_set_off(source.below_pictures(line))
        };
        if source.has_wide_spaces() && !text.ends_with('!') {
            let below_number = above.is_some_and(|above| self.is_numbered(above));
            let own = (source.is_set_off(line) || below_number) && !begins(text);
            let entry = text.ends_with('.') && !source.is_placed(line) && !is_capital(text);
            let stands = if entry { self.may_be_below(next) } else { at >= self.front || headed };
            if own && stands {
                return true;
            }
        }
        source.is_placed(line)
            && headed
            && below_heading
            && !begins(text)
            && !text.ends_with(['!', '?'])
    }

    /// Whether the words of a line, between a paragraph and a paragraph, say that it is a heading.
    fn is_said_so(&self, line: usize, above: Option<usize>, next: usize) -> bool {
        let (source, text) = (self.source, self.source.line(line));
        let headed = self.is_firm(next) || self.leads_to_day(next);
        // A salutation or a greeting goes before a signature: `Your friend,`.
        let greeted = above.is_some_and(|above| source.line(above).ends_with(','));
        if greeted || text.ends_with(['!', '?']) {
            return false;
        }
        // A name with a stop behind it may be a signature, which comes again and again.
        let signed = text.ends_with('.')
            && !(is_long(source, next) && self.often.get(text).is_none_or(|count| *count < SIGNED));
        is_capital(text) && headed && !signed
            || !source.has_wide_spaces()
                && headed
                && is_title(text)
                && above.is_none_or(|above| self.is_firm(above))
    }

    /// Whether a line is a day of a journal, with its text below it.
    fn leads_to_day(&self, line: usize) -> bool {
        let below = |line: usize| (line + 1 < self.source.lines.len()).then_some(line + 1);
        let day = match names_picture(self.source.line(line)) {
            true => below(line),
            false => Some(line),
        };
        self.journal
            && day.is_some_and(|day| {
                is_day(self.source.line(day)) && below(day).is_some_and(|text| self.is_firm(text))
            })
    }

    /// Whether a short line is something else: a date, speech, what closes a book, an entry of a list.
    fn is_else(&self, line: usize) -> bool {
        let source = self.source;
        let text = source.line(line);
        let said = without_call(text);
        let speech =
            is_speech(said) && !(source.is_announced(line) && (is_capital(text) || !is_said(said)));
        speech
            || source.is_set(line, Setting::Right)
            || names_column(text)
            || is_date(text.trim_end_matches('.'))
            || closes(text)
            || names_page(text)
            || self.indexes.iter().any(|index| index.contains(&line))
            || text.contains('|')
            || has_columns(text)
            || names_picture(text)
            || titlepage::names_printer(text)
                && text.contains(|c: char| matches!(c, ',' | '/' | '&') || c.is_ascii_digit())
            || counts_more_than_it_says(text)
    }
}

/// Whether one of several ranges, which rise, holds a line.
fn holds(ranges: &[Range<usize>], line: usize) -> bool {
    let at = ranges.partition_point(|range| range.start <= line);
    at.checked_sub(1).is_some_and(|at| ranges[at].contains(&line))
}

/// Runs of short lines of which one says who printed the book, or whose the rights are: title pages, advertisements.
fn printed(source: &Source, lines: &[usize], begins: impl Fn(&usize) -> bool) -> Vec<Range<usize>> {
    let runs =
        lines.chunk_by(|above, below| above + 1 == *below && !begins(above) && !begins(below));
    let short = runs.filter(|run| run.len() >= FEWEST && !begins(&run[0]));
    let of_printer = short.filter_map(|run| {
        let names = |at: &usize| titlepage::names_printer(source.line(run[*at]));
        let mut printers = (0..run.len()).filter(names);
        let one = printers.next()?;
        // Below a lone imprint and its year a part of the book may begin; the last line of a run may head what follows it.
        let end = if printers.next().is_some() { run.len() } else { one + 3 };
        Some(run[0]..run[end.min(run.len()) - 1])
    });
    of_printer.collect()
}

fn is_verse(source: &Source, line: usize) -> bool {
    let item = source.draft.items.get(line);
    item.is_some_and(|item| matches!(item.block.kind, BlockKind::Verse { .. }))
}

/// Titles below an empty line with their text right below them. One alone may be anything; where they are titles, there are more.
fn attached(source: &Source, found: &[(usize, Heading)]) -> BTreeSet<usize> {
    let stands = |line: usize| {
        let below = source.lines.get(line + 1);
        source.is_apart(line)
            && !source.is_apart(line + 1)
            && below.is_some_and(|below| below.role == Role::Text)
            && source.line(line + 1).chars().nth(LONG).is_some()
            && is_title(source.line(line))
            && (!source.has_wide_spaces() || source.is_set_off(line))
    };
    let lines = found.iter().filter(|(_, h)| h.kind == HeadingKind::Plain).map(|(line, _)| *line);
    let all: BTreeSet<usize> =
        lines.filter(|line| line + 1 < source.lines.len() && stands(*line)).collect();
    if all.len() >= FEWEST { all } else { BTreeSet::new() }
}

/// `14./8. 32. Berka`: more numbers than words, and no year alone.
fn counts_more_than_it_says(text: &str) -> bool {
    let is_number = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let numbers = text.split_whitespace().filter(is_number).count();
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    !is_year(text) && !is_capital(text) && numbers > words.filter(|word| !is_number(word)).count()
}

/// Words with wide spaces between them, as in the rows of a table.
fn has_columns(text: &str) -> bool {
    text.split("   ").filter(|column| !column.trim().is_empty()).count() > 2
}

/// What stands above the pages of a list: `Seite`, `Tafel  Page`.
fn names_column(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let bare = last.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    matches!(bare.as_str(), "seite" | "page" | "pag" | "pages" | "seiten")
}

/// An entry of a list that ends with a page, behind a wide space: `Der Bach      12`.
fn names_page(text: &str) -> bool {
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.len() < text.len() && (stem.ends_with("   ") || stem.ends_with('\t'))
}

/// From where to where indexes go: to the next heading that says what it is.
fn indexes(source: &Source, found: &[(usize, Heading)]) -> Vec<Range<usize>> {
    let mut indexes: Vec<Range<usize>> = Vec::new();
    for (line, heading) in found {
        let divides =
            !matches!(heading.kind, HeadingKind::Plain | HeadingKind::Roman | HeadingKind::Arabic);
        if names_index(source.line(*line)) {
            indexes.push(*line + 1..source.lines.len());
        } else if let Some(open) = indexes.last_mut().filter(|_| divides) {
            open.end = open.end.min(*line);
        }
    }
    indexes
}

/// `Register`, `Namen- und Sachregister.`, `INDEX.`
fn names_index(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let last = bare.split_whitespace().next_back().unwrap_or_default();
    bare.len() < 40
        && !names_contents(text)
        && (section_called(&bare) == Some(ir::Role::Index)
            || last == "index"
            || last.ends_with("register")
            || last.ends_with("verzeichnis")
            || last.ends_with("verzeichniß"))
}

/// A few words that no sentence is made of: no quotation, no dash, no digits within words.
pub(super) fn is_title(text: &str) -> bool {
    let words = || text.split_whitespace();
    let odd = |word: &str| {
        word.contains(char::is_numeric) && word.contains(char::is_alphabetic)
            || matches!(word, "-" | "–" | "—")
    };
    words().count() <= 10
        && !text.contains(|c: char| is_quote(c) && c != '’' && c != '\'')
        && !words().any(odd)
        && words().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        && text.ends_with(char::is_alphanumeric)
}

/// A paragraph that is no short line.
pub(super) fn is_long(source: &Source, line: usize) -> bool {
    source.lines[line].role == Role::Block
        || source.line(line).chars().nth(LONG).is_some()
        || !source.isolated(line)
}

/// Letters, of which all are capitals.
pub(super) fn is_capital(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(|c| !c.is_lowercase())
}

/// A line with a quotation mark at its beginning or its end, or with a dash that begins a speech.
pub(super) fn is_speech(text: &str) -> bool {
    let begins =
        text.starts_with(|c: char| is_quote(c) || matches!(c, '–' | '—' | '-' | '(' | '[' | '*'));
    begins || text.ends_with(|c: char| is_quote(c) || matches!(c, ')' | ']' | '*'))
}

/// A number, and a title behind it.
pub(super) fn is_titled(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(_, title)| title.contains(char::is_alphabetic))
}

/// How what somebody says is broken in upon without quotation marks.
const SAYS: [&str; 12] = [
    ", sagte ",
    ", fragte ",
    ", rief ",
    ", antwortete ",
    ", said ",
    ", asked ",
    ", cried ",
    ", replied ",
    ", dit ",
    ", disait ",
    ", répondit ",
    ", demanda ",
];

/// Whether a line that space or a list of contents announces is said nevertheless: `Der „Tempel“` and `Abt Arnold (um 1460)` are titles.
pub(super) fn is_said(text: &str) -> bool {
    let begins =
        text.starts_with(|c: char| is_quote(c) || !c.is_alphanumeric() && c != '_' && c != '=');
    let inner = text.trim_end_matches(|c: char| is_quote(c) || c == ')');
    let stops = inner.len() < text.len() && inner.ends_with(['.', ',', '!', '?', ';', ':', '…']);
    begins
        || stops
        || text.contains(": ") && text.contains(is_quote)
        || SAYS.iter().any(|says| text.contains(says))
}

/// `Ende`, `Finis`, `The End`: what closes a book or a part of it.
pub(super) fn closes(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let first = bare.split_whitespace().next().unwrap_or_default();
    matches!(bare.as_str(), "ende" | "finis" | "the end" | "fin" | "schluß" | "schluss" | "end")
        || (first == "ende" && bare.starts_with("ende de"))
        || bare.starts_with("end of ")
}

/// A line without the call of a note at its end: `To Karl.[1]`
pub(super) fn without_call(text: &str) -> &str {
    // `XIV.[3]`, `XIV[3].`
    let bare = text.strip_suffix("].").or(text.strip_suffix(']'));
    let Some((stem, sign)) = bare.and_then(|text| text.rsplit_once('[')) else {
        return text;
    };
    let is_sign = !sign.is_empty()
        && sign.len() <= 4
        && sign.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '*');
    if is_sign { stem.trim_end() } else { text }
}

/// A line without what it says in brackets at its end: `OPERA (Continued)`.
fn without_aside(text: &str) -> &str {
    text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")).map_or(text, |(said, _)| said)
}

/// Whether lines, of which the title may have several, can be one that stands below a number of its own.
pub(super) fn may_entitle(source: &Source, first: usize, last: usize) -> bool {
    let text = without_aside(without_call(source.line(first)));
    let short = text.chars().nth(LONGEST_PLAIN).is_none();
    source.lines[first].role == Role::Text
        && (is_capital(text) || short && !is_speech(text))
        && !closes(text)
        && !is_day(text)
        && text
            .trim_start_matches(['+', '_', '=', '*', '~'])
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !without_call(source.line(last)).ends_with([',', ';', ':', '-', '–', '—'])
        && text.contains(char::is_alphabetic)
}
