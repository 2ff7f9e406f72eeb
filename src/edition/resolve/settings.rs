//! What is to be made, and which lints are switched off.

use std::collections::BTreeMap;

use super::super::table::Field;
use super::text::lint;
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::ir::Role;
use crate::source::Span;

/// The layout that is made when the manifest names none.
const DEFAULT_LAYOUT: &str = "pamphlet";

pub(super) fn layouts(raw: Option<Vec<Field<String>>>, start: Span) -> Vec<(String, Span)> {
    match raw {
        None => vec![(DEFAULT_LAYOUT.into(), start)],
        Some(fields) => {
            let mut names: Vec<(String, Span)> = Vec::new();
            for field in fields {
                if !names.iter().any(|(name, _)| *name == field.value) {
                    names.push((field.value, field.span));
                }
            }
            names
        }
    }
}

pub(super) fn omitted(field: &Field<String>, d: &mut Diagnostics) -> Option<(Role, Span)> {
    let role = Role::parse(&field.value).filter(|role| role.is_automatic());
    if role.is_none() {
        let generated = Role::ALL.iter().filter(|role| role.is_automatic());
        d.report(
            Code::InvalidValue,
            field.span,
            format!("`{}` is not a section that umbruch makes by itself", field.value),
            suggestion(&field.value, generated.map(|role| role.as_str())),
        );
    }
    Some((role?, field.span))
}

pub(super) fn switched_off(
    raw: Vec<(Field<String>, Field<String>)>,
    d: &mut Diagnostics,
) -> BTreeMap<Code, String> {
    let mut off = BTreeMap::new();
    for (name, reason) in raw {
        let Some(code) = lint(&name, d) else { continue };
        if reason.value.is_empty() {
            let hint = format!("say why: `{name} = \"…\"`", name = name.value);
            let message = format!("`{}` is switched off without a reason", name.value);
            d.report(Code::InvalidValue, reason.span, message, hint);
        }
        off.insert(code, reason.value);
    }
    off
}
