//! The series of notes.

use super::super::raw::RawNotes;
use super::{Text, is_slug, plain};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Marks, NoteSeries, Placement, Restart};

/// The value that `field` names in a table of names; the default where there is no field.
fn choice<T: Copy>(field: &Text, names: &[(&str, T)], key: &str, d: &mut Diagnostics) -> T {
    let default = names[0].1;
    let Some(field) = field else { return default };
    if let Some((_, value)) = names.iter().find(|(name, _)| *name == field.value) {
        return *value;
    }
    let all: Vec<String> = names.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{}` is not a value of `{key}`", field.value),
        format!("known here: {}", all.join(", ")),
    );
    default
}

pub(super) fn note_series(raw: Vec<RawNotes>, d: &mut Diagnostics) -> Vec<NoteSeries> {
    let marks = [
        ("1", Marks::Decimal),
        ("a", Marks::LowerAlpha),
        ("A", Marks::UpperAlpha),
        ("i", Marks::LowerRoman),
        ("I", Marks::UpperRoman),
        ("*", Marks::Asterisks),
    ];
    let restarts = [("book", Restart::Book), ("section", Restart::Section)];
    let placements = [
        ("book", Placement::Book),
        ("section", Placement::Section),
        ("footnote", Placement::Footnote),
    ];
    let mut series = Vec::new();
    for raw in raw {
        if !is_slug(&raw.name.value) {
            d.report(
                Code::InvalidValue,
                raw.name.span,
                format!("`{}` cannot name a series of notes", raw.name.value),
                "use a–z, digits and hyphens, such as `[notes.hg]`",
            );
        }
        series.push(NoteSeries {
            marks: choice(&raw.marks, &marks, "marks", d),
            restart: choice(&raw.numbering, &restarts, "numbering", d),
            placement: choice(&raw.placement, &placements, "placement", d),
            title: plain(raw.title),
            name: raw.name.value,
        });
    }
    if series.is_empty() {
        series.push(NoteSeries {
            name: "notes".into(),
            title: None,
            marks: Marks::Decimal,
            restart: Restart::Book,
            placement: Placement::Book,
        });
    }
    series
}
