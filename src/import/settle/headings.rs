//! Headings: numerals on lines of their own, `1. Titel`, `Kapitel 3`, short lines between blank
//! ones.

use crate::import::topic::Topic;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::names::{Divided, chapter_word, named_section, ordered};
use super::numerals::roman;
use super::signs::leads_back;
use super::source::{Role, Source};
use super::{contents, counts, days, halftitles, leaves, levels, plain, titles};
use crate::import::report::{Certainty, Report, quote};
use crate::ir::{self, BlockKind};
use crate::language::section_called;

/// What makes a line a heading, from the highest to the lowest rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HeadingKind {
    /// `Vorwort`, `Anhang`: a section of its own, whatever the others are.
    Named,
    /// `Erster Teil`
    Part,
    /// `Erster Aufzug`
    Act,
    /// `Kapitel 3`, `Drittes Kapitel`, `§ 3`, `Erste Vigilie`
    Chapter,
    /// `Zweiter Auftritt`
    Scene,
    /// `III`, `III. Titel`
    Roman,
    /// `3`, `3. Titel`
    Arabic,
    /// `a. Titel`, `B) Titel`
    Letter,
    /// A short line without a full stop, or a heading that the file marks.
    Plain,
}

/// A heading's parts, as byte ranges of the text.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) kind: HeadingKind,
    /// `III.` if a title follows it, else the number is the title.
    pub(super) number: Option<Range<usize>>,
    pub(super) title: Range<usize>,
    /// The number's value, where the sequence tells headings from other lines.
    pub(super) value: Option<u32>,
    /// The role of the section.
    pub(super) role: ir::Role,
    /// 1 begins a section; 2 and more divide it.
    pub(super) level: u8,
    /// How many counts of its own kind it stands in: `1.` to `4.` may divide what `2.` heads.
    pub(super) depth: u8,
}

/// Longest heading, in characters.
const LONGEST: usize = 160;
/// … and longest one with no more space above it than paragraphs have.
const LONGEST_USUAL: usize = 100;
/// Longest line that is a heading for nothing but being short, in characters.
pub(super) const LONGEST_PLAIN: usize = 75;

/// Names of lists of notes that are no names of sections.
const LISTS_OF_NOTES: [&str; 4] = ["einzelnachweise", "einzelnachweis", "fn", "footnote"];

/// Whether a line says that notes follow: `Anmerkungen`, `Fußnoten:`, `Notes`.
pub(in crate::import) fn names_notes(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let bare = line
        .trim_matches(['[', ']', '_', '*', '='])
        .trim_end_matches([':', '.', ' '])
        .to_lowercase();
    let mut words = bare.split_whitespace();
    let first = words.next().unwrap_or_default();
    let of = words.next();
    (section_called(first) == Some(ir::Role::Endnotes) || LISTS_OF_NOTES.contains(&first))
        && bare.len() < 60
        && of.is_none_or(|w| {
            matches!(w, "des" | "der" | "zum" | "zur" | "zu" | "von" | "de" | "by" | "to")
        })
}

/// Whether a line has the looks of a heading, sequence and neighbours aside but for blank lines.
pub(super) fn looks_like_heading(source: &Source, line: usize) -> bool {
    let found = parse(source, line);
    found.is_some_and(|h| h.kind != HeadingKind::Plain || source.isolated(line))
}

/// Finds the headings and marks their lines.
pub(super) fn find(source: &mut Source, title: &str, report: &mut Report) {
    if source.marks_headings() {
        marked(source, report);
    } else {
        unmarked(source, title, report);
    }
    for line in source.text_lines().collect::<Vec<usize>>() {
        if is_separator(source.line(line)) {
            source.lines[line].role = Role::Break;
        }
    }
}

