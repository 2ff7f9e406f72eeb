//! Notes that refer to the note before them: `Ebd.`, `a. a. O.`, `ibid.`
//!
//! On a page the note before stands right above. In a window of an e-book a note stands alone, and
//! `Ebd., S. 5` says nothing.
//!
//! Which work is meant is asked twice: by `check`, which tells of it, and by a pass, which writes it down
//! where the manifest wants it said.

mod work;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, Passage, tell};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::walk::{LineContext, LineKind};
use crate::ir::{
    Arrangement, BackReferences, BlockKind, Book, Citations, Manuscript, NoteId, Notes,
    NumberedNote, Restart, SectionId, SeriesId,
};
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
pub fn back_references(
    arrangement: &Arrangement,
    notes: &Notes,
    citations: &Citations,
) -> Vec<Ibidem> {
    let mut found: BTreeMap<NoteId, Ibidem> = BTreeMap::new();
    let mut before: Option<(SeriesId, SectionId, NoteId)> = None;
    let manuscript = &arrangement.manuscript;
    let of = |id: NoteId| arrangement.note(notes, id);
    for group in arrangement.called_notes(notes) {
        let restarts = manuscript.series(group.series).restart == Restart::Section;
        for &id in &group.notes {
            let previous = before.filter(|(series, section, _)| {
                *series == group.series && (!restarts || *section == group.section)
            });
            before = Some((group.series, group.section, id));
            let previous = previous.and_then(|(_, _, id)| Some((id, of(id)?)));
            let (Some((previous, before)), Some(note)) = (previous, of(id)) else { continue };
            let Some(range) = refers(manuscript, note) else { continue };
            let chained = found.get(&previous).map(|one| (one.to, one.work.clone()));
            let named = |at| work::named(before.written, at, citations);
            let named = match refers(manuscript, before) {
                // What stands behind its own `Ebd.` must not be another work.
                Some(word) if named(word.end) == Works::None => chained,
                Some(_) => None,
                None => named(0).one().map(|work| (previous, work)),
            };
            let goes_on = |_: &_| work::goes_on(note.written, range.end, citations);
            if let Some((to, work)) = named.filter(|named| !goes_on(named)) {
                found.insert(id, Ibidem { note: id, range, to, work });
            }
        }
    }
    found.into_values().collect()
}

/// Where in its first line a note refers to the one before.
fn refers(manuscript: &Manuscript, note: NumberedNote<'_>) -> Option<Range<usize>> {
    let text = passage(manuscript, note)?.text;
    let found = BACK.captures(&text)?;
    let word = found.name("short").or(found.name("long"))?;
    let rest = &text[word.end()..];
    let goes_on = found.name("long").is_none() || GOES_ON.is_match(rest);
    let is_word = !rest.starts_with(char::is_alphanumeric);
    let said = rest.trim_start().starts_with('[');
    (goes_on && is_word && !said).then(|| word.range())
}

/// The first line of a note, if it begins with a paragraph.
fn passage(manuscript: &Manuscript, note: NumberedNote<'_>) -> Option<Passage> {
    let BlockKind::Paragraph(paragraph) = &note.written.body.first()?.kind else { return None };
    let language = manuscript.language_of(note.section);
    let context =
        LineContext { kind: LineKind::Prose, language, section: note.section.key, note: true };
    Some(Passage::from_line(context, &paragraph.content))
}

/// A finding for each series whose notes refer back, unless the edition has them say to what.
#[must_use]
pub fn find(book: &Book, sources: &Sources) -> Vec<Diagnostic> {
    let mut by_series: BTreeMap<SeriesId, Vec<Ibidem>> = BTreeMap::new();
    for one in back_references(&book.arrangement, &book.notes, &book.citations) {
        by_series.entry(book.note(one.note).written.series).or_default().push(one);
    }
    let series = |id| book.manuscript().series(id);
    let open =
        by_series.into_iter().filter(|(id, _)| series(*id).back_references == BackReferences::None);
    open.filter_map(|(id, all)| told(book, &series(id).name, &all, sources)).collect()
}

fn told(book: &Book, series: &str, all: &[Ibidem], sources: &Sources) -> Option<Diagnostic> {
    let place = |one: &Ibidem| passage(book.manuscript(), book.note(one.note));
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
