//! Who made the book, its ISBNs, where it comes from.

use super::super::raw::{RawContributor, RawIsbns, RawSource};
use super::catalogue::renderings;
use super::identifiers::isbn;
use super::{date, plain, url};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Contributor, Isbns, Relator, SourceEdition};
use crate::relators::is_relator;

pub(super) fn isbns(raw: RawIsbns, d: &mut Diagnostics) -> Isbns {
    Isbns {
        epub: raw.epub.and_then(|field| isbn(&field, d)),
        print: raw.print.and_then(|field| isbn(&field, d)),
    }
}

pub(super) fn contributor(raw: RawContributor, d: &mut Diagnostics) -> Option<Contributor> {
    let mut roles = Vec::new();
    for field in raw.role {
        if is_relator(&field.value) {
            roles.push(Relator(field.value));
        } else {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not a MARC relator code", field.value),
                "usual codes: `aut` author, `edt` editor, `trl` translator, `aui` introduction, `aft` afterword, `ill` illustrator",
            );
        }
    }
    if roles.is_empty() {
        roles.push(Relator("aut".into()));
    }
    let name = plain(raw.name)?;
    let sort = plain(raw.sort).unwrap_or_else(|| sort_name(&name));
    Some(Contributor { name, sort, roles, renderings: renderings(raw.renderings, d) })
}

/// `Karl Muster` to `Muster, Karl`; a name of one word stays as it is.
fn sort_name(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((given, family)) if !name.contains(',') => format!("{family}, {given}"),
        _ => name.to_owned(),
    }
}

pub(super) fn source(raw: RawSource, d: &mut Diagnostics) -> Option<SourceEdition> {
    let url = raw.url.and_then(|field| url("url", field, d));
    let date = raw.date.and_then(|field| date(&field, d));
    let isbn = raw.isbn.and_then(|field| isbn(&field, d));
    Some(SourceEdition { title: plain(raw.title)?, url, date, note: plain(raw.note), isbn })
}
