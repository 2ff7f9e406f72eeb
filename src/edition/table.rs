//! Reads TOML tables key by key, reporting wrong types and unknown keys with their places.

mod measures;
mod several;

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::can_stand;
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::source::{FileId, Span};

/// A value and the place where it stands.
#[derive(Debug, Clone)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// One table of a manifest while it is read.
pub struct TableReader<'t, 'd> {
    file: FileId,
    table: &'t DeTable<'t>,
    /// How the table is called in messages, such as `[source]`.
    name: String,
    /// Where the table stands.
    pub span: Span,
    known: BTreeSet<&'static str>,
    diagnostics: &'d mut Diagnostics,
}

impl<'t, 'd> TableReader<'t, 'd> {
    /// A table of a file that is called so in messages.
    pub fn new(
        file: FileId,
        table: &'t DeTable<'t>,
        name: impl Into<String>,
        span: Span,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        Self { file, table, name: name.into(), span, known: BTreeSet::new(), diagnostics }
    }

    fn span_of<T>(&self, spanned: &Spanned<T>) -> Span {
        Span::new(self.file, spanned.span())
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.insert(key);
        self.table.get(key)
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str, like: &str) {
        let span = self.span_of(value);
        let found = type_name(value.get_ref());
        self.diagnostics.report(
            Code::WrongType,
            span,
            format!("`{key}` is {found}, but {wanted} is expected"),
            format!("write it like `{like}`"),
        );
    }

    /// A string; the empty string counts as missing.
    pub fn string(&mut self, key: &'static str) -> Option<Field<String>> {
        let value = self.get(key)?;
        let span = self.span_of(value);
        match value.get_ref() {
            DeValue::String(text) => {
                let text = text.trim();
                self.reject_controls(key, text, span);
                (!text.is_empty()).then(|| Field { value: text.to_owned(), span })
            }
            _ => {
                self.wrong_type(key, value, "a text", &format!("{key} = \"…\""));
                None
            }
        }
    }

    fn reject_controls(&mut self, key: &str, text: &str, span: Span) {
        if let Some(bad) = text.chars().find(|c| !can_stand(*c) && *c != '\n') {
            let kind = if bad.is_control() { "control character" } else { "character" };
            self.diagnostics.report(
                Code::ControlCharacter,
                span,
                format!("`{key}` holds the {kind} U+{:04X}", u32::from(bad)),
                "delete the character; no output can carry it",
            );
        }
    }

    /// A string that must be there.
    pub fn required(&mut self, key: &'static str, like: &str) -> Option<Field<String>> {
        let present = self
            .table
            .get(key)
            .is_some_and(|v| !matches!(v.get_ref(), DeValue::String(s) if s.trim().is_empty()));
        if !present {
            self.known.insert(key);
            let (name, span) = (self.name.clone(), self.span);
            self.diagnostics.report(
                Code::MissingKey,
                span,
                format!("`{key}` is missing in {name}"),
                format!("add a line `{key} = \"{like}\"`"),
            );
            return None;
        }
        self.string(key)
    }

    /// A number from 1.
    pub fn number(&mut self, key: &'static str) -> Option<Field<u32>> {
        let value = self.get(key)?;
        let span = self.span_of(value);
        let number = match value.get_ref() {
            DeValue::Integer(n) => u32::from_str_radix(n.as_str(), n.radix()).ok(),
            _ => {
                self.wrong_type(key, value, "a number", &format!("{key} = 1"));
                return None;
            }
        };
        match number.filter(|n| *n >= 1) {
            Some(value) => Some(Field { value, span }),
            None => {
                self.diagnostics.report(
                    Code::InvalidValue,
                    span,
                    format!("`{key}` is not a number from 1 upwards"),
                    format!("write it like `{key} = 1`"),
                );
                None
            }
        }
    }

    /// A date of TOML, a string, or a year as a number: as text.
    pub fn date(&mut self, key: &'static str) -> Option<Field<String>> {
        let value = self.get(key)?;
        let span = self.span_of(value);
        let text = match value.get_ref() {
            DeValue::Datetime(moment) => moment.date.map_or_else(String::new, |d| d.to_string()),
            DeValue::Integer(n) => n.as_str().to_owned(),
            DeValue::String(text) => text.trim().to_owned(),
            _ => {
                self.wrong_type(key, value, "a date", &format!("{key} = 2026-11-23"));
                return None;
            }
        };
        Some(Field { value: text, span })
    }