/// Headings that the file marks: what they are called, and levels without a gap.
fn marked(source: &mut Source, report: &mut Report) {
    let lines: Vec<usize> =
        (0..source.lines.len()).filter(|line| source.lines[*line].role == Role::Heading).collect();
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let range = source.lines[line].range.clone();
        let BlockKind::Heading(marked) = &source.draft.items[line].block.kind else { continue };
        let named = parse(source, line).filter(|heading| heading.kind != HeadingKind::Plain);
        let heading = named.unwrap_or(Heading {
            kind: HeadingKind::Plain,
            number: None,
            title: range,
            value: None,
            role: ir::Role::Chapter,
            level: 1,
            depth: 0,
        });
        found.push((line, Heading { level: marked.level, ..heading }));
    }
    // A part stands above chapters, which are files as it is.
    let is_part = |heading: &Heading| heading.kind == HeadingKind::Part;
    let levels: BTreeSet<u8> =
        found.iter().filter(|(_, h)| !is_part(h)).map(|(_, h)| h.level).collect();
    let mut above = 0;
    for (line, mut heading) in found {
        let rank = levels.iter().take_while(|level| **level < heading.level).count();
        let wanted = u8::try_from(rank + 1).unwrap_or(u8::MAX);
        heading.level = if is_part(&heading) { 1 } else { wanted.min(above + 1).min(6) };
        above = heading.level;
        report_one(source, &heading, Certainty::Sure, report);
        source.lines[line].heading = Some(heading);
    }
}

/// Headings that only their words and their place show.
fn unmarked(source: &mut Source, title: &str, report: &mut Report) {
    let lines: Vec<usize> = source.text_lines().collect();
    let mut found: Vec<(usize, Heading)> =
        lines.iter().filter_map(|line| Some((*line, parse(source, *line)?))).collect();
    name_ordered(source, &mut found);
    counts::drop_lists(&lines, &mut found);
    counts::drop_index_letters(source, &mut found);
    counts::letters(source, &mut found);
    counts::in_sequence(source, &mut found, HeadingKind::Roman);
    counts::in_sequence(source, &mut found, HeadingKind::Arabic);
    counts::drop_stanzas(source, &mut found);
    counts::titled(source, &lines, &mut found);
    leaves::clear(source, &mut found, report);
    plain::keep(source, &lines, &mut found);
    titles::join_numbers(source, &lines, &mut found);
    halftitles::set_aside(source, title, &mut found, report);
    levels::set(&mut found);
    for (line, heading) in found {
        let plain = heading.kind == HeadingKind::Plain;
        let certainty = if plain { Certainty::Doubtful } else { Certainty::Sure };
        report_one(source, &heading, certainty, report);
        source.lines[line].role = Role::Heading;
        source.lines[line].heading = Some(heading);
    }
}

/// `***`, `* * *`, `———`: a line that only divides.
pub(super) fn is_separator(line: &str) -> bool {
    let signs = line.chars().filter(|c| !c.is_whitespace());
    let divides = |c: char| matches!(c, '*' | '-' | '_' | '~' | '–' | '—' | '•' | '=' | '⁂' | '#');
    let same = line.chars().next().filter(|c| divides(*c));
    same.is_some_and(|first| {
        signs.clone().all(|c| c == first) && (signs.count() >= 3 || first == '⁂')
    })
}

