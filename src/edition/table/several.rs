//! Keys that hold one thing or several, and things of more than one form.

use toml::de::DeValue;

use super::{Field, TableReader};
use crate::diagnostics::Code;

impl<'t> TableReader<'t, '_> {
    /// A table, or a list of tables, each read by `read`.
    pub fn one_or_more<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(&mut TableReader<'t, '_>) -> T,
    ) -> Vec<T> {
        match self.table.get(key).map(|value| value.get_ref()) {
            Some(DeValue::Table(_)) => self.table(key, read).into_iter().collect(),
            _ => self.tables(key, read),
        }
    }

    /// A list whose elements are texts or tables; one of them may stand for a list of one.
    pub fn texts_or_tables<T>(
        &mut self,
        key: &'static str,
        from_text: impl Fn(Field<String>) -> T,
        mut read: impl FnMut(&mut TableReader<'t, '_>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let items: Vec<_> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            DeValue::String(_) | DeValue::Table(_) => vec![value],
            _ => {
                self.wrong_type(key, value, "a list of texts", &format!("{key} = [\"…\"]"));
                return Vec::new();
            }
        };
        let mut out = Vec::new();
        for item in items {
            let span = self.span_of(item);
            match item.get_ref() {
                DeValue::String(text) => {
                    self.reject_controls(key, text, span);
                    if !text.trim().is_empty() {
                        out.push(from_text(Field { value: text.trim().to_owned(), span }));
                    }
                }
                DeValue::Table(table) => {
                    out.push(self.inner(table, format!("`{key}`"), span, &mut read));
                }
                _ => self.wrong_type(key, item, "a text or a table", "\"…\""),
            }
        }
        out
    }

    /// A number as it is written, whole or with a point, or a text that may have several points:
    /// `3`, `98.4`, `"2.2.1"`.
    pub fn position(&mut self, key: &'static str) -> Option<Field<String>> {
        let value = self.get(key)?;
        let span = self.span_of(value);
        let text = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            DeValue::String(text) => text.trim(),
            _ => {
                self.wrong_type(key, value, "a number", &format!("{key} = 1"));
                return None;
            }
        };
        let parts = |text: &str| {
            text.split('.').all(|part| {
                !part.is_empty() && part.len() < 10 && part.bytes().all(|b| b.is_ascii_digit())
            })
        };
        if parts(text) {
            return Some(Field { value: text.to_owned(), span });
        }
        if !text.is_empty() {
            self.diagnostics.report(
                Code::InvalidValue,
                span,
                format!("`{key}` is not a number: `{text}`"),
                format!("write figures, with points between them if need be: `{key} = \"98.4\"`"),
            );
        }
        None
    }
}
