//! Keys that take one of a few words.

use super::super::table::Field;
use crate::diagnostics::{Code, Diagnostics, suggestion};

/// The value that a field names; `None` if it is none of the choices, which is reported.
pub(super) fn chosen<T: Copy>(
    key: &str,
    field: &Field<String>,
    choices: &[(&str, T)],
    d: &mut Diagnostics,
) -> Option<T> {
    let found = choices.iter().find(|(name, _)| *name == field.value);
    if found.is_none() {
        let hint = suggestion(&field.value, choices.iter().map(|(name, _)| *name));
        let message = format!("`{}` is not a value of `{key}`", field.value);
        d.report(Code::InvalidValue, field.span, message, hint);
    }
    found.map(|(_, value)| *value)
}

/// The value of a key that may be left out: the first choice is the default.
pub(super) fn choice<T: Copy>(
    key: &str,
    field: Option<&Field<String>>,
    choices: &[(&str, T)],
    d: &mut Diagnostics,
) -> T {
    field.and_then(|field| chosen(key, field, choices, d)).unwrap_or(choices[0].1)
}
