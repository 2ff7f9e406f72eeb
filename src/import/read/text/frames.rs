//! What libraries put around a text: header, licence and production notes of Project Gutenberg, the first and last pages of
//! Wikisource, Gutenberg-DE, Google and HathiTrust. They are read for title, author, translator, language and date and set aside.

mod record;

use crate::import::topic::Topic;
use std::ops::Range;

use super::lines::{LineRole, Lines};
use crate::import::draft::{Aside, Draft};
use record::{Field, read_fields};

/// Beginnings of paragraphs that those write who made the file, in small letters. They are looked for next to a frame and at
/// the ends of the text.
const PRODUCTION: [&str; 25] = [
    "produced by ",
    "e-text prepared by",
    "etext prepared by",
    "this etext was p",
    "this ebook was p",
    "this file was produced",
    "this book was produced",
    "prepared by ",
    "images of the original pages",
    "[transcriber's note",
    "[transcriber’s note",
    "transcriber's note",
    "transcriber’s note",
    "[anmerkung zur transkription",
    "[anmerkungen zur transkription",
    "anmerkung zur transkription",
    "anmerkungen zur transkription",
    "anmerkungen der transkription",
    "weitere anmerkungen zur transkription",
    "hinweise zur transkription",
    "note du transcripteur",
    "notes du transcripteur",
    "note de transcription",
    "note: project gutenberg also has",
    "updated editions will replace",
];

/// Beginnings of lines that programs of libraries put on every page, in small letters.
const STAMPS: [&str; 8] = [
    "digitized by google",
    "digitized by the internet archive",
    "digitized by microsoft",
    "digitized by vjoo",
    "digitized by ^jo",
    "generated on 20",
    "public domain, google-digitized",
    "http://www.hathitrust.org/access_use",
];

/// Beginnings of what a library says before or behind the text, in small letters, and whether it goes on to the end.
const FOREWORDS: [(&str, &str); 5] = [
    ("this is a digital copy of a book that was preserved", "books.google.com"),
    ("dies ist ein digitales exemplar eines buches", "books.google.com"),
    ("exported from wikisource", ""),
    ("note: images of the original pages", ""),
    ("the project gutenberg ebook of", ""),
];

const AFTERWORDS: [&str; 6] = [
    "about this digital edition",
    "über diese digitale edition",
    "this e-book comes from the online library wikisource",
    "dieses e-book stammt aus der online-bibliothek wikisource",
    "end of the project gutenberg",
    "end of project gutenberg",
];

/// How many paragraphs at either end of the text are looked at for production notes, and how many at the end for a heading of
/// such notes, of which each may be a paragraph.
const EDGE: usize = 12;
const LONG_EDGE: usize = 60;

/// Finds the frames, reads them and takes them out of the text.
pub(super) fn set_aside(lines: &mut Lines, draft: &mut Draft) {
    let header = header(lines);
    let licence = licence(lines, header.as_ref().map_or(0, |header| header.end));
    let framed = header.is_some() || licence.is_some();
    if let Some(range) = header {
        fields(lines, range.clone(), draft);
        take(lines, range, "header of the library", draft);
    } else {
        table(lines, draft);
    }
    if let Some(range) = licence {
        take(lines, range, "licence of the library", draft);
    }
    forewords(lines, draft);
    afterwords(lines, draft);
    stamps(lines, draft);
    production(lines, framed, draft);
}

/// Sets the lines of a stretch aside, all that are still text, as one.
fn take(lines: &mut Lines, range: Range<usize>, why: &'static str, draft: &mut Draft) {
    let of: Vec<usize> = range.filter(|line| lines.all[*line].role == LineRole::Text).collect();
    let (Some(first), Some(last)) = (of.first(), of.last()) else { return };
    let whole = lines.all[*first].range.start..lines.all[*last].range.end;
    let span = Draft::span(whole.clone());
    draft.report.sure(span, Topic::Leftover, format!("{why} set aside: {} lines", of.len()));
    draft.aside.push(Aside { span, why, words: lines.text[whole].to_owned() });
    for line in of {
        lines.all[line].role = LineRole::Aside;
    }
}

/// `*** START OF THE PROJECT GUTENBERG EBOOK …`, and what stands above it.
fn header(lines: &Lines) -> Option<Range<usize>> {
    let near = lines.all.len().min(600);
    let starts = |line: &usize| {
        let text = lines.line(*line).to_uppercase();
        text.starts_with("***") && text.contains("START OF") && text.contains("GUTENBERG")
            || text.contains("*END*THE SMALL PRINT")
            || text.contains("*END THE SMALL PRINT")
    };
    let last = (0..near).rev().find(starts)?;
    Some(0..paragraph_end(lines, last))
}

