//! The indexes.

use super::super::names::INDEX_ORDER;
use super::super::raw::RawIndex;
use super::choice::choice;
use super::{is_slug, plain};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{IndexOrder, IndexSettings};

/// The indexes of the edition; one of words where it names none.
pub(super) fn indexes(raw: Vec<RawIndex>, d: &mut Diagnostics) -> Vec<IndexSettings> {
    let mut indexes = Vec::new();
    for raw in raw {
        if !is_slug(&raw.name.value) {
            d.report(
                Code::InvalidValue,
                raw.name.span,
                format!("`{}` cannot name an index", raw.name.value),
                "use a–z, digits and hyphens, such as `[index.personen]`",
            );
        }
        indexes.push(IndexSettings {
            order: choice("sort", raw.sort.as_ref(), INDEX_ORDER, d),
            title: plain(raw.title),
            name: raw.name.value,
        });
    }
    if indexes.is_empty() {
        indexes.push(IndexSettings { name: "index".into(), title: None, order: IndexOrder::Words });
    }
    indexes
}
