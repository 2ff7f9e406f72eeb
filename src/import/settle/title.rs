//! Title, author and year from the first lines.

use crate::import::topic::Topic;
use std::ops::Range;

use super::names::{chapter_word, is_person, named_section, names_place, split_persons};
use super::numerals::{roman, year};
use super::source::{Role, Source};
use super::titleline::{Parts, parse_line, squeeze, year_and_name};
use super::titlepage::{self, Page};
use crate::djot::carried;
use crate::import::Options;
use crate::import::draft::Item;
use crate::import::report::{Report, quote};
use crate::ir::BlockKind;

/// What the first lines say.
#[derive(Debug, Clone, Default)]
pub(super) struct Title {
    pub(super) title: String,
    pub(super) subtitles: Vec<String>,
    /// The subtitle is a guess, by where it stands.
    pub(super) subtitle_guessed: bool,
    pub(super) authors: Vec<String>,
    /// Translators, editors and illustrators, with their MARC relators.
    pub(super) others: Vec<(String, &'static str)>,
    /// Place and publisher of the source, as its title page has them.
    pub(super) imprint: Option<String>,
    /// The author is a guess: the line reads `Name: Titel`, and names and titles look alike.
    pub(super) author_doubtful: bool,
    pub(super) year: Option<u32>,
    /// The title was made up, since the text has none.
    pub(super) invented: bool,
    /// Index of the line that repeats the title, which ends a publisher's preface.
    pub(super) repeated: Option<usize>,
}

/// Longest title line, in characters.
const LONGEST: usize = 200;
/// Lines that are looked at below the title.
const HEAD: usize = 4;

/// The title, from what the file says of itself, else from the first lines.
pub(super) fn read(source: &mut Source, options: &Options, report: &mut Report) -> Title {
    let record = &source.draft.record;
    if let Some(title) = record.title.clone() {
        let subtitles = record.subtitles.clone();
        let mut title = Title { title, subtitles, ..Title::default() };
        said_again(source, &mut title, report);
        return title;
    }
    if source.marks_headings() {
        return heading_as_title(source, options, report);
    }
    from_lines(source, options, report)
}

/// Lines at the beginning that say again what the file says of itself: its title page.
fn said_again(source: &mut Source, title: &mut Title, report: &mut Report) {
    let record = &source.draft.record;
    let page = titlepage::read(source).filter(|page| {
        let said = page.titles.iter().map(|one| key(one)).collect::<Vec<_>>().join(" ");
        let known = key(&title.title);
        said.starts_with(&known) || known.starts_with(&key(&page.titles[0]))
    });
    if let Some(page) = page {
        for line in &page.lines {
            let range = source.lines[*line].range.clone();
            let message = format!("title page set aside: {}", quote(&source.text[range.clone()]));
            report.sure(range.start, Topic::Leftover, message);
        }
        let found = of_page(source, page);
        let known = key(&title.title);
        let new = |one: &String| !known.contains(&key(one));
        if title.subtitles.is_empty() {
            title.subtitles = found.subtitles.into_iter().filter(new).collect();
        }
        let named = |name: &str| record.contributors.iter().any(|one| key(&one.name) == key(name));
        title.others = found.others.into_iter().filter(|(name, _)| !named(name)).collect();
        if record.contributors.is_empty() {
            title.authors = found.authors;
        }
        title.year = found.year;
        title.imprint = found.imprint;
        return;
    }
    let mut known: Vec<String> = record.contributors.iter().map(|one| key(&one.name)).collect();
    known.extend(title.subtitles.iter().map(|subtitle| key(subtitle)));
    known.push(key(&title.title));
    known.push(key(&title
        .subtitles
        .iter()
        .fold(title.title.clone(), |all, one| format!("{all} {one}"))));
    let count = source.lines.len().min(2 * HEAD);
    for line in 0..count {
        let said = key(source.line(line));
        let by = ["von ", "by ", "par "].iter().find_map(|by| said.strip_prefix(by));
        if !known.iter().any(|known| *known == said || Some(known.as_str()) == by) {
            if line > 0 && by.is_some() && record.contributors.is_empty() {
                byline(source, line, title, report);
            }
            break;
        }
        let range = source.lines[line].range.clone();
        let message = format!("title page set aside: {}", quote(&source.text[range.clone()]));
        report.sure(range.start, Topic::Leftover, message);
        source.lines[line].role = Role::Title;
    }
}

/// The author below the title, where the file itself names none.
fn byline(source: &mut Source, line: usize, title: &mut Title, report: &mut Report) {
    let mut parts = Parts::default();
    if source.line(line).chars().nth(100).is_some() || !take_byline(source.line(line), &mut parts) {
        return;
    }
    title.authors = parts.author.map(|author| split_persons(&author)).unwrap_or_default();
    title.year = title.year.or(parts.year);
    let start = source.lines[line].range.start;
    report.sure(start, Topic::Author, format!("author {}", quote(&title.authors.join(", "))));
    source.lines[line].role = Role::Title;
}

/// Where headings are marked, the first one is the title if it stands alone on its level, above all others.
fn heading_as_title(source: &mut Source, options: &Options, report: &mut Report) -> Title {
    let level = |item: &Item| match &item.block.kind {
        BlockKind::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let mut levels = source.draft.items.iter().filter_map(level);
    let first = source.draft.items.first().and_then(level);
    let _ = levels.next();
    let Some(_) = first.filter(|first| levels.all(|other| other > *first)) else {
        return untitled(source, options, report);
    };
    source.lines[0].role = Role::Title;
    let mut parts = parse_line(source.line(0));
    let lines: Vec<usize> = source.text_lines().take_while(|line| *line <= HEAD).collect();
    let mut places = vec![source.lines[0].range.start];
    read_below(source, &lines, &mut parts, &mut places);
    let title = finish(parts);
    report_title(&title, &places, report);
    title
}

/// A text without its spaces and capitals, to be compared.
fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Reads the title block, takes its lines out of the text and sets repeated titles aside.
fn from_lines(source: &mut Source, options: &Options, report: &mut Report) -> Title {
    let lines: Vec<usize> = source.text_lines().take(HEAD + 1).collect();
    let first = lines.first().copied().filter(|l| may_be_title(source.line(*l)));
    let first = first.filter(|line| !begins_count(source, *line));
    let Some(first) = first.filter(|_| source.text_lines().nth(1).is_some()) else {
        return untitled(source, options, report);
    };
    let range = source.lines[first].range.clone();
    let whole = source.line(first).to_owned();
    let mut parts = parse_line(&whole);
    let page = titlepage::read(source).filter(|_| parts.author.is_none() && parts.year.is_none());
    if let Some(page) = page {
        let places: Vec<usize> =
            page.lines.iter().map(|line| source.lines[*line].range.start).collect();
        let mut title = of_page(source, page);
        let whole = title.title.clone();
        set_repeated_aside(source, first, &whole, &mut title, report);
        report_title(&title, &places, report);
        return title;
    }
    source.lines[first].role = Role::Title;
    let mut places = vec![range.start];
    read_below(source, &lines[1..], &mut parts, &mut places);
    let mut title = finish(parts);
    set_repeated_aside(source, first, &whole, &mut title, report);
    report_title(&title, &places, report);
    title
}

/// What a title page says; its lines are taken out of the text.
fn of_page(source: &mut Source, page: Page) -> Title {
    for line in &page.lines {
        source.lines[*line].role = Role::Title;
    }
    let mut titles = page.titles.into_iter();
    let imprint = page
        .imprint
        .into_iter()
        .filter(|text| year(text.trim_matches(['(', ')', '[', ']', '.', ' '])).is_none());
    let imprint: Vec<String> = imprint.collect();
    Title {
        title: titles.next().unwrap_or_default(),
        subtitles: titles.collect(),
        authors: page.author.map(|a| split_persons(&a)).unwrap_or_default(),
        author_doubtful: page.author_doubtful,
        others: page.others,
        imprint: (!imprint.is_empty()).then(|| imprint.join(", ")),
        year: page.year,
        ..Title::default()
    }
}

fn may_be_title(line: &str) -> bool {
    let length = line.chars().take(LONGEST + 1).count();
    let heading = named_section(line).is_some()
        || chapter_word(line).is_some()
        || roman(line.trim_end_matches('.')).is_some();
    length <= LONGEST && !(length > 80 && line.ends_with('.')) && !heading
}

/// Whether a text begins with the first of its numbered headings: `1. Der Hof`, while `2. Das Rad` stands below.
fn begins_count(source: &Source, first: usize) -> bool {
    let counted = |line: usize, number: u32| {
        let text = source.line(line);
        let titled = text.split_once([' ', '\u{A0}']).map(|(number, title)| (number, title.trim()));
        titled.is_some_and(|(numeral, title)| {
            let numeral = numeral.strip_suffix(['.', ':', ')']);
            let value = numeral.and_then(|text| roman(text).or_else(|| text.parse().ok()));
            value == Some(number) && title.starts_with(char::is_uppercase)
        })
    };
    let short = |line: &usize| source.line(*line).chars().nth(LONGEST).is_none();
    counted(first, 1)
        && source
            .text_lines()
            .skip(1)
            .filter(short)
            .any(|line| counted(line, 2) && source.is_apart(line))
}

fn untitled(source: &Source, options: &Options, report: &mut Report) -> Title {
    let fallback =
        options.fallback_title.as_deref().map(|title| carried(title).collect::<String>());
    let fallback = fallback.filter(|title| {
        !title.trim_matches(|c: char| c.is_control() || c.is_whitespace()).is_empty()
    });
    let title = fallback.unwrap_or_else(|| "Ohne Titel".to_owned());
    let start = source.text_lines().next().map_or(0, |l| source.lines[l].range.start);
    report.doubt(
        start,
        Topic::Title,
        format!("no title line found; the title is {}", quote(&title)),
    );
    report.doubt(start, Topic::Author, "no author found".to_owned());
    Title { title, invented: true, ..Title::default() }
}

fn finish(parts: Parts) -> Title {
    let small = |text: &str| titlepage::in_small_letters(text);
    Title {
        title: small(&parts.title),
        subtitle_guessed: parts.subtitle.is_some(),
        subtitles: parts.subtitle.iter().map(|one| small(one)).collect(),
        authors: parts.author.map(|a| split_persons(&small(&a))).unwrap_or_default(),
        author_doubtful: parts.author_doubtful,
        year: parts.year,
        ..Title::default()
    }
}

/// Lines below the title line: `von Karl Muster`, `1939`, a subtitle between them.
fn read_below(source: &mut Source, lines: &[usize], parts: &mut Parts, places: &mut Vec<usize>) {
    let mut waiting: Option<usize> = None;
    let mut taken = Vec::new();
    for &line in lines {
        let text = source.line(line);
        if text.chars().nth(100).is_some() {
            break;
        }
        if take_byline(text, parts) {
            if let Some(between) = waiting.take() {
                parts.subtitle = Some(squeeze(source.line(between)));
                taken.push(between);
            }
            taken.push(line);
        } else if parts.subtitle.is_none() && !taken.is_empty() && titlepage::names_kind(text) {
            parts.subtitle = Some(squeeze(text));
            taken.push(line);
        } else if waiting.is_some() && is_person(&parts.title) && titlepage::names_kind(text) {
            // `Karl Muster`, `Der Abend`, `Ein Roman`
            parts.subtitle = Some(squeeze(text));
            taken.push(line);
            break;
        } else if taken.is_empty() && waiting.is_none() && may_be_subtitle(text, parts) {
            waiting = Some(line);
        } else {
            break;
        }
    }
    if parts.author.is_none() && is_person(&parts.title) {
        // the name above, the title below
        let below = waiting.map(|line| squeeze(source.line(line)));
        taken.splice(0..0, waiting);
        if let Some(title) = below.or_else(|| parts.subtitle.take()) {
            parts.author = Some(std::mem::replace(&mut parts.title, title));
            parts.author_doubtful = true;
        }
    }
    for line in taken {
        places.push(source.lines[line].range.start);
        source.lines[line].role = Role::Title;
    }
}

fn may_be_subtitle(text: &str, parts: &Parts) -> bool {
    let named = named_section(text).is_some() || chapter_word(text).is_some();
    let numeral = roman(text.trim_end_matches('.')).is_some() || text.len() < 4;
    (parts.author.is_none() || parts.year.is_none())
        && !named
        && !numeral
        && squeeze(text) != parts.title
        && !text.ends_with(['.', ',', ';'])
}

/// Reads a line that is nothing but an author, a year or both.
fn take_byline(text: &str, parts: &mut Parts) -> bool {
    if chapter_word(text).is_some() {
        return false;
    }
    let bare = text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | ' '));
    if let Some(value) = year(bare) {
        return parts.year.replace(value).is_none_or(|old| old == value);
    }
    let by = ["von ", "Von ", "by ", "By ", "par ", "Autor: ", "Author: ", "VON "];
    let named = by.iter().find_map(|b| bare.strip_prefix(b));
    let (value, name) = year_and_name(&text.replace(['(', ')'], " "));
    let name = by.iter().find_map(|b| name.strip_prefix(b)).unwrap_or(&name);
    if !is_person(name) && named.is_none_or(|n| n.split_whitespace().count() > 3 || value.is_some())
    {
        return false;
    }
    // two lines that could be names: the author stands above the title
    let above = is_person(&parts.title) && !names_place(&parts.title);
    if named.is_none() && value.is_none() && above {
        return false;
    }
    let same = parts.author.as_deref() == Some(name);
    if parts.author.is_some() && !same {
        return false;
    }
    parts.author_doubtful = !same && named.is_none() && value.is_none();
    parts.author = Some(name.to_owned());
    parts.year = parts.year.or(value);
    true
}

