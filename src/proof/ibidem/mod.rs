//! Notes that refer to the note before them: `Ebd.`, `a. a. O.`, `ibid.`
//!
//! On a page the note before stands right above. In a window of an e-book a note stands alone, and
//! `Ebd., S. 5` says nothing.

mod work;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, Passage, tell};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::walk::{LineContext, LineKind};
use crate::ir::{BackReferences, BlockKind, Book, Note, NoteId, Restart};
use crate::source::Sources;
use work::Works;

/// A note that refers to the one before, and what that one names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ibidem {
    /// The note.
    pub note: NoteId,
    /// The words with which it refers back, in bytes of its first line.
    pub range: Range<usize>,
    /// The note that names the work: the one before, or the one to which that one refers.
    pub to: NoteId,
    /// The work, in the words of that note.
    pub work: String,
}

/// `Ebd.`, `Vgl. ebenda`, `A. a. O.`, `Ibid.`, `Op. cit.` at the beginning of a note.
static BACK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^
        (?: (?: vgl\. | siehe | s\. | so | auch | cf\. | see | voir ) \s+ (?: (?: auch | also | aussi ) \s+ )? )?
        (?: (?P<short> ebda?\. | a\.\s?a\.\s?o\. | ibid\. | ib\. | (?: loc | op | art )\.\s?cit\. | l\.\s?c\. )
          | (?P<long> ebenda | ibidem | am \s angegebenen \s orte? ) )",
    )
    .expect("a pattern")
});

/// What can stand behind a word that is not abbreviated, when it refers to a work and not to a place:
/// `Ebenda, S. 5`, but `Ebenda wohnte er`.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\s*$|\s*[.,;:)]|\s+(?:\p{L}{1,3}\.\s?)?\d)").expect("a pattern")
});

/// The notes that refer to the one before, where it is known which work that one names. One behind
/// which a bracket stands says so already.
#[must_use]
pub fn back_references(book: &Book) -> Vec<Ibidem> {
    let mut found: BTreeMap<NoteId, Ibidem> = BTreeMap::new();
    let mut before: Option<(usize, usize, NoteId)> = None;
    for group in book.called_notes() {
        let restarts =
            book.series.get(group.series).is_some_and(|one| one.restart == Restart::Section);
        for &id in &group.notes {
            let previous = before.filter(|(series, section, _)| {
                *series == group.series && (!restarts || *section == group.section)
            });
            before = Some((group.series, group.section, id));
            let (Some((_, _, previous)), Some(range)) = (previous, refers(book, book.note(id)))
            else {
                continue;
            };
            let chained = found.get(&previous).map(|one| (one.to, one.work.clone()));
            let before = book.note(previous);
            let named = match refers(book, before) {
                // What stands behind its own `Ebd.` must not be another work.
                Some(word) if work::named(before, word.end) == Works::None => chained,
                Some(_) => None,
                None => work::named(before, 0).one().map(|work| (previous, work)),
            };
            if let Some((to, work)) = named.filter(|_| !work::goes_on(book.note(id), range.end)) {
                found.insert(id, Ibidem { note: id, range, to, work });
            }
        }
    }
    found.into_values().collect()
}

/// Where in its first line a note refers to the one before.
fn refers(book: &Book, note: &Note) -> Option<Range<usize>> {
    let text = passage(book, note)?.text;
    let found = BACK.captures(&text)?;
    let word = found.name("short").or(found.name("long"))?;
    let rest = &text[word.end()..];
    let goes_on = found.name("long").is_none() || GOES_ON.is_match(rest);
    let is_word = !rest.starts_with(char::is_alphanumeric);
    let said = rest.trim_start().starts_with('[');
    (goes_on && is_word && !said).then(|| word.range())
}

/// The first line of a note, if it begins with a paragraph.
fn passage(book: &Book, note: &Note) -> Option<Passage> {
    let BlockKind::Paragraph(paragraph) = &note.body.first()?.kind else { return None };
    let section = book.sections.get(note.section);
    let language = section.map_or(&book.metadata.language, |section| book.language_of(section));
    let context =
        LineContext { kind: LineKind::Prose, language, section: note.section, note: true };
    Some(Passage::of(context, &paragraph.content))
}

/// A finding for each series whose notes refer back, unless the edition has them say to what.
pub(super) fn find(book: &Book, sources: &Sources) -> Vec<Diagnostic> {
    let mut by_series: BTreeMap<usize, Vec<Ibidem>> = BTreeMap::new();
    for one in back_references(book) {
        by_series.entry(book.note(one.note).series).or_default().push(one);
    }
    let open = by_series.into_iter().filter(|(series, _)| {
        book.series.get(*series).is_some_and(|one| one.back_references == BackReferences::None)
    });
    open.filter_map(|(series, all)| told(book, &book.series[series].name, &all, sources)).collect()
}

fn told(book: &Book, series: &str, all: &[Ibidem], sources: &Sources) -> Option<Diagnostic> {
    let place = |one: &Ibidem| passage(book, book.note(one.note));
    let first = all.first()?;
    let passage = place(first)?;
    let word = &passage.text[first.range.clone()];
    let more = match all.len() - 1 {
        0 => String::new(),
        1 => ", and one more note refers back".to_owned(),
        more => format!(", and {more} more notes refer back"),
    };
    let message = format!(
        "`{word}` refers to note {}, `{}`, which is not seen in a window of an e-book{more}",
        book.note(first.to).mark,
        first.work
    );
    let hint = format!(
        "have the e-book name it: `back-references = \"epub\"` in `[notes.{series}]`; \
         or write it behind `{word}`, in brackets"
    );
    let finding = Finding::new(Code::NoteRefersBack, first.range.clone(), message, hint);
    let mut told = tell(&finding, &passage, sources)?;
    told.also = all[1..].iter().filter_map(|one| place(one)?.span(&one.range, sources)).collect();
    Some(told)
}
