//! What is to be made, and which lints are switched off.

use std::collections::BTreeMap;

use super::super::EpubPages;
use super::super::names::EPUB_PAGES;
use super::super::raw::RawEpub;
use super::super::table::Field;
use super::choice::choice;
use super::text::lint;
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::ir::Role;
use crate::source::Span;

/// The layout that is made when the manifest names none.
pub(in super::super) const DEFAULT_LAYOUT: &str = "pamphlet";

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

/// Which pages the e-book lists.
pub(super) fn epub_pages(
    raw: Option<&RawEpub>,
    layouts: &[(String, Span)],
    d: &mut Diagnostics,
) -> EpubPages {
    let Some(raw) = raw else { return EpubPages::default() };
    let layout = raw.pages_from.as_ref().map(|field| {
        if !layouts.iter().any(|(name, _)| *name == field.value) {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("the edition is not set with the layout `{}`", field.value),
                "add it to `layouts` at the top of the manifest, or name one of those here",
            );
        }
        field.value.clone()
    });
    EpubPages { list: choice("pages", raw.pages.as_ref(), EPUB_PAGES, d), layout }
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
