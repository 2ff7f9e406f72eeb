//! Attributes in braces.

use super::super::escape::attribute;
use crate::ir::Language;

/// Keys whose values are words; they stand in quotation marks, the others only where they must.
const WORDS: [&str; 13] = [
    "number", "subtitle", "short", "term", "sub", "sort", "index", "from", "to", "see", "see-also",
    "width", "alt",
];

/// What stands between a pair of braces.
#[derive(Debug, Default)]
pub(super) struct Braces {
    parts: Vec<String>,
    /// Whether bars have to be told from those of a table.
    cell: bool,
}

impl Braces {
    /// None yet; `cell`: in a cell of a table.
    pub fn new(cell: bool) -> Self {
        Self { parts: Vec::new(), cell }
    }

    pub fn id(&mut self, id: Option<&str>) -> &mut Self {
        match id {
            Some(id) if is_name(id) => self.parts.push(format!("#{id}")),
            Some(id) => self.key("id", Some(id)),
            None => {}
        }
        self
    }

    pub fn class(&mut self, class: &str) -> &mut Self {
        self.parts.push(format!(".{class}"));
        self
    }

    pub fn language(&mut self, language: Option<&Language>) -> &mut Self {
        self.key("lang", language.map(Language::as_str));
        self
    }

    pub fn key(&mut self, key: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        if is_name(value) && !WORDS.contains(&key) {
            self.parts.push(format!("{key}={value}"));
            return;
        }
        // Rows of tables are looked through for code first.
        let value = attribute(value).replace('`', "\\`");
        let value = if self.cell { value.replace('|', "\\|") } else { value };
        self.parts.push(format!("{key}={value}"));
    }

    /// The braces; nothing, if nothing stands in them.
    pub fn written(&self) -> String {
        match self.parts[..] {
            [] => String::new(),
            _ => format!("{{{}}}", self.parts.join(" ")),
        }
    }
}

/// What can stand in braces without quotation marks.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-'))
}