/// `*** END OF THE PROJECT GUTENBERG EBOOK …`, and what stands below it.
fn licence(lines: &Lines, from: usize) -> Option<Range<usize>> {
    let ends = |line: &usize| {
        let text = lines.line(*line);
        let small = text.to_lowercase();
        let starred =
            text.starts_with("***") && small.contains("end of") && small.contains("gutenberg");
        let said = [
            "end of the project gutenberg",
            "end of project gutenberg",
            "ende dieses project gutenberg",
            "ende dieses projekt gutenberg",
            "*** end of",
        ];
        starred || said.iter().any(|begin| small.starts_with(begin)) && small.contains("gutenberg")
    };
    let first = (from..lines.all.len()).find(ends)?;
    Some(first..lines.all.len())
}

/// Behind the last line of the paragraph that a line belongs to.
fn paragraph_end(lines: &Lines, line: usize) -> usize {
    let blank = |line: &usize| lines.all[*line].role == LineRole::Blank;
    (line..lines.all.len()).find(blank).unwrap_or(lines.all.len())
}

/// `Title: Die Mühle` and the like.
fn fields(lines: &Lines, range: Range<usize>, draft: &mut Draft) {
    let mut found: Vec<Field> = Vec::new();
    for line in range {
        let text = lines.line(line);
        if let Some((name, value)) = text.split_once(':').filter(|(name, _)| name.len() < 30) {
            let span = Draft::span(lines.all[line].range.clone());
            found.push(Field {
                name: name.trim().to_lowercase(),
                value: value.trim().to_owned(),
                span,
            });
        } else if let Some(field) =
            found.last_mut().filter(|_| lines.all[line].indent > 0 && !text.is_empty())
        {
            field.value.push('\n');
            field.value.push_str(text);
        } else if !text.is_empty() {
            // What follows belongs to no field.
            found.push(Field {
                name: String::new(),
                value: String::new(),
                span: Draft::span(0..0),
            });
        }
    }
    read_fields(&found, draft);
}

/// The table that Gutenberg-DE puts above its texts: a name and a value on each line, four at least.
fn table(lines: &mut Lines, draft: &mut Draft) {
    const NAMES: [&str; 22] = [
        "type",
        "booktitle",
        "author",
        "title",
        "subtitle",
        "publisher",
        "printrun",
        "editor",
        "translator",
        "illustrator",
        "year",
        "firstpub",
        "address",
        "corrector",
        "sender",
        "created",
        "modified",
        "projectid",
        "isbn",
        "series",
        "volume",
        "secondcorrector",
    ];
    let mut found = Vec::new();
    let (mut first, mut end) = (None, 0);
    for line in lines.text_lines().take(40) {
        let text = lines.line(line);
        let (name, value) = text.split_once([':', ' ', '\t']).unwrap_or((text, ""));
        let known = NAMES.contains(&name.trim_matches(['<', '>', '"']).to_lowercase().as_str());
        if !known && first.is_some() {
            break;
        }
        if known {
            first = first.or(Some(line));
            end = line + 1;
            let span = Draft::span(lines.all[line].range.clone());
            found.push(Field { name: name.to_lowercase(), value: value.trim().to_owned(), span });
        }
    }
    if let Some(first) = first.filter(|_| found.len() >= 4) {
        read_fields(&found, draft);
        take(lines, first..end, "header of the library", draft);
    }
}

/// What a library says before the text.
fn forewords(lines: &mut Lines, draft: &mut Draft) {
    let near: Vec<usize> = lines.text_lines().take(60).collect();
    for line in near {
        if lines.all[line].role != LineRole::Text {
            continue;
        }
        let small = lines.line(line).to_lowercase();
        let Some((_, until)) = FOREWORDS.iter().find(|(begin, _)| small.starts_with(begin)) else {
            continue;
        };
        let end = match until.is_empty() {
            true => paragraph_end(lines, line),
            false => {
                let last = (line..lines.all.len())
                    .take(120)
                    .find(|line| lines.line(*line).to_lowercase().contains(until));
                paragraph_end(lines, last.unwrap_or(line))
            }
        };
        take(lines, line..end, "foreword of the library", draft);
    }
}

