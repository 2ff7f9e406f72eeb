//! Headings that have no number: known by the space above them or by their capitals, and by not being what else is short: direct
//! speech, verse, a signature, an item of a list.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::context::is_quote;
use super::headings::{Heading, HeadingKind, LONGEST_PLAIN};
use super::source::{Role, Source};
use crate::ir::{self, BlockKind};
use crate::language::section_called;

/// How often a space must be wider for it to mean something.
const WIDE_ONES: usize = 2;
/// How often a line stands that is a signature.
const SIGNED: usize = 4;
/// How many headings at least show how much space there is above them.
const FEWEST: usize = 3;
/// Shortest paragraph below a heading that nothing else shows, in characters.
const LONG: usize = 120;

/// How many empty lines stand between paragraphs, and whether there are wider spaces, with which sections begin.
fn spaces(source: &Source) -> (u8, bool) {
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for line in source.lines.iter().skip(1).filter(|line| line.space > 0) {
        *counts.entry(line.space).or_default() += 1;
    }
    let usual = counts.iter().max_by_key(|(_, count)| **count).map_or(1, |(space, _)| *space);
    let wide: usize = counts.range(usual + 1..).map(|(_, count)| count).sum();
    (usual, wide >= WIDE_ONES)
}

/// The empty lines between paragraphs, if wider spaces tell something.
pub(super) fn usual_space(source: &Source) -> Option<u8> {
    let (usual, varied) = spaces(source);
    varied.then_some(usual)
}

/// How many empty lines, and more, stand above short lines alone, behind the first long one: there they announce headings.
pub(super) fn announcing(source: &Source) -> Option<u8> {
    let (usual, _) = spaces(source);
    let lines = source.text_lines().skip_while(|line| !is_long(source, *line));
    let mut counts: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    let mut above = None;
    // What is said again and again, in advertisements, says nothing about the text.
    let mut seen: HashSet<&str> = HashSet::new();
    for line in lines.filter(|line| source.lines[*line].space > usual) {
        let text = source.line(line);
        if !seen.insert(text) {
            continue;
        }
        let short = source.isolated(line) && text.chars().nth(LONGEST_PLAIN).is_none();
        // What begins below a heading has a wide space above it, too.
        let begins = !short && above == line.checked_sub(1);
        above = short.then_some(line);
        // A short line in quotation marks may be said or be a title.
        if !(begins || short && is_speech(text)) {
            let count = counts.entry(source.lines[line].space).or_default();
            count.0 += 1;
            count.1 += usize::from(short);
        }
    }
    let (mut all, mut short, mut least) = (0, 0, None);
    for (space, count) in counts.into_iter().rev() {
        all += count.0;
        short += count.1;
        if all >= FEWEST && short * 20 >= all * 17 {
            least = Some(space);
        }
    }
    least
}

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
}

/// Keeps those short lines that are headings.
pub(super) fn keep(source: &Source, lines: &[usize], found: &mut Vec<(usize, Heading)>) {
    let holds_words = |line: usize| source.lines[line].role == Role::Text || is_verse(source, line);
    let blank_lines =
        (1..source.lines.len()).any(|line| source.is_apart(line) && holds_words(line));
    let judge = Judge::new(source, lines, found);
    found.retain(|(line, heading)| {
        heading.kind != HeadingKind::Plain || blank_lines && judge.is_heading(*line)
    });
    let plain = |(line, h): &&(usize, Heading)| {
        h.kind == HeadingKind::Plain
            && !is_verse(source, line + 1)
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
        Self { source, lines, numbered, front, indexes, often, attached }
    }

    fn is_numbered(&self, line: usize) -> bool {
        self.numbered.binary_search(&line).is_ok()
    }

    /// Whether a line is one that text may stand below: a heading, or a paragraph that is no short line.
    fn is_firm(&self, line: usize) -> bool {
        self.is_numbered(line) || is_long(self.source, line)
    }

    fn is_heading(&self, line: usize) -> bool {
        let source = self.source;
        let Ok(at) = self.lines.binary_search(&line) else { return false };
        // Verse is no line of text, but a title may stand above it.
        let verse = Some(line + 1).filter(|below| is_verse(source, *below));
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
        let text = source.line(line);
        let above = at.checked_sub(1).map(|above| self.lines[above]);
        let headed = self.is_firm(next);
        if source.has_wide_spaces() {
            let own = source.is_set_off(line) || above.is_some_and(|above| self.is_numbered(above));
            if own && (at >= self.front || headed) && !text.ends_with('!') {
                return true;
            }
        }
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

    /// Whether a short line is something else: a date, speech, what closes a book, an entry of a list.
    fn is_else(&self, line: usize) -> bool {
        let source = self.source;
        let text = source.line(line);
        let said = without_call(text);
        let speech =
            is_speech(said) && !(source.is_announced(line) && (is_capital(text) || !is_said(said)));
        speech
            || is_date(text.trim_end_matches('.'))
            || closes(text)
            || names_page(text)
            || self.indexes.iter().any(|index| index.contains(&line))
    }
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

/// `Rom, den 2. Mai 1506`: the date of a letter, with its place.
pub(super) fn is_date(text: &str) -> bool {
    let year = text.rsplit(' ').next().unwrap_or_default();
    let dated = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = |text: &str| {
        text.split_whitespace()
            .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            .count()
    };
    dated
        && text.split_once(',').is_some_and(|(_, day)| numbers(day) == 2)
        && text.split_whitespace().count() <= 8
}

/// A number, and a title behind it.
pub(super) fn is_titled(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(_, title)| title.contains(char::is_alphabetic))
}

/// Whether a line that space or a list of contents announces is said nevertheless: `Der „Tempel“` and `Abt Arnold (um 1460)` are titles.
pub(super) fn is_said(text: &str) -> bool {
    let begins =
        text.starts_with(|c: char| is_quote(c) || !c.is_alphanumeric() && c != '_' && c != '=');
    let inner = text.trim_end_matches(|c: char| is_quote(c) || c == ')');
    let stops = inner.len() < text.len() && inner.ends_with(['.', ',', '!', '?', ';', ':', '…']);
    begins || stops || text.contains(": ") && text.contains(is_quote)
}

/// `Ende`, `Finis`, `The End`: what closes a book or a part of it.
fn closes(text: &str) -> bool {
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

/// Whether lines, of which the title may have several, can be one that stands below a number of its own.
pub(super) fn may_entitle(source: &Source, first: usize, last: usize) -> bool {
    let text = without_call(source.line(first));
    source.lines[first].role == Role::Text
        && !is_speech(text)
        && !closes(text)
        && text.chars().nth(LONGEST_PLAIN).is_none()
        && text
            .trim_start_matches(['+', '_', '=', '*', '~'])
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !source.line(last).ends_with([',', ';', ':', '-', '–'])
        && text.contains(char::is_alphabetic)
}
