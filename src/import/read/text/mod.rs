//! Plain text, of every condition: the frames of libraries, page numbers and heads of scans, lines of a web page, and what the
//! other lines make: paragraphs, verse, plays, letters.

mod frames;
mod furniture;
mod hyphens;
mod joined;
mod letters;
mod lines;
mod marks;
mod pages;
mod paragraphs;
mod pictures;
mod plays;
mod shape;
mod speeches;
mod verse;

pub(super) use verse::rhymes;

use std::sync::Arc;

use crate::import::counts::{Counts, words};
use crate::import::draft::{Draft, Headings};
use crate::import::encoding::Decoded;
use crate::import::topic::Topic;
use hyphens::Words;
use joined::Joiner;
use lines::Lines;
use plays::Play;
use shape::Shape;

/// Reads a text.
pub(super) fn read(name: &str, file: Decoded) -> Draft {
    let Decoded { text, from } = file;
    let from = from.map(|from| (from.first - text[..from.first].matches("\r\n").count(), from));
    let text: Arc<str> = with_line_feeds(text).into();
    let mut draft = Draft::of_file(name, Arc::clone(&text));
    let text = &*text;
    draft.headings = Headings::Unmarked;
    if let Some((at, from)) = &from {
        let span = Draft::span(*at..*at);
        let message = from.told();
        match from.doubtful {
            true => draft.report.doubt(span, Topic::Encoding, message),
            false => draft.report.sure(span, Topic::Encoding, message),
        }
    }
    let mut lines = Lines::of(text);
    lines.report_oddities(&mut draft.report);
    frames::set_aside(&mut lines, &mut draft);
    pages::find(&mut lines, &mut draft);
    let german = shape::is_german(text);
    let mut play = Play::find(&lines);
    let shape = Shape::of(&lines, |line| !play.speaks_below(&lines, line));
    furniture::set_aside(&mut lines, shape, &mut draft);
    // Where every line is a paragraph, short ones among long ones may be verse without an empty line around it.
    let is_long = |line: usize| {
        lines.all[line].length > verse::LONGEST || verse::is_utterance(lines.line(line))
    };
    let parted =
        |line: usize| shape == Shape::Lines && line > 0 && (is_long(line) || is_long(line - 1));
    let runs = verse::runs(&lines, |line| {
        play.speaker(line).is_some()
            || line > 0 && play.speaks_below(&lines, line - 1)
            || pictures::at(&lines, line).is_some()
            || parted(line)
    });
    let runs = verse::close_up(&lines, runs, shape);
    play.look_for_verse(&lines, &runs, shape);
    let mut verse = verse::find(&lines, &runs, shape);
    // In a play that is verse the speeches are, whatever their shape.
    verse.retain(|one| !play.in_verse || one.last() < play.first);
    verse.retain(|one| play.speaker(one.first()).is_none());
    let prose = Shape::of(&lines, outside(&verse));
    pages::find_inline(&mut lines, &mut draft);
    let known = Words::of(&lines, german);
    let joiner = Joiner { lines: &lines, words: &known, german };
    let head = paragraphs::head(&lines, prose);
    let titled =
        paragraphs::are_titled(&lines, &runs, prose, |line| outside(&verse)(line) && line >= head);
    let reading = paragraphs::Reading {
        joiner: &joiner,
        shape: prose,
        verse: &verse,
        play: &play,
        head,
        titled,
    };
    let (items, joined) = reading.items(&mut draft);
    draft.items = letters::enclose(items);
    draft.came = came(text, &draft, joined);
    draft
}

/// A text whose lines end with line feeds: they are counted as an editor sees them, whatever the system that wrote them.
fn with_line_feeds(text: String) -> String {
    const ENDS: [char; 4] = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
    match text.contains(ENDS) {
        true => text.replace("\r\n", "\n").replace(ENDS, "\n"),
        false => text,
    }
}

/// Whether a line stands in no verse.
fn outside(verse: &[verse::Verse]) -> impl Fn(usize) -> bool + '_ {
    |line| {
        let at = verse.partition_point(|one| one.first() <= line);
        at.checked_sub(1).is_none_or(|at| verse[at].last() < line)
    }
}

/// How much is in the text: its words, counted in the file; those that stood in two pieces or letter by letter count once, and
/// numbers of pages and `[Illustration:` are none.
fn came(text: &str, draft: &Draft, joined: paragraphs::Changes) -> Counts {
    let whole = words(&text.replace("--", " ").replace('_', " "));
    // Numbers of pages in running heads are set aside with them.
    let heads = draft.aside.iter().filter(|aside| aside.why == pages::HEAD);
    let heads = heads.filter(|aside| aside.words.contains(|c: char| c.is_ascii_digit())).count();
    let numbers = joined.page_numbers.saturating_sub(heads);
    let less = joined.made_whole + joined.hyphened + joined.spaced + numbers + draft.pictures.len();
    Counts {
        words: whole.saturating_sub(less),
        pictures: draft.pictures.len(),
        verses: joined.verses,
        ..Counts::default()
    }
}