/// The heading that a line would be.
pub(super) fn parse(source: &Source, line: usize) -> Option<Heading> {
    let range = source.lines[line].range.clone();
    let text = source.line(line);
    let long = |most: usize| text.chars().nth(most).is_some();
    if text.is_empty()
        || long(LONGEST)
        || long(LONGEST_USUAL) && !source.is_set_off(line)
        || is_separator(text)
        || contents::leads_to_page(text)
    {
        return None;
    }
    let make = |kind, number: Option<usize>, value, role| Heading {
        kind,
        number: number.map(|n| {
            let number = text[..n].trim_end_matches([' ', '–', '—', '-', ':', '\u{A0}']);
            range.start..range.start + number.len()
        }),
        title: number.map_or(range.clone(), |n| range.start + n..range.end),
        value,
        role,
        level: 1,
        depth: 0,
    };
    if let Some(role) = named_section(text) {
        return Some(make(HeadingKind::Named, None, None, role));
    }
    if let Some(Divided { kind, value, rest }) = chapter_word(text) {
        let role = if kind == HeadingKind::Part { ir::Role::Part } else { ir::Role::Chapter };
        let titled = rest < text.len();
        // `I. Buch, 2. Kapitel` says where one is: the line of a page. `ACT II. SCENE I.` opens an act.
        let inner = chapter_word(&text[rest..]).filter(|_| titled);
        let opens = |inner: Divided| {
            kind == HeadingKind::Act
                && (inner.kind, inner.value) == (HeadingKind::Scene, Some(1))
                && source.isolated(line)
        };
        if inner.is_some_and(|inner| !opens(inner)) {
            return None;
        }
        // A whole sentence behind `Zweites Kapitel.` is its title if nothing else stands there.
        // Right above its text a short one is, if an empty line sets it off or none sets anything off.
        let close = source.is_apart(line) || !source.airy && !long(LONGEST_PLAIN);
        let stands = source.isolated(line) || close;
        let closed = text.ends_with('.') && !stands || text.ends_with([',', ';', ':']);
        return (!closed || !titled).then(|| make(kind, titled.then_some(rest), value, role));
    }
    let bare = plain::without_call(text);
    let (kind, value, rest) = match numbered(bare) {
        // `XIV.[3]`
        Some((kind, value, rest)) if rest == bare.len() => {
            return Some(make(kind, None, Some(value), ir::Role::Chapter));
        }
        Some(parts) => parts,
        None => {
            if let Some((value, rest)) = lettered(text) {
                let title = &text[rest..];
                let closed = source.is_set_off(line) && is_closed_title(title);
                if source.isolated(line) && (is_plain_title(title) || closed) {
                    let role = ir::Role::Chapter;
                    return Some(make(HeadingKind::Letter, Some(rest), Some(value), role));
                }
            }
            return is_unnumbered(source, line)
                .then(|| make(HeadingKind::Plain, None, None, ir::Role::Chapter));
        }
    };
    let title = &text[rest..];
    if title.is_empty() {
        return Some(make(kind, None, Some(value), ir::Role::Chapter));
    }
    let set_off = source.is_announced(line) || source.is_set_off(line) && source.isolated(line);
    let good = is_plain_title(title) && (source.isolated(line) || !source.airy)
        || set_off && is_long_title(title);
    good.then(|| make(kind, Some(rest), Some(value), ir::Role::Chapter))
}

/// Whether a line without a number can be a title by how it begins and ends.
fn is_unnumbered(source: &Source, line: usize) -> bool {
    let text = source.line(line);
    let announced = source.is_announced(line);
    let set_off =
        announced || source.divides(line) || plain::is_capital(text) && source.isolated(line);
    is_plain_title(text)
        || set_off
            && is_closed_title(text)
            && text.chars().filter(|c| c.is_alphabetic()).count() > 2
        || set_off && is_open_title(source, line)
        || (announced || source.divides(line)) && is_title_of_poem(source, line)
        || announced && (days::is_year(text) || source.may_be_long(line) && is_long_title(text))
}

/// `DER WIRT UND DER WANDERER;`, with `ODER, DAS NACHTLAGER` below: a title that goes on in the next line, both in capitals or
/// centred.
fn is_open_title(source: &Source, line: usize) -> bool {
    let text = source.line(line);
    source.lines.get(line + 1).is_some_and(|below| below.role == Role::Text)
        && text.strip_suffix([',', ';', ':']).is_some_and(is_plain_title)
        && source.isolated(line + 1)
        && source.are_alike(line, line + 1)
}

/// `DER BACH SPRICHT:` right above verse.
fn is_title_of_poem(source: &Source, line: usize) -> bool {
    let text = source.line(line);
    let verse = source.draft.items.get(line + 1);
    verse.is_some_and(|below| matches!(below.block.kind, BlockKind::Verse { .. }))
        && plain::is_capital(text)
        && text.strip_suffix(':').is_some_and(is_plain_title)
}

