//! The changes as JSON, for programs.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::entries::{self, Entry, EntryKind};
use super::parts::PartKind;
use crate::diff::{Changes, Style, Text};

/// What changed from one text to another.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Report<'a> {
    /// What was.
    old: Side<'a>,
    /// What is.
    new: Side<'a>,
    /// How much changed.
    tally: Tally,
    /// What is said of the book otherwise.
    facts: Vec<Fact<'a>>,
    /// What was replaced by the same words more than once, the most frequent first.
    repeated: Vec<Repeated<'a>>,
    /// The passages of which there is something to tell, in the order of the new text.
    passages: Vec<Change<'a>>,
    /// The notes of which there is something to tell, in the order of the new text.
    notes: Vec<Change<'a>>,
}

/// One of the two texts.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Side<'a> {
    /// As the call named it.
    name: &'a str,
    /// The title of the book.
    title: &'a str,
    /// Its language, a BCP 47 tag.
    language: &'a str,
    /// The number of the edition, if it is said.
    edition: Option<u32>,
    /// Whether it was read back from a finished book: then its places are sections and paragraphs.
    finished: bool,
}

/// How much changed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Tally {
    /// Words that are no longer there.
    words_removed: usize,
    /// Words that are new.
    words_added: usize,
    /// Passages and notes with changed words.
    changed: usize,
    /// Passages and notes in which something is set otherwise.
    set_otherwise: usize,
    /// Passages that stand elsewhere.
    moved: usize,
    /// Passages that are new.
    added: usize,
    /// Passages that are no longer there.
    removed: usize,
    /// Notes that are new.
    notes_added: usize,
    /// Notes that are no longer there.
    notes_removed: usize,
    /// Notes that are called elsewhere.
    notes_called_elsewhere: usize,
    /// Notes that have another number or sign.
    notes_renumbered: usize,
}

/// Something that is said of the book.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Fact<'a> {
    /// What it is.
    name: &'a str,
    /// What was said and no longer is.
    old: &'a [String],
    /// What is said and was not.
    new: &'a [String],
}

/// A replacement that was made more than once.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Repeated<'a> {
    /// The words before.
    old: &'a str,
    /// The words after.
    new: &'a str,
    /// How often.
    count: usize,
}

/// What became of a passage or a note.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Change<'a> {
    /// What it is.
    kind: What,
    /// Where it was; null if it is new.
    old: Option<Place<'a>>,
    /// Where it is; null if it is no longer there.
    new: Option<Place<'a>>,
    /// All of its words. Those that are the same, set otherwise or removed are the old ones, those that are the same, set otherwise or added the new
    /// ones. `¶` ends a paragraph where several are told as one, ` / ` a line.
    parts: Vec<Part>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum What {
    /// Words changed, or are set otherwise.
    Changed,
    /// It stands elsewhere, a note is called elsewhere; words may have changed, too.
    Moved,
    /// It is new.
    Added,
    /// It is no longer there.
    Removed,
}

/// A place in a text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Place<'a> {
    /// The title of the section; empty where it has none.
    section: &'a str,
    /// The number of the paragraph in the section, 0 before the first; of a note that of its call.
    paragraph: usize,
    /// The mark of the note, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    /// The file; none in a finished book.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// The line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// The column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

/// A stretch of words.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Part {
    /// What became of them.
    kind: PartName,
    /// The words, with the space before them.
    text: String,
    /// How they were set.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Vec<&'static str>>,
    /// How they are set.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Vec<&'static str>>,
}

/// What became of words.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum PartName {
    /// Nothing.
    Same,
    /// They are no longer there.
    Removed,
    /// They are new.
    Added,
    /// They are set otherwise.
    SetOtherwise,
}

/// The changes as JSON in UTF-8. `names`: what the user calls the two sides.
#[must_use]
pub fn json(changes: &Changes<'_>, names: (&str, &str)) -> Vec<u8> {
    let facts = changes.facts.iter();
    let repeated = changes.repeated.iter();
    let report = Report {
        old: side(changes.old, names.0),
        new: side(changes.new, names.1),
        tally: tally(changes),
        facts: facts
            .map(|fact| Fact { name: fact.kind.name(), old: &fact.old, new: &fact.new })
            .collect(),
        repeated: repeated
            .map(|one| Repeated { old: &one.old, new: &one.new, count: one.count })
            .collect(),
        passages: entries::passages(changes).map(|entry| change(&entry)).collect(),
        notes: entries::notes(changes).map(|entry| change(&entry)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&report).expect("texts and numbers are JSON");
    bytes.push(b'\n');
    bytes
}

/// The JSON Schema of [`json`], which `docs/diff.schema.json` holds.
#[cfg(test)]
#[must_use]
pub fn schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Report<'_>)).expect("a schema is JSON")
}

fn side<'a>(text: &'a Text, name: &'a str) -> Side<'a> {
    Side {
        name,
        title: &text.title,
        language: text.language.as_str(),
        edition: text.edition,
        finished: text.finished,
    }
}

fn tally(changes: &Changes<'_>) -> Tally {
    let tally = changes.tally();
    Tally {
        words_removed: tally.words_removed,
        words_added: tally.words_added,
        changed: tally.changed,
        set_otherwise: tally.set,
        moved: tally.moved,
        added: tally.added,
        removed: tally.removed,
        notes_added: tally.notes_added,
        notes_removed: tally.notes_removed,
        notes_called_elsewhere: tally.notes_elsewhere,
        notes_renumbered: tally.renumbered,
    }
}

fn change<'a>(entry: &Entry<'a>) -> Change<'a> {
    let kind = match entry.kind {
        EntryKind::Changed => What::Changed,
        EntryKind::Moved => What::Moved,
        EntryKind::Added => What::Added,
        EntryKind::Removed => What::Removed,
    };
    let place = |place: entries::Place<'a>, note| {
        let (file, line, column) = match place.source(None) {
            Some((file, line, column)) => (Some(file), Some(line), Some(column)),
            None => (None, None, None),
        };
        let (section, paragraph) = (place.title(), place.paragraph);
        Place { section, paragraph, note, file, line, column }
    };
    Change {
        kind,
        old: entry.old.map(|old| place(old, entry.old_mark)),
        new: entry.new.map(|new| place(new, entry.new_mark)),
        parts: entry.streams.whole().into_iter().map(part).collect(),
    }
}

fn part(part: super::parts::Part) -> Part {
    let names = |style: Style| Some(style.names().collect::<Vec<_>>());
    let (kind, from, to) = match part.kind {
        PartKind::Same => (PartName::Same, None, None),
        PartKind::Removed => (PartName::Removed, None, None),
        PartKind::Added => (PartName::Added, None, None),
        PartKind::Set(from, to) => (PartName::SetOtherwise, names(from), names(to)),
    };
    Part { kind, text: part.text, from, to }
}
