//! Lines of TOML that are written, and the remarks that stand at them.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::super::Remark;
use super::super::names::{Names, name_of};
use crate::ir::{Date, Rendering};

/// A list that would be longer, in bytes, has a line for each element.
const WIDTH: usize = 100;

/// A manifest while it is written: a line for each key that there is, in its order; those that are not said have
/// none but where a remark stands at them.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    /// The table in which keys are.
    table: String,
}

#[derive(Debug)]
struct Line {
    /// What the line is called, such as `section.2.file`.
    name: String,
    kind: Kind,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The head of a table, which is written if anything of the table is.
    Head,
    /// A key that is written.
    Said,
    /// A key that has its default.
    Default,
    /// A key that has no value.
    Missing,
    /// There is no table.
    NoTable,
}

impl Lines {
    /// The head of a table; what follows is in it.
    pub(super) fn table(&mut self, name: &str) {
        self.head(name.to_owned(), format!("[{name}]"));
    }

    /// The head of the `n`th of `all` tables that are called alike.
    pub(super) fn nth_table(&mut self, name: &str, n: usize, all: usize) {
        self.head(Remark::nth(name, n, all), format!("[[{name}]]"));
    }

    /// The place where tables that are called so would stand.
    pub(super) fn no_table(&mut self, name: &str) {
        self.lines.push(Line { name: name.to_owned(), kind: Kind::NoTable, text: String::new() });
    }

    fn head(&mut self, name: String, text: String) {
        self.table.clone_from(&name);
        self.lines.push(Line { name, kind: Kind::Head, text });
    }

    fn line(&mut self, key: &str, kind: Kind, text: String) {
        let name =
            if self.table.is_empty() { key.to_owned() } else { format!("{}.{key}", self.table) };
        self.lines.push(Line { name, kind, text });
    }

    /// A key with its value.
    pub(super) fn value(&mut self, key: &str, value: &Value) {
        let mut text = format!("{} = {value}", name(key));
        if let Value::Array(list) = value
            && text.len() > WIDTH
        {
            let items = list.iter().map(|item| format!("  {item},\n"));
            text = format!("{} = [\n{}]", name(key), items.collect::<String>());
        }
        self.line(key, Kind::Said, text);
    }

    /// A key that may have no value.
    pub(super) fn some<T: Into<Value>>(&mut self, key: &str, value: Option<T>) {
        match value {
            Some(value) => self.value(key, &value.into()),
            None => self.line(key, Kind::Missing, String::new()),
        }
    }

    /// A key whose value may be the default.
    pub(super) fn unless<T: Into<Value> + PartialEq>(&mut self, default: T, key: &str, value: T) {
        let kind = if value == default { Kind::Default } else { Kind::Said };
        let text = format!("{} = {}", name(key), value.into());
        self.line(key, kind, text);
    }

    /// A key that takes one of some names, of which the first is the default.
    pub(super) fn choice<T: PartialEq>(&mut self, key: &str, names: &Names<T>, value: &T) {
        self.unless(names[0].0, key, name_of(names, value));
    }

    /// A key that takes one of some names and is always said.
    pub(super) fn said<T: PartialEq>(&mut self, key: &str, names: &Names<T>, value: &T) {
        self.string(key, name_of(names, value));
    }

    /// A text.
    pub(super) fn string(&mut self, key: &str, value: &str) {
        self.value(key, &value.into());
    }

    /// A text that may be missing.
    pub(super) fn text(&mut self, key: &str, value: Option<&str>) {
        self.some(key, value);
    }

    /// A date: a whole one is TOML's own type, a month or a year a string.
    pub(super) fn date(&mut self, key: &str, date: Option<Date>) {
        self.some(
            key,
            date.map(|date| {
                let text = date.to_string();
                text.parse().map_or(Value::String(text), Value::Datetime)
            }),
        );
    }

    /// A list of texts; one alone stands for itself.
    pub(super) fn strings(&mut self, key: &str, values: &[String]) {
        self.some(key, list(values));
    }

    /// Texts by the tags of their languages.
    pub(super) fn renderings(&mut self, key: &str, renderings: &[Rendering]) {
        let texts = renderings.iter().map(|one| {
            let text: Value = one.text.as_str().into();
            format!("{} = {text}", name(one.language.as_str()))
        });
        let texts = texts.collect::<Vec<_>>().join(", ");
        match renderings {
            [] => self.line(key, Kind::Missing, String::new()),
            _ => self.line(key, Kind::Said, format!("{key} = {{ {texts} }}")),
        }
    }

    /// The text of the manifest, with the remarks at their places.
    pub(super) fn written(self, remarks: &[Remark]) -> String {
        let (at, last) = self.places(remarks);
        let stands = |n: usize| self.lines[n].kind == Kind::Said || at.contains_key(&n);
        let is_part = |n: usize| !matches!(self.lines[n].kind, Kind::Head | Kind::NoTable);
        let mut out = String::new();
        for (n, line) in self.lines.iter().enumerate() {
            let mut within = (n + 1..self.lines.len()).take_while(|n| is_part(*n));
            if !(stands(n) || line.kind == Kind::Head && within.any(stands)) {
                continue;
            }
            if !is_part(n) && !out.is_empty() {
                out.push('\n');
            }
            let here = at.get(&n).map_or(&[][..], Vec::as_slice);
            let is_said = !matches!(line.kind, Kind::Missing | Kind::NoTable);
            // One finds room behind a value.
            let behind = here.iter().position(|remark| remark.behind && is_said);
            let above = here.iter().enumerate().filter(|(n, _)| Some(*n) != behind);
            above.for_each(|(_, remark)| out.push_str(&format!("#{}\n", remark.text)));
            if is_said {
                let behind = behind.map(|n| format!(" #{}", here[n].text)).unwrap_or_default();
                out.push_str(&format!("{}{behind}\n", line.text));
            }
        }
        last.iter().for_each(|remark| out.push_str(&format!("#{}\n", remark.text)));
        out
    }

    /// At which line each remark stands, and those that stand behind all: where there is no such line, it is that of
    /// the table or list in which it would be.
    fn places<'r>(
        &self,
        remarks: &'r [Remark],
    ) -> (BTreeMap<usize, Vec<&'r Remark>>, Vec<&'r Remark>) {
        let lines = self.lines.iter().enumerate().rev();
        let lines: BTreeMap<&str, usize> = lines.map(|(n, line)| (line.name.as_str(), n)).collect();
        let (mut at, mut last) = (BTreeMap::<usize, Vec<&Remark>>::new(), Vec::new());
        for remark in remarks {
            let mut names = std::iter::successors(Some(remark.at.as_str()), |name| {
                name.rsplit_once('.').map(|(around, _)| around)
            });
            match names.find_map(|name| lines.get(name)) {
                Some(n) => at.entry(*n).or_default().push(remark),
                None => last.push(remark),
            }
        }
        (at, last)
    }
}

/// A list of texts; one alone stands for itself.
pub(super) fn list(values: &[String]) -> Option<Value> {
    match values {
        [] => None,
        [one] => Some(one.as_str().into()),
        all => Some(Value::Array(all.iter().map(|text| text.as_str().into()).collect())),
    }
}

/// A key as it stands in a line; what is not of letters, digits and hyphens stands in quotation marks.
fn name(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match !key.is_empty() && key.chars().all(is_bare) {
        true => key.to_owned(),
        false => Value::String(key.to_owned()).to_string(),
    }
}

/// A table that stands in one line.
pub(super) fn inline<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let entries = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Table(entries.collect::<Table>())
}
