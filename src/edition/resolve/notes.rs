//! The series of notes.

use super::super::names::{BACK_REFERENCES, MARKS, NOTE_PAGES, NUMBERING, PAGE_MARKERS, PLACEMENT};
use super::super::raw::RawNotes;
use super::super::table::Field;
use super::choice::choice;
use super::{Text, is_slug, plain};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{
    self, BackReferences, Marks, Medium, NotePages, NoteSeries, PageMarkers, Placement, Restart,
    SeriesId, Stand,
};

/// The series that a field names; one that does not exist is reported.
pub(super) fn series_named(
    field: &Field<String>,
    series: &[NoteSeries],
    d: &mut Diagnostics,
) -> Option<SeriesId> {
    let found = ir::series_named(series, &field.value);
    if found.is_none() {
        d.report(
            Code::UnknownSeries,
            field.span,
            format!("there is no series of notes `{}`", field.value),
            format!("define it: `[notes.{}]`", field.value),
        );
    }
    found
}

/// How the pages of the source are shown.
pub(super) fn page_markers(field: &Text, d: &mut Diagnostics) -> PageMarkers {
    choice("page-markers", field.as_ref(), PAGE_MARKERS, d)
}

/// Footnotes stand on the page of their call: there is nothing to be told.
fn pages(raw: &RawNotes, placement: Placement, d: &mut Diagnostics) -> NotePages {
    let pages = choice("pages", raw.pages.as_ref(), NOTE_PAGES, d);
    if let Some(field) = &raw.pages
        && placement.stand(Medium::Pages) == Stand::Foot
        && pages != NotePages::None
    {
        d.report(
            Code::InvalidValue,
            field.span,
            "footnotes stand on the page of their call and do not tell it",
            "take `pages` out, or place the notes elsewhere: `placement = \"book\"`",
        );
        return NotePages::None;
    }
    pages
}

pub(super) fn note_series(raw: Vec<RawNotes>, d: &mut Diagnostics) -> Vec<NoteSeries> {
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
        let placement = choice("placement", raw.placement.as_ref(), PLACEMENT, d);
        series.push(NoteSeries {
            marks: choice("marks", raw.marks.as_ref(), MARKS, d),
            restart: choice("numbering", raw.numbering.as_ref(), NUMBERING, d),
            placement,
            pages: pages(&raw, placement, d),
            back_references: choice(
                "back-references",
                raw.back_references.as_ref(),
                BACK_REFERENCES,
                d,
            ),
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
            pages: NotePages::None,
            back_references: BackReferences::None,
        });
    }
    series
}
