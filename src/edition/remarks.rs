//! The remarks of a manifest: what stands behind the sign `#`, and at which key.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Remark;

/// The remarks of a manifest that was parsed, in the order of their places.
///
/// ```text
/// # what stands above a key or the head of a table
/// title = "…" # what stands behind
/// subjects = [
///   "…", # what stands within a value is above its key
/// ]
/// ```
pub(super) fn collect(root: &DeTable<'_>, text: &str) -> Vec<Remark> {
    let places = Places::collect(root);
    let mut remarks = Vec::new();
    let mut from = 0;
    while let Some(sign) = text[from..].find('#').map(|found| from + found) {
        if let Some(range) = last(&places.texts, sign, |range| range) {
            from = range.end;
            continue;
        }
        let end = text[sign..].find('\n').map_or(text.len(), |found| sign + found);
        let (at, behind) = places.named(sign, text);
        remarks.push(Remark { at, behind, text: text[sign + 1..end].trim_end().to_owned() });
        from = end;
    }
    remarks
}

/// What holds a place, of things that do not overlap and are in order.
fn last<T>(list: &[T], place: usize, range: impl Fn(&T) -> &Range<usize>) -> Option<&T> {
    let behind = list.partition_point(|one| range(one).start <= place);
    list[..behind].last().filter(|one| range(one).contains(&place))
}

/// What stands where in a manifest.
#[derive(Default)]
struct Places {
    /// Keys and heads of tables.
    keys: Vec<(Range<usize>, String)>,
    /// The values of keys, without those that stand within others.
    values: Vec<(Range<usize>, String)>,
    /// Keys and texts, in which the sign is no remark.
    texts: Vec<Range<usize>>,
}

impl Places {
    fn collect(root: &DeTable<'_>) -> Self {
        let mut places = Self::default();
        places.table("", root);
        places.keys.sort_by_key(|(range, _)| range.start);
        places.texts.sort_by_key(|range| range.start);
        places.values.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
        let mut end = 0;
        places.values.retain(|(range, _)| {
            let is_outer = range.start >= end;
            end = end.max(range.end);
            is_outer
        });
        places
    }

    fn table(&mut self, around: &str, table: &DeTable<'_>) {
        for (key, value) in table.iter() {
            let name = match around {
                "" => key.get_ref().to_string(),
                _ => format!("{around}.{}", key.get_ref()),
            };
            self.keys.push((key.span(), name.clone()));
            self.texts.push(key.span());
            self.value(&name, value);
        }
    }

    fn value(&mut self, name: &str, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Table(table) => self.table(name, table),
            DeValue::Array(list) => {
                for (n, item) in list.iter().enumerate() {
                    let name = Remark::nth(name, n, list.len());
                    if matches!(item.get_ref(), DeValue::Table(_)) {
                        self.keys.push((item.span(), name.clone()));
                    }
                    self.value(&name, item);
                }
            }
            _ => self.texts.push(value.span()),
        }
        self.values.push((value.span(), name.to_owned()));
    }

    /// At which key a remark stands, and whether behind its value.
    fn named(&self, sign: usize, text: &str) -> (String, bool) {
        if let Some((_, name)) = last(&self.values, sign, |(range, _)| range) {
            return (name.clone(), false);
        }
        let line = text[..sign].rfind('\n').map_or(0, |end| end + 1);
        if !text[line..sign].trim().is_empty() {
            let before = self.values.partition_point(|(value, _)| value.start < sign);
            let name = before.checked_sub(1).map(|at| self.values[at].1.clone());
            return (name.unwrap_or_default(), true);
        }
        let next = self.keys.partition_point(|(key, _)| key.start < sign);
        let name = self.keys.get(next).and_then(|(key, _)| {
            let line = text[..key.start].rfind('\n').map_or(0, |end| end + 1);
            let end = text[line..].find('\n').map_or(text.len(), |found| line + found);
            self.in_line(line, end, text)
        });
        (name.unwrap_or_default().to_owned(), false)
    }

    /// The key of a line; of the head of a table within a table the one that names both.
    fn in_line(&self, line: usize, end: usize, text: &str) -> Option<&str> {
        let from = self.keys.partition_point(|(key, _)| key.start < line);
        let mut here = self.keys[from..].iter().take_while(|(key, _)| key.start < end);
        let found = match text[line..].trim_start().starts_with('[') {
            true => here.max_by_key(|(_, name)| name.len()),
            false => here.next(),
        };
        found.map(|(_, name)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_stand_at_keys() {
        let text = r##"# Für alle.
# Noch eins.
title = "a # b" # der Titel
subjects = [ # drei
  "eins", # der erste
  { name = "#" },
] # zu Ende
"b#" = """
# nichts
"""

# Anmerkungen
[notes.autor] # des Autors

[[section]] # die erste
# der Text
file = "a.dj"

# die zweite
[[section]]
role = "index"
# Schluss
"##;
        let (root, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty());
        let remarks = collect(root.get_ref(), text).into_iter();
        let remarks: Vec<_> =
            remarks.map(|one| (one.at, one.behind, one.text.trim().to_owned())).collect();
        let expected = [
            ("title", false, "Für alle."),
            ("title", false, "Noch eins."),
            ("title", true, "der Titel"),
            ("subjects", false, "drei"),
            ("subjects", false, "der erste"),
            ("subjects", true, "zu Ende"),
            ("notes.autor", false, "Anmerkungen"),
            ("notes.autor", true, "des Autors"),
            ("section.0", true, "die erste"),
            ("section.0.file", false, "der Text"),
            ("section.1", false, "die zweite"),
            ("", false, "Schluss"),
        ];
        let expected = expected.map(|(at, behind, text)| (at.into(), behind, text.into()));
        assert_eq!(remarks, expected);
    }
}
