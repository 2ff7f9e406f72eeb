//! The bibliography.

use super::super::Works;
use super::super::names::WORKS;
use super::super::raw::RawBibliography;
use super::choice::choice;
use super::notes::series_named;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::NoteSeries;

/// The style that is taken when the manifest names none: author and date, with the words of the
/// book's language.
pub const DEFAULT_STYLE: &str = "chicago-author-date";

pub(super) fn works(raw: RawBibliography, series: &[NoteSeries], d: &mut Diagnostics) -> Works {
    if raw.file.is_empty() {
        d.report(
            Code::MissingKey,
            raw.span,
            "`file` is missing in `[bibliography]`",
            "add a line `file = \"literatur.bib\"`",
        );
    }
    let all = choice("list", raw.list.as_ref(), WORKS, d);
    let notes = raw.notes.and_then(|field| series_named(&field, series, d));
    Works {
        files: raw.file.into_iter().map(|field| (field.value, field.span)).collect(),
        style: match raw.style {
            Some(field) => (field.value, field.span),
            None => (DEFAULT_STYLE.to_owned(), raw.span),
        },
        all,
        series: notes.unwrap_or_default(),
    }
}