/// What a library says behind the text: in its last fifth, to the end.
fn afterwords(lines: &mut Lines, draft: &mut Draft) {
    let from = lines.all.len() * 4 / 5;
    let begins = |line: &usize| {
        let small = lines.line(*line).to_lowercase();
        *line >= from && AFTERWORDS.iter().any(|begin| small.starts_with(begin))
    };
    let first = lines.text_lines().find(begins);
    if let Some(first) = first {
        take(lines, first..lines.all.len(), "afterword of the library", draft);
    }
}

/// Lines that a library puts on every page.
fn stamps(lines: &mut Lines, draft: &mut Draft) {
    let is_stamp = |line: &usize| {
        let text = lines.line(*line);
        let small: String = text.chars().take(60).flat_map(char::to_lowercase).collect();
        text.len() < 160 && STAMPS.iter().any(|begin| small.starts_with(begin))
    };
    let found: Vec<usize> = lines.text_lines().filter(is_stamp).collect();
    for line in found {
        let span = Draft::span(lines.all[line].range.clone());
        draft.aside.push(Aside {
            span,
            why: "stamp of the library",
            words: lines.line(line).to_owned(),
        });
        lines.all[line].role = LineRole::Page;
    }
}

/// Production notes: paragraphs at the ends of the text, and what stands in a box.
fn production(lines: &mut Lines, framed: bool, draft: &mut Draft) {
    let paragraphs = super::verse::runs(lines, |_| false);
    let count = paragraphs.len();
    let edge = if framed { EDGE } else { EDGE / 3 };
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let first = paragraph[0];
        let headed = framed && paragraph.len() == 1 && n + LONG_EDGE >= count;
        if n >= edge && n + edge < count && !headed {
            continue;
        }
        if lines.all[first].role != LineRole::Text {
            continue;
        }
        let text = lines.line(first).trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[');
        let small: String = text.chars().take(60).flat_map(char::to_lowercase).collect();
        let boxed = lines.line(first).starts_with("+--");
        if !boxed && !PRODUCTION.iter().any(|begin| small.starts_with(begin)) {
            continue;
        }
        let listed = headed && paragraphs[n + 1..].len() < LONG_EDGE;
        let end = match (boxed, small.starts_with('['), is_heading(&small)) {
            (true, ..) => box_end(lines, first),
            (_, true, _) => bracket_end(lines, first),
            (_, _, true) if listed && are_numbered(lines, &paragraphs[n + 1..]) => {
                Some(lines.all.len())
            }
            (_, _, true) => notes_end(lines, first),
            _ => None,
        };
        take(
            lines,
            first..end.unwrap_or_else(|| paragraph_end(lines, first)),
            "production note",
            draft,
        );
    }
}

/// Whether of the paragraphs to the end most name a page, as lists of corrections do.
fn are_numbered(lines: &Lines, paragraphs: &[Vec<usize>]) -> bool {
    let named = paragraphs
        .iter()
        .filter(|paragraph| lines.line(paragraph[0]).contains(|c: char| c.is_ascii_digit()));
    !paragraphs.is_empty() && named.count() * 2 >= paragraphs.len()
}

/// `Anmerkungen zur Transkription` alone on its line: what is noted stands below.
fn is_heading(small: &str) -> bool {
    let bare = small.trim_end_matches([':', '.', ' ', ']']);
    bare.ends_with("transkription")
        || bare.ends_with("transcripteur")
        || bare.ends_with("transcription")
        || bare.ends_with("note")
        || bare.ends_with("notes")
}

fn box_end(lines: &Lines, first: usize) -> Option<usize> {
    (first + 1..lines.all.len())
        .take(200)
        .find(|line| lines.line(*line).starts_with("+--"))
        .map(|line| line + 1)
}

fn bracket_end(lines: &Lines, first: usize) -> Option<usize> {
    (first..lines.all.len())
        .take(80)
        .find(|line| lines.line(*line).ends_with(']'))
        .map(|line| line + 1)
}

/// Notes below a heading end before three empty lines, or a line that divides.
fn notes_end(lines: &Lines, first: usize) -> Option<usize> {
    let blank = |line: usize| lines.all.get(line).is_none_or(|line| line.role != LineRole::Text);
    let divides =
        |line: usize| lines.line(line).starts_with("====") || lines.line(line).starts_with("----");
    let ends = |line: &usize| blank(*line) && blank(line + 1) && blank(line + 2) || divides(*line);
    (first + 1..lines.all.len()).skip(3).take(150).find(ends)
}
