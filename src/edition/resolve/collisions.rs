//! Identifiers that say of two things that they are one.

use std::collections::BTreeMap;

use super::super::raw::{RawEdition, RawSeries};
use super::super::table::Field;
use crate::diagnostics::{Code, Diagnostics};

/// Reports what is given twice: each form of a book has an ISBN of its own, and no series is named a second
/// time. The printed edition that the text was taken from may be the printed book itself.
pub(super) fn report(raw: &RawEdition, d: &mut Diagnostics) {
    let isbns = raw.isbn.as_ref();
    let epub = isbns.and_then(|isbns| isbns.epub.as_ref());
    let print = isbns.and_then(|isbns| isbns.print.as_ref());
    let source = raw.source.as_ref().and_then(|source| source.isbn.as_ref());
    for (one, of) in [(print, "the printed book"), (source, "the printed source")] {
        if let (Some(epub), Some(one)) = (epub, one)
            && digits(&epub.value) == digits(&one.value)
        {
            d.report(
                Code::InvalidValue,
                one.span,
                format!("`{}` is given to the EPUB and to {of}", one.value),
                "each form of a book has an ISBN of its own: leave out the one that you do not have",
            );
        }
    }
    if let Some(urn) = &raw.urn {
        urn_again(urn, raw, [epub, print], d);
    }
    series_again(&raw.series, d);
}

/// A URN that is another identifier of the edition.
fn urn_again(
    urn: &Field<String>,
    raw: &RawEdition,
    isbns: [Option<&Field<String>>; 2],
    d: &mut Diagnostics,
) {
    let name = urn.value.to_lowercase();
    let isbn = name.strip_prefix("urn:isbn:").map(digits);
    let is_isbn = isbns.iter().flatten().any(|one| isbn.as_ref() == Some(&digits(&one.value)));
    let key = match raw.identifier.as_ref().is_some_and(|one| one.value.to_lowercase() == name) {
        true => "identifier",
        false if is_isbn => "isbn",
        false => return,
    };
    d.report(
        Code::InvalidValue,
        urn.span,
        format!("`{}` stands in `{key}` already", urn.value),
        "leave `urn` out: it is for the name that a library gives",
    );
}

fn series_again(series: &[RawSeries], d: &mut Diagnostics) {
    let (mut titles, mut numbers) = (BTreeMap::new(), BTreeMap::new());
    for one in series {
        let title =
            one.title.as_ref().map(|title| (title, title.value.to_lowercase(), &mut titles));
        let issn = one.issn.as_ref().map(|issn| (issn, digits(&issn.value), &mut numbers));
        for (field, known, all) in title.into_iter().chain(issn) {
            if all.insert(known, field.span).is_some() {
                d.report(
                    Code::InvalidValue,
                    field.span,
                    format!("`{}` is given to two series", field.value),
                    "name each series once; volumes within a volume have a number with points: `\"2.1\"`",
                );
            }
        }
    }
}

/// What of a number is compared.
fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase()
}