/// Lines that repeat the title line, or the title alone, are leftovers of the page.
fn set_repeated_aside(
    source: &mut Source,
    first: usize,
    whole: &str,
    title: &mut Title,
    report: &mut Report,
) {
    let (whole, bare) = (key(whole), key(&title.title));
    let lines: Vec<usize> = source.text_lines().filter(|l| *l > first).collect();
    for (nth, line) in lines.into_iter().enumerate() {
        let text = source.line(line);
        if text.len() > whole.len() * 2 + 64 {
            continue;
        }
        let text = key(text);
        // a title of one word may stand in the text as a heading; near the top it is the title
        let near = nth < 40 || bare.contains(' ');
        if text == whole && (whole != bare || near)
            || (text == bare && near && title.repeated.is_none())
        {
            let range: Range<usize> = source.lines[line].range.clone();
            report.sure(
                range.start,
                Topic::Leftover,
                format!("title repeated, set aside: {}", quote(&source.text[range.clone()])),
            );
            source.lines[line].role = Role::Leftover("title repeated");
            title.repeated = title.repeated.or(Some(line));
        }
    }
}

fn report_title(title: &Title, places: &[usize], report: &mut Report) {
    let at = places[0];
    report.sure(at, Topic::Title, format!("title {}", quote(&title.title)));
    for subtitle in &title.subtitles {
        report.doubt(at, Topic::Title, format!("subtitle {}", quote(subtitle)));
    }
    match (title.authors.is_empty(), title.author_doubtful) {
        (true, _) => report.doubt(at, Topic::Author, "no author found".to_owned()),
        (false, doubtful) => {
            let message = format!("author {}", quote(&title.authors.join(", ")));
            if doubtful {
                report.doubt(at, Topic::Author, format!("{message}, because it looks like a name"));
            } else {
                report.sure(at, Topic::Author, message);
            }
        }
    }
    for (name, role) in &title.others {
        let what = match *role {
            "trl" => "translator",
            "edt" => "editor",
            _ => "illustrator",
        };
        report.sure(at, Topic::Author, format!("{what} {}", quote(name)));
    }
    if let Some(imprint) = &title.imprint {
        report.sure(at, Topic::Source, format!("imprint of the source {}", quote(imprint)));
    }
    if let Some(year) = title.year {
        report.sure(at, Topic::Year, format!("year {year}"));
    }
}
