//! Values that measure something, and those that are true or false.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::{Field, TableReader, type_name};
use crate::diagnostics::Code;

impl TableReader<'_, '_> {
    /// `true` or `false`.
    pub fn truth(&mut self, key: &'static str) -> Option<Field<bool>> {
        let value = self.get(key)?;
        let span = self.span_of(value);
        match value.get_ref() {
            DeValue::Boolean(truth) => Some(Field { value: *truth, span }),
            _ => {
                self.wrong_type(key, value, "`true` or `false`", &format!("{key} = true"));
                None
            }
        }
    }

    /// A number, whole or with a point, within limits, of a unit.
    pub fn measure(
        &mut self,
        key: &'static str,
        limits: RangeInclusive<f64>,
        unit: &str,
    ) -> Option<Field<f64>> {
        let value = self.get(key)?;
        let span = self.span_of(value);
        let Some(number) = number(value.get_ref()) else {
            self.wrong_type(key, value, "a number", &format!("{key} = {}", limits.start()));
            return None;
        };
        self.within(key, Field { value: number, span }, &limits, unit)
    }

    /// A number that must be there.
    pub fn required_measure(
        &mut self,
        key: &'static str,
        limits: RangeInclusive<f64>,
        unit: &str,
        like: f64,
    ) -> Option<Field<f64>> {
        if !self.table.contains_key(key) {
            self.known.insert(key);
            self.diagnostics.report(
                Code::MissingKey,
                self.span,
                format!("`{key}` is missing in {}", self.name),
                format!("add `{key} = {like}`"),
            );
            return None;
        }
        self.measure(key, limits, unit)
    }

    /// A list of two lengths in millimetres, each within limits; `None` also where the value is no
    /// list.
    pub fn pair(
        &mut self,
        key: &'static str,
        limits: RangeInclusive<f64>,
    ) -> Option<Field<[f64; 2]>> {
        let value = self.get(key)?;
        let span = self.span_of(value);
        let DeValue::Array(list) = value.get_ref() else { return None };
        let numbers: Vec<f64> = list.iter().filter_map(|item| number(item.get_ref())).collect();
        let [first, second] = numbers[..] else {
            self.wrong_type(
                key,
                value,
                "a list of width and height",
                &format!("{key} = [320, 450]"),
            );
            return None;
        };
        let first = self.within(key, Field { value: first, span }, &limits, "mm")?.value;
        let second = self.within(key, Field { value: second, span }, &limits, "mm")?.value;
        Some(Field { value: [first, second], span })
    }

    /// Whether there is a value.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether the value of the key is a list.
    pub fn is_list(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Array(_)))
    }

    /// Whether the value of the key is a table.
    pub fn is_table(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| type_name(value.get_ref()) == "a table")
    }

    fn within(
        &mut self,
        key: &str,
        field: Field<f64>,
        limits: &RangeInclusive<f64>,
        unit: &str,
    ) -> Option<Field<f64>> {
        // What is no number at all is in no range.
        if limits.contains(&field.value) {
            return Some(field);
        }
        self.diagnostics.report(
            Code::InvalidValue,
            field.span,
            format!("`{key}` is not between {} and {} {unit}", limits.start(), limits.end()),
            "give a number within these limits, without its unit",
        );
        None
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok().map(|n| n as f64),
        DeValue::Float(n) => n.as_str().parse().ok(),
        _ => None,
    }
}