    /// A list of strings, or one string for a list of one.
    pub fn strings(&mut self, key: &'static str) -> Option<Vec<Field<String>>> {
        let value = self.get(key)?;
        let items: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::String(_) => vec![value],
            DeValue::Array(list) => list.iter().collect(),
            _ => {
                self.wrong_type(key, value, "a list of texts", &format!("{key} = [\"…\"]"));
                return None;
            }
        };
        let mut fields = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => {
                    let span = self.span_of(item);
                    self.reject_controls(key, text, span);
                    if !text.trim().is_empty() {
                        fields.push(Field { value: text.trim().to_owned(), span });
                    }
                }
                _ => self.wrong_type(key, item, "a text", "\"…\""),
            }
        }
        Some(fields)
    }

    /// A table within this one, read by `read`.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut TableReader<'t, '_>) -> T,
    ) -> Option<T> {
        let value = self.get(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(key, value, "a table", &format!("[{key}]"));
            return None;
        };
        let span = self.span_of(value);
        Some(self.inner(table, format!("`[{key}]`"), span, read))
    }

    /// A list of tables, each read by `read`.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut TableReader<'t, '_>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(key, value, "a list of tables", &format!("[[{key}]]"));
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in list.iter() {
            let DeValue::Table(table) = item.get_ref() else {
                self.wrong_type(key, item, "a table", &format!("[[{key}]]"));
                continue;
            };
            let span = self.span_of(item);
            out.push(self.inner(table, format!("`[[{key}]]`"), span, &mut read));
        }
        out
    }

    /// A table of tables with names of the user's, in the order of the file.
    pub fn named_tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(Field<String>, &mut TableReader<'t, '_>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Table(outer) = value.get_ref() else {
            self.wrong_type(key, value, "a table of tables", &format!("[{key}.name]"));
            return Vec::new();
        };
        let mut entries: Vec<_> = outer.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let mut out = Vec::new();
        for (name, item) in entries {
            let DeValue::Table(table) = item.get_ref() else {
                self.wrong_type(
                    name.get_ref(),
                    item,
                    "a table",
                    &format!("[{key}.{}]", name.get_ref()),
                );
                continue;
            };
            let field = Field { value: name.get_ref().to_string(), span: self.span_of(name) };
            let title = format!("`[{key}.{}]`", name.get_ref());
            let span = self.span_of(name);
            out.push(self.inner(table, title, span, |inner| read(field, inner)));
        }
        out
    }

    /// A table of texts with keys of the user's, in the order of the file.
    pub fn texts(&mut self, key: &'static str) -> Vec<(Field<String>, Field<String>)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(key, value, "a table", &format!("[{key}]"));
            return Vec::new();
        };
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let mut out = Vec::new();
        for (name, item) in entries {
            let field = Field { value: name.get_ref().to_string(), span: self.span_of(name) };
            match item.get_ref() {
                DeValue::String(text) => {
                    let value = Field { value: text.trim().to_owned(), span: self.span_of(item) };
                    self.reject_controls(&field.value, &value.value, value.span);
                    out.push((field, value));
                }
                _ => self.wrong_type(&field.value, item, "a text", "… = \"…\""),
            }
        }
        out
    }

    fn inner<T>(
        &mut self,
        table: &'t DeTable<'t>,
        name: String,
        span: Span,
        read: impl FnOnce(&mut TableReader<'t, '_>) -> T,
    ) -> T {
        let mut reader = TableReader::new(self.file, table, name, span, self.diagnostics);
        let result = read(&mut reader);
        reader.finish();
        result
    }

    /// Reports the keys that were not asked for.
    pub fn finish(self) {
        let mut unknown: Vec<_> = self
            .table
            .iter()
            .filter(|(key, _)| !self.known.contains(key.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|(key, _)| key.span().start);
        for (key, _) in unknown {
            let name: &str = key.get_ref();
            self.diagnostics.report(
                Code::UnknownKey,
                Span::new(self.file, key.span()),
                format!("`{name}` is not a key of {}", self.name),
                suggestion(name, self.known.iter().copied()),
            );
        }
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