/// `III. Titel` → Roman, 3, where `Titel` begins. A bare numeral needs no point, one with a
/// title does: `I think` is no heading.
fn numbered(text: &str) -> Option<(HeadingKind, u32, usize)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (token, tail) = text.split_at(end);
    let (kind, value) = match (roman(token), token.parse::<u32>()) {
        (Some(value), _) => (HeadingKind::Roman, value),
        (None, Ok(value)) if token.len() <= 3 && value > 0 => (HeadingKind::Arabic, value),
        _ => return None,
    };
    let marks = tail.len() - tail.trim_start_matches(['.', ')', ':']).len();
    let rest = tail[marks..].trim_start();
    let spaced = rest.len() < tail[marks..].len();
    let dash = rest.strip_prefix(['–', '—']).map(str::trim_start);
    match (rest.is_empty(), dash) {
        (true, _) if marks <= 1 => Some((kind, value, text.len())),
        (false, Some(title)) if spaced => Some((kind, value, text.len() - title.len())),
        (false, None) if spaced && marks == 1 => Some((kind, value, text.len() - rest.len())),
        _ => None,
    }
}

/// `a. Titel`, `B) Titel`: the place of the letter, and where `Titel` begins.
pub(super) fn lettered(text: &str) -> Option<(u32, usize)> {
    let letter = text.chars().next().filter(char::is_ascii_alphabetic)?;
    let rest = text[1..].strip_prefix(['.', ')'])?;
    let title = rest.trim_start();
    let spaced = title.len() < rest.len();
    let value = u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1;
    (spaced && !title.is_empty()).then(|| (value, text.len() - title.len()))
}

/// Short, beginning as a title begins, and not ending as a sentence or a list ends.
fn is_plain_title(text: &str) -> bool {
    let short = text.chars().nth(LONGEST_PLAIN).is_none();
    let begins = text
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let ends = !text.ends_with(['.', ',', ';', ':', '-', '–', '—', '…']);
    short && begins && ends && !text.ends_with(leads_back) && text.chars().any(char::is_alphabetic)
}

/// A title behind a number may have several lines, and stops in it.
fn is_long_title(text: &str) -> bool {
    let bare = plain::without_call(text);
    let bare = bare.strip_suffix('.').unwrap_or(bare);
    text.chars().nth(LONGEST).is_none()
        && bare.starts_with(char::is_uppercase)
        && !bare.ends_with([',', ';', ':', '-', '–', '—', '…'])
        && !bare.contains(['!', '?', ';'])
        && !plain::is_said(bare)
        && !days::is_date(bare)
}

/// A title with a full stop behind it, as old prints have them: `Der Abend.`
fn is_closed_title(text: &str) -> bool {
    let bare = plain::without_call(text).strip_suffix('.').unwrap_or_default();
    is_plain_title(bare) && !plain::is_said(bare) && !days::is_date(bare)
}

/// `Erste Vigilie`, `Zweite Vigilie`, or `Lektion I.`, `Lektion II.`: what is counted so at least twice, one after the other, divides the text.
fn name_ordered(source: &Source, found: &mut [(usize, Heading)]) {
    let mut last: HashMap<String, (u32, usize)> = HashMap::new();
    let mut named: BTreeMap<usize, u32> = BTreeMap::new();
    let isolated = found
        .iter()
        .enumerate()
        .filter(|(_, (line, h))| h.kind == HeadingKind::Plain && source.isolated(*line));
    for (n, (line, _)) in isolated {
        let Some((noun, value)) = ordered(source.line(*line)) else { continue };
        if let Some((_, above)) = last.get(&noun).filter(|(above, _)| above + 1 == value) {
            named.extend([(*above, value - 1), (n, value)]);
        }
        last.insert(noun, (value, n));
    }
    for (n, value) in named {
        found[n].1.value = Some(value);
        found[n].1.kind = HeadingKind::Chapter;
    }
}

fn report_one(source: &Source, heading: &Heading, certainty: Certainty, report: &mut Report) {
    let title = quote(&source.text[heading.title.clone()]);
    let at = heading.number.as_ref().unwrap_or(&heading.title).start;
    let number = heading
        .number
        .as_ref()
        .map_or(String::new(), |n| format!(" with the number {}", quote(&source.text[n.clone()])));
    let what = match heading.level {
        1 => heading.role.as_str().to_owned(),
        level => format!("heading of level {level}"),
    };
    let message = format!("{what} {title}{number}");
    if certainty == Certainty::Doubtful {
        report.doubt(
            at,
            Topic::Heading,
            format!("{message}, taken for a heading because it is short and stands alone"),
        );
    } else {
        report.sure(at, Topic::Heading, message);
    }
}
