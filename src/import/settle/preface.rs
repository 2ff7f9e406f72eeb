//! The publisher's words before the text: where they end and the text begins.

use super::orthography::Spelling;
use super::source::{Role, Source};
use super::title::Title;
use crate::import::report::Report;
use crate::import::topic::Topic;

/// Words by which publishers speak of the text that follows, in small letters.
const BLURB: &[&str] = &[
    "gefunden auf",
    "gefunden bei",
    "entnommen aus",
    "übernommen von",
    "aus dem englischen",
    "aus dem französischen",
    "aus dem italienischen",
    "aus dem spanischen",
    "aus dem russischen",
    "übersetzt von",
    "übersetzung von",
    "unsere übersetzung",
    "erschien zuerst",
    "zuerst erschienen",
    "zuerst veröffentlicht",
    "erstveröffentlich",
    "wir veröffentlichen",
    "wir dokumentieren",
    "wir spiegeln",
    "der folgende text",
    "den folgenden text",
    "dieser text",
    "nachfolgender text",
    "der vorliegende text",
    "dieser artikel erschien",
    "anm. d. red",
    "anmerkung der redaktion",
    "vorbemerkung",
    "ein text von",
    "der text von",
    "first published",
    "translated by",
    "translated from",
    "originally published",
    "the following text",
    "this text",
    "this article",
    "we found this",
    "transcribed by",
    "taken from",
];
/// Longest paragraph of a preface that only its words give away, in bytes.
const LONGEST: usize = 3_000;

/// Index of the line where the text itself begins, if a preface stands before it.
pub(super) fn end(source: &mut Source, title: &Title, report: &mut Report) -> Option<usize> {
    let text =
        |i: &usize| matches!(source.lines[*i].role, Role::Text | Role::Heading | Role::Break);
    let lines: Vec<usize> = (0..source.lines.len()).filter(text).collect();
    let first = *lines.first()?;
    let (end, why, clear) = repeated_title(source, &lines, title)
        .or_else(|| before_heading(source, &lines))
        .or_else(|| before_break(source, &lines))
        .or_else(|| by_words(source, &lines))?;
    let at = source.lines[first].range.start;
    let message = format!("preface, before {why}");
    if clear {
        report.sure(at, Topic::Preface, message);
    } else {
        report.doubt(at, Topic::Preface, message);
    }
    report.doubt(at, Topic::Preface, "whose preface it is, the file does not say".to_owned());
    if source.lines[end].role == Role::Break {
        source.lines[end].role = Role::Leftover("dividing line");
    }
    Some(end)
}

type Found = Option<(usize, &'static str, bool)>;

fn bytes(source: &Source, lines: &[usize]) -> usize {
    lines.iter().map(|l| source.lines[*l].range.len()).sum()
}

/// What stands between title and title again is the page's, if it is the smaller part.
fn repeated_title(source: &Source, lines: &[usize], title: &Title) -> Found {
    let repeated = title.repeated?;
    let (before, after) = lines.split_at(lines.partition_point(|l| *l < repeated));
    let headed = before.iter().any(|l| source.lines[*l].role == Role::Heading);
    let smaller = bytes(source, before) < bytes(source, after);
    (!before.is_empty() && !headed && smaller).then_some((repeated, "the repeated title", true))
}

/// Text before the first heading is a preface if it speaks of the text or is spelled otherwise.
fn before_heading(source: &Source, lines: &[usize]) -> Found {
    let at = lines.iter().position(|l| source.lines[*l].role == Role::Heading)?;
    let (before, after) = lines.split_at(at);
    if before.is_empty() || bytes(source, before) * 2 > bytes(source, after) {
        return None;
    }
    let spelled = |lines: &[usize]| {
        let mut spelling = Spelling::default();
        lines.iter().for_each(|line| spelling.count(source.line(*line)));
        spelling.tag().map(|(tag, _)| tag)
    };
    let (own, other) = (spelled(before), spelled(after));
    if own.is_some() && other.is_some() && own != other {
        return Some((after[0], "the first heading, in another orthography", false));
    }
    let speaks = before.iter().any(|l| speaks_of_text(source.line(*l)));
    speaks.then_some((after[0], "the first heading, since it speaks of the text", false))
}

fn before_break(source: &Source, lines: &[usize]) -> Found {
    let at = lines.iter().take(12).position(|l| source.lines[*l].role == Role::Break)?;
    let (before, after) = lines.split_at(at);
    let smaller = bytes(source, before) * 2 < bytes(source, after);
    let speaks = before.iter().any(|l| speaks_of_text(source.line(*l)));
    (smaller && speaks).then_some((
        after[0],
        "the first dividing line, since it speaks of the text",
        false,
    ))
}

/// Without any division: the first paragraph alone, if it speaks of the text.
fn by_words(source: &Source, lines: &[usize]) -> Found {
    let [first, next, ..] = lines else {
        return None;
    };
    let line = source.line(*first);
    let blank_between = source.is_apart(*next);
    let smaller = line.len() < LONGEST && line.len() * 3 < bytes(source, lines);
    (blank_between && smaller && speaks_of_text(line)).then_some((
        *next,
        "the text, since it speaks of it",
        false,
    ))
}

fn speaks_of_text(line: &str) -> bool {
    if line.len() > 4 * LONGEST {
        return false;
    }
    let small = line.to_lowercase();
    BLURB.iter().any(|words| small.contains(words))
}
