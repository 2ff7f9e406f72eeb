//! The form in which manuscripts and books are handed to other programs and read back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Block, BlockKind, Book, Manuscript, walk};

/// A manuscript or a book as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// The version of the form: [`VERSION`].
    pub version: u32,
    /// What was written, if it is a manuscript.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manuscript: Option<Manuscript>,
    /// What was worked out of it, if it is a book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) book: Option<Book>,
}

/// The version that is written, and the only one that is read.
pub const VERSION: u32 = 3;

impl Exchange {
    /// A manuscript to be handed on.
    #[must_use]
    pub fn of_manuscript(manuscript: Manuscript) -> Self {
        Self { version: VERSION, manuscript: Some(manuscript), book: None }
    }

    /// A book to be handed on.
    #[must_use]
    pub(crate) fn of_book(book: Book) -> Self {
        Self { version: VERSION, manuscript: None, book: Some(book) }
    }
}

/// What keeps a JSON text from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Unread {
    /// Of a text as a whole.
    #[must_use]
    pub fn whole(message: impl Into<String>) -> Self {
        Self { line: 1, message: message.into() }
    }
}

impl From<serde_json::Error> for Unread {
    fn from(error: serde_json::Error) -> Self {
        Self { line: error.line().max(1), message: error.to_string() }
    }
}

/// The manuscript of a JSON text: its own, or that of its book. Its files are counted from `first` on,
/// so that they can stand behind others in [`Sources`](crate::source::Sources).
///
/// # Errors
/// If the text is no JSON, of another version, holds neither of the two, or contradicts itself.
pub fn manuscript(json: &str, first: u32) -> Result<Manuscript, Unread> {
    let mut value: Value = serde_json::from_str(json)?;
    match value.get("version").and_then(Value::as_u64) {
        Some(version) if version == u64::from(VERSION) => {}
        Some(other) => {
            let message = format!("its `version` is {other}, and only {VERSION} is known");
            return Err(Unread::whole(message));
        }
        None => {
            return Err(Unread::whole(
                "it has no field `version`: it is no representation of a book",
            ));
        }
    }
    let files = move_files(&mut value, first);
    let Exchange { manuscript, book, .. } = serde_json::from_value(value)?;
    let manuscript = manuscript.or(book.map(|book| book.arrangement.manuscript));
    let manuscript =
        manuscript.ok_or_else(|| Unread::whole("it holds neither a `manuscript` nor a `book`"))?;
    match fault(&manuscript, files.map_or(0, |last| (last - u64::from(first) + 1) as usize)) {
        None => Ok(manuscript),
        Some(message) => Err(Unread::whole(message)),
    }
}

/// Counts the files of all spans from `first` on; returns the last that is named.
fn move_files(value: &mut Value, first: u32) -> Option<u64> {
    match value {
        Value::Array(list) => list.iter_mut().filter_map(|one| move_files(one, first)).max(),
        Value::Object(fields) => {
            let is_span = fields.contains_key("start") && fields.contains_key("end");
            let own = fields.get_mut("file").filter(|_| is_span).and_then(|file| {
                let moved = file.as_u64()?.checked_add(u64::from(first))?;
                *file = moved.into();
                Some(moved)
            });
            fields.values_mut().filter_map(|one| move_files(one, first)).max().max(own)
        }
        _ => None,
    }
}

/// What a manuscript contradicts of its own: those who made it elsewhere can have erred. `files` are as
/// many as its places name.
fn fault(manuscript: &Manuscript, files: usize) -> Option<String> {
    if manuscript.series.is_empty() {
        return Some("a manuscript has at least one series of notes".to_owned());
    }
    if files > manuscript.files.len() {
        let named = manuscript.files.len();
        return Some(format!("places name {files} files, and `files` lists {named}"));
    }
    for (at, section) in manuscript.sections.iter().enumerate() {
        let id = &section.id;
        if section.key.index() != at {
            return Some(format!(
                "the `key` of the section `{id}` is not {at}, its place in the list"
            ));
        }
        let bodies = section.notes.iter().map(|note| &note.body);
        if let Some(fault) = std::iter::once(&section.blocks).chain(bodies).find_map(|b| table(b)) {
            return Some(format!("in a table of the section `{id}`, {fault}"));
        }
        let mut series = section.notes.iter().map(|note| note.series).chain([section.series]);
        if let Some(other) = series.find(|id| usize::from(id.0) >= manuscript.series.len()) {
            return Some(format!(
                "the section `{id}` names the series {}, which there is not",
                other.0
            ));
        }
    }
    None
}

/// What a table among blocks contradicts of its own.
fn table(blocks: &[Block]) -> Option<String> {
    let mut fault = None;
    walk::blocks(blocks, &mut |block| {
        if let BlockKind::Table(table) = &block.kind
            && fault.is_none()
        {
            fault = table.fault().map(|(_, fault)| fault.to_string());
        }
    });
    fault
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_manuscript_is_refused() {
        for (json, message) in [
            ("", "EOF while parsing a value at line 1 column 0"),
            ("{}", "it has no field `version`: it is no representation of a book"),
            (r#"{"version": 1}"#, "its `version` is 1, and only 3 is known"),
            (r#"{"version": 3}"#, "it holds neither a `manuscript` nor a `book`"),
            (r#"{"version": 3, "manuscript": {}}"#, "missing field `files`"),
        ] {
            assert_eq!(manuscript(json, 0).unwrap_err().message, message, "{json}");
        }
    }

    #[test]
    fn files_are_counted_from_the_first_on() {
        let mut value = serde_json::json!([{"file": 1, "start": 3, "end": 4}, {"file": "a.dj"}]);
        assert_eq!(move_files(&mut value, 5), Some(6));
        assert_eq!(value[0]["file"], 6);
    }
}
