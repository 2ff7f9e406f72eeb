//! Headings: numerals on lines of their own, `1. Titel`, `Kapitel 3`, short lines between blank
//! ones.

use crate::import::topic::Topic;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::names::{Divided, chapter_word, named_section, ordered};
use super::numerals::roman;
use super::plain;
use super::signs::leads_back;
use super::source::{Role, Source};
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
}

/// Longest heading, in characters.
const LONGEST: usize = 100;
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
pub(super) fn find(source: &mut Source, report: &mut Report) {
    if source.marks_headings() {
        marked(source, report);
    } else {
        unmarked(source, report);
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
fn unmarked(source: &mut Source, report: &mut Report) {
    let lines: Vec<usize> = source.text_lines().collect();
    let mut found: Vec<(usize, Heading)> =
        lines.iter().filter_map(|line| Some((*line, parse(source, *line)?))).collect();
    name_ordered(source, &mut found);
    drop_lists(&lines, &mut found);
    in_sequence(source, &mut found, HeadingKind::Roman);
    in_sequence(source, &mut found, HeadingKind::Arabic);
    drop_stanzas(source, &mut found);
    plain::keep(source, &lines, &mut found);
    join_numbers(source, &lines, &mut found);
    set_levels(&mut found);
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
    if text.is_empty() || text.chars().nth(LONGEST).is_some() || is_separator(text) {
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
    };
    if let Some(role) = named_section(text) {
        return Some(make(HeadingKind::Named, None, None, role));
    }
    if let Some(Divided { kind, value, rest }) = chapter_word(text) {
        let role = if kind == HeadingKind::Part { ir::Role::Part } else { ir::Role::Chapter };
        let titled = rest < text.len();
        // `I. Buch, 2. Kapitel` says where one is: the line of a page.
        if titled && chapter_word(&text[rest..]).is_some() {
            return None;
        }
        // A whole sentence behind `Zweites Kapitel.` is its title if nothing else stands there.
        let closed =
            text.ends_with('.') && !source.isolated(line) || text.ends_with([',', ';', ':']);
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
            let set_off =
                source.is_announced(line) || plain::is_capital(text) && source.isolated(line);
            let plain = is_plain_title(text) || set_off && is_closed_title(text);
            return plain.then(|| make(HeadingKind::Plain, None, None, ir::Role::Chapter));
        }
    };
    let title = &text[rest..];
    if title.is_empty() {
        return Some(make(kind, None, Some(value), ir::Role::Chapter));
    }
    let good = is_plain_title(title) && (source.isolated(line) || !source.airy)
        || source.is_announced(line) && is_closed_title(title);
    good.then(|| make(kind, Some(rest), Some(value), ir::Role::Chapter))
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

/// A title with a full stop behind it, as old prints have them: `Der Abend.`
fn is_closed_title(text: &str) -> bool {
    let bare = plain::without_call(text).strip_suffix('.').unwrap_or_default();
    is_plain_title(bare) && !plain::is_said(bare) && !plain::is_date(bare)
}

/// `Erste Vigilie`, `Zweite Vigilie`: what is counted so at least twice, one after the other, divides the text.
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

/// Numbered lines that follow each other with nothing between are a list.
fn drop_lists(lines: &[usize], found: &mut Vec<(usize, Heading)>) {
    let counted = |heading: &Heading| {
        matches!(heading.kind, HeadingKind::Roman | HeadingKind::Arabic) && heading.number.is_some()
    };
    let place = |line: usize| lines.binary_search(&line).unwrap_or(usize::MAX);
    let mut listed: HashSet<usize> = HashSet::new();
    for pair in found.windows(2) {
        let ((a, above), (b, below)) = (&pair[0], &pair[1]);
        let beside = place(*a).checked_add(1) == Some(place(*b));
        if beside && counted(above) && counted(below) && above.kind == below.kind {
            listed.extend([*a, *b]);
        }
    }
    found.retain(|(line, _)| !listed.contains(line));
}

/// Keeps numbered headings that stand in a sequence: 1, 2, 3, beginning again with 1; of those with a point or a title also
/// a sequence that begins elsewhere, as that of a second volume. A lone number elsewhere is a page's or a list's.
fn in_sequence(source: &Source, found: &mut Vec<(usize, Heading)>, kind: HeadingKind) {
    let own: Vec<(usize, u32, bool)> = found
        .iter()
        .filter(|(_, h)| h.kind == kind)
        .map(|(line, h)| {
            let firm = h.number.is_some()
                || source.line(*line).ends_with('.')
                || kind == HeadingKind::Roman;
            (*line, h.value.unwrap_or(0), firm)
        })
        .collect();
    // Where space or a list of contents says so, numbers may be missing between two.
    let announced = |line: usize| {
        source.is_announced(line)
            && (kind == HeadingKind::Roman || plain::is_titled(source.line(line)))
    };
    let mut last = 0;
    let mut keep = Vec::new();
    for (n, (line, value, firm)) in own.iter().enumerate() {
        let goes_on = |by: usize| {
            let next = own.get(n + by).map(|(_, value, _)| *value);
            next.zip(u32::try_from(by).ok()).is_some_and(|(next, by)| next == value + by)
        };
        let begins = *value == 1 || (*firm && last == 0 && goes_on(1) && goes_on(2));
        let rises = last > 0 && *value > last;
        if begins || rises && (*value <= last + 2 || announced(*line)) {
            last = *value;
            keep.push(*line);
        }
    }
    // one `I` alone divides nothing
    if keep.len() < 2 {
        keep.clear();
    }
    found.retain(|(line, h)| h.kind != kind || keep.binary_search(line).is_ok());
}

/// Numerals that count the stanzas of a poem, from 1 on, head none: below most of them stands one stanza that is no sonnet.
fn drop_stanzas(source: &Source, found: &mut Vec<(usize, Heading)>) {
    const SONNET: usize = 14;
    let is_numeral = |heading: &Heading| {
        matches!(heading.kind, HeadingKind::Roman | HeadingKind::Arabic) && heading.number.is_none()
    };
    let heads_stanza = |line: &usize| {
        source.draft.items.get(line + 1).is_some_and(|below| match &below.block.kind {
            BlockKind::Verse { stanzas } => stanzas.len() == 1 && stanzas[0].lines.len() < SONNET,
            _ => false,
        })
    };
    let mut counts: Vec<Vec<usize>> = Vec::new();
    for (line, heading) in found.iter().filter(|(_, heading)| is_numeral(heading)) {
        match counts.last_mut().filter(|_| heading.value != Some(1)) {
            Some(count) => count.push(*line),
            None => counts.push(vec![*line]),
        }
    }
    let of_poem = |count: &Vec<usize>| {
        count.len() > 1
            && count.iter().filter(|line| heads_stanza(line)).count() * 5 >= count.len() * 4
    };
    let dropped: HashSet<usize> = counts.into_iter().filter(of_poem).flatten().collect();
    found.retain(|(line, _)| !dropped.contains(line));
}

/// A numeral on its own line and a short line below it are one heading: number and title. Most numbers of a kind have such a
/// title, or none has.
fn join_numbers(source: &mut Source, lines: &[usize], found: &mut Vec<(usize, Heading)>) {
    let bare = |heading: &Heading| {
        heading.number.is_none() && !matches!(heading.kind, HeadingKind::Named | HeadingKind::Plain)
    };
    let kinds: HashMap<usize, HeadingKind> =
        found.iter().map(|(line, h)| (*line, h.kind)).collect();
    let below = |line: usize| {
        let at = lines.binary_search(&line).ok()?;
        let next = *lines.get(at + 1)?;
        let is_text = |after: &usize| plain::is_long(source, *after) || kinds.contains_key(after);
        let free = kinds.get(&next).is_none_or(|kind| *kind == HeadingKind::Plain);
        let sure = lines.get(at + 2).is_some_and(is_text) || plain::is_capital(source.line(next));
        (free && plain::may_entitle(source, next)).then_some((next, sure))
    };
    let mut titles: Vec<(usize, usize, bool)> = Vec::new();
    let mut counts: BTreeMap<HeadingKind, (usize, usize)> = BTreeMap::new();
    for (n, (line, heading)) in found.iter().enumerate().filter(|(_, (_, h))| bare(h)) {
        let count = counts.entry(heading.kind).or_default();
        count.0 += 1;
        if let Some((next, sure)) = below(*line) {
            count.1 += usize::from(sure);
            titles.push((n, next, kinds.contains_key(&next)));
        }
    }
    let mut joined = HashSet::new();
    for (n, next, known) in titles {
        let (all, with) = counts[&found[n].1.kind];
        if known || (all >= 2 && with * 3 >= all * 2) {
            let range = source.lines[next].range.clone();
            let heading = &mut found[n].1;
            heading.number = Some(std::mem::replace(&mut heading.title, range));
            source.lines[next].role = Role::Heading;
            joined.insert(next);
        }
    }
    found.retain(|(line, _)| !joined.contains(line));
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

/// Gives the highest kind level 1 and each lower one the next level, without skipping one.
fn set_levels(found: &mut [(usize, Heading)]) {
    let mut ranks: Vec<HeadingKind> = [
        HeadingKind::Act,
        HeadingKind::Chapter,
        HeadingKind::Scene,
        HeadingKind::Roman,
        HeadingKind::Arabic,
        HeadingKind::Plain,
    ]
    .into_iter()
    .filter(|kind| found.iter().any(|(_, h)| h.kind == *kind))
    .collect();
    if let Some(numbered) = restarts_below_plain(found) {
        ranks.retain(|kind| *kind != HeadingKind::Plain);
        let at = ranks.iter().position(|kind| *kind == numbered).unwrap_or(0);
        ranks.insert(at, HeadingKind::Plain);
    }
    let mut above = 0;
    for (_, heading) in found {
        let rank = ranks.iter().position(|kind| *kind == heading.kind);
        let wanted = rank.map_or(1, |r| u8::try_from(r + 1).unwrap_or(1));
        heading.level = wanted.min(above + 1).min(6);
        above = heading.level;
    }
}

/// Numbers that begin below short lines, again below each of several or with nothing between, stand below them: `Der Anfang`,
/// 1, 2, `Das Ende`, 1, 2.
fn restarts_below_plain(found: &[(usize, Heading)]) -> Option<HeadingKind> {
    [HeadingKind::Chapter, HeadingKind::Roman, HeadingKind::Arabic].into_iter().find(|kind| {
        let ones: Vec<usize> = (0..found.len())
            .filter(|n| found[*n].1.kind == *kind && found[*n].1.value == Some(1))
            .collect();
        let below = |n: &usize| *n > 0 && found[n - 1].1.kind == HeadingKind::Plain;
        let beside = |n: &usize| found[n - 1].0 + 1 == found[*n].0;
        let plain = found.iter().filter(|(_, h)| h.kind == HeadingKind::Plain).count();
        let sure = ones.len() >= 2 || (plain >= 2 && ones.iter().all(|n| below(n) && beside(n)));
        !ones.is_empty() && sure && ones.iter().all(below)
    })
}
