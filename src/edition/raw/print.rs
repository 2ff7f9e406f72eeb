//! The table `[print]`.

use super::super::table::{Field, TableReader};
use super::Text;
use crate::source::Span;

pub(in super::super) struct RawPrint {
    pub span: Span,
    pub layouts: Option<Vec<Field<String>>>,
    pub bleed: Option<Field<f64>>,
    pub marks: Option<Field<bool>>,
    pub black_only: Option<Field<bool>>,
    pub resolution: Option<Field<f64>>,
    pub paper: Option<RawPaper>,
    pub cover_paper: Option<RawPaper>,
    pub spine: Option<Field<f64>>,
    pub spine_text: Text,
    pub spine_title: Text,
    pub binding: Text,
    pub imposition: Text,
    pub sheet: Option<RawSheet>,
    pub blurb: Text,
    pub price: Text,
}

/// A paper by its name, or as it is measured.
pub(in super::super) enum RawPaper {
    Named(Field<String>),
    Measured {
        grammage: Option<Field<f64>>,
        volume: Option<Field<f64>>,
    },
    /// There is a value that cannot be read, which was told.
    Unread,
}

/// A sheet by its name, or its width and height.
pub(in super::super) enum RawSheet {
    Named(Field<String>),
    Measured(Field<[f64; 2]>),
}

pub(super) fn print(t: &mut TableReader<'_, '_>) -> RawPrint {
    RawPrint {
        span: t.span,
        layouts: t.strings("layouts"),
        bleed: t.measure("bleed", 0.0..=20.0, "mm"),
        marks: t.truth("marks"),
        black_only: t.truth("black-only"),
        resolution: t.measure("resolution", 72.0..=2400.0, "dots an inch"),
        paper: paper(t, "paper"),
        cover_paper: paper(t, "cover-paper"),
        spine: t.measure("spine", 0.0..=200.0, "mm"),
        spine_text: t.string("spine-text"),
        spine_title: t.string("spine-title"),
        binding: t.string("binding"),
        imposition: t.string("imposition"),
        sheet: if t.is_list("sheet") {
            t.pair("sheet", 50.0..=2000.0).map(RawSheet::Measured)
        } else {
            t.string("sheet").map(RawSheet::Named)
        },
        blurb: t.string("blurb"),
        price: t.string("price"),
    }
}

fn paper(t: &mut TableReader<'_, '_>, key: &'static str) -> Option<RawPaper> {
    if t.is_table(key) {
        return t.table(key, |t| RawPaper::Measured {
            grammage: t.required_measure("grammage", 20.0..=1000.0, "g/m²", 90.0),
            volume: t.required_measure("volume", 0.5..=4.0, "cm³/g", 1.5),
        });
    }
    let there = t.has(key);
    t.string(key).map(RawPaper::Named).or(there.then_some(RawPaper::Unread))
}
